"""Builds every service by constructor arguments. No globals, no registry: this is the wiring."""

import asyncio
import logging
import os
from dataclasses import dataclass, field, replace
from pathlib import Path

from platformdirs import user_data_path

from pos_app.checkout.asked import AskedAgreements
from pos_app.checkout.place import CustomerPlace
from pos_app.checkout.service import CheckoutService
from pos_app.consent.noting import NotingService, Stamp
from pos_app.consent.own_terms import TermsService
from pos_app.consent.papers import PaperService
from pos_app.consent.service import ConsentService
from pos_app.consent.terms_files import TermsLibrary
from pos_app.customers.card_service import CardService
from pos_app.customers.importing.existing_store import CachedCustomers
from pos_app.customers.importing.exporting import ExportService
from pos_app.customers.importing.running import Pace
from pos_app.customers.importing.service import ImportService
from pos_app.customers.model import CardRemoved, CustomerSaved
from pos_app.customers.same_person import SamePersonService
from pos_app.customers.service import CustomerService
from pos_app.disputes.service import DisputeService
from pos_app.dues.building import Below, Dues, build_dues
from pos_app.dues.knowing import Files
from pos_app.files import LEDGER_SCHEMAS, ImportsFile, file_key, open_cache, wrong_in_file
from pos_app.kernel.clock import Clock, SystemClock
from pos_app.kernel.errors import EnvironmentFault
from pos_app.kernel.events import EventBus
from pos_app.kernel.ids import Randomness, TillId, new_id
from pos_app.payments.agreements import ChargesUnder
from pos_app.payments.card_wishes import CardWishes
from pos_app.payments.decide import Policy
from pos_app.payments.kept_cards import CopiedCards
from pos_app.payments.saved_cards import SavedCards
from pos_app.payments.service import PaymentService
from pos_app.payments.takings import LedgerTakings
from pos_app.receipts.evidence import EvidenceService
from pos_app.receipts.room import ReceiptRoom, open_receipts
from pos_app.reports.building import Reports, build_reports
from pos_app.sales.service import SalesService, Shared
from pos_app.settings.environment import Environment, check_environment, training_environment
from pos_app.settings.live import LiveSettings
from pos_app.settings.paid_page import paid_page
from pos_app.settings.shop import Shop
from pos_app.settings.store import SettingsStore
from pos_app.staff.model import Permissions
from pos_app.staff.room import StaffRoom, open_staff
from pos_app.storage import Safety, Storage
from pos_app.storage.daily import DailyBackups
from pos_app.stripe_gateway.client import Surroundings
from pos_app.stripe_gateway.gateway import StripeGateway
from pos_app.sync.handlers import CUSTOMERS, REFUNDS, SESSIONS
from pos_app.sync.model import CaughtUp
from pos_app.sync.sale_following import follow_sales
from pos_app.sync.service import SyncService
from pos_app.training.process import StandIn
from pos_app.training.remote import Remote

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Plan:
    """Where a till keeps its data and what it is given from outside."""

    folder: Path
    """One environment's data only: training and live never share a folder."""
    training_customers: int = 5_000
    clock: Clock = field(default_factory=SystemClock)
    randomness: Randomness = os.urandom
    policy: Policy = field(default_factory=Policy)
    """How long money is asked about before it is called unknown."""


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
    card_wishes: CardWishes
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
    customer_place: CustomerPlace
    dues: Dues
    receipts: ReceiptRoom
    reports: Reports
    evidence: EvidenceService
    disputes: DisputeService
    staff: StaffRoom
    backups: DailyBackups
    ground: "Ground"
    controls: Remote | None
    """Those of the stand-in; None in a till that takes real money."""

    def pending(self) -> int:
        """How many money tasks are under way, removals of cards and answers to disputes with them;
        the till must not end before they do."""
        money = self.payments.pending() + self.checkout.pending() + self.dues.pending()
        others = self.cards.pending() + self.disputes.pending() + self.staff.permissions.pending()
        return money + others

    async def start(self) -> None:
        """Find out what earlier runs left open, then follow Stripe. A ledger that came back from
        a copy is completed first; until then no money moves."""
        restored = self.ground.ledger.restored
        if restored is not None:
            await self.payments.ask_rebuild(restored.backup.at)
        self.payments.start_recovery()
        self.asked.start()
        self.noting.start()
        self.sales.start()
        self.dues.start()
        self.card_wishes.start()
        self.sync.start()
        self.backups.start()

    async def settle(self) -> None:
        """Wait until no money task is under way; what is unresolved waits for the next start."""
        await self.payments.stop_recovery()
        await self.dues.drain()
        await self.staff.permissions.drain()
        await asyncio.gather(
            self.payments.drain(), self.checkout.drain(), self.cards.drain(), self.disputes.drain()
        )
        followers = (self.consent, self.asked, self.noting, self.card_wishes, self.sales)
        for follower in followers:
            await follower.drain()

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
    clock, randomness, stripe, ledger = plan.clock, plan.randomness, ground.gateway, ground.ledger
    live, staff = await _staff(plan, ground, events, settings or _settings(plan, shop))
    permits = staff.permissions
    payments, checkout = _money(plan, shop, ground, events, permits)
    library, terms = _terms(plan, live, permits)
    customers = CustomerService(ground.cache, stripe, events, clock, randomness)
    sales = _sales(plan, shop, ground, events)
    sales.obey(permits)
    consent, noting, asked = _agreements(
        plan, shop, ground, events, payments, customers, library, sales
    )
    payments.keep_cards(CopiedCards(customers))
    cards = _cards(plan, ground, events, customers, consent, permits)
    below = Below(
        Files(ground.cache, ledger), stripe, sales, customers, payments, checkout,
        noting.learn_to_charge, permits,
    )  # fmt: skip
    left = environment.reads_per_second * (100 - shop.sync_share) / 100
    dues = build_dues(below, events, clock, randomness, left)
    return Till(
        shop=shop,
        environment=environment,
        clock=clock,
        events=events,
        customers=customers,
        cards=cards,
        card_wishes=CardWishes(ledger, customers, cards, events),
        same_person=SamePersonService(ground.cache, stripe, events, clock, randomness),
        imports=_imports(plan, shop, ground, events),
        exports=ExportService(ground.cache),
        sync=_sync(plan, shop, ground, events),
        consent=consent,
        noting=noting,
        asked=asked,
        terms=terms,
        papers=PaperService(ledger, clock, randomness),
        sales=sales,
        payments=payments,
        checkout=checkout,
        customer_place=CustomerPlace(live, permissions=permits),
        dues=dues,
        receipts=open_receipts(ledger, live, stripe, permits, randomness),
        reports=build_reports(
            Files(ground.cache, ledger),
            dues.liability,
            live,
            stripe.skew_seconds,
            clock,
            staff,
            training=environment.training,
        ),
        evidence=EvidenceService(ledger),
        disputes=_disputes(plan, ground, permits),
        staff=staff,
        backups=DailyBackups(ledger, clock.now),
        ground=ground,
        controls=Remote(ground.standin.url) if environment.training else None,
    )


def _settings(plan: Plan, shop: Shop) -> LiveSettings:
    return LiveSettings(SettingsStore(plan.folder / "settings.json"), shop)


async def _staff(
    plan: Plan, ground: Ground, events: EventBus, live: LiveSettings
) -> tuple[LiveSettings, StaffRoom]:
    """Who works here, with the settings that they change; the ground is given up with a fault."""
    try:
        staff = await open_staff(ground.ledger, live, events, plan.clock, plan.randomness)
    except BaseException:
        await ground.close()
        raise
    return live, staff


def _money(
    plan: Plan, shop: Shop, ground: Ground, events: EventBus, permits: Permissions
) -> tuple[PaymentService, CheckoutService]:
    given = (ground.ledger, ground.gateway, events, plan.clock, plan.randomness, shop.till_id)
    payments = PaymentService(*given, policy=plan.policy)
    checkout = CheckoutService(*given, patience_seconds=plan.policy.deadline_seconds)
    checkout.lead_paid_to(paid_page(shop, ground.standin.url))
    payments.obey(permits)
    checkout.obey(permits)
    payments.keep_sessions(checkout)
    return payments, checkout


def _sales(plan: Plan, shop: Shop, ground: Ground, events: EventBus) -> SalesService:
    shared = Shared(ground.cache, ground.gateway, LedgerTakings(), events, plan.clock)
    sales = SalesService(ground.ledger, plan.clock, plan.randomness, shop.till_id, shared)
    follow_sales(sales, events)
    return sales


def _disputes(plan: Plan, ground: Ground, permits: Permissions) -> DisputeService:
    stripe, evidence = ground.gateway, EvidenceService(ground.ledger)
    return DisputeService(
        stripe, evidence, plan.clock, skew_seconds=stripe.skew_seconds, permissions=permits
    )


def _cards(
    plan: Plan, ground: Ground, events: EventBus, customers: CustomerService,
    consent: ConsentService, permits: Permissions,
) -> SavedCards:  # fmt: skip
    cards = CardService(ground.cache, ground.gateway, events, plan.clock, plan.randomness)
    return SavedCards(ground.ledger, customers, cards, consent, plan.clock, permissions=permits)


def _sync(plan: Plan, shop: Shop, ground: Ground, events: EventBus) -> SyncService:
    sources = ground.gateway.sources(accounts=shop.customers_as_accounts)
    return SyncService(
        ground.cache, ground.gateway, sources, events, plan.clock,
        follows=(CUSTOMERS, SESSIONS, REFUNDS),
    )  # fmt: skip


def _imports(plan: Plan, shop: Shop, ground: Ground, events: EventBus) -> ImportService:
    return ImportService(
        ImportsFile(plan.folder, plan.randomness), ground.cache, ground.gateway,
        CachedCustomers(ground.cache), events, plan.clock, plan.randomness,
        Pace(per_second=shop.import_per_second),
    )  # fmt: skip


def _terms(
    plan: Plan, live: LiveSettings, permits: Permissions
) -> tuple[TermsLibrary, TermsService]:
    """The wording of agreements; a shop's own lies in the data folder."""
    own = plan.folder / "terms"
    library = TermsLibrary(own, chosen=lambda: live.shop.terms_version)
    return library, TermsService(library, own, live, plan.clock, permissions=permits)


def _agreements(
    plan: Plan, shop: Shop, ground: Ground, events: EventBus, payments: PaymentService,
    customers: CustomerService, library: TermsLibrary, sales: SalesService,
) -> tuple[ConsentService, NotingService, AskedAgreements]:  # fmt: skip
    """Agreements here and at Stripe."""
    ledger = ground.ledger
    charges = ChargesUnder(ledger, sales)
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
    asked = AskedAgreements(ledger, consent, events, sales)
    events.subscribe(CaughtUp, lambda _: asked.retry())
    return consent, noting, asked


async def _lay_ground(plan: Plan, shop: Shop) -> tuple[Ground, Environment]:
    folder = plan.folder
    key = await asyncio.to_thread(file_key, folder, plan.randomness)
    ledger = Storage.open(
        folder / "ledger.db",
        key,
        LEDGER_SCHEMAS,
        durable=True,
        safety=Safety(folder / "backups", wrong_in_file, plan.clock.now),
    )
    cache: Storage | None = None
    standin: StandIn | None = None
    try:
        await ledger.ready()
        cache = await open_cache(folder / "cache.db", key)
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
