"""A charge under an agreement, its customer away, that nobody knows the end of: blocked everywhere,
in the right words, settled by looking, and never made twice."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from pos_app.consent.model import Purpose, Route, Tick
from pos_app.consent.service import Given
from pos_app.kernel.errors import UserError
from pos_app.kernel.ids import CustomerId, PaymentMethodId
from pos_app.kernel.money import Money
from pos_app.payments.model import OutcomeKind
from pos_app.sales.edits import GiveAgreement
from pos_app.sales.model import Sale
from pos_app.sales.opening import Terms
from pos_app.sales.schedule import AllLater
from tests.helpers.agreements import SUBJECT, a_scope
from tests.ui.faults.conftest import CONFIRM, JAMES, agreed
from ui.demo.hands import act
from ui.dues.due_view_model import Step
from ui.i18n.language import install_language
from ui.widgets.banner import Banner

Drive = Callable[[Any], None]
UNKNOWN = {"en": "Not known yet", "fr": "Issue encore inconnue"}
AGAIN = {"en": "Do not charge again", "fr": "Ne débitez pas de nouveau"}
MAYBE = {"en": "may already have been charged", "fr": "peut-être déjà débité"}
DUE = {"en": "Not known yet whether it was charged",
       "fr": "On ne sait pas encore si la carte a été débitée"}  # fmt: skip
EARLIER = {
    "en": ("payment was not charged", "payment succeeded"),
    "fr": ("n’a pas été débité", "précédent a réussi"),
}
CHECK = {"en": "Check now", "fr": "Vérifier maintenant"}
FAULTS: dict[str, tuple[dict[str, Any], bool]] = {
    "charged and never answered": ({"kind": "lost_after"}, True),
    "not charged, and 500": ({"kind": "status", "status": 500}, False),
}
"""What becomes of the confirm, and whether it took the money."""
BOTH = pytest.mark.parametrize(
    ("language", "fault"),
    [("en", "charged and never answered"), ("fr", "not charged, and 500")],
)  # fmt: skip


@contextmanager
def in_english_again(qapp: QApplication) -> Iterator[None]:
    try:
        yield
    finally:
        install_language(qapp, "en")


async def agreed_by_james(till: Any, **scope: Any) -> tuple[Any, CustomerId]:
    """On a card of his that is good."""
    customer = CustomerId(await till.customer(JAMES))
    path, caller = "/v1/payment_methods/pm_card_visa/attach", till.till.ground.gateway._caller
    card = PaymentMethodId((await caller.post(path, {"customer": customer}, "k")).data["id"])
    await till.till.customers.refresh_cards(customer)
    draft = await till.till.consent.draft(
        a_scope(Purpose.BALANCE, card=card, **scope), SUBJECT, "fr"
    )
    ticked = frozenset({Tick.CHARGE_LATER})
    given = await till.till.consent.record(draft, Given(customer, Route.PAGE, ticked, card))
    return given, customer


async def trouble(till: Any, fault: str) -> None:
    """From the confirm on: the request before it, which names the agreement, is answered."""
    await till.trouble("slow", CONFIRM, delay_s=0, times=1)
    kind = dict(FAULTS[fault][0])
    await till.trouble(kind.pop("kind"), CONFIRM, times=1000, **kind)
    await till.trouble("lost_before", "GET /v1/payment_intents/", times=1000)


async def unknown(till: Any, language: str) -> None:
    """Said as what it is; then back to work, with the reminder on every screen."""
    await till.says("outcomeTitle", UNKNOWN[language], 60)
    assert till.hands.seen("anotherCard", QWidget) is None
    await till.hands.click("outcomeDone")
    assert AGAIN[language] in await till.banner("unresolvedBanner")


async def asks_first(till: Any) -> None:
    """Every way of taking money from the customer ends at "Check now"."""
    for name in ("takePayment", "chargeSavedCard"):
        await till.hands.click(name)
        await till.hands.see("choice_check", QWidget)
        await till.hands.press("choice_check", Qt.Key.Key_Escape)
        await till.hands.until(lambda: not till.hands.seen("choice_check", QWidget), "an end")


async def known(till: Any, fault: str, minor: int, customer: str, before: int) -> None:
    """The ledger, the journal, the server and what was told agree; nothing was taken twice."""
    taken = FAULTS[fault][1]
    await agreed(till, paid=[minor] if taken else [])
    assert await till.received(customer) == before + minor * taken


@BOTH
def test_charge_under_this_agreement(
    at_the_till: Drive, qapp: QApplication, language: str, fault: str
) -> None:
    async def play(till: Any) -> None:
        await act(lambda: till.desk.window.top_bar.language_requested.emit(language))
        wide = {"cap_minor": 2_000, "total_minor": 6_000, "count": 3}
        given, customer = await agreed_by_james(till, **wide)
        before = await till.received(customer)

        async def ask(amount: str) -> None:
            await till.hands.press(f"agreement_{given.id}", Qt.Key.Key_Return)
            await till.hands.press("chargeUnder", Qt.Key.Key_Return)
            await till.hands.type("underAmount", amount)
            await till.hands.press("underAmount", Qt.Key.Key_Return)

        await ask("15")
        await till.hands.see("confirmUnder", QPushButton)
        await trouble(till, fault)
        await till.hands.press("confirmUnder", Qt.Key.Key_Return)
        await unknown(till, language)
        await asks_first(till)
        await ask("15")
        assert MAYBE[language] in await till.banner("underRefused")
        await till.calm()
        await till.hands.click("checkBeforeUnder")
        await known(till, fault, 1_500, customer, before)
        wanted = EARLIER[language][FAULTS[fault][1]]
        await till.hands.until(
            lambda: wanted in till.hands.seen("underRefused", Banner).title(), "what came of it", 20
        )
        charges = await till.till.ground.ledger.read(
            lambda db: db.execute("SELECT count(*) FROM payments").fetchone()[0]
        )
        assert charges == FAULTS[fault][1]
        await till.hands.click("reviewUnder")  # known: it may be asked for now
        await till.hands.see("confirmUnder", QPushButton)
        await till.hands.press("confirmUnder", Qt.Key.Key_Return)
        await till.says("outcomeTitle", "Payment succeeded" if language == "en" else "réussi", 40)
        await agreed(till, paid=[1_500] * (1 + FAULTS[fault][1]))

    with in_english_again(qapp):
        at_the_till(play)


async def owing(till: Any, minor: int) -> tuple[Sale, CustomerId]:
    """A balance that is due today, under an agreement."""
    given, customer = await agreed_by_james(till, cap_minor=minor, total_minor=minor)
    day = till.till.clock.now().astimezone().date()
    terms = Terms(Money(minor, "eur"), AllLater(day), "Vélo")
    sales = till.till.sales
    sale = await sales.open_sale(customer, terms, today=day - timedelta(days=9))
    return await sales.change(sale, GiveAgreement(given.id)), customer


@BOTH
def test_a_balance_that_is_due(
    at_the_till: Drive, qapp: QApplication, language: str, fault: str
) -> None:
    async def play(till: Any) -> None:
        hands, dues = till.hands, till.till.dues
        await act(lambda: till.desk.window.top_bar.language_requested.emit(language))
        sale, customer = await owing(till, 4_200)
        item, before = sale.parts[0].item.id, await till.received(customer)

        async def open_part() -> None:
            await hands.press(f"sale_{sale.id}", Qt.Key.Key_Return)
            await hands.click("openNextPart")
            await hands.see("dueScreen", QWidget)

        await open_part()
        one = till.desk.routes.selling.dues.one
        await hands.until(one.can_collect, "what is due", 20)
        await hands.press("collectDue", Qt.Key.Key_Return)
        await hands.until(lambda: one.step is Step.CONFIRMING, "the amount read back")
        await trouble(till, fault)
        await hands.press("collectDue", Qt.Key.Key_Return)
        await unknown(till, language)
        with pytest.raises(UserError, match=r"payment\.item_blocked"):
            await dues.service.collect(item)
        with pytest.raises(UserError, match=r"payment\."):
            await dues.service.pay_by_link(item)
        run = await dues.service.collect_all([item])
        progress = await run.finished()
        assert progress.charged == 0, "not by the board either"
        if till.desk.window.current_screen() != "customers":
            await act(lambda: till.desk.window.show_screen("customers"))
        await asks_first(till)
        await open_part()
        assert DUE[language] in await till.banner("dueRisk")
        for name in ("onScreen", "withAnotherCard", "byLink", "moveDay", "changeAmount"):
            way = hands.seen(name, QPushButton)
            assert way is None or not way.isEnabled(), name
        go = await hands.see("collectDue", QPushButton)
        assert CHECK[language] in go.text()
        await till.calm()
        await hands.click("collectDue")
        await known(till, fault, 4_200, customer, before)
        kinds = await till.till.payments.last_outcome(item)
        wanted = OutcomeKind.SUCCEEDED if FAULTS[fault][1] else OutcomeKind.NOT_CHARGED
        assert kinds is not None
        assert kinds.kind is wanted

    with in_english_again(qapp):
        at_the_till(play)
