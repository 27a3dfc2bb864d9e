"""What a new file begins with: customers, saved cards, past payments.

Made in bulk straight into the file, from a fixed seed: the same people for everybody, with dates
counted back from today. No events tell of them: they were there before.
"""

import string
from dataclasses import dataclass, field
from datetime import UTC, datetime
from random import Random
from typing import Protocol

from pos_app.training.bank import cards
from pos_app.training.bank.cards import Approval, TestCard
from pos_app.training.objects import balance, charges, customers, intents, payment_methods
from pos_app.training.records.clock import TrainingClock
from pos_app.training.records.database import Database
from pos_app.training.records.kinds import (
    BALANCE_TRANSACTION,
    CHARGE,
    CUSTOMER,
    KINDS,
    PAYMENT_INTENT,
    PAYMENT_METHOD,
    Kind,
)  # fmt: skip
from pos_app.training.records.work import with_private
from pos_app.training.samples.sample_people import Person, people
from pos_app.training.wire.errors import Body

SEED = 20261123
_DAY_S = 24 * 3600
_OLDEST_DAYS = 700
_FILLED = "sample_customers"
_ALPHABET = string.digits + string.ascii_letters
_VISIBILITIES = ("always", "always", "limited", "unspecified")

ELODIE = Person("Élodie Lefèvre", "elodie.lefevre@example.fr", "+33612345678", "fr", None)
"""Demo customer without a card."""
JAMES = Person("James O'Connor", "james.oconnor@example.com", "+441134960123", "en", None)
"""Demo customer with two cards and a past payment."""


class Place(Protocol):
    """Where the samples go: an engine."""

    @property
    def database(self) -> Database: ...
    @property
    def clock(self) -> TrainingClock: ...
    def fingerprint(self, number: str) -> str:
        """Of a card number, in this file."""
        ...


def fill(engine: Place, count: int) -> None:
    """Give a new file `count` customers, the two of the demo among them; an old one stays."""
    if engine.database.setting(_FILLED) is not None:
        return
    with engine.database.transaction():
        engine.database.set_setting(_FILLED, str(count))
        if count > 0:
            _Sample(engine).make(count)


@dataclass
class _Sample:
    """Collects the objects; they are written oldest first, as if they had come in by the day."""

    engine: Place
    random: Random = field(default_factory=lambda: Random(SEED))  # noqa: S311 - sample data
    made: dict[str, list[Body]] = field(default_factory=lambda: {kind.name: [] for kind in KINDS})

    def make(self, count: int) -> None:
        now = self.engine.clock.now()
        self._well_known(now)
        for person in people(max(0, count - 2), SEED):
            created = now - self.random.randrange(_DAY_S, _OLDEST_DAYS * _DAY_S)
            customer = self._customer(person, created)
            if self.random.random() < 0.14:
                self._cards_and_payments(customer, now)
        for kind in KINDS:
            found = sorted(self.made[kind.name], key=lambda body: (body["created"], body["id"]))
            self.engine.database.insert_many(kind, found)

    def _well_known(self, now: int) -> None:
        self._customer(ELODIE, now - 40 * _DAY_S)
        james = self._customer(JAMES, now - 60 * _DAY_S)
        visa, mastercard = cards.by_token("tok_visa"), cards.by_token("tok_mastercard")
        assert visa is not None  # both are test cards
        assert mastercard is not None
        method = self._card(james, visa, "always", now - 58 * _DAY_S, ahead_months=30)
        self._card(james, mastercard, "limited", now - 35 * _DAY_S, ahead_months=18)
        self._payment(james, method, 4990, now - 30 * _DAY_S)

    def _customer(self, person: Person, created: int) -> Body:
        body = customers.blank(self._id(CUSTOMER), created)
        body |= {
            "name": person.name,
            "email": person.email,
            "phone": person.phone,
            "preferred_locales": [person.locale],
            "address": person.address,
            "invoice_prefix": self._text(8).upper(),
        }
        self.made[CUSTOMER.name].append(body)
        return body

    def _cards_and_payments(self, customer: Body, now: int) -> None:
        ready = [c for c in cards.TEST_CARDS if c.behaviour is cards.Behaviour.SUCCEEDS]
        for card in self.random.sample(ready, self.random.choice((1, 1, 1, 2, 3))):
            saved = self.random.randrange(customer["created"], now)
            visibility = self.random.choice(_VISIBILITIES)
            months = self.random.randrange(-1, 48)
            method = self._card(customer, card, visibility, saved, ahead_months=months, now=now)
            for _ in range(self.random.choice((0, 1, 1, 2, 4))):
                amount = self.random.randrange(300, 25_000)
                since = max(saved, now - 240 * _DAY_S)
                self._payment(customer, method, amount, self.random.randrange(since, now))

    def _card(
        self, customer: Body, card: TestCard, visibility: str, created: int, *,
        ahead_months: int, now: int | None = None,
    ) -> Body:  # fmt: skip
        """A saved card that expires `ahead_months` after `now` (or after it was saved)."""
        month = _months_since_zero(now or created) + ahead_months
        body = payment_methods.described(
            self._id(PAYMENT_METHOD), card, self.engine.fingerprint(card.number), created,
            month % 12 + 1, month // 12,
        )  # fmt: skip
        body |= {"allow_redisplay": visibility, "customer": customer["id"]}
        body["card"]["checks"]["cvc_check"] = "pass"
        body["billing_details"] |= {"name": customer["name"], "email": customer["email"]}
        body = with_private(body, set_up=visibility == "limited")
        self.made[PAYMENT_METHOD.name].append(body)
        return body

    def _payment(self, customer: Body, method: Body, amount: int, created: int) -> None:
        """A charge that succeeded, with its PaymentIntent and its balance transaction."""
        currency = "gbp" if customer["preferred_locales"] == ["en"] else "eur"
        intent = intents.blank(self._id(PAYMENT_INTENT), amount, currency, created)
        intent |= {
            "amount_received": amount,
            "client_secret": f"{intent['id']}_secret_{self._text(25)}",
            "customer": customer["id"],
            "description": "Sale",
            "payment_method": method["id"],
            "status": "succeeded",
        }
        charge = charges.approved(
            charges.blank(self._id(CHARGE), intent, method, created), Approval.PLAIN, capture=True
        )
        movement = balance.movement(
            self._id(BALANCE_TRANSACTION), charge, amount, "charge", created
        )
        charge["balance_transaction"] = movement["id"]
        intent["latest_charge"] = charge["id"]
        for body in (intent, charge, movement):
            self.made[body["object"]].append(body)

    def _id(self, kind: Kind) -> str:
        return f"{kind.prefix}_{self._text(kind.id_length)}"

    def _text(self, length: int) -> str:
        return "".join(self.random.choices(_ALPHABET, k=length))


def _months_since_zero(moment: int) -> int:
    """Whole months since year 0 of a UTC time in seconds."""
    day = datetime.fromtimestamp(moment, UTC)
    return day.year * 12 + day.month - 1
