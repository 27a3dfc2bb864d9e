"""A sale as metadata: what one till writes another reads, and nothing else is taken for one."""

import contextlib
import json
import logging
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pos_app.consent.model import Interval, Unit
from pos_app.kernel.errors import UserError
from pos_app.kernel.ids import SaleId
from pos_app.kernel.metadata import LONGEST_KEY, LONGEST_VALUE, joined, parts
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
from pos_app.sales.model import Sale
from pos_app.sales.schedule import Instalments
from tests.unit.sales.sales import CUSTOMER, SALE, a_sale, sales

OTHER = SaleId("sale_0123456789abcdeg")


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


def test_a_sale_that_could_not_grow_is_refused_before_anything_is_charged() -> None:
    sale = a_sale(Instalments(60, Interval(1, Unit.MONTH)), minor=600_000)
    long = replace(sale, note="é" * 400, reference="r" * 60, description="d" * 200)
    assert len(to_metadata(long)) <= MOST_OF_ONE
    with pytest.raises(UserError, match=r"sale\.too_big"):
        check_fits(long)


@pytest.mark.parametrize(
    ("others", "foreign", "room"),
    [(41, 0, True), (20, 21, True), (42, 0, False), (20, 22, False)],
)
def test_fifty_keys_with_what_others_put_there(others: int, foreign: int, room: bool) -> None:
    there = [a_sale(sale_id=SaleId(f"sale_{n:016}")) for n in range(others)]
    keys = [*(f"theirs_{n}" for n in range(foreign)), "number", "tags", *(s.id for s in there)]
    if room:
        check_room(a_sale(), there, keys)
    else:
        with pytest.raises(UserError, match=r"sale\.too_many"):
            check_room(a_sale(), there, keys)


def test_the_last_called_off_are_told_in_one_value() -> None:
    told: dict[str, str] = {}
    ids = [SaleId(f"sale_{n:016}") for n in range(40)]
    for one in ids:
        told = noting_off(one, called_off_in(told))
    assert called_off_in(told) == tuple(ids[-25:])
    assert all(len(value) <= LONGEST_VALUE for value in told.values())
    assert called_off_in({}) == ()
