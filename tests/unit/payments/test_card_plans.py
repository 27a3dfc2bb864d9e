"""What agreements and charges have to say about a saved card."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest

from pos_app.consent.model import Agreement, Purpose, Revocation, RevocationKind, Tick, window
from pos_app.consent.service import Standing
from pos_app.customers.model import Redisplay, SavedCard
from pos_app.kernel.ids import AttemptId, CustomerId, ItemId, PaymentMethodId, SaleId
from pos_app.kernel.money import Money
from pos_app.payments.card_plans import (
    InTheWay,
    agreed_to_be_shown,
    expiring_within,
    for_any_card,
    in_the_way,
    naming,
    shown_no_more,
)
from pos_app.payments.model import Attempt, AttemptKind, CardUsed, Outcome, OutcomeKind
from tests.helpers.agreements import a_scope, an_agreement

WHO, OTHER = CustomerId("cus_1"), CustomerId("cus_2")
CARD, SECOND = PaymentMethodId("pm_1"), PaymentMethodId("pm_2")
NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)


def agreement(purpose: Purpose = Purpose.BALANCE, number: int = 1, **scope: object) -> Agreement:
    return an_agreement(WHO, a_scope(purpose, **{"card": CARD} | scope), number)


def until(day: date) -> dict[str, object]:
    earliest, latest = window(date(2026, 1, 1), day, UTC)
    return {"earliest": earliest, "latest": latest}


def end(one: Agreement, card: PaymentMethodId | None = None) -> Standing:
    kind = RevocationKind.WISH if card is None else RevocationKind.CARD_DETACHED
    return Standing(one, [Revocation(one.id, WHO, kind, NOW, card=card)])


def standing(*agreements: Agreement) -> list[Standing]:
    return [Standing(one, ()) for one in agreements]


def card(identifier: PaymentMethodId = CARD, year: int = 2027, month: int = 6) -> SavedCard:
    return SavedCard(
        identifier, WHO, "visa", "4242", month, year, "fp", Redisplay.LIMITED, NOW
    )  # fmt: skip


def test_removing_ends_those_that_name_it_and_narrows_those_for_any() -> None:
    named, other = agreement(), agreement(number=2, card=SECOND)
    wide = an_agreement(WHO, a_scope(), 3)
    over = agreement(number=4, **until(date(2026, 11, 27)))
    given = [*standing(named, other, wide, over), end(agreement(number=5))]
    assert [one.agreement.id for one in naming(given, {CARD}, NOW)] == [named.id]
    assert [one.agreement.id for one in for_any_card(given, NOW)] == [wide.id]


def test_it_lasts_to_its_last_day() -> None:
    day = date(2026, 11, 28)
    one = standing(agreement(**until(day)))
    assert naming(one, {CARD}, one[0].agreement.scope.latest) == one
    later = one[0].agreement.scope.latest + timedelta(seconds=1)
    assert naming(one, {CARD}, later) == []


def attempt(
    kind: AttemptKind = AttemptKind.SAVED_CARD, card: PaymentMethodId | None = CARD,
    who: CustomerId = WHO, outcome: Outcome | None = None,
) -> Attempt:  # fmt: skip
    return Attempt(
        id=AttemptId("att_1"), item_id=ItemId("item_1"), sale_id=SaleId("sale_1"), kind=kind,
        number=1, customer_id=who, amount=Money(100, "eur"), description="", item_opened_at=0,
        prepared_at=0, payment_method_id=card, outcome=outcome,
    )  # fmt: skip


def hold(card: PaymentMethodId | None) -> Attempt:
    used = CardUsed(card, "visa", "4242")
    held = Outcome(
        kind=OutcomeKind.HELD, item_id=ItemId("item_1"), attempt_id=AttemptId("att_1"),
        amount=Money(100, "eur"), at=NOW, customer_id=WHO, card=used,
    )  # fmt: skip
    return attempt(outcome=held)


@pytest.mark.parametrize(
    ("open_ones", "held", "way"),
    [
        ([], [], None),
        ([attempt()], [], InTheWay.CHARGE),
        ([attempt(card=SECOND)], [], None),
        ([attempt(who=OTHER)], [], None),
        ([attempt(card=None)], [], InTheWay.CHARGE),
        ([attempt(AttemptKind.CHECKOUT, None)], [], InTheWay.CHARGE),
        ([attempt(AttemptKind.CHECKOUT, None, OTHER)], [], None),
        ([], [hold(CARD)], InTheWay.HOLD),
        ([], [hold(SECOND)], None),
        ([], [hold(None)], InTheWay.HOLD),
        ([attempt()], [hold(CARD)], InTheWay.CHARGE),
    ],
)
def test_what_is_in_the_way(
    open_ones: Sequence[Attempt], held: Sequence[Attempt], way: InTheWay | None
) -> None:
    assert in_the_way(open_ones, held, WHO, {CARD}) is way


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (standing(agreement(**until(date(2027, 6, 30)))), set()),
        (standing(agreement(**until(date(2027, 7, 1)))), {CARD}),
        (standing(agreement(Purpose.NEXT_TIME, **until(date(2030, 1, 1)))), set()),
        ([end(agreement(**until(date(2030, 1, 1))))], set()),
        (standing(agreement(card=PaymentMethodId("pm_gone"))), set()),
    ],
)
def test_expiring_before_the_last_charge(given: list[Standing], expected: set[str]) -> None:
    assert expiring_within([card(), card(SECOND, 2028, 1)], given, NOW) == expected


def test_for_any_card_the_longest_lasting_must_do() -> None:
    cards = [card(), card(SECOND, 2028, 1)]
    wide = an_agreement(WHO, a_scope(**until(date(2028, 1, 31))))
    assert expiring_within(cards, standing(wide), NOW) == frozenset()
    longer = an_agreement(WHO, a_scope(**until(date(2028, 2, 1))))
    assert expiring_within(cards, standing(longer), NOW) == {SECOND}
    assert expiring_within([], standing(longer), NOW) == frozenset()


def test_shown_again_only_to_who_ticked_it() -> None:
    asked = an_agreement(WHO, a_scope(Purpose.NEXT_TIME, card=CARD))
    both = frozenset({Tick.CHARGE_LATER, Tick.SHOW_NEXT_TIME})
    with_it = an_agreement(WHO, a_scope(card=CARD), ticked=both)
    for one in (asked, with_it):
        assert agreed_to_be_shown(standing(one), {CARD, SECOND}, NOW)
        assert not agreed_to_be_shown(standing(one), {SECOND}, NOW)
        assert not agreed_to_be_shown([end(one)], {CARD}, NOW)
    assert not agreed_to_be_shown(standing(agreement()), {CARD}, NOW)


def test_a_card_is_shown_no_more_once_what_said_so_is_over_and_nothing_else_says_it() -> None:
    shows, again = agreement(Purpose.NEXT_TIME), agreement(Purpose.NEXT_TIME, 2)
    over = agreement(Purpose.NEXT_TIME, 3, **until(date(2026, 11, 27)))
    assert not shown_no_more(standing(shows), CARD, NOW)
    assert shown_no_more([end(shows)], CARD, NOW)
    assert shown_no_more([end(shows, CARD)], CARD, NOW)
    assert shown_no_more(standing(over), CARD, NOW)
    assert not shown_no_more([end(shows), *standing(again)], CARD, NOW)
    on_paper = an_agreement(WHO, a_scope(card=CARD), 4, ticked=frozenset(Tick))
    assert not shown_no_more([end(shows), *standing(on_paper)], CARD, NOW)
    assert shown_no_more([end(shows), *standing(agreement(number=5))], CARD, NOW)


def test_what_stripe_says_of_a_card_stands_where_nothing_was_recorded() -> None:
    before = an_agreement(WHO, a_scope(card=CARD), 1, ticked=frozenset(Tick))
    assert not shown_no_more([], CARD, NOW)
    assert not shown_no_more([end(before)], CARD, NOW)
    of_another = agreement(Purpose.NEXT_TIME, 2, card=SECOND)
    assert not shown_no_more([end(of_another)], CARD, NOW)
