"""A customer's agreements in the real windows, ended at the counter, by the ledger's own word."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt

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
