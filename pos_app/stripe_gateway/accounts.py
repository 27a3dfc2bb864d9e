"""Customers who are accounts (Accounts v2, `acct_…`): the list and the events of the v2 API.

Its events name the account that changed and don't show it; its lists have no time but page
addresses, and events are asked for by time. What Stripe has no field for is in the metadata, as
with other customers; so are language, note and postcode, which lists of accounts don't show: a
customer must look the same from a list and alone.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

from pos_app.customers.model import TAG_SEPARATOR, Customer
from pos_app.kernel.errors import RemoteRefused
from pos_app.kernel.ids import CustomerId, PaymentMethodId
from pos_app.sales.metadata import notes_text
from pos_app.sales.ports import Noted
from pos_app.stripe_gateway import mapping
from pos_app.stripe_gateway.client import Caller, Reply, Unread
from pos_app.stripe_gateway.events import MOST_PAGES, too_many
from pos_app.stripe_gateway.listing_customers import parsed
from pos_app.stripe_gateway.mapping import Json
from pos_app.sync.ports import (
    CustomerDeleted,
    CustomerTouched,
    FeedEvent,
    FeedPage,
    FeedStart,
    ListedPage,
)

_PAGE: Final = 100
_ACCOUNTS: Final = "/v2/core/accounts"
_EVENTS: Final = "/v2/core/events"
_CLOSED: Final = "v2.core.account.closed"
TYPES: Final = (
    "v2.core.account.created",
    "v2.core.account.updated",
    "v2.core.account[configuration.customer].updated",
    _CLOSED,
)
_KEPT: Final = timedelta(days=29)
"""A day less than Stripe keeps events."""
_CONFIGURATION: Final = "configuration.customer"
_MISSING: Final = frozenset({"resource_missing", "not_found"})
_FIELDS: Final = {"name": "display_name", "email": "contact_email", "phone": "contact_phone"}
_TIME: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


async def retrieve(caller: Caller, account: CustomerId, *, background: bool) -> Customer | None:
    """None when it is closed, no customer any more, or never was."""
    found = await _retrieved(caller, account, background=background)
    return found[0] if found is not None else None


async def noted(caller: Caller, account: CustomerId) -> Noted | None:
    """As `retrieve`, with the names of all that is noted there."""
    found = await _retrieved(caller, account, background=False)
    return Noted(found[0], frozenset(found[1].get("metadata") or ())) if found else None


async def _retrieved(
    caller: Caller, account: CustomerId, *, background: bool
) -> tuple[Customer, Json] | None:
    path = f"{_ACCOUNTS}/{mapping.identifier(account)}"
    try:
        reply = mapping.about(await caller.get(path, background=background), account)
    except RemoteRefused as refusal:
        if refusal.code in _MISSING:
            return None
        raise
    try:
        data = mapping.read_reply(reply, "v2.core.account")
        applied = data.get("applied_configurations") or []
        if not isinstance(applied, list):
            raise mapping.Malformed("applied_configurations")
        configured = "customer" in applied
        if not configured or data.get("closed") is True:
            return None
        return _customer(data), data
    except mapping.Malformed as error:
        raise mapping.nonsense(reply) from error


async def change(
    caller: Caller, account: CustomerId, values: Mapping[str, object], key: str
) -> Customer:
    """Set these fields of a Customer, and no others; an empty one is emptied.

    The v1 API knows no such customer: asked there, Stripe would say that it is deleted.
    """
    path = f"{_ACCOUNTS}/{mapping.identifier(account)}"
    try:
        reply = mapping.about(await caller.post(path, _given(values), key), account)
    except RemoteRefused as refusal:
        if refusal.code in _MISSING:
            raise RemoteRefused(
                refusal.key, code="resource_missing", param=None, request_id=refusal.request_id
            ) from refusal
        raise
    return _in(reply)


async def close(caller: Caller, account: CustomerId, key: str) -> None:
    """Nothing happens to one that is closed already, or never was. Every configuration it has is
    named, as Stripe demands (docs.stripe.com/api/v2/core/accounts/close)."""
    path = f"{_ACCOUNTS}/{mapping.identifier(account)}"
    try:
        held = mapping.about(await caller.get(path), account).data
        if held.get("closed") is True:
            return
        given = {"applied_configurations": held.get("applied_configurations") or []}
        reply = mapping.about(await caller.post(f"{path}/close", given, key), account)
    except RemoteRefused as refusal:
        if refusal.code in _MISSING:
            return
        raise
    if reply.data.get("closed") is not True:
        raise mapping.nonsense(reply)


async def create(caller: Caller, values: Mapping[str, object], key: str) -> Customer:
    """A new account that is a customer and nothing else, with these fields of a Customer; empty
    ones are left out (docs.stripe.com/api/v2/core/accounts/create)."""
    given = _given({name: value for name, value in values.items() if value})
    configured = {"configuration": {"customer": {}}, "include": [_CONFIGURATION]}
    return _in(await caller.post(_ACCOUNTS, {**given, **configured}, key))


async def newest(caller: Caller) -> Sequence[Customer]:
    """The customers of the first page, in Stripe's order: the newest first."""
    reply = await caller.get(_ACCOUNTS, {"applied_configurations": ["customer"], "limit": _PAGE})
    try:
        return [_customer(row) for row in _rows(reply)[0]]
    except mapping.Malformed as error:
        raise mapping.nonsense(reply) from error


def _given(values: Mapping[str, object]) -> dict[str, Any]:
    given: dict[str, Any] = {}
    noted: dict[str, object] = {}
    for name, value in values.items():
        if name in _FIELDS:
            given[_FIELDS[name]] = value or None
        else:
            noted[name] = (TAG_SEPARATOR.join(value) if isinstance(value, tuple) else value) or None
    return {**given, "metadata": noted} if noted else given


def _in(reply: Reply) -> Customer:
    try:
        return _customer(mapping.read_reply(reply, "v2.core.account"))
    except mapping.Malformed as error:
        raise mapping.nonsense(reply) from error


async def default_card(caller: Caller, account: CustomerId) -> PaymentMethodId | None:
    """The card Stripe charges an account unless told otherwise; None without one, and for an
    account that is gone. Its configuration is shown only when asked for by name."""
    path = f"{_ACCOUNTS}/{mapping.identifier(account)}"
    try:
        asked = {"include": [_CONFIGURATION]}
        reply = mapping.about(await caller.get(path, asked), account)
    except RemoteRefused as refusal:
        if refusal.code in _MISSING:
            return None
        raise
    return _default_in(reply)


async def set_default_card(
    caller: Caller, account: CustomerId, card: PaymentMethodId, key: str
) -> None:
    """Raises RemoteRefused for a card that isn't the account's."""
    path = f"{_ACCOUNTS}/{mapping.identifier(account)}"
    billing = {"default_payment_method": mapping.identifier(card)}
    given = {"configuration": {"customer": {"billing": billing}}, "include": [_CONFIGURATION]}
    mapping.about(await caller.post(path, given, key), account)


def _default_in(reply: Reply) -> PaymentMethodId | None:
    try:
        data = mapping.read_reply(reply, "v2.core.account")
        within: Any = data
        for name in ("configuration", "customer", "billing"):
            within = within.get(name)
            if within is None:
                return None
            if not isinstance(within, Mapping):
                raise mapping.Malformed(name)
        found = mapping.reference(within, "default_payment_method")
    except mapping.Malformed as error:
        raise mapping.nonsense(reply) from error
    return PaymentMethodId(found) if found else None


@dataclass(frozen=True, slots=True)
class AccountsPage:
    """Implements sync.ports.UnreadPage; `after` is where it was to begin."""

    unread: Unread
    after: str | None = None

    def read(self) -> ListedPage:
        reply = parsed(self.unread)
        try:
            found, following = _rows(reply)
            if following is not None and following == self.after:
                raise mapping.Malformed("the same page again")
            return ListedPage([_customer(row) for row in found], following)
        except mapping.Malformed as error:
            raise mapping.nonsense(reply) from error


class AccountPages:
    """Implements sync.ports.CustomerListing: one page leads to the next, and to no other."""

    by_time: Final = False
    at_once: Final = 1

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    async def list_page(
        self,
        since: int,
        until: int | None,
        after: str | None,
    ) -> AccountsPage:
        del since, until  # the v2 list can't be narrowed by time
        given: dict[str, Any] = {"applied_configurations": ["customer"], "limit": _PAGE}
        if after is not None:
            given["page"] = after
        unread = await self._caller.in_turn(
            _ACCOUNTS, lambda: self._caller.get_unread(_ACCOUNTS, given)
        )
        return AccountsPage(unread, after)

    async def rest(self) -> None:
        """Nothing to give back."""


class AccountEvents:
    """Implements sync.ports.EventFeed. A cursor is the time of the newest event seen.

    Events of that second are shown again, since some of them may have been younger; whoever
    takes them knows an event by its id.
    """

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    async def newest(self, types: Sequence[str]) -> FeedStart | None:  # noqa: ARG002 (has its own)
        reply = await self._ask({"types": list(TYPES), "limit": 1})
        events, _ = _read(reply)
        return FeedStart(_written(events[0].created_at), events[0].created_at) if events else None

    async def list_events(self, after: str | None, types: Sequence[str]) -> FeedPage:  # noqa: ARG002
        if after is not None and _time(after) < self._caller.stripe_time() - _KEPT:
            raise RemoteRefused(
                "remote.refused", code="resource_missing", param="created", request_id=None
            )
        given: dict[str, Any] = {"types": list(TYPES), "limit": _PAGE}
        if after is not None:
            given["created"] = {"gte": after}
        newest_first: list[FeedEvent] = []
        for _ in range(MOST_PAGES):
            events, following = _read(await self._ask(given))
            newest_first += events
            if following is None:
                break
            given["page"] = following
        else:
            raise too_many()
        cursor = _written(newest_first[0].created_at) if newest_first else after
        return FeedPage(newest_first[::-1], False, cursor)

    async def _ask(self, given: Mapping[str, Any]) -> Reply:
        return await self._caller.get(_EVENTS, given, background=True)


def _read(reply: Reply) -> tuple[list[FeedEvent], str | None]:
    try:
        rows, following = _rows(reply)
        return [_event(row) for row in rows], following
    except mapping.Malformed as error:
        raise mapping.nonsense(reply) from error


def _event(row: Json) -> FeedEvent:
    kind, related = mapping.text(row, "type"), row.get("related_object")
    if not isinstance(related, Mapping):
        raise mapping.Malformed("related_object")
    who = CustomerId(mapping.identifier(related.get("id")))
    change = CustomerDeleted(who) if kind == _CLOSED else CustomerTouched(who)
    identifier = mapping.identifier(row.get("id"))
    return FeedEvent(identifier, kind, _time(row.get("created")), change)


def _rows(reply: Reply) -> tuple[list[Json], str | None]:
    """A v2 list's objects and the token of the next page."""
    data, address = reply.data.get("data"), reply.data.get("next_page_url")
    if not isinstance(data, list) or not all(isinstance(row, Mapping) for row in data):
        raise mapping.Malformed("list")
    if address is None:
        return data, None
    token = parse_qs(urlsplit(str(address)).query).get("page")
    if not token:
        raise mapping.Malformed("next_page_url")
    return data, token[0]


def _customer(data: Json) -> Customer:
    noted = mapping.metadata(data) if data.get("metadata") is not None else {}
    tags = noted.get("tags", "").split(TAG_SEPARATOR)
    return Customer(
        id=CustomerId(mapping.identifier(data.get("id"))),
        name=mapping.text(data, "display_name"),
        email=mapping.text(data, "contact_email"),
        phone=mapping.text(data, "contact_phone"),
        language=noted.get("language", ""),
        note=noted.get("note", ""),
        created_at=_time(data.get("created")),
        number=noted.get("number", ""),
        postcode=noted.get("postcode", ""),
        tags=tuple(tag for tag in tags if tag),
        linked_to=CustomerId(noted["linked_to"]) if noted.get("linked_to") else None,
        agreements_mark=noted.get(mapping.AGREEMENTS_MARK, ""),
        sale_notes=notes_text(noted) if noted else "",
    )


def _time(value: object) -> datetime:
    """RFC 3339, to the second; raises Malformed."""
    if not isinstance(value, str) or not _TIME.fullmatch(value):
        raise mapping.Malformed("created")
    try:
        moment = datetime.fromisoformat(value)
    except ValueError as error:
        raise mapping.Malformed("created") from error
    return moment.astimezone(UTC).replace(microsecond=0)


def _written(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
