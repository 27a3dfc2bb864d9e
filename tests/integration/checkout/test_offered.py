"""The agreement to show a card next time, over real HTTP: offered beside the box, recorded once
Stripe says that it was ticked."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from pos_app.checkout import offered_store
from pos_app.checkout.model import Agreed, OpenCheckout
from pos_app.checkout.offered import agreement_id_of
from pos_app.checkout.offered_store import Offered
from pos_app.consent import store
from pos_app.consent.model import Agreement, Purpose, Route, Tick, text_hash
from pos_app.consent.service import Draft
from pos_app.consent.terms_files import TermsLibrary
from pos_app.customers.model import Redisplay
from pos_app.kernel.errors import EnvironmentFault
from pos_app.kernel.ids import CustomerId
from pos_app.payments.model import OutcomeKind, PaymentRecorded
from pos_app.staff.model import Actor, Person, PersonId, Role
from tests.helpers.next_time import terms_of
from tests.integration.checkout.test_asked import Agreeing, on, signed, till

__all__ = ["till"]
ANA = Person(PersonId("per_1"), "Ana", Role.CASHIER)
LATER, SHOW = Tick.CHARGE_LATER, Tick.SHOW_NEXT_TIME


async def on_page(
    till: Agreeing, customer: CustomerId | None, language: str = "fr"
) -> OpenCheckout:
    """The customer's page, with what stands beside its box."""
    return await till.shop.checkout.open(await till.shop.item(customer), language=language)


async def shown(till: Agreeing, customer: CustomerId) -> list[Agreement]:
    return [
        one.agreement
        for one in await till.given(customer)
        if one.agreement.scope.purpose is Purpose.NEXT_TIME
    ]


async def left(till: Agreeing) -> int:
    return len(await till.shop.storage.read(offered_store.waiting))


def words(opened: OpenCheckout) -> Draft:
    assert opened.showing is not None
    return opened.showing


@pytest.mark.parametrize("language", ["fr", "en"])
async def test_ticked_it_is_recorded_with_the_very_words_beside_the_box(
    till: Agreeing, language: str
) -> None:
    customer = await till.shop.customer()
    opened = await on_page(till, customer, language)
    draft = words(opened)
    assert draft.wording == TermsLibrary().render(
        draft.wording.version, language, draft.scope, draft.subject
    )
    assert not await till.given(customer), "offered is not agreed to"
    await till.pay(opened.client_secret, savePaymentMethod=True)
    outcome = await till.settle(opened.attempt_id)
    (given,) = await shown(till, customer)
    (card,) = await till.shop.gateway.list_cards(customer)
    assert given.wording == draft.wording
    assert given.wording.sha256 == text_hash(given.wording.full)
    assert given.scope == replace(draft.scope, card=card.id)
    assert given.act.ticked == {SHOW}
    assert given.act.route is Route.PAGE
    assert given.act.at == card.created_at, "when Stripe got the tick"
    assert (given.act.till_id, given.act.till_name) == ("till_1", "Comptoir")
    assert given.session_id == opened.session_id
    assert given.payment_intent_id == outcome.payment_intent_id
    assert given.payment_method_id == card.id
    assert card.redisplay is Redisplay.ALWAYS
    assert await left(till) == 0


async def test_unticked_there_is_no_record_and_no_card(till: Agreeing) -> None:
    customer = await till.shop.customer()
    opened = await on_page(till, customer)
    await till.pay(opened.client_secret, savePaymentMethod=False)
    assert (await till.settle(opened.attempt_id)).kind is OutcomeKind.SUCCEEDED
    assert not await till.given(customer)
    assert not await till.saved(customer)
    assert await left(till) == 0


async def test_not_paid_is_not_agreed_to(till: Agreeing) -> None:
    customer = await till.shop.customer()
    opened = await on_page(till, customer)
    till.events.publish(PaymentRecorded(await till.shop.checkout.close(opened.attempt_id)))
    await till.asked.drain()
    assert not await till.given(customer)
    assert await left(till) == 0


@pytest.mark.parametrize("show", [True, False])
async def test_both_consents_of_one_page_are_two_records(till: Agreeing, show: bool) -> None:
    customer = await till.shop.customer()
    item = await till.shop.item(customer)
    opened = await till.shop.checkout.open(
        item, agreed=Agreed(await till.draft(), staff="Ana"), language="fr"
    )
    await till.pay(opened.client_secret, savePaymentMethod=show)
    outcome = await till.settle(opened.attempt_id)
    given = {one.agreement.scope.purpose: one.agreement for one in await till.given(customer)}
    assert given.keys() == {Purpose.BALANCE, *([Purpose.NEXT_TIME] if show else [])}
    assert given[Purpose.BALANCE].act.ticked == {LATER}
    assert {one.payment_intent_id for one in given.values()} == {outcome.payment_intent_id}
    assert len({one.wording.sha256 for one in given.values()}) == len(given)
    assert outcome.payment_intent_id is not None
    intent = outcome.payment_intent_id
    came_with = await till.shop.storage.read(lambda db: store.given_with(db, intent))
    assert came_with == given[Purpose.BALANCE].id, "to a bank the one about the money counts"


async def test_a_card_that_was_chosen_there_was_ticked_before_and_not_now(till: Agreeing) -> None:
    customer = await till.shop.customer()
    first = await on_page(till, customer)
    await till.pay(first.client_secret, savePaymentMethod=True)
    await till.settle(first.attempt_id)
    (card,) = await till.saved(customer)
    await asyncio.sleep(1.1)  # Stripe's times are whole seconds
    again = await on_page(till, customer)
    reply = await asyncio.to_thread(
        till.shop.standin.page, "/page/session/confirm", client_secret=again.client_secret,
        paymentMethod=card,
    )  # fmt: skip
    assert reply["type"] == "success"
    outcome = await till.settle(again.attempt_id)
    assert outcome.kind is OutcomeKind.SUCCEEDED
    assert outcome.card_saved, "it is shown again, as before"
    assert len(await shown(till, customer)) == 1


async def test_a_walk_in_who_ticks_agrees_as_the_customer_they_become(till: Agreeing) -> None:
    opened = await on_page(till, None)
    await till.pay(opened.client_secret, savePaymentMethod=True, email="walk@example.com")
    outcome = await till.settle(opened.attempt_id)
    assert outcome.customer_id is not None
    (given,) = await shown(till, outcome.customer_id)
    assert given.customer_id == outcome.customer_id


async def test_signed_on_paper_the_box_of_the_page_is_its_own_record(till: Agreeing) -> None:
    customer = await till.shop.customer()
    paper = await signed(till, customer, LATER)
    opened = await till.shop.checkout.open(
        await till.shop.item(customer), agreed=on(paper), language="fr"
    )
    await till.pay(opened.client_secret, savePaymentMethod=True)
    await till.settle(opened.attempt_id)
    routes = {
        one.agreement.scope.purpose: one.agreement.act.route for one in await till.given(customer)
    }
    assert routes == {Purpose.BALANCE: Route.PAPER, Purpose.NEXT_TIME: Route.PAGE}


async def test_without_a_language_or_a_name_there_are_no_words_and_no_box(till: Agreeing) -> None:
    customer = await till.shop.customer()
    assert (await on_page(till, customer, "")).showing is None
    till.shop.checkout.offer_next_time(terms_of(till.consent, ""))
    opened = await on_page(till, customer)
    assert opened.client_secret, "a payment doesn't wait for it"
    assert opened.showing is None
    assert await left(till) == 0


async def test_whoever_hands_the_page_over_is_in_the_record(till: Agreeing) -> None:
    customer = await till.shop.customer()
    opened = await till.shop.checkout.open(
        await till.shop.item(customer), language="en", actor=Actor(ANA)
    )
    await till.pay(opened.client_secret, savePaymentMethod=True)
    await till.settle(opened.attempt_id)
    (given,) = await shown(till, customer)
    assert given.act.staff == "Ana"


async def test_the_words_are_written_down_before_the_session(
    till: Agreeing, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting: list[int] = []
    create = till.shop.gateway.create_session

    async def watched(*given: Any) -> Any:
        waiting.append(await left(till))
        return await create(*given)

    monkeypatch.setattr(till.shop.gateway, "create_session", watched)
    await on_page(till, await till.shop.customer())
    assert waiting == [1]


async def test_settled_by_a_run_that_is_gone_the_next_records_it(till: Agreeing) -> None:
    customer = await till.shop.customer()
    opened = await on_page(till, customer)
    await till.pay(opened.client_secret, savePaymentMethod=True)
    await till.shop.restarted().checkout.settle(opened.attempt_id)  # its bus has no listeners
    assert not await till.given(customer)
    later = till.again()
    later.asked.start()
    await later.asked.drain()
    (given,) = await shown(later, customer)
    assert given.session_id == opened.session_id
    assert await left(later) == 0


async def test_paid_while_the_till_was_down_the_recovery_records_it(till: Agreeing) -> None:
    customer = await till.shop.customer()
    opened = await on_page(till, customer)
    await till.pay(opened.client_secret, savePaymentMethod=True)
    later = till.again()
    later.asked.start()
    await later.shop.payments.recover()
    for outcome in later.shop.recorded:
        later.events.publish(PaymentRecorded(outcome))
    await later.asked.drain()
    assert len(await shown(later, customer)) == 1


@pytest.mark.parametrize("step", ["record", "forget"])
async def test_a_crash_at_either_step_records_it_once(
    till: Agreeing, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    customer = await till.shop.customer()
    opened = await on_page(till, customer)
    await till.pay(opened.client_secret, savePaymentMethod=True)

    def full(*_: object) -> None:
        raise EnvironmentFault("storage.full", retryable=True)

    with monkeypatch.context() as now:
        now.setattr(*((store, "add", full) if step == "record" else (offered_store, step, full)))
        await till.settle(opened.attempt_id)
    assert len(await shown(till, customer)) == (0 if step == "record" else 1)
    assert await left(till) == 1
    later = till.again()
    later.asked.start()
    await later.asked.drain()
    await later.settle(opened.attempt_id)  # told once more
    assert len(await shown(later, customer)) == 1
    assert await left(later) == 0


async def test_a_ledger_from_a_copy_of_before_records_the_same_again(till: Agreeing) -> None:
    """What it wrote is lost; what it noted at Stripe is not, and stays one agreement."""
    customer = await till.shop.customer()
    opened = await on_page(till, customer)
    kept = Offered(words(opened))
    await till.pay(opened.client_secret, savePaymentMethod=True)
    outcome = await till.settle(opened.attempt_id)
    (first,) = await shown(till, customer)
    assert first.id == agreement_id_of(opened.attempt_id)

    def lost(db: Any) -> None:
        for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            if "agreements" in row[0]:
                db.execute(f"DROP TRIGGER {row[0]}")
        db.execute("DELETE FROM agreements")
        offered_store.keep(db, opened.attempt_id, kept)

    await till.shop.storage.write(lost)
    later = till.again()
    later.events.publish(PaymentRecorded(outcome))
    await later.asked.drain()
    (second,) = await shown(later, customer)
    assert second == first
