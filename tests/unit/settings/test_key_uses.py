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


@pytest.mark.parametrize(
    ("name", "off"),
    [
        ("refund_write", {Use.REFUND}),
        ("refund_read", {Use.REFUND}),
        ("payment_method_write", {Use.REMOVE_CARD, Use.SHOW_CARD}),
        ("dispute_write", {Use.ANSWER_DISPUTE}),
        ("customer_write", {Use.WRITE_CUSTOMER, Use.DEFAULT_CARD}),
        ("v2_account_write", {Use.WRITE_CUSTOMER}),
        ("checkout_session_write", {Use.TAKE_PAYMENT}),
        ("payment_intent_write", {Use.TAKE_PAYMENT, Use.CHARGE_CARD, Use.HOLD}),
        ("file_write", set()),
        ("charge_read", set()),
    ],
)
def test_a_missing_permission_switches_off_what_needs_it(name: str, off: set[Use]) -> None:
    findings = without(name)
    assert {use for use in Use if lacked(use, findings)} == off
    for use in off:
        assert names([*lacked(use, findings)]) == [name]


def test_what_nobody_told_switches_nothing_off() -> None:
    findings = without(*(need.name for need in NEEDS), standing=Standing.UNKNOWN)
    assert [use for use in Use if lacked(use, findings)] == []
    assert [use for use in Use if lacked(use, ())] == []
