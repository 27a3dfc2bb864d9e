"""What customers of a story agreed to, what ends it, and what left under it, told by the truth.

The till's own scope check isn't asked: what each agreement allows is worked out here again, from
the moments at which confirms left and money was taken.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from random import Random
from typing import Any, Final

from pos_app.consent.metadata import apart, revocation_to_metadata
from pos_app.consent.model import Agreement, Purpose, Revocation, RevocationKind
from pos_app.kernel.ids import AgreementId, CustomerId, PaymentIntentId, PaymentMethodId
from tests.helpers.agreements import a_scope, an_agreement
from tests.simulation.server import Intent, Server

CUSTOMER: Final = CustomerId("cus_1")
SHOWN: Final = AgreementId("shown_next_time")
"""What a customer who is there charges a card under; no row names it."""
EVERYTHING: Final = an_agreement(
    CUSTOMER, a_scope(count=1_000, cap_minor=1_000_000, total_minor=1_000_000)
)
SLACK_S: Final = 700.0
"""A machine may sleep ten minutes between the last look and the network, and Stripe's time is
known to a slow answer's age."""
_TAKING: Final = ("succeeded", "requires_capture")


def narrow(random: Random, number: int, epoch: datetime) -> Agreement:
    """One whose bounds a story of a few charges reaches."""
    opens = random.choice([None, None, None, 1_800, 7_200])
    closes = random.choice([None, None, None, None, 3_600, 90_000])
    scope = a_scope(
        count=random.choice([1, 1, 2, 9, 9]),
        cap_minor=random.choice([1_250, 1_251, 9_000, 9_000]),
        total_minor=random.choice([1_251, 2_500, 2_600, 90_000]),
    )
    scope = replace(scope, total_minor=max(scope.total_minor, scope.cap_minor))
    if opens is not None:
        scope = replace(scope, earliest=epoch + timedelta(seconds=opens))
    if closes is not None:
        scope = replace(scope, latest=epoch + timedelta(seconds=(opens or 0) + closes))
    if random.random() < 0.3:
        scope = replace(scope, any_card=False, card=PaymentMethodId("pm_good"))
    # The words aren't rendered anew: every till knows it already, and nobody reads them.
    return replace(
        EVERYTHING,
        id=AgreementId(f"agr_{number:04d}"),
        scope=scope,
        payment_method_id=scope.card or PaymentMethodId("pm_good"),
        payment_intent_id=PaymentIntentId(f"pi_deposit_{number}"),
    )


def only_shown() -> Agreement:
    """One that only lets a card be shown again: by its purpose alone it allows no charge, whatever
    room its figures would leave. Of a card that nobody pays with: hiding cards is another story."""
    return replace(
        EVERYTHING,
        id=AgreementId("agr_0009"),
        scope=replace(EVERYTHING.scope, purpose=Purpose.NEXT_TIME),
        payment_method_id=PaymentMethodId("pm_ticked"),
        payment_intent_id=PaymentIntentId("pi_deposit_9"),
    )


def given(server: Server, agreement: Agreement) -> None:
    """The payment it was given with, where its end will be noted."""
    intent_id = agreement.payment_intent_id
    if intent_id is not None:
        server.intents[intent_id] = Intent(
            intent_id, "", agreement.customer_id, 100, 0.0, {"sale": "sale_0"}, status="canceled"
        )


@dataclass
class Sent:
    """The first confirm of an attempt under an agreement."""

    till: str
    agreement: AgreementId
    intent: str
    card: str
    at: float
    held: dict[str, int]
    """What its till had held under the agreement just then, by key: minor units. Let go later, it
    took its place all the same."""


@dataclass
class _End:
    agreement: AgreementId
    card: str | None
    """The one card that is gone; None: all of it."""
    at: float
    slept: float
    process: str


@dataclass
class Watch:
    """Told of every request as it leaves and of every end as it is written down."""

    server: Server
    epoch: datetime
    agreements: dict[AgreementId, Agreement] = field(default_factory=dict)
    sent: dict[str, Sent] = field(default_factory=dict)
    """By the confirm's key."""
    ends: dict[str, list[_End]] = field(default_factory=dict)
    """By the till that knows of them."""
    elsewhere: dict[AgreementId, float] = field(default_factory=dict)
    """When Stripe was told of an end that no till of the story made."""
    wrong: list[str] = field(default_factory=list)

    def leaves(self, till: Any, name: str, key: str, target: str) -> None:
        """A POST of `till` is about to leave; `target` the object that it is about."""
        if name not in ("confirm", "capture"):
            return
        rows = [r for r in till.attempts() if r["payment_intent_id"] == target]
        mine = [r for r in rows if r["confirm_key"] == key] if name == "confirm" else rows
        for row in mine:
            agreement = AgreementId(row["agreement_id"] or SHOWN)
            if agreement == SHOWN and name == "capture":
                continue  # agreed to when it was held
            card, now = row["payment_method_id"], self.server.now()
            self._ended(till, agreement, card, f"{name} of {target}")
            if name == "confirm" and key not in self.sent and agreement != SHOWN:
                held = self._held(till.name, agreement)
                self.sent[key] = Sent(till.name, agreement, target, card, now, held)

    def _held(self, till: str, agreement: AgreementId) -> dict[str, int]:
        return {
            key: self._minor(one)
            for key, one in self.taken().items()
            if (one.till, one.agreement) == (till, agreement)
            and self.server.intents[one.intent].status == "requires_capture"
        }

    def _ended(self, till: Any, agreement: AgreementId, card: str, what: str) -> None:
        process, now = till.running.process, self.server.now()
        for end in self.ends.get(till.name, ()):
            awake = now - end.at
            if end.process == process.name:
                awake -= process.slept - end.slept
            if end.agreement == agreement and end.card in (None, card) and awake > 1.0:
                self.wrong.append(f"{what} left {awake:.0f} s after {agreement} ended")

    def ended(self, till: Any, agreement: AgreementId, card: str | None = None) -> None:
        """A till has it written down."""
        process = till.running.process
        end = _End(agreement, card, self.server.now(), process.slept, process.name)
        self.ends.setdefault(till.name, []).append(end)

    def shown_again(self) -> None:
        """Every card may be charged by its customer again."""
        for ends in self.ends.values():
            ends[:] = [one for one in ends if one.agreement != SHOWN]

    def forgotten(self, till: Any) -> None:
        """Its ledger came back from a copy."""
        self.ends.pop(till.name, None)

    def end_elsewhere(self, agreement: Agreement) -> None:
        """Somebody ends it at a till that isn't in this story."""
        at = self.epoch + timedelta(seconds=self.server.now())
        end = Revocation(
            agreement.id, agreement.customer_id, RevocationKind.WISH, at.replace(microsecond=0)
        )
        notes = {"agreement": agreement.id, **revocation_to_metadata(end)}
        if agreement.payment_intent_id is not None:
            self.server.note_on_intent(agreement.payment_intent_id, apart(agreement.id, notes))
            self.elsewhere.setdefault(agreement.id, self.server.now())

    # Afterwards.

    def violations(self) -> list[str]:
        """Everything that left, or was taken, outside what it was made under."""
        found = list(self.wrong)
        taken = self.taken()
        for key, one in taken.items():
            others = [o for k, o in taken.items() if k != key and k not in one.held]
            found += self._outside(one, others)
        return found

    def taken(self) -> dict[str, Sent]:
        """By key, the confirms whose money is taken or held."""
        keys = {i.taken_by: i.id for i in self.server.intents.values() if i.status in _TAKING}
        return {key: one for key, one in self.sent.items() if keys.get(key) == one.intent}

    def _outside(self, one: Sent, others: Sequence[Sent]) -> list[str]:
        scope = self.agreements[one.agreement].scope
        amount = self.server.intents[one.intent].amount
        before = [self._minor(o) for o in others if self._was_known(o, one)]
        before += one.held.values()
        opens = (scope.earliest - self.epoch).total_seconds() - SLACK_S
        closes = (scope.latest - self.epoch).total_seconds() + SLACK_S
        ended = self.elsewhere.get(one.agreement)
        rules = {
            "which only shows the card": scope.purpose is Purpose.NEXT_TIME,
            "over the cap": amount > scope.cap_minor,
            "on another card": not scope.any_card and one.card != scope.card,
            "too early": one.at < opens,
            "too late": one.at > closes,
            "once too often": len(before) >= scope.count,
            "over the total": sum(before) + amount > scope.total_minor,
            "after its end elsewhere": ended is not None and one.at > ended + 2 * SLACK_S,
        }
        who = f"{one.intent} by {one.till} under {one.agreement}"
        return [f"{who}: {rule}" for rule, broken in rules.items() if broken]

    def _was_known(self, other: Sent, one: Sent) -> bool:
        if other.agreement != one.agreement:
            return False
        if other.till == one.till:
            return other.at < one.at
        # Another till's counts once it is taken, a look before the one that was sent.
        return self.server.intents[other.intent].taken_at < one.at - 2 * SLACK_S

    def _minor(self, one: Sent) -> int:
        intent = self.server.intents[one.intent]
        return intent.received if intent.status == "succeeded" else intent.amount

    def _noted_as_ended(self, agreement: Agreement) -> bool:
        """A note may arrive late, from a till whose ledger then came back from a copy: it learns
        its own end again, and of a card that is gone for all of them."""
        noted = {key for intent in self.server.intents.values() for key in intent.metadata}
        gone = any(key.endswith("_card_gone") for key in noted)
        return gone or f"{agreement.id}_revoked" in noted

    def room(self, agreement: Agreement, amount: int) -> bool:
        """Whether a charge of so much surely fits, however strictly it is counted: every payment
        of the customer's since counts."""
        scope, now = agreement.scope, self.epoch + timedelta(seconds=self.server.now())
        slack = timedelta(seconds=SLACK_S)
        used = [
            intent.received or intent.amount
            for intent in self.server.intents.values()
            if intent.status in (*_TAKING, "processing")
        ]
        return (
            scope.purpose is not Purpose.NEXT_TIME
            and agreement.id not in self.elsewhere
            and not self._noted_as_ended(agreement)
            and scope.earliest + slack < now < scope.latest - slack
            and amount <= scope.cap_minor
            and len(used) < scope.count
            and sum(used) + amount <= scope.total_minor
        )
