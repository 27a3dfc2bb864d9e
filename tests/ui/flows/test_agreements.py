"""A customer's agreements in the real windows, ended at the counter, by the ledger's own word."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from pos_app.consent.model import Purpose, Route, Tick
from pos_app.consent.scope_check import ProposedCharge
from pos_app.consent.service import Given
from pos_app.kernel.errors import UserError
from pos_app.kernel.ids import CustomerId, ItemId, PaymentMethodId
from pos_app.kernel.money import Money
from tests.helpers.agreements import SUBJECT, a_scope

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
