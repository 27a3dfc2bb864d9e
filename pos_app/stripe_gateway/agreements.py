"""Agreements noted at Stripe, on the PaymentIntents they were given with or the cards they
are about, and the mark on the customer that tells other tills of it."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final, cast

from pos_app.consent.ports import NotedIntent
from pos_app.kernel.ids import CustomerId, PaymentIntentId, PaymentMethodId
from pos_app.payments.details import charge_of
from pos_app.stripe_gateway import accounts, mapping, owners
from pos_app.stripe_gateway.client import Caller
from pos_app.stripe_gateway.listing import every

if TYPE_CHECKING:
    from stripe.params import (
        CustomerModifyParams,
        PaymentIntentModifyParams,
        PaymentMethodModifyParams,
    )

_PATH: Final = "/v1/payment_intents"
_CARDS: Final = "/v1/payment_methods"
_MOST_PAGES: Final = 100


class AgreementCalls:
    """Implements consent.ports.AgreementNotes."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    async def note_on_intent(
        self, intent_id: PaymentIntentId, notes: Mapping[str, str], key: str
    ) -> None:
        given: PaymentIntentModifyParams = {"metadata": dict(notes)}
        path = f"{_PATH}/{mapping.identifier(intent_id)}"
        mapping.about(await self._caller.post(path, given, key), intent_id)

    async def note_on_card(self, card: PaymentMethodId, notes: Mapping[str, str], key: str) -> None:
        given: PaymentMethodModifyParams = {"metadata": dict(notes)}
        path = f"{_CARDS}/{mapping.identifier(card)}"
        mapping.about(await self._caller.post(path, given, key), card)

    async def notes_on_cards(
        self, customer_id: CustomerId
    ) -> Sequence[tuple[PaymentMethodId, Mapping[str, str]]]:
        """Raises RemoteUnknown rather than stop short."""
        wanted = cast("dict[str, object]", {"type": "card", **owners.whose(customer_id)})
        return await every(self._caller, _CARDS, wanted, _noted_on_card, 0, _MOST_PAGES)

    async def mark_customer(self, customer_id: CustomerId, mark: str, key: str) -> None:
        """Other keys stay as they are: Stripe merges metadata, for accounts too."""
        noted = {mapping.AGREEMENTS_MARK: mark}
        if owners.is_account(customer_id):
            await accounts.change(self._caller, customer_id, noted, key)
            return
        given: CustomerModifyParams = {"metadata": noted}
        path = f"/v1/customers/{mapping.identifier(customer_id)}"
        mapping.about(await self._caller.post(path, given, key), customer_id)

    async def notes_on_intents(self, customer_id: CustomerId) -> Sequence[NotedIntent]:
        """Raises RemoteUnknown rather than stop short."""
        wanted = cast("dict[str, object]", owners.whose(customer_id))
        found = await every(self._caller, _PATH, wanted, _noted, 0, _MOST_PAGES)
        return found[::-1]


def _noted(data: mapping.Json) -> NotedIntent:
    intent = mapping.intent(data)
    return NotedIntent(intent.id, mapping.metadata(data), charge_of(intent))


def _noted_on_card(data: mapping.Json) -> tuple[PaymentMethodId, Mapping[str, str]]:
    return PaymentMethodId(mapping.text(data, "id")), mapping.metadata(data)
