"""What a session's state says, over every combination that Stripe documents."""

from dataclasses import replace

import pytest

from pos_app.checkout.model import OpenCheckout, verdict
from pos_app.checkout.ports import SessionSnapshot
from pos_app.kernel.ids import AttemptId, CustomerId, SessionId
from pos_app.kernel.money import Money
from pos_app.payments.model import OutcomeKind
from tests.unit.payments.test_decide import STATUSES, intent

SEEN = SessionSnapshot(
    id=SessionId("cs_test_1"),
    status="open",
    payment_status="unpaid",
    client_secret="cs_test_1_secret_1",
    customer_id=CustomerId("cus_1"),
    customer_email="",
    payment_intent_id=None,
    intent=None,
    amount=Money(1250, "eur"),
)


@pytest.mark.parametrize("session", ["open", "complete", "expired"])
@pytest.mark.parametrize("status", [None, *STATUSES])
def test_only_the_payment_intent_proves_a_payment(session: str, status: str | None) -> None:
    seen = replace(SEEN, status=session, intent=intent(status) if status else None)  # type: ignore[arg-type]
    kind, _ = verdict(seen, "checkout.expired")
    if status == "succeeded":
        assert kind is OutcomeKind.SUCCEEDED
    elif status in ("processing", "requires_capture"):
        assert kind is OutcomeKind.UNKNOWN
    else:
        assert (
            kind
            is {
                "open": OutcomeKind.OPEN,
                "complete": OutcomeKind.UNKNOWN,
                "expired": OutcomeKind.NOT_CHARGED,
            }[session]
        )


def test_paid_without_an_intent_is_not_believed() -> None:
    seen = replace(SEEN, status="complete", payment_status="paid")
    assert verdict(seen, "x")[0] is OutcomeKind.UNKNOWN


def test_the_reason_of_an_expired_session() -> None:
    assert verdict(replace(SEEN, status="expired"), "checkout.closed")[1] == "checkout.closed"


def test_the_secret_is_not_shown() -> None:
    opened = OpenCheckout(
        AttemptId("att_1"), SessionId("cs_test_1"), "cs_test_1_secret_1", Money(1, "eur"), True
    )
    assert "secret" not in f"{opened!r} {opened}"
