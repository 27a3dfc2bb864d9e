"""Builds every service by constructor arguments. No globals, no registry: this is the wiring."""

import asyncio
import errno
import logging
import os
from dataclasses import dataclass, field, replace
from pathlib import Path

from platformdirs import user_data_path

from pos_app.checkout.asked import AskedAgreements
from pos_app.checkout.asked_store import CHECKOUT_MIGRATIONS
from pos_app.checkout.service import CheckoutService
from pos_app.consent.noting import NotingService, Stamp
from pos_app.consent.own_terms import TermsService
from pos_app.consent.paper_store import PAPER_MIGRATIONS
from pos_app.consent.papers import PaperService
from pos_app.consent.service import ConsentService
from pos_app.consent.store import CONSENT_MIGRATIONS
from pos_app.consent.terms_files import TermsLibrary
from pos_app.customers.card_service import CardService
from pos_app.customers.importing.existing_store import EXISTING_MIGRATIONS, CachedCustomers
from pos_app.customers.importing.exporting import ExportService
from pos_app.customers.importing.running import Pace
from pos_app.customers.importing.service import ImportService
from pos_app.customers.importing.store import IMPORT_MIGRATIONS
from pos_app.customers.model import CardRemoved, CustomerSaved
from pos_app.customers.same_person import SamePersonService
from pos_app.customers.service import CustomerService
from pos_app.customers.store import CUSTOMER_MIGRATIONS
from pos_app.disputes.service import DisputeService
from pos_app.kernel.clock import Clock, SystemClock
from pos_app.kernel.errors import EnvironmentFault
from pos_app.kernel.events import EventBus
from pos_app.kernel.ids import Randomness, TillId, new_id
from pos_app.payments.agreements import ChargesUnder
from pos_app.payments.ledger import wrong_in_ledger
from pos_app.payments.saved_cards import SavedCards
from pos_app.payments.service import PaymentService
from pos_app.payments.store import PAYMENT_MIGRATIONS
from pos_app.receipts.evidence import EvidenceService
from pos_app.receipts.service import ReceiptService
from pos_app.receipts.store import RECEIPT_MIGRATIONS
from pos_app.sales.service import SalesService
from pos_app.sales.store import SALES_MIGRATIONS
from pos_app.settings.environment import Environment, check_environment, training_environment
from pos_app.settings.live import LiveSettings
from pos_app.settings.secrets import PrivateFileSecrets, database_key
from pos_app.settings.shop import Shop
from pos_app.settings.store import SettingsStore
from pos_app.storage import DAMAGED, Safety, Storage
from pos_app.storage.daily import DailyBackups
from pos_app.storage.lock import InstanceLock
from pos_app.stripe_gateway.client import Surroundings
from pos_app.stripe_gateway.gateway import StripeGateway
from pos_app.sync.service import SyncService
from pos_app.sync.store import SYNC_MIGRATIONS
from pos_app.training.process import StandIn
from pos_app.training.remote import Remote

_log = logging.getLogger(__name__)

LEDGER_SCHEMAS = (
    CONSENT_MIGRATIONS, SALES_MIGRATIONS, PAYMENT_MIGRATIONS, CHECKOUT_MIGRATIONS,
    RECEIPT_MIGRATIONS, PAPER_MIGRATIONS,
)  # fmt: skip
"""In the order their tables name each other."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Where a till keeps its data and what it is given from outside."""

    folder: Path
    """One environment's data only: training and live never share a folder."""
    training_customers: int = 5_000
    clock: Clock = field(default_factory=SystemClock)
    randomness: Randomness = os.urandom


def training_folder(chosen: Path | None) -> Path:
    """Where training keeps its data: below `chosen`, or in the user's own data folder."""
    return (chosen or user_data_path("pos-app", appauthor=False)) / "training"


def load_shop(plan: Plan) -> Shop:
    """The shop's settings, the till's own id made at the first call; quick, before any window."""
    store = SettingsStore(plan.folder / "settings.json")
    shop = store.load()
    if not shop.till_id:
        shop = replace(shop, till_id=TillId(new_id("till", plan.randomness)))
        try:
            store.save(shop)
        except EnvironmentFault as fault:
            _log.warning("till_id_not_saved fault=%s", fault.key)  # opening the files says it
    return shop


@dataclass(frozen=True, slots=True)
class Till:
    """Every service of a running till, and what it stands on."""

    shop: Shop
    environment: Environment
    clock: Clock
    events: EventBus
    customers: CustomerService
    cards: SavedCards
    same_person: SamePersonService
    imports: ImportService
    exports: ExportService
    sync: SyncService
    consent: ConsentService
    noting: NotingService
    asked: AskedAgreements
    terms: TermsService
    papers: PaperService
    sales: SalesService
    payments: PaymentService
    checkout: CheckoutService
    receipts: ReceiptService
    evidence: EvidenceService
    disputes: DisputeService
    backups: DailyBackups
    ground: "Ground"
    controls: Remote | None
    """Those of the stand-in; None in a till that takes real money."""

    def pending(self) -> int:
        """How many money tasks are under way, removals of cards and answers to disputes with them;
        the till must not end before they do."""
        money = self.payments.pending() + self.checkout.pending()
        return money + self.cards.pending() + self.disputes.pending()

    async def start(self) -> None:
        """Find out what earlier runs left open, then follow Stripe. A ledger that came back from
        a copy is completed first; until then no money moves."""
        restored = self.ground.ledger.restored
        if restored is not None:
            await self.payments.ask_rebuild(restored.backup.at)
        self.payments.start_recovery()
        self.asked.start()
        self.noting.start()
        self.sync.start()
        self.backups.start()

    async def settle(self) -> None:
        """Wait until no money task is under way; what is unresolved waits for the next start."""
        await self.payments.stop_recovery()
        await asyncio.gather(
            self.payments.drain(), self.checkout.drain(), self.cards.drain(), self.disputes.drain()
        )
        await self.consent.drain()
        await self.asked.drain()
        await self.noting.drain()

    async def close(self) -> None:
        """Wait for money under way, then take everything down in reverse order."""
        await asyncio.gather(self.sync.stop(), self.backups.stop(), self.imports.stop())
        await self.settle()
        await self.ground.close()


@dataclass(frozen=True, slots=True)
class Ground:
    """What services stand on: two files, a connection to Stripe, and the stand-in."""

    cache: Storage
    ledger: Storage
    gateway: StripeGateway
    standin: StandIn

    async def close(self) -> None:
        """Close all of it; the stand-in last, since the gateway still talks to it."""
        await self.gateway.close()
        await asyncio.gather(self.cache.close(), self.ledger.close())
        await self.standin.stop()


async def build(plan: Plan, shop: Shop, settings: LiveSettings | None = None) -> Till:
    """A till in training, its stand-in started. `settings` are those in force, where somebody else
    changes them too. Raises EnvironmentFault when a file can't be opened or the stand-in doesn't
    start; whatever was begun is taken down again."""
    ground, environment = await _lay_ground(plan, shop)
    events = EventBus()
    clock, randomness = plan.clock, plan.randomness
    stripe, ledger = ground.gateway, ground.ledger
    payments, checkout = _money(plan, shop, ground, events)
    library, terms = _terms(plan, shop, settings)
    customers = CustomerService(ground.cache, stripe, events, clock, randomness)
    consent, noting, asked = _agreements(plan, shop, ground, events, payments, customers, library)
    return Till(
        shop=shop,
        environment=environment,
        clock=clock,
        events=events,
        customers=customers,
        cards=_cards(plan, ground, events, customers, consent),
        same_person=SamePersonService(ground.cache, stripe, events, clock, randomness),
        imports=_imports(plan, shop, ground, events),
        exports=ExportService(ground.cache),
        sync=_sync(plan, shop, ground, events),
        consent=consent,
        noting=noting,
        asked=asked,
        terms=terms,
        papers=PaperService(ledger, consent, clock, randomness),
        sales=SalesService(ledger, clock, randomness, shop.till_id),
        payments=payments,
        checkout=checkout,
        receipts=ReceiptService(ledger),
        evidence=EvidenceService(ledger),
        disputes=_disputes(plan, ground),
        backups=DailyBackups(ledger, clock.now),
        ground=ground,
        controls=Remote(ground.standin.url) if environment.training else None,
    )


def _money(
    plan: Plan, shop: Shop, ground: Ground, events: EventBus
) -> tuple[PaymentService, CheckoutService]:
    given = (ground.ledger, ground.gateway, events, plan.clock, plan.randomness, shop.till_id)
    payments, checkout = PaymentService(*given), CheckoutService(*given)
    payments.keep_sessions(checkout)
    return payments, checkout


def _disputes(plan: Plan, ground: Ground) -> DisputeService:
    stripe, evidence = ground.gateway, EvidenceService(ground.ledger)
    return DisputeService(stripe, evidence, plan.clock, skew_seconds=stripe.skew_seconds)


def _cards(
    plan: Plan, ground: Ground, events: EventBus, customers: CustomerService,
    consent: ConsentService,
) -> SavedCards:  # fmt: skip
    cards = CardService(ground.cache, ground.gateway, events, plan.clock, plan.randomness)
    return SavedCards(ground.ledger, customers, cards, consent, plan.clock)


def _sync(plan: Plan, shop: Shop, ground: Ground, events: EventBus) -> SyncService:
    sources = ground.gateway.sources(accounts=shop.customers_as_accounts)
    return SyncService(ground.cache, ground.gateway, sources, events, plan.clock)


def _imports(plan: Plan, shop: Shop, ground: Ground, events: EventBus) -> ImportService:
    return ImportService(
        _ImportsFile(plan), ground.cache, ground.gateway, CachedCustomers(ground.cache), events,
        plan.clock, plan.randomness, Pace(per_second=shop.import_per_second),
    )  # fmt: skip


def _terms(
    plan: Plan, shop: Shop, settings: LiveSettings | None
) -> tuple[TermsLibrary, TermsService]:
    """The wording of agreements; a shop's own lies in the data folder."""
    live = settings or LiveSettings(SettingsStore(plan.folder / "settings.json"), shop)
    own = plan.folder / "terms"
    library = TermsLibrary(own, chosen=lambda: live.shop.terms_version)
    return library, TermsService(library, own, live, plan.clock)


def _agreements(
    plan: Plan, shop: Shop, ground: Ground, events: EventBus, payments: PaymentService,
    customers: CustomerService, library: TermsLibrary,
) -> tuple[ConsentService, NotingService, AskedAgreements]:  # fmt: skip
    """Agreements here and at Stripe."""
    ledger = ground.ledger
    charges = ChargesUnder(ledger)
    consent = ConsentService(
        ledger, library, charges, charges, events, plan.clock,
        plan.randomness, (shop.till_id, shop.till_name),
    )  # fmt: skip
    events.subscribe(CardRemoved, lambda gone: consent.hear_card_detached(gone.card_id, gone.owner))
    noting = NotingService(
        ledger, consent, ground.gateway, charges, customers, events,
        Stamp(plan.clock, plan.randomness, shop.till_id),
    )  # fmt: skip
    events.subscribe(
        CustomerSaved, lambda saved: noting.hear(saved.customer.id, saved.customer.agreements_mark)
    )
    payments.keep_agreements(noting.catch_up, noting.learn_to_charge)
    return consent, noting, AskedAgreements(ledger, consent, events)


def _key(plan: Plan) -> bytes:
    """Made by one process at a time: of two first starts, one would keep a key nobody has.

    Raises EnvironmentFault storage.in_use (pid), storage.full, storage.read_only,
    secrets.unreadable, secrets.not_saved.
    """
    lock = InstanceLock(plan.folder / "secrets.lock")
    try:
        plan.folder.mkdir(parents=True, exist_ok=True)
        lock.take()
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        key = "storage.full" if full else "storage.read_only"
        raise EnvironmentFault(key, retryable=full, file="secrets.lock") from error
    try:
        return database_key(PrivateFileSecrets(plan.folder / "secrets"), plan.randomness)
    finally:
        lock.release()


async def _open_cache(path: Path, key: bytes) -> Storage:
    """The cache, begun afresh when it is damaged: Stripe has all that was in it.

    Called once the ledger is open, so that a wrong key is not taken for damage.
    """
    schemas = [CUSTOMER_MIGRATIONS, SYNC_MIGRATIONS, EXISTING_MIGRATIONS]
    cache = Storage.open(path, key, schemas, durable=False)
    try:
        await cache.ready()
    except EnvironmentFault as fault:
        await cache.close()
        if fault.key != DAMAGED:
            raise
        _log.warning("cache_begun_afresh")
        for suffix in ("-wal", "-shm", ""):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        cache = Storage.open(path, key, schemas, durable=False)
        await cache.ready()
    return cache


class _ImportsFile:
    """Opened when it is first asked for, since most days nobody imports anything."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._path = plan.folder / "imports.db"

    def there(self) -> bool:
        return self._path.exists()

    async def open(self) -> Storage:
        """A damaged file is kept aside and begun afresh: what it made is at Stripe, and a second
        import of the same customers finds them there."""
        key = await asyncio.to_thread(_key, self._plan)
        try:
            return await self._opened(key)
        except EnvironmentFault as fault:
            if fault.key != DAMAGED:
                raise
        _log.warning("imports_begun_afresh")
        for suffix in ("-wal", "-shm", ""):
            damaged = self._path.with_name(self._path.name + suffix)
            if damaged.exists():
                damaged.replace(damaged.with_name(f"imports.damaged.db{suffix}"))
        return await self._opened(key)

    async def _opened(self, key: bytes) -> Storage:
        imports = Storage.open(self._path, key, IMPORT_MIGRATIONS, durable=True)
        try:
            await imports.ready()
        except BaseException:
            await imports.close()
            raise
        return imports


async def _lay_ground(plan: Plan, shop: Shop) -> tuple[Ground, Environment]:
    folder = plan.folder
    key = await asyncio.to_thread(_key, plan)
    ledger = Storage.open(
        folder / "ledger.db",
        key,
        LEDGER_SCHEMAS,
        durable=True,
        safety=Safety(folder / "backups", wrong_in_ledger, plan.clock.now),
    )
    cache: Storage | None = None
    standin: StandIn | None = None
    try:
        await ledger.ready()
        cache = await _open_cache(folder / "cache.db", key)
        # only now: a second till on this folder must not start a second stand-in on its file
        standin = await StandIn.start(folder / "standin.db", customers=plan.training_customers)
        environment = check_environment(
            training_environment(standin.url, standin.secret_key, standin.publishable_key)
        )
        surroundings = Surroundings(plan.clock, plan.randomness, asyncio.sleep)
        reads = environment.reads_per_second * shop.sync_share / 100
        gateway = await StripeGateway.connect(environment, surroundings, reads)
    except BaseException:
        if cache is not None:
            await cache.close()
        await ledger.close()
        if standin is not None:
            await standin.stop()
        raise
    return Ground(cache, ledger, gateway, standin), environment
