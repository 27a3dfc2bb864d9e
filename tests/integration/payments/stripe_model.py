"""A small model of Stripe's payments for schedules of faults: what it charged is the truth.

Not the stand-in: it exists to lose, delay and repeat requests at will, under a virtual clock.
Idempotency, states and errors follow STRIPE-FACTS (500s and declines are stored and replayed;
refusals and conflicts are not).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any, Literal

from pos_app.checkout.ports import SessionRequest, SessionSnapshot
from pos_app.consent.check_notes import noted_check
from pos_app.consent.metadata import named
from pos_app.consent.scope_check import ChargeSoFar
from pos_app.kernel.errors import RemoteRefused, RemoteUnknown, RemoteUnreachable
from pos_app.kernel.ids import (
    AgreementId,
    CustomerId,
    ItemId,
    PaymentIntentId,
    PaymentMethodId,
    RefundId,
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

KEY_LIFE = timedelta(hours=24)
HOLD_LIFE = timedelta(days=7)
LATE_REFUND = timedelta(minutes=10)


class VirtualClock:
    """Moves only when told, or when somebody sleeps."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
        self.skew = timedelta()
        """How wrong the till's own clock is."""

    def now(self) -> datetime:
        return self.moment + self.skew

    def monotonic(self) -> float:
        return self.moment.timestamp()

    def forward(self, seconds: float) -> None:
        self.moment += timedelta(seconds=seconds)

    async def sleep(self, seconds: float) -> None:
        self.forward(seconds)


class Killed(BaseException):
    """The process died here."""


@dataclass
class _Session:
    request: SessionRequest
    id: SessionId
    status: Literal["open", "complete", "expired"] = "open"
    intent_id: PaymentIntentId | None = None
    created: int = 0


@dataclass
class StripeModel:
    """Implements PaymentGateway and CheckoutGateway."""

    clock: VirtualClock
    faults: Callable[[str], str] = lambda name: "ok"
    """The fate of the next request: ok, unreachable, lost_before, lost_after, late, stored_500,
    stored_500_after, busy, killed_before, killed_after."""
    intents: dict[PaymentIntentId, IntentSnapshot] = field(default_factory=dict)
    sessions: dict[SessionId, _Session] = field(default_factory=dict)
    charges: list[tuple[ItemId, int]] = field(default_factory=list)
    refunds: dict[RefundId, RefundSnapshot] = field(default_factory=dict)
    refund_status: Callable[[], str] = lambda: "succeeded"
    """What banks say of the next refund."""
    posts: list[str] = field(default_factory=list)
    asked: int = 0
    """Reads so far."""
    refused: int = 0
    """Cards refused on pages so far."""
    confirms: list[str] = field(default_factory=list)
    """Keys of confirms as they arrived."""
    taken_by: dict[PaymentIntentId, str] = field(default_factory=dict)
    """The key of the confirm that took the money, or holds it."""
    _keys: dict[str, tuple[datetime, Any]] = field(default_factory=dict)
    _replayed: set[str] = field(default_factory=set)
    _late: list[tuple[datetime, str, Callable[[], object]]] = field(default_factory=list)

    # Delivery.

    def deliver_late(self) -> None:
        """Requests given up by the till arrive after all; refunds only within LATE_REFUND, the
        one thing they rely on."""
        waiting, self._late = self._late, []
        for sent_at, name, request in waiting:
            if name == "refund" and self.clock.moment - sent_at > LATE_REFUND:
                continue
            try:
                request()
            except RemoteRefused:
                pass
            except RemoteUnknown:
                pass

    def _post(self, name: str, key: str, work: Callable[[], Any]) -> Any:
        self.posts.append(name)
        fate = self.faults(name)
        if fate == "unreachable":
            raise RemoteUnreachable
        if fate == "killed_before":
            raise Killed
        if fate in ("lost_before", "busy"):
            raise RemoteUnknown
        if fate == "late":
            self._late.append((self.clock.moment, name, lambda: self._once(key, work)))
            raise RemoteUnknown
        if fate == "stored_500" and key not in self._keys:
            self._keys[key] = (self.clock.moment, RemoteUnknown("remote.unknown"))
        if fate == "stored_500_after":
            self._once(key, work)
            self._keys[key] = (self.clock.moment, RemoteUnknown("remote.unknown"))
        answer = self._once(key, work)
        if fate == "killed_after":
            raise Killed
        if fate == "lost_after":
            raise RemoteUnknown
        return answer

    def _get(self, work: Callable[[], Any]) -> Any:
        self.asked += 1
        fate = self.faults("get")
        if fate == "unreachable":
            raise RemoteUnreachable
        if fate in ("lost_before", "lost_after", "late", "busy"):
            raise RemoteUnknown
        if fate.startswith("killed"):
            raise Killed
        return work()

    def _once(self, key: str, work: Callable[[], Any]) -> Any:
        known = self._keys.get(key)
        if known is not None and isinstance(known[1], RemoteUnknown) and key in self._replayed:
            raise RemoteUnknown("remote.spent_key")
        self._replayed.add(key)
        if known is None or self.clock.moment - known[0] > KEY_LIFE:
            known = (self.clock.moment, work())
            self._keys[key] = known
        if isinstance(known[1], Exception):
            raise known[1]
        return known[1]

    # PaymentIntents.

    def skew_seconds(self) -> float:
        return -self.clock.skew.total_seconds()

    def time_known(self) -> bool:
        return True

    async def learn_time(self) -> None:
        self._get(lambda: None)

    async def create_intent(self, request: IntentRequest, key: str) -> IntentSnapshot:
        def work() -> IntentSnapshot:
            intent_id = PaymentIntentId(f"pi_{len(self.intents) + 1}")
            made = IntentSnapshot(
                id=intent_id,
                status="requires_payment_method",
                amount=request.amount,
                amount_received=0,
                customer_id=request.customer_id,
                card=None,
                card_redisplay="",
                last_error=None,
                item_id=request.item_id,
                created=int(self.clock.moment.timestamp()),
                sale_id=request.sale_id,
                till_id=request.home_till,
                description=request.description,
            )
            self.intents[intent_id] = made
            return made

        made: IntentSnapshot = self._post("create", key, work)
        return made

    async def note_before_charge(
        self, intent_id: PaymentIntentId, notes: Mapping[str, str], key: str
    ) -> IntentSnapshot:
        def work() -> IntentSnapshot:
            before = self._current(intent_id)
            self.intents[intent_id] = replace(
                before, agreements=before.agreements | named(notes), short_check=noted_check(notes)
            )
            return self.intents[intent_id]

        seen: IntentSnapshot = self._post("name", key, work)
        return seen

    async def charges_named(
        self, customer_id: CustomerId
    ) -> Sequence[tuple[AgreementId, ChargeSoFar]]:
        """What was taken or held under each agreement."""
        listed: list[IntentSnapshot] = self._get(lambda: list(map(self._current, self.intents)))
        own = [intent for intent in listed if intent.customer_id == customer_id]
        found = [(one, charge_of(intent)) for intent in own for one in intent.agreements]
        return [(one, charge) for one, charge in found if charge is not None]

    async def confirm_intent(
        self, intent_id: PaymentIntentId, card: PaymentMethodId, key: str, *, off_session: bool,
        capture: Capture = Capture.AUTOMATIC,
    ) -> ConfirmReply:  # fmt: skip
        def work() -> ConfirmReply:
            self.confirms.append(key)
            reply = self._confirm(intent_id, card, off_session, capture)
            if reply.intent.status in ("succeeded", "requires_capture"):
                self.taken_by[intent_id] = key
            return reply

        reply: ConfirmReply = self._post("confirm", key, work)
        return reply

    def _confirm(
        self, intent_id: PaymentIntentId, card: PaymentMethodId, off_session: bool = False,
        capture: Capture = Capture.AUTOMATIC,
    ) -> ConfirmReply:  # fmt: skip
        before = self._current(intent_id)
        if before.status not in ("requires_payment_method", "requires_confirmation"):
            raise _refused("payment_intent_unexpected_state")
        if card == "pm_gone":
            raise _refused("resource_missing")
        decline = None
        if card == "pm_declined":
            decline = Decline("card_declined", "insufficient_funds", "")
            after = replace(before, last_error=decline)
        elif card == "pm_3ds" and off_session:
            decline = Decline("authentication_required", "authentication_required", "")
            after = replace(before, last_error=decline)
        elif card == "pm_3ds":
            after = replace(before, status="requires_action")
        elif capture is Capture.MANUAL:
            until = int((self.clock.moment + HOLD_LIFE).timestamp())
            used = CardUsed(card, "visa", "4242")
            after = replace(before, status="requires_capture", card=used, held_until=until)
        else:
            after = self._paid(before, card, "")
        self.intents[intent_id] = after
        return ConfirmReply(after, decline, "req_1")

    def _paid(self, intent: IntentSnapshot, card: PaymentMethodId, shown: str) -> IntentSnapshot:
        used = CardUsed(card, "visa", "4242")
        received = intent.amount.amount_minor
        self._take(intent, received)
        return replace(
            intent, status="succeeded", amount_received=received, card=used, card_redisplay=shown
        )

    def _take(self, intent: IntentSnapshot, minor: int) -> None:
        assert intent.item_id is not None
        self.charges.append((intent.item_id, minor))

    def _current(self, intent_id: PaymentIntentId) -> IntentSnapshot:
        """As it is now: the bank lets a held amount go by itself."""
        intent = self.intents[intent_id]
        now = self.clock.moment.timestamp()
        if intent.status == "requires_capture" and intent.held_until and now > intent.held_until:
            intent = self.intents[intent_id] = replace(intent, status="canceled")
        return intent

    async def capture_intent(
        self, intent_id: PaymentIntentId, amount_minor: int, key: str
    ) -> IntentSnapshot:
        def work() -> IntentSnapshot:
            before = self._current(intent_id)
            if before.status != "requires_capture":
                raise _refused("payment_intent_unexpected_state")
            if not 0 < amount_minor <= before.amount.amount_minor:
                raise _refused("amount_too_large")
            self._take(before, amount_minor)
            self.intents[intent_id] = replace(
                before, status="succeeded", amount_received=amount_minor
            )
            return self.intents[intent_id]

        seen: IntentSnapshot = self._post("capture", key, work)
        return seen

    async def cancel_intent(self, intent_id: PaymentIntentId, key: str) -> IntentSnapshot:
        def work() -> IntentSnapshot:
            before = self._current(intent_id)
            if before.status in ("succeeded", "canceled", "processing"):
                raise _refused("payment_intent_unexpected_state")
            self.intents[intent_id] = replace(before, status="canceled")
            return self.intents[intent_id]

        seen: IntentSnapshot = self._post("cancel", key, work)
        return seen

    async def retrieve_intent(self, intent_id: PaymentIntentId) -> IntentSnapshot:
        seen: IntentSnapshot = self._get(lambda: self._current(intent_id))
        return seen

    async def find_intents(
        self, customer_id: CustomerId, item_id: ItemId, since: int = 0
    ) -> Sequence[IntentSnapshot]:
        found: list[IntentSnapshot] = self._get(
            lambda: [
                intent
                for intent in map(self._current, list(self.intents))
                if intent.customer_id == customer_id
                and intent.item_id == item_id
                and intent.created >= since
            ]
        )
        return found

    async def list_intents(self, since: int) -> Sequence[IntentSnapshot]:
        found: list[IntentSnapshot] = self._get(
            lambda: [i for i in map(self._current, list(self.intents)) if i.created >= since]
        )
        return found

    async def list_payments(self, customer_id: CustomerId) -> Sequence[PastPayment]:
        return []

    # Refunds.

    async def create_refund(self, request: RefundRequest, key: str) -> RefundSnapshot:
        def work() -> RefundSnapshot:
            intent = self._current(request.payment_intent_id)
            left = intent.amount_received - self.refunded_minor(intent.id)
            if intent.status != "succeeded" or left <= 0:
                raise _refused("charge_already_refunded")
            if not 0 < request.amount.amount_minor <= left:
                raise _refused("amount_too_large")
            refund_id = RefundId(f"re_{len(self.refunds) + 1}")
            status = self.refund_status()
            self.refunds[refund_id] = RefundSnapshot(
                id=refund_id,
                status=status,
                amount=Money(request.amount.amount_minor, request.amount.currency),
                payment_intent_id=intent.id,
                failure="declined" if status == "failed" else "",
                operation_id=request.operation_id,
                created=int(self.clock.moment.timestamp()),
                till_id=request.till_id,
                request_id="req_3",
            )
            return self.refunds[refund_id]

        made: RefundSnapshot = self._post("refund", key, work)
        return made

    def decide_refund(self, refund_id: RefundId, status: str) -> None:
        """The bank says later what becomes of a refund."""
        failure = "lost_or_stolen_card" if status == "failed" else ""
        self.refunds[refund_id] = replace(self.refunds[refund_id], status=status, failure=failure)

    async def retrieve_refund(self, refund_id: RefundId) -> RefundSnapshot:
        seen: RefundSnapshot = self._get(lambda: self.refunds[refund_id])
        return seen

    async def list_refunds(
        self, intent_id: PaymentIntentId | None, since: int = 0
    ) -> Sequence[RefundSnapshot]:
        found: list[RefundSnapshot] = self._get(
            lambda: [
                refund
                for refund in self.refunds.values()
                if intent_id in (None, refund.payment_intent_id) and refund.created >= since
            ]
        )
        return found

    def refunded_minor(self, intent_id: PaymentIntentId | None = None) -> int:
        """Given back, or on its way back."""
        return sum(
            refund.amount.amount_minor
            for refund in self.refunds.values()
            if intent_id in (None, refund.payment_intent_id)
            and refund.status not in ("failed", "canceled")
        )

    # Sessions.

    async def create_session(self, request: SessionRequest, key: str) -> SessionSnapshot:
        def work() -> SessionSnapshot:
            session_id = SessionId(f"cs_test_{len(self.sessions) + 1}")
            now = int(self.clock.moment.timestamp())
            self.sessions[session_id] = _Session(request, session_id, created=now)
            return self._shown(session_id)

        made: SessionSnapshot = self._post("create_session", key, work)
        return made

    async def find_sessions(
        self, customer_id: CustomerId, item_id: ItemId, since: int = 0
    ) -> Sequence[SessionSnapshot]:
        found: list[SessionSnapshot] = self._get(
            lambda: [
                self._shown(session.id)
                for session in self.sessions.values()
                if session.request.customer_id == customer_id
                and session.request.item_id == item_id
                and session.created >= since
            ]
        )
        return found

    async def find_open_sessions(self, till_id: TillId) -> Sequence[SessionSnapshot]:
        found: list[SessionSnapshot] = self._get(
            lambda: [
                self._shown(session.id)
                for session in self.sessions.values()
                if session.request.till_id == till_id and session.status == "open"
            ]
        )
        return found

    async def retrieve_session(self, session_id: SessionId) -> SessionSnapshot:
        seen: SessionSnapshot = self._get(lambda: self._shown(session_id))
        return seen

    async def expire_session(self, session_id: SessionId, key: str) -> SessionSnapshot:
        def work() -> SessionSnapshot:
            session = self.sessions[session_id]
            if session.status != "open":
                raise _refused(None)
            session.status = "expired"
            if session.intent_id is not None:
                self.intents[session.intent_id] = replace(
                    self.intents[session.intent_id], status="canceled"
                )
            return self._shown(session_id)

        seen: SessionSnapshot = self._post("expire", key, work)
        return seen

    def pay(self, session_id: SessionId, card: str = "pm_new", shown: str = "always") -> bool:
        """The customer pays in the page; whether the money moved."""
        session = self.sessions[session_id]
        if session.status != "open":
            return False
        request = session.request
        if session.intent_id is None:
            session.intent_id = PaymentIntentId(f"pi_{len(self.intents) + 1}")
            self.intents[session.intent_id] = IntentSnapshot(
                id=session.intent_id,
                status="requires_payment_method",
                amount=request.amount,
                amount_received=0,
                customer_id=request.customer_id or CustomerId("cus_made"),
                card=None,
                card_redisplay="",
                last_error=None,
                item_id=request.item_id,
                created=int(self.clock.moment.timestamp()),
                attempt_id=request.attempt_id,
                sale_id=request.sale_id,
                till_id=request.till_id,
                description=request.description,
            )
        intent = self.intents[session.intent_id]
        if card == "pm_declined":
            decline = Decline("card_declined", "insufficient_funds", "")
            self.refused += 1
            refusal = f"ch_refused_{self.refused}"
            self.intents[intent.id] = replace(intent, last_error=decline, refusal_id=refusal)
            return False
        self.intents[intent.id] = self._paid(intent, PaymentMethodId(card), shown)
        session.status = "complete"
        return True

    def _shown(self, session_id: SessionId) -> SessionSnapshot:
        session = self.sessions[session_id]
        intent = self.intents[session.intent_id] if session.intent_id is not None else None
        complete = session.status == "complete"
        made = CustomerId("cus_made") if complete else None
        return SessionSnapshot(
            id=session_id,
            status=session.status,
            payment_status="paid" if complete else "unpaid",
            client_secret=f"{session_id}_secret_1" if session.status == "open" else None,
            url=f"https://checkout.example/{session_id}" if session.status == "open" else None,
            customer_id=session.request.customer_id or made,
            customer_email="",
            payment_intent_id=session.intent_id,
            intent=intent,
            amount=session.request.amount,
            item_id=session.request.item_id,
            attempt_id=session.request.attempt_id,
        )

    def paid_times(self, item_id: ItemId) -> int:
        return sum(charged == item_id for charged, _ in self.charges)


def _refused(code: str | None) -> RemoteRefused:
    return RemoteRefused("remote.refused", code=code, param=None, request_id="req_2")


FATES = (
    "unreachable", "lost_before", "lost_after", "late", "stored_500", "stored_500_after", "busy",
    "killed_before", "killed_after",
)  # fmt: skip


def seeded_faults(random: Random) -> Callable[[str], str]:
    """A weather drawn by the seed: fine, showers, slow, or fine until the line is cut."""
    weather = random.choice(["fine", "showers", "cut", "cut", "slow"])
    if weather == "fine":
        return lambda name: "ok"
    if weather == "showers":
        share = random.choice([0.2, 0.6])
        return lambda name: random.choice(FATES) if random.random() < share else "ok"
    if weather == "slow":
        return lambda name: "late" if name == "confirm" and random.random() < 0.7 else "ok"
    whole = random.randint(0, 3)
    last, after = random.choice(["lost_after", "late", "stored_500_after"]), "lost_before"
    seen = [0]

    def cut(name: str) -> str:
        seen[0] += 1
        if seen[0] <= whole:
            return "ok"
        return last if seen[0] == whole + 1 else after

    return cut
