"""The customer's own page in every state it has, in the real engine, paid at the stand-in.

A page keeps the theme and the language it was opened in, so that it is gone through anew in each
look. `STATES` names what is shown, by who shows it.
"""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtWidgets import QWidget

from pos_app.checkout.model import OpenCheckout
from pos_app.checkout.place import Place
from pos_app.consent.model import Purpose, Subject
from pos_app.consent.service import Draft
from pos_app.consent.terms_files import TermsLibrary
from pos_app.kernel.money import Money
from pos_app.payments.model import Decline, OutcomeKind
from pos_app.sales.model import SaleItem
from pos_app.settings.formats import format_money
from tests.helpers.agreements import CURRENT, SUBJECT, a_scope
from tests.ui.customers.fakes import FakeCheckouts, FakeSales, customer, outcome
from tests.ui.customers.hands import act
from tests.ui.screens.customer_side import SHOP, CustomerSide
from ui.checkout.customer_window import CustomerWindow
from ui.checkout.screen import CheckoutScreen
from ui.checkout.surfaces import Surfaces
from ui.checkout.view_model import CheckoutViewModel
from ui.crossings import line_for_staff
from ui.shell.main_window import MainWindow
from ui.webview.model import AgreementRequest, AgreementText, CheckoutRequest, Language, TermsText

Flow = Callable[[CustomerSide], AsyncIterator[str]]
SUM: Final = Money(5_000, "eur")
WHAT: Final = "Vélo sur mesure"
REFUSED: Final = "4000000000000002"
VISA: Final = "4242424242424242"
MESSAGE: Final = "!document.getElementById('message').hidden"
_CONFIRM = "POST /page/session/confirm"
_ENDED = "document.getElementById('form').hidden"


def _draft(purpose: Purpose, language: str, subject: Subject = SUBJECT) -> Draft:
    scope = a_scope(purpose, card=None)
    return Draft(scope, subject, TermsLibrary().render(CURRENT, language, scope, subject))


def _asked(side: CustomerSide, *, saving: bool = False) -> AgreementRequest:
    paid = Money(0, "eur") if saving else SUM
    texts: dict[Language, AgreementText] = {}
    languages: tuple[Language, ...] = ("fr", "en")
    for language in languages:
        wording = _draft(Purpose.BALANCE, language, replace(SUBJECT, prepaid=paid)).wording
        amount = format_money(paid, language)
        texts[language] = AgreementText(wording.title, wording.short, wording.full, amount)
    return AgreementRequest(side.language, texts, WHAT, SHOP, saving)


def _request(side: CustomerSide, session: Any, **changes: Any) -> CheckoutRequest:
    box = _draft(Purpose.NEXT_TIME, side.language).wording
    plain = CheckoutRequest(
        client_secret=session["client_secret"],
        amount_text=format_money(SUM, side.language),
        amount_minor=SUM.amount_minor,
        description=WHAT,
        merchant=SHOP,
        needs_email=False,
        language=side.language,
        terms=TermsText(box.short, box.full),
    )
    return replace(plain, **changes)


async def _open(side: CustomerSide, *cards: str, email: str = "zoe@example.com", **how: Any) -> Any:
    """A page with a form, and its session."""
    who = side.sessions.customer(*cards, email=email)
    session = side.sessions.payment(who, SUM.amount_minor)
    view = await side.fresh(**how)
    view.open(_request(side, session, needs_email=not email))
    await side.state("form")
    return session


async def _agree(side: CustomerSide) -> None:
    await side.page.click("#agree")
    await side.page.until("document.getElementById('agree').checked")
    await side.page.click("#ask-go")


async def _paying(side: CustomerSide) -> AsyncIterator[str]:
    view = await side.fresh()
    view.ask(_asked(side))
    await side.state("asking")
    yield "agreement"
    await side.page.click("#ask-go")
    await side.page.until("document.getElementById('agree-error').textContent")
    yield "agreement, not ticked"
    await side.page.click_until("#ask-more", "document.getElementById('ask-full').open")
    yield "agreement, all of it"
    await _agree(side)
    await side.state("agreed")
    yield "preparing"
    session = side.sessions.payment(side.sessions.customer(), SUM.amount_minor)
    view.open(_request(side, session))
    await side.state("form")
    yield "a new card"
    await side.pay(MESSAGE)
    yield "a new card, nothing typed"
    await side.page.click("#keep-card")
    more = "document.getElementById('keep-card-full').open"
    await side.page.click_until("#keep-card-more", more)
    yield "a new card, ticked and all read"
    await side.page.click_until("#keep-card-more", f"!{more}")
    await side.type_card(REFUSED)
    await side.pay(f"{MESSAGE} && !document.getElementById('pay').ariaDisabled.includes('true')")
    yield "refused"
    await side.type_card(VISA)
    await side.pay(_ENDED)
    await side.state("complete")
    yield "paid"


async def saved_cards(side: CustomerSide, **how: Any) -> AsyncIterator[str]:
    """A customer of three cards, whose e-mail address is asked for."""
    kept = ("pm_card_visa", "pm_card_mastercard", "pm_card_amex")
    await _open(side, *kept, email="", **how)
    yield "saved cards"
    await side.pay("document.getElementById('email-error').textContent")
    yield "saved cards, no e-mail address"
    other = "!document.getElementById('new-card').hidden"
    await side.page.click_until(".card-choice:last-child", other)
    yield "another card"


async def _bank(side: CustomerSide) -> AsyncIterator[str]:
    await _open(side, "pm_card_authenticationRequired")
    await side.page.click("#pay")
    approve = "document.getElementById('approve')?.offsetWidth"
    await side.page.until(approve, frame="/frames/challenge.html")
    yield "the bank asks"


async def _slow(side: CustomerSide) -> AsyncIterator[str]:
    await _open(side, "pm_card_visa", slow_after_s=0.05)
    side.standin.scenario("slow", _CONFIRM, delay_s=60)
    await side.pay("document.getElementById('progress').textContent")
    yield "paying"


async def _unknown(side: CustomerSide) -> AsyncIterator[str]:
    await _open(side, "pm_card_visa", unknown_after_s=0.05)
    side.standin.scenario("slow", _CONFIRM, delay_s=60)
    await side.pay(_ENDED)
    await side.state("unknown")
    yield "not known"


async def _closed(side: CustomerSide) -> AsyncIterator[str]:
    session = await _open(side, "pm_card_visa")
    side.sessions.expire(session)
    await side.pay(_ENDED)
    await side.state("expired")
    yield "closed"


async def _failed(side: CustomerSide) -> AsyncIterator[str]:
    await side.fresh(stripe_js_url=f"{side.standin.url}/endive/nothing.js")
    await side.state("failed")
    yield "failed"


async def _saving(side: CustomerSide) -> AsyncIterator[str]:
    view = await side.fresh()
    view.ask(_asked(side, saving=True))
    await side.state("asking")
    yield "agreement, nothing paid now"
    await _agree(side)
    await side.state("agreed")
    session = side.sessions.saving(side.sessions.customer())
    nothing = format_money(Money(0, "eur"), side.language)
    more: dict[str, Any] = {"terms": None, "saving": True}
    view.open(_request(side, session, amount_text=nothing, amount_minor=0, **more))
    await side.state("form")
    yield "a card to save"
    await side.type_card(VISA)
    await side.pay(_ENDED)
    await side.state("complete")
    yield "saved"


class _Opening(FakeCheckouts):
    """Opens what the stand-in has."""

    def __init__(self, side: CustomerSide) -> None:
        super().__init__(showing=_draft(Purpose.NEXT_TIME, side.language))
        self._side = side

    async def open(self, item: SaleItem, **_more: Any) -> OpenCheckout:
        plain = await super().open(item)
        sessions = self._side.sessions
        session = sessions.payment(sessions.customer(), SUM.amount_minor)
        return replace(plain, client_secret=session["client_secret"])


class _Lending:
    """Hands the till's screen the pages."""

    def __init__(self, side: CustomerSide) -> None:
        self._side = side

    def take(self) -> Any:
        return self._side.take()

    def hosted(self, _address: object) -> None:
        return None

    def give_back(self, view: QWidget) -> None:
        view.hide()


class _OneMonitor(QObject):
    changed = Signal()

    def beside(self, _window: QWidget) -> QRect | None:
        return None


async def _at_the_till(side: CustomerSide) -> AsyncIterator[str]:
    window = MainWindow(shop_name=SHOP, till_name="Caisse 1", training=True)
    service, wished = _Opening(side), [Place.WINDOW]
    surfaces = Surfaces(
        window, lambda: wished[-1], _OneMonitor(window), lambda: CustomerWindow(SHOP, training=True)
    )
    model = CheckoutViewModel(FakeSales(), service)
    screen = CheckoutScreen(model, lambda: _Lending(side), SHOP, _line, surfaces)
    model.setParent(screen)
    window.add_screen("checkout", screen)
    side.show(window)
    await act(lambda: window.show_screen("checkout"))
    other = "en" if side.language == "fr" else "fr"
    drafts = [_draft(Purpose.BALANCE, one) for one in (side.language, other)]
    await act(lambda: screen.begin(customer(), SUM, WHAT, drafts))
    await side.state("asking")
    yield "beside the till: agreement"
    await _agree(side)
    await side.state("form")
    yield "beside the till: a new card"
    await side.type_card(REFUSED)
    service.settles = [outcome(OutcomeKind.OPEN, decline=Decline("card_declined", "", ""))]
    await side.pay(MESSAGE)
    yield "beside the till: refused"
    wished.append(Place.HAND_OVER)
    await act(surfaces.hand_over)
    yield "handed over: refused"
    window.close_now()


def _line(decline: Decline) -> str:
    return line_for_staff(decline)


STATES: Final[Mapping[Flow, Sequence[str]]] = {
    _paying: (
        "agreement", "agreement, not ticked", "agreement, all of it", "preparing", "a new card",
        "a new card, nothing typed", "a new card, ticked and all read", "refused", "paid",
    ),
    saved_cards: ("saved cards", "saved cards, no e-mail address", "another card"),
    _bank: ("the bank asks",),
    _slow: ("paying",),
    _unknown: ("not known",),
    _closed: ("closed",),
    _failed: ("failed",),
    _saving: ("agreement, nothing paid now", "a card to save", "saved"),
    _at_the_till: (
        "beside the till: agreement", "beside the till: a new card", "beside the till: refused",
        "handed over: refused",
    ),
}  # fmt: skip
"""What each flow shows, one after the other."""


async def gone_through(side: CustomerSide, only: Callable[[str], bool]) -> AsyncIterator[str]:
    """The states that are wanted, each as the window shows it by then."""
    for flow, names in STATES.items():
        wanted = [name for name in names if only(name)]
        shots = flow(side)
        async for name in shots if wanted else _none():
            if name in wanted:
                await side.still()
                yield name
            if name == wanted[-1]:
                break
        await shots.aclose()
        side.drop()
        side.standin.reset()


async def _none() -> AsyncIterator[str]:
    for name in ():
        yield name
