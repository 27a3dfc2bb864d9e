"""Which disputes take evidence, and that the same evidence has the same key."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from pos_app.disputes.model import (
    DisputeSeen,
    DisputeStatus,
    check_unanswered,
    evidence_key,
    upload_key,
)
from pos_app.kernel.errors import UserError
from pos_app.kernel.ids import DisputeId, PaymentIntentId
from pos_app.kernel.money import Money

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
ONE = DisputeId("du_1")


def seen(status: str = "needs_response", **changes: Any) -> DisputeSeen:
    fields: dict[str, Any] = {
        "id": ONE, "payment_intent_id": PaymentIntentId("pi_1"), "amount": Money(1_000, "eur"),
        "reason": "fraudulent", "status": DisputeStatus(status), "at": NOW, "submissions": 0,
        "due_by": NOW + timedelta(days=8),
    }  # fmt: skip
    return DisputeSeen(**fields | changes)


def test_one_that_waits_for_an_answer_takes_it_until_its_last_second() -> None:
    check_unanswered(seen(), NOW)
    check_unanswered(seen("warning_needs_response"), NOW)
    check_unanswered(seen(due_by=NOW), NOW)
    check_unanswered(seen(due_by=None), NOW)


@pytest.mark.parametrize(
    ("one", "key"),
    [
        (seen("under_review"), "dispute.answered"),
        (seen("warning_under_review"), "dispute.answered"),
        (seen("won"), "dispute.decided"), (seen("lost"), "dispute.decided"),
        (seen("warning_closed"), "dispute.decided"), (seen("prevented"), "dispute.decided"),
        (seen(due_by=NOW - timedelta(seconds=1)), "dispute.too_late"),
    ],
)  # fmt: skip
def test_any_other_says_why_it_takes_none(one: DisputeSeen, key: str) -> None:
    with pytest.raises(UserError) as refused:
        check_unanswered(one, NOW)
    assert refused.value.key == key


def test_the_same_has_the_same_key_and_anything_else_another() -> None:
    assert upload_key(ONE, "receipt", b"x") == upload_key(ONE, "receipt", b"x")
    assert upload_key(ONE, "receipt", b"x") != upload_key(ONE, "receipt", b"y")
    assert upload_key(ONE, "receipt", b"x") != upload_key(ONE, "refund_policy", b"x")
    assert evidence_key(ONE, {"a": "1", "b": "2"}) == evidence_key(ONE, {"b": "2", "a": "1"})
    assert evidence_key(ONE, {"a": "1"}) != evidence_key(ONE, {"a": "2"})
    longest = "duplicate_charge_documentation"
    assert len(upload_key(DisputeId("du_" + "x" * 30), longest, b"x")) < 200
