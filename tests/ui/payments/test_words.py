"""The customer's line never accuses; staff's always says what to do."""

import re
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from pos_app.payments.declines import BY_CODE
from pos_app.payments.model import Decline
from ui.payments.decline_words import decline_words

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


@pytest.mark.parametrize("code", sorted(BY_CODE))
def test_every_documented_code_has_both_voices(qapp: QApplication, code: str) -> None:
    """Strict messages make a missing sentence a Bug; each says that no money moved."""
    words = decline_words(Decline("card_declined", code, ""))
    assert "charged" in words.to_customer
    assert "charged" in words.for_staff
    assert words.retry


_AGAIN = {
    "en": r"\btry(ing)?\b[^.;]*\b(again|later)\b|\bwork later\b",
    "fr": r"ssay[^.;]*|servir plus tard",
}


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("code", sorted(BY_CODE))
def test_whether_the_same_card_may_be_tried_again_is_said_once(
    dress: Callable[..., None], code: str, language: str
) -> None:
    dress(language=language)
    words = decline_words(Decline("card_declined", code, ""))
    assert re.search(_AGAIN[language], words.retry, re.IGNORECASE)
    assert not re.search(_AGAIN[language], words.for_staff, re.IGNORECASE), (
        "that stands in bold below it"
    )


def test_a_code_nobody_wrote_words_for_is_shown_to_staff(qapp: QApplication) -> None:
    words = decline_words(Decline("card_declined", "never_heard_of", ""))
    assert "never_heard_of" in words.for_staff
    assert "never_heard_of" not in words.to_customer
