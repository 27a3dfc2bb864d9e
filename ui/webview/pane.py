"""A page in the till's window, and the way it is taken apart."""

import logging

from PySide6.QtCore import QElapsedTimer, Qt, QTimer
from PySide6.QtGui import QColor
from PySide6.QtWebEngineCore import QWebEnginePage
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.webview.model import PageConfig
from ui.webview.refusing import RefusingPage

logger = logging.getLogger(__name__)

_GROUND = {False: "#f4f2ec", True: "#101618"}


class WebPane(QWidget):
    """Holds one page. What it says is a hint, never proof: fetch the truth."""

    def __init__(self, parent: QWidget | None, patience_s: float) -> None:
        """`patience_s`: how long each step of loading may take."""
        super().__init__(parent)
        self._held: RefusingPage | None = None
        self._web: QWebEngineView | None = None
        self._is_over = False
        self._clock = QElapsedTimer()
        self._patience = QTimer(self, singleShot=True, interval=int(patience_s * 1000))
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)

    @property
    def is_over(self) -> bool:
        """Whether it failed or was shut down."""
        return self._is_over

    @property
    def blocked(self) -> dict[str, int]:
        """How often the page tried what it may not, by kind of request."""
        return dict(self._held.gate.blocked) if self._held else {}

    def shutdown(self) -> None:
        """Drop the page, then its profile and everything they hold. May be called again."""
        self._is_over = True
        self._patience.stop()
        page, self._held = self._held, None
        web, self._web = self._web, None
        if page is not None:
            page.deleteLater()
        if web is not None:
            web.hide()
            web.deleteLater()

    def _hold(self, page: RefusingPage, config: PageConfig) -> None:
        """Show it, on the theme's colour until it has painted."""
        self._held = page
        page.setBackgroundColor(QColor(config.theme.get("ground", _GROUND[config.dark])))
        page.renderProcessTerminated.connect(self._on_renderer_gone)
        web = self._web = QWebEngineView(self)
        web.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        web.setAcceptDrops(False)
        web.setPage(page)
        self._layout.addWidget(web)
        self.setFocusProxy(web)

    def _on_renderer_gone(
        self, status: QWebEnginePage.RenderProcessTerminationStatus, code: int
    ) -> None:
        logger.warning("renderer_gone status=%s code=%d", status.name, code)
        self._fail("renderer")

    def _fail(self, reason: str) -> None:
        """It can't go on, and says why."""
        raise NotImplementedError
