"""Which webhook endpoints still have to be told of which events.

A row stays until its endpoint answered with 2xx. `due` is UTC seconds by the stand-in's clock;
without one, nobody tries any more, and the event stays pending, as it does at Stripe.
"""

import json
from dataclasses import dataclass

from pos_app.training.records.database import Database
from pos_app.training.records.kinds import EVENT, WEBHOOK_ENDPOINT
from pos_app.training.wire.errors import Body

EVERYTHING = "*"

_ENABLED = "SELECT id, json_extract(body, '$.enabled_events') AS types FROM webhook_endpoints"
_LISTENING = f"{_ENABLED} WHERE json_extract(body, '$.status') = 'enabled'"
_COUNTED = (
    "UPDATE events SET body = json_set(body, '$.pending_webhooks',"
    " (SELECT count(*) FROM deliveries WHERE event = events.id)) WHERE id = ?"
)


@dataclass(frozen=True)
class Delivery:
    """One event on its way to one endpoint; `attempts` failed so far."""

    seq: int
    event: str
    endpoint: str
    attempts: int

    @property
    def row(self) -> tuple[int, str]:
        """Which row it is; its number alone is given again once it is gone (a reset, say)."""
        return self.seq, self.event


def listening(database: Database, event_type: str) -> list[str]:
    """Ids of the endpoints that want events of this type."""
    return [
        str(row["id"])
        for row in database.rows(_LISTENING)
        if not {EVERYTHING, event_type}.isdisjoint(json.loads(row["types"]))
    ]


def queue(database: Database, event: str, endpoints: list[str], now: int) -> None:
    """Inside the transaction of the change the event tells of."""
    for endpoint in endpoints:
        database.execute(
            "INSERT INTO deliveries (event, endpoint, attempts, due) VALUES (?, ?, 0, ?)",
            (event, endpoint, now),
        )


def endpoints_due(database: Database, now: int) -> list[str]:
    """Endpoints somebody should try now."""
    sql = "SELECT DISTINCT endpoint FROM deliveries WHERE due <= ?"
    return [str(row["endpoint"]) for row in database.rows(sql, (now,))]


def next_due(database: Database, after: int) -> int | None:
    """When the next attempt after that second is to be made."""
    row = database.row("SELECT min(due) AS due FROM deliveries WHERE due > ?", (after,))
    return None if row is None or row["due"] is None else int(row["due"])


def waiting(database: Database) -> int:
    """How many deliveries are still to be made or tried again."""
    row = database.row("SELECT count(*) FROM deliveries WHERE due IS NOT NULL")
    return 0 if row is None else int(row[0])


def next_for(database: Database, endpoint: str, now: int) -> Delivery | None:
    """The delivery that waited longest."""
    row = database.row(
        "SELECT seq, event, endpoint, attempts FROM deliveries"
        " WHERE endpoint = ? AND due <= ? ORDER BY due, seq LIMIT 1",
        (endpoint, now),
    )
    return None if row is None else Delivery(**dict(row))


def contents(database: Database, delivery: Delivery) -> tuple[Body, Body] | None:
    """The event and its endpoint (with its secret), unless one of them is gone."""
    event = database.load(EVENT, delivery.event)
    endpoint = database.load(WEBHOOK_ENDPOINT, delivery.endpoint)
    return None if event is None or endpoint is None else (event, endpoint)


def delivered(database: Database, delivery: Delivery) -> None:
    """The endpoint said it has the event."""
    with database.transaction():
        database.execute("DELETE FROM deliveries WHERE seq = ? AND event = ?", delivery.row)
        database.execute(_COUNTED, (delivery.event,))


def failed(database: Database, delivery: Delivery, due: int | None) -> None:
    """Try again at `due`, or never."""
    with database.transaction():
        database.execute(
            "UPDATE deliveries SET attempts = ?, due = ? WHERE seq = ? AND event = ?",
            (delivery.attempts + 1, due, *delivery.row),
        )


def forget(database: Database, endpoint: str) -> None:
    """Nothing is owed to an endpoint that is gone. Inside a transaction."""
    events = database.rows("SELECT event FROM deliveries WHERE endpoint = ?", (endpoint,))
    database.execute("DELETE FROM deliveries WHERE endpoint = ?", (endpoint,))
    for row in events:
        database.execute(_COUNTED, (row["event"],))
