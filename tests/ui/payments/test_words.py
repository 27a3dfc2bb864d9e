"""The customer's line never accuses; staff's always says what to do."""

import pytest
from PySide6.QtWidgets import QApplication

from pos_app.payments.model import Decline, Retry
from ui.payments.decline_words import decline_words, retry_advice

SECRET = (
    "lost_card", "stolen_card", "fraudulent", "pickup_card", "restricted_card",
    "merchant_blacklist", "security_violation",
)  # fmt: skip


@pytest.mark.parametrize("code", SECRET)
def test_the_customer_hears_nothing_of_loss_theft_or_fraud(qapp: QApplication, code: str) -> None:
    words = decline_words(Decline("card_declined", code, ""))
    generic = decline_words(Decline("card_declined", "generic_decline", ""))
    assert words.to_customer == generic.to_customer
    assert words.retry == "Do not try this card again."
    assert words.for_staff


@pytest.mark.parametrize(
    ("decline", "retry"),
    [
        (Decline("card_declined", "insufficient_funds", ""), Retry.LATER),
        (Decline("card_declined", "generic_decline", ""), Retry.LATER),
        (Decline("card_declined", "generic_decline", "do_not_try_again"), Retry.NEVER),
        (Decline("card_declined", "stolen_card", "try_again_later"), Retry.NEVER),
        (Decline("incorrect_cvc", "", ""), Retry.NOW),
        (Decline("expired_card", "", ""), Retry.NEVER),
        (Decline("card_declined", "never_heard_of", ""), Retry.LATER),
    ],
)
def test_when_the_same_card_may_be_tried_again(decline: Decline, retry: Retry) -> None:
    assert retry_advice(decline) is retry


def test_a_code_nobody_wrote_words_for_is_shown_to_staff(qapp: QApplication) -> None:
    words = decline_words(Decline("card_declined", "never_heard_of", ""))
    assert "never_heard_of" in words.for_staff
    assert "never_heard_of" not in words.to_customer
