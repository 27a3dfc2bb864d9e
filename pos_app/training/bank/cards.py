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
    DECLINED_AFTER_ATTACHING = "declined_after_attaching"
    GENERIC_DECLINE = "generic_decline"
    INSUFFICIENT_FUNDS = "insufficient_funds"
    STOLEN_CARD = "stolen_card"
    EXPIRED_CARD = "expired_card"
    INCORRECT_CVC = "incorrect_cvc"
    LOST_CARD = "lost_card"
    PROCESSING_ERROR = "processing_error"


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
    """Why a card was refused, in Stripe's words; `network_code` is the bank's."""

    code: str
    decline_code: str
    message: str
    advice_code: str | None
    network_code: str | None = None


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
}  # fmt: skip

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
)  # fmt: skip


def by_token(token: str) -> TestCard | None:
    """The card of `pm_card_…` or `tok_…`."""
    for prefix in ("pm_card_", "tok_"):
        if token.startswith(prefix):
            name = token.removeprefix(prefix)
            return next((card for card in TEST_CARDS if card.token == name), None)
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
    behaviour: Behaviour, *, off_session: bool, set_up: bool, authenticated: bool, expired: bool
) -> Verdict:
    """What the bank says to a charge. `set_up`: once authenticated for charges while absent."""
    if expired:
        return EXPIRED
    if behaviour in _DECLINES:
        return _DECLINES[behaviour]
    if behaviour is Behaviour.SUCCEEDS:
        return Approval.PLAIN
    if authenticated:
        declines = behaviour is Behaviour.AUTHENTICATES_THEN_DECLINES
        return INSUFFICIENT if declines else Approval.AUTHENTICATED
    if off_session and _excused(behaviour, set_up=set_up):
        return Approval.PLAIN
    return Challenge.REQUIRED


def _excused(behaviour: Behaviour, *, set_up: bool) -> bool:
    if behaviour is Behaviour.ALREADY_SET_UP:
        return True
    return behaviour is Behaviour.AUTHENTICATES_UNLESS_SET_UP and set_up


def refused_on_attach(behaviour: Behaviour) -> Decline | None:
    """Attaching checks the card with its bank; one test card fails only when charged."""
    if behaviour is Behaviour.DECLINED_AFTER_ATTACHING:
        return None
    return _DECLINES.get(behaviour)
