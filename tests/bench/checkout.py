"""From the click to a checkout that takes typing: preloaded, and in a process that has no page yet.

Against the stand-in over loopback, in a real window with the real web engine. "Usable" is the
page's own word for it: its fields are mounted, take typing, and a first frame is painted.

The targets are of the page, which is the till's own part. The whole way through the till has the
session's making in it, which is Stripe's time, and is told without one.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from pos_app.training.process import StandIn
from tests.bench.counter import clicks_to_usable
from tests.bench.figures import Figure, median, percentile, progress, report
from tests.helpers.page_sessions import PageSessions, Server
from ui.webview.engine import prepare_engine
from ui.webview.model import CheckoutRequest, PageConfig, TermsText

TERMS = TermsText("Bench shows the card again.", "Show this card\n\n" + "Words. " * 200)

ROOT = Path(__file__).resolve().parents[2]
WARM_ROUNDS = 25
COLD_ROUNDS = 5
PATIENCE_MS = 30_000


@dataclass
class _Server:
    """A stand-in of another process."""

    url: str
    secret_key: str


def main() -> int:
    """Warm and cold in one run: their ratio holds on a slower machine too."""
    if sys.argv[1:2] == ["--one-cold"]:
        print(_one_cold(*sys.argv[2:]))
        return 0
    if sys.argv[1:2] == ["--through-the-till"]:
        print(json.dumps(clicks_to_usable(WARM_ROUNDS)))
        return 0
    progress(f"{WARM_ROUNDS} payments through the whole till")
    whole = json.loads(_in_a_fresh_process("--through-the-till"))
    with _stand_in() as stand_in:
        progress(f"{COLD_ROUNDS} fresh processes")
        given = [stand_in.url, stand_in.publishable_key, stand_in.secret_key]
        cold = [float(_in_a_fresh_process("--one-cold", *given)) for _ in range(COLD_ROUNDS)]
        progress(f"{WARM_ROUNDS} preloaded pages")
        warm = _preloaded(stand_in)
    return report(
        [
            Figure("cold page, p50", median(cold), "ms"),
            Figure("whole till, click to usable, session included, p50", median(whole), "ms"),
            Figure("whole till, p90", percentile(whole, 0.9), "ms"),
            Figure("preloaded page alone, secret to usable, p50", median(warm), "ms", 50),
            Figure("preloaded page alone, p90", percentile(warm, 0.9), "ms"),
            Figure("cold / preloaded", median(cold) / median(warm), "×", 6, "at least"),
        ]
    )


@contextmanager
def _stand_in() -> Iterator[StandIn]:
    with tempfile.TemporaryDirectory(prefix="pos-app-bench-") as folder:
        stand_in = StandIn.start_now(Path(folder) / "standin.db", customers=0)
        try:
            yield stand_in
        finally:
            stand_in.stop_now()


def _preloaded(stand_in: StandIn) -> list[float]:
    """Milliseconds for each of the rounds; the next page is made after every checkout."""
    from ui.webview.preloader import Preloader

    app, window = _window()
    preloader = Preloader(window, idle_ms=50)
    preloader.configure(_config(stand_in.url, stand_in.publishable_key))
    samples = []
    for _ in range(WARM_ROUNDS):
        _wait_until(lambda: preloader.is_warm)
        _let_pass(300)  # what still paints after the page has loaded is not the click's
        request = _request(stand_in)
        clock = QElapsedTimer()
        clock.start()
        view = preloader.take()
        samples.append(_open(window, view, request, clock))
        preloader.give_back(view)
    preloader.shutdown()
    _close(app, window)
    return samples


def _one_cold(url: str, publishable_key: str, secret_key: str) -> float:
    """One click in a process whose window is there, but which never had a web page."""
    app, window = _window()
    request = _request(_Server(url, secret_key))
    clock = QElapsedTimer()
    clock.start()
    from ui.webview.checkout_view import CheckoutView

    view = CheckoutView(window)
    view.preload(_config(url, publishable_key))
    taken = _open(window, view, request, clock)
    view.shutdown()
    _close(app, window)
    return taken


def _in_a_fresh_process(*arguments: str) -> str:
    """The last line it prints."""
    command = [sys.executable, "-m", "tests.bench.checkout", *arguments]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(done.stderr)
    return done.stdout.splitlines()[-1]


def _window() -> tuple[QApplication, QWidget]:
    prepare_engine()
    app = QApplication([])
    window = QWidget()
    window.resize(1100, 800)
    QVBoxLayout(window)
    window.show()
    _let_pass(300)
    return app, window


def _open(window: QWidget, view: QWidget, request: CheckoutRequest, clock: QElapsedTimer) -> float:
    """Milliseconds from the clock's start until the page says that it is usable."""
    layout = window.layout()
    assert layout is not None
    loop = QEventLoop()
    trouble: list[str] = []
    view.usable.connect(loop.quit)
    view.failed.connect(lambda reason: (trouble.append(reason), loop.quit()))
    QTimer.singleShot(PATIENCE_MS, loop, lambda: (trouble.append("patience"), loop.quit()))
    layout.addWidget(view)
    view.show()
    view.open(request)
    loop.exec()
    taken = clock.nsecsElapsed() / 1e6
    if trouble:
        raise SystemExit(f"the checkout never was usable: {trouble}")
    return taken


def _close(app: QApplication, window: QWidget) -> None:
    window.close()
    window.deleteLater()
    _let_pass(200)
    app.quit()


def _let_pass(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _wait_until(there: Callable[[], bool]) -> None:
    begun = time.monotonic()
    while not there():
        if time.monotonic() - begun > PATIENCE_MS / 1000:
            raise SystemExit("no page was preloaded")
        _let_pass(20)


def _config(url: str, publishable_key: str) -> PageConfig:
    return PageConfig(
        stripe_js_url=f"{url}/endive/stripe.js",
        publishable_key=publishable_key,
        language="en",
        api_hosts=(url,),
    )


def _request(server: Server) -> CheckoutRequest:
    """A session of its own for each round, made before the clock starts."""
    session = PageSessions(server).payment(None)
    return CheckoutRequest(
        client_secret=session["client_secret"],
        amount_text="€12.50",
        amount_minor=1250,
        description="Deposit",
        merchant="Bench",
        needs_email=False,
        language="en",
        terms=TERMS,
    )


if __name__ == "__main__":
    sys.exit(main())
