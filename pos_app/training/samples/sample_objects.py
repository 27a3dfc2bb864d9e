"""One lot of sample customers with their cards and payments, as rows ready to be written."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from random import Random

from pos_app.training.bank import cards
from pos_app.training.bank.cards import Approval, TestCard
from pos_app.training.objects import balance, charges, customers, intent_shape, payment_methods
from pos_app.training.records.database import Database, Row, pack
from pos_app.training.records.kinds import (
    ALPHABET,
    BALANCE_TRANSACTION,
    CHARGE,
    CUSTOMER,
    PAYMENT_INTENT,
    PAYMENT_METHOD,
    Kind,
    kind_named,
)  # fmt: skip
from pos_app.training.records.work import with_private
from pos_app.training.samples.sample_people import Person, Pools
from pos_app.training.wire.errors import Body

DAY_S = 24 * 3600
OLDEST_DAYS = 700
PAYMENTS_DAYS = 240
_VISIBILITIES = ("always", "always", "limited", "unspecified")
_WITH_CARDS = 0.14


class Lot:
    """Collects objects, then writes them kind by kind inside the caller's transaction."""

    def __init__(
        self, database: Database, fingerprint: Callable[[str], str], epoch: int, seed: int, *,
        with_payments: bool,
    ) -> None:  # fmt: skip
        """`epoch` in UTC seconds: nothing made is younger."""
        self._database = database
        self._fingerprint = fingerprint
        self._epoch = epoch
        self._random = Random(seed)  # noqa: S311 - sample data, the same for everybody
        self._with_payments = with_payments
        self._rows: dict[str, list[Row]] = {}
        self._template = CustomerText()
        self._cards = [c for c in cards.TEST_CARDS if c.behaviour is cards.Behaviour.SUCCEEDS]

    def write(self) -> None:
        for name, rows in self._rows.items():
            self._database.insert_rows(kind_named(name), rows)

    def demo(self, without_card: Person, with_cards: Person) -> None:
        """The two customers the demo asks for."""
        now = self._epoch
        self._customer(without_card, now - 40 * DAY_S)
        customer = self._customer(with_cards, now - 60 * DAY_S)
        visa, mastercard = cards.by_token("tok_visa"), cards.by_token("tok_mastercard")
        assert visa is not None  # both are test cards
        assert mastercard is not None
        method = self._card(customer, with_cards, visa, "always", now - 58 * DAY_S, ahead_months=30)
        self._card(customer, with_cards, mastercard, "limited", now - 35 * DAY_S, ahead_months=18)
        self._payment(customer, with_cards, method, 4990, now - 30 * DAY_S)

    def customers(self, pools: Pools, numbers: range, first: int, end: int) -> None:
        """Those with `numbers` out of `first` to `end`: the higher the number, the younger."""
        oldest = self._epoch - OLDEST_DAYS * DAY_S
        span = (OLDEST_DAYS - 1) * DAY_S / (end - first)
        for number in numbers:
            person = pools.person(self._random, number)
            created = oldest + int((number - first + self._random.random()) * span)
            customer = self._customer(person, created)
            if self._random.random() < _WITH_CARDS:
                self._cards_and_payments(customer, person, created)

    def _customer(self, person: Person, created: int) -> str:
        identifier = self._id(CUSTOMER)
        text = self._template.of(identifier, created, self._text(8).upper(), person)
        self._add(CUSTOMER, identifier, created, text)
        return identifier

    def _cards_and_payments(self, customer: str, person: Person, since: int) -> None:
        random = self._random
        for card in random.sample(self._cards, random.choice((1, 1, 1, 2, 3))):
            saved = random.randrange(since, self._epoch)
            method = self._card(
                customer, person, card, random.choice(_VISIBILITIES), saved,
                ahead_months=random.randrange(-1, 48), now=self._epoch,
            )  # fmt: skip
            if not self._with_payments:
                continue
            for _ in range(random.choice((0, 1, 1, 2, 4))):
                amount = random.randrange(300, 25_000)
                earliest = max(saved, self._epoch - PAYMENTS_DAYS * DAY_S)
                paid = random.randrange(earliest, self._epoch)
                self._payment(customer, person, method, amount, paid)

    def _card(
        self, customer: str, person: Person, card: TestCard, visibility: str, created: int, *,
        ahead_months: int, now: int | None = None,
    ) -> Body:  # fmt: skip
        """A saved card that expires `ahead_months` after `now` (or after it was saved)."""
        month = _months_since_zero(now or created) + ahead_months
        body = payment_methods.described(
            self._id(PAYMENT_METHOD), card, self._fingerprint(card.number), created,
            month % 12 + 1, month // 12,
        )  # fmt: skip
        body |= {"allow_redisplay": visibility, "customer": customer}
        body["card"]["checks"]["cvc_check"] = "pass"
        body["billing_details"] |= {"name": person.name, "email": person.email}
        body = with_private(body, set_up=visibility == "limited")
        self._add_body(body)
        return body

    def _payment(
        self, customer: str, person: Person, method: Body, amount: int, created: int
    ) -> None:
        """A charge that succeeded, with its PaymentIntent and its balance transaction."""
        currency = "gbp" if person.locale == "en" else "eur"
        intent = intent_shape.blank(self._id(PAYMENT_INTENT), amount, currency, created)
        intent |= {
            "amount_received": amount,
            "client_secret": f"{intent['id']}_secret_{self._text(25)}",
            "customer": customer,
            "description": "Sale",
            "payment_method": method["id"],
            "status": "succeeded",
        }
        charge = charges.approved(
            charges.blank(self._id(CHARGE), intent, method, created), Approval.PLAIN, capture=True
        )
        movement = balance.movement(
            self._id(BALANCE_TRANSACTION), charge, balance.charged(charge, amount), created
        )
        charge["balance_transaction"] = movement["id"]
        intent["latest_charge"] = charge["id"]
        for body in (intent, charge, movement):
            self._add_body(body)

    def _add_body(self, body: Body) -> None:
        self._add(kind_named(body["object"]), body["id"], body["created"], pack(body))

    def _add(self, kind: Kind, identifier: str, created: int, text: str) -> None:
        self._rows.setdefault(kind.name, []).append((identifier, created, text))

    def _id(self, kind: Kind) -> str:
        return f"{kind.prefix}_{self._text(kind.id_length)}"

    def _text(self, length: int) -> str:
        return "".join(self._random.choices(ALPHABET, k=length))


class CustomerText:
    """Writes customers ten times as fast as an encoder, out of one that an encoder wrote."""

    _FIELDS = ("id", "created", "invoice_prefix", "name", "email", "phone", "preferred_locales",
               "address")  # fmt: skip

    def __init__(self) -> None:
        body = customers.blank("", 0)
        marks = {name: f"\x00{name}\x00" for name in self._FIELDS}
        pieces = json.loads(pack(body)) | marks
        text = pack(pieces).replace("\\u0000", "\x00")
        self._parts = list(_split(text, self._FIELDS))

    def of(self, identifier: str, created: int, prefix: str, person: Person) -> str:
        """The customer as JSON text; `created` in UTC seconds."""
        quoted = json.encoder.encode_basestring
        values = {
            "id": quoted(identifier),
            "created": str(created),
            "invoice_prefix": quoted(prefix),
            "name": quoted(person.name),
            "email": "null" if person.email is None else quoted(person.email),
            "phone": "null" if person.phone is None else quoted(person.phone),
            "preferred_locales": f"[{quoted(person.locale)}]",
            "address": "null" if person.address is None else pack(person.address),
        }
        return "".join(
            text if name is None else f"{text}{values[name]}" for text, name in self._parts
        )


def _split(text: str, names: tuple[str, ...]) -> Iterator[tuple[str, str | None]]:
    """The text between the marks, each with the name of the mark that ends it."""
    rest = text
    found = sorted(names, key=lambda name: text.index(f'"\x00{name}\x00"'))
    for name in found:
        before, _, rest = rest.partition(f'"\x00{name}\x00"')
        yield before, name
    yield rest, None


def _months_since_zero(moment: int) -> int:
    """Whole months since year 0 of a UTC time in seconds."""
    day = datetime.fromtimestamp(moment, UTC)
    return day.year * 12 + day.month - 1
