"""Every service that does something risky asks first: with staff set up, nobody has no right."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import pytest
import pytest_asyncio

from pos_app.checkout import asked_store
from pos_app.checkout.model import Agreed
from pos_app.consent.own_terms import TermsService
from pos_app.consent.service import Draft
from pos_app.consent.terms_files import TermsLibrary
from pos_app.disputes.service import DisputeService
from pos_app.dues.renewing import HoldRenewals, Renewing
from pos_app.files import LEDGER_SCHEMAS
from pos_app.kernel.errors import UserError
from pos_app.kernel.ids import AgreementId, PaymentIntentId, PaymentMethodId
from pos_app.kernel.money import Money
from pos_app.payments.ledger import wrong_in_ledger
from pos_app.payments.model import OutcomeKind
from pos_app.payments.saved_cards import SavedCards
from pos_app.payments.tries_model import PAGE_CLOSED
from pos_app.sales.edits import CallOff, ChangeAmount, GiveAgreement, MoveDate
from pos_app.sales.opening import Terms
from pos_app.sales.schedule import DepositAndBalance
from pos_app.staff.audit import AuditKind
from pos_app.staff.model import Actor, Right, Role, RoleRights
from pos_app.staff.open_house import OpenHouse
from pos_app.storage import Storage
from tests.helpers.agreements import SUBJECT, VERSION, a_scope
from tests.helpers.next_time import Rendering, terms_of
from tests.helpers.staff import CASHIER_PIN, MANAGER_PIN, Staff
from tests.integration.payments.conftest import CUS, Counter
from tests.integration.payments.stripe_model import StripeModel, VirtualClock
from tests.unit.sales.sales import BALANCE_ON, TODAY
from tests.unit.sales.sales import a_sale as scheduled

GOOD, BAD = PaymentMethodId("pm_good"), PaymentMethodId("pm_declined")
SOLD = Terms(Money(80_000, "eur"), DepositAndBalance(Money(20_000, "eur"), BALANCE_ON), "Vélo")


@dataclass
class Shop:
    """A counter and its staff, on one ledger."""

    counter: Counter
    staff: Staff
    anna: Actor
    marc: Actor

    async def acts(self) -> list[tuple[str, str, str]]:
        """Of every act: who, who approved it, and which right it took."""
        rows = [row.noted for row in await self.staff.rows() if row.noted.kind is AuditKind.ACT]
        return [(one.person.name, one.approver.name, one.right or "") for one in rows]


@pytest_asyncio.fixture
async def shop(tmp_path: Path) -> AsyncIterator[Shop]:
    ledger = Storage.open(tmp_path / "ledger.db", None, LEDGER_SCHEMAS, durable=True)
    await ledger.ready()
    staff = await Staff(ledger, tmp_path).open()
    _, manager, cashier = await staff.three()
    clock = VirtualClock()
    counter = Counter(ledger, StripeModel(clock), clock)
    counter.payments.obey(staff.permissions)
    counter.checkout.obey(staff.permissions)
    counter.sales.obey(staff.permissions)
    marc = staff.roster.actor(manager)
    anna = await staff.sign_in.sign_in(cashier.id, CASHIER_PIN)
    yield Shop(counter, staff, anna, marc)
    await staff.permissions.drain()
    await ledger.close()


async def test_a_screen_that_does_not_say_who_is_refused_everywhere(shop: Shop) -> None:
    payments, permits = shop.counter.payments, shop.staff.permissions
    item = await shop.counter.item()
    nothing = SimpleNamespace()
    cards = SavedCards(nothing, nothing, nothing, nothing, shop.counter.clock, permissions=permits)
    terms = TermsService(nothing, Path(), nothing, nothing, permissions=permits)
    disputes = DisputeService(nothing, nothing, nothing, permissions=permits)
    card = SimpleNamespace(shown=SimpleNamespace(id=GOOD), ids=frozenset({GOOD}))
    asked = [
        lambda: payments.charge_saved_card(item, GOOD),
        lambda: payments.hold(item, GOOD),
        lambda: payments.refund(PaymentIntentId("pi_1"), item.amount),
        lambda: payments.capture_hold(item.id, item.amount),
        lambda: payments.release_hold(item.id),
        lambda: shop.counter.checkout.open(item),
        lambda: cards.remove(card),
        lambda: terms.promise(None),
        lambda: terms.use("2026-12"),
        lambda: terms.add(Path("mine")),
        lambda: disputes.submit("dp_1", {}, {}),
        lambda: shop.counter.sales.open_sale(CUS, SOLD, today=TODAY),
        lambda: shop.counter.sales.change(
            scheduled(), MoveDate(scheduled().parts[1].item.id, TODAY)
        ),
    ]
    for ask in asked:
        with pytest.raises(UserError, match=r"staff\.sign_in_first"):
            await ask()
    assert (shop.counter.stripe.posts, shop.counter.stripe.asked) == ([], 0)


async def test_a_cashier_charges_up_to_the_limit_and_more_with_a_manager(shop: Shop) -> None:
    payments = shop.counter.payments
    small = await shop.counter.item(50_000)
    done = await payments.charge_saved_card(small, GOOD, actor=shop.anna)
    assert done.kind is OutcomeKind.SUCCEEDED
    large = await shop.counter.item(50_001)
    with pytest.raises(UserError) as caught:
        await payments.charge_saved_card(large, GOOD, actor=shop.anna)
    assert caught.value.params["right"] == Right.CHARGE_ABOVE_LIMIT.value
    assert await payments.last_outcome(large.id) is None
    act = caught.value.params["act"]
    approval = await shop.staff.sign_in.approve(shop.marc.person.id, MANAGER_PIN, act)
    done = await payments.charge_saved_card(large, GOOD, actor=shop.anna.approved(approval))
    assert done.kind is OutcomeKind.SUCCEEDED
    assert await shop.acts() == [
        ("Anna", "", "use_saved_card"), ("Anna", "Marc", "use_saved_card"),
    ]  # fmt: skip


async def test_a_hold_is_not_made_again_by_who_may_not_hold(shop: Shop) -> None:
    held = await shop.counter.payments.hold(await shop.counter.item(), GOOD, actor=shop.anna)
    assert held.payment_intent_id is not None
    owner = next(one for one in shop.staff.roster.active if one.role is Role.OWNER)
    rights = RoleRights(frozenset({Right.TAKE_PAYMENT}))
    boss = shop.staff.roster.actor(owner)
    await shop.staff.service.change_role(Role.CASHIER, rights, actor=boss)
    nothing = SimpleNamespace()
    renewing = Renewing(
        shop.counter.storage, shop.counter.sales, nothing, shop.counter.payments, nothing
    )
    holds = HoldRenewals(renewing, shop.counter.clock, shop.staff.permissions)
    requests = len(shop.counter.stripe.posts)
    with pytest.raises(UserError, match=r"staff\.not_allowed") as caught:
        await holds.renew(held.payment_intent_id, present=True, actor=shop.anna)
    assert caught.value.params["right"] == "hold"
    with pytest.raises(UserError, match=r"staff\.sign_in_first"):
        await holds.renew(held.payment_intent_id, present=True)
    assert len(shop.counter.stripe.posts) == requests, "the old one was not touched"


async def test_who_may_not_sell_or_move_a_date_is_refused_before_anything_is_noted(
    shop: Shop,
) -> None:
    owner = next(one for one in shop.staff.roster.active if one.role is Role.OWNER)
    boss = shop.staff.roster.actor(owner)
    rights = frozenset({Right.TAKE_PAYMENT})
    await shop.staff.service.change_role(Role.CASHIER, RoleRights(rights), actor=boss)
    sales, sold = shop.counter.sales, scheduled()
    edits = [
        MoveDate(sold.parts[1].item.id, TODAY),
        ChangeAmount(sold.parts[1].item.id, Money(500, "eur")),
        GiveAgreement(AgreementId("agr_1")), CallOff(Money(0, "eur"), Money(0, "eur")),
    ]  # fmt: skip
    asked = [lambda: sales.open_sale(CUS, SOLD, today=TODAY, actor=shop.anna)]
    asked += [lambda edit=edit: sales.change(sold, edit, actor=shop.anna) for edit in edits]
    lacking = []
    for ask in asked:
        with pytest.raises(UserError, match=r"staff\.not_allowed") as caught:
            await ask()
        lacking.append(caught.value.params["right"])
    assert lacking == ["take_deposit", "move_date", "move_date", "save_card", "move_date"]
    assert await shop.counter.storage.read(lambda db: list(db.execute("SELECT 1 FROM items"))) == []
    assert shop.counter.stripe.posts == []


async def test_a_refund_takes_a_manager_and_is_made_once(shop: Shop) -> None:
    payments = shop.counter.payments
    paid = await payments.charge_saved_card(await shop.counter.item(), GOOD, actor=shop.anna)
    assert paid.payment_intent_id is not None
    amount = Money(500, "eur")
    with pytest.raises(UserError) as caught:
        await payments.refund(paid.payment_intent_id, amount, actor=shop.anna)
    assert caught.value.params["right"] == "refund"
    act = caught.value.params["act"]
    approval = await shop.staff.sign_in.approve(shop.marc.person.id, MANAGER_PIN, act)
    anna = shop.anna.approved(approval)
    with pytest.raises(UserError, match=r"staff\.not_allowed"):
        await payments.refund(paid.payment_intent_id, Money(501, "eur"), actor=anna)
    done = await payments.refund(paid.payment_intent_id, amount, actor=anna)
    assert done.kind is OutcomeKind.SUCCEEDED
    with pytest.raises(UserError, match=r"staff\.not_allowed"):
        await payments.refund(paid.payment_intent_id, amount, actor=anna)
    sql = "SELECT amount_minor FROM refunds"
    assert await shop.counter.storage.read(lambda db: list(db.execute(sql))) == [(500,)]
    assert await shop.counter.storage.read(wrong_in_ledger) == ""


async def test_an_act_whose_end_is_unknown_stands_so_and_recovery_needs_no_right(
    shop: Shop,
) -> None:
    counter = shop.counter
    answers = [True]

    def fate(name: str) -> str:
        if name == "confirm":
            answers[0] = False
            return "lost_after"
        return "ok" if answers[0] else "unreachable"

    counter.stripe.faults = fate
    item = await counter.item()
    outcome = await counter.payments.charge_saved_card(item, GOOD, actor=shop.anna)
    assert outcome.kind is OutcomeKind.UNKNOWN
    noted = (await shop.staff.rows())[-1].noted
    assert (noted.kind, noted.outcome) == (AuditKind.OUTCOME, "unknown")
    await shop.staff.sign_in.lock()
    counter.stripe.faults = lambda name: "ok"
    await counter.payments.recover()
    settled = await counter.payments.last_outcome(item.id)
    assert settled is not None
    assert settled.kind is OutcomeKind.SUCCEEDED


async def test_who_handed_the_page_over_stands_in_the_agreement(shop: Shop) -> None:
    counter = shop.counter
    item = await counter.item()
    scope = a_scope(card=None, any_card=False)
    wording = TermsLibrary().render(VERSION, "fr", scope, SUBJECT)
    given = Agreed(Draft(scope, SUBJECT, wording))
    opened = await counter.checkout.open(item, agreed=given, actor=shop.anna)
    kept = await counter.storage.read(lambda db: asked_store.find(db, opened.attempt_id))
    assert kept is not None
    assert kept.staff == "Anna"
    assert (await shop.acts())[-1] == ("Anna", "", "take_deposit")


async def test_after_too_many_refusals_a_manager_allows_one_more(shop: Shop) -> None:
    payments = shop.counter.payments
    item = await shop.counter.item()
    for _ in range(5):
        await payments.charge_saved_card(item, BAD, actor=shop.anna)
    with pytest.raises(UserError) as caught:
        await payments.charge_saved_card(item, BAD, actor=shop.anna)
    assert (caught.value.key, caught.value.params["right"]) == ("staff.not_allowed", "retry_cards")
    act = caught.value.params["act"]
    approval = await shop.staff.sign_in.approve(shop.marc.person.id, MANAGER_PIN, act)
    allowed = shop.anna.approved(approval)
    assert (await payments.charge_saved_card(item, BAD, actor=allowed)).decline is not None
    with pytest.raises(UserError, match=r"staff\.not_allowed"):  # it was for one try
        await payments.charge_saved_card(item, GOOD, actor=allowed)
    done = await payments.charge_saved_card(item, GOOD, actor=shop.marc)
    assert done.kind is OutcomeKind.SUCCEEDED
    assert ("Anna", "Marc", "retry_cards") in await shop.acts()
    assert ("Marc", "", "retry_cards") in await shop.acts()


async def test_a_page_that_was_allowed_has_its_own_count(shop: Shop) -> None:
    counter = shop.counter
    counter.payments.obey(OpenHouse())
    item = await counter.item()
    for _ in range(5):
        await counter.payments.charge_saved_card(item, BAD)
    with pytest.raises(UserError) as caught:
        await counter.checkout.open(item, actor=shop.anna)
    assert caught.value.params["right"] == "retry_cards"
    act = caught.value.params["act"]
    approval = await shop.staff.sign_in.approve(shop.marc.person.id, MANAGER_PIN, act)
    opened = await counter.checkout.open(item, actor=shop.anna.approved(approval))
    for _ in range(4):
        counter.stripe.pay(opened.session_id, "pm_declined")
        seen = await counter.checkout.settle(opened.attempt_id)
        assert seen.kind is OutcomeKind.OPEN
    counter.stripe.pay(opened.session_id, "pm_declined")
    seen = await counter.checkout.settle(opened.attempt_id)
    assert (seen.kind, seen.reason) == (OutcomeKind.NOT_CHARGED, PAGE_CLOSED)


@pytest.mark.parametrize("may", [True, False])
async def test_whoever_may_save_no_card_has_no_box_for_it_on_the_page(
    shop: Shop, may: bool
) -> None:
    rights = frozenset({Right.TAKE_PAYMENT} | ({Right.SAVE_CARD} if may else set()))
    boss = next(one for one in shop.staff.roster.active if one.role is Role.OWNER)
    owner = shop.staff.roster.actor(boss)
    await shop.staff.service.change_role(Role.CASHIER, RoleRights(rights), actor=owner)
    checkout = shop.counter.checkout
    checkout.offer_next_time(terms_of(Rendering()))
    opened = await checkout.open(await shop.counter.item(), actor=shop.anna, language="fr")
    assert (opened.showing is not None) is may
