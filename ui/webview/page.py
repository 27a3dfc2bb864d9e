"""The page object: says no to everything a checkout doesn't need, and reads the page's signals."""

from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtWebEngineCore import QWebEnginePage

from ui.webview.interceptor import RequestGate
from ui.webview.model import PageConfig, parse_event
from ui.webview.page_source import PageMaker, ask_call, open_call
from ui.webview.policy import policy_for
from ui.webview.profile import make_profile
from ui.webview.refusing import RefusingPage

_HTML_PREFIX = "data:text/html"


class CheckoutPage(RefusingPage):
    """One page, loaded once, used once. `told` carries a PageEvent."""

    told = Signal(object)

    def __init__(self, config: PageConfig, pages: PageMaker, parent: QObject) -> None:
        gate = RequestGate(policy_for(config))
        super().__init__(gate, make_profile(gate, config.language, config.authorities), parent)
        self._source = pages.make(config)
        self._origin = config.origin
        self._loading_own = False

    def load_own(self) -> None:
        """Load the checkout page; may be called once."""
        self._loading_own = True
        self.gate.expect_own_load(_HTML_PREFIX)
        self.setHtml(self._source.html, QUrl(self._source.url))

    def ask(self, payload: dict[str, object]) -> None:
        """Have it show an agreement to tick, before its session."""
        self.runJavaScript(ask_call(payload))

    def open_session(self, payload: dict[str, object]) -> None:
        """Hand the page its session."""
        self.runJavaScript(open_call(payload))

    def acceptNavigationRequest(
        self, url: QUrl | str, _type: QWebEnginePage.NavigationType, isMainFrame: bool
    ) -> bool:
        """Own load, signals (read and refused), frames on the list; nothing else."""
        text = url if isinstance(url, str) else url.toString()
        if not isMainFrame:
            return self._accept_frame(text)
        if self._loading_own and text.startswith(_HTML_PREFIX):
            self._loading_own = False
            return True
        self.gate.count("navigation", text)
        return False

    def _accept_frame(self, url: str) -> bool:
        event = parse_event(url, self._origin, self._source.token)
        if event is not None:
            # The engine is in the middle of a navigation: let it finish before anyone acts.
            QTimer.singleShot(0, self, lambda: self.told.emit(event))
            return False
        if self.gate.policy.allows_frame(url):
            return True
        self.gate.count("frame", url)
        return False
