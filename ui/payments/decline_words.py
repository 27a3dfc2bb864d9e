"""Two voices for a refused card: one line for the customer, one for staff.

The customer's line never says lost, stolen or fraud (docs.stripe.com/declines/codes asks to show
those as a generic decline); the staff line may, since staff decide what to do next.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from pos_app.payments.model import Decline, Retry

_CONTEXT = "Declines"


@dataclass(frozen=True, slots=True)
class DeclineWords:
    """Finished sentences in the language of the screen."""

    to_customer: str
    for_staff: str
    retry: str


_GENERIC_CUSTOMER: Final[object] = QT_TRANSLATE_NOOP(
    "Declines", "Your bank did not accept this card. Would you like to use another one?"
)
_CUSTOMER: Final[Mapping[str, object]] = {
    "insufficient_funds": QT_TRANSLATE_NOOP(
        "Declines", "There is not enough available on this card. Would you like to use another one?"
    ),
    "expired_card": QT_TRANSLATE_NOOP(
        "Declines", "This card has expired. Would you like to use another one?"
    ),
    "incorrect_cvc": QT_TRANSLATE_NOOP(
        "Declines", "The security code was not right. Would you check it on the back of the card?"
    ),
    "incorrect_number": QT_TRANSLATE_NOOP(
        "Declines", "The card number was not right. Would you check it, please?"
    ),
    "card_velocity_exceeded": QT_TRANSLATE_NOOP(
        "Declines", "This card has reached its limit. Would you like to use another one?"
    ),
    "processing_error": QT_TRANSLATE_NOOP(
        "Declines", "The payment could not be processed. May we try once more?"
    ),
}
_STAFF: Final[Mapping[str, object]] = {
    "insufficient_funds": QT_TRANSLATE_NOOP("Declines", "Insufficient funds."),
    "expired_card": QT_TRANSLATE_NOOP("Declines", "The card has expired."),
    "incorrect_cvc": QT_TRANSLATE_NOOP("Declines", "The security code is wrong."),
    "incorrect_number": QT_TRANSLATE_NOOP("Declines", "The card number is wrong."),
    "card_velocity_exceeded": QT_TRANSLATE_NOOP("Declines", "The card has reached its limit."),
    "processing_error": QT_TRANSLATE_NOOP("Declines", "The card could not be processed."),
    "lost_card": QT_TRANSLATE_NOOP(
        "Declines", "Reported lost. Do not say so; ask for another card."
    ),
    "stolen_card": QT_TRANSLATE_NOOP(
        "Declines", "Reported stolen. Do not say so; ask for another card."
    ),
    "fraudulent": QT_TRANSLATE_NOOP(
        "Declines", "Stripe suspects fraud. Do not say so; ask for another card."
    ),
    "pickup_card": QT_TRANSLATE_NOOP(
        "Declines", "The bank has withdrawn this card. Do not say so; ask for another card."
    ),
    "card_not_supported": QT_TRANSLATE_NOOP(
        "Declines", "This card can't be used for this kind of purchase."
    ),
    "do_not_honor": QT_TRANSLATE_NOOP("Declines", "The bank gave no reason."),
    "generic_decline": QT_TRANSLATE_NOOP("Declines", "The bank gave no reason."),
    "issuer_not_available": QT_TRANSLATE_NOOP("Declines", "The bank can't be reached just now."),
}
_STAFF_OTHER: Final[object] = QT_TRANSLATE_NOOP("Declines", "The card was refused ({code}).")
_RETRY: Final[Mapping[Retry, object]] = {
    Retry.NOW: QT_TRANSLATE_NOOP("Declines", "Trying the same card again now may work."),
    Retry.LATER: QT_TRANSLATE_NOOP("Declines", "The same card may work on another day."),
    Retry.NEVER: QT_TRANSLATE_NOOP("Declines", "Do not try this card again."),
}
_ALIASES: Final = {
    "invalid_cvc": "incorrect_cvc",
    "invalid_number": "incorrect_number",
    "withdrawal_count_limit_exceeded": "card_velocity_exceeded",
    "restricted_card": "pickup_card",
    "merchant_blacklist": "fraudulent",
    "try_again_later": "processing_error",
    "reenter_transaction": "processing_error",
}


_NEVER: Final = frozenset(
    "lost_card stolen_card fraudulent pickup_card expired_card card_not_supported "
    "security_violation revocation_of_authorization revocation_of_all_authorizations "
    "stop_payment_order do_not_try_again invalid_account".split()
)
_LATER: Final = frozenset({"insufficient_funds", "card_velocity_exceeded", "issuer_not_available"})
_NOW: Final = frozenset({"incorrect_cvc", "incorrect_number", "processing_error"})
_ADVICE: Final = {
    "do_not_try_again": Retry.NEVER,
    "try_again_later": Retry.LATER,
    "confirm_card_data": Retry.NOW,
}


def retry_advice(decline: Decline) -> Retry:
    """When the same card may be tried again.

    Stripe's advice_code decides when given, then the code (docs.stripe.com/declines/codes). A
    refusal without a reason may be tried another day, not hammered now.
    """
    code = _code(decline)
    if code in _NEVER:
        return Retry.NEVER
    if decline.advice_code in _ADVICE:
        return _ADVICE[decline.advice_code]
    return Retry.NOW if code in _NOW else Retry.LATER


def decline_words(decline: Decline) -> DeclineWords:
    """What to say and what to do about this decline."""
    code = _code(decline)
    staff = _translate(_STAFF.get(code, _STAFF_OTHER))
    return DeclineWords(
        to_customer=_translate(_CUSTOMER.get(code, _GENERIC_CUSTOMER)),
        for_staff=staff.format(code=code or "-"),
        retry=_translate(_RETRY[retry_advice(decline)]),
    )


def _code(decline: Decline) -> str:
    named = decline.decline_code or decline.code
    return _ALIASES.get(named, named)


def _translate(text: object) -> str:
    return QCoreApplication.translate(_CONTEXT, str(text))
