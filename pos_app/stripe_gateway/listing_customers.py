"""The list of all customers as pages that a thread reads: the first fill asks for thousands."""

import json
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

from pos_app.kernel.errors import RemoteUnknown
from pos_app.stripe_gateway import mapping
from pos_app.stripe_gateway.client import Caller, Reply, Unread
from pos_app.sync.ports import ListedPage

if TYPE_CHECKING:
    from stripe.params import CustomerListParams

_PAGE: Final = 100
_CUSTOMERS: Final = "/v1/customers"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class CustomersPage:
    """Implements sync.ports.UnreadPage; `after` is where it was to begin."""

    unread: Unread
    after: str | None = None

    def read(self) -> ListedPage:
        reply = parsed(self.unread)
        try:
            found, more = mapping.rows(reply)
            customers = [mapping.customer(row) for row in found]
            if more and any(one.id == self.after for one in customers):
                raise mapping.Malformed("the same page again")
        except mapping.Malformed as error:
            raise mapping.nonsense(reply) from error
        return ListedPage(customers, customers[-1].id if more and customers else None)


class CustomerPages:
    """Implements sync.ports.CustomerListing."""

    by_time: Final = True

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    @property
    def at_once(self) -> int:
        return self._caller.pace.at_once

    async def list_page(self, since: int, until: int | None, after: str | None) -> CustomersPage:
        return await self.in_turn(lambda: self.ask(since, until, after))

    async def in_turn(self, ask: Callable[[], Awaitable[T]]) -> T:
        """Somebody's way of asking for a page: when its turn comes, and again if need be."""
        return await self._caller.in_turn(_CUSTOMERS, ask)

    async def ask(self, since: int, until: int | None, after: str | None) -> CustomersPage:
        """One try, at once: for whoever keeps to the pace and repeats."""
        given: CustomerListParams = {"limit": _PAGE}
        if since:
            given["created"] = {"gte": since}
        if until is not None:
            given["created"] = {"gte": since, "lt": until} if since else {"lt": until}
        if after is not None:
            given["starting_after"] = after
        return CustomersPage(await self._caller.get_unread(_CUSTOMERS, given), after)

    def hear(self, answer: object, refusals: Iterable[float | None]) -> None:
        """See `Caller.hear`."""
        self._caller.hear(answer, refusals)

    async def rest(self) -> None:
        """Nothing to give back."""


def parsed(unread: Unread) -> Reply:
    """Raises RemoteUnknown for what is no JSON object."""
    try:
        data = json.loads(unread.body)
    except (ValueError, RecursionError) as error:
        raise RemoteUnknown("remote.nonsense", request_id=unread.request_id) from error
    if not isinstance(data, dict):
        raise RemoteUnknown("remote.nonsense", request_id=unread.request_id)
    return Reply(data, unread.request_id)
