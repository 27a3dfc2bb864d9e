"""The bank's table of declines and the till's own say the same things."""

import pytest

from pos_app.payments import declines as till
from pos_app.payments.model import Decline as TillDecline
from pos_app.payments.model import Retry
from pos_app.training.bank import declines as bank
from pos_app.training.bank.cards import TEST_CARDS, Behaviour, Decline, judge


def as_the_till_sees_it(decline: Decline) -> TillDecline:
    return TillDecline(
        code=decline.code, decline_code=decline.decline_code, advice_code=decline.advice_code or "",
    )  # fmt: skip


def test_both_know_the_same_codes():
    assert bank.BY_CODE.keys() == till.BY_CODE.keys()


@pytest.mark.parametrize("code", sorted(till.BY_CODE))
def test_what_the_bank_says_is_what_the_till_expects(code):
    said = bank.BY_CODE[code]
    assert code in (said.code, said.decline_code)
    assert said.message
    expected, heard = till.BY_CODE[code], till.voices_of(as_the_till_sees_it(said))
    assert (heard.customer, heard.retry) == (expected.customer, expected.retry)
    if said.advice_code == bank.NEVER:
        assert expected.retry is Retry.NEVER


def test_a_card_and_an_order_of_one_code_are_declined_alike():
    for card in TEST_CARDS:
        verdict = judge(
            card.behaviour, off_session=True, set_up=True, authenticated=True, expired=False
        )
        if isinstance(verdict, Decline):
            assert bank.BY_CODE[verdict.decline_code] is verdict or (
                verdict.blocked and card.behaviour is Behaviour.BLOCKED
            )
