"""The checkout surface the till shows: preload, open, shut down."""

import logging
from dataclasses import asdict, replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from pos_app.kernel.errors import Bug
from ui.webview.model import AgreementRequest, CheckoutRequest, PageConfig, PageEvent
from ui.webview.page import CheckoutPage
from ui.webview.page_source import PageMaker
from ui.webview.pane import WebPane

logger = logging.getLogger(__name__)


class CheckoutView(WebPane):
    """One checkout, from preloaded page to closed view. What it signals is a hint, never proof.

    `ready`: Stripe.js waits for a session. `agreed`: the customer ticked the agreement they were
    asked for, in the language it carries, and goes on. `usable`: a card can be typed or chosen
    (and is painted, if the view was shown when opened). `refused`: an attempt went wrong and may
    be repeated.
    `finished`: "complete", "expired" or "unknown" (the bank did not answer; "complete" may still
    follow). `failed`: "load", "script", "renderer" or "session". After `refused`, `finished` and
    `failed`, fetch the truth.
    """

    ready = Signal()
    agreed = Signal(str)
    usable = Signal()
    refused = Signal()
    finished = Signal(str)
    failed = Signal(str)

    def __init__(
        self, parent: QWidget | None = None, *, patience_s: float = 10.0,
        pages: PageMaker | None = None,
    ) -> None:  # fmt: skip
        """`patience_s`: how long `ready` and `usable` may take before `failed`. `pages`: what makes
        its page; without it, one of its own."""
        super().__init__(parent, patience_s)
        self._pages = pages or PageMaker()
        self._config: PageConfig | None = None
        self._page: CheckoutPage | None = None
        self._waiting: CheckoutRequest | None = None
        self._asking: AgreementRequest | None = None
        self._is_agreed = False
        self._is_ready = self._is_usable = False
        self._failure = ""
        self._patience.timeout.connect(self._out_of_patience)

    @property
    def config(self) -> PageConfig | None:
        """What the loaded page was made for."""
        return self._config

    @property
    def is_ready(self) -> bool:
        """Whether the page waits with Stripe.js and can take a session."""
        return self._is_ready and not self._is_over

    def prepare(self, config: PageConfig) -> None:
        """Make the page, which is half the work of `preload`, and leave that for another turn.
        Raises Bug when used twice."""
        if self._page is not None or self._is_over:
            raise Bug("webview.preloaded_twice")
        self._config = config
        page = self._page = CheckoutPage(config, self._pages, self)
        page.told.connect(self._on_event)
        page.loadFinished.connect(self._on_loaded)

    def preload(self, config: PageConfig) -> None:
        """Load page and Stripe.js; works while hidden. Raises Bug when used twice."""
        if self._page is None or self._web is not None or self._is_over:
            self.prepare(config)
        page = self._page
        assert page is not None
        self._hold(page, config)
        self._patience.start()
        page.load_own()

    def ask(self, agreement: AgreementRequest) -> None:
        """Have the agreement read and ticked, now or as soon as it is ready; `open` follows."""
        if self._page is None or self._waiting is not None or self._asking is not None:
            raise Bug("webview.not_open")
        self._asking = agreement
        if self._failure:
            QTimer.singleShot(0, self, lambda: self.failed.emit(self._failure))
        elif self._is_ready:
            self._show_agreement(agreement)

    def open(self, request: CheckoutRequest) -> None:
        """Give the page its session, now or as soon as it is ready. Raises Bug when used twice."""
        if self._page is None or self._waiting is not None:
            raise Bug("webview.not_open")
        self._waiting = request
        self._clock.start()
        if self._failure:
            # It broke while it waited, before anyone listened.
            QTimer.singleShot(0, self, lambda: self.failed.emit(self._failure))
        elif self._is_ready:
            self._hand_over(request)

    def shutdown(self) -> None:
        """Drop the page, then its profile and everything they hold. May be called again."""
        super().shutdown()
        self._page = None

    def _show_agreement(self, agreement: AgreementRequest) -> None:
        assert self._page is not None
        if self._web is not None:
            self._web.setFocus()
        self._page.ask(
            {
                "language": agreement.language,
                "texts": {
                    language: {
                        "title": text.title,
                        "short": text.short,
                        "full": text.full,
                        "amountText": text.amount_text,
                    }
                    for language, text in agreement.texts.items()
                },
                "description": agreement.description,
                "merchant": agreement.merchant,
                "saving": agreement.saving,
            }
        )

    def _hand_over(self, request: CheckoutRequest) -> None:
        assert self._page is not None
        self._patience.start()
        if self._web is not None:
            self._web.setFocus()
        self._page.open_session(
            {
                "clientSecret": request.client_secret,
                "amountText": request.amount_text,
                "amountMinor": request.amount_minor,
                "description": request.description,
                "merchant": request.merchant,
                "needsEmail": request.needs_email,
                "language": request.language,
                "terms": asdict(request.terms) if request.terms is not None else None,
                "saving": request.saving,
                "shown": self.isVisible(),
            }
        )
        self._waiting = replace(request, client_secret="")

    def _on_event(self, event: PageEvent) -> None:
        if self._is_over:
            return
        if event.name == "ready" and not self._is_ready:
            self._on_ready()
        elif event.name == "usable" and not self._is_usable:
            self._on_usable()
        elif event.name == "agreed" and self._asking is not None and not self._is_agreed:
            self._is_agreed = True
            self.agreed.emit(event.language)
        elif event.name == "refused":
            self.refused.emit()
        elif event.name == "failed":
            self._fail(event.reason)
        elif event.name in ("complete", "expired", "unknown"):
            self._patience.stop()
            self.finished.emit(event.name)

    def _on_ready(self) -> None:
        self._is_ready = True
        self._patience.stop()
        self.ready.emit()
        if self._asking is not None and not self._is_agreed:
            self._show_agreement(self._asking)
        elif self._waiting is not None:
            self._hand_over(self._waiting)

    def _on_usable(self) -> None:
        self._is_usable = True
        self._patience.stop()
        logger.info("checkout_usable ms=%d", self._clock.elapsed())
        self.usable.emit()

    def _on_loaded(self, ok: bool) -> None:
        if not ok and not self._is_ready:
            self._fail("load")

    def _out_of_patience(self) -> None:
        self._fail("session" if self._is_ready else "script")

    def _fail(self, reason: str) -> None:
        if self._is_over:
            return
        self._is_over = True
        self._failure = reason
        self._patience.stop()
        logger.warning("checkout_failed reason=%s", reason)
        self.failed.emit(reason)
