"""Which permission of a key switches off what."""

import pytest

from pos_app.settings.key_uses import LESSENED, NEEDED, Use, lacked
from pos_app.settings.permissions import Finding, Need, Standing, needs_of_till

NEEDS = needs_of_till(accounts=True)


def without(*names: str, standing: Standing = Standing.MISSING) -> list[Finding]:
    return [Finding(one, standing if one.name in names else Standing.GRANTED) for one in NEEDS]


def names(needs: list[Need]) -> list[str]:
    return [need.name for need in needs]


def test_every_use_and_every_permission_is_told_of() -> None:
    asked = {need.name for need in NEEDS}
    named = {name for several in NEEDED.values() for name in several}
    assert NEEDED.keys() == set(Use)
    assert named | LESSENED == asked
    assert not named & LESSENED
    assert OFF.keys() == asked


PAY = {Use.TAKE_PAYMENT, Use.CHARGE_CARD}
PEOPLE = {Use.WRITE_CUSTOMER, Use.ERASE_CUSTOMER}
CARDS = {Use.REMOVE_CARD, Use.SHOW_CARD}
OFF = {
    "customer_read": {*PAY, *PEOPLE},
    "customer_write": {*PEOPLE, Use.DEFAULT_CARD},
    "payment_method_read": {Use.CHARGE_CARD, *CARDS, Use.DEFAULT_CARD, Use.SAVE_ALONE},
    "payment_method_write": CARDS,
    "payment_intent_read": {*PAY, Use.HOLD, Use.REFUND, Use.ERASE_CUSTOMER},
    "payment_intent_write": {*PAY, Use.HOLD},
    "checkout_session_read": {Use.TAKE_PAYMENT, Use.SAVE_ALONE},
    "checkout_session_write": {Use.TAKE_PAYMENT, Use.SAVE_ALONE},
    "setup_intent_read": {Use.SAVE_ALONE},
    "charge_read": {Use.REFUND, Use.ERASE_CUSTOMER},
    "event_read": set(),
    "dispute_read": {Use.ANSWER_DISPUTE, Use.ERASE_CUSTOMER},
    "dispute_write": {Use.ANSWER_DISPUTE},
    "file_write": {Use.ANSWER_DISPUTE},
    "redaction_job_read": set(),
    "redaction_job_write": set(),
    "refund_read": {Use.REFUND},
    "refund_write": {Use.REFUND},
    "v2_account_read": PEOPLE,
    "v2_account_write": PEOPLE,
}
"""As the sentences of docs/go-live.md have it, permission by permission."""


@pytest.mark.parametrize(("name", "off"), OFF.items())
def test_a_missing_permission_switches_off_what_needs_it(name: str, off: set[Use]) -> None:
    findings = without(name)
    assert {use for use in Use if lacked(use, findings)} == off
    for use in off:
        assert names([*lacked(use, findings)]) == [name]


def test_what_nobody_told_switches_nothing_off() -> None:
    findings = without(*(need.name for need in NEEDS), standing=Standing.UNKNOWN)
    assert [use for use in Use if lacked(use, findings)] == []
    assert [use for use in Use if lacked(use, ())] == []
