"""Every documented decline by its code, for banks told to say no in a certain way.

Codes and what to do about them: docs.stripe.com/declines/codes and docs.stripe.com/error-codes.
Network codes are those card schemes use for the reason (ISO 8583 and Visa's own); Stripe doesn't
document which it shows when, so they are likely, not certain.
"""

from dataclasses import dataclass

from pos_app.training.bank import cards
from pos_app.training.bank.cards import Decline

LATER, NEVER, DATA = "try_again_later", "do_not_try_again", "confirm_card_data"
_DECLINED = "Your card was declined."
_UNSUPPORTED = "Your card does not support this type of purchase."

AUTHENTICATION_FAILS = Decline(
    "payment_intent_authentication_failure", "", "Authentication failed.", None
)
"""Stands for what each kind of intent says in its own words."""


@dataclass(frozen=True)
class _Kind:
    """What declines of one kind share; `own_code`: the error's code is the decline's too."""

    advice: str | None
    message: str = _DECLINED
    own_code: bool = False
    blocked: bool = False


_PLAIN = _Kind(LATER)
_FINAL = _Kind(NEVER)
_SCREENED = _Kind(NEVER, blocked=True)
_PIN = _Kind(NEVER, "Your card's PIN is incorrect or missing.")
_TYPE = _Kind(LATER, _UNSUPPORTED)

_KINDS: tuple[tuple[_Kind, str], ...] = (
    (_PLAIN, "call_issuer:01 do_not_honor:05 no_action_taken:21 approve_with_id:08"
             " issuer_not_available:91 reenter_transaction:19 try_again_later:19"),
    (_TYPE, "not_permitted:57 transaction_not_allowed:57 service_not_allowed:57"),
    (_Kind(NEVER, _UNSUPPORTED), "card_not_supported:57"),
    (_FINAL, "do_not_try_again:05 pickup_card:04 restricted_card:62 security_violation:63"
             " stop_payment_order:R0 revocation_of_authorization:R1"
             " revocation_of_all_authorizations:R3 new_account_information_available:46"
             " testmode_decline: live_mode_test_card:"),
    (_SCREENED, "merchant_blacklist: highest_risk_level:"),
    (_PIN, "incorrect_pin:55 invalid_pin:55 offline_pin_required:70"
           " online_or_offline_pin_required:70 pin_try_exceeded:75"),
    (_Kind(LATER, "Your card has exceeded the number of withdrawals it may make."),
     "withdrawal_count_limit_exceeded:65"),
    (_Kind(LATER, "The payment amount is invalid for this card."), "invalid_amount:13"),
    (_Kind(NEVER, "Your card does not support this currency."), "currency_not_supported:"),
    (_Kind(NEVER, "Your card's account is invalid."), "invalid_account:14"),
    (_Kind(NEVER, "A payment with the same amount and card was made a moment ago."),
     "duplicate_transaction:94"),
    (_Kind(DATA, "Your card number is incorrect.", own_code=True), "incorrect_number:14"),
    (_Kind(DATA, "Your card number is invalid.", own_code=True), "invalid_number:14"),
    (_Kind(DATA, "Your card's security code is invalid.", own_code=True), "invalid_cvc:82"),
    (_Kind(DATA, "Your card's expiration month is invalid.", own_code=True),
     "invalid_expiry_month:80"),
    (_Kind(DATA, "Your card's expiration year is invalid.", own_code=True),
     "invalid_expiry_year:80"),
    (_Kind(DATA, "Your card's postal code is incorrect.", own_code=True), "incorrect_zip:"),
    (_Kind(DATA, "Your card's address is incorrect.", own_code=True), "incorrect_address:"),
    (_Kind(LATER, "This card has been declined too many times. Try again in a day.",
           own_code=True), "card_decline_rate_limit_exceeded:"),
    (_Kind(None, "Your card was declined. This transaction requires authentication."),
     "authentication_not_handled: mobile_device_authentication_required:"),
)  # fmt: skip


def _listed() -> dict[str, Decline]:
    listed = {
        code: Decline(
            code if kind.own_code else "card_declined", code, kind.message, kind.advice,
            network or None, kind.blocked,
        )
        for kind, codes in _KINDS
        for code, _, network in (one.partition(":") for one in codes.split())
    }  # fmt: skip
    known = {decline.decline_code: decline for decline in cards.KNOWN_DECLINES}
    alone = {"card_declined": cards.GENERIC, AUTHENTICATION_FAILS.code: AUTHENTICATION_FAILS}
    return {**listed, **known, **alone}


BY_CODE = _listed()
"""By decline code; two error codes that stand alone as well."""
