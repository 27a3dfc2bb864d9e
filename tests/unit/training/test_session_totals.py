"""Whatever a session holds, its amounts add up: in any currency, after any change."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from pos_app.training.objects import session_items, session_shipping
from pos_app.training.objects.session_totals import currencies, line_amount, priced, sum_in
from pos_app.training.records.work import private
from pos_app.training.wire.errors import StripeError

CURRENCIES = ("eur", "jpy", "tnd", "kwd", "gbp")
"""With 2, 0, 3, 3 and 2 decimals."""

whole = st.integers(0, 999_999).map(str)
fraction = st.decimals(0, 9_999, places=6, allow_nan=False).map(lambda d: f"{d:f}")


@st.composite
def sessions(draw):
    """An open session with its private facts, priced in its own currency."""
    own = draw(st.sampled_from(CURRENCIES))
    amounts = st.builds(
        lambda others, mine: {**others, own: mine},
        st.dictionaries(st.sampled_from(CURRENCIES), whole), st.one_of(whole, fraction),
    )  # fmt: skip
    shelf = {
        f"price_{index}": {"amounts": draw(amounts), "name": "x"}
        for index in range(draw(st.integers(1, 5)))
    }
    items = [
        {
            "id": f"li_{index}",
            "adjustable_quantity": draw(
                st.sampled_from([None, {"enabled": True, "minimum": 0, "maximum": 50}])
            ),
            "currency": own,
            "price": {"id": draw(st.sampled_from(sorted(shelf)))},
            "quantity": draw(st.integers(1, 50)),
        }
        for index in range(draw(st.integers(1, 6)))
    ]
    rates = [
        {
            "id": f"shr_{index}",
            "amounts": {
                **draw(st.dictionaries(st.sampled_from(CURRENCIES), st.integers(0, 9_999))),
                own: draw(st.integers(0, 9_999)),
            },
        }
        for index in range(draw(st.integers(0, 3)))
    ]
    facts = {
        "chosen": {}, "line_items": items, "rate": rates[0]["id"] if rates else None,
        "rates": rates, "shelf": shelf,
    }  # fmt: skip
    return priced({"currency": own, "optional_items": None, "_private": facts})


def check(session):
    facts = private(session)
    lines = [item["amount_total"] for item in facts["line_items"]]
    for item in facts["line_items"]:
        exact = Fraction(facts["shelf"][item["price"]["id"]]["amounts"][session["currency"]])
        assert abs(item["amount_total"] - exact * item["quantity"]) <= Fraction(1, 2)
        assert (item["amount_subtotal"], item["currency"]) == (
            item["amount_total"], session["currency"],
        )  # fmt: skip
    shipping = (session["shipping_cost"] or {"amount_total": 0})["amount_total"]
    assert session["amount_subtotal"] == sum(lines)
    assert session["amount_total"] == session["amount_subtotal"] + shipping
    assert session["total_details"]["amount_shipping"] == shipping
    offered = {one["shipping_rate"]: one["shipping_amount"] for one in session["shipping_options"]}
    assert offered.get(facts["rate"], 0) == shipping
    assert sum_in(session, session["currency"]).total == session["amount_total"]


@given(sessions())
def test_a_session_adds_up(session):
    check(session)


@given(sessions())
def test_every_currency_it_offers_adds_up_and_leads_back(session):
    own = session["currency"]
    offered = currencies(session)
    assert offered[0] == own
    for code in offered:
        other = priced({**session, "currency": code})
        check(other)
        assert other["amount_total"] == sum_in(session, code).total
        assert priced({**other, "currency": own}) == session


@settings(max_examples=60)
@given(sessions(), st.data())
def test_it_adds_up_after_any_change(session, data):
    for _ in range(data.draw(st.integers(1, 8))):
        kind = data.draw(st.sampled_from(["quantity", "shipping", "currency"]))
        try:
            if kind == "quantity":
                item = data.draw(st.sampled_from(private(session)["line_items"]))
                session = session_items.with_quantity(
                    session, item["id"], data.draw(st.integers(0, 60))
                )
            elif kind == "shipping":
                rates = [one["id"] for one in private(session)["rates"]]
                session = session_shipping.with_choice(
                    session, data.draw(st.sampled_from([*rates, "shr_none"]))
                )
            else:
                code = data.draw(st.sampled_from(currencies(session)))
                session = priced({**session, "currency": code})
        except StripeError:
            pass  # refused: nothing changed
        check(session)
        assert private(session)["line_items"], "something is always sold"


@given(whole, st.integers(1, 999_999))
def test_whole_amounts_are_never_rounded(unit, quantity):
    assert line_amount(unit, quantity) == int(unit) * quantity


@given(fraction, st.integers(1, 999))
def test_a_line_is_rounded_once_and_not_by_the_piece(unit, quantity):
    exact = Decimal(unit) * quantity
    assert abs(line_amount(unit, quantity) - exact) <= Decimal("0.5")
