"""Customers and their cards: requests and replies."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from pos_app.customers.model import TAG_SEPARATOR, Customer, CustomerDraft, SavedCard
from pos_app.customers.ports import CustomerPage
from pos_app.kernel.errors import RemoteRefused
from pos_app.kernel.ids import CustomerId
from pos_app.stripe_gateway import accounts, mapping, owners
from pos_app.stripe_gateway.client import Caller, Reply

if TYPE_CHECKING:
    from stripe.params import CustomerCreateParams, CustomerModifyParams, CustomerSearchParams

_PAGE: Final = 100
_FIELDS: Final = {"name": "name", "email": "email", "phone": "phone", "note": "description"}
"""Of a draft, at Stripe."""
_FOUND: Final = 20
_MOST_CLAUSES: Final = 10
_MOST_CARD_PAGES: Final = 5


class CustomerCalls:
    """Implements customers.ports.CustomerGateway."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller
        self._as_accounts = False

    async def create_customer(self, draft: CustomerDraft, key: str) -> Customer:
        if self._as_accounts:
            return await accounts.create(self._caller, asdict(draft), key)
        given: CustomerCreateParams = {}
        if draft.name:
            given["name"] = draft.name
        if draft.email:
            given["email"] = draft.email
        if draft.phone:
            given["phone"] = draft.phone
        if draft.note:
            given["description"] = draft.note
        if draft.language:
            given["preferred_locales"] = [draft.language]
        if draft.postcode:
            given["address"] = {"postal_code": draft.postcode}
        noted = {name: value for name, value in _noted(draft).items() if value}
        if noted:
            given["metadata"] = noted
        return _customer(await self._caller.post("/v1/customers", given, key))

    async def update_customer(
        self, customer_id: CustomerId, draft: CustomerDraft, key: str,
        before: CustomerDraft | None = None,
    ) -> Customer:  # fmt: skip
        """Asks first what Stripe holds: whether a part of an address replaces all of it is not
        documented, and one language would replace a list. So an address goes only when its
        postcode changed, and then with its other lines as they are; another language goes first
        in the list.
        """
        meant = _meant(draft, before)
        if owners.is_account(customer_id):
            return await accounts.change(self._caller, customer_id, meant, key)
        path = f"/v1/customers/{mapping.identifier(customer_id)}"
        held = mapping.about(await self._caller.get(path), customer_id).data
        given: dict[str, Any] = {
            field: meant[name] for name, field in _FIELDS.items() if name in meant
        }
        if noted := {name: value for name, value in _noted(draft).items() if name in meant}:
            given["metadata"] = noted
        address = mapping.address_lines(held)
        if "postcode" in meant and address.get("postal_code", "") != draft.postcode:
            given["address"] = {**address, "postal_code": draft.postcode}
        locales = mapping.locales(held)
        if "language" in meant and [draft.language] != [mapping.spoken(one) for one in locales[:1]]:
            same = [one for one in locales if mapping.spoken(one) == draft.language]
            others = [one for one in locales if one not in same]
            given["preferred_locales"] = [*(same or [draft.language]), *others]
        return _customer(mapping.about(await self._caller.post(path, given, key), customer_id))

    async def link_customer(
        self, customer_id: CustomerId, to: CustomerId | None, key: str
    ) -> Customer:
        if owners.is_account(customer_id):
            return await accounts.change(self._caller, customer_id, {"linked_to": to}, key)
        path = f"/v1/customers/{mapping.identifier(customer_id)}"
        given: CustomerModifyParams = {"metadata": {"linked_to": to or ""}}
        return _customer(mapping.about(await self._caller.post(path, given, key), customer_id))

    async def retrieve_customer(
        self, customer_id: CustomerId, *, background: bool = False
    ) -> Customer | None:
        if owners.is_account(customer_id):
            return await accounts.retrieve(self._caller, customer_id, background=background)
        path = f"/v1/customers/{mapping.identifier(customer_id)}"
        try:
            reply = mapping.about(await self._caller.get(path, background=background), customer_id)
        except RemoteRefused as refusal:
            if refusal.code == "resource_missing":
                return None
            raise
        return None if reply.data.get("deleted") is True else _customer(reply)

    async def delete_customer(self, customer_id: CustomerId) -> None:
        """With the cards saved for it; payments stay (docs.stripe.com/api/customers/delete). An
        account is closed instead. What makes payments unreadable is `RedactionCalls`."""
        if owners.is_account(customer_id):
            await accounts.close(self._caller, customer_id, f"close-{customer_id}")
            return
        path = f"/v1/customers/{mapping.identifier(customer_id)}"
        try:
            reply = mapping.about(await self._caller.delete(path), customer_id)
        except RemoteRefused as refusal:
            if refusal.code == "resource_missing":
                return
            raise
        if reply.data.get("deleted") is not True:
            raise mapping.nonsense(reply)

    async def customers_with_email(self, email: str) -> Sequence[Customer]:
        reply = await self._caller.get("/v1/customers", {"email": email, "limit": _FOUND})
        return _found(reply, "list")

    async def search_phone(self, written: Sequence[str]) -> Sequence[Customer]:
        clauses = " OR ".join(f'phone:"{_quoted(one)}"' for one in written[:_MOST_CLAUSES])
        given: CustomerSearchParams = {"query": clauses, "limit": _FOUND}
        return _found(await self._caller.get("/v1/customers/search", given), "search_result")

    async def list_customers(self, after: CustomerId | None) -> CustomerPage:
        if self._as_accounts and after is None:
            return CustomerPage(await accounts.newest(self._caller), more=False)
        reply = await self._page("/v1/customers", {}, after)
        try:
            found, more = mapping.rows(reply)
            return CustomerPage([mapping.customer(row) for row in found], more)
        except mapping.Malformed as error:
            raise mapping.nonsense(reply) from error

    async def list_cards(
        self, customer_id: CustomerId, *, background: bool = False
    ) -> Sequence[SavedCard]:
        path = f"/v1/customers/{mapping.identifier(customer_id)}/payment_methods"
        given: dict[str, Any] = {"type": "card"}
        if owners.is_account(customer_id):
            path, given = "/v1/payment_methods", {**given, **owners.whose(customer_id)}
        cards: list[SavedCard] = []
        after: str | None = None
        for _ in range(_MOST_CARD_PAGES):
            reply = await self._page(path, given, after, background=background)
            try:
                found, more = mapping.rows(reply)
                read = [mapping.saved_card(row, customer_id) for row in found]
            except mapping.Malformed as error:
                raise mapping.nonsense(reply) from error
            cards.extend(card for card in read if card is not None)
            if not more or not found:
                break
            after = str(found[-1]["id"])
        return sorted(cards, key=lambda card: card.created_at, reverse=True)

    async def _page(
        self, path: str, given: dict[str, Any], after: str | None, *, background: bool = False
    ) -> Reply:
        following = {} if after is None else {"starting_after": after}
        asked = {**given, "limit": _PAGE, **following}
        return await self._caller.get(path, asked, background=background)


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _found(reply: Reply, wanted: str) -> list[Customer]:
    try:
        rows, _ = mapping.rows(reply, wanted)
        return [mapping.customer(row) for row in rows]
    except mapping.Malformed as error:
        raise mapping.nonsense(reply) from error


def _meant(draft: CustomerDraft, before: CustomerDraft | None) -> dict[str, Any]:
    """The fields somebody changed, by the draft's names; an unset language is none."""
    was = asdict(before) if before else {}
    values = {name: value for name, value in asdict(draft).items() if was.get(name) != value}
    if not draft.language:
        values.pop("language", None)
    return values


def _noted(draft: CustomerDraft) -> dict[str, str]:
    """What Stripe has no field for. It keeps the keys that aren't named here, and drops one that
    becomes empty."""
    return {"number": draft.number, "tags": TAG_SEPARATOR.join(draft.tags)}


def _customer(reply: Reply) -> Customer:
    try:
        return mapping.customer(mapping.read_reply(reply, "customer"))
    except mapping.Malformed as error:
        raise mapping.nonsense(reply) from error
