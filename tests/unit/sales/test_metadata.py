"""A sale as metadata: what one till writes another reads, and nothing else is taken for one."""

import contextlib
import json
import logging
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pos_app.consent.model import Interval, Unit
from pos_app.dues.settling import split
from pos_app.kernel.errors import UserError
from pos_app.kernel.ids import PaymentIntentId, SaleId
from pos_app.kernel.metadata import LONGEST_KEY, LONGEST_VALUE, joined, parts
from pos_app.kernel.money import Money
from pos_app.sales.edits import CallOff, ChangeAmount, Paid, Refunded, edited, merged
from pos_app.sales.metadata import (
    MOST_OF_ONE,
    NotASale,
    called_off_in,
    check_fits,
    check_room,
    each_sale,
    from_text,
    keys_of,
    notes_from,
    notes_text,
    noting_off,
    to_metadata,
    to_text,
)
from pos_app.sales.model import CalledOffFor, Line, OffReason, Sale, SaleState
from pos_app.sales.schedule import Instalments
from tests.unit.sales.sales import CUSTOMER, SALE, a_sale, sales

OTHER = SaleId("sale_0123456789abcdeg")
E = Money(500, "eur")


@settings(max_examples=60)
@given(sales())
def test_what_is_written_is_read_again(sale: Sale) -> None:
    noted = to_metadata(sale)
    assert each_sale(CUSTOMER, {**noted, "number": "7"}) == {SALE: sale}
    assert all(len(key) <= LONGEST_KEY for key in noted)
    assert all(0 < len(value) <= LONGEST_VALUE for value in noted.values())
    assert {key: value.strip() for key, value in noted.items()} == noted
    assert keys_of(SALE, noted) == set(noted)
    assert notes_from(notes_text({**noted, "number": "7"})) == noted


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=2_000))
def test_a_cut_text_is_the_same_again_however_values_are_trimmed(text: str) -> None:
    kept = {key: value.strip() for key, value in parts("k", f"<{text.strip()}>").items()}
    if not any(len(run) > 400 for run in _spaces(text)):
        assert joined("k", kept) == f"<{text.strip()}>"


def _spaces(text: str) -> list[str]:
    marked = "".join(" " if letter.isspace() else "x" for letter in text)
    return marked.split("x")


@settings(max_examples=20)
@given(sales(), sales())
def test_two_sales_of_one_customer_stay_apart(one: Sale, other: Sale) -> None:
    text = to_text(other)
    both = {**to_metadata(one), **parts(OTHER, text)}
    assert each_sale(CUSTOMER, both) == {SALE: one, OTHER: from_text(OTHER, CUSTOMER, text)}
    assert keys_of(SALE, both).isdisjoint(keys_of(OTHER, both))


@given(
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers()
        | st.floats(allow_nan=False)
        | st.text(max_size=9),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from("vrcatsdpl") | st.just("till"), inner, max_size=9)
        ),
        max_leaves=12,
    )
)
def test_anything_else_is_no_sale(value: object) -> None:
    with pytest.raises(NotASale):
        from_text(SALE, CUSTOMER, json.dumps(value))


@settings(max_examples=50)
@given(sales(), st.data())
def test_a_damaged_note_never_raises_anything_else(sale: Sale, data: st.DataObject) -> None:
    record = json.loads(to_text(sale))
    key = data.draw(st.sampled_from(sorted(record)))
    record[key] = data.draw(st.sampled_from([None, -1, "x", [], {}, [[]], [[0]], [[9, 1]], 1e9]))
    with contextlib.suppress(NotASale):
        from_text(SALE, CUSTOMER, json.dumps(record))


def test_a_note_nobody_wrote_is_left_out_and_said(caplog: pytest.LogCaptureFixture) -> None:
    sale = a_sale()
    noted = {**to_metadata(sale), OTHER: "by hand", "sale_price": "12", f"{OTHER}_2": "x"}
    with caplog.at_level(logging.WARNING):
        assert each_sale(CUSTOMER, noted) == {SALE: sale}
    assert f"sale={OTHER}" in caplog.text


def test_sixty_instalments_fit_once_all_are_paid() -> None:
    sale = a_sale(Instalments(60, Interval(1, Unit.MONTH)), minor=600_000)
    assert 1 < len(to_metadata(sale)) < check_fits(sale) <= MOST_OF_ONE


@settings(max_examples=40, deadline=None)
@given(st.integers(2, 60), st.integers(0, 40), st.integers(0, 400), st.data())
def test_what_fits_when_it_is_made_names_its_payments_whatever_becomes_of_it(
    count: int, lines: int, note: int, data: st.DataObject
) -> None:
    sale = a_sale(Instalments(count, Interval(1, Unit.MONTH)), minor=600_000)
    sold = tuple(Line(f"Porte coulissante en chêne {n}", sale.total) for n in range(lines))
    sale = replace(sale, note="é" * note, lines=sold)
    try:
        most = check_fits(sale)
    except UserError:
        return
    for part in sale.parts[: data.draw(st.integers(1, count))]:
        owed = data.draw(st.integers(50, 99_999_999)) if part.item.due_on is not None else 0
        if owed:
            sale = edited(sale, ChangeAmount(part.item.id, Money(owed, "eur")))
        found = sale.part(part.item.id)
        assert found is not None
        intent = PaymentIntentId(f"pi_{part.item.position:024}")
        sale = merged(sale, Paid(part.item.id, found.item.amount, intent))
    if sale.state is SaleState.OPEN:
        nothing = Money(0, "eur")
        why = CalledOffFor(OffReason.OTHER, '"' * 100)
        sale = edited(sale, CallOff(sale.held_for_customer, nothing, why))
    for part in sale.parts:
        if part.payment_intent_id is not None and part.taken is not None:
            sale = merged(sale, Refunded(part.payment_intent_id, part.taken))
    noted = to_metadata(sale)
    assert len(noted) <= most
    assert each_sale(CUSTOMER, noted) == {SALE: sale}


def test_a_long_sale_that_was_called_off_still_says_what_to_give_back() -> None:
    """Whoever goes on after a crash, or at another till, has nothing but the note."""
    longest = a_sale()
    while _fits(longer := replace(longest, lines=(*longest.lines, Line("Porte en chêne", E)))):
        longest = longer
    while _fits(longer := replace(longest, note=longest.note + "x")):
        longest = longer
    first = longest.parts[0].item
    paid = merged(longest, Paid(first.id, first.amount, PaymentIntentId("pi_" + "3" * 24)))
    why = CalledOffFor(
        OffReason.OTHER, "Le client déménage, et il ne peut plus la prendre chez lui; " + "x" * 40
    )
    off = edited(paid, CallOff(E, paid.held_for_customer - E, why))
    read = each_sale(CUSTOMER, to_metadata(off))[SALE]
    (back,) = split(read, read.held_for_customer)
    assert (back.payment_intent_id, back.amount) == ("pi_" + "3" * 24, E)


def _fits(sale: Sale) -> bool:
    try:
        check_fits(sale)
    except UserError:
        return False
    return True


def test_a_sale_that_could_not_grow_is_refused_before_anything_is_charged() -> None:
    sale = a_sale(Instalments(60, Interval(1, Unit.MONTH)), minor=600_000)
    long = replace(sale, note="é" * 400, reference="r" * 60, description="d" * 200)
    assert len(to_metadata(long)) <= MOST_OF_ONE
    with pytest.raises(UserError, match=r"sale\.too_big"):
        check_fits(long)


@pytest.mark.parametrize(
    ("others", "foreign", "room"),
    [(17, 0, True), (10, 15, True), (18, 0, False), (10, 16, False)],
)
def test_fifty_keys_with_what_others_put_there(others: int, foreign: int, room: bool) -> None:
    there = [a_sale(sale_id=SaleId(f"sale_{n:016}")) for n in range(others)]
    keys = [*(f"theirs_{n}" for n in range(foreign)), "number", "tags", *(s.id for s in there)]
    if room:
        check_room(a_sale(), there, keys)
    else:
        with pytest.raises(UserError, match=r"sale\.too_many"):
            check_room(a_sale(), there, keys)


def _written(before: dict[str, str], given: dict[str, str]) -> dict[str, str]:
    """As Stripe merges metadata: key by key, and an empty value takes one away."""
    return {key: value for key, value in {**before, **given}.items() if value}


def test_two_that_saw_the_same_lose_nothing_of_each_other() -> None:
    one, other = (SaleId(f"sale_{n:016}") for n in range(2))
    there: dict[str, str] = {}
    for late in (noting_off(one, {}), noting_off(other, {})):
        there = _written(there, late)
    assert set(called_off_in(there)) == {one, other}
    later = SaleId(f"sale_{2:016}")
    told = _written(there, noting_off(later, there))
    assert set(told["sale_off"].split()) == {f"{n:016}" for n in range(3)}, "brought up to date"


def test_few_have_a_key_of_their_own_and_nobody_elses_text_is_taken_for_one() -> None:
    told: dict[str, str] = {"sale_off_x": "what?"}
    for n in range(40):
        told = _written(told, noting_off(SaleId(f"sale_{n:016}"), told))
    assert sorted(told) == ["sale_off", *(f"sale_off_{n:016}" for n in range(36, 40))]


def test_the_last_called_off_are_told_in_one_value() -> None:
    told: dict[str, str] = {}
    ids = [SaleId(f"sale_{n:016}") for n in range(40)]
    for one in ids:
        told = _written(told, noting_off(one, told))
    assert called_off_in(told) == tuple(ids[-25:])
    assert all(len(value) <= LONGEST_VALUE for value in told.values())
    assert called_off_in({}) == ()
