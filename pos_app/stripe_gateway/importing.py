"""Customers made and completed from a file. Their metadata say which row they came from, so that
one whose reply was lost is found again, whenever that is asked."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any, Final

from pos_app.customers.model import TAG_SEPARATOR, Customer, CustomerDraft
from pos_app.kernel.clock import to_timestamp
from pos_app.kernel.ids import CustomerId
from pos_app.stripe_gateway import accounts, mapping, owners
from pos_app.stripe_gateway.client import Caller, Reply
from pos_app.stripe_gateway.listing import every

MARK: Final = "import"
_MOST_PAGES: Final = 2_000


class ImportCalls:
    """Implements customers.importing.ports.ImportGateway but for what CustomerCalls has."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    async def create_imported(self, draft: CustomerDraft, mark: str, key: str) -> Customer:
        return _customer(await self._caller.post("/v1/customers", _given(asdict(draft), mark), key))

    async def fill_customer(
        self, customer_id: CustomerId, values: Mapping[str, object], key: str
    ) -> Customer:
        if owners.is_account(customer_id):
            return await accounts.change(self._caller, customer_id, values, key)
        path = f"/v1/customers/{mapping.identifier(customer_id)}"
        given = _given(values, "")
        if "address" in given or "preferred_locales" in given:
            held = mapping.about(await self._caller.get(path), customer_id).data
            if "address" in given:
                # Whether a part of an address replaces all of it is not documented.
                given["address"] = {**mapping.address_lines(held), **given["address"]}
            if mapping.locales(held):
                given.pop("preferred_locales", None)  # one that the till has no word for
        if not given:
            return _customer(mapping.about(await self._caller.get(path), customer_id))
        return _customer(mapping.about(await self._caller.post(path, given, key), customer_id))

    async def marked_customers(
        self, import_id: str, since: datetime, until: datetime
    ) -> Mapping[str, Customer]:
        created = {"gte": to_timestamp(since), "lte": to_timestamp(until)}
        found = await every(
            self._caller, "/v1/customers", {"created": created}, _marked, 0, _MOST_PAGES
        )
        return {mark: customer for mark, customer in found if mark.startswith(f"{import_id}:")}


def _given(values: Mapping[str, object], mark: str) -> dict[str, Any]:
    """Fields of a CustomerDraft as Stripe's parameters; empty ones are left out."""
    names = {"name": "name", "email": "email", "phone": "phone", "note": "description"}
    given: dict[str, Any] = {
        theirs: values[ours] for ours, theirs in names.items() if values.get(ours)
    }
    if values.get("language"):
        given["preferred_locales"] = [values["language"]]
    if values.get("postcode"):
        given["address"] = {"postal_code": values["postcode"]}
    tags = values.get("tags") or ()
    noted = {
        MARK: mark,
        "number": values.get("number"),
        "tags": TAG_SEPARATOR.join(tags) if isinstance(tags, tuple) else "",
    }
    if metadata := {name: value for name, value in noted.items() if value}:
        given["metadata"] = metadata
    return given


def _marked(row: mapping.Json) -> tuple[str, Customer]:
    noted = row.get("metadata")
    mark = noted.get(MARK) if isinstance(noted, Mapping) else None
    return (mark if isinstance(mark, str) else ""), mapping.customer(row)


def _customer(reply: Reply) -> Customer:
    try:
        return mapping.customer(mapping.read_reply(reply, "customer"))
    except mapping.Malformed as error:
        raise mapping.nonsense(reply) from error
