"""A loopback server that hands the page a double of Stripe.js and writes down who calls."""

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.webview.checkout_view import CheckoutView
from ui.webview.model import CheckoutRequest, PageConfig, TermsText

_DOUBLE = Path(__file__).with_name("double.js").read_text("utf-8")


@dataclass
class DoubleServer:
    """Serves `/stripe.js` with `plan` in front of the double, and `pages` by path: a body of HTML,
    or a status with an address to go to; `files` as what a browser keeps; `asked` lists all other
    paths."""

    plan: dict[str, Any] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    pages: dict[str, str | tuple[int, str]] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    port: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def script(self) -> bytes:
        return f"const PLAN = {json.dumps(self.plan)};\n{_DOUBLE}".encode()


def _handler(server: DoubleServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            page = server.pages.get(self.path)
            if page is not None:
                status, to = page if isinstance(page, tuple) else (200, "")
                self._answer(status, to, b"" if isinstance(page, tuple) else page.encode())
                return
            if self.path in server.files:
                self._hand_out(server.files[self.path])
                return
            known = self.path == "/stripe.js"
            if not known:
                server.asked.append(self.path)
            body = server.script() if known else b"<p>elsewhere</p>"
            self.send_response(200)
            self.send_header("Content-Type", "text/javascript" if known else "text/html")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def _hand_out(self, content: bytes) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "application/octet-stream")
            self.send_header("Content-Disposition", 'attachment; filename="handed-out.bin"')
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def _answer(self, status: int, to: str, body: bytes) -> None:
            self.send_response(status)
            if to:
                self.send_header("Location", to)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET  # noqa: N815 - the server looks for that name

        def log_message(self, *_args: object) -> None:
            pass

    return Handler


def _serve() -> Iterator[DoubleServer]:
    double = DoubleServer()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(double))
    double.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield double
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def double() -> Iterator[DoubleServer]:
    """What the page takes for Stripe."""
    yield from _serve()


@pytest.fixture
def elsewhere() -> Iterator[DoubleServer]:
    """A host the page has no business with."""
    yield from _serve()


_BOX = """(() => { const e = document.getElementById('%s'); if (!e || !e.offsetWidth) return '';
  const r = e.getBoundingClientRect();
  return JSON.stringify([r.x + r.width / 2, r.y + r.height / 2]); })()"""


@dataclass
class Till:
    """A checkout view with what a test does to it."""

    qtbot: QtBot
    view: CheckoutView

    def js(self, script: str) -> Any:
        """The value of `script` in the page."""
        page = self.view.findChild(QWebEngineView).page()
        answers: list[Any] = []
        wrapped = f"JSON.stringify((() => {{ return {script} }})() ?? null)"
        page.runJavaScript(wrapped, 0, answers.append)
        self.qtbot.waitUntil(lambda: bool(answers))
        return json.loads(answers[0]) if answers[0] else None

    def wait_js(self, script: str) -> None:
        """Until `script` is true in the page."""
        self.qtbot.waitUntil(lambda: bool(self.js(script)), timeout=40_000)

    def calls(self, name: str) -> list[Any]:
        """Arguments of each call of the double's function `name`."""
        return [call[1:] for call in self.js("window.calls") if call[0] == name]

    @property
    def surface(self) -> QWidget:
        """The widget that takes the customer's mouse and keys."""
        proxy = self.view.findChild(QWebEngineView).focusProxy()
        assert proxy is not None
        return proxy

    def at(self, selector: str) -> QPoint:
        """The middle of an element, in the surface's pixels, scrolled into sight."""
        box = self.js(
            f"(e => {{ e.scrollIntoView({{block: 'center'}}); const r = e.getBoundingClientRect();"
            f" return [r.x + r.width / 2, r.y + r.height / 2] }})"
            f"(document.querySelector({json.dumps(selector)}))"
        )
        return QPoint(int(box[0]), int(box[1]))

    def click(self, selector: str) -> None:
        """The customer's own finger."""
        self.qtbot.mouseClick(
            self.surface,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            self.at(selector),
        )

    def type(self, text: str) -> None:
        """Keys, one by one, to whatever has the focus."""
        self.qtbot.keyClicks(self.surface, text)

    def hold(self, key: Qt.Key, *, times: int, repeat: bool = False) -> None:
        """A key held down: presses without a release, as the system repeats them."""
        for _ in range(times):
            press = QKeyEvent(
                QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "\r", repeat
            )
            QCoreApplication.sendEvent(self.surface, press)
        self.js("0")

    def click_in_frame(self, path: str, button: str) -> None:
        """Click a button inside a frame of another origin, once it is there."""
        spot: list[list[float]] = []

        def found() -> bool:
            page = self.view.findChild(QWebEngineView).page()
            for frame in page.mainFrame().children():
                if path in frame.url().toString():
                    frame.runJavaScript(
                        _BOX % button, 0, lambda box: spot.append(json.loads(box)) if box else 0
                    )
            return bool(spot)

        self.qtbot.waitUntil(found, timeout=40_000)
        within = self.js(
            f"(r => [r.x, r.y])(document.querySelector('iframe[src*=\"{path}\"]')"
            ".getBoundingClientRect())"
        )
        place = QPoint(int(spot[-1][0] + within[0]), int(spot[-1][1] + within[1]))
        self.qtbot.mouseClick(self.surface, Qt.MouseButton.LeftButton, pos=place)

    def wait_frame(self, path: str, script: str) -> None:
        """Until `script` is true inside a frame of another origin."""
        answers: list[bool] = []

        def true() -> bool:
            page = self.view.findChild(QWebEngineView).page()
            for frame in page.mainFrame().children():
                if path in frame.url().toString():
                    frame.runJavaScript(script, 0, lambda got: answers.append(got is True))
            return any(answers)

        self.qtbot.waitUntil(true)

    def text(self, selector: str) -> str:
        return str(self.js(f"document.querySelector({json.dumps(selector)}).innerText"))


def request(**changes: Any) -> CheckoutRequest:
    """A plain request, changed as told."""
    base: dict[str, Any] = {
        "client_secret": "cs_test_double_secret_x",
        "amount_text": "€12.50",
        "amount_minor": 1250,
        "description": "Deposit, bicycle",
        "merchant": "Atelier du Port",
        "needs_email": False,
        "language": "en",
        "terms": TermsText("It is shown again.", "Show it\n\nIt is shown again.\n"),
    }
    return CheckoutRequest(**(base | changes))


def settle() -> None:
    """Carry out the deletions Qt has put off."""
    for _ in range(4):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QCoreApplication.processEvents()


@pytest.fixture
def config(double: DoubleServer) -> Callable[..., PageConfig]:
    """Makes a page configuration that takes the double for Stripe."""

    def make(**changes: Any) -> PageConfig:
        base: dict[str, Any] = {
            "stripe_js_url": f"{double.url}/stripe.js",
            "publishable_key": "pk_test_double",
            "language": "en",
        }
        return PageConfig(**(base | changes))

    return make


@pytest.fixture
def till(qtbot: QtBot, config: Callable[..., PageConfig]) -> Iterator[Callable[..., Till]]:
    """Opens a view, shown and preloaded; by default with a session handed over."""
    views: list[CheckoutView] = []

    def make(asked: CheckoutRequest | None = None, *, opened: bool = True, **changes: Any) -> Till:
        view = CheckoutView()
        views.append(view)
        view.resize(1000, 800)
        with qtbot.waitSignal(view.ready, timeout=40_000):
            view.preload(config(**changes))
        if opened:
            view.show()
            view.activateWindow()
            with qtbot.waitSignal(view.usable, timeout=40_000):
                view.open(asked or request(language=changes.get("language", "en")))
        return Till(qtbot, view)

    yield make
    for view in views:
        view.shutdown()
        view.deleteLater()
    settle()
