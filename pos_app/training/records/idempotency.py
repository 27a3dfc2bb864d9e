"""Idempotency keys: one key, one request, one answer, for a day.

The answer is stored in the same transaction as the change it tells of, so a killed server never
forgets one without the other.
"""

import hashlib
import json
from dataclasses import dataclass

from pos_app.training.records.database import Database
from pos_app.training.wire.errors import StripeError, invalid

KEPT_S = 24 * 3600
KEPT_V2_S = 30 * 24 * 3600
"""In the v2 API (Stripe's documentation)."""
LONGEST_KEY = 255


@dataclass(frozen=True)
class KeyedRequest:
    """A POST with an `Idempotency-Key`; `digest` tells its parameters from others."""

    key: str
    method: str
    path: str
    digest: str


@dataclass(frozen=True)
class StoredReply:
    status: int
    body: str
    request_id: str


def keyed(key: str, method: str, path: str, params: object) -> KeyedRequest:
    """Raises StripeError (400) for a key that is too long."""
    if len(key) > LONGEST_KEY:
        raise invalid(f"Idempotency keys can have up to {LONGEST_KEY} characters.")
    text = json.dumps(params, sort_keys=True)
    return KeyedRequest(key, method, path, hashlib.sha256(text.encode()).hexdigest())


class Idempotency:
    """Answers given, in the database; requests under way, in memory (they die with the server)."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._under_way: set[str] = set()

    def begin(self, request: KeyedRequest) -> StoredReply | None:
        """The answer to replay, or None: carry it out, then `end`.

        Raises StripeError idempotency_error: 400 for other parameters, 409 while under way.
        """
        row = self._database.row("SELECT * FROM idempotency WHERE key = ?", (request.key,))
        if row is not None:
            _check_same(request, row["method"], row["path"], row["params"])
            return StoredReply(row["status"], row["body"], row["request_id"])
        if request.key in self._under_way:
            message = (
                "There is currently another in-progress request using this Idempotent Key (that"
                " probably means you submitted twice, and the other request is still going"
                f" through): {request.key}. Please try again later."
            )
            raise StripeError(409, "idempotency_error", message, "idempotency_key_in_use")
        self._under_way.add(request.key)
        return None

    def end(self, request: KeyedRequest) -> None:
        self._under_way.discard(request.key)

    def store(self, request: KeyedRequest, reply: StoredReply, now: int) -> None:
        """Inside the transaction of the change."""
        self._database.execute(
            "INSERT OR REPLACE INTO idempotency"
            " (key, method, path, params, status, body, request_id, created)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (request.key, request.method, request.path, request.digest,
             reply.status, reply.body, reply.request_id, now),
        )  # fmt: skip

    def prune(self, now: int) -> None:
        self._database.execute(
            "DELETE FROM idempotency WHERE created <= ?"
            " AND (path NOT LIKE '/v2/%' OR created <= ?)",
            (now - KEPT_S, now - KEPT_V2_S),
        )


def _check_same(request: KeyedRequest, method: str, path: str, digest: str) -> None:
    if (request.method, request.path) != (method, path):
        message = (
            "Keys for idempotent requests can only be used for the same endpoint they were first"
            f" used for ('{request.path}' vs '{path}'). Try using a key other than"
            f" '{request.key}' if you meant to execute a different request."
        )
        raise StripeError(400, "idempotency_error", message)
    if request.digest != digest:
        message = (
            "Keys for idempotent requests can only be used with the same parameters they were"
            f" first used with. Try using a key other than '{request.key}' if you meant to execute"
            " a different request."
        )
        raise StripeError(400, "idempotency_error", message)
