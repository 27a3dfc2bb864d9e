"""The stand-in without its web server: one transaction per request, answers ready to send."""

import json
import logging
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from pos_app.training.bank import cards
from pos_app.training.objects import (
    accounts,
    balance,
    captures,
    charges,
    customers,
    disputes,
    events,
    files,
    intents,
    payment_intents,
    payment_methods,
    prices,
    products,
    redactions,
    refunds,
    search,
    sessions,
    setup_requests,
    thin_events,
    upgrades,
    webhook_endpoints,
)
from pos_app.training.records.call import Call, Endpoint
from pos_app.training.records.clock import TrainingClock
from pos_app.training.records.database import Database
from pos_app.training.records.expansion import Expander
from pos_app.training.records.idempotency import Idempotency, KeyedRequest, StoredReply
from pos_app.training.records.kinds import random_text
from pos_app.training.records.work import Work, public
from pos_app.training.server.deliveries import Courier
from pos_app.training.server.scenarios import Scenarios
from pos_app.training.server.seeding import Seeding
from pos_app.training.wire.errors import Body, StripeError, server_error
from pos_app.training.wire.permissions import IssuedKeys
from pos_app.training.wire.validation import Validator

ENDPOINTS: tuple[Endpoint, ...] = (
    *search.ENDPOINTS,
    *customers.ENDPOINTS, *payment_methods.ENDPOINTS, *sessions.ENDPOINTS,
    *payment_intents.ENDPOINTS, *captures.ENDPOINTS, *setup_requests.ENDPOINTS,
    *charges.ENDPOINTS, *refunds.ENDPOINTS, *events.ENDPOINTS, *balance.ENDPOINTS,
    *products.ENDPOINTS, *prices.ENDPOINTS, *disputes.ENDPOINTS, *webhook_endpoints.ENDPOINTS,
    *accounts.ENDPOINTS, *thin_events.ENDPOINTS, *files.ENDPOINTS, *redactions.ENDPOINTS,
)  # fmt: skip

_CARD_KEY = "card_key"
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Reply:
    """`headers` besides those of every answer; not `own` when a scenario brought the body."""

    status: int
    body: str
    headers: dict[str, str] = field(default_factory=dict)
    own: bool = True


def reply_of(status: int, body: object) -> Reply:
    return Reply(status, json.dumps(body, ensure_ascii=False))


def refused(error: StripeError) -> Reply:
    return reply_of(error.status, error.body())


class Engine:
    """Everything is serialised: one request's change is whole before the next begins."""

    def __init__(self, database: Database, base_url: str, validator: Validator) -> None:
        self.database = database
        self.base_url = base_url
        self.clock = TrainingClock(database)
        self.idempotency = Idempotency(database)
        self.scenarios = Scenarios()
        self.keys = IssuedKeys()
        self.validator = validator
        self._building = threading.Lock()
        self._built: set[str] = set()
        self._expander = Expander(
            {
                ("checkout.session", "line_items"): sessions.included_line_items,
                ("charge", "refunds"): refunds.of_charge,
                ("search_result", "total_count"): search.total_count,
                ("price", "currency_options"): prices.currency_options,
                ("price", "tiers"): prices.tiers,
                ("customer", "sources"): customers.sources,
                ("customer", "subscriptions"): customers.subscriptions,
                ("customer", "tax_ids"): customers.tax_ids,
                ("privacy.redaction_job", "objects"): redactions.objects,
            }
        )
        self._card_key = self._load_card_key()
        if database.outdated:
            self._complete()
        self.seeding = Seeding(self)
        self.courier = Courier(self)

    def _load_card_key(self) -> bytes:
        kept = self.database.setting(_CARD_KEY)
        if kept is None:
            kept = secrets.token_hex(32)
            with self.database.transaction():
                self.database.set_setting(_CARD_KEY, kept)
        return bytes.fromhex(kept)

    def _complete(self) -> None:
        with self.database.transaction():
            upgrades.complete(self.work())
            self.database.set_up_to_date()

    def check(self, endpoint: Endpoint, raw: Body) -> Body:
        """The parameters of a request, in their types. Raises StripeError (400)."""
        self.prepare(endpoint.params)
        return self.validator.check(endpoint.params, raw)

    def prepare(self, params: str) -> None:
        """Build a checker ahead of its first request, from any thread.

        The first one imports the SDK: two threads doing so at once could each wait for the other.
        """
        if params in self._built:
            return
        with self._building:
            self.validator.build(params)
            self._built.add(params)

    def work(self, request_id: str | None = None, key: str | None = None) -> Work:
        orders = self.scenarios.orders()
        now, base_url = self.clock.now(), self.base_url
        return Work(self.database, now, base_url, self._card_key, request_id, key, orders=orders)

    def settle_time(self) -> None:
        """What time alone changes: sessions run out, keys are forgotten."""
        with self.database.transaction():
            work = self.work()
            sessions.expire_due(work)
            intents.release_due(work)
            refunds.settle_due(work)
            disputes.settle_due(work)
            redactions.settle_due(work)
            self.idempotency.prune(work.now)
        self._tell(work)

    def perform(
        self, endpoint: Endpoint, params: Body, path: dict[str, str],
        request_id: str, keyed: KeyedRequest | None,
    ) -> Reply:  # fmt: skip
        """Carry out one API request. Never raises StripeError: refusals are answers."""
        expand = params.pop("expand", [])
        work = self.work(request_id, keyed.key if keyed else None)

        def change() -> Body:
            body = endpoint.handler(Call(work, params, path))
            return public(self._expander.apply(work, dict(body), expand))

        return self._guarded(change, work, request_id, keyed)

    def perform_page(self, change: Callable[[Work], Body], request_id: str) -> Reply:
        """Carry out what a page asks."""
        work = self.work(request_id)
        return self._guarded(lambda: change(work), work, request_id, None)

    def store_refusal(self, error: StripeError, request_id: str, keyed: KeyedRequest) -> None:
        """Keep the answer of a request that ended before it began (a 500 on order).

        Not in the v2 API, which carries out again what failed.
        """
        if keyed.path.startswith("/v2/"):
            return
        with self.database.transaction():
            self._store(refused(error), request_id, keyed)

    def _guarded(
        self, change: Callable[[], Body], work: Work, request_id: str, keyed: KeyedRequest | None
    ) -> Reply:
        try:
            with self.database.transaction():
                reply = self._kept(change)
                if keyed is not None:
                    self._store(reply, request_id, keyed)
            self._tell(work)
            return reply
        except StripeError as refusal:
            error = refusal
        except Exception:  # reason: a fault of ours is answered as Stripe answers its own
            _log.exception("request_failed request_id=%s", request_id)
            error = server_error()
        work.orders.give_back()
        if keyed is not None and error.stored:
            self.store_refusal(error, request_id, keyed)
        return refused(error)

    def _tell(self, work: Work) -> None:
        """What was just written may be something webhook endpoints wait for."""
        if work.events:
            self.courier.wake()

    def _kept(self, change: Callable[[], Body]) -> Reply:
        """A declined card is an answer whose changes stay; other refusals undo the transaction."""
        try:
            return reply_of(200, change())
        except StripeError as refusal:
            if not refusal.keeps_changes:
                raise
            return refused(refusal)

    def _store(self, reply: Reply, request_id: str, keyed: KeyedRequest) -> None:
        stored = StoredReply(reply.status, reply.body, request_id)
        self.idempotency.store(keyed, stored, self.clock.now())

    def contents(self, file: str) -> tuple[bytes, str]:
        """An uploaded file and its media type. Raises StripeError (404)."""
        return files.contents(self.work(), file)

    def fingerprint(self, number: str) -> str:
        """Of a card number, in this file."""
        return cards.fingerprint(number, self._card_key)

    def new_request_id(self) -> str:
        return f"req_{random_text(14)}"

    def reset(self) -> None:
        """Forget everything; the clock is the machine's again."""
        self.seeding.halt()
        with self.database.transaction():
            self.database.clear()
        self.clock.reset()
        self.scenarios.clear()
        self.keys.clear()
        self._card_key = self._load_card_key()
