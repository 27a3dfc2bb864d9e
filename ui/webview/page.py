"""The page object: says no to everything a checkout doesn't need, and reads the page's signals."""

import logging

from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtWebEngineCore import (
    QWebEngineCertificateError,
    QWebEngineClientCertificateSelection,
    QWebEngineDesktopMediaRequest,
    QWebEngineFileSystemAccessRequest,
    QWebEngineFullScreenRequest,
    QWebEnginePage,
    QWebEnginePermission,
    QWebEngineRegisterProtocolHandlerRequest,
)

from ui.webview.interceptor import RequestGate
from ui.webview.model import PageConfig, parse_event
from ui.webview.page_source import ask_call, build_page, open_call
from ui.webview.policy import policy_for
from ui.webview.profile import make_profile

logger = logging.getLogger(__name__)

_HTML_PREFIX = "data:text/html"


class CheckoutPage(QWebEnginePage):
    """One page, loaded once, used once.

    `told` carries a PageEvent. The page owns its profile: C++ takes a parent apart before its
    children, so the page is always gone when the profile goes, in every way of closing.
    """

    told = Signal(object)

    def __init__(self, config: PageConfig, parent: QObject) -> None:
        gate = RequestGate(policy_for(config))
        profile = make_profile(gate, config.language, config.authorities)
        super().__init__(profile, parent)
        profile.setParent(self)
        self.gate = gate
        self._source = build_page(config)
        self._origin = config.origin
        self._loading_own = False
        self._refuse_requests()

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

    def _refuse_requests(self) -> None:
        self.permissionRequested.connect(self._deny_permission)
        self.fullScreenRequested.connect(self._deny_full_screen)
        self.certificateError.connect(self._reject_certificate)
        self.selectClientCertificate.connect(self._no_certificate)
        self.registerProtocolHandlerRequested.connect(self._deny_handler)
        self.fileSystemAccessRequested.connect(self._deny_files)
        self.desktopMediaRequested.connect(self._deny_screen)

    def _deny_permission(self, permission: QWebEnginePermission) -> None:
        self.gate.count("permission", permission.origin().toString())
        permission.deny()

    def _deny_full_screen(self, request: QWebEngineFullScreenRequest) -> None:
        self.gate.count("fullscreen", request.origin().toString())
        request.reject()

    def _reject_certificate(self, error: QWebEngineCertificateError) -> None:
        self.gate.count("certificate", error.url().toString())
        error.rejectCertificate()

    def _no_certificate(self, selection: QWebEngineClientCertificateSelection) -> None:
        selection.selectNone()

    def _deny_handler(self, request: QWebEngineRegisterProtocolHandlerRequest) -> None:
        self.gate.count("protocol", request.origin().toString())
        request.reject()

    def _deny_files(self, request: QWebEngineFileSystemAccessRequest) -> None:
        self.gate.count("files", request.origin().toString())
        request.reject()

    def _deny_screen(self, request: QWebEngineDesktopMediaRequest) -> None:
        self.gate.count("screen", self._origin)
        request.cancel()

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

    def createWindow(self, type: QWebEnginePage.WebWindowType) -> QWebEnginePage | None:  # type: ignore[override]
        """No second window: banks authenticate in frames, and a window would leave the till."""
        self.gate.count("window", type.name)
        return None

    def chooseFiles(self, _mode: object, _old: object, _accepted: object) -> list[str]:
        """No file leaves this machine through a checkout page."""
        self.gate.count("files", self._origin)
        return []

    def javaScriptAlert(self, _origin: QUrl | str, _message: str) -> None:
        """Said to nobody."""

    def javaScriptConfirm(self, _origin: QUrl | str, _message: str) -> bool:
        """Answered no."""
        return False

    def javaScriptPrompt(
        self, _origin: QUrl | str, _message: str, _default: str
    ) -> tuple[bool, str]:
        """Answered with nothing."""
        return False, ""

    def javaScriptConsoleMessage(
        self,
        level: QWebEnginePage.JavaScriptConsoleMessageLevel,
        _message: str,
        lineNumber: int,
        _source: str,
    ) -> None:
        """Only where and how bad: the words may quote a secret or a customer."""
        logger.info("page_console level=%s line=%d", level.name, lineNumber)
