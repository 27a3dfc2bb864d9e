"""A decline in two voices: what to say to the customer, and what staff do next.

The codes are those of docs.stripe.com/declines/codes and of the card errors in
docs.stripe.com/error-codes. The customer's voice never lets on that a card is reported lost or
stolen or that fraud is suspected: those sound like any other refusal.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from pos_app.payments.model import Decline, Retry


@dataclass(frozen=True, slots=True)
class Voices:
    """Message keys of the two sentences, and when staff may try the same card again."""

    customer: str
    staff: str
    retry: Retry


def _voices(customer: str, staff: str, retry: Retry) -> Voices:
    return Voices(f"decline.customer.{customer}", f"decline.staff.{staff}", retry)


_BANK: Final = _voices("bank", "call_bank", Retry.LATER)
_SILENT: Final = _voices("bank", "never_say_why", Retry.NEVER)
_FOR_GOOD: Final = _voices("bank", "never", Retry.NEVER)
_FUNDS: Final = _voices("amount", "amount", Retry.LATER)
_DETAILS: Final = _voices("details", "details", Retry.NOW)
_LATER: Final = _voices("later", "later", Retry.LATER)
_UNSUPPORTED: Final = _voices("unsupported", "unsupported", Retry.NEVER)
_AUTHENTICATE: Final = _voices("authenticate", "authenticate", Retry.NOW)
_PIN: Final = _voices("pin", "pin", Retry.NEVER)
_EXPIRED: Final = _voices("expired", "expired", Retry.NEVER)
_DUPLICATE: Final = _voices("duplicate", "duplicate", Retry.NEVER)
_UPDATED: Final = _voices("details", "updated", Retry.NEVER)
_TRAINING: Final = _voices("bank", "test_card", Retry.NEVER)

_GROUPS: Final[tuple[tuple[Voices, str], ...]] = (
    (_BANK, "call_issuer do_not_honor generic_decline no_action_taken card_declined"
            " approve_with_id not_permitted transaction_not_allowed service_not_allowed"),
    (_SILENT, "fraudulent lost_card stolen_card pickup_card restricted_card merchant_blacklist"
              " security_violation highest_risk_level"),
    (_FOR_GOOD, "do_not_try_again invalid_account revocation_of_all_authorizations"
                " revocation_of_authorization stop_payment_order"),
    (_FUNDS, "insufficient_funds card_velocity_exceeded withdrawal_count_limit_exceeded"
             " invalid_amount"),
    (_DETAILS, "incorrect_number incorrect_cvc incorrect_zip incorrect_address invalid_cvc"
               " invalid_expiry_month invalid_expiry_year invalid_number"),
    (_LATER, "issuer_not_available processing_error reenter_transaction try_again_later"
             " card_decline_rate_limit_exceeded"),
    (_UNSUPPORTED, "card_not_supported currency_not_supported"),
    (_AUTHENTICATE, "authentication_required authentication_not_handled"
                    " payment_intent_authentication_failure mobile_device_authentication_required"),
    (_PIN, "incorrect_pin invalid_pin offline_pin_required online_or_offline_pin_required"
           " pin_try_exceeded"),
    (_EXPIRED, "expired_card"),
    (_DUPLICATE, "duplicate_transaction"),
    (_UPDATED, "new_account_information_available"),
    (_TRAINING, "testmode_decline live_mode_test_card test_mode_live_card"),
)  # fmt: skip

BY_CODE: Final[Mapping[str, Voices]] = {
    code: voices for voices, codes in _GROUPS for code in codes.split()
}
"""Every documented card decline code, and card error codes that stand alone."""


def voices_of(decline: Decline) -> Voices:
    """The sentences for a decline; an unknown code speaks like a plain refusal.

    `advice_code` is the newest word on retrying and goes before what the decline code suggests,
    except that nothing makes a card reported lost, stolen or fraudulent worth another try.
    """
    voices = BY_CODE.get(decline.decline_code) or BY_CODE.get(decline.code) or _BANK
    if voices.retry is Retry.NEVER:
        return voices
    if decline.advice_code == "do_not_try_again":
        return Voices(voices.customer, _FOR_GOOD.staff, Retry.NEVER)
    if decline.advice_code == "confirm_card_data":
        return _DETAILS
    if decline.advice_code == "try_again_later" and voices.retry is Retry.NOW:
        return _LATER
    return voices


_BACK: Final[Mapping[str, str]] = {
    "lost_or_stolen_card": "refund.back_lost_card",
    "expired_or_canceled_card": "refund.back_closed_card",
    "insufficient_funds": "refund.back_funds",
    "declined": "refund.back_declined",
    "charge_for_pending_refund_disputed": "refund.back_disputed",
    "merchant_request": "refund.back_cancelled",
    "unknown": "refund.failed",
}


def refund_failure(failure: str) -> str:
    """The sentence for staff on why a refund came back; an unknown reason says only that it did.

    The reasons are Stripe's `failure_reason` of a refund (docs.stripe.com/api/refunds/object).
    """
    return _BACK.get(failure, "refund.failed")
