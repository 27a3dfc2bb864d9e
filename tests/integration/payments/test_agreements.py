"""Charges of absent customers: within an agreement, or nothing leaves."""

import asyncio
import json
from dataclasses import replace
from datetime import timedelta

import pytest

from pos_app.consent import store as consent
from pos_app.consent import wish_store
from pos_app.consent.model import Purpose, Revocation, RevocationKind
from pos_app.consent.scope_check import Under
from pos_app.kernel.errors import UserError
from pos_app.kernel.ids import AgreementId, CustomerId, PaymentMethodId
from pos_app.kernel.money import Money
from pos_app.payments import ledger, store
from pos_app.payments.agreements import ChargesUnder
from pos_app.payments.ledger import wrong_in_ledger
from pos_app.payments.model import Outcome, OutcomeKind
from pos_app.payments.operation_journal import OperationJournal
from pos_app.payments.workshop import given
from pos_app.sales.model import SaleItem
from pos_app.storage import ConstraintBroken, Database
from tests.helpers.agreements import agreed
from tests.integration.payments.conftest import CUS, Counter
from tests.integration.payments.stripe_model import Killed

GOOD = PaymentMethodId("pm_good")
WIDE = {"cap_minor": 9_000, "total_minor": 9_000, "count": 9}


async def charge(
    counter: Counter, item: SaleItem, under: Under | None, card: PaymentMethodId = GOOD
) -> Outcome:
    return await counter.payments.charge_saved_card(item, card, off_session=True, under=under)


async def refused(
    counter: Counter, under: Under | None, minor: int = 1250, questions: int = 0, **asked: object
) -> str:
    """The key, once nothing was found to have left or to be written down."""
    item = await counter.item(minor)
    requests = len(counter.stripe.posts)
    asking = counter.stripe.asked
    with pytest.raises(UserError) as refusal:
        await charge(counter, item, under, **asked)
    assert len(counter.stripe.posts) == requests
    assert counter.stripe.asked == asking + questions, "not even a question left"
    assert await counter.payments.last_outcome(item.id) is None
    return refusal.value.key


async def end(counter: Counter, under: Under, card: PaymentMethodId | None = None) -> None:
    kind = RevocationKind.WISH if card is None else RevocationKind.CARD_DETACHED
    revocation = Revocation(under.agreement_id, CUS, kind, counter.clock.now(), card=card)
    await counter.storage.write(lambda db: consent.add_revocation(db, revocation))


async def test_without_an_agreement_nobody_absent_is_charged(counter: Counter) -> None:
    assert await refused(counter, None) == "agreement.needed"
    item = await counter.item()
    with pytest.raises(UserError, match=r"agreement\.needed"):
        await counter.payments.hold(item, GOOD, off_session=True)
    assert counter.stripe.posts == []


# Who is there.


async def refused_there(
    counter: Counter, card: PaymentMethodId = GOOD, under: Under | None = None, minor: int = 1250
) -> str:
    """The key of a charge and of a hold at the counter, of which nothing left."""
    item = await counter.item(minor)
    requests, asking = len(counter.stripe.posts), counter.stripe.asked
    keys = set()
    for charged in (counter.payments.charge_saved_card, counter.payments.hold):
        with pytest.raises(UserError) as refusal:
            await charged(item, card, under=under)
        keys.add(refusal.value.key)
    assert (len(counter.stripe.posts), counter.stripe.asked) == (requests, asking)
    assert await counter.payments.last_outcome(item.id) is None
    (key,) = keys
    return key


async def test_at_the_counter_a_shown_card_is_charged_and_the_check_kept(counter: Counter) -> None:
    outcome = await counter.payments.charge_saved_card(await counter.item(), GOOD)
    assert outcome.kind is OutcomeKind.SUCCEEDED
    text = await counter.storage.read(lambda db: ledger.check_of(db, outcome.attempt_id))
    check = json.loads(text or "")
    assert check["result"] == {"allowed": True, "because": "shown_next_time"}
    assert check["kept"] == {"customer": CUS, "card": GOOD, "shown": True}
    assert check["proposed"]["amount"] == 1250
    await counter.storage.write(lambda db: db.execute("DROP TRIGGER present_checks_keep_update"))
    broken = "UPDATE present_checks SET record = replace(record, '1250', '9250')"
    await counter.storage.write(lambda db: db.execute(broken))
    assert await counter.storage.read(wrong_in_ledger) == "row 1 of present_checks was changed"


async def test_at_the_counter_a_card_kept_for_something_else_is_not_charged(
    counter: Counter,
) -> None:
    counter.cards.hidden.add(GOOD)
    assert await refused_there(counter) == "agreement.card_not_shown"
    counter.cards.gone.add(GOOD)
    assert await refused_there(counter) == "agreement.card_not_kept"
    under = await agreed(counter.storage, CUS, card=GOOD)
    assert await refused_there(counter, under=under) == "agreement.card_not_kept"


async def test_a_till_that_knows_no_cards_charges_none_at_the_counter(counter: Counter) -> None:
    class Nothing:
        async def kept(self, owner: CustomerId, card: PaymentMethodId) -> None:
            return None

    counter.payments.keep_cards(Nothing())
    assert await refused_there(counter) == "agreement.card_not_kept"


async def test_at_the_counter_an_agreement_lets_its_card_be_charged_for_what_it_covers(
    counter: Counter,
) -> None:
    counter.cards.hidden.add(GOOD)
    under = await agreed(counter.storage, CUS, card=GOOD, cap_minor=1_250, total_minor=1_250)
    assert await refused_there(counter, under=under, minor=1_251) == "agreement.over_cap"
    top_up = Under(under.agreement_id, Purpose.TOP_UP)
    assert await refused_there(counter, under=top_up) == "agreement.other_purpose"
    item = await counter.item()
    outcome = await counter.payments.charge_saved_card(item, GOOD, under=under)
    assert outcome.kind is OutcomeKind.SUCCEEDED
    text = await counter.storage.read(lambda db: ledger.check_of(db, outcome.attempt_id))
    assert json.loads(text or "")["present"] is True
    revoked = await agreed(counter.storage, CUS, card=GOOD)
    await end(counter, revoked)
    assert await refused_there(counter, under=revoked) == "agreement.revoked"


async def test_what_was_taken_back_counts_before_stripe_hears_of_it(counter: Counter) -> None:
    """The copy still shows the card: its customer has said otherwise at this counter."""
    shown = await agreed(counter.storage, CUS, Purpose.NEXT_TIME, card=GOOD)
    await counter.storage.write(lambda db: wish_store.add(db, shown.agreement_id, shown=False))
    assert await refused_there(counter) == "agreement.card_not_shown"


async def test_an_end_learned_from_another_till_counts_before_stripe_shows_it(
    counter: Counter,
) -> None:
    """The copy still shows the card, and no wish of this counter's waits."""
    shown = await agreed(counter.storage, CUS, Purpose.NEXT_TIME, card=GOOD)
    paid = await counter.payments.charge_saved_card(await counter.item(), GOOD)
    assert paid.kind is OutcomeKind.SUCCEEDED
    await end(counter, shown)
    assert await refused_there(counter) == "agreement.card_not_shown"
    covered = await agreed(counter.storage, CUS, card=GOOD)
    paid = await counter.payments.charge_saved_card(await counter.item(), GOOD, under=covered)
    assert paid.kind is OutcomeKind.SUCCEEDED, "another agreement covers this very charge"
    await agreed(counter.storage, CUS, Purpose.NEXT_TIME, card=GOOD)
    paid = await counter.payments.charge_saved_card(await counter.item(), GOOD)
    assert paid.kind is OutcomeKind.SUCCEEDED, "they ticked it again"


async def test_shown_until_its_last_day_and_no_longer(counter: Counter) -> None:
    now = counter.clock.now()
    window = {"earliest": now - timedelta(days=9), "latest": now - timedelta(seconds=1)}
    await agreed(counter.storage, CUS, Purpose.NEXT_TIME, card=GOOD, **window)
    assert await refused_there(counter) == "agreement.card_not_shown"


async def test_another_customers_word_about_the_card_counts_for_nothing(counter: Counter) -> None:
    theirs = await agreed(counter.storage, CustomerId("cus_other"), Purpose.NEXT_TIME, card=GOOD)
    await end(counter, theirs)
    paid = await counter.payments.charge_saved_card(await counter.item(), GOOD)
    assert paid.kind is OutcomeKind.SUCCEEDED


@pytest.mark.parametrize("kind", ["hidden", "gone"])
async def test_ended_elsewhere_between_the_click_and_the_confirm(
    counter: Counter, kind: str
) -> None:
    shown = await agreed(counter.storage, CUS, Purpose.NEXT_TIME, card=GOOD)
    create = counter.stripe.create_intent

    async def created(*given: object, **named: object) -> object:
        await end(counter, shown, GOOD if kind == "gone" else None)
        return await create(*given, **named)  # type: ignore[arg-type]

    counter.stripe.create_intent = created  # type: ignore[method-assign, assignment]
    outcome = await counter.payments.charge_saved_card(await counter.item(), GOOD)
    assert (outcome.kind, outcome.reason) == (
        OutcomeKind.NOT_CHARGED, "agreement.card_not_shown"
    )  # fmt: skip
    assert "confirm" not in counter.stripe.posts


@pytest.mark.parametrize("kind", ["hidden", "gone"])
async def test_taken_back_between_the_click_and_the_confirm(counter: Counter, kind: str) -> None:
    item = await counter.item()
    create = counter.stripe.create_intent

    async def created(*given: object, **named: object) -> object:
        getattr(counter.cards, kind).add(GOOD)
        return await create(*given, **named)  # type: ignore[arg-type]

    counter.stripe.create_intent = created  # type: ignore[method-assign, assignment]
    outcome = await counter.payments.charge_saved_card(item, GOOD)
    reason = {"hidden": "agreement.card_not_shown", "gone": "agreement.card_not_kept"}[kind]
    assert (outcome.kind, outcome.reason) == (OutcomeKind.NOT_CHARGED, reason)
    assert "confirm" not in counter.stripe.posts


async def test_taken_back_before_a_retry_the_lost_confirm_is_fenced(counter: Counter) -> None:
    item = await counter.item()
    confirm, sent = counter.stripe.confirm_intent, []

    async def once(*given: object, **named: object) -> object:
        sent.append(given)
        counter.cards.hidden.add(GOOD)
        counter.stripe.faults = lambda name: "lost_before" if name == "confirm" else "ok"
        return await confirm(*given, **named)  # type: ignore[arg-type]

    counter.stripe.confirm_intent = once  # type: ignore[method-assign, assignment]
    outcome = await counter.payments.charge_saved_card(item, GOOD)
    assert (outcome.kind, outcome.reason) == (OutcomeKind.NOT_CHARGED, "agreement.card_not_shown")
    assert len(sent) == 1
    counter.stripe.deliver_late()
    assert counter.stripe.charges == []


async def test_an_open_page_is_not_closed_for_a_card_that_is_refused(counter: Counter) -> None:
    counter.cards.hidden.add(GOOD)
    item = await counter.item()
    opened = await counter.checkout.open(item)
    with pytest.raises(UserError, match=r"agreement\.card_not_shown"):
        await counter.payments.charge_saved_card(item, GOOD)
    assert counter.stripe.sessions[opened.session_id].status == "open"


async def test_each_refusal_before_anything_leaves(counter: Counter) -> None:
    under = await agreed(counter.storage, CUS, cap_minor=1_250, total_minor=2_000, count=2)
    nowhere = Under(AgreementId("agr_none"), Purpose.BALANCE)
    assert await refused(counter, nowhere, questions=1) == "agreement.unknown", "here or elsewhere"
    assert await refused(counter, Under(under.agreement_id, Purpose.TOP_UP)) == (
        "agreement.other_purpose"
    )
    assert await refused(counter, under, 1_251) == "agreement.over_cap"
    other = await agreed(counter.storage, CustomerId("cus_other"))
    assert await refused(counter, other) == "agreement.other_customer"
    one_card = await agreed(counter.storage, CUS, card=GOOD)
    assert await refused(counter, one_card, card=PaymentMethodId("pm_x")) == "agreement.other_card"
    dollars = await agreed(counter.storage, CUS, currency="usd")
    assert await refused(counter, dollars) == "agreement.other_currency"
    shown = await agreed(counter.storage, CUS, Purpose.NEXT_TIME)
    assert await refused(counter, shown) == "agreement.other_purpose"
    assert (await charge(counter, await counter.item(), under)).kind is OutcomeKind.SUCCEEDED
    assert await refused(counter, under, 751) == "agreement.over_total"
    assert (await charge(counter, await counter.item(750), under)).kind is OutcomeKind.SUCCEEDED
    assert await refused(counter, under, 100) == "agreement.count_used_up"
    await end(counter, one_card)
    assert await refused(counter, one_card) == "agreement.revoked"


async def test_by_stripes_clock_not_by_the_tills(counter: Counter) -> None:
    """A till whose clock is an hour behind doesn't charge an hour after the last day."""
    now = counter.clock.now()
    window = {"earliest": now - timedelta(days=1), "latest": now + timedelta(minutes=30)}
    under = await agreed(counter.storage, CUS, **WIDE, **window)
    await counter.payments.charge_saved_card(await counter.item(), GOOD)  # tells the time
    counter.clock.forward(3_600)
    counter.clock.skew = timedelta(hours=-1)
    assert await refused(counter, under) == "agreement.too_late"


async def test_declined_and_refused_charges_use_nothing_up(counter: Counter) -> None:
    under = await agreed(counter.storage, CUS)
    item = await counter.item()
    for card in ("pm_declined", "pm_3ds"):
        outcome = await charge(counter, item, under, PaymentMethodId(card))
        assert outcome.kind in (OutcomeKind.DECLINED, OutcomeKind.NEEDS_CUSTOMER)
    assert (await charge(counter, item, under)).kind is OutcomeKind.SUCCEEDED
    assert await refused(counter, under) == "agreement.count_used_up"


async def test_what_isnt_known_takes_its_place(counter: Counter) -> None:
    """A confirm whose answer never came may have charged: no other charge begins in its place."""
    under = await agreed(counter.storage, CUS)
    cut_off: list[str] = []

    def fates(name: str) -> str:
        cut_off.extend([name] * (name == "confirm"))
        return "lost_before" if cut_off else "ok"

    counter.stripe.faults = fates
    outcome = await charge(counter, await counter.item(), under)
    assert outcome.kind is OutcomeKind.UNKNOWN
    charges = await counter.storage.read(
        lambda db: ChargesUnder(counter.storage).under(db, under.agreement_id)
    )
    assert [one.amount for one in charges] == [Money(1250, "eur")]
    counter.stripe.faults = lambda name: "ok"
    assert await refused(counter, under) == "agreement.count_used_up"
    counter.clock.forward(3_600)
    (known,) = await counter.payments.recover()
    assert known.kind is OutcomeKind.NOT_CHARGED
    assert (await charge(counter, await counter.item(), under)).kind is OutcomeKind.SUCCEEDED


async def test_two_at_once_are_counted_one_after_the_other(counter: Counter) -> None:
    under = await agreed(counter.storage, CUS)
    items = [await counter.item() for _ in range(5)]
    results = await asyncio.gather(
        *(charge(counter, item, under) for item in items), return_exceptions=True
    )
    good = [one for one in results if isinstance(one, Outcome)]
    assert [one.kind for one in good] == [OutcomeKind.SUCCEEDED]
    assert {one.key for one in results if isinstance(one, UserError)} == {"agreement.count_used_up"}
    assert counter.stripe.charges == [(good[0].item_id, 1250)]


async def test_a_held_amount_takes_its_place_until_it_is_released(counter: Counter) -> None:
    under = await agreed(counter.storage, CUS)
    item = await counter.item()
    held = await counter.payments.hold(item, GOOD, off_session=True, under=under)
    assert held.kind is OutcomeKind.HELD
    assert await refused(counter, under) == "agreement.count_used_up"
    await counter.payments.release_hold(item.id)
    assert (await charge(counter, await counter.item(), under)).kind is OutcomeKind.SUCCEEDED


async def test_a_part_taken_of_a_hold_counts_as_that_part(counter: Counter) -> None:
    under = await agreed(counter.storage, CUS, count=2, cap_minor=1_250, total_minor=1_250)
    item = await counter.item()
    await counter.payments.hold(item, GOOD, off_session=True, under=under)
    await counter.payments.capture_hold(item.id, Money(1_000, "eur"))
    assert await refused(counter, under, 251) == "agreement.over_total"
    assert (await charge(counter, await counter.item(250), under)).kind is OutcomeKind.SUCCEEDED


async def test_what_is_held_is_not_taken_once_the_customer_ended_it(counter: Counter) -> None:
    under = await agreed(counter.storage, CUS)
    item = await counter.item()
    await counter.payments.hold(item, GOOD, off_session=True, under=under)
    await end(counter, under)
    with pytest.raises(UserError, match=r"agreement\.revoked"):
        await counter.payments.capture_hold(item.id, item.amount)
    assert counter.stripe.charges == []
    released = await counter.payments.release_hold(item.id)
    assert released.kind is OutcomeKind.SUCCEEDED


async def held_under(counter: Counter, under: Under) -> SaleItem:
    item = await counter.item()
    held = await counter.payments.hold(item, GOOD, off_session=True, under=under)
    assert held.kind is OutcomeKind.HELD
    return item


async def test_revoked_between_the_click_and_the_capture_it_never_leaves(counter: Counter) -> None:
    under = await agreed(counter.storage, CUS)
    item = await held_under(counter, under)
    sending = OperationJournal.sending

    async def ended(self: OperationJournal, *given: object) -> object:
        await end(counter, under)
        return await sending(self, *given)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(OperationJournal, "sending", ended)
        outcome = await counter.payments.capture_hold(item.id, item.amount)
    assert (outcome.kind, outcome.reason) == (OutcomeKind.NOT_CHARGED, "agreement.revoked")
    assert "capture" not in counter.stripe.posts
    assert await counter.payments.unresolved_operations() == []
    assert (await counter.payments.release_hold(item.id)).kind is OutcomeKind.SUCCEEDED


@pytest.mark.parametrize("arrived", [False, True])
async def test_revoked_before_recovery_a_capture_in_doubt_is_not_sent_again(
    counter: Counter, arrived: bool
) -> None:
    """It may have arrived, or arrive still: the hold is cancelled, and what it became is told."""
    under = await agreed(counter.storage, CUS)
    item = await held_under(counter, under)
    cut_off: list[str] = []

    def fates(name: str) -> str:
        cut_off.extend([name] * (name == "capture"))
        if name == "capture" and arrived and len(cut_off) == 1:
            return "lost_after"
        return "lost_before" if cut_off else "ok"

    counter.stripe.faults = fates
    unclear = await counter.payments.capture_hold(item.id, item.amount)
    assert unclear.kind is OutcomeKind.UNKNOWN
    await end(counter, under)
    counter.stripe.faults = lambda name: "ok"
    captures = counter.stripe.posts.count("capture")
    counter = counter.restart()
    await counter.payments.recover()
    known = await counter.payments.last_operation(given(unclear.payment_intent_id))
    assert known is not None
    kind = OutcomeKind.SUCCEEDED if arrived else OutcomeKind.NOT_CHARGED
    assert (known.kind, known.reason) == (kind, "" if arrived else "hold.gone")
    counter.stripe.deliver_late()
    assert counter.stripe.posts.count("capture") == captures
    assert counter.stripe.charges == ([(item.id, 1250)] if arrived else [])
    told = await counter.payments.last_outcome(item.id)
    assert told is not None
    assert told.reason == ("" if arrived else "payment.released")
    assert await counter.payments.unresolved_operations() == []


async def test_an_item_that_is_paid_or_held_says_so_first(counter: Counter) -> None:
    """Its own charge used the agreement up: that is not what a cashier needs to hear."""
    under = await agreed(counter.storage, CUS, count=2, cap_minor=1_250, total_minor=2_500)
    item, other = await counter.item(), await counter.item()
    await charge(counter, item, under)
    await counter.payments.hold(other, GOOD, off_session=True, under=under)
    for again, key in ((item, "payment.already_paid"), (other, "payment.held")):
        with pytest.raises(UserError) as refusal:
            await charge(counter, again, under)
        assert refusal.value.key == key


async def test_an_open_page_is_not_closed_for_a_charge_that_is_refused(counter: Counter) -> None:
    under = await agreed(counter.storage, CUS, cap_minor=1_000, total_minor=1_000)
    item = await counter.item()
    opened = await counter.checkout.open(item)
    with pytest.raises(UserError, match=r"agreement\.over_cap"):
        await charge(counter, item, under)
    assert counter.stripe.sessions[opened.session_id].status == "open"


# Revoked while the money is on its way.


@pytest.mark.parametrize("card", [None, GOOD])
async def test_revoked_between_the_click_and_the_confirm(
    counter: Counter, card: PaymentMethodId | None
) -> None:
    under = await agreed(counter.storage, CUS)
    reason = "agreement.revoked" if card is None else "agreement.card_detached"
    item = await counter.item()
    create = counter.stripe.create_intent

    async def created(*given: object, **named: object) -> object:
        await end(counter, under, card)
        return await create(*given, **named)  # type: ignore[arg-type]

    counter.stripe.create_intent = created  # type: ignore[method-assign, assignment]
    outcome = await charge(counter, item, under)
    assert (outcome.kind, outcome.reason) == (OutcomeKind.NOT_CHARGED, reason)
    assert "confirm" not in counter.stripe.posts
    assert counter.stripe.charges == []
    assert await counter.payments.unresolved() == []


async def test_revoked_before_a_retry_the_lost_confirm_is_fenced(counter: Counter) -> None:
    """The first confirm may still arrive: it is cancelled, not repeated."""
    under = await agreed(counter.storage, CUS)
    item = await counter.item()
    confirm, sent = counter.stripe.confirm_intent, []

    async def once(*given: object, **named: object) -> object:
        sent.append(given)
        await end(counter, under)
        counter.stripe.faults = lambda name: "lost_before" if name == "confirm" else "ok"
        return await confirm(*given, **named)  # type: ignore[arg-type]

    counter.stripe.confirm_intent = once  # type: ignore[method-assign, assignment]
    outcome = await charge(counter, item, under)
    assert (outcome.kind, outcome.reason) == (OutcomeKind.NOT_CHARGED, "agreement.revoked")
    assert len(sent) == 1
    counter.stripe.deliver_late()
    assert counter.stripe.charges == []


async def test_revoked_after_the_charge_arrived_it_is_recorded(counter: Counter) -> None:
    under = await agreed(counter.storage, CUS)
    item = await counter.item()
    confirm = counter.stripe.confirm_intent

    async def once(*given: object, **named: object) -> object:
        await end(counter, under)
        counter.stripe.faults = lambda name: "lost_after" if name == "confirm" else "ok"
        return await confirm(*given, **named)  # type: ignore[arg-type]

    counter.stripe.confirm_intent = once  # type: ignore[method-assign, assignment]
    outcome = await charge(counter, item, under)
    assert outcome.kind is OutcomeKind.SUCCEEDED
    assert await counter.ledger_rows() == [(item.id, 1250)]


async def short(counter: Counter) -> Under:
    """Over in ten minutes."""
    now = counter.clock.now()
    return await agreed(
        counter.storage, CUS, earliest=now - timedelta(days=1),
        latest=(now + timedelta(minutes=10)).replace(microsecond=0),
    )  # fmt: skip


async def test_no_confirm_leaves_after_the_last_moment(counter: Counter) -> None:
    under, item = await short(counter), await counter.item()
    create = counter.stripe.create_intent

    async def slowly(*given: object, **named: object) -> object:
        counter.clock.forward(601)
        return await create(*given, **named)  # type: ignore[arg-type]

    counter.stripe.create_intent = slowly  # type: ignore[method-assign, assignment]
    outcome = await charge(counter, item, under)
    assert outcome.kind is OutcomeKind.NOT_CHARGED
    assert "confirm" not in counter.stripe.posts
    assert await counter.payments.unresolved() == []


async def test_a_confirm_in_doubt_is_fenced_not_repeated_after_the_last_moment(
    counter: Counter,
) -> None:
    under, item = await short(counter), await counter.item()
    counter.clock.forward(598)
    counter.stripe.faults = lambda name: "lost_before" if name == "confirm" else "ok"
    confirm = counter.stripe.confirm_intent

    async def once(*given: object, **named: object) -> object:
        counter.clock.forward(5)
        return await confirm(*given, **named)  # type: ignore[arg-type]

    counter.stripe.confirm_intent = once  # type: ignore[method-assign, assignment]
    outcome = await charge(counter, item, under)
    assert (outcome.kind, outcome.reason) == (OutcomeKind.NOT_CHARGED, "agreement.time_over")
    assert counter.stripe.posts.count("confirm") == 1
    counter.stripe.deliver_late()
    assert counter.stripe.charges == []


async def test_what_is_held_is_not_taken_after_the_last_moment(counter: Counter) -> None:
    under = await short(counter)
    item = await held_under(counter, under)
    counter.clock.forward(601)
    with pytest.raises(UserError, match=r"agreement\.time_over"):
        await counter.payments.capture_hold(item.id, item.amount)
    assert "capture" not in counter.stripe.posts
    assert (await counter.payments.release_hold(item.id)).kind is OutcomeKind.SUCCEEDED


# By whose clock, and what Stripe is told.


@pytest.mark.parametrize("ahead", [True, False])
async def test_the_first_charge_of_a_day_is_checked_by_stripes_clock_too(
    counter: Counter, monkeypatch: pytest.MonkeyPatch, ahead: bool
) -> None:
    """A till just started has had no reply yet, and its own clock is twenty hours wrong."""
    stripe, known = counter.stripe, []
    half = timedelta(hours=10 if ahead else -10)
    under = await agreed(counter.storage, CUS, earliest=counter.clock.moment + half)
    counter.clock.skew = 2 * half
    skew, learn = stripe.skew_seconds, stripe.learn_time

    async def learned() -> None:
        await learn()
        known.append(True)

    monkeypatch.setattr(stripe, "time_known", lambda: bool(known))
    monkeypatch.setattr(stripe, "skew_seconds", lambda: skew() if known else 0.0)
    monkeypatch.setattr(stripe, "learn_time", learned)
    if not ahead:
        within = await charge(counter, await counter.item(), under)
        assert within.kind is OutcomeKind.SUCCEEDED
        return
    with pytest.raises(UserError, match=r"agreement\.too_early"):
        await charge(counter, await counter.item(), under)
    assert stripe.posts == []


async def test_the_agreement_is_named_before_the_confirm_leaves(counter: Counter) -> None:
    under = await agreed(counter.storage, CUS, **WIDE)
    stripe = counter.stripe
    outcome = await charge(counter, await counter.item(), under)
    assert stripe.posts == ["create", "name", "confirm"]
    intent_id = given(outcome.payment_intent_id)
    assert stripe.intents[intent_id].agreements == {under.agreement_id}
    stripe.faults = lambda name: "lost_before" if name == "name" else "ok"
    unnamed = await charge(counter, await counter.item(), under)
    assert unnamed.kind is OutcomeKind.NOT_CHARGED
    assert stripe.posts.count("confirm") == 1
    stripe.faults = lambda name: "lost_after" if name == "name" else "ok"
    await charge(counter, await counter.item(), under)
    stripe.faults = lambda name: "ok"
    assert stripe.posts.count("confirm") == 2, "it was named, and seen to be"


async def test_who_comes_in_after_a_declined_try_does_not_pay_under_the_agreement(
    counter: Counter,
) -> None:
    under = await agreed(counter.storage, CUS)
    item = await counter.item()
    declined = await charge(counter, item, under, PaymentMethodId("pm_declined"))
    paid = await counter.payments.charge_saved_card(item, GOOD)
    assert (declined.kind, paid.kind) == (OutcomeKind.DECLINED, OutcomeKind.SUCCEEDED)
    assert counter.stripe.intents[given(declined.payment_intent_id)].status == "canceled"
    assert counter.stripe.intents[given(paid.payment_intent_id)].agreements == frozenset()
    await counter.fetch(CUS)
    charges = ChargesUnder(counter.storage)
    assert not await counter.storage.read(lambda db: charges.under(db, under.agreement_id))


async def test_an_attempt_from_before_agreements_were_named_is_repeated_as_it_was(
    counter: Counter,
) -> None:
    under = await agreed(counter.storage, CUS)
    item, stripe = await counter.item(), counter.stripe
    stripe.faults = lambda name: "killed_before" if name == "confirm" else "ok"
    with pytest.raises(Killed):
        await charge(counter, item, under)
    (intent_id,) = stripe.intents
    stripe.intents[intent_id] = replace(stripe.intents[intent_id], agreements=frozenset())
    stripe.faults = lambda name: "ok"
    posts = len(stripe.posts)
    (outcome,) = await counter.restart().payments.recover()
    assert outcome.kind is OutcomeKind.SUCCEEDED
    assert stripe.posts[posts:] == ["confirm"]
    assert stripe.paid_times(item.id) == 1


# What is kept.


async def test_the_check_is_kept_with_the_charge(counter: Counter) -> None:
    under = await agreed(counter.storage, CUS, count=2, total_minor=3_000, cap_minor=2_000)
    first = await charge(counter, await counter.item(1_000), under)
    second = await charge(counter, await counter.item(500), under)
    text = await counter.storage.read(lambda db: ledger.check_of(db, second.attempt_id))
    assert text is not None
    kept = json.loads(text)
    assert kept["result"] == {"allowed": True, "charges_left": 0, "total_left": 1_500}
    assert kept["proposed"]["amount"] == 500
    assert kept["proposed"]["card"] == GOOD
    assert [one["payment_intent"] for one in kept["charges"]] == [first.payment_intent_id]
    assert kept["agreement"] == under.agreement_id
    assert kept["scope"]["count"] == 2
    for change in ("DELETE FROM scope_checks", "UPDATE scope_checks SET checked_at = 0"):
        with pytest.raises(ConstraintBroken):
            await counter.storage.write(lambda db, sql=change: db.execute(sql))


async def test_a_forged_check_is_reported(counter: Counter) -> None:
    under = await agreed(counter.storage, CUS)
    await charge(counter, await counter.item(), under)
    assert await counter.storage.read(wrong_in_ledger) == ""
    assert await counter.payments.first_broken_row() is None

    def forge(db: object) -> None:
        db.execute("DROP TRIGGER scope_checks_keep_update")
        db.execute("UPDATE scope_checks SET record = replace(record, '1250', '9250')")

    await counter.storage.write(forge)
    assert await counter.storage.read(wrong_in_ledger) == "row 1 of scope_checks was changed"
    assert await counter.payments.first_broken_row() == 1


CHAINED = {
    "agreements": [
        "seq", "id", "customer_id", "purpose", "agreed_at", "card", "session_id",
        "payment_intent_id", "payment_method_id", "terms_version", "language", "text_sha256",
        "hash", "scope", "act", "subject", "title", "short_text", "full_text",
    ],
    "revocations": [
        "seq", "agreement_id", "customer_id", "kind", "card", "revoked_at", "reason", "staff",
        "hash",
    ],
    "scope_checks": ["seq", "attempt_id", "agreement_id", "checked_at", "hash", "record"],
}  # fmt: skip
"""Every column of what agreements leave behind."""


def forgeries(value: object) -> list[object]:
    """The value with one character changed: the first, one in the middle, the last. A number by
    one; what isn't there put there."""
    if value is None or value == "":
        return ["x"]
    if isinstance(value, int):
        return [value + 1]
    text = str(value)
    places = {0, len(text) // 2, len(text) - 1}
    return [text[:at] + chr(ord(text[at]) ^ 1) + text[at + 1 :] for at in sorted(places)]


@pytest.mark.parametrize("table", sorted(CHAINED))
async def test_one_byte_changed_in_any_column_is_reported(counter: Counter, table: str) -> None:
    under = await agreed(counter.storage, CUS, card=GOOD)
    await charge(counter, await counter.item(), under)
    await end(counter, under)
    columns = CHAINED[table]

    def forged(db: Database) -> list[str]:
        """What the examination at each start says of every change, each undone afterwards."""
        # whoever forges a file asks no schema
        db.execute("PRAGMA ignore_check_constraints = ON")
        db.execute("PRAGMA defer_foreign_keys = ON")
        db.execute(f"DROP TRIGGER {table}_keep_update")
        names = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
        assert names == columns
        missed, tried = [], 0
        for name in columns:
            (kept,) = db.execute(f"SELECT {name} FROM {table}").fetchone()
            for forgery in forgeries(kept):
                db.execute("SAVEPOINT before")
                db.execute(f"UPDATE {table} SET {name} = ?", [forgery])
                if wrong_in_ledger(db) != f"row 1 of {table} was changed":
                    missed.append(f"{name}: {forgery!r}")
                db.execute("ROLLBACK TO before")
                tried += 1
        assert tried > len(columns)
        assert wrong_in_ledger(db) == ""
        return missed

    assert await counter.storage.write(forged) == []


async def test_an_attempt_says_what_it_was_made_under(counter: Counter) -> None:
    under = await agreed(counter.storage, CUS)
    outcome = await charge(counter, await counter.item(), under)
    (attempt,) = await counter.storage.read(lambda db: store.attempts_under(db, under.agreement_id))
    assert (attempt.id, attempt.under) == (outcome.attempt_id, under)


async def test_what_was_charged_is_no_longer_left_open(counter: Counter) -> None:
    under = await agreed(counter.storage, CUS, count=3)
    agreement = await counter.storage.read(lambda db: consent.find(db, under.agreement_id))
    assert agreement is not None
    balances = ChargesUnder(counter.storage)
    await charge(counter, await counter.item(1_250), under)
    assert await balances.left_open(agreement) == Money(3_750, "eur")
    await charge(counter, await counter.item(3_750), under)
    assert await balances.left_open(agreement) == Money(0, "eur")
