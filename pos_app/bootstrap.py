"""Builds every service by constructor arguments. No globals, no registry: this is the wiring."""

import asyncio
from dataclasses import dataclass

from pos_app.checkout.asked import AskedAgreements
from pos_app.checkout.at_stripe import AtStripe
from pos_app.checkout.next_time import NextTimeTerms
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
from pos_app.erasure.redactions import Redactions
from pos_app.erasure.service import ErasureService, Places
from pos_app.files import ImportsFile
from pos_app.ground import Ground, lay_ground
from pos_app.kernel.clock import Clock
from pos_app.kernel.events import EventBus
from pos_app.key_rotation import KeyRotation
from pos_app.page_reader.pages import elsewhere
from pos_app.payments.agreements import ChargesUnder
from pos_app.payments.card_wishes import CardWishes
from pos_app.payments.kept_cards import CopiedCards
from pos_app.payments.saved_cards import SavedCards
from pos_app.payments.service import PaymentService
from pos_app.payments.takings import LedgerTakings
from pos_app.payments.timing import ClockState, clock_state
from pos_app.payments.tries_model import TryLimits
from pos_app.plan import Plan
from pos_app.receipts.evidence import EvidenceService
from pos_app.receipts.room import ReceiptRoom, open_receipts
from pos_app.reports.building import Reports, build_reports
from pos_app.sales.service import SalesService, Shared
from pos_app.settings.environment import Environment
from pos_app.settings.live import LiveSettings
from pos_app.settings.onward import onward
from pos_app.settings.own_till import OwnTill
from pos_app.settings.shop import Shop
from pos_app.settings.store import SettingsStore
from pos_app.staff.model import Permissions
from pos_app.staff.retention import AuditRetention
from pos_app.staff.room import StaffRoom, open_staff
from pos_app.storage import Storage
from pos_app.storage.daily import DailyBackups
from pos_app.stripe_gateway.gateway import StripeGateway
from pos_app.sync.handlers import CUSTOMERS, REFUNDS, SESSIONS
from pos_app.sync.model import CaughtUp
from pos_app.sync.sale_following import follow_sales
from pos_app.sync.service import SyncService
from pos_app.training.remote import Remote


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
    own_till: OwnTill
    at_stripe: AtStripe
    dues: Dues
    receipts: ReceiptRoom
    reports: Reports
    evidence: EvidenceService
    disputes: DisputeService
    staff: StaffRoom
    backups: DailyBackups
    key_rotation: KeyRotation
    erasures: ErasureService
    redactions: Redactions
    audit_retention: AuditRetention
    ground: Ground
    controls: Remote | None
    """Those of the stand-in; None in a till that takes real money."""

    def pending(self) -> int:
        """How many money tasks are under way, removals of cards and answers to disputes with them;
        the till must not end before they do."""
        money = self.payments.pending() + self.checkout.pending() + self.dues.pending()
        others = self.cards.pending() + self.disputes.pending() + self.staff.permissions.pending()
        return money + others

    def under_way(self) -> int:
        """How many money tasks are with Stripe now; TasksChanged tells of each. A run of charges
        that are due is none: its charges are."""
        dues = self.dues.endings.pending() + self.dues.holds.pending()
        return self.payments.pending() + self.checkout.pending() + dues

    async def start(self) -> None:
        """Find out what earlier runs left open, then follow Stripe. A ledger that came back from
        a copy is completed first; until then no money moves."""
        restored = self.ground.ledger.restored
        if restored is not None:
            await self.payments.ask_rebuild(restored.backup.at)
        self.payments.start_recovery()
        self.asked.start()
        self.noting.start()
        self.receipts.noting.start()
        self.sales.start()
        self.dues.start()
        self.card_wishes.start()
        self.sync.start()
        self.backups.start()
        self.key_rotation.start()
        self.erasures.start()
        self.audit_retention.start()

    async def settle(self) -> None:
        """Wait until no money task is under way; what is unresolved waits for the next start."""
        await self.payments.stop_recovery()
        await self.erasures.drain()
        await self.dues.drain()
        await self.staff.permissions.drain()
        await asyncio.gather(
            self.payments.drain(), self.checkout.drain(), self.cards.drain(), self.disputes.drain()
        )
        notes = (self.noting, self.receipts.noting, self.card_wishes)
        followers = (self.consent, self.asked, *notes, self.sales)
        for follower in followers:
            await follower.drain()

    async def close(self) -> None:
        """Wait for money under way, then take everything down in reverse order."""
        await self.erasures.stop()
        await self.key_rotation.stop()
        daily = (self.backups.stop(), self.audit_retention.stop())
        await asyncio.gather(self.sync.stop(), *daily, self.imports.stop())
        await self.settle()
        await self.ground.close()


async def build(
    plan: Plan, shop: Shop, settings: LiveSettings | None = None, cache: Storage | None = None
) -> Till:
    """A till of the plan's kind; in training, its stand-in started. `settings` are those in force,
    where somebody else changes them too; `cache` is one that is open already, and from now on the
    till's. Raises as `lay_ground` does; whatever was begun is taken down again."""
    ground = await lay_ground(plan, shop, cache)
    environment = ground.environment
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
    named = (shop.shop_name, shop.shop_address)
    checkout.offer_next_time(NextTimeTerms(consent, named, terms.cancellation, clock))
    payments.keep_cards(CopiedCards(customers))
    cards = _cards(plan, ground, events, customers, consent, permits)
    below = Below(
        Files(ground.cache, ledger), stripe, sales, customers, payments, checkout,
        noting.learn_to_charge, permits,
    )  # fmt: skip
    left = environment.reads_per_second * (100 - shop.sync_share) / 100
    dues = build_dues(below, events, clock, randomness, left)
    imports_file = ImportsFile(plan.folder, plan.secret_store(), plan.randomness)
    imports = _imports(plan, shop, ground, events, imports_file)
    imports.obey(permits)
    people = SamePersonService(ground.cache, stripe, events, clock, randomness)
    redactions = Redactions(ledger, stripe, clock, permissions=permits)
    rotation = KeyRotation(
        ledger, ground.cache, imports_file, plan.secret_store(), plan.folder, randomness,
        permissions=permits,
    )  # fmt: skip
    return Till(
        shop=shop,
        environment=environment,
        clock=clock,
        events=events,
        customers=customers,
        cards=cards,
        card_wishes=CardWishes(ledger, customers, cards, events, clock),
        same_person=people,
        imports=imports,
        exports=ExportService(ground.cache, permits),
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
        own_till=OwnTill(live),
        at_stripe=AtStripe(live, permissions=permits),
        dues=dues,
        receipts=open_receipts(ledger, live, stripe, permits, randomness),
        reports=build_reports(
            Files(ground.cache, ledger),
            dues.liability,
            live,
            stripe.skew_seconds,
            clock,
            staff,
            training=environment.pretend,
        ),
        evidence=EvidenceService(ledger),
        disputes=_disputes(plan, ground, permits),
        staff=staff,
        backups=DailyBackups(ledger, clock.now),
        key_rotation=rotation,
        erasures=ErasureService(
            ledger,
            Places(customers, people, sales, consent, imports),
            stripe,
            rotation,
            events,
            clock,
            redactions,
            permissions=permits,
        ),
        redactions=redactions,
        audit_retention=AuditRetention(staff.log, clock, lambda: _clock_right(stripe)),
        ground=ground,
        controls=Remote(ground.standin.url) if ground.standin is not None else None,
    )


def _clock_right(stripe: StripeGateway) -> bool:
    """Whether Stripe was heard and its clock says the same; minutes apart don't matter here."""
    known = stripe.time_known()
    return known and clock_state(stripe.skew_seconds()) is not ClockState.WRONG


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
    for tries in (payments.tries, checkout.tries):
        tries.limit(TryLimits(shop.refusals_customer, shop.refusals_till))
    standin = ground.standin
    checkout.lead_on(onward(shop, standin.url if standin is not None else None))
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
    own = ground.gateway.sources(accounts=shop.customers_as_accounts)
    sources = elsewhere(own, ground.environment)
    return SyncService(
        ground.cache, ground.gateway, sources, events, plan.clock,
        follows=(CUSTOMERS, SESSIONS, REFUNDS),
    )  # fmt: skip


def _imports(
    plan: Plan, shop: Shop, ground: Ground, events: EventBus, file: ImportsFile
) -> ImportService:
    return ImportService(
        file, ground.cache,
        ground.gateway, CachedCustomers(ground.cache), events, plan.clock, plan.randomness,
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
