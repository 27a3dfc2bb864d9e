"""Stripe's test cards, and what each does. No number is ever kept.

From Stripe's public testing documentation and STRIPE-FACTS.md.
"""

import hashlib
import hmac
from dataclasses import dataclass
from enum import StrEnum


class Behaviour(StrEnum):
    """How a card acts when it is charged; the name is all that is kept of it."""

    SUCCEEDS = "succeeds"
    AUTHENTICATES_UNLESS_SET_UP = "authenticates_unless_set_up"
    ALWAYS_AUTHENTICATES = "always_authenticates"
    ALREADY_SET_UP = "already_set_up"
    AUTHENTICATES_THEN_DECLINES = "authenticates_then_declines"
    AUTHENTICATES_THEN_GENERIC_DECLINE = "authenticates_then_generic_decline"
    AUTHENTICATES_WHEN_ASKED = "authenticates_when_asked"
    DECLINED_AFTER_ATTACHING = "declined_after_attaching"
    GENERIC_DECLINE = "generic_decline"
    INSUFFICIENT_FUNDS = "insufficient_funds"
    STOLEN_CARD = "stolen_card"
    EXPIRED_CARD = "expired_card"
    INCORRECT_CVC = "incorrect_cvc"
    LOST_CARD = "lost_card"
    PROCESSING_ERROR = "processing_error"
    TOO_OFTEN = "too_often"
    BLOCKED = "blocked"
    ELEVATED_RISK = "elevated_risk"
    CVC_CHECK_FAILS = "cvc_check_fails"
    ADDRESS_CHECK_FAILS = "address_check_fails"
    LINE1_CHECK_FAILS = "line1_check_fails"
    POSTAL_CODE_CHECK_FAILS = "postal_code_check_fails"
    ADDRESS_UNCHECKED = "address_unchecked"
    REFUND_SUCCEEDS_LATER = "refund_succeeds_later"
    REFUND_FAILS_LATER = "refund_fails_later"
    DISPUTED_AS_FRAUD = "disputed_as_fraud"
    DISPUTED_NOT_RECEIVED = "disputed_not_received"
    INQUIRED = "inquired"


@dataclass(frozen=True)
class TestCard:
    """`token` is the part after `pm_card_` and `tok_`."""

    number: str
    token: str
    brand: str = "visa"
    behaviour: Behaviour = Behaviour.SUCCEEDS
    country: str = "US"
    funding: str = "credit"
    co_brand: str | None = None

    @property
    def last4(self) -> str:
        return self.number[-4:]

    @property
    def cvc_length(self) -> int:
        return 4 if self.brand == "amex" else 3


@dataclass(frozen=True)
class Decline:
    """Why a card was refused, in Stripe's words; `network_code` is the bank's.

    `blocked`: by Stripe's own screening, before the bank was asked.
    """

    code: str
    decline_code: str
    message: str
    advice_code: str | None
    network_code: str | None = None
    blocked: bool = False


@dataclass(frozen=True)
class Checks:
    """What the bank says of the security code and the address it was given."""

    cvc: str = "pass"
    line1: str = "pass"
    postal_code: str = "pass"


class Challenge(StrEnum):
    """The customer must authenticate before the card can be charged."""

    REQUIRED = "required"


class Approval(StrEnum):
    """The bank says yes; `AUTHENTICATED` after the customer proved who they are."""

    PLAIN = "plain"
    AUTHENTICATED = "authenticated"


Verdict = Approval | Challenge | Decline


def _declined(decline_code: str, advice: str, network_code: str) -> Decline:
    return Decline("card_declined", decline_code, "Your card was declined.", advice, network_code)


GENERIC = _declined("generic_decline", "try_again_later", "01")
INSUFFICIENT = Decline(
    "card_declined", "insufficient_funds", "Your card has insufficient funds.",
    "try_again_later", "51",
)  # fmt: skip
EXPIRED = Decline(
    "expired_card", "expired_card", "Your card has expired.", "do_not_try_again", "54"
)
TEST_MODE_LIVE_CARD = Decline(
    "card_declined", "test_mode_live_card",
    "Your card was declined. Your request was in test mode, but used a non test (live) card."
    " For a list of valid test cards, visit: https://stripe.com/docs/testing.",
    None,
)  # fmt: skip
AUTHENTICATION_REQUIRED = Decline(
    "authentication_required", "authentication_required",
    "Your card was declined. This transaction requires authentication.", None,
)  # fmt: skip
BLOCKED = Decline(
    "card_declined", "fraudulent", "Your card was declined.", "do_not_try_again", blocked=True
)

_DECLINES: dict[Behaviour, Decline] = {
    Behaviour.GENERIC_DECLINE: GENERIC,
    Behaviour.DECLINED_AFTER_ATTACHING: GENERIC,
    Behaviour.INSUFFICIENT_FUNDS: INSUFFICIENT,
    Behaviour.STOLEN_CARD: _declined("stolen_card", "do_not_try_again", "43"),
    Behaviour.LOST_CARD: _declined("lost_card", "do_not_try_again", "41"),
    Behaviour.EXPIRED_CARD: EXPIRED,
    Behaviour.INCORRECT_CVC: Decline(
        "incorrect_cvc", "incorrect_cvc", "Your card's security code is incorrect.",
        "confirm_card_data", "82",
    ),
    Behaviour.PROCESSING_ERROR: Decline(
        "processing_error", "processing_error",
        "An error occurred while processing your card. Try again in a little bit.",
        "try_again_later", "96",
    ),
    Behaviour.TOO_OFTEN: Decline(
        "card_declined", "card_velocity_exceeded",
        "Your card was declined for making repeated attempts too frequently or exceeding its"
        " amount limit.",
        "try_again_later", "61",
    ),
    Behaviour.BLOCKED: BLOCKED,
}  # fmt: skip

KNOWN_DECLINES = (*_DECLINES.values(), TEST_MODE_LIVE_CARD, AUTHENTICATION_REQUIRED)

_CHECKS: dict[Behaviour, Checks] = {
    Behaviour.CVC_CHECK_FAILS: Checks(cvc="fail"),
    Behaviour.ADDRESS_CHECK_FAILS: Checks(line1="fail", postal_code="fail"),
    Behaviour.LINE1_CHECK_FAILS: Checks(line1="fail"),
    Behaviour.POSTAL_CODE_CHECK_FAILS: Checks(postal_code="fail"),
    Behaviour.ADDRESS_UNCHECKED: Checks(line1="unavailable", postal_code="unavailable"),
}
_AFTER_AUTHENTICATION: dict[Behaviour, Decline] = {
    Behaviour.AUTHENTICATES_THEN_DECLINES: INSUFFICIENT,
    Behaviour.AUTHENTICATES_THEN_GENERIC_DECLINE: GENERIC,
}
_AUTHENTICATES = frozenset(
    {
        Behaviour.AUTHENTICATES_UNLESS_SET_UP,
        Behaviour.ALWAYS_AUTHENTICATES,
        Behaviour.ALREADY_SET_UP,
        *_AFTER_AUTHENTICATION,
    }
)

_B = Behaviour
TEST_CARDS: tuple[TestCard, ...] = (
    TestCard("4242424242424242", "visa"),
    TestCard("4000056655665556", "visa_debit", funding="debit"),
    TestCard("5555555555554444", "mastercard", "mastercard"),
    TestCard("5200828282828210", "mastercard_debit", "mastercard", funding="debit"),
    TestCard("378282246310005", "amex", "amex"),
    TestCard("6011111111111117", "discover", "discover"),
    TestCard("3056930009020004", "diners", "diners"),
    TestCard("3566002020360505", "jcb", "jcb"),
    TestCard("6200000000000005", "unionpay", "unionpay"),
    TestCard("4000002500000003", "fr", country="FR"),
    TestCard("4000008260000000", "gb", country="GB"),
    TestCard("4000002500001001", "visa_cartesBancaires", country="FR", co_brand="cartes_bancaires"),
    TestCard("4000002500003155", "authenticationRequiredOnSetup",
             behaviour=_B.AUTHENTICATES_UNLESS_SET_UP, country="FR"),
    TestCard("4000002760003184", "authenticationRequired",
             behaviour=_B.ALWAYS_AUTHENTICATES, country="DE"),
    TestCard("4000003800000446", "authenticationRequiredSetupForOffSession",
             behaviour=_B.ALREADY_SET_UP, country="IT"),
    TestCard("4000008260003178", "authenticationRequiredChargeDeclinedInsufficientFunds",
             behaviour=_B.AUTHENTICATES_THEN_DECLINES, country="GB"),
    TestCard("4000000000009995", "chargeDeclinedInsufficientFunds",
             behaviour=_B.INSUFFICIENT_FUNDS),
    TestCard("4000000000000341", "chargeCustomerFail", behaviour=_B.DECLINED_AFTER_ATTACHING),
    TestCard("4000000000000002", "chargeDeclined", behaviour=_B.GENERIC_DECLINE),
    TestCard("4000000000009979", "chargeDeclinedStolenCard", behaviour=_B.STOLEN_CARD),
    TestCard("4000000000009987", "chargeDeclinedLostCard", behaviour=_B.LOST_CARD),
    TestCard("4000000000000069", "chargeDeclinedExpiredCard", behaviour=_B.EXPIRED_CARD),
    TestCard("4000000000000127", "chargeDeclinedIncorrectCvc", behaviour=_B.INCORRECT_CVC),
    TestCard("4000000000000119", "chargeDeclinedProcessingError", behaviour=_B.PROCESSING_ERROR),
    TestCard("4000000000006975", "chargeDeclinedVelocityLimitExceeded", behaviour=_B.TOO_OFTEN),
    TestCard("4000000000003220", "threeDSecure2Required", behaviour=_B.ALWAYS_AUTHENTICATES),
    TestCard("4000000000003055", "threeDSecureOptional", behaviour=_B.AUTHENTICATES_WHEN_ASKED),
    TestCard("4000008400001629", "threeDSecureRequiredChargeDeclined",
             behaviour=_B.AUTHENTICATES_THEN_GENERIC_DECLINE),
    TestCard("4100000000000019", "radarBlock", behaviour=_B.BLOCKED),
    TestCard("4000000000004954", "riskLevelHighest", behaviour=_B.BLOCKED),
    TestCard("4000000000009235", "riskLevelElevated", behaviour=_B.ELEVATED_RISK),
    TestCard("4000000000000101", "cvcCheckFail", behaviour=_B.CVC_CHECK_FAILS),
    TestCard("4000000000000010", "avsFail", behaviour=_B.ADDRESS_CHECK_FAILS),
    TestCard("4000000000000028", "avsLine1Fail", behaviour=_B.LINE1_CHECK_FAILS),
    TestCard("4000000000000036", "avsZipFail", behaviour=_B.POSTAL_CODE_CHECK_FAILS),
    TestCard("4000000000000044", "avsUnchecked", behaviour=_B.ADDRESS_UNCHECKED),
    TestCard("4000000000007726", "pendingRefund", behaviour=_B.REFUND_SUCCEEDS_LATER),
    TestCard("4000000000005126", "refundFail", behaviour=_B.REFUND_FAILS_LATER),
    TestCard("4000000000000259", "createDispute", behaviour=_B.DISPUTED_AS_FRAUD),
    TestCard("4000000000002685", "createDisputeProductNotReceived",
             behaviour=_B.DISPUTED_NOT_RECEIVED),
    TestCard("4000000000001976", "createDisputeInquiry", behaviour=_B.INQUIRED),
)  # fmt: skip


def by_token(token: str) -> TestCard | None:
    """The card of `pm_card_…` or `tok_…`; Stripe writes some of them with `visa_` before."""
    for prefix in ("pm_card_", "tok_"):
        if token.startswith(prefix):
            name = token.removeprefix(prefix)
            names = (name, name.removeprefix("visa_"))
            return next((card for card in TEST_CARDS if card.token in names), None)
    return None


def by_number(number: str) -> TestCard | None:
    return next((card for card in TEST_CARDS if card.number == number), None)


def passes_luhn(number: str) -> bool:
    """The check digit of every card number."""
    digits = [int(d) for d in reversed(number)]
    doubled = (d * 2 - 9 if d > 4 else d * 2 for d in digits[1::2])
    return len(digits) >= 12 and (sum(digits[::2]) + sum(doubled)) % 10 == 0


def fingerprint(number: str, key: bytes) -> str:
    """The same for the same number in one data file, and no way back to the number."""
    return hmac.new(key, number.encode(), hashlib.sha256).hexdigest()[:16]


def judge(
    behaviour: Behaviour,
    *,
    off_session: bool,
    set_up: bool,
    authenticated: bool,
    expired: bool,
    asked_for: bool = False,
) -> Verdict:
    """What the bank says to a charge.

    `set_up`: once authenticated for charges while absent. `asked_for`: the shop wants the customer
    authenticated (`request_three_d_secure`), which cards without it simply pass.
    """
    if expired:
        return EXPIRED
    if behaviour in _DECLINES:
        return _DECLINES[behaviour]
    can = behaviour in _AUTHENTICATES or behaviour is Behaviour.AUTHENTICATES_WHEN_ASKED
    must = behaviour in _AUTHENTICATES and not (off_session and _excused(behaviour, set_up=set_up))
    if not (must or (can and asked_for)):
        return Approval.PLAIN
    if not authenticated:
        return Challenge.REQUIRED
    return _AFTER_AUTHENTICATION.get(behaviour, Approval.AUTHENTICATED)


def _excused(behaviour: Behaviour, *, set_up: bool) -> bool:
    if behaviour is Behaviour.ALREADY_SET_UP:
        return True
    return behaviour is Behaviour.AUTHENTICATES_UNLESS_SET_UP and set_up


def refused_on_attach(behaviour: Behaviour) -> Decline | None:
    """Attaching checks the card with its bank; two kinds of test card fail only when charged."""
    if behaviour in (Behaviour.DECLINED_AFTER_ATTACHING, Behaviour.BLOCKED):
        return None
    return _DECLINES.get(behaviour)


def checks(behaviour: Behaviour) -> Checks:
    """The bank's checks of what was typed beside the number, whatever becomes of the charge."""
    return _CHECKS.get(behaviour, Checks())
