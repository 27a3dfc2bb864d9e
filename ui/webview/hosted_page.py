"""A page of Stripe's own as an object: it stays at its session, and its way out ends it."""

from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtWebEngineCore import QWebEnginePage

from ui.webview.hosted_policy import HostedPolicy
from ui.webview.interceptor import RequestGate
from ui.webview.model import HostedAddress, PageConfig
from ui.webview.profile import make_profile
from ui.webview.refusing import RefusingPage


class HostedWebPage(RefusingPage):
    """One session's page. `left` when it wanted to lead its customer on, which isn't followed."""

    left = Signal()

    def __init__(
        self, policy: HostedPolicy, config: PageConfig, address: HostedAddress, parent: QObject
    ) -> None:
        gate = RequestGate(policy)
        super().__init__(gate, make_profile(gate, address.language, config.authorities), parent)
        self._rules = policy
        self._address = QUrl(address.url)

    def load_own(self) -> None:
        """Load it; may be called once."""
        self.load(self._address)

    def acceptNavigationRequest(
        self, url: QUrl | str, _type: QWebEnginePage.NavigationType, isMainFrame: bool
    ) -> bool:
        """Its own origin, frames on the list; nothing else."""
        text = url if isinstance(url, str) else url.toString()
        if not isMainFrame:
            if not self._rules.allows_frame(text):
                self.gate.count("frame", text)
                return False
            return True
        if self._rules.is_end(text):
            # The engine is in the middle of a navigation: let it finish before anyone acts.
            QTimer.singleShot(0, self, self._tell)
            return False
        if not self._rules.allows_top(text):
            self.gate.count("navigation", text)
            return False
        return True

    def _tell(self) -> None:
        self.left.emit()
