"""A process of its own that opens the hostile page, clicks on it once, and tells what came of it.

`how`: "checkout" in the loaded checkout page, all rules in force; "bare" the same view without the
page's own rules, the gate behind them; "gap" as that, with one port allowed; "hosted" where
Stripe's own page is, served beside `stripe_js`; "open" in a plain view of Qt's, to see that the
ways lead somewhere. Takes and prints JSON.
"""

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QEventLoop, QObject, QPoint, Qt, QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from ui.webview.engine import prepare_engine

_SCRIPT = Path(__file__).with_name("hostile.js").read_text("utf-8")
_PATIENCE_MS = 60_000
_PROGRAMS = ("mailto", "tel", "sms", "ftp", "x-other-app", "intent", "file", "view-source")


class Programs(QObject):
    """Stands where the system would start another program."""

    def __init__(self) -> None:
        super().__init__()
        self.started: list[str] = []
        for scheme in _PROGRAMS:
            QDesktopServices.setUrlHandler(scheme, self, "start")

    @Slot(QUrl)
    def start(self, url: QUrl) -> None:
        self.started.append(url.scheme())


class Run:
    """One page in one window."""

    view: Any

    def __init__(self, how: str, ports: dict[str, int], stripe_js: str) -> None:
        self.how, self.ports, self.stripe_js = how, ports, stripe_js
        self.programs = Programs()
        self.told: dict[str, Any] = {"windows": 0, "downloads": 0, "printed": 0}
        QGuiApplication.clipboard().setText("the cashier's")

    def go(self) -> dict[str, Any]:
        widget, page = self._page()
        page.printRequested.connect(lambda: self._count("printed"))
        self._wait(page, "window.hostile !== undefined")
        only_network = json.dumps(self.how == "open")
        self._js(page, f"hostile.arm({json.dumps(self.ports)}, {only_network})")
        QTest.qWait(200)  # a page that has just painted drops the first click
        surface = widget.focusProxy() or widget
        while not self._js(page, "Object.keys(hostile.tried).length"):
            QTest.mouseClick(surface, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
            QTest.qWait(200)
        self._wait(page, "hostile.done")
        self.told |= self._js(
            page,
            "({names: hostile.names, network: hostile.network, tried: hostile.tried,"
            " found: hostile.found, title: document.title, here: location.href})",
        )
        self.told["started"] = self.programs.started
        self.told["clipboard"] = QGuiApplication.clipboard().text()
        self.told["seen"] = sum(one.isVisible() for one in QApplication.topLevelWidgets())
        return self.told

    def end(self) -> None:
        self.window.close()
        self.window.deleteLater()
        for _ in range(4):
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
            QApplication.processEvents()

    def _page(self) -> tuple[QWidget, Any]:
        own = f"http://127.0.0.1:{self.ports['service_worker']}"
        if self.how == "hosted":
            return self._hosted()
        return self._plain(own) if self.how == "open" else self._checkout(own)

    def _hosted(self) -> tuple[QWidget, Any]:
        from PySide6.QtWebEngineWidgets import QWebEngineView

        from ui.webview.hosted_view import HostedView
        from ui.webview.model import HostedAddress, PageConfig

        self.window = self.view = view = HostedView(patience_s=50)
        view.resize(900, 700)
        view.show()
        address = self.stripe_js.replace("/stripe.js", "/c/pay/x")
        config = PageConfig(self.stripe_js, "pk_test_double", "en")
        self._until(view, view.usable, lambda: view.load(config, HostedAddress(address, (), "en")))
        assert view.is_usable
        web = view.findChild(QWebEngineView)
        page: Any = web.page()
        page.runJavaScript(_SCRIPT)
        return web, page

    def _until(self, view: Any, signal: Any, begin: Any) -> None:
        """Until that signal of a view's, or its failure."""
        loop, waiting = QEventLoop(), QTimer(singleShot=True)
        signal.connect(loop.quit)
        view.failed.connect(loop.quit)
        waiting.timeout.connect(loop.quit)
        waiting.start(_PATIENCE_MS)
        begin()
        loop.exec()

    def _checkout(self, own: str) -> tuple[QWidget, Any]:
        from PySide6.QtWebEngineWidgets import QWebEngineView

        from ui.webview.checkout_view import CheckoutView
        from ui.webview.model import PageConfig

        bare = self.how in ("bare", "gap")
        config = PageConfig(self.stripe_js, "pk_test_double", "en")
        if bare:  # under an origin that something listens at, so that its own workers would load
            config = replace(config, origin=own)
        if self.how == "gap":
            config = replace(config, api_hosts=(f"http://127.0.0.1:{self.ports['xhr']}",))
        self.window = self.view = view = CheckoutView(patience_s=50)
        view.resize(900, 700)
        view.show()
        self._until(view, view.ready, lambda: view.preload(config))
        assert view.is_ready
        web = view.findChild(QWebEngineView)
        page: Any = web.page()
        if bare:
            source = page._source
            html = f"<body style='height: 100vh'>bare<script>{_SCRIPT}</script>"
            page._source = type(source)(html=html, url=source.url, token=source.token)
            page.load_own()
        else:
            page.runJavaScript(_SCRIPT)
        return web, page

    def _plain(self, own: str) -> tuple[QWidget, Any]:
        from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile
        from PySide6.QtWebEngineWidgets import QWebEngineView

        run, windows = self, []

        class Page(QWebEnginePage):
            def createWindow(self, _type: object) -> QWebEnginePage:  # type: ignore[override]
                run._count("windows")
                windows.append(QWebEnginePage(self.profile(), self))
                return windows[-1]

            def javaScriptConfirm(self, _origin: object, _message: str) -> bool:
                return False

            def chooseFiles(self, *_: object) -> list[str]:
                return []

        self.window = web = QWebEngineView()
        profile = QWebEngineProfile(web)
        profile.downloadRequested.connect(lambda _: self._count("downloads"))
        page = Page(profile, web)
        web.setPage(page)
        web.resize(900, 700)
        web.show()
        page.setHtml(f"<body style='height: 100vh'>open<script>{_SCRIPT}</script>", QUrl(f"{own}/"))
        return web, page

    def _count(self, what: str) -> None:
        self.told[what] += 1

    def _js(self, page: Any, script: str) -> Any:
        loop, answers = QEventLoop(), []
        waiting = QTimer(singleShot=True)
        waiting.timeout.connect(loop.quit)
        waiting.start(_PATIENCE_MS)

        def heard(value: object) -> None:
            answers.append(value)
            loop.quit()

        page.runJavaScript(f"JSON.stringify({script} ?? null)", 0, heard)
        if not answers:
            loop.exec()
        return json.loads(answers[0]) if answers and answers[0] else None

    def _wait(self, page: Any, script: str) -> None:
        for _ in range(_PATIENCE_MS // 100):
            if self._js(page, script):
                return
            QTest.qWait(100)
        raise TimeoutError(script)


def main() -> None:
    given = json.loads(sys.argv[1])
    if given["prepared"]:
        prepare_engine()
    app = QApplication(sys.argv[:1])
    run = Run(given["how"], given["ports"], given["stripe_js"])
    told = run.go()
    if given["how"] != "open":
        told["blocked"] = run.view.blocked
        run.view.shutdown()
    run.end()
    sys.stdout.write(json.dumps(told) + "\n")
    sys.stdout.flush()
    del run, app


if __name__ == "__main__":
    main()
