"""A till without windows: the production services over a real folder and the real gateway.

`operate` does one operation and may be killed at any step of it; `recover` is the next process on
the same folder. Both are told what to do by an `Order` and answer with plain data.
"""

import asyncio
import contextlib
import json
import logging
import os
import urllib.request
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from pos_app.checkout.asked import AskedAgreements
from pos_app.checkout.model import Agreed
from pos_app.checkout.service import CheckoutService
from pos_app.consent.service import ConsentService
from pos_app.consent.terms_files import TermsLibrary
from pos_app.customers.model import CustomerDraft
from pos_app.files import LEDGER_SCHEMAS
from pos_app.kernel.clock import SystemClock
from pos_app.kernel.errors import EnvironmentFault
from pos_app.kernel.events import EventBus
from pos_app.kernel.ids import CustomerId, PaymentMethodId, TillId
from pos_app.kernel.money import Money
from pos_app.payments.agreements import ChargesUnder
from pos_app.payments.decide import Policy
from pos_app.payments.ledger import wrong_in_ledger
from pos_app.payments.model import Outcome, OutcomeKind, PaymentRecorded
from pos_app.payments.service import PaymentService
from pos_app.sales.model import SaleItem
from pos_app.sales.service import SalesService
from pos_app.settings.environment import training_environment
from pos_app.storage import Database, Safety, Storage
from pos_app.stripe_gateway.client import Surroundings
from pos_app.stripe_gateway.gateway import StripeGateway
from tests.faults.mortal import Fuse, MortalLine, MortalStorage
from tests.helpers.agreements import SUBJECT, a_scope, agreed
from tests.helpers.kept import EveryCardShown

KEY: Final = bytes(range(32))
WHOLE: Final = Money(1250, "eur")
PART: Final = Money(400, "eur")
_SLOWEST_S: Final = 0.4
"""More than a slow server of `killing.TROUBLES` takes, by the machine's own clock."""
_LONG_ENOUGH_S: Final = 1_000
"""After which no request of a dead process can still arrive, and a refund's absence is certain."""
_GOOD: Final = "pm_card_visa"


@dataclass(frozen=True)
class Order:
    """One process's task."""

    folder: str
    url: str
    secret_key: str
    publishable_key: str
    operation: str = ""
    trouble: dict[str, Any] | None = None
    """A scenario of the stand-in's for the operation's own request."""
    kill_at: int = 0
    offset_s: int = 0
    """How far the stand-in's clock was moved ahead of this machine's."""


@dataclass
class Found:
    """What `recover` saw, in the words of tests.helpers.invariants."""

    rounds: int = 0
    advanced_s: int = 0
    item: str = ""
    intents: list[dict[str, Any]] = field(default_factory=list)
    refunds: list[dict[str, Any]] = field(default_factory=list)
    payments: list[list[Any]] = field(default_factory=list)
    given_back: list[list[Any]] = field(default_factory=list)
    wrong: str = ""
    unresolved: list[str] = field(default_factory=list)
    shown: str = ""
    told: list[str] = field(default_factory=list)
    second_posts: list[str] = field(default_factory=list)
    alive: list[str] = field(default_factory=list)
    cannot_pay: list[str] = field(default_factory=list)
    agreed: bool = False
    """Whether the customer ticked an agreement before they could pay."""
    recorded: list[str] = field(default_factory=list)
    """The PaymentIntent of each agreement in the ledger."""
    asked: int = 0
    """What they ticked that is neither recorded nor forgotten."""
    dump: str = ""


class AheadClock(SystemClock):
    """As this machine's, moved ahead as the stand-in's was."""

    def __init__(self, offset_s: int) -> None:
        self.offset = timedelta(seconds=offset_s)

    def now(self) -> datetime:
        return super().now() + self.offset


async def hurried(seconds: float) -> None:
    """Backoff at a hundredth of its length."""
    await asyncio.sleep(seconds / 100)


class Till:
    """One process's services. `told` goes to a file, so that it outlives the process."""

    def __init__(self, order: Order, storage: Storage, gateway: StripeGateway, line: MortalLine,
                 fuse: Fuse, clock: AheadClock) -> None:  # fmt: skip
        self.order, self.storage, self.gateway, self.line = order, storage, gateway, line
        self.clock, self.fuse = clock, fuse
        events = EventBus()
        events.subscribe(PaymentRecorded, lambda event: self.tell(event.outcome))
        till = TillId("till_1")
        ledger: Any = MortalStorage(storage, fuse)
        given = (ledger, gateway, events, clock, os.urandom, till)
        policy = Policy(deadline_seconds=1.0)
        self.payments = PaymentService(*given, sleep=hurried, policy=policy)
        self.checkout = CheckoutService(*given, sleep=hurried)
        self.payments.keep_sessions(self.checkout)
        self.payments.keep_cards(EveryCardShown())
        self.sales = SalesService(ledger, clock, os.urandom, till)
        charges = ChargesUnder(ledger)
        self.consent = ConsentService(
            ledger, TermsLibrary(), charges, charges, events, clock, os.urandom, (till, "Comptoir")
        )
        self.asked = AskedAgreements(ledger, self.consent, events)

    def tell(self, outcome: Outcome) -> None:
        with (Path(self.order.folder) / "told").open("a") as file:
            file.write(f"{outcome.kind.value}\n")

    def control(self, path: str, fields: dict[str, Any]) -> dict[str, Any]:
        """A request to the stand-in that is not the till's own: its controls, its page."""
        request = urllib.request.Request(
            self.order.url + path, json.dumps(fields).encode(), {"content-type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=30) as answer:
            return dict(json.load(answer))

    async def ask(self, path: str, **params: str) -> list[dict[str, Any]]:
        reply = await self.gateway._caller.get(f"/v1/{path}", {"limit": "100", **params})
        return [dict(row) for row in reply.data["data"]]

    async def agreed(self) -> Agreed:
        """What the customer's tick stands for."""
        scope = a_scope(card=None)
        return Agreed(await self.consent.draft(scope, SUBJECT, "fr"), staff="Ana")

    async def new_customer(self) -> CustomerId:
        draft = CustomerDraft("Zoé Léger", email="zoe@example.com", language="fr")
        return (await self.gateway.create_customer(draft, os.urandom(8).hex())).id

    async def card(self, customer: CustomerId) -> PaymentMethodId:
        path = f"/v1/payment_methods/{_GOOD}/attach"
        reply = await self.gateway._caller.post(path, {"customer": customer}, os.urandom(8).hex())
        return PaymentMethodId(reply.data["id"])


@asynccontextmanager
async def running(order: Order) -> AsyncIterator[Till]:
    folder = Path(order.folder)
    logging.basicConfig(filename=folder / "log", level=logging.INFO, force=True)
    logging.getLogger("pos_app").setLevel(logging.DEBUG)
    fuse, clock = Fuse(order.kill_at), AheadClock(order.offset_s)
    safety = Safety(folder / "backups", wrong_in_ledger, clock.now)
    path = folder / "ledger.db"
    storage = Storage.open(path, KEY, LEDGER_SCHEMAS, durable=True, safety=safety)
    line = MortalLine(fuse)
    environment = training_environment(order.url, order.secret_key, order.publishable_key)
    surroundings = Surroundings(clock, os.urandom, hurried, line)
    gateway = await StripeGateway.connect(environment, surroundings)
    try:
        await storage.ready()
        yield Till(order, storage, gateway, line, fuse, clock)
    finally:
        await storage.close()
        await gateway.close()


# One operation.


async def operate(order: Order) -> dict[str, Any]:
    """The names of its steps, when it lived through all of them."""
    async with running(order) as till:
        customer = await till.new_customer()
        item = await till.sales.open_item(customer, WHOLE, "Repair")
        card = await till.card(customer)
        note = {"customer": customer, "item": item.id, "operation": order.operation}
        (Path(order.folder) / "case.json").write_text(json.dumps(note))
        before = None
        if order.operation in ("capture", "capture part", "release"):
            before = await till.payments.hold(item, card)
            assert before.kind is OutcomeKind.HELD
        elif order.operation.startswith("refund"):
            before = await till.payments.charge_saved_card(item, card)
            assert before.kind is OutcomeKind.SUCCEEDED
        if order.trouble is not None:
            till.control("/_training/scenario", order.trouble)
        till.fuse.light()
        with contextlib.suppress(EnvironmentFault):  # a page that could not be opened says so
            await _operate(till, order.operation, item, card, before)
        await till.payments.drain()
        await till.checkout.drain()
        await till.asked.drain()
    return {"steps": till.fuse.names}


async def _operate(
    till: Till, operation: str, item: SaleItem, card: PaymentMethodId, before: Outcome | None
) -> None:
    pay, words = till.payments, operation.split()
    intent = before.payment_intent_id if before is not None else None
    match words[0]:
        case "charge":
            away = "off" in words
            assert item.customer_id is not None
            under = await agreed(till.storage, item.customer_id) if away else None
            outcome = await pay.charge_saved_card(item, card, off_session=away, under=under)
            till.tell(outcome)
        case "hold":
            till.tell(await pay.hold(item, card))
        case "capture":
            await pay.capture_hold(item.id, PART if "part" in words else WHOLE)
        case "release":
            await pay.release_hold(item.id)
        case "refund":
            assert intent is not None
            await pay.refund(intent, PART if "part" in words else WHOLE)
        case "page":
            ticked = await till.agreed() if "agreed" in words else None
            await _page(till, item, ticked, paid="paid" in words)


async def _page(till: Till, item: SaleItem, agreed: Agreed | None, *, paid: bool) -> None:
    """A session opened, paid by its customer or not, and ended; with what they ticked first."""
    opened = await till.checkout.open(item, agreed=agreed)
    if paid:
        typed = {"number": "4242424242424242", "expMonth": 12, "expYear": 2040, "cvc": "123"}
        fields = {"key": till.order.publishable_key, "client_secret": opened.client_secret}
        till.control("/page/session/confirm", {**fields, "card": typed})
        till.fuse.step("paid on the page")
        till.tell(await till.checkout.settle(opened.attempt_id))
    else:
        till.tell(await till.checkout.close(opened.attempt_id))


# The next process.


async def recover(order: Order) -> dict[str, Any]:
    """Recovery until nothing is open (a long time passes when it needs to), then what is left."""
    async with running(order) as till:
        note = json.loads((Path(order.folder) / "case.json").read_text())
        found = Found(item=note["item"], agreed="agreed" in note["operation"].split())
        await _until_known(till, found)
        sent = len(till.line.posts)
        again = Till(order, till.storage, till.gateway, till.line, till.fuse, till.clock)
        await again.payments.recover()
        found.second_posts = till.line.posts[sent:]
        await _look(again, found, CustomerId(note["customer"]))
        await _pay_what_is_left(again, found, CustomerId(note["customer"]))
        await again.payments.drain()
        await again.checkout.drain()
    return asdict(found)


async def look(order: Order) -> dict[str, Any]:
    """What is left without any recovery."""
    async with running(order) as till:
        note = json.loads((Path(order.folder) / "case.json").read_text())
        found = Found(item=note["item"])
        found.unresolved = [outcome.item_id for outcome in await till.payments.unresolved()]
        await _look(till, found, CustomerId(note["customer"]))
    return asdict(found)


async def _until_known(till: Till, found: Found) -> None:
    till.asked.start()
    while True:
        found.rounds += 1
        await till.payments.recover()
        await till.asked.drain()
        found.unresolved = [
            *(outcome.item_id for outcome in await till.payments.unresolved()),
            *(outcome.operation_id for outcome in await till.payments.unresolved_operations()),
        ]
        if not found.unresolved or found.rounds == 4:
            return
        await asyncio.sleep(_SLOWEST_S)  # reason: the server may still be at what it was asked
        till.control("/_training/clock", {"advance_s": _LONG_ENOUGH_S})
        till.clock.offset += timedelta(seconds=_LONG_ENOUGH_S)
        found.advanced_s += _LONG_ENOUGH_S


async def _look(till: Till, found: Found, customer: CustomerId) -> None:
    for intent in await till.ask("payment_intents", customer=customer):
        found.intents.append({k: intent[k] for k in ("id", "status", "amount_received")})
        found.refunds += await till.ask("refunds", payment_intent=intent["id"])
    outcome = await till.payments.last_outcome(found.item)  # type: ignore[arg-type]
    found.shown = outcome.kind.value if outcome is not None else ""
    told = Path(till.order.folder) / "told"
    found.told = told.read_text().split() if told.exists() else []

    def rows(db: Database) -> None:
        columns = "item_id, amount_minor, currency FROM"
        found.payments = [
            list(r) for r in db.execute(f"SELECT payment_intent_id, {columns} payments")
        ]
        found.given_back = [list(r) for r in db.execute(f"SELECT refund_id, {columns} refunds")]
        found.recorded = [r[0] for r in db.execute("SELECT payment_intent_id FROM agreements")]
        found.asked = db.execute("SELECT count(*) FROM asked_agreements").fetchone()[0]
        found.wrong = wrong_in_ledger(db)
        found.dump = "\n".join(
            repr(tuple(row))
            for name in db.table_names()
            if not name.startswith("_sqlite")
            for row in db.execute(f"SELECT * FROM {name}")
        )
        ours = {row[0] for row in db.execute("SELECT session_id FROM attempts")}
        found.alive = [one for one in sessions if one in ours]

    sessions = [
        one["id"] for one in await till.ask("checkout/sessions", customer=customer, status="open")
    ]
    await till.storage.read(rows)
    found.alive += [i["id"] for i in found.intents if i["status"] == "requires_action"]


async def _pay_what_is_left(till: Till, found: Found, customer: CustomerId) -> None:
    """No item is stuck: what is held can be taken, what is unpaid can be paid."""
    item = await till.sales.item(found.item)  # type: ignore[arg-type]
    if any(intent["status"] == "succeeded" for intent in found.intents):
        return
    if found.shown == "held":
        kind = (await till.payments.capture_hold(item.id, item.amount)).kind
    else:
        kind = (await till.payments.charge_saved_card(item, await till.card(customer))).kind
    if kind is not OutcomeKind.SUCCEEDED:
        found.cannot_pay.append(f"{item.id} after {found.shown or 'nothing'}: {kind}")
