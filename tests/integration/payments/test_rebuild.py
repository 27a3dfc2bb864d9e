"""A ledger that came back from a copy: what happened since is fetched from Stripe."""

import shutil
from collections.abc import AsyncIterator, Awaitable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from pos_app.consent import store as consent
from pos_app.consent.model import Revocation, RevocationKind
from pos_app.kernel.errors import Bug, EnvironmentFault, RemoteRefused, RemoteUnknown, UserError
from pos_app.kernel.ids import PaymentMethodId
from pos_app.kernel.money import Money
from pos_app.payments.agreements import ChargesUnder
from pos_app.payments.model import LedgerRestored, OutcomeKind
from pos_app.payments.unread_links import unread_links
from tests.helpers.agreements import agreed
from tests.integration.payments.conftest import CUS, Counter, open_storage
from tests.integration.payments.stripe_model import Killed, StripeModel, VirtualClock

GOOD = PaymentMethodId("pm_good")
DECLINED = PaymentMethodId("pm_declined")


class Story:
    """A till whose ledger is copied at one moment and comes back later."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = VirtualClock()
        self.stripe = StripeModel(self.clock)
        self.counter: Counter
        self.copied_at = datetime(2026, 1, 1, tzinfo=UTC)

    async def start(self) -> None:
        storage = await open_storage(self.folder / "now")
        self.counter = Counter(storage, self.stripe, self.clock)

    async def copy(self) -> None:
        """As a backup does: a copy of the file at rest."""
        target = self.folder / "copy"
        target.mkdir()
        path = str(target / "ledger.db")
        await self.counter.storage.close()
        shutil.copy(self.folder / "now" / "ledger.db", path)
        await self.start()
        self.copied_at = self.clock.now()

    async def restore(self) -> list[LedgerRestored]:
        """The next process, on the copy; what it told."""
        await self.counter.storage.close()
        for name in ("ledger.db-wal", "ledger.db-shm"):
            (self.folder / "now" / name).unlink(missing_ok=True)
        shutil.copy(self.folder / "copy" / "ledger.db", self.folder / "now" / "ledger.db")
        await self.start()
        told: list[LedgerRestored] = []
        self.counter.events.subscribe(LedgerRestored, told.append)
        await self.counter.payments.ask_rebuild(self.copied_at)
        return told

    def unname(self) -> None:
        """As PaymentIntents of the first releases are."""
        for intent_id, intent in self.stripe.intents.items():
            self.stripe.intents[intent_id] = replace(intent, agreements=frozenset())

    async def rows(self, table: str = "payments") -> int:
        sql = f"SELECT coalesce(sum(amount_minor), 0) FROM {table}"
        return await self.counter.storage.read(lambda db: db.execute(sql).fetchone()[0])


@pytest_asyncio.fixture
async def story(tmp_path: Path) -> AsyncIterator[Story]:
    (tmp_path / "now").mkdir()
    made = Story(tmp_path)
    await made.start()
    yield made
    await made.counter.payments.drain()
    await made.counter.checkout.drain()
    await made.counter.storage.close()


@pytest.mark.parametrize("named", [True, False])
async def test_a_charge_the_copy_has_lost_still_counts_under_the_agreement(
    story: Story, named: bool
) -> None:
    """Its PaymentIntent names it; where it names none, as of charges made before they did, only
    the lost rows knew: it counts under each given by then."""
    storage = story.counter.storage
    one = await agreed(storage, CUS)
    other = await agreed(storage, CUS, cap_minor=2_000, total_minor=2_000, count=5)
    dollars = await agreed(storage, CUS, currency="usd")
    await story.copy()
    counter = story.counter
    counter.clock.forward(60)
    lost = await counter.payments.charge_saved_card(
        await counter.item(), GOOD, off_session=True, under=one
    )
    assert lost.kind is OutcomeKind.SUCCEEDED
    if not named:
        story.unname()
    await story.restore()
    counter = story.counter
    await counter.payments.recover()
    used, most = ("over_total", 750) if not named else ("over_cap", 2_000)
    for under, minor, key in ((one, 1250, "count_used_up"), (other, most + 1, used)):
        with pytest.raises(UserError, match=rf"agreement\.{key}"):
            await counter.payments.charge_saved_card(
                await counter.item(minor), GOOD, off_session=True, under=under
            )
    left = ChargesUnder(counter.storage)
    counted = await counter.storage.read(lambda db: left.under(db, dollars.agreement_id))
    assert counted == []
    within = await counter.payments.charge_saved_card(
        await counter.item(most), GOOD, off_session=True, under=other
    )
    assert within.kind is OutcomeKind.SUCCEEDED


async def test_a_charge_on_a_payment_intent_that_no_row_knew_is_found(story: Story) -> None:
    """A try made it and sent nothing; the one that charged it, days later, is lost."""
    counter = story.counter
    item = await counter.item()

    def off_after_creating(name: str) -> str:
        """The line is down once the PaymentIntent is there."""
        return "unreachable" if story.stripe.intents else "ok"

    story.stripe.faults = off_after_creating
    first = await counter.payments.charge_saved_card(item, GOOD)
    assert first.kind is OutcomeKind.NOT_CHARGED
    assert len(story.stripe.intents) == 1
    story.stripe.faults = lambda name: "ok"
    counter.clock.forward(2 * 86_400)
    await story.copy()
    counter = story.counter
    counter.clock.forward(60)
    lost = await counter.payments.charge_saved_card(item, GOOD)
    assert lost.kind is OutcomeKind.SUCCEEDED
    await story.restore()
    await story.counter.payments.recover()
    assert await story.rows() == item.amount.amount_minor
    with pytest.raises(UserError, match="already_paid"):
        await story.counter.payments.charge_saved_card(item, GOOD)


async def test_a_lost_charge_counts_though_its_payment_intent_is_older_than_the_agreement(
    story: Story,
) -> None:
    """A PaymentIntent is an item's: a try before the agreement made the one charged under it."""
    item = await story.counter.item()
    declined = await story.counter.payments.charge_saved_card(item, DECLINED)
    assert declined.kind is OutcomeKind.DECLINED
    story.clock.forward(60)
    under = await agreed(story.counter.storage, CUS, act={"at": story.clock.now()})
    await story.copy()
    lost = await story.counter.payments.charge_saved_card(item, GOOD, off_session=True, under=under)
    assert lost.kind is OutcomeKind.SUCCEEDED
    await story.restore()
    await story.counter.payments.recover()
    with pytest.raises(UserError, match=r"agreement\.count_used_up"):
        await story.counter.payments.charge_saved_card(
            await story.counter.item(), GOOD, off_session=True, under=under
        )


async def test_until_ends_are_learned_nothing_is_charged_under_an_agreement(story: Story) -> None:
    """The copy may be older than the customer's wish; who is there says yes themselves."""
    under = await agreed(story.counter.storage, CUS, count=5)
    await story.copy()
    item = await story.counter.item()
    await story.counter.payments.hold(item, GOOD, off_session=True, under=under)
    await story.restore()
    counter = story.counter

    async def cut_off() -> None: ...

    counter.payments.keep_agreements(cut_off, counter.fetch)
    await counter.payments.recover()
    fresh = await counter.item()
    posts = len(story.stripe.posts)
    for begin in (
        counter.payments.charge_saved_card(fresh, GOOD, off_session=True, under=under),
        counter.payments.capture_hold(item.id, item.amount),
    ):
        with pytest.raises(EnvironmentFault, match=r"ledger\.rebuilding"):
            await begin
    assert len(story.stripe.posts) == posts
    paid = await counter.payments.charge_saved_card(await counter.item(), GOOD)
    assert paid.kind is OutcomeKind.SUCCEEDED
    counter.payments.keep_agreements(counter.learn, counter.fetch)
    await counter.payments.recover()
    within = await counter.payments.charge_saved_card(fresh, GOOD, off_session=True, under=under)
    assert within.kind is OutcomeKind.SUCCEEDED


@pytest.mark.logs_error("agreements_broke_off")
async def test_what_cant_be_learned_keeps_no_money_from_being_found_out(story: Story) -> None:
    counter = story.counter
    item = await counter.item()
    story.stripe.faults = lambda name: "lost_after" if name in ("confirm", "retrieve") else "ok"
    await counter.payments.charge_saved_card(item, GOOD)
    story.stripe.faults = lambda name: "ok"

    async def broken() -> None:
        raise Bug("metadata.too_long")

    counter.payments.keep_agreements(broken, counter.fetch)
    await counter.payments.recover()
    last = await counter.payments.last_outcome(item.id)
    assert last is not None
    assert last.kind is OutcomeKind.SUCCEEDED


@pytest.mark.parametrize("kind", [None, *RevocationKind])
async def test_a_lost_hold_is_only_released_where_its_agreement_may_have_ended(
    story: Story, kind: RevocationKind | None
) -> None:
    under = await agreed(story.counter.storage, CUS)
    await agreed(story.counter.storage, CUS, count=3)
    await story.copy()
    counter = story.counter
    item = await counter.item()
    held = await counter.payments.hold(item, GOOD, off_session=True, under=under)
    assert held.kind is OutcomeKind.HELD
    await story.restore()
    counter = story.counter
    await counter.payments.recover()
    if kind is None:
        taken = await counter.payments.capture_hold(item.id, item.amount)
        assert taken.kind is OutcomeKind.SUCCEEDED
        return
    card = GOOD if kind is RevocationKind.CARD_DETACHED else None
    end = Revocation(under.agreement_id, CUS, kind, story.clock.now(), card=card)
    await counter.storage.write(lambda db: consent.add_revocation(db, end))
    key = "card_detached" if card else "revoked"
    with pytest.raises(UserError, match=rf"agreement\.{key}"):
        await counter.payments.capture_hold(item.id, item.amount)
    assert (await counter.payments.release_hold(item.id)).kind is OutcomeKind.SUCCEEDED


@pytest.mark.parametrize("named", [True, False])
async def test_a_lost_hold_ends_with_its_own_agreement_only(story: Story, named: bool) -> None:
    under = await agreed(story.counter.storage, CUS)
    another = await agreed(story.counter.storage, CUS)
    await story.copy()
    item = await story.counter.item()
    await story.counter.payments.hold(item, GOOD, off_session=True, under=under)
    if not named:
        story.unname()
    await story.restore()
    counter = story.counter
    await counter.payments.recover()
    end = Revocation(another.agreement_id, CUS, RevocationKind.WISH, story.clock.now())
    await counter.storage.write(lambda db: consent.add_revocation(db, end))
    if named:
        taken = await counter.payments.capture_hold(item.id, item.amount)
        assert taken.kind is OutcomeKind.SUCCEEDED
        return
    with pytest.raises(UserError, match=r"agreement\.revoked"):
        await counter.payments.capture_hold(item.id, item.amount)


async def test_a_lost_charge_under_a_lost_agreement_is_asked_about(story: Story) -> None:
    await story.copy()
    under = await agreed(story.counter.storage, CUS)
    await story.counter.payments.charge_saved_card(
        await story.counter.item(), GOOD, off_session=True, under=under
    )
    await story.restore()
    counter = story.counter

    async def cut_off() -> None: ...

    counter.payments.keep_agreements(cut_off, counter.fetch)
    await counter.payments.recover()
    assert await counter.storage.read(consent.behind) == [CUS]


@pytest.mark.parametrize("what", ["charge", "capture"])
async def test_nothing_in_doubt_is_repeated_until_ends_are_learned(story: Story, what: str) -> None:
    """A ledger that has yet to ask whether its customer ended the agreement sends nothing more."""
    counter, stripe = story.counter, story.stripe
    under, item = await agreed(counter.storage, CUS), await counter.item()
    name = "confirm" if what == "charge" else "capture"
    if what == "capture":
        await counter.payments.hold(item, GOOD, off_session=True, under=under)
    stripe.faults = lambda each: "killed_before" if each == name else "ok"
    dying: Awaitable[object]
    if what == "charge":
        dying = counter.payments.charge_saved_card(item, GOOD, off_session=True, under=under)
    else:
        dying = counter.payments.capture_hold(item.id, item.amount)
    with pytest.raises(Killed):
        await dying
    stripe.faults = lambda each: "ok"
    await counter.storage.write(consent.fall_behind)
    later = counter.restart()

    async def cut_off() -> None: ...

    later.payments.keep_agreements(cut_off, later.fetch)
    posts = len(stripe.posts)
    await later.payments.recover()
    assert len(stripe.posts) == posts
    assert stripe.charges == []
    open_now = await later.payments.unresolved(), await later.payments.unresolved_operations()
    assert len(open_now[0]) + len(open_now[1]) == 1
    later.payments.keep_agreements(later.learn, later.fetch)
    await later.payments.recover()
    assert stripe.charges == [(item.id, 1250)]


async def test_a_hold_made_after_a_page_that_the_copy_shows_as_open(story: Story) -> None:
    item = await story.counter.item()
    opened = await story.counter.checkout.open(item)
    await story.copy()
    await story.counter.checkout.close(opened.attempt_id)
    held = await story.counter.payments.hold(item, GOOD)
    assert held.kind is OutcomeKind.HELD
    await story.restore()
    counter = story.counter
    await counter.payments.recover()
    last = await counter.payments.last_outcome(item.id)
    assert last is not None
    assert last.kind is OutcomeKind.HELD
    taken = await counter.payments.capture_hold(item.id, item.amount)
    assert taken.kind is OutcomeKind.SUCCEEDED


async def test_a_hold_beside_a_charge_that_the_copy_shows_as_never_sent(story: Story) -> None:
    """The charge took it for its own PaymentIntent: the hold stood in no row, and nobody could take
    it or let it go."""
    item = await story.counter.item()
    story.counter.mortal.last_words = 2
    with pytest.raises(Killed):
        await story.counter.payments.charge_saved_card(item, GOOD)
    await story.copy()
    await story.counter.payments.recover()
    held = await story.counter.payments.hold(item, GOOD)
    assert held.kind is OutcomeKind.HELD
    await story.restore()
    await story.counter.payments.recover()
    last = await story.counter.payments.last_outcome(item.id)
    assert last is not None
    assert last.kind is OutcomeKind.HELD
    released = await story.counter.payments.release_hold(item.id)
    assert released.kind is OutcomeKind.SUCCEEDED


def taken_minor(story: Story) -> int:
    return sum(minor for _, minor in story.stripe.charges)


async def test_everything_since_the_copy_comes_back(story: Story) -> None:
    counter = story.counter
    early = await counter.item()
    await counter.payments.charge_saved_card(early, GOOD)
    before = await counter.item()
    await story.copy()
    counter = story.counter
    story.clock.forward(3_600)
    paid_before = await counter.payments.charge_saved_card(before, GOOD)
    lost = await counter.item()
    await counter.payments.charge_saved_card(lost, GOOD)
    page = await counter.item()
    opened = await counter.checkout.open(page)
    story.stripe.pay(opened.session_id)
    await counter.checkout.settle(opened.attempt_id)
    held = await counter.item()
    await counter.payments.hold(held, GOOD)
    assert paid_before.payment_intent_id is not None
    await counter.payments.refund(paid_before.payment_intent_id, Money(500, "eur"))
    story.clock.forward(3_600)
    told = await story.restore()
    counter = story.counter
    posts = len(story.stripe.posts)
    assert await counter.payments.recover() == []
    assert len(story.stripe.posts) == posts
    assert [event.found for event in told] == [5]
    assert told[0].at == story.copied_at.replace(microsecond=0)
    assert await story.rows() == taken_minor(story) == 4 * 1250
    assert await story.rows("refunds") == 500
    assert await counter.payments.first_broken_row() is None
    for item in (early, before, lost, page):
        last = await counter.payments.last_outcome(item.id)
        assert last is not None
        assert last.kind is OutcomeKind.SUCCEEDED
    still = await counter.payments.last_outcome(held.id)
    assert still is not None
    assert still.kind is OutcomeKind.HELD
    taken = await counter.payments.capture_hold(held.id, Money(1000, "eur"))
    assert taken.kind is OutcomeKind.SUCCEEDED
    assert await story.rows() == taken_minor(story)
    await counter.payments.recover()
    assert len(told) == 1, "done once"


async def test_somebody_is_told_of_a_link_the_copy_shows_as_not_paid_yet(story: Story) -> None:
    item = await story.counter.item()
    await story.counter.checkout.open_link(item)
    await story.copy()
    (session_id,) = story.stripe.sessions
    assert story.stripe.pay(session_id)
    await story.restore()
    await story.counter.payments.recover()
    assert await story.rows() == 1250
    (unread,) = await story.counter.storage.read(unread_links)
    assert unread.item_id == item.id


async def test_nothing_begins_until_it_is_done(story: Story) -> None:
    await story.copy()
    item = await story.counter.item()
    await story.counter.payments.charge_saved_card(item, GOOD)
    await story.restore()
    counter = story.counter
    fresh = await counter.item()
    story.stripe.faults = lambda name: "lost_before"
    with pytest.raises(RemoteUnknown):
        await counter.payments.recover()
    for begin in (
        counter.payments.charge_saved_card(fresh, GOOD),
        counter.payments.hold(fresh, GOOD),
        counter.checkout.open(fresh),
    ):
        with pytest.raises(EnvironmentFault, match=r"ledger\.rebuilding"):
            await begin
    story.counter = counter = counter.restart()
    story.stripe.faults = lambda name: "ok"
    await counter.payments.recover()
    assert await story.rows() == 1250, "asked for durably: the next start goes on with it"
    assert (await counter.payments.charge_saved_card(fresh, GOOD)).kind is OutcomeKind.SUCCEEDED


@pytest.mark.parametrize("charged", ["before", "late", "never"])
async def test_what_the_copy_shows_as_never_sent(story: Story, charged: str) -> None:
    """The copy fell between preparing and confirming: it is looked into and fenced, never sent
    again, so that what is still on its way does nothing."""
    counter = story.counter
    item = await counter.item()
    counter.mortal.last_words = 2
    with pytest.raises(Killed):
        await counter.payments.charge_saved_card(item, GOOD)
    counter.mortal.last_words = None
    (attempt,) = await counter.payments._journal.open_attempts()
    (intent_id,) = story.stripe.intents
    assert (attempt.payment_intent_id, attempt.in_doubt) == (None, 0)
    await story.copy()
    if charged == "before":
        story.stripe._confirm(intent_id, GOOD)
    confirms = len(story.stripe.confirms)
    await story.restore()
    await story.counter.payments.recover()
    if charged == "late":
        with pytest.raises(RemoteRefused):
            story.stripe._confirm(intent_id, GOOD)
    last = await story.counter.payments.last_outcome(item.id)
    assert last is not None
    paid = charged == "before"
    assert last.kind is (OutcomeKind.SUCCEEDED if paid else OutcomeKind.NOT_CHARGED)
    assert len(story.stripe.confirms) == confirms
    assert await story.rows() == taken_minor(story) == 1250 * paid


async def test_a_refund_the_copy_shows_as_never_sent(story: Story) -> None:
    """It is looked for as long as it may still arrive, and never sent again."""
    counter = story.counter
    item = await counter.item()
    paid = await counter.payments.charge_saved_card(item, GOOD)
    assert paid.payment_intent_id is not None
    counter.mortal.countdown = 2
    with pytest.raises(Killed):
        await counter.payments.refund(paid.payment_intent_id, Money(500, "eur"))
    counter.mortal.countdown = None
    (operation,) = await counter.payments._desk._journal.open_operations()
    assert operation.sends == 0
    await story.copy()
    posts = len(story.stripe.posts)
    await story.restore()
    await story.counter.payments.recover()
    (blocked,) = await story.counter.payments.unresolved_operations()
    assert blocked.operation_id == operation.id
    story.clock.forward(16 * 60)
    found = await story.counter.payments.resolve_operation(paid.payment_intent_id)
    assert (found.kind, found.reason) == (OutcomeKind.NOT_CHARGED, "refund.not_made")
    assert len(story.stripe.posts) == posts


async def test_an_old_item_declined_before_and_paid_after_the_copy(story: Story) -> None:
    """Its PaymentIntent is older than anything a list since the copy shows."""
    item = await story.counter.item()
    await story.counter.payments.charge_saved_card(item, DECLINED)
    story.clock.forward(5 * 86_400)
    await story.copy()
    await story.counter.payments.charge_saved_card(item, GOOD)
    await story.restore()
    await story.counter.payments.recover()
    assert await story.rows() == taken_minor(story) == 1250


async def test_other_tills_payments_stay_theirs(story: Story, tmp_path: Path) -> None:
    await story.copy()
    (tmp_path / "other").mkdir()
    storage = await open_storage(tmp_path / "other")
    other = Counter(storage, story.stripe, story.clock, till="till_2")
    await other.payments.charge_saved_card(await other.item(), GOOD)
    told = await story.restore()
    await story.counter.payments.recover()
    assert await story.rows() == 0
    assert [event.found for event in told] == [0]
    await storage.close()


async def test_numbers_counted_again_make_no_old_key(story: Story) -> None:
    """The copy has forgotten a declined attempt: the next one must not replay its decline."""
    item = await story.counter.item()
    await story.copy()
    await story.counter.payments.charge_saved_card(item, DECLINED)
    await story.restore()
    await story.counter.payments.recover()
    paid = await story.counter.payments.charge_saved_card(item, GOOD)
    assert paid.kind is OutcomeKind.SUCCEEDED
    assert len(set(story.stripe.confirms)) == 2


async def test_a_clock_that_was_hours_wrong_when_copied(story: Story) -> None:
    story.clock.skew = timedelta(hours=23)
    await story.copy()
    story.clock.forward(60)
    await story.counter.payments.charge_saved_card(await story.counter.item(), GOOD)
    story.clock.skew = timedelta()
    await story.restore()
    await story.counter.payments.recover()
    assert await story.rows() == taken_minor(story) == 1250


@pytest.mark.parametrize("becomes", ["succeeded", "requires_payment_method"])
async def test_one_that_the_bank_is_just_charging_is_waited_for(story: Story, becomes: str) -> None:
    """It can't be cancelled, and may be paid yet: a rebuild that went on would miss that money."""
    item = await story.counter.item()
    await story.copy()
    stripe = story.stripe
    await story.counter.payments.charge_saved_card(item, DECLINED)
    (intent_id,) = stripe.intents
    stripe.intents[intent_id] = replace(stripe.intents[intent_id], status="processing")
    told = await story.restore()
    counter = story.counter
    with pytest.raises(RemoteUnknown):
        await counter.payments.recover()
    with pytest.raises(EnvironmentFault, match=r"ledger\.rebuilding"):
        await counter.payments.charge_saved_card(item, GOOD)
    assert told == []
    if becomes == "succeeded":
        stripe.intents[intent_id] = stripe._paid(stripe.intents[intent_id], GOOD, "")
    else:
        stripe.intents[intent_id] = replace(stripe.intents[intent_id], status=becomes)
    await counter.payments.recover()
    assert len(told) == 1
    last = await counter.payments.charge_saved_card(item, GOOD) if becomes != "succeeded" else None
    assert await story.rows() == taken_minor(story) == 1250
    assert last is None or last.kind is OutcomeKind.SUCCEEDED


async def test_a_page_whose_payment_the_bank_is_just_charging_is_waited_for(story: Story) -> None:
    await story.copy()
    item = await story.counter.item()
    opened = await story.counter.checkout.open(item)
    story.stripe.pay(opened.session_id)
    (paid,) = story.stripe.intents.values()
    story.stripe.intents[paid.id] = replace(paid, status="processing", amount_received=0)
    told = await story.restore()
    with pytest.raises(RemoteUnknown):
        await story.counter.payments.recover()
    assert told == []
    story.stripe.intents[paid.id] = paid
    await story.counter.payments.recover()
    assert [event.found for event in told] == [1]
    assert await story.rows() == 1250
