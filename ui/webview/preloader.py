"""Keeps one checkout page loaded and painted out of sight, so that opening it is quick; lends
views, also of Stripe's own page."""

import logging

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from ui.webview.checkout_view import CheckoutView
from ui.webview.hosted_view import HostedView
from ui.webview.model import HostedAddress, PageConfig
from ui.webview.page_source import PageMaker
from ui.webview.pane import WebPane

logger = logging.getLogger(__name__)

_RETRY_MS = (2_000, 10_000, 60_000)
_FRESH_MS = 4 * 3600 * 1000
"""A till stays on for days; Stripe.js should not be that old."""


class Preloader(QObject):
    """Makes the next page in idle time: after start, after a checkout, after a change of look.

    The view waits in `host`, a widget of the window that will show it: a window that gets its first
    web view is rebuilt by Qt, which is better done before anybody looks at it.
    """

    def __init__(self, host: QWidget, *, idle_ms: int = 250) -> None:
        """`idle_ms`: how long after being asked the next page is made."""
        super().__init__(host)
        self._host = host
        self._pages = PageMaker()
        self._config: PageConfig | None = None
        self._warm: CheckoutView | None = None
        self._out: list[WebPane] = []
        self._failures = 0
        self._idle_ms = idle_ms
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self._make)
        self._then = QTimer(self, singleShot=True, interval=0)
        """While it runs, the warm page is made, but not loaded: keys come between."""
        self._then.timeout.connect(self._load)
        self._age = QTimer(self, singleShot=True, interval=_FRESH_MS)
        self._age.timeout.connect(self._renew)

    @property
    def is_warm(self) -> bool:
        """Whether `take` would hand out a page that is ready."""
        return self._warm is not None and self._warm.is_ready

    def configure(self, config: PageConfig) -> None:
        """Preload for `config`; a page made for another look, language or key is dropped."""
        if config == self._config:
            return
        self._config = config
        self._failures = 0
        self._renew()

    def take(self) -> CheckoutView:
        """The warm page, or a cold one that is loading; give it back with `give_back`.

        Configure first. The caller places it (its layout or geometry, best inside `host`, where it
        need not be hidden and shown again), shows it and calls `open`.
        """
        assert self._config is not None
        self._soon.stop()
        self._age.stop()
        self._load_at_once()
        view, self._warm = self._warm, None
        if view is not None and view.is_over:
            self._drop(view)
            view = None
        if view is not None:
            view.setEnabled(True)
        if view is None:
            view = CheckoutView(self._host, pages=self._pages)
            view.hide()
            view.preload(self._config)
        self._out.append(view)
        return view

    def hosted(self, address: HostedAddress) -> HostedView | None:
        """Stripe's own page at that address, loading; None where it may not be shown here. Give it
        back as any other."""
        assert self._config is not None
        view = HostedView(self._host)
        view.hide()
        if not view.load(self._config, address):
            view.deleteLater()
            return None
        self._out.append(view)
        return view

    def give_back(self, view: WebPane) -> None:
        """The checkout is over: take its view apart, and make the next one when idle."""
        if view in self._out:
            self._out.remove(view)
        self._drop(view)
        if not self._out and self._warm is None and self._config is not None:
            self._soon.start(self._idle_ms)

    def shutdown(self) -> None:
        """Take everything apart; makes nothing anew until configured again."""
        self._config = None
        self._soon.stop()
        self._then.stop()
        self._age.stop()
        views: list[WebPane] = [*self._out, *([self._warm] if self._warm else [])]
        self._out, self._warm = [], None
        for view in views:
            self._drop(view)

    def _renew(self) -> None:
        self._then.stop()
        view, self._warm = self._warm, None
        if view is not None:
            self._drop(view)
        if not self._out:
            self._soon.start(self._idle_ms)

    def _make(self) -> None:
        if self._config is None or self._warm is not None or self._out:
            return
        view = CheckoutView(self._host, pages=self._pages)
        view.failed.connect(self._on_failed)
        view.ready.connect(self._on_ready)
        self._warm = view
        # Shown beyond the edge, not hidden: a hidden page loads slowly, takes longer to come back,
        # and drops the first clicks and keys because it has never painted. Disabled, so that
        # neither Tab nor a screen reader finds it there.
        view.setEnabled(False)
        size = self._host.size()
        view.setGeometry(-size.width() - 100, 0, size.width(), size.height())
        view.show()
        view.prepare(self._config)
        self._then.start()
        self._age.start()

    def _load_at_once(self) -> None:
        if self._then.isActive():
            self._then.stop()
            self._load()

    def _load(self) -> None:
        view = self._warm
        if view is not None and not view.is_over and self._config is not None:
            view.preload(self._config)

    def _on_ready(self) -> None:
        self._failures = 0

    def _on_failed(self, reason: str) -> None:
        view = self._warm
        if view is None or not view.is_over:
            return  # it is somebody's by now, and theirs to deal with
        logger.info("preload_failed reason=%s", reason)
        self._warm = None
        self._drop(view)
        wait = _RETRY_MS[min(self._failures, len(_RETRY_MS) - 1)]
        self._failures += 1
        self._soon.start(wait)

    @staticmethod
    def _drop(view: WebPane) -> None:
        view.shutdown()
        view.hide()
        view.deleteLater()
