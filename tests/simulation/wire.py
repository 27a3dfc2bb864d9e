"""The line between one till's process and Stripe: latency, loss, and what the till makes of it.

Implements the gateway ports. Faults are translated as `stripe_gateway.translation` does; the time
difference is known only from replies' `Date`, as in `stripe_gateway.client`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from random import Random
from typing import Any, Final

import httpx
import stripe

from pos_app.checkout.ports import SessionRequest, SessionSnapshot
from pos_app.consent.check_notes import noted_check
from pos_app.consent.metadata import named
from pos_app.consent.ports import NotedIntent
from pos_app.kernel.ids import (
    AttemptId,
    CustomerId,
    ItemId,
    OperationId,
    PaymentIntentId,
    PaymentMethodId,
    RefundId,
    SaleId,
    SessionId,
    TillId,
)
from pos_app.kernel.money import Money
from pos_app.payments.details import charge_of
from pos_app.payments.model import Capture, CardUsed, Decline, PastPayment
from pos_app.payments.ports import (
    ConfirmReply,
    IntentRequest,
    IntentSnapshot,
    RefundRequest,
    RefundSnapshot,
)
from pos_app.stripe_gateway.departure import too_late
from pos_app.stripe_gateway.translation import translate
from tests.simulation import server as at_stripe
from tests.simulation.loop import VirtualLoop
from tests.simulation.server import Order, Server

CONNECT_TIMEOUT_S: Final = 5.0
READ_TIMEOUT_S: Final = 30.0
CURRENCY: Final = "eur"
_MOVES: Final = ("confirm", "capture", "refund")
LATEST_REFUND_S: Final = 800.0
"""Nothing can fence a refund: the till relies on none being this late (Policy.late_seconds)."""


@dataclass(frozen=True)
class Fate:
    """What happens to one request. Seconds; None: never."""

    arrives: float | None = 0.05
    returns: float | None = 0.05
    """After the server answered."""
    gives_up: float = READ_TIMEOUT_S
    """When the till stops waiting: a reset connection sooner than the time-out."""
    server: str = "ok"
    """ok, busy, failure_before, failure_after."""
    unreachable: bool = False
    portal: bool = False
    """Somebody else answers, with a page of HTML."""


@dataclass
class Weather:
    """Draws fates. `kind` names it in a trace."""

    random: Random
    kind: str = "fine"
    share: float = 0.0
    _whole: int = 0
    _last: str = ""

    @classmethod
    def drawn(cls, random: Random) -> "Weather":
        """Fine, showers, slow, or fine until the line is cut at some request."""
        kind = random.choice(["fine", "fine", "fine", "showers", "cut", "cut", "slow", "storm"])
        share = {"showers": 0.2, "storm": 0.6, "slow": 0.6}.get(kind, 0.0)
        last = random.choice(["lost_after", "late", "failure_after", "busy", "slow"])
        return cls(random, kind, share, random.randint(0, 4), last)

    def fate(self, name: str) -> Fate:
        random = self.random
        if self.kind == "cut":
            self._whole -= 1
            if self._whole >= 0:
                return self._fine()
            return self._of(self._last if self._whole == -1 else "lost_before")
        if self.kind == "fine" or random.random() >= self.share:
            return self._fine()
        if self.kind == "slow":
            moves = name in ("confirm", "refund", "capture")
            return self._of("late" if moves and random.random() < 0.6 else "slow")
        return self._of(random.choice(_TROUBLES))

    def _fine(self) -> Fate:
        return Fate(self.random.uniform(0.01, 0.3), self.random.uniform(0.01, 0.1))

    def _of(self, trouble: str) -> Fate:
        random = self.random
        soon = random.choice([0.2, 3.0, READ_TIMEOUT_S])
        if trouble == "unreachable":
            return Fate(unreachable=True, gives_up=random.choice([0.01, 5.0]))
        if trouble == "lost_before":
            return Fate(arrives=None, gives_up=soon, portal=random.random() < 0.2)
        if trouble == "lost_after":
            return Fate(random.uniform(0.01, 0.3), None, gives_up=soon)
        if trouble == "late":
            delay = random.choice([0.5, 2.0, 10.0, 40.0, 300.0, 1_000.0, 7_200.0, 86_000.0])
            return Fate(
                delay * random.uniform(0.5, 1.0), None, gives_up=soon
            )  # within a key's life
        if trouble == "slow":
            return Fate(random.uniform(0.1, 20.0), random.uniform(0.1, 20.0))
        fine = self._fine()
        return Fate(fine.arrives, fine.returns, server=trouble)


_TROUBLES: Final = (
    "unreachable", "lost_before", "lost_after", "lost_after", "late", "late", "slow", "busy",
    "failure_before", "failure_after",
)  # fmt: skip


@dataclass
class Trip:
    """Something happens to the process at the n-th moment that a request leaves or is answered."""

    moments: int
    act: Callable[[], object]

    def moment(self) -> None:
        self.moments -= 1
        if self.moments == 0:
            self.act()


@dataclass
class Wire:
    """One process's connections to Stripe."""

    loop: VirtualLoop
    server: Server
    till: str
    weather: Weather
    epoch: datetime
    """The moment of virtual second 0."""
    clock_now: Callable[[], datetime]
    """What the till's own clock says."""
    posts: list[str]
    note: Callable[[str], None]
    leaves: Callable[[str, str, str], None] = lambda name, key, target: None
    """Told of each POST before it leaves: its name, key and object."""
    trip: Trip | None = None
    _skew: float = 0.0
    _time_known: bool = False

    def skew_seconds(self) -> float:
        return self._skew

    def time_known(self) -> bool:
        return self._time_known

    async def learn_time(self) -> None:
        await self._get("look at the time", lambda: None)

    # Carrying.

    def _moment(self) -> None:
        if self.trip is not None:
            self.trip.moment()

    async def _post(
        self, name: str, key: str, params: object, target: str, work: Callable[[], Any],
        takes_s: float = 0.0,
    ) -> Any:  # fmt: skip
        self.posts.append(f"{self.till} {name} {key}")
        self.server.decided_to_send(name, key)
        self.leaves(name, key, target)
        fate = self.weather.fate(name)
        if name == "refund" and (fate.arrives or 0) > LATEST_REFUND_S:
            fate = replace(fate, arrives=LATEST_REFUND_S)
        arrives = not fate.unreachable and fate.arrives is not None
        flies, moves = name == "confirm" and arrives, name in _MOVES and arrives

        def leave() -> None:
            self.server.coming += moves
            if flies:
                self.server.confirm_leaves(target, key)

        def arrive(answer: Callable[[Any, Exception | None], None]) -> None:
            order = Order(name, key, params, work, target, fate.server, takes_s)
            self.server.post(order, answer)
            self.server.coming -= moves
            if flies:
                self.server.confirm_landed(target, key)

        return await self._exchange(f"{name} {key}", fate, arrive, leave, writes=True)

    async def _get(self, name: str, work: Callable[[], Any]) -> Any:
        fate = self.weather.fate(name)

        def arrive(answer: Callable[[Any, Exception | None], None]) -> None:
            if fate.server != "ok":
                answer(None, at_stripe.Failure(replayed=False))
                return
            try:
                answer(work(), None)
            except at_stripe.Refusal as refusal:
                answer(None, refusal)

        return await self._exchange(name, fate, arrive)

    async def _exchange(
        self, what: str, fate: Fate,
        arrive: Callable[[Callable[[Any, Exception | None], None]], None],
        leave: Callable[[], None] = lambda: None, *, writes: bool = False,
    ) -> Any:  # fmt: skip
        loop = self.loop
        decided_at = self.clock_now()
        self._moment()
        await loop.pause(self.weather.random.random() * 0.05)  # connecting: nothing left yet
        if writes and too_late(decided_at, self.clock_now()):
            self.note(f"{what}: too late to leave")
            raise _no_connection(httpx.ConnectError("asleep"))
        if fate.unreachable:
            await loop.pause(fate.gives_up)
            self.note(f"{what}: unreachable")
            raise _no_connection(httpx.ConnectError("no"))
        reply = loop.create_future()

        def answered(result: Any, error: Exception | None) -> None:
            told = loop.time()
            self.note(f"{what}: server {_word(result, error)}")
            if fate.returns is not None:
                loop.as_world(told + fate.returns, _deliver, reply, (result, error, told))

        leave()
        begun, asked_at = loop.time(), self.clock_now()
        if fate.arrives is not None:
            loop.as_world(begun + fate.arrives, arrive, answered)
        self._moment()
        loop.as_world(begun + fate.gives_up, _deliver, reply, None)
        came = await reply
        if came is None:
            self.note(f"{what}: no answer after {loop.time() - begun:.1f} s")
            if fate.portal:
                raise _portal()
            raise _no_connection(httpx.ReadTimeout("no"))
        result, error, told = came
        self._notice_date(told, asked_at)
        if error is not None:
            raise _translated(error)
        return result

    def _notice_date(self, told: float, asked_at: datetime) -> None:
        now = self.clock_now()
        if 0 <= (now - asked_at).total_seconds() <= CONNECT_TIMEOUT_S + READ_TIMEOUT_S:
            self._skew = self.epoch.timestamp() + int(told) - now.timestamp()
            self._time_known = True

    # payments.ports.PaymentGateway

    async def create_intent(self, request: IntentRequest, key: str) -> IntentSnapshot:
        metadata = {
            "item": request.item_id, "sale": request.sale_id, "till": request.home_till
        }  # fmt: skip
        amount = request.amount.amount_minor

        def work() -> IntentSnapshot:
            made = self.server.create_intent(request.item_id, request.customer_id, amount, metadata)
            return self.snapshot(made)

        made: IntentSnapshot = await self._post("create", key, request, "", work)
        return made

    async def note_before_charge(
        self, intent_id: PaymentIntentId, notes: Mapping[str, str], key: str
    ) -> IntentSnapshot:
        def work() -> IntentSnapshot:
            return self.snapshot(self.server.note_on_intent(intent_id, notes))

        params = (intent_id, tuple(notes.items()))
        seen: IntentSnapshot = await self._post("name", key, params, intent_id, work)
        return seen

    async def confirm_intent(
        self, intent_id: PaymentIntentId, card: PaymentMethodId, key: str, *, off_session: bool,
        capture: Capture = Capture.AUTOMATIC,
    ) -> ConfirmReply:  # fmt: skip
        def work() -> ConfirmReply:
            seen = self.server.confirm(
                intent_id, card, key, off_session=off_session, capture=capture.value
            )
            decline = Decline(*seen.decline, "") if seen.decline else None
            return ConfirmReply(self.snapshot(seen.intent), decline, "req_1")

        takes = self.weather.random.choice([0.0, 0.5, 4.0])
        params = (intent_id, card, off_session, capture)
        reply: ConfirmReply = await self._post("confirm", key, params, intent_id, work, takes)
        return reply

    async def capture_intent(
        self, intent_id: PaymentIntentId, amount_minor: int, key: str
    ) -> IntentSnapshot:
        def work() -> IntentSnapshot:
            return self.snapshot(self.server.capture(intent_id, amount_minor))

        params = (intent_id, amount_minor)
        takes = self.weather.random.choice([0.0, 0.5, 4.0])
        seen: IntentSnapshot = await self._post("capture", key, params, intent_id, work, takes)
        return seen

    async def cancel_intent(self, intent_id: PaymentIntentId, key: str) -> IntentSnapshot:
        def work() -> IntentSnapshot:
            return self.snapshot(self.server.cancel(intent_id))

        seen: IntentSnapshot = await self._post("cancel", key, intent_id, intent_id, work)
        return seen

    async def retrieve_intent(self, intent_id: PaymentIntentId) -> IntentSnapshot:
        seen: IntentSnapshot = await self._get(
            f"retrieve {intent_id}", lambda: self.snapshot(self.server.see_intent(intent_id))
        )
        return seen

    async def find_intents(
        self, customer_id: CustomerId, item_id: ItemId, since: int = 0
    ) -> Sequence[IntentSnapshot]:
        def work() -> list[IntentSnapshot]:
            listed = self.server.list_intents(customer_id, since - self.epoch.timestamp())
            return [self.snapshot(intent) for intent in listed if intent.item == item_id]

        found: list[IntentSnapshot] = await self._get(f"list {item_id} since {since}", work)
        return found

    async def list_intents(self, since: int) -> Sequence[IntentSnapshot]:
        def work() -> list[IntentSnapshot]:
            listed = self.server.list_intents(None, since - self.epoch.timestamp())
            return [self.snapshot(intent) for intent in listed]

        found: list[IntentSnapshot] = await self._get(f"list everything since {since}", work)
        return found

    # consent.ports.AgreementNotes

    async def note_on_intent(
        self, intent_id: PaymentIntentId, notes: Mapping[str, str], key: str
    ) -> None:
        def work() -> None:
            self.server.note_on_intent(intent_id, notes)

        await self._post("note", key, (intent_id, dict(notes)), intent_id, work)

    async def mark_customer(self, customer_id: CustomerId, mark: str, key: str) -> None:
        """Only hastens what is learned before each charge anyway."""

    async def note_on_card(self, card: PaymentMethodId, notes: Mapping[str, str], key: str) -> None:
        raise AssertionError("every agreement of a story comes with a payment")

    async def notes_on_cards(
        self, customer_id: CustomerId
    ) -> Sequence[tuple[PaymentMethodId, Mapping[str, str]]]:
        return []

    async def notes_on_intents(self, customer_id: CustomerId) -> Sequence[NotedIntent]:
        def work() -> list[NotedIntent]:
            listed = self.server.list_intents(customer_id, 0)
            return [
                NotedIntent(PaymentIntentId(each.id), each.metadata, charge_of(self.snapshot(each)))
                for each in listed
            ]

        found: list[NotedIntent] = await self._get(f"list what is noted of {customer_id}", work)
        return found

    # Refunds.

    async def create_refund(self, request: RefundRequest, key: str) -> RefundSnapshot:
        metadata = {"pos_refund": request.operation_id, "till": request.till_id}
        amount = request.amount.amount_minor

        def work() -> RefundSnapshot:
            made = self.server.refund(request.payment_intent_id, amount, metadata)
            return self.refund_snapshot(made)

        target = f"refunds of {request.payment_intent_id}"
        takes = self.weather.random.choice([0.0, 0.5, 4.0])
        made: RefundSnapshot = await self._post("refund", key, request, target, work, takes)
        return made

    async def retrieve_refund(self, refund_id: RefundId) -> RefundSnapshot:
        def work() -> RefundSnapshot:
            return self.refund_snapshot(self.server.see_refund(refund_id))

        seen: RefundSnapshot = await self._get(f"retrieve {refund_id}", work)
        return seen

    async def list_refunds(
        self, intent_id: PaymentIntentId | None, since: int = 0
    ) -> Sequence[RefundSnapshot]:
        def work() -> list[RefundSnapshot]:
            listed = self.server.list_refunds(intent_id, since - self.epoch.timestamp())
            return [self.refund_snapshot(refund) for refund in listed]

        found: list[RefundSnapshot] = await self._get(f"list refunds of {intent_id}", work)
        return found

    async def list_payments(self, customer_id: CustomerId) -> Sequence[PastPayment]:
        return []

    # checkout.ports.CheckoutGateway

    async def create_session(self, request: SessionRequest, key: str) -> SessionSnapshot:
        metadata = {
            "item": request.item_id, "sale": request.sale_id, "attempt": request.attempt_id,
            "till": request.till_id,
        }  # fmt: skip
        expires_at = request.expires_at - self.epoch.timestamp()
        amount = request.amount.amount_minor

        def work() -> SessionSnapshot:
            made = self.server.create_session(
                request.item_id, request.customer_id, amount, expires_at, metadata
            )
            return self.session_snapshot(made)

        made: SessionSnapshot = await self._post("create_session", key, request, "", work)
        return made

    async def retrieve_session(self, session_id: SessionId) -> SessionSnapshot:
        def work() -> SessionSnapshot:
            return self.session_snapshot(self.server.see_session(session_id))

        seen: SessionSnapshot = await self._get(f"retrieve {session_id}", work)
        return seen

    async def expire_session(self, session_id: SessionId, key: str) -> SessionSnapshot:
        def work() -> SessionSnapshot:
            return self.session_snapshot(self.server.expire_session(session_id))

        seen: SessionSnapshot = await self._post("expire", key, session_id, session_id, work)
        return seen

    async def find_sessions(
        self, customer_id: CustomerId, item_id: ItemId, since: int = 0
    ) -> Sequence[SessionSnapshot]:
        def work() -> list[SessionSnapshot]:
            listed = self.server.list_sessions(customer_id, since - self.epoch.timestamp())
            return [self.session_snapshot(seen) for seen in listed if seen.item == item_id]

        found: list[SessionSnapshot] = await self._get(f"list sessions of {item_id}", work)
        return found

    async def find_open_sessions(self, till_id: TillId) -> Sequence[SessionSnapshot]:
        def work() -> list[SessionSnapshot]:
            listed = self.server.list_open_sessions()
            return [self.session_snapshot(s) for s in listed if s.metadata["till"] == till_id]

        found: list[SessionSnapshot] = await self._get("list open sessions", work)
        return found

    # Stripe's objects as the ports show them.

    def snapshot(self, intent: at_stripe.Intent) -> IntentSnapshot:
        used = intent.card if intent.status in ("succeeded", "requires_capture") else None
        attempt = intent.metadata.get("attempt")
        held = int(self.epoch.timestamp() + intent.held_until) if intent.held_until else None
        return IntentSnapshot(
            id=PaymentIntentId(intent.id),
            status=intent.status,
            amount=Money(intent.amount, CURRENCY),
            amount_received=intent.received,
            customer_id=CustomerId(intent.customer),
            card=CardUsed(PaymentMethodId(used), "visa", "4242") if used else None,
            card_redisplay=intent.redisplay,
            last_error=Decline(*intent.error, "") if intent.error else None,
            item_id=ItemId(intent.item) if intent.item else None,
            created=int(self.epoch.timestamp() + intent.created),
            attempt_id=AttemptId(attempt) if attempt else None,
            held_until=held,
            sale_id=SaleId(intent.metadata["sale"]),
            till_id=intent.metadata.get("till", ""),
            description="Repair",
            agreements=named(intent.metadata),
            short_check=noted_check(intent.metadata),
            refusal_id=f"ch_{intent.id}_{intent.refusals}" if intent.error else "",
        )

    def refund_snapshot(self, refund: at_stripe.Refund) -> RefundSnapshot:
        return RefundSnapshot(
            id=RefundId(refund.id),
            status=refund.status,
            amount=Money(refund.amount, CURRENCY),
            payment_intent_id=PaymentIntentId(refund.intent),
            failure="expired_or_canceled_card" if refund.status == "failed" else "",
            operation_id=OperationId(refund.metadata["pos_refund"]),
            created=int(self.epoch.timestamp() + refund.created),
            till_id=refund.metadata["till"],
            request_id="req_3",
        )

    def session_snapshot(self, session: at_stripe.Session) -> SessionSnapshot:
        intent = self.server.intents[session.intent] if session.intent else None
        complete = session.status == "complete"
        customer = session.customer or (intent.customer if complete and intent else None)
        return SessionSnapshot(
            id=SessionId(session.id),
            status=session.status,  # type: ignore[arg-type]
            payment_status="paid" if complete else "unpaid",
            client_secret=f"{session.id}_secret_xyz" if session.status == "open" else None,
            customer_id=CustomerId(customer) if customer else None,
            customer_email="",
            payment_intent_id=PaymentIntentId(intent.id) if intent else None,
            intent=self.snapshot(intent) if intent else None,
            amount=Money(session.amount, CURRENCY),
            item_id=ItemId(session.item),
            attempt_id=AttemptId(session.metadata["attempt"]),
        )


def _deliver(reply: Any, what: object) -> None:
    if not reply.done():
        reply.set_result(what)


def _translated(error: Exception) -> Exception:
    """What the till's own translation makes of Stripe's answer, as the SDK raises it."""
    if isinstance(error, at_stripe.Refusal):
        body = _body("invalid_request_error", error.code)
        raised = stripe.InvalidRequestError("no", None, http_status=400, json_body=body)
    elif isinstance(error, at_stripe.Mismatch):
        body = _body("idempotency_error", None)
        raised = stripe.IdempotencyError("no", http_status=400, json_body=body)
    elif isinstance(error, at_stripe.Busy) and error.limited:
        body = _body("invalid_request_error", "lock_timeout")
        raised = stripe.RateLimitError("no", http_status=429, json_body=body)
    elif isinstance(error, at_stripe.Busy):
        body = _body("idempotency_error", None)
        raised = stripe.APIError("no", http_status=409, json_body=body)
    else:
        replayed = isinstance(error, at_stripe.Failure) and error.replayed
        headers = {"idempotent-replayed": "true"} if replayed else {}
        body = _body("api_error", None)
        raised = stripe.APIError("no", http_status=500, json_body=body, headers=headers)
    return translate(raised)


def _body(kind: str, code: str | None) -> dict[str, object]:
    return {"error": {"type": kind, "code": code, "message": "words"}}


def _portal() -> Exception:
    """A captive portal's page, which no server of Stripe's sent."""
    return translate(stripe.APIError("no", http_body="<html>", http_status=200))


def _no_connection(cause: Exception) -> Exception:
    raised = stripe.APIConnectionError("no")
    raised.__cause__ = cause
    return translate(raised)


def _word(result: Any, error: Exception | None) -> str:
    if error is not None:
        code = getattr(error, "code", "") or ("replayed" if getattr(error, "replayed", 0) else "")
        return f"{type(error).__name__} {code}".strip()
    for name in ("status", "intent"):
        seen = getattr(result, name, None)
        if seen is not None:
            return str(getattr(seen, "status", seen))
    return f"{len(result)} found" if isinstance(result, list) else "ok"
