"""Identifiers, each its own type, and how the till makes its own."""

from collections.abc import Callable
from typing import NewType

CustomerId = NewType("CustomerId", str)
"""A Stripe customer (`cus_…`) or, with Accounts v2, an account (`acct_…`)."""
PaymentMethodId = NewType("PaymentMethodId", str)
PaymentIntentId = NewType("PaymentIntentId", str)
SessionId = NewType("SessionId", str)
SaleId = NewType("SaleId", str)
ItemId = NewType("ItemId", str)
"""One amount owed within a sale: the obligation that at most one payment may settle."""
AttemptId = NewType("AttemptId", str)
OperationId = NewType("OperationId", str)
"""A refund, or the end of a hold, that this till asked for."""
RefundId = NewType("RefundId", str)
DisputeId = NewType("DisputeId", str)
AgreementId = NewType("AgreementId", str)
"""What a customer agreed to: a card charged later, or only shown again."""
TillId = NewType("TillId", str)


def is_account(customer_id: str) -> bool:
    """Whether a customer is an account."""
    return customer_id.startswith("acct_")


Randomness = Callable[[int], bytes]
"""Gives that many random bytes; `secrets.token_bytes` in the till, a seeded one in tests."""

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"


def new_id(prefix: str, randomness: Randomness) -> str:
    """`prefix_` and 16 characters (80 random bits) that survive being read aloud."""
    number = int.from_bytes(randomness(10), "big")
    characters = []
    for _ in range(16):
        number, digit = divmod(number, 32)
        characters.append(_ALPHABET[digit])
    return f"{prefix}_{''.join(characters)}"
