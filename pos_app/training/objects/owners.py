"""Whose something is: a Customer's, or an Account's with a customer configuration.

`customer_account` stands wherever Stripe takes `customer`, and never beside it (the SDK's
parameter docstrings; STRIPE-FACTS.md).
"""

from dataclasses import dataclass
from typing import Literal

from pos_app.training.records.kinds import ACCOUNT, CUSTOMER
from pos_app.training.records.work import Work
from pos_app.training.wire.errors import Body, invalid

FIELDS = ("customer", "customer_account")


@dataclass(frozen=True)
class Owner:
    """`field` is the name an object keeps the `id` under."""

    field: Literal["customer", "customer_account"]
    id: str

    def fields(self) -> Body:
        """Both fields of an object that is this owner's."""
        return {**NOBODY, self.field: self.id}


NOBODY: Body = dict.fromkeys(FIELDS)
"""Both fields of an object that is nobody's."""


def of(body: Body) -> Owner | None:
    """Whose an object is."""
    if body["customer"] is not None:
        return Owner("customer", body["customer"])
    if body["customer_account"] is not None:
        return Owner("customer_account", body["customer_account"])
    return None


def given(work: Work, params: Body) -> Owner | None:
    """The owner a request names, who is there and was not deleted or closed.

    Raises StripeError (400): both named, or resource_missing.
    """
    if params.get("customer") and params.get("customer_account"):
        message = "You may only specify one of these parameters: customer, customer_account."
        raise invalid(message, param="customer_account")
    if params.get("customer"):
        return Owner("customer", str(customer(work, params["customer"])["id"]))
    if params.get("customer_account"):
        return Owner("customer_account", str(account(work, params["customer_account"])["id"]))
    return None


def record(work: Work, owner: Owner) -> Body:
    """The Customer or the Account itself; a deleted customer is only its id."""
    return work.load(CUSTOMER if owner.field == "customer" else ACCOUNT, owner.id)


def customer(work: Work, identifier: str, *, status: int = 400, param: str = "customer") -> Body:
    """A customer who was not deleted. Raises StripeError resource_missing."""
    body = work.get(CUSTOMER, identifier, param=param, status=status)
    if body.get("deleted"):
        message = f"No such customer: '{identifier}'; the customer was deleted"
        raise invalid(message, code="resource_missing", param=param, status=status)
    return body


def account(
    work: Work, identifier: str, *, status: int = 400, param: str = "customer_account"
) -> Body:
    """An open account that is configured as a customer. Raises StripeError (400)."""
    body = work.get(ACCOUNT, identifier, param=param, status=status)
    if body["closed"] or "customer" not in body["applied_configurations"]:
        message = f"The account '{identifier}' can't be used as a customer."
        raise invalid(message, code="resource_missing", param=param, status=status)
    return body
