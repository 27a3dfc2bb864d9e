"""The till's window while a customer pays: side bar for staff, the rest for the customer."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from pos_app.checkout.model import OpenCheckout
from pos_app.checkout.place import Surface
from pos_app.consent.paper_model import SignedPaper
from pos_app.consent.service import Draft
from pos_app.customers.model import Customer
from pos_app.kernel.ids import ItemId
from pos_app.kernel.money import Money
from pos_app.payments.model import Decline, Outcome, OutcomeKind
from pos_app.sales.model import SaleItem
from pos_app.settings.formats import format_money
from ui.checkout.elsewhere import ElsewherePage
from ui.checkout.hosted import HostedPage
from ui.checkout.phase import Phase
from ui.checkout.side_bar import SideBar
from ui.checkout.surfaces import Surfaces
from ui.checkout.view_model import CheckoutViewModel, Opening
from ui.checkout.waiting import WaitingPage
from ui.checkout.words import CheckoutSpeaker
from ui.i18n.language import Retranslated
from ui.theme.layout import NO_MOST
from ui.webview.model import (
    AgreementRequest,
    AgreementText,
    CheckoutRequest,
    HostedAddress,
    Language,
    TermsText,
)
from ui.widgets.columns import columns

if TYPE_CHECKING:
    from ui.webview.checkout_view import CheckoutView
    from ui.webview.hosted_view import HostedView
    from ui.webview.pane import WebPane

_NARROW, _WIDE = 320, 380
_LEAST_PAGE = (400, 320)
"""Pixels in which a card's number can be typed: with less beside the side bar, it stands below."""
_WITH_PAGE = (
    Phase.ASKING, Phase.OPENING, Phase.LOADING, Phase.WAITING, Phase.SETTLING, Phase.HOSTED,
)  # fmt: skip


_NOT_PAID = (OutcomeKind.DECLINED, OutcomeKind.NOT_CHARGED)


class Views(Protocol):
    """Hands out warm checkout pages, and Stripe's own: `ui.webview.preloader.Preloader`."""

    def take(self) -> "CheckoutView": ...

    def hosted(self, address: HostedAddress) -> "HostedView | None": ...

    def give_back(self, view: "WebPane") -> None: ...


class _Pages(QStackedWidget):
    """Never so small that nobody could pay there."""

    def minimumSizeHint(self) -> QSize:
        return super().minimumSizeHint().expandedTo(QSize(*_LEAST_PAGE))


class CheckoutScreen(Retranslated, QWidget):
    """Signals: `finished(Outcome, SaleItem, str)`, the last a sentence why the page was closed or
    empty; `left` when there was nothing to report.

    `views` is asked for at each checkout, since web views come after the first paint.
    `decline_line` turns a decline into staff's sentence. `surfaces` bring the page to the customer;
    without them it stays in the window.
    """

    finished = Signal(object, object, str)
    left = Signal()

    def __init__(
        self,
        view_model: CheckoutViewModel,
        views: Callable[[], Views],
        merchant: str,
        decline_line: Callable[[Decline], str],
        surfaces: Surfaces | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("checkoutScreen")
        self.setProperty("fills", True)  # the customer's page, at its edges too
        self._surfaces = surfaces
        self._model = view_model
        self._views = views
        self._lent_by: Views | None = None
        self._view: CheckoutView | None = None
        self._hosted: HostedPage | None = None
        self._anew: ItemId | None = None
        """What has a second form by itself, after one whose renderer died."""
        self._merchant = merchant
        self._decline_line = decline_line
        self._speaker = CheckoutSpeaker(self)
        self._side = SideBar(view_model)
        self._waiting = WaitingPage(view_model)
        self._host = QWidget()
        self._host_box = QVBoxLayout(self._host)
        self._host_box.setContentsMargins(0, 0, 0, 0)
        self._pages = _Pages()
        self._pages.addWidget(self._waiting)
        self._elsewhere = ElsewherePage(view_model)
        for page in (self._host, self._elsewhere):
            self._pages.addWidget(page)
        box = columns(self, gap=0)
        box.addWidget(self._side)
        box.addWidget(self._pages, 1)
        self._connect()

    def _connect(self) -> None:
        model = self._model
        model.phaseChanged.connect(self._show_phase)
        model.opened.connect(self._open_page)
        model.declined.connect(self._say_refused)
        model.finished.connect(self._finish)
        model.left.connect(self._leave)
        self._side.cancelled.connect(model.cancel)
        self._waiting.retry.connect(model.retry)
        self._waiting.leave.connect(model.leave)
        if self._surfaces is not None:
            self._surfaces.moved.connect(self._place_page)
            self._side.handOver.connect(self._surfaces.hand_over)

    def begin(
        self,
        customer: Customer | None,
        amount: Money,
        description: str,
        drafts: Sequence[Draft] = (),
        paper: SignedPaper | None = None,
        *,
        opening: Opening | None = None,
    ) -> None:
        """Let this customer, or a walk-in, pay; with `drafts`, one agreement in the languages they
        may read it in, agree to it first, unless they signed it on `paper`. `opening` opens what
        they pay, once they did."""
        self._begin_with(None)
        self._model.begin(customer, amount, description, drafts, paper, opening=opening)

    def _begin_with(self, anew: ItemId | None) -> None:
        self._anew = anew
        self._side.say_refused(self._speaker.opened_anew if anew else None, "warning")

    def _say_refused(self, decline: Decline) -> None:
        self._side.say_refused(lambda: self._decline_line(decline))

    def begin_item(self, customer: Customer | None, item: SaleItem) -> None:
        """Let the customer pay, or confirm, what is already owed."""
        self._begin_with(None)
        self._model.begin_item(customer, item)

    def go_back(self) -> None:
        """Esc: only where nothing can be under way. A customer's key must not end a payment."""
        self._model.leave()

    def view(self) -> "CheckoutView | None":
        """The page the customer has, while there is one."""
        return self._view

    def merchant(self, name: str) -> None:
        """Show another shop's name from the next checkout on."""
        self._merchant = name
        if self._surfaces is not None:
            self._surfaces.rename(name)

    def retranslate(self) -> None:
        """Parts translate themselves; the customer's page keeps the language it opened in."""

    def resizeEvent(self, event: object) -> None:
        """The side bar takes a quarter, within reason."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        width = max(_NARROW, min(_WIDE, self.width() * 3 // 10))
        if self.width() - width >= _LEAST_PAGE[0]:
            self._side.setFixedWidth(width)
        else:
            self._side.setMinimumWidth(_NARROW)
            self._side.setMaximumWidth(NO_MOST)

    def _take_page(self) -> None:
        """Show the waiting page while the session is made: its first frame costs as long."""
        self._give_back()
        views = self._lent_by = self._views()
        view = self._view = views.take()
        view.agreed.connect(self._model.page_agreed)
        view.usable.connect(self._on_usable)
        view.refused.connect(lambda: self._model.page_hint("refused"))
        view.finished.connect(self._model.page_hint)
        view.failed.connect(self._model.page_failed)
        if self._surfaces is not None:
            self._surfaces.give(view)
        self._place_page()

    def _place_page(self) -> None:
        """Where the customer is: the page itself stays the same, with what is typed in it."""
        surface = self._surface()
        page = self._view or self._hosted
        if page is not None and surface is not Surface.SECOND:
            self._host_box.addWidget(page)
            page.show()
        again = self._surfaces is not None and self._surfaces.can_hand_over
        self._side.say_where(surface, can_hand_over=again)
        self._side.setVisible(surface is not Surface.HANDED_OVER)
        self._turn_page()
        self._lock_page(again)

    def _lock_page(self, locked: bool) -> None:
        """Only the customer ticks and pays: what staff took back takes nothing from anybody, by
        mouse, touch or keyboard, until they hand it over again."""
        was, page = not self._host.isEnabled(), self._view or self._hosted
        self._host.setEnabled(not locked)
        if locked:
            self._side.offer_hand_over()
        elif was and page is not None:
            page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _surface(self) -> Surface:
        return self._surfaces.surface if self._surfaces is not None else Surface.EMBEDDED

    def _show_hosted(self) -> None:
        """Stripe's own page instead of one that failed: where the customer is, too."""
        self._give_back()
        model, link = self._model, self._model.link
        assert link is not None
        views = self._lent_by = self._views()
        web = views.hosted(HostedAddress(link.url, link.ends, _known(model.language)))
        model.hosted_here = web is not None
        hosted = self._hosted = HostedPage(link, self._merchant, web)
        hosted.left.connect(model.hosted_left)
        hosted.failed.connect(lambda why, used: model.hosted_failed(why, used=used))
        if self._surfaces is not None:
            self._surfaces.give(self._hosted)
        self._place_page()

    def _ask(self) -> None:
        """The agreement, on a page that has no session yet."""
        draft, view, amount = self._model.draft, self._view, self._model.amount
        assert draft is not None
        assert view is not None
        assert amount is not None
        view.ask(
            AgreementRequest(
                language=_page_language(draft),
                texts={_page_language(one): _text(one, amount) for one in self._model.drafts},
                description=self._model.description,
                merchant=draft.subject.shop_name,
                saving=self._model.saving,
            )
        )
        view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_page(self, checkout: OpenCheckout) -> None:
        view = self._view
        assert view is not None
        language = self._model.language
        view.open(
            CheckoutRequest(
                client_secret=checkout.client_secret,
                amount_text=format_money(checkout.amount, language),
                amount_minor=checkout.amount.amount_minor,
                description=self._model.description,
                merchant=self._merchant,
                needs_email=checkout.needs_email,
                language=_known(language),
                terms=_terms(checkout.showing),
                saving=self._model.saving,
            )
        )

    def _on_usable(self) -> None:
        self._model.page_usable()
        if self._view is not None:
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_phase(self) -> None:
        phase = self._model.phase
        if phase is Phase.SETTLING or self._model.page_failure:
            self._side.say_refused(None)
        if phase in (Phase.OPENING, Phase.SWITCHING, Phase.CLOSING):
            # a disabled button would hand its focus to whatever stands next in the window
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        elif phase is Phase.IDLE and self._has_focus():
            # so would the page that goes; another screen comes, and has a place for it
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        if phase is Phase.ASKING:
            self._take_page()
            self._ask()
        elif phase is Phase.OPENING and not self._model.asks:
            self._take_page()
        elif phase in (Phase.SWITCHING, Phase.NOT_OPENED):
            self._give_back()
        elif phase is Phase.HOSTED and self._hosted is None:
            self._show_hosted()
        elif phase not in _WITH_PAGE and self._surfaces is not None:
            self._surfaces.take()
        self._side.refresh()
        self._elsewhere.retranslate()
        self._turn_page()
        self._waiting.refresh()  # in front by now, where its button takes the keyboard

    def _has_focus(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def _turn_page(self) -> None:
        page = self._view or self._hosted
        if page is None or self._model.phase not in _WITH_PAGE:
            self._pages.setCurrentWidget(self._waiting)
        elif self._surface() is Surface.SECOND:
            self._pages.setCurrentWidget(self._elsewhere)
        else:
            self._pages.setCurrentWidget(self._host)

    def _finish(self, outcome: Outcome, item: SaleItem) -> None:
        why = self._model.page_failure
        note = self._speaker.page_failure(why)
        if self._model.link is not None and why != "renderer":
            note = self._speaker.hosted_instead()
        asked = self._model.draft is not None and not self._model.saving
        if asked and outcome.kind in _NOT_PAID:
            note = f"{note} {self._speaker.not_agreed()}".strip()
        anew = self._may_open_anew(outcome, item)
        self._give_back()
        if anew:
            self._begin_with(item.id)
            self._model.begin_item(self._model.customer, item)
        else:
            self.finished.emit(outcome, item, note)

    def _may_open_anew(self, outcome: Outcome, item: SaleItem) -> bool:
        """Whether Stripe said that nothing was paid on a form whose renderer died: the customer
        goes on in another. Once: what kills two forms kills a third."""
        model = self._model
        died = model.page_failure == "renderer" and model.link is None
        again = not model.saving and model.paper is None  # what came before it can be had again
        nothing = outcome.kind is OutcomeKind.NOT_CHARGED and not model.ended_by_staff(outcome)
        return died and again and nothing and self._anew != item.id

    def _leave(self) -> None:
        self._give_back()
        self.left.emit()

    def _give_back(self) -> None:
        view, self._view = self._view, None
        hosted, self._hosted = self._hosted, None
        views, self._lent_by = self._lent_by, None
        if self._surfaces is not None:
            self._surfaces.take()
        for lent in (view, hosted.web if hosted is not None else None):
            if lent is not None and views is not None:
                self._host_box.removeWidget(lent)
                views.give_back(lent)
        if hosted is not None:
            hosted.hide()
            hosted.deleteLater()


def _known(language: str) -> Language:
    return "fr" if language == "fr" else "en"


def _page_language(draft: Draft) -> Language:
    return _known(draft.wording.language)


def _terms(showing: Draft | None) -> TermsText | None:
    return TermsText(showing.wording.short, showing.wording.full) if showing is not None else None


def _text(draft: Draft, amount: Money) -> AgreementText:
    wording = draft.wording
    paid_now = format_money(amount, wording.language)
    return AgreementText(wording.title, wording.short, wording.full, paid_now)
