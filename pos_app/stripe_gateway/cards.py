"""One saved card at Stripe: the default one, who may see it again, and its removal."""

from typing import TYPE_CHECKING, Any

from pos_app.customers.model import Redisplay, SavedCard
from pos_app.kernel.errors import RemoteRefused
from pos_app.kernel.ids import CustomerId, PaymentMethodId
from pos_app.stripe_gateway import accounts, mapping, owners
from pos_app.stripe_gateway.client import Caller, Reply

if TYPE_CHECKING:
    from stripe.params import CustomerModifyParams, PaymentMethodModifyParams

_PATH = "/v1/payment_methods"


class CardCalls:
    """Implements customers.ports.CardGateway."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    async def default_card(self, customer_id: CustomerId) -> PaymentMethodId | None:
        if owners.is_account(customer_id):
            return await accounts.default_card(self._caller, customer_id)
        try:
            path = f"/v1/customers/{mapping.identifier(customer_id)}"
            reply = mapping.about(await self._caller.get(path), customer_id)
        except RemoteRefused as refusal:
            if refusal.code == "resource_missing":
                return None
            raise
        if reply.data.get("deleted") is True:
            return None
        try:
            return mapping.customer(mapping.read_reply(reply, "customer")).default_card
        except mapping.Malformed as error:
            raise mapping.nonsense(reply) from error

    async def set_default_card(
        self, customer_id: CustomerId, card: PaymentMethodId, key: str
    ) -> None:
        if owners.is_account(customer_id):
            await accounts.set_default_card(self._caller, customer_id, card, key)
            return
        given: CustomerModifyParams = {"invoice_settings": {"default_payment_method": card}}
        path = f"/v1/customers/{mapping.identifier(customer_id)}"
        mapping.about(await self._caller.post(path, given, key), customer_id)

    async def set_redisplay(
        self, card: PaymentMethodId, redisplay: Redisplay, key: str
    ) -> SavedCard | None:
        given: PaymentMethodModifyParams = {"allow_redisplay": redisplay.value}
        path = f"{_PATH}/{mapping.identifier(card)}"
        return _kept(mapping.about(await self._caller.post(path, given, key), card))

    async def retrieve_card(self, card: PaymentMethodId) -> SavedCard | None:
        try:
            path = f"{_PATH}/{mapping.identifier(card)}"
            return _kept(mapping.about(await self._caller.get(path), card))
        except RemoteRefused as refusal:
            if refusal.code == "resource_missing":
                return None
            raise

    async def detach_card(self, card: PaymentMethodId, key: str) -> None:
        none: dict[str, Any] = {}
        path = f"{_PATH}/{mapping.identifier(card)}/detach"
        mapping.about(await self._caller.post(path, none, key), card)


def _kept(reply: Reply) -> SavedCard | None:
    """None for one that nobody has any more."""
    try:
        data = mapping.read_reply(reply, "payment_method")
        owner = mapping.owner_of(data)
        return mapping.saved_card(data, CustomerId(owner)) if owner is not None else None
    except mapping.Malformed as error:
        raise mapping.nonsense(reply) from error
