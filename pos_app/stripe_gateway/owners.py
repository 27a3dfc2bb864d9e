"""Whose something is: a Customer's (`cus_…`), or an account's with a customer configuration.

`customer_account` (Accounts v2, `acct_…`) stands wherever Stripe takes `customer`, and never
beside it (the SDK's docstrings of each `customer_account` parameter; STRIPE-FACTS.md).
"""

from typing import Any

from pos_app.kernel.ids import is_account

__all__ = ["is_account", "whose"]


def whose(customer_id: str) -> Any:
    """The one field that names this customer, to be put among any request's parameters.

    Any: each request's parameters are a type of their own in the SDK, and all have both fields.
    """
    return {"customer_account" if is_account(customer_id) else "customer": customer_id}
