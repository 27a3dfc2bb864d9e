"""The event list as a feed, oldest first. Stripe keeps events for 30 days and lists the newest
first; `ending_before` pages forward (STRIPE-FACTS, Limits)."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from pos_app.checkout.links import SessionEnded
from pos_app.kernel.errors import RemoteRefused
from pos_app.kernel.ids import AttemptId, CustomerId, PaymentIntentId, PaymentMethodId
from pos_app.stripe_gateway import mapping
from pos_app.stripe_gateway.client import Caller
from pos_app.stripe_gateway.mapping import Json
from pos_app.sync.ports import (
    CardChanged,
    CardDetached,
    CustomerChanged,
    CustomerDeleted,
    FeedEvent,
    FeedPage,
    FeedStart,
    RefundTold,
)

if TYPE_CHECKING:
    from stripe.params import EventListParams

_PAGE: Final = 100
MOST_PAGES: Final = 200
"""Read back to the oldest event; past that, listing everybody again asks for less."""


class EventCalls:
    """Implements sync.ports.EventFeed."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    async def newest(self, types: Sequence[str]) -> FeedStart | None:
        events, _ = await self._list({"types": list(types), "limit": 1})
        return FeedStart(events[0].id, events[0].created_at) if events else None

    async def list_events(self, after: str | None, types: Sequence[str]) -> FeedPage:
        given: EventListParams = {"types": list(types), "limit": _PAGE}
        if after is not None:
            given["ending_before"] = after
            events, more = await self._list(given)
            return FeedPage(events[::-1], more)
        events, older = await self._list(given)
        for number in range(MOST_PAGES):
            if not (older and events):
                return FeedPage(events[::-1], number > 0)
            given["starting_after"] = events[-1].id
            events, older = await self._list(given)
        raise too_many()

    async def _list(self, given: "EventListParams") -> tuple[list[FeedEvent], bool]:
        """A page; none that shows again where it was to go on from, which would never end."""
        reply = await self._caller.get("/v1/events", given, background=True)
        seen = {given.get("starting_after"), given.get("ending_before")}
        try:
            found, more = mapping.rows(reply)
            events = [_event(row) for row in found]
            if any(one.id in seen for one in events):
                raise mapping.Malformed("events shown before")
            return events, more
        except mapping.Malformed as error:
            raise mapping.nonsense(reply) from error


def too_many() -> RemoteRefused:
    """What came is lost, as far as the feed goes: whoever follows it lists everybody again."""
    return RemoteRefused("remote.refused", code="resource_missing", param="limit", request_id=None)


def _event(row: mapping.Json) -> FeedEvent:
    data = row.get("data")
    thing = data.get("object") if isinstance(data, Mapping) else None
    kind = row.get("type")
    if not isinstance(kind, str) or not isinstance(thing, Mapping):
        raise mapping.Malformed("event")
    identifier = mapping.identifier(row.get("id"))
    read = READERS.get(kind)
    change = read(thing) if read is not None else None
    return FeedEvent(identifier, kind, mapping.moment(row, "created"), change)


def _deleted(thing: Json) -> object:
    return CustomerDeleted(CustomerId(mapping.identifier(thing.get("id"))))


def _changed(thing: Json) -> object:
    return CustomerChanged(mapping.customer(thing))


def _detached(thing: Json) -> object | None:
    if thing.get("type") != "card":
        return None
    return CardDetached(PaymentMethodId(mapping.identifier(thing.get("id"))))


def _card(thing: Json) -> object | None:
    owner = thing.get("customer") or thing.get("customer_account")
    if thing.get("type") != "card" or owner is None:
        return None
    card = mapping.saved_card(thing, CustomerId(mapping.identifier(owner)))
    return CardChanged(card) if card is not None else None


def _session_ended(thing: Json) -> object | None:
    attempt = mapping.session_metadata(thing).get("attempt")
    return SessionEnded(AttemptId(attempt)) if attempt else None


def _refunded(thing: Json) -> object | None:
    payment = thing.get("payment_intent")
    return RefundTold(PaymentIntentId(mapping.identifier(payment))) if payment else None


READERS: Final[Mapping[str, Callable[[Json], object | None]]] = {
    "customer.created": _changed,
    "customer.updated": _changed,
    "customer.deleted": _deleted,
    "payment_method.attached": _card,
    "payment_method.updated": _card,
    "payment_method.automatically_updated": _card,
    "payment_method.detached": _detached,
    "checkout.session.completed": _session_ended,
    "checkout.session.expired": _session_ended,
    "refund.created": _refunded,
    "refund.updated": _refunded,
    "refund.failed": _refunded,
}
"""What each type of event says, for the handler in `sync.handlers` or in a feature's `Follow`."""
