"""What an item's other sessions leave to fear, and how an attempt that came second settles."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from pos_app.checkout.clearing import found_instead
from pos_app.checkout.elsewhere import others
from pos_app.checkout.ports import SessionSnapshot
from pos_app.payments.model import OutcomeKind
from pos_app.payments.ports import Others
from tests.unit.checkout.test_model import SEEN
from tests.unit.payments.test_decide import STATUSES, attempt, intent

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def session(status: str, paying: str | None = None) -> SessionSnapshot:
    seen = intent(paying) if paying is not None else None
    return replace(SEEN, status=status, intent=seen)  # type: ignore[arg-type]


def test_nothing_there_is_nothing_to_fear() -> None:
    assert others([]) == others([session("expired")]) == Others()
    assert others([session("expired", "canceled")]) == Others()


@pytest.mark.parametrize("paying", [None, *STATUSES])
def test_an_open_one_can_be_paid_or_was(paying: str | None) -> None:
    found = others([session("expired"), session("open", paying)])
    assert found.open or found.paid is not None or paying == "canceled"
    assert (found.paid is not None) == (paying in ("succeeded", "processing", "requires_capture"))


def test_complete_without_proof_of_payment_is_feared() -> None:
    assert others([session("complete")]) == Others(open=True)


@pytest.mark.parametrize("status", ["open", "complete", "expired"])
def test_a_saved_card_pays_nothing_and_is_feared_only_while_its_page_is_open(status: str) -> None:
    saving = replace(SEEN, status=status, only_saves=True, amount=None)  # type: ignore[arg-type]
    assert others([saving]) == Others(open=status == "open")


@pytest.mark.parametrize(
    ("status", "kind", "reason"),
    [
        ("succeeded", OutcomeKind.SUCCEEDED, "payment.already_paid"),
        ("requires_capture", OutcomeKind.NOT_CHARGED, "payment.held"),
        ("processing", OutcomeKind.NOT_CHARGED, "payment.processing"),
        ("requires_payment_method", OutcomeKind.NOT_CHARGED, "payment.processing"),
    ],
)
def test_coming_second(status: str, kind: OutcomeKind, reason: str) -> None:
    told = found_instead(attempt(), intent(status), NOON)
    assert (told.kind, told.reason) == (kind, reason)
    assert told.payment_intent_id == "pi_1"
