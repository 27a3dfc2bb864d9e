"""Building a till: one at a time in a folder, and a folder that can't be used is said."""

import asyncio
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pos_app.bootstrap import Till, build
from pos_app.consent.model import AgreementRevoked, Purpose, RevocationKind, Route, Tick
from pos_app.consent.noting import NotingService, Stamp
from pos_app.consent.scope_check import Under
from pos_app.consent.service import ConsentService, Given
from pos_app.consent.terms_files import TermsLibrary
from pos_app.customers.model import CustomerDraft, Redisplay, SavedCard
from pos_app.files import file_keys, keys_held
from pos_app.kernel.clock import SystemClock
from pos_app.kernel.errors import EnvironmentFault, UserError
from pos_app.kernel.events import EventBus
from pos_app.kernel.ids import CustomerId, PaymentMethodId, TillId
from pos_app.kernel.money import Money
from pos_app.payments.agreements import ChargesUnder
from pos_app.payments.model import OutcomeKind
from pos_app.plan import Plan, load_shop
from pos_app.storage import Storage
from pos_app.sync.model import CaughtUp
from tests.helpers.agreements import SUBJECT, a_scope, agreed
from tests.integration.payments.conftest import open_storage


def test_the_till_keeps_the_name_it_made_for_itself(tmp_path: Path) -> None:
    first = load_shop(Plan(tmp_path))
    assert first.till_id.startswith("till_")
    assert load_shop(Plan(tmp_path)) == first


def test_a_folder_below_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    plan = Plan(tmp_path / "file" / "training")
    shop = load_shop(plan)
    assert shop.till_id

    async def open_it() -> str:
        with pytest.raises(EnvironmentFault) as fault:
            await build(plan, shop)
        return fault.value.key

    assert asyncio.run(open_it()) in {"secrets.not_saved", "storage.read_only"}


def test_two_first_starts_never_use_two_keys(tmp_path: Path) -> None:
    """A double click on the very first day: both know one key."""
    for attempt in range(20):
        plan = Plan(tmp_path / str(attempt))

        def key(plan: Plan = plan) -> bytes:
            return file_keys(plan.folder, plan.secret_store(), plan.randomness).now

        with ThreadPoolExecutor(2) as both:
            found = [task.result() for task in [both.submit(key), both.submit(key)]]
        kept = bytes.fromhex((plan.folder / "secrets" / "database-key").read_text())
        assert found == [kept, kept]


def test_keys_that_somebody_looks_at_just_now_are_waited_for_a_while(tmp_path: Path) -> None:
    """As when a till starts and goes on with two things that an earlier run began: whoever came
    second gave up, and an erasure waited ten minutes."""
    plan = Plan(tmp_path)
    with ThreadPoolExecutor(1) as other, keys_held(tmp_path):
        waiting = other.submit(file_keys, tmp_path, plan.secret_store(), plan.randomness)
        with (
            pytest.raises(EnvironmentFault, match=r"storage\.in_use") as fault,
            keys_held(tmp_path, patience_seconds=0.1),
        ):
            pass
        assert fault.value.params["pid"] == os.getpid()
        assert not waiting.done()
    assert waiting.result().now


async def test_a_second_till_on_the_folder_is_told_which_process_has_it(tmp_path: Path) -> None:
    plan = Plan(tmp_path / "training", training_customers=0)
    shop = load_shop(plan)
    first = await build(plan, shop)
    try:
        with pytest.raises(EnvironmentFault) as fault:
            await build(plan, shop)
        assert fault.value.key == "storage.in_use"
        assert fault.value.params["pid"] == os.getpid()
        assert first.ground.standin is not None
        assert first.ground.standin.running
    finally:
        await first.close()


async def test_a_card_detached_at_stripe_ends_its_agreements(tmp_path: Path) -> None:
    """From the event that the sync tells of to a charge refused, with nobody in between."""
    plan = Plan(tmp_path / "training", training_customers=0)
    till = await build(plan, load_shop(plan))
    ended: asyncio.Future[AgreementRevoked] = asyncio.get_running_loop().create_future()
    till.events.subscribe(AgreementRevoked, ended.set_result)
    try:
        customer = (await till.customers.create(CustomerDraft("Zoé Léger"))).id
        card = await _card_of(till, customer)
        under = await agreed(till.ground.ledger, customer, card=card)
        await till.start()
        await _caught_up(till)
        await till.ground.gateway._caller.post(f"/v1/payment_methods/{card}/detach", {}, "key")
        event = await asyncio.wait_for(ended, 60)
        assert event.revocation.agreement_id == under.agreement_id
        assert event.revocation.kind is RevocationKind.CARD_DETACHED
        item = await till.sales.open_item(customer, Money(1_000, "eur"), "Repair")
        with pytest.raises(UserError, match=r"agreement\.card_detached"):
            await till.payments.charge_saved_card(item, card, off_session=True, under=under)
    finally:
        await till.close()


async def test_at_the_counter_only_a_card_that_is_shown_is_charged(tmp_path: Path) -> None:
    """By the till's own copy of the cards, as it is wired; a card changed back is refused again."""
    plan = Plan(tmp_path / "training", training_customers=0)
    till = await build(plan, load_shop(plan))
    try:
        customer = (await till.customers.create(CustomerDraft("Zoé Léger"))).id
        card = await _card_of(till, customer)
        item = await till.sales.open_item(customer, Money(1_000, "eur"), "Repair")
        with pytest.raises(UserError, match=r"agreement\.card_not_kept"):
            await till.payments.charge_saved_card(item, card)
        kept: SavedCard | None = None
        for seen in (Redisplay.UNSPECIFIED, Redisplay.LIMITED, Redisplay.ALWAYS):
            if seen is not Redisplay.UNSPECIFIED:
                await till.ground.gateway.set_redisplay(card, seen, f"key_{seen}")
            (kept,) = await till.customers.refresh_cards(customer)
            assert kept.redisplay is seen
            if seen is not Redisplay.ALWAYS:
                with pytest.raises(UserError, match=r"agreement\.card_not_shown"):
                    await till.payments.charge_saved_card(item, card)
        assert (await till.payments.charge_saved_card(item, card)).kind is OutcomeKind.SUCCEEDED
        (once,) = await till.cards.of_customer(customer)
        await till.cards.show_next_time(once, shown=False)
        other = await till.sales.open_item(customer, Money(1_000, "eur"), "Repair")
        with pytest.raises(UserError, match=r"agreement\.card_not_shown"):
            await till.payments.hold(other, card)
    finally:
        await till.close()


async def _card_of(till: Till, customer: CustomerId) -> PaymentMethodId:
    path = "/v1/payment_methods/pm_card_visa/attach"
    reply = await till.ground.gateway._caller.post(path, {"customer": customer}, "card")
    return PaymentMethodId(reply.data["id"])


async def _caught_up(till: Till) -> None:
    done = asyncio.Event()
    till.events.subscribe(CaughtUp, lambda event: done.set())
    await asyncio.wait_for(done.wait(), 60)


async def test_a_damaged_file_of_imports_keeps_nobody_from_importing(tmp_path: Path) -> None:
    plan = Plan(tmp_path / "training", training_customers=0)
    till = await build(plan, load_shop(plan))
    try:
        assert not await till.imports.waiting()
        damaged = plan.folder / "imports.db"
        assert not damaged.exists()  # no import, no file
        damaged.write_bytes(b"not a database" * 1_000)
        assert await till.imports.current() is None
        assert (plan.folder / "imports.damaged.db").read_bytes() == b"not a database" * 1_000
    finally:
        await till.close()


class Elsewhere:
    """Another till's agreements, on the same account."""

    def __init__(self, till: Till, ledger: Storage) -> None:
        events, clock, name = EventBus(), SystemClock(), TillId("till_elsewhere")
        charges = ChargesUnder(ledger)
        self.consent = ConsentService(
            ledger, TermsLibrary(), charges, charges, events, clock, os.urandom, (name, "Other")
        )
        self.noting = NotingService(
            ledger, self.consent, till.ground.gateway, charges, till.customers, events,
            Stamp(clock, os.urandom, name),
        )  # fmt: skip


async def test_what_another_till_noted_is_heard_of_and_learned_before_a_charge(
    tmp_path: Path,
) -> None:
    """The wiring: from the event that the sync tells of, and at the charge where nobody heard."""
    plan = Plan(tmp_path / "training", training_customers=0)
    till = await build(plan, load_shop(plan))
    ledger = await open_storage(tmp_path)
    try:
        other = Elsewhere(till, ledger)
        who = (await till.customers.create(CustomerDraft("Zoé"))).id
        card_id = await _card_of(till, who)
        await till.ground.gateway.set_redisplay(card_id, Redisplay.ALWAYS, "shown")
        await till.customers.refresh_cards(who)
        item = await till.sales.open_item(who, Money(100, "eur"), "")
        paid = await till.payments.charge_saved_card(item, card_id)
        await till.sync.catch_up()
        draft = await other.consent.draft(a_scope(card=card_id), SUBJECT, "fr")
        yes = frozenset({Tick.CHARGE_LATER})
        given = Given(who, Route.PAGE, yes, card_id, payment_intent_id=paid.payment_intent_id)
        agreement = await other.consent.record(draft, given)
        await other.noting.drain()
        await till.sync.catch_up()
        await till.noting.drain()
        assert [one.agreement for one in await till.consent.of_customer(who)] == [agreement]
        await other.consent.revoke(agreement.id)
        await other.noting.drain()
        till.noting.hear = lambda *_: None  # type: ignore[method-assign]
        await till.sync.catch_up()
        later = await till.sales.open_item(who, Money(100, "eur"), "")
        with pytest.raises(UserError, match=r"agreement\.revoked"):
            await till.payments.charge_saved_card(
                later, card_id, off_session=True, under=Under(agreement.id, Purpose.BALANCE)
            )
    finally:
        await ledger.close()
        await till.close()
