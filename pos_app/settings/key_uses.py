"""What each thing that is done at a till needs of its key: the one place that says so."""

from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum
from typing import Final

from pos_app.settings.permissions import Finding, Need, missing


class Use(StrEnum):
    """Something a person does that Stripe has to allow the key."""

    TAKE_PAYMENT = "take_payment"
    """Have a customer pay on a page: here, by link or by code."""
    CHARGE_CARD = "charge_card"
    HOLD = "hold"
    """Take what is held, let it go, or hold it again."""
    REFUND = "refund"
    REMOVE_CARD = "remove_card"
    SHOW_CARD = "show_card"
    """Show a saved card at its customer's next payment, or no longer."""
    DEFAULT_CARD = "default_card"
    WRITE_CUSTOMER = "write_customer"
    """Add, change, merge or import."""
    ANSWER_DISPUTE = "answer_dispute"
    SAVE_ALONE = "save_alone"
    """Save a card on a page by which nothing is paid."""
    ERASE_CUSTOMER = "erase_customer"
    """Only once it was seen that none of their money is open or disputed."""


_INTENTS: Final = ("payment_intent_read", "payment_intent_write")
_SESSIONS: Final = ("checkout_session_read", "checkout_session_write")
_CUSTOMERS: Final = ("customer_read", "customer_write", "v2_account_read", "v2_account_write")
NEEDED: Final[Mapping[Use, Sequence[str]]] = {
    Use.TAKE_PAYMENT: (*_SESSIONS, *_INTENTS, "customer_read"),
    Use.CHARGE_CARD: ("payment_method_read", *_INTENTS, "customer_read"),
    Use.HOLD: _INTENTS,
    Use.REFUND: ("refund_read", "refund_write", "payment_intent_read", "charge_read"),
    Use.REMOVE_CARD: ("payment_method_read", "payment_method_write"),
    Use.SHOW_CARD: ("payment_method_read", "payment_method_write"),
    Use.DEFAULT_CARD: ("payment_method_read", "customer_write"),
    Use.WRITE_CUSTOMER: _CUSTOMERS,
    Use.ANSWER_DISPUTE: ("dispute_read", "dispute_write", "file_write"),
    Use.SAVE_ALONE: (*_SESSIONS, "setup_intent_read", "payment_method_read"),
    Use.ERASE_CUSTOMER: (*_CUSTOMERS, "payment_intent_read", "charge_read", "dispute_read"),
}
"""By the names that Stripe's 403 gives. Those of accounts (v2) are asked about only where customers
are accounts, and so are found missing only there."""
LESSENED: Final[frozenset[str]] = frozenset(
    {"event_read", "redaction_job_read", "redaction_job_write"}
)
"""Without these everything can still be done, and some of it shows less; a customer is erased all
the same, and what Stripe would redact is left to somebody."""


def lacked(use: Use, findings: Collection[Finding]) -> Sequence[Need]:
    """What is certainly missing for it, what matters most first; nothing where it can be done, or
    where Stripe's answers didn't tell."""
    return [need for need in missing([*findings]) if need.name in NEEDED[use]]
