"""A card saved for later, nothing paid now: over real HTTP, from the tick to the charge."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from pos_app.checkout import asked_store
from pos_app.checkout.asked import AskedAgreements, NothingAgreed
from pos_app.checkout.model import Agreed, OpenCheckout
from pos_app.consent.model import Purpose, Subject, Tick
from pos_app.customers.model import Redisplay
from pos_app.kernel.errors import UserError
from pos_app.kernel.ids import CustomerId
from pos_app.kernel.money import Money
from pos_app.payments.model import Outcome, OutcomeKind
from pos_app.sales.edits import GiveAgreement
from pos_app.sales.model import Sale
from pos_app.sales.opening import Terms
from pos_app.sales.promise import later_charges
from pos_app.sales.schedule import AllLater, Due
from tests.helpers.agreements import agreed
from tests.helpers.standin import StandInHandle
from tests.integration.dues.counter import BEFORE, TODAY, Counter, open_counter
from ui.consent.ask_view_model import scope_of

TOTAL, NOTHING = Money(5_000, "eur"), Money(0, "eur")
REFUSED, ASKS = "4000000000000002", "4000002500003155"


class Saving:
    """A counter whose customers say yes to a sale that is paid later as a whole."""

    def __init__(self, till: Counter) -> None:
        self.till = till
        self.unagreed: list[NothingAgreed] = []
        till.events.subscribe(NothingAgreed, self.unagreed.append)
        self.asked = AskedAgreements(till.ledger, till.consent, till.events, till.sales)

    async def sale(self, customer: CustomerId) -> Sale:
        terms = Terms(TOTAL, AllLater(TODAY), "Vélo")
        return await self.till.sales.open_sale(customer, terms, today=BEFORE)

    async def opened(self, sale: Sale) -> OpenCheckout:
        """The page, which only their tick opened."""
        (part,) = sale.parts
        later = later_charges([Due(part.item.kind, part.item.amount, part.item.due_on)], None)
        assert later is not None
        scope = scope_of(later.purpose, later.each, later.count, (later.first, later.last))
        subject = Subject("Atelier Zoé", "1 rue des Lilas", "Vélo", prepaid=NOTHING)
        draft = await self.till.consent.draft(scope, subject, "fr")
        item = await self.till.sales.item(part.item.id)
        return await self.till.checkout.open(item, agreed=Agreed(draft, staff="Ana"))

    async def pay(self, opened: OpenCheckout, number: str = "4242424242424242") -> Any:
        standin = self.till.shop.standin
        return await asyncio.to_thread(standin.pay, opened.client_secret, number)

    async def settled(self, opened: OpenCheckout) -> Outcome:
        outcome = await self.till.checkout.settle(opened.attempt_id)
        await self.asked.drain()
        return outcome

    async def waiting(self) -> int:
        return len(await self.till.ledger.read(asked_store.waiting))


@pytest_asyncio.fixture
async def shop(standin: StandInHandle, tmp_path: Path) -> AsyncIterator[Saving]:
    async with open_counter(standin, tmp_path) as till:
        made = Saving(till)
        yield made
        await made.asked.drain()


async def test_saved_agreed_to_and_collected_while_they_are_away(shop: Saving) -> None:
    till = shop.till
    customer = await till.shop.customer()
    opened = await shop.opened(await shop.sale(customer))
    assert opened.amount == NOTHING
    assert not await till.consent.of_customer(customer), "nothing is agreed to before it is saved"
    await shop.pay(opened)
    outcome = await shop.settled(opened)
    assert (outcome.kind, outcome.payment_intent_id) == (OutcomeKind.SAVED, None)
    assert await till.shop.ledger_minor() == [], "no money moved"
    assert await till.taken_minor(customer) == 0
    (card,) = await till.gateway.list_cards(customer)
    assert card.redisplay is Redisplay.LIMITED, "to show it next time is another wish"
    (standing,) = await till.consent.of_customer(customer)
    given = standing.agreement
    assert (given.session_id, given.payment_intent_id) == (opened.session_id, None)
    assert given.scope.card == given.payment_method_id == card.id
    assert (given.act.ticked, given.act.staff) == ({Tick.CHARGE_LATER}, "Ana")
    (sale,) = await till.sales.of_customer(customer)
    assert sale.agreement_id == given.id
    await till.customers.refresh_cards(customer)
    (row,) = (await till.dues.service.board(TODAY)).due_today
    assert row.reasons == ()
    charged = await till.dues.service.collect(row.item.id)
    assert charged.kind is OutcomeKind.SUCCEEDED
    assert await till.taken_minor(customer) == TOTAL.amount_minor
    assert await till.shop.ledger_minor() == [TOTAL.amount_minor]


async def test_the_setup_intent_says_whose_it_is(shop: Saving) -> None:
    sale = await shop.sale(await shop.till.shop.customer())
    opened = await shop.opened(sale)
    get = shop.till.gateway._caller.get
    session = (await get(f"/v1/checkout/sessions/{opened.session_id}")).data
    assert (session["mode"], session["ui_mode"], session["payment_intent"]) == (
        "setup", "elements", None,
    )  # fmt: skip
    setup = (await get(f"/v1/setup_intents/{session['setup_intent']}")).data
    assert setup["usage"] == "off_session"
    assert setup["customer"] == sale.customer_id
    assert setup["metadata"]["item"] == sale.parts[0].item.id
    assert setup["metadata"]["attempt"] == opened.attempt_id


async def test_left_alone_nothing_is_agreed_to_saved_or_owed(shop: Saving) -> None:
    till = shop.till
    customer = await till.shop.customer()
    sale = await shop.sale(customer)
    opened = await shop.opened(sale)
    outcome = await till.checkout.close(opened.attempt_id)
    await shop.asked.drain()
    assert (outcome.kind, outcome.reason) == (OutcomeKind.NOT_CHARGED, "checkout.not_saved")
    assert not await till.consent.of_customer(customer)
    assert not await till.gateway.list_cards(customer)
    assert not await till.sales.of_customer(customer)
    assert (await till.dues.service.board(TODAY)).due_today == ()
    reply = await shop.pay(opened)
    assert reply["type"] == "error", "it can't be saved any more"


async def test_a_refused_card_leaves_it_open_for_another(shop: Saving) -> None:
    till = shop.till
    customer = await till.shop.customer()
    opened = await shop.opened(await shop.sale(customer))
    assert (await shop.pay(opened, REFUSED))["type"] == "error"
    outcome = await shop.settled(opened)
    assert outcome.kind is OutcomeKind.OPEN
    assert outcome.decline is not None
    assert await shop.waiting() == 1
    await shop.pay(opened)
    assert (await shop.settled(opened)).kind is OutcomeKind.SAVED
    assert len(await till.consent.of_customer(customer)) == 1


@pytest.mark.parametrize("answer", ["approve", "fail"])
async def test_a_bank_that_asks_is_answered_while_saving(shop: Saving, answer: str) -> None:
    till = shop.till
    customer = await till.shop.customer()
    opened = await shop.opened(await shop.sale(customer))
    reply = await shop.pay(opened, ASKS)
    assert (await shop.settled(opened)).kind is OutcomeKind.OPEN
    till.shop.standin.answer(reply["challenge"]["id"], answer)
    outcome = await shop.settled(opened)
    assert outcome.kind is (OutcomeKind.SAVED if answer == "approve" else OutcomeKind.OPEN)
    assert len(await till.consent.of_customer(customer)) == (answer == "approve")


async def test_a_crash_between_saving_and_record_loses_nothing(shop: Saving) -> None:
    till = shop.till
    customer = await till.shop.customer()
    opened = await shop.opened(await shop.sale(customer))
    await shop.pay(opened)
    await till.shop.restarted().checkout.settle(opened.attempt_id)  # nobody of ours hears of it
    assert await shop.waiting() == 1
    asked = await till.ledger.read(lambda db: asked_store.find(db, opened.attempt_id))
    assert asked is not None
    for _ in range(2):  # the second time as if the crash came before it was forgotten
        later = AskedAgreements(till.ledger, till.consent, till.events, till.sales)
        later.start()
        await later.drain()
        assert await shop.waiting() == 0
        await till.ledger.write(lambda db: asked_store.keep(db, opened.attempt_id, asked))
    (standing,) = await till.consent.of_customer(customer)
    (sale,) = await till.sales.of_customer(customer)
    assert sale.agreement_id == standing.agreement.id
    assert not shop.unagreed


async def test_a_restart_closes_it_and_says_that_nothing_was_saved(shop: Saving) -> None:
    till = shop.till
    customer = await till.shop.customer()
    opened = await shop.opened(await shop.sale(customer))
    await till.shop.restarted().checkout.close(opened.attempt_id)  # as recovery does
    later = AskedAgreements(till.ledger, till.consent, till.events, till.sales)
    later.start()
    await later.drain()
    (told,) = shop.unagreed
    assert (told.amount, told.customer_id) == (NOTHING, customer)
    assert not await till.sales.of_customer(customer)


async def test_an_empty_till_finds_sale_and_agreement_and_collects(
    shop: Saving, standin: StandInHandle, tmp_path: Path
) -> None:
    till = shop.till
    customer = await till.shop.customer()
    opened = await shop.opened(await shop.sale(customer))
    await shop.pay(opened)
    await shop.settled(opened)
    (standing,) = await till.consent.of_customer(customer)
    await till.noting.note_pending()
    async with open_counter(standin, tmp_path, "till_2") as other:
        await other.look()
        await other.noting.learn_to_charge(customer)
        (found,) = await other.consent.of_customer(customer)
        assert found.agreement == standing.agreement
        await other.customers.refresh_cards(customer)
        (row,) = (await other.dues.service.board(TODAY)).due_today
        assert row.reasons == ()
        charged = await other.dues.service.collect(row.item.id)
        assert charged.kind is OutcomeKind.SUCCEEDED
        assert await other.taken_minor(customer) == TOTAL.amount_minor


async def test_a_sale_that_was_agreed_to_elsewhere_is_not_called_off(shop: Saving) -> None:
    till = shop.till
    customer = await till.shop.customer()
    sale = await shop.sale(customer)
    opened = await shop.opened(sale)
    under = await agreed(till.ledger, customer, Purpose.BALANCE)
    await till.sales.change(sale, GiveAgreement(under.agreement_id))
    await till.checkout.close(opened.attempt_id)
    await shop.asked.drain()
    (left,) = await till.sales.of_customer(customer)
    assert left.agreement_id == under.agreement_id


async def test_no_answer_blocks_and_names_the_card_not_money(shop: Saving) -> None:
    till = shop.till
    opened = await shop.opened(await shop.sale(await till.shop.customer()))
    till.shop.standin.scenario("lost_before", match="/v1/checkout/sessions", times=50)
    outcome = await till.checkout.settle(opened.attempt_id)
    assert (outcome.kind, outcome.reason) == (OutcomeKind.UNKNOWN, "checkout.saving_unknown")
    assert await shop.waiting() == 1
    (sale,) = await till.sales.open_sales()
    with pytest.raises(UserError, match="item_blocked"):
        await till.dues.service.collect_with(
            sale.parts[0].item.id, (await till.customer())[1], present=True
        )


async def test_what_is_on_a_saving_page_can_be_paid_instead_once_that_is_closed(
    shop: Saving,
) -> None:
    """One live session at a time, whatever it is for; and a card that was saved pays nothing."""
    till = shop.till
    customer = await till.shop.customer()
    sale = await shop.sale(customer)
    saving = await shop.opened(sale)
    await shop.pay(saving)
    assert (await shop.settled(saving)).kind is OutcomeKind.SAVED
    paying = await till.checkout.open(await till.sales.item(sale.parts[0].item.id))
    assert paying.amount == TOTAL
    await shop.pay(paying)
    assert (await till.checkout.settle(paying.attempt_id)).kind is OutcomeKind.SUCCEEDED
    assert await till.taken_minor(customer) == TOTAL.amount_minor
