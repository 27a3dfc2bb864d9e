"""Stripe's own page in the till's window, where the till's own could not start."""

import logging
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWebEngineCore import QWebEngineScript
from PySide6.QtWidgets import QWidget

from pos_app.kernel.errors import Bug
from ui.webview.hosted_page import HostedWebPage
from ui.webview.hosted_policy import hosted_policy_for
from ui.webview.model import HostedAddress, PageConfig
from ui.webview.pane import WebPane

logger = logging.getLogger(__name__)

_LOOK_MS: Final = 250
_USABLE: Final = """[...document.querySelectorAll('input, iframe')].some((one) => {
  const box = one.getBoundingClientRect();
  return one.checkVisibility() && box.width > 60 && box.height > 12;
})"""
"""Something to type in, or a frame that has it: what the page is made of is Stripe's affair."""


class HostedView(WebPane):
    """One page of Stripe's, from its address to its end. What it signals is a hint, never proof.

    `usable`: there is something to type in. `left`: it led its customer away, who has paid or
    turned back. `failed`: "load", "script" (it never got ready) or "renderer".
    """

    usable = Signal()
    left = Signal()
    failed = Signal(str)

    def __init__(self, parent: QWidget | None = None, *, patience_s: float = 10.0) -> None:
        """`patience_s`: how long `usable` may take before `failed`."""
        super().__init__(parent, patience_s)
        self._page: HostedWebPage | None = None
        self._is_usable = False
        self._looking = QTimer(self, interval=_LOOK_MS)
        self._looking.timeout.connect(self._look)
        self._patience.timeout.connect(lambda: self._fail("script"))

    @property
    def is_usable(self) -> bool:
        """Whether a customer may have typed something."""
        return self._is_usable

    def load(self, config: PageConfig, address: HostedAddress) -> bool:
        """Begin; False where this till may not show that page. Raises Bug when used twice."""
        if self._page is not None or self._is_over:
            raise Bug("webview.preloaded_twice")
        policy = hosted_policy_for(config, address)
        if policy is None:
            logger.warning("hosted_refused")
            return False
        page = self._page = HostedWebPage(policy, config, address, self)
        page.left.connect(self._leave)
        page.loadFinished.connect(self._on_loaded)
        self._hold(page, config)
        self._clock.start()
        self._patience.start()
        page.load_own()
        return True

    def shutdown(self) -> None:
        """Drop the page, then its profile and everything they hold. May be called again."""
        super().shutdown()
        self._looking.stop()
        self._page = None

    def _on_loaded(self, ok: bool) -> None:
        if not ok and not self._is_usable:
            self._fail("load")
        elif not self._is_over and not self._is_usable:
            self._looking.start()

    def _look(self) -> None:
        if self._page is not None:
            world = QWebEngineScript.ScriptWorldId.ApplicationWorld
            self._page.runJavaScript(_USABLE, world.value, self._seen)

    def _seen(self, answer: object) -> None:
        if answer is not True or self._is_usable or self._is_over:
            return
        self._is_usable = True
        self._looking.stop()
        self._patience.stop()
        logger.info("hosted_usable ms=%d", self._clock.elapsed())
        self.usable.emit()

    def _leave(self) -> None:
        if not self._is_over:
            self._end()
            self.left.emit()

    def _fail(self, reason: str) -> None:
        if not self._is_over:
            self._end()
            logger.warning("hosted_failed reason=%s", reason)
            self.failed.emit(reason)

    def _end(self) -> None:
        self._is_over = True
        self._patience.stop()
        self._looking.stop()
