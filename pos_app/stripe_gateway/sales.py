"""Sales noted at Stripe, in the metadata of the customers who owe for them."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from pos_app.customers.model import Customer
from pos_app.kernel.errors import RemoteRefused
from pos_app.kernel.ids import CustomerId, PaymentIntentId
from pos_app.sales.ports import Noted
from pos_app.stripe_gateway import accounts, mapping, owners
from pos_app.stripe_gateway.client import Caller, Reply
from pos_app.stripe_gateway.listing import every
from pos_app.stripe_gateway.refunds import snapshot

if TYPE_CHECKING:
    from stripe.params import CustomerModifyParams, RefundListParams

_CUSTOMERS: Final = "/v1/customers"
_REFUNDS: Final = "/v1/refunds"
_GIVEN_BACK: Final = frozenset({"succeeded", "pending", "requires_action"})
_MOST_PAGES: Final = 20


class SaleCalls:
    """Implements sales.ports.SaleNotes, with CustomerCalls."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    async def read_noted(self, customer_id: CustomerId) -> Noted | None:
        if owners.is_account(customer_id):
            return await accounts.noted(self._caller, customer_id)
        path = f"{_CUSTOMERS}/{mapping.identifier(customer_id)}"
        try:
            reply = mapping.about(await self._caller.get(path), customer_id)
        except RemoteRefused as refusal:
            if refusal.code == "resource_missing":
                return None
            raise
        if reply.data.get("deleted") is True:
            return None
        try:
            return Noted(_customer(reply), frozenset(mapping.metadata(reply.data)))
        except mapping.Malformed as error:
            raise mapping.nonsense(reply) from error

    async def write_sales(
        self, customer_id: CustomerId, notes: Mapping[str, str], key: str
    ) -> Customer:
        """Other keys stay as they are: Stripe merges metadata, for accounts too."""
        if owners.is_account(customer_id):
            return await accounts.change(self._caller, customer_id, notes, key)
        given: CustomerModifyParams = {"metadata": dict(notes)}
        path = f"{_CUSTOMERS}/{mapping.identifier(customer_id)}"
        return _customer(mapping.about(await self._caller.post(path, given, key), customer_id))

    async def given_back(self, intent_id: PaymentIntentId) -> int:
        given: RefundListParams = {"payment_intent": intent_id}
        found = await every(self._caller, _REFUNDS, given, snapshot, 0, _MOST_PAGES)
        return sum(one.amount.amount_minor for one in found if one.status in _GIVEN_BACK)


def _customer(reply: Reply) -> Customer:
    try:
        return mapping.customer(mapping.read_reply(reply, "customer"))
    except mapping.Malformed as error:
        raise mapping.nonsense(reply) from error
