"""One request's reading and writing: objects, and the events that tell of each change."""

import json
from dataclasses import dataclass, field
from typing import Any, Protocol

from pos_app.training.records import outbox
from pos_app.training.records.database import Database
from pos_app.training.records.kinds import EVENT, Kind, kind_named
from pos_app.training.wire.errors import Body, no_such

API_VERSION = "2026-10-28.endive"
PRIVATE = "_private"
"""Where an object keeps what Stripe knows and never shows (how a test card behaves)."""


class BankOrders(Protocol):
    """Verdicts ordered by whoever trains, for the attempts to come."""

    def take(self, *, authenticated: bool) -> str | None:
        """A decline code, AUTHENTICATE (never once `authenticated`), or None: judge the card."""
        ...

    def give_back(self) -> None:
        """What was taken came to nothing: the change was undone."""
        ...


AUTHENTICATE = "authenticate"
"""Ordered: the customer has to prove who they are."""


class NothingOrdered:
    """Cards are judged by what they are."""

    def take(self, **_given: bool) -> str | None:
        return None

    def give_back(self) -> None:
        return None


@dataclass
class Work:
    """Inside one database transaction. `now` is UTC seconds by the stand-in's clock."""

    database: Database
    now: int
    base_url: str
    card_key: bytes
    request_id: str | None = None
    idempotency_key: str | None = None
    events: list[str] = field(default_factory=list)
    orders: BankOrders = field(default_factory=NothingOrdered)

    def find(self, kind: Kind, identifier: str) -> Body | None:
        return self.database.load(kind, identifier)

    def get(self, kind: Kind, identifier: str, *, param: str = "id", status: int = 404) -> Body:
        """Raises StripeError resource_missing: 404 for the address, 400 for a parameter."""
        found = self.database.load(kind, identifier)
        if found is None:
            raise no_such(kind.noun, identifier, param=param, status=status)
        return found

    def load(self, kind: Kind, identifier: str) -> Body:
        """An object another one names, so it is there."""
        found = self.database.load(kind, identifier)
        if found is None:
            raise LookupError(f"{kind.name} {identifier} is named but not there")
        return found

    def add(self, body: Body, event: str | None = None) -> Body:
        self.database.insert(kind_named(body["object"]), body)
        if event is not None:
            self.emit(event, body)
        return body

    def save(self, before: Body, after: Body, event: str | None = None) -> Body:
        """Replace an object; its event says what the changed fields were before."""
        if after != before:
            self.database.replace(kind_named(after["object"]), after)
        if event is not None:
            self.emit(event, after, changed(public(before), public(after)))
        return after

    def emit(self, event: str, body: Body, previous: Body | None = None) -> None:
        """`previous` is shown only where Stripe shows it: when something changed."""
        data: Body = {"object": public(body)}
        if previous:
            data["previous_attributes"] = previous
        self.events.append(event)
        told = outbox.listening(self.database, event)
        made = self.add(
            {
                "id": EVENT.new_id(),
                "object": "event",
                "api_version": API_VERSION,
                "created": self.now,
                "data": data,
                "livemode": False,
                "pending_webhooks": len(told),
                "request": {"id": self.request_id, "idempotency_key": self.idempotency_key},
                "type": event,
            }
        )
        outbox.queue(self.database, made["id"], told, self.now)


_SAID_WHEN_SET: dict[str, frozenset[str]] = {
    "checkout.session": frozenset(
        {"branding_settings", "excluded_payment_method_types", "name_collection",
         "presentment_details", "redirect_on_completion", "return_url", "tax_id_collection"}
    ),
    "customer": frozenset({"business_name", "individual_name"}),
    "setup_attempt": frozenset({"attach_to_self"}),
    "setup_intent": frozenset({"attach_to_self"}),
}  # fmt: skip
"""Fields Stripe leaves out while they are null: in the declarations of its Node package they may be
absent and not null."""
_NOTHING: frozenset[str] = frozenset()


def public(body: Body) -> Body:
    """The object as the API shows it."""
    unsaid = _SAID_WHEN_SET.get(body.get("object", ""), _NOTHING)
    return {
        name: value
        for name, value in body.items()
        if name != PRIVATE and not (value is None and name in unsaid)
    }


def private(body: Body) -> Body:
    found: Body = body.get(PRIVATE, {})
    return found


def with_private(body: Body, **values: Any) -> Body:
    return {**body, PRIVATE: {**private(body), **values}}


def changed(before: Body, after: Body) -> Body:
    """The earlier values of what differs, down into nested objects; what is new was null."""
    previous: Body = {}
    for name in {**before, **after}:
        old, new = before.get(name), after.get(name)
        if old == new:
            continue
        if isinstance(old, dict) and isinstance(new, dict):
            previous[name] = changed(old, new)
        else:
            previous[name] = old
    return previous


def copy_of(body: Body) -> Body:
    """Deep, as JSON."""
    copied: Body = json.loads(json.dumps(body))
    return copied
