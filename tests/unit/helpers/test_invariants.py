"""Each invariant finds what it is there for, and a sound run passes them all."""

from dataclasses import replace

import pytest

from tests.helpers.invariants import (
    INVARIANTS,
    Evidence,
    Movement,
    TillFacts,
    Violated,
    check,
    violations,
)

PAID = Movement("pi_1", "item_1", 1250)
BACK = Movement("re_1", "item_1", 500, obligation="op_1")
TILL = TillFacts(
    payments=[PAID], refunds=[BACK], shown={"item_1": "succeeded"},
    told={"item_1": ["unknown", "succeeded"]},
)  # fmt: skip
SOUND = Evidence(
    payments=[PAID], refunds=[BACK], tills=[TILL], items=["item_1"],
    texts={"log": b"charge_settled attempt=att_4242 at 1795430400000 request=req_1"},
)  # fmt: skip


def test_a_sound_run_passes() -> None:
    check(SOUND)


def test_two_tills_may_both_know_of_one_payment() -> None:
    check(replace(SOUND, tills=[TILL, replace(TILL, name="other")]))


def test_a_till_that_did_not_take_the_money_may_show_its_own_attempt() -> None:
    check(replace(SOUND, tills=[TILL, TillFacts(shown={"item_1": "declined"})]))


def _till(**changes: object) -> Evidence:
    return replace(SOUND, tills=[replace(TILL, **changes)])  # type: ignore[arg-type]


BROKEN = [
    ("charged_once", replace(SOUND, payments=[PAID, Movement("pi_2", "item_1", 1250)])),
    ("charged_once", replace(SOUND, refunds=[BACK, replace(BACK, id="re_2")])),
    ("charged_once", replace(SOUND, outlived_keys=["confirm pi_1-till_1-att_1"])),
    ("recorded_once", _till(payments=[])),
    ("recorded_once", _till(payments=[PAID, PAID])),
    ("recorded_once", _till(refunds=[BACK, replace(BACK, id="re_9")])),
    ("recorded_once", _till(broken_row=1)),
    ("sums_agree", _till(payments=[replace(PAID, amount_minor=1249)])),
    ("sums_agree", _till(refunds=[])),
    ("nothing_unresolved", _till(unresolved=["item_1"])),
    ("screen_agrees", _till(shown={"item_1": "declined"})),
    ("screen_agrees", _till(told={"item_2": ["succeeded"]})),
    ("screen_agrees", _till(shown={"item_1": "succeeded", "item_2": "succeeded"})),
    ("screen_agrees", _till(took={"att_1": "declined"})),
    ("second_recovery_is_silent", replace(SOUND, second_recovery_posts=["confirm"])),
    ("nothing_secret_kept", replace(SOUND, texts={"log": b"card 4242 4242 4242 4242 given"})),
    ("nothing_secret_kept", replace(SOUND, texts={"ledger": b"\x014000000000000002\x02"})),
    ("nothing_secret_kept", replace(SOUND, texts={"log": b"cs_test_1_secret_abc"})),
    ("nothing_secret_kept", replace(SOUND, texts={"crash": b"key=sk_" + b"test_0123456789"})),
    ("one_live_instrument", replace(SOUND, live_at_once=["item_1: two sessions"])),
    ("can_be_paid", replace(SOUND, cannot_pay=["item_2"])),
]


@pytest.mark.parametrize(("name", "evidence"), BROKEN)
def test_what_is_broken_is_found(name: str, evidence: Evidence) -> None:
    assert name in {found for found, _ in violations(evidence)}
    with pytest.raises(Violated, match=name):
        check(evidence)


def test_every_invariant_can_fail() -> None:
    assert {name for name, _ in BROKEN} == {rule.__name__ for rule in INVARIANTS}
    assert len(INVARIANTS) == 9
