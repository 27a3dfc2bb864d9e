"""What every page of a checkout is refused, whoever's page it is."""

import logging

from PySide6.QtCore import QObject, QUrl
from PySide6.QtWebEngineCore import (
    QWebEngineCertificateError,
    QWebEngineClientCertificateSelection,
    QWebEngineDesktopMediaRequest,
    QWebEngineFileSystemAccessRequest,
    QWebEngineFullScreenRequest,
    QWebEnginePage,
    QWebEnginePermission,
    QWebEngineProfile,
    QWebEngineRegisterProtocolHandlerRequest,
)

from ui.webview.interceptor import RequestGate

logger = logging.getLogger(__name__)


class RefusingPage(QWebEnginePage):
    """A page behind `gate`, with no windows, permissions, files or dialogs.

    It owns its profile: C++ takes a parent apart before its children, so the page is always gone
    when the profile goes, in every way of closing. Whoever derives from it says which navigations
    there are.
    """

    def __init__(self, gate: RequestGate, profile: QWebEngineProfile, parent: QObject) -> None:
        super().__init__(profile, parent)
        profile.setParent(self)
        self.gate = gate
        self._refuse_requests()

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
        self.gate.count("screen", self.gate.policy.page_origin)
        request.cancel()

    def createWindow(self, type: QWebEnginePage.WebWindowType) -> QWebEnginePage | None:  # type: ignore[override]
        """No second window: banks authenticate in frames, and a window would leave the till."""
        self.gate.count("window", type.name)
        return None

    def chooseFiles(self, _mode: object, _old: object, _accepted: object) -> list[str]:
        """No file leaves this machine through a checkout page."""
        self.gate.count("files", self.gate.policy.page_origin)
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
