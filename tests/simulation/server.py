"""Stripe as it matters to money: objects, states, idempotency keys. What it charged is the truth.

Requests come from `wire.py` at virtual moments; nothing here knows of the till. Idempotency,
states and errors follow STRIPE-FACTS: keys live 24 h, declines and 500s are stored and replayed,
refusals and conflicts are not, other parameters under the same key are an error.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any, Final

KEY_LIFE_S: Final = 86_400.0
_MOVES_MONEY: Final = ("confirm", "refund")
"""Not a capture: what is held can be captured once, under whatever key."""
_OPEN: Final = ("requires_payment_method", "requires_confirmation")
_PAYABLE: Final = (*_OPEN, "requires_action", "requires_capture", "processing")


class Refusal(Exception):
    """A 4xx that did nothing and is not stored."""

    def __init__(self, code: str | None) -> None:
        super().__init__(code)
        self.code = code


class Busy(Exception):
    """409, or 429 when `limited`: not now, nothing done, nothing stored."""

    def __init__(self, *, limited: bool) -> None:
        super().__init__(limited)
        self.limited = limited


class Mismatch(Exception):
    """The key was used with other parameters."""


class Failure(Exception):
    """A 500. `replayed` when it is the stored one."""

    def __init__(self, *, replayed: bool) -> None:
        super().__init__(replayed)
        self.replayed = replayed


@dataclass
class Intent:
    """A PaymentIntent. Minor units, virtual seconds."""

    id: str
    item: str
    customer: str
    amount: int
    created: float
    metadata: dict[str, str]
    capture: str = "automatic"
    status: str = "requires_payment_method"
    received: int = 0
    card: str | None = None
    redisplay: str = ""
    error: tuple[str, str] | None = None
    taken_by: str = ""
    """The confirm key, or the session, that took the money or holds it."""
    taken_at: float = 0.0
    held_until: float = 0.0
    session: str | None = None
    refusals: int = 0


@dataclass
class Session:
    """A Checkout Session."""

    id: str
    item: str
    customer: str | None
    amount: int
    created: float
    expires_at: float
    metadata: dict[str, str]
    status: str = "open"
    intent: str | None = None


@dataclass
class Refund:
    """`status`: pending, succeeded or failed."""

    id: str
    intent: str
    amount: int
    metadata: dict[str, str]
    created: float
    status: str = "succeeded"


@dataclass
class Answered:
    """What a decline is to the idempotency layer: an answer like any other (402)."""

    intent: Intent
    decline: tuple[str, str] | None = None


@dataclass
class _Stored:
    since: float
    params: object
    done: bool = False
    result: Any = None
    failure: Exception | None = None


@dataclass
class Order:
    """One POST as it arrives."""

    name: str
    key: str
    params: object
    work: Callable[[], Any]
    target: str = ""
    """The object it locks while it is worked on."""
    fate: str = "ok"
    """ok, busy, failure_before, failure_after."""
    takes_s: float = 0.0


@dataclass
class Server:
    """All of one account. `now` gives virtual seconds; `later(seconds, fn)` calls back."""

    random: Random
    now: Callable[[], float]
    later: Callable[[float, Callable[[], object]], object]
    note: Callable[[str], None] = lambda text: None
    intents: dict[str, Intent] = field(default_factory=dict)
    sessions: dict[str, Session] = field(default_factory=dict)
    refunds: dict[str, Refund] = field(default_factory=dict)
    handed_out: set[str] = field(default_factory=set)
    """Sessions whose secret somebody was given: these can be paid."""
    flying: list[tuple[str, str]] = field(default_factory=list)
    """(intent, key) of confirms that left and haven't arrived yet."""
    coming: int = 0
    """Confirms, captures and refunds that left and haven't arrived yet."""
    live_at_once: list[str] = field(default_factory=list)
    outlived: list[str] = field(default_factory=list)
    """Requests to move money under a key that had been forgotten."""
    _keys: dict[str, _Stored] = field(default_factory=dict)
    _locked: set[str] = field(default_factory=set)
    _numbers: dict[str, int] = field(default_factory=dict)

    # The idempotency layer.

    def post(self, order: Order, answer: Callable[[Any, Exception | None], None]) -> None:
        """Work on `order` and call `answer` once, now or later."""
        known = self._keys.get(order.key)
        if known is not None and self.now() - known.since > KEY_LIFE_S:
            known = None
        if known is not None:
            self._repeat(order, known, answer)
        elif order.fate == "busy" or (order.target and order.target in self._locked):
            answer(None, Busy(limited=True))
        else:
            stored = self._keys[order.key] = _Stored(self.now(), order.params)
            if order.takes_s:
                self._locked.add(order.target)
                self.later(order.takes_s, lambda: self._work(order, stored, answer))
            else:
                self._work(order, stored, answer)

    def _repeat(
        self, order: Order, known: _Stored, answer: Callable[[Any, Exception | None], None]
    ) -> None:
        if known.params != order.params:
            answer(None, Mismatch())
        elif not known.done:
            answer(None, Busy(limited=False))
        elif known.failure is not None:
            answer(None, Failure(replayed=True))
        else:
            answer(known.result, None)

    def _work(
        self, order: Order, stored: _Stored, answer: Callable[[Any, Exception | None], None]
    ) -> None:
        self._locked.discard(order.target)
        try:
            if order.fate != "failure_before":
                stored.result = order.work()
        except Refusal as refusal:
            del self._keys[order.key]
            answer(None, refusal)
            return
        stored.done = True
        if order.fate.startswith("failure"):
            stored.failure = Failure(replayed=True)
            answer(None, Failure(replayed=False))
        else:
            answer(stored.result, None)

    def decided_to_send(self, name: str, key: str) -> None:
        """Told as the till sends: what a sleep delays after that, nobody can call back."""
        known = self._keys.get(key)
        if name in _MOVES_MONEY and known and self.now() - known.since > KEY_LIFE_S:
            self.outlived.append(f"{name} {key}")

    def knows(self, key: str) -> bool:
        """Whether the key has an answer already, so that asking again does nothing."""
        stored = self._keys.get(key)
        return stored is not None and stored.done and self.now() - stored.since <= KEY_LIFE_S

    def _new_id(self, prefix: str) -> str:
        number = self._numbers[prefix] = self._numbers.get(prefix, 0) + 1
        return f"{prefix}_{number}"

    # PaymentIntents.

    def create_intent(
        self, item: str, customer: str, amount: int, metadata: dict[str, str]
    ) -> Intent:
        made = Intent(self._new_id("pi"), item, customer, amount, self.now(), metadata)
        self.intents[made.id] = made
        return made

    def note_on_intent(self, intent_id: str, notes: Mapping[str, str]) -> Intent:
        """Beside what is noted there, whatever state it is in."""
        intent = self._intent(intent_id)
        intent.metadata = {**intent.metadata, **notes}
        return intent

    def confirm(
        self, intent_id: str, card: str, key: str, *, off_session: bool, capture: str
    ) -> Answered:
        """A decline is an answer; a state that doesn't allow it is a refusal."""
        intent = self._intent(intent_id)
        if intent.status not in _OPEN or intent.session is not None:
            raise Refusal("payment_intent_unexpected_state")
        if card == "pm_gone":
            raise Refusal("resource_missing")
        intent.capture = capture
        if card == "pm_3ds" and off_session:
            return self._declined(intent, ("authentication_required", "authentication_required"))
        if card == "pm_3ds":
            intent.status = "requires_action"
            intent.card = card
            return Answered(intent)
        if card == "pm_declined" or (card == "pm_moody" and self.random.random() < 0.5):
            return self._declined(intent, ("card_declined", "insufficient_funds"))
        self._take(intent, card, key)
        return Answered(intent)

    def _declined(self, intent: Intent, error: tuple[str, str]) -> Answered:
        intent.status = "requires_payment_method"
        intent.error = error
        intent.refusals += 1
        self.note(f"{intent.id} declined {error[0]}")
        return Answered(intent, error)

    def _take(self, intent: Intent, card: str, by: str) -> None:
        intent.card, intent.error, intent.taken_by = card, None, by
        intent.taken_at = self.now()
        if intent.capture == "manual":
            intent.status = "requires_capture"
            intent.held_until = self.now() + 86_400 * self.random.choice([1, 7, 7, 7])
            self.note(f"{intent.id} holds {intent.amount} for {intent.item} by {by}")
            return
        intent.status = "succeeded"
        intent.received = intent.amount
        self.note(f"{intent.id} CHARGED {intent.amount} for {intent.item} by {by}")

    def authenticate(self, intent_id: str) -> None:
        """The customer confirms at the bank, out of the till's sight."""
        intent = self.intents[intent_id]
        if intent.status == "requires_action":
            self._take(intent, intent.card or "pm_3ds", f"{intent.id} authenticated")

    def cancel(self, intent_id: str) -> Intent:
        intent = self._intent(intent_id)
        if intent.status in ("succeeded", "canceled", "processing") or intent.session is not None:
            raise Refusal("payment_intent_unexpected_state")
        intent.status = "canceled"
        self.note(f"{intent.id} canceled")
        return intent

    def capture(self, intent_id: str, amount: int | None) -> Intent:
        """The rest of the hold is released (final capture)."""
        intent = self._intent(intent_id)
        if intent.status != "requires_capture":
            raise Refusal("payment_intent_unexpected_state")
        taken = intent.amount if amount is None else amount
        if taken > intent.amount:
            raise Refusal("amount_too_large")
        intent.status, intent.received = "succeeded", taken
        self.note(f"{intent.id} CAPTURED {taken}")
        return intent

    def _intent(self, intent_id: str) -> Intent:
        intent = self.intents.get(intent_id)
        if intent is None:
            raise Refusal("resource_missing")
        self._lapse(intent)
        return intent

    def _lapse(self, intent: Intent) -> None:
        """A hold nobody captured ends by itself."""
        if intent.status == "requires_capture" and self.now() > intent.held_until:
            intent.status = "canceled"

    def see_intent(self, intent_id: str) -> Intent:
        return self._intent(intent_id)

    def list_intents(self, customer: str | None, since: float) -> Sequence[Intent]:
        """A customer's, or everybody's; oldest first."""
        for intent in self.intents.values():
            self._lapse(intent)
        return [
            intent
            for intent in self.intents.values()
            if customer in (None, intent.customer) and int(intent.created) >= since
        ]

    # Refunds.

    def refund(self, intent_id: str, amount: int | None, metadata: dict[str, str]) -> Refund:
        intent = self._intent(intent_id)
        left = intent.received - self.refunded(intent_id)
        wanted = left if amount is None else amount
        if intent.status != "succeeded":
            raise Refusal("payment_intent_unexpected_state")
        if left <= 0:
            raise Refusal("charge_already_refunded")
        if wanted > left:
            raise Refusal(None)
        made = Refund(self._new_id("re"), intent_id, wanted, metadata, self.now())
        fate = self.random.random()
        if fate < 0.15:
            made.status = "pending"
            end = "succeeded" if self.random.random() < 0.7 else "failed"
            self.later(self.random.choice([5.0, 900.0, 86_400.0]), lambda: self._turn(made, end))
        elif fate < 0.2:
            self.later(self.random.choice([60.0, 86_400.0]), lambda: self._turn(made, "failed"))
        self.refunds[made.id] = made
        self.note(f"{made.id} REFUNDED {wanted} of {intent_id} ({made.status})")
        return made

    def _turn(self, refund: Refund, status: str) -> None:
        refund.status = status
        self.note(f"{refund.id} {status}")

    def see_refund(self, refund_id: str) -> Refund:
        if refund_id not in self.refunds:
            raise Refusal("resource_missing")
        return self.refunds[refund_id]

    def list_refunds(self, intent_id: str | None, since: float) -> Sequence[Refund]:
        """Of one PaymentIntent, or everybody's; oldest first."""
        return [
            refund
            for refund in self.refunds.values()
            if intent_id in (None, refund.intent) and int(refund.created) >= since
        ]

    def refunded(self, intent_id: str) -> int:
        return sum(
            r.amount
            for r in self.refunds.values()
            if r.intent == intent_id and r.status != "failed"
        )

    # Checkout Sessions.

    def create_session(
        self, item: str, customer: str | None, amount: int, expires_at: float,
        metadata: dict[str, str],
    ) -> Session:  # fmt: skip
        now = self.now()
        if not now + 1_795 <= expires_at <= now + 86_405:
            raise Refusal("parameter_invalid_integer")
        made = Session(self._new_id("cs_test"), item, customer, amount, now, expires_at, metadata)
        self.sessions[made.id] = made
        return made

    def see_session(self, session_id: str) -> Session:
        session = self.sessions.get(session_id)
        if session is None:
            raise Refusal("resource_missing")
        if session.status == "open" and self.now() > session.expires_at:
            self._close(session)
        return session

    def list_sessions(self, customer: str, since: float) -> Sequence[Session]:
        """Oldest first."""
        seen = [self.see_session(session_id) for session_id in self.sessions]
        return [s for s in seen if s.customer == customer and int(s.created) >= since]

    def list_open_sessions(self) -> Sequence[Session]:
        """Everybody's, oldest first."""
        return [s for s in map(self.see_session, self.sessions) if s.status == "open"]

    def expire_session(self, session_id: str) -> Session:
        session = self.see_session(session_id)
        if session.status != "open" or (session.intent or "") in self._locked:
            raise Refusal(None)
        self._close(session)
        return session

    def _close(self, session: Session) -> None:
        session.status = "expired"
        self.note(f"{session.id} expired")
        if session.intent is not None:
            self.intents[session.intent].status = "canceled"

    def pay(self, session_id: str, card: str, redisplay: str, takes_s: float) -> None:
        """The customer pays in the page; the bank takes its time."""
        session = self.see_session(session_id)
        if session.status != "open":
            return
        if session.intent is None:
            made = self.create_intent(
                session.item, session.customer or f"cus_of_{session.id}", session.amount,
                session.metadata,
            )  # fmt: skip
            made.session, session.intent = session.id, made.id
        intent = self.intents[session.intent]
        if intent.id in self._locked:
            return
        self._locked.add(intent.id)

        def done() -> None:
            self._locked.discard(intent.id)
            if session.status != "open":
                return
            if card == "pm_declined":
                self._declined(intent, ("card_declined", "insufficient_funds"))
                return
            intent.redisplay = redisplay
            self._take(intent, card, session.id)
            session.status = "complete"

        self.later(takes_s, done)

    # What can be paid right now.

    def hand_out(self, session_id: str) -> None:
        """Somebody was given the session's secret."""
        self.handed_out.add(session_id)
        session = self.sessions.get(session_id)
        if session is not None:
            self.look_for_two(session.item)

    def confirm_leaves(self, intent_id: str, key: str) -> None:
        self.flying.append((intent_id, key))
        intent = self.intents.get(intent_id)
        if intent is not None:
            self.look_for_two(intent.item)

    def confirm_landed(self, intent_id: str, key: str) -> None:
        self.flying.remove((intent_id, key))

    def look_for_two(self, item: str) -> None:
        """Called whenever another way of paying comes into being."""
        live = self.live(item)
        if len(live) > 1:
            self.live_at_once.append(f"{item} at {self.now():.0f} s: {' and '.join(live)}")
            self.note(f"LIVE AT ONCE {live}")

    def may_take(self) -> bool:
        """Whether money may still move by what left already, or by a page somebody has."""
        pages = [self.see_session(one).status for one in sorted(self.handed_out)]
        return bool(self.coming or self._locked) or "open" in pages

    def live(self, item: str) -> list[str]:
        """Everything that could take money for the item from now on."""
        found = [
            session.id
            for session in self.sessions.values()
            if session.item == item
            and session.id in self.handed_out
            and self.see_session(session.id).status == "open"
        ]
        for intent in self.intents.values():
            if intent.item != item or intent.session is not None:
                continue
            self._lapse(intent)
            may = intent.status in ("requires_action", "requires_capture", "processing")
            coming = any(i == intent.id and not self.knows(key) for i, key in self.flying)
            working = intent.id in self._locked and intent.status in _PAYABLE
            if may or working or (coming and intent.status in _OPEN):
                found.append(intent.id)
        return found
