"""A customer's agreements in the real windows, ended at the counter, by the ledger's own word."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from pos_app.consent.model import Interval, Purpose, Route, Tick, Unit
from pos_app.consent.scope_check import ProposedCharge
from pos_app.consent.service import Given
from pos_app.kernel.errors import UserError
from pos_app.kernel.ids import CustomerId, ItemId, PaymentMethodId
from pos_app.kernel.money import Money
from pos_app.sales.edits import GiveAgreement
from pos_app.sales.opening import Terms
from pos_app.sales.schedule import AllLater
from tests.helpers.agreements import SUBJECT, a_scope
from tests.ui.customers.hands import act
from ui.i18n.language import install_language

JAMES = "james.oconnor@example.com"
Drive = Callable[[Any], None]


def test_seen_in_full_then_ended_with_the_keyboard_alone(at_the_till: Drive) -> None:
    async def play(till: Any) -> None:
        customer = await till.customer(JAMES)
        card = PaymentMethodId((await till.server.cards(customer))[0]["id"])
        consent = till.till.consent
        draft = await consent.draft(a_scope(card=card), SUBJECT, "fr")
        ticked = frozenset({Tick.CHARGE_LATER})
        given = await consent.record(draft, Given(CustomerId(customer), Route.PAGE, ticked, card))
        await till.hands.press(f"agreement_{given.id}", Qt.Key.Key_Return)
        assert draft.wording.full.strip() == await till.says("agreementText")
        await till.hands.press("revokeAgreement", Qt.Key.Key_Return)
        await till.hands.type("revokeReason", "Moved away")
        await till.hands.press("revokeReason", Qt.Key.Key_Return)
        assert not (await consent.agreement(given.id)).ended
        await till.hands.press("confirmRevocation", Qt.Key.Key_Return)
        said = await till.banner("agreementState")
        assert "No money moved. €50.00 stay open" in said
        standing = await consent.agreement(given.id)
        assert [end.reason for end in standing.revocations] == ["Moved away"]
        proposed = ProposedCharge(
            Purpose.BALANCE, CustomerId(customer), card, Money(100, "eur"), ItemId("item_x")
        )
        with pytest.raises(UserError, match="revoked"):
            await consent.require(given.id, proposed)
        await till.hands.press("backFromAgreement", Qt.Key.Key_Return)
        await till.says("customerName", "James")

    at_the_till(play)


async def agreed_by_james(till: Any) -> tuple[Any, PaymentMethodId, CustomerId]:
    customer = CustomerId(await till.customer(JAMES))
    cards = await till.server.cards(customer)
    card = PaymentMethodId(cards[0]["id"])
    consent = till.till.consent
    draft = await consent.draft(a_scope(card=card), SUBJECT, "fr")
    ticked = frozenset({Tick.CHARGE_LATER})
    given = await consent.record(draft, Given(customer, Route.PAGE, ticked, card))
    return given, card, customer


async def saved(till: Any, customer: str) -> list[str]:
    return [card["id"] for card in await till.server.cards(customer)]


def test_ended_and_the_card_goes_too(at_the_till: Drive) -> None:
    async def play(till: Any) -> None:
        given, card, customer = await agreed_by_james(till)
        await till.hands.press(f"agreement_{given.id}", Qt.Key.Key_Return)
        await till.hands.press("revokeAgreement", Qt.Key.Key_Return)
        await till.hands.press("revokeReason", Qt.Key.Key_Return)
        await till.hands.press("confirmRevocation", Qt.Key.Key_Return)
        await till.hands.see("alsoRemoveCard", QPushButton)
        assert "The card itself stays saved" in await till.banner("agreementState")
        await till.hands.press("alsoRemoveCard", Qt.Key.Key_Return)
        assert "Remove Mastercard" in await till.says("removalQuestion")
        assert card in await saved(till, customer)
        await till.hands.press("confirmRemoval", Qt.Key.Key_Return)
        await till.hands.press("backFromAgreement", Qt.Key.Key_Return)
        await till.says("customerName", "James")
        assert card not in await saved(till, customer)
        assert "no longer saved" in till.desk.window.status_text()

    at_the_till(play)


def test_a_card_removed_from_the_panel_ends_its_agreement(at_the_till: Drive) -> None:
    async def play(till: Any) -> None:
        given, card, customer = await agreed_by_james(till)
        await till.hands.press(f"savedCard_{card}", Qt.Key.Key_Return)
        await till.hands.press("makeDefault", Qt.Key.Key_Return)
        await till.hands.press("removeCard", Qt.Key.Key_Return)
        assert "Balance of a deposit" in await till.says("removalEnds", "€50.00")
        await till.trouble("lost_after", "POST /v1/payment_methods/pm_", times=1)
        await till.hands.press("confirmRemoval", Qt.Key.Key_Return)
        await till.says("customerName", "James")
        assert card not in await saved(till, customer)
        standing = await till.till.consent.agreement(given.id)
        assert standing.ended
        row = f"savedCard_{card}"
        await till.hands.until(lambda: till.hands.seen(row, QPushButton) is None, "the card gone")

    at_the_till(play)


# Charged under one that is no sale's, while its customer is away.


async def top_up(till: Any, saved: str = "pm_card_visa") -> tuple[Any, PaymentMethodId, CustomerId]:
    """At most 20 euros at a time, once a week, on this card of Stripe's for tests."""
    customer = CustomerId(await till.customer(JAMES))
    path, caller = f"/v1/payment_methods/{saved}/attach", till.till.ground.gateway._caller
    card = PaymentMethodId((await caller.post(path, {"customer": customer}, "k")).data["id"])
    await till.till.customers.refresh_cards(customer)
    consent = till.till.consent
    weekly = Interval(1, Unit.WEEK)
    scope = a_scope(
        Purpose.TOP_UP, card=card, cap_minor=2_000, total_minor=6_000, count=3, interval=weekly
    )
    ticked = frozenset({Tick.CHARGE_LATER})
    draft = await consent.draft(scope, SUBJECT, "fr")
    given = await consent.record(draft, Given(customer, Route.PAGE, ticked, card))
    await till.hands.press(f"agreement_{given.id}", Qt.Key.Key_Return)
    await till.hands.press("chargeUnder", Qt.Key.Key_Return)
    return given, card, customer


@pytest.mark.parametrize("language", ["en", "fr"])
def test_charged_within_the_agreement_never_over_the_cap_nor_too_soon(
    at_the_till: Drive, qapp: QApplication, language: str
) -> None:
    french = language == "fr"

    async def play(till: Any) -> None:
        await act(lambda: till.desk.window.top_bar.language_requested.emit(language))
        given, card, customer = await top_up(till)
        before = await till.received(customer)
        await till.hands.type("underAmount", "20,01" if french else "20.01")
        await till.hands.press("underAmount", Qt.Key.Key_Return)
        said = await till.banner("underRefused")
        assert ("20,00" if french else "€20.00") in said
        assert ("Rien n’a été débité" if french else "Nothing was charged") in said
        await till.hands.type("underAmount", "15")
        await till.hands.press("underAmount", Qt.Key.Key_Return)
        question = await till.says("underQuestion")
        assert ("15,00" if french else "€15.00") in question
        assert await till.received(customer) == before, "nothing left yet"
        await till.hands.press("confirmUnder", Qt.Key.Key_Return)
        await till.says("outcomeTitle", "réussi" if french else "succeeded")
        assert await till.received(customer) == before + 1_500
        intent = (await till.payments(customer))[0]
        assert f"charged_{given.id}" in intent["metadata"]
        assert intent["payment_method"] == card
        await till.hands.click("outcomeDone")
        await till.hands.press(f"agreement_{given.id}", Qt.Key.Key_Return)
        await till.hands.press("chargeUnder", Qt.Key.Key_Return)
        await till.hands.type("underAmount", "5")
        await till.hands.press("underAmount", Qt.Key.Key_Return)
        said = await till.banner("underRefused")
        assert ("au plus tôt" if french else "at the earliest") in said
        assert await till.received(customer) == before + 1_500
        await till.hands.press("cancelUnder", Qt.Key.Key_Return)
        await till.hands.see("revokeAgreement", QPushButton)

    try:
        at_the_till(play)
    finally:
        install_language(qapp, "en")


@pytest.mark.parametrize(
    ("saved", "title"),
    [
        ("pm_card_chargeCustomerFail", "declined"),
        ("pm_card_authenticationRequired", "must confirm"),
    ],
)
def test_a_charge_under_an_agreement_that_goes_wrong_is_told_as_any_other(
    at_the_till: Drive, saved: str, title: str
) -> None:
    async def play(till: Any) -> None:
        _, _, customer = await top_up(till, saved)
        before = await till.received(customer)
        await till.hands.type("underAmount", "15")
        await till.hands.press("underAmount", Qt.Key.Key_Return)
        await till.hands.see("confirmUnder", QPushButton)
        await till.hands.press("confirmUnder", Qt.Key.Key_Return)
        await till.says("outcomeTitle", title, 60)
        assert await till.received(customer) == before
        if title == "must confirm":  # who is away is sent a link, by Enter
            await till.hands.press("sendLink", Qt.Key.Key_Return)
            assert "€15.00" in await till.says("linkWhat")
            assert (await till.server.newest_session())["status"] == "open"

    at_the_till(play)


def test_an_agreement_of_a_sale_is_charged_by_its_parts_only(at_the_till: Drive) -> None:
    async def play(till: Any) -> None:
        given, _, customer = await agreed_by_james(till)
        sales = till.till.sales
        day = till.till.clock.now().date()
        terms = Terms(Money(5_000, "eur"), AllLater(day + timedelta(days=9)), "Vélo")
        sale = await sales.open_sale(customer, terms, today=day)
        await sales.change(sale, GiveAgreement(given.id))
        standing = await till.till.consent.agreement(given.id)
        assert not await till.till.dues.under.offered(standing)
        with pytest.raises(UserError, match="of_a_sale"):
            await till.till.dues.under.check(given.id, Money(100, "eur"))
        await till.hands.press(f"agreement_{given.id}", Qt.Key.Key_Return)
        await till.hands.see("revokeAgreement", QPushButton)
        assert till.hands.seen("chargeUnder", QPushButton) is None

    at_the_till(play)
