"""One till of a story: its disk, its clock, and the process that runs on them at the moment."""

import logging
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any, Final, TypeVar

from pos_app.checkout.service import CheckoutService
from pos_app.consent import store as consent
from pos_app.consent.model import Agreement, AgreementRevoked
from pos_app.consent.noting import NotingService, Stamp
from pos_app.consent.service import ConsentService
from pos_app.consent.terms_files import TermsLibrary
from pos_app.kernel.events import EventBus
from pos_app.kernel.ids import TillId
from pos_app.payments.agreements import ChargesUnder
from pos_app.payments.ledger import first_broken
from pos_app.payments.model import Outcome, PaymentRecorded
from pos_app.payments.operation_model import OperationOutcome, OperationRecorded
from pos_app.payments.service import PaymentService
from pos_app.payments.tries_model import TryLimits
from pos_app.sales import store as sales_store
from pos_app.sales.model import SaleItem
from pos_app.sales.service import SalesService
from pos_app.storage import Database
from tests.helpers.agreements import Unmarked
from tests.helpers.invariants import Movement, TillFacts
from tests.helpers.kept import EveryCardShown
from tests.simulation.agreements import EVERYTHING, Watch
from tests.simulation.disk import InlineStorage, copy_of, new_disk
from tests.simulation.loop import Process, VirtualLoop, ask
from tests.simulation.server import Server
from tests.simulation.wire import Weather, Wire

T = TypeVar("T")
_TERMS: Final = TermsLibrary()
EPOCH: Final = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@dataclass
class World:
    """What every till of a story stands in."""

    loop: VirtualLoop
    random: Random
    server: Server
    log: "LogTexts"
    trace: list[str] | None = None
    limits: TryLimits = field(default_factory=TryLimits)

    def note(self, who: str, text: str) -> None:
        """For whoever reads a failing seed."""
        if self.trace is not None:
            at = EPOCH + timedelta(seconds=self.loop.time())
            self.trace.append(f"{at:%d %H:%M:%S.%f}"[:-3] + f"  {who:<7} {text}")


@dataclass
class TillClock:
    """A machine's clocks: the wall clock may be wrong, the other may stop while it sleeps."""

    loop: VirtualLoop
    offset_s: float = 0.0
    stops_asleep: bool = True
    slept: Callable[[], float] = lambda: 0.0

    def now(self) -> datetime:
        return EPOCH + timedelta(seconds=self.loop.time() + self.offset_s)

    def monotonic(self) -> float:
        return self.loop.time() - (self.slept() if self.stops_asleep else 0.0)


@dataclass
class Running:
    """A process and its services."""

    process: Process
    wire: Wire
    sales: SalesService
    payments: PaymentService
    checkout: CheckoutService
    consent: ConsentService
    noting: NotingService


@dataclass
class Till:
    """Survives its processes."""

    world: World
    name: str
    weather: Weather
    agreements: Sequence[Agreement] = (EVERYTHING,)
    """What its ledger knows from the beginning."""
    watch: Watch | None = None
    cards: EveryCardShown = field(default_factory=EveryCardShown)
    """Its copy of the customers: it outlives a process, and a ledger."""
    posts: list[str] = field(default_factory=list)
    told: dict[str, list[str]] = field(default_factory=dict)
    answers: list[Outcome] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.disk = new_disk()
        for agreement in self.agreements:
            consent.add(self.disk, agreement)
            consent.set_noted(self.disk, agreement.id, 0)
        self.clock = TillClock(self.world.loop, stops_asleep=self.world.random.random() < 0.5)
        self.boots = 0
        self.running = self._boot()

    # Processes.

    def _boot(self) -> Running:
        world, random, clock = self.world, self.world.random, self.clock
        self.boots += 1
        process = Process(f"{self.name}.{self.boots}")
        clock.slept = lambda: process.slept
        wire = Wire(
            world.loop, world.server, self.name, self.weather, EPOCH, clock.now, self.posts,
            lambda text: world.note(self.name, text), self._leaves,
        )  # fmt: skip
        storage = InlineStorage(self.disk, world.loop, random)
        events = EventBus()
        events.subscribe(PaymentRecorded, lambda event: self.hear(event.outcome))
        events.subscribe(OperationRecorded, lambda event: self.hear_operation(event.outcome))
        till, sleep = TillId(self.name), world.loop.pause
        given = (storage, wire, events, clock, random.randbytes, till)
        payments = PaymentService(*given, sleep=sleep)
        checkout = CheckoutService(*given, sleep=sleep)
        for tries in (payments.tries, checkout.tries):
            tries.limit(world.limits)
        payments.keep_sessions(checkout)
        sales = SalesService(storage, clock, random.randbytes, self.name)
        charges = ChargesUnder(storage)
        agreed = ConsentService(
            storage, _TERMS, charges, charges, events, clock, random.randbytes, (till, self.name)
        )
        stamp = Stamp(clock, random.randbytes, till)
        noting = NotingService(storage, agreed, wire, charges, Unmarked(), events, stamp)
        payments.keep_cards(self.cards)
        payments.keep_agreements(noting.catch_up, noting.learn_to_charge)
        events.subscribe(AgreementRevoked, self._end)
        return Running(process, wire, sales, payments, checkout, agreed, noting)

    def _leaves(self, name: str, key: str, target: str) -> None:
        if self.watch is not None:
            self.watch.leaves(self, name, key, target)

    def _end(self, event: AgreementRevoked) -> None:
        end = event.revocation
        self.world.note(self.name, f"{end.agreement_id} ended: {end.kind}")
        if self.watch is not None:
            self.watch.ended(self, end.agreement_id, end.card)

    def crash(self) -> None:
        """The process is gone, wherever it was."""
        if self.running.process.alive:
            self.world.note(self.name, "KILLED")
            self.running.process.kill()

    def restart(self) -> None:
        self.crash()
        self.world.note(self.name, f"starts (clock {self.clock.offset_s:+.0f} s)")
        self.running = self._boot()

    def copied(self) -> tuple[Database, datetime]:
        """As a backup does: its ledger at this moment, and when that was by its own clock."""
        return copy_of(self.disk), self.clock.now()

    async def restored(self, copy: tuple[Database, datetime]) -> None:
        """Its ledger is lost, and the copy is put in its place."""
        self.crash()
        self.disk.close()
        self.disk = copy_of(copy[0])
        self.world.note(self.name, f"RESTORED as of {copy[1]:%d %H:%M:%S}")
        if self.watch is not None:
            self.watch.forgotten(self)
        self.restart()
        await self.do(lambda r: r.payments.ask_rebuild(copy[1]))

    async def do(self, work: Callable[[Running], Coroutine[Any, Any, T]]) -> T:
        """Run it inside the till's process. Raises Killed when that dies meanwhile."""
        running = self.running
        return await ask(self.world.loop, running.process, work(running))

    async def quit(self) -> None:
        """As the till ends in peace."""

        async def settle(running: Running) -> None:
            await running.payments.stop_recovery()
            await running.payments.drain()
            await running.checkout.drain()
            await running.noting.drain()

        await self.do(settle)
        self.running.process.kill()

    # What people hear and see.

    def hear(self, outcome: Outcome) -> None:
        self.told.setdefault(outcome.item_id, []).append(outcome.kind.value)
        self.answers.append(outcome)
        self.world.note(
            self.name, f"told: {outcome.kind} {outcome.reason} ({outcome.item_id[-4:]}, "
            f"{outcome.attempt_id[-4:]})",
        )  # fmt: skip

    def hear_operation(self, outcome: OperationOutcome) -> None:
        self.world.note(
            self.name, f"told: {outcome.operation} {outcome.amount.amount_minor} of "
            f"{outcome.payment_intent_id} {outcome.kind} {outcome.reason}",
        )  # fmt: skip

    def adopt(self, item: SaleItem) -> None:
        """Another till's item, as its ledger would know it."""
        db = self.disk
        sales_store.add_sale(db, item.sale_id, item.customer_id, item.opened_at)
        sales_store.add_item(db, item)

    def facts(
        self, unresolved: list[str], shown: dict[str, str], took: dict[str, str],
        items: Mapping[str, str],
    ) -> TillFacts:  # fmt: skip
        """`items` tells whose a PaymentIntent is."""
        rows = self.disk.execute(
            "SELECT payment_intent_id, item_id, amount_minor, currency FROM payments ORDER BY seq"
        ).fetchall()
        # A refund that its bank sent back has a second row, which takes the first one back.
        back = self.disk.execute(
            "SELECT refund_id, payment_intent_id, sum(amount_minor), currency, operation_id"
            " FROM refunds GROUP BY refund_id HAVING sum(amount_minor) != 0"
        ).fetchall()
        return TillFacts(
            name=self.name,
            payments=[Movement(*row) for row in rows],
            refunds=[Movement(row[0], items[row[1]], *row[2:]) for row in back],
            broken_row=first_broken(self.disk),
            unresolved=unresolved,
            shown=shown,
            took=took,
            told={item: tuple(kinds) for item, kinds in self.told.items()},
        )

    def attempts(self) -> list[dict[str, Any]]:
        return list(self.disk.query("SELECT * FROM attempts ORDER BY rowid"))

    def has_ended(self, agreement_id: str) -> bool:
        """Written down, also where the process died before it told anybody."""
        sql = "SELECT 1 FROM revocations WHERE agreement_id = ?"
        return self.disk.execute(sql, [agreement_id]).fetchone() is not None

    def has_open_operation(self) -> bool:
        sql = "SELECT 1 FROM operations WHERE settled_at IS NULL"
        return self.disk.execute(sql).fetchone() is not None

    def texts(self) -> bytes:
        """Everything the ledger holds, as text."""
        tables = ("sales", "items", *(t for t in self.disk.table_names() if t not in _PLAIN))
        return "\n".join(
            repr(row) for table in tables for row in self.disk.execute(f"SELECT * FROM {table}")
        ).encode()


_PLAIN: Final = frozenset({"sales", "items", "_sqlite_migrations"})


class LogTexts(logging.Handler):
    """Keeps what the till logs; an error it logs is a bug that it swallowed."""

    def __init__(self, *, everything: bool) -> None:
        super().__init__(logging.DEBUG)
        self.all = everything
        self.lines: list[str] = []
        self.errors: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        line = record.getMessage()
        if record.exc_info is not None:
            line += "\n" + logging.Formatter().formatException(record.exc_info)
        self.lines.append(line)
        if record.levelno >= logging.ERROR:
            self.errors.append(line)
