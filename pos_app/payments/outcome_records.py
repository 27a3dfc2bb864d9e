"""An attempt's outcome as the journal's JSON, and back."""

import json
from datetime import datetime

from pos_app.kernel.clock import from_timestamp, to_timestamp
from pos_app.kernel.ids import AttemptId, ItemId
from pos_app.kernel.money import Money
from pos_app.payments.model import CardUsed, Decline, Outcome, OutcomeKind


def outcome_text(outcome: Outcome) -> str:
    """Amounts in minor units, times in UTC seconds."""
    card, decline = outcome.card, outcome.decline
    kept = {"kept_at": to_timestamp(outcome.kept_at)} if outcome.kept_at is not None else {}
    return json.dumps(
        {
            "kind": outcome.kind.value,
            "at": to_timestamp(outcome.at),
            "customer": outcome.customer_id,
            "intent": outcome.payment_intent_id,
            "session": outcome.session_id,
            "card": [card.payment_method_id, card.brand, card.last4] if card else None,
            "card_saved": outcome.card_saved,
            "decline": (
                [decline.code, decline.decline_code, decline.advice_code] if decline else None
            ),
            "request": outcome.request_id,
            "reason": outcome.reason,
            "amount": outcome.amount.amount_minor,
            "held_until": to_timestamp(outcome.held_until) if outcome.held_until else None,
            **kept,
            "charged_at": to_timestamp(outcome.charged_at) if outcome.charged_at else None,
        }
    )


def outcome_from(text: str, item_id: ItemId, attempt_id: AttemptId, amount: Money) -> Outcome:
    """`amount` is what the attempt asked for."""
    data = json.loads(text)
    at: datetime = from_timestamp(data["at"])
    # Rows of the first release have neither: they took the whole amount, and held none.
    taken, held = data.get("amount", amount.amount_minor), data.get("held_until")
    kept = data.get("kept_at")
    charged = data.get("charged_at")  # rows of older releases have none
    return Outcome(
        kind=OutcomeKind(data["kind"]),
        item_id=item_id,
        attempt_id=attempt_id,
        amount=Money(taken, amount.currency),
        at=at,
        customer_id=data["customer"],
        payment_intent_id=data["intent"],
        session_id=data["session"],
        card=CardUsed(*data["card"]) if data["card"] else None,
        card_saved=data["card_saved"],
        kept_at=from_timestamp(kept) if kept is not None else None,
        decline=Decline(*data["decline"]) if data["decline"] else None,
        request_id=data["request"],
        reason=data["reason"],
        held_until=from_timestamp(held) if held else None,
        charged_at=from_timestamp(charged) if charged else None,
    )
