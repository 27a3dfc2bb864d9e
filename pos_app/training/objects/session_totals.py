"""What a Checkout Session comes to: its items and its shipping, in each currency it can be paid in.

Pure arithmetic, in minor units. A session keeps among its private facts what a sum needs:
`line_items` as the API shows them, `shelf` (by price id: what it sells, and the unit amount in
each currency) and `rates` (the shipping options, and their amount in each currency).
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from pos_app.training.records.work import private, with_private
from pos_app.training.wire.currencies import check_amount
from pos_app.training.wire.errors import Body


@dataclass(frozen=True)
class Sum:
    """Minor units; `total` is what would be charged."""

    subtotal: int
    shipping: int

    @property
    def total(self) -> int:
        return self.subtotal + self.shipping


def line_amount(unit: str, quantity: int) -> int:
    """`unit` may be a fraction of the smallest unit: the line is rounded, half up, never a piece.

    From the SDK's docstring of `unit_amount_decimal` (up to 12 places); which way Stripe rounds a
    half is not documented.
    """
    return int((Decimal(unit) * quantity).to_integral_value(ROUND_HALF_UP))


def currencies(session: Body) -> list[str]:
    """Those every item and every shipping option has an amount in; the session's own first."""
    facts = private(session)
    amounts = [entry["amounts"] for entry in facts["shelf"].values()]
    amounts += [rate["amounts"] for rate in facts["rates"]]
    shared = set.intersection(*(set(one) for one in amounts)) if amounts else set()
    current = session["currency"]
    return [current, *sorted(shared - {current})]


def sum_in(session: Body, currency: str) -> Sum:
    """`currency` is one of `currencies`."""
    facts = private(session)
    subtotal = sum(
        line_amount(facts["shelf"][item["price"]["id"]]["amounts"][currency], item["quantity"])
        for item in facts["line_items"]
    )
    rate = chosen_rate(session)
    return Sum(subtotal, 0 if rate is None else rate["amounts"][currency])


def chosen_rate(session: Body) -> Body | None:
    """The shipping option in force, among the session's private facts."""
    facts = private(session)
    return next((rate for rate in facts["rates"] if rate["id"] == facts["rate"]), None)


def priced(session: Body) -> Body:
    """The session with every amount worked out anew, in its own currency."""
    facts, currency = private(session), session["currency"]
    items = [
        _priced_item(item, facts["shelf"][item["price"]["id"]], currency)
        for item in facts["line_items"]
    ]
    due = sum_in(session, currency)
    rate = chosen_rate(session)
    after = {
        **session,
        "amount_subtotal": due.subtotal,
        "amount_total": due.total,
        "shipping_cost": None if rate is None else _shipping_cost(rate["id"], due.shipping),
        "shipping_options": [
            {"shipping_amount": one["amounts"][currency], "shipping_rate": one["id"]}
            for one in facts["rates"]
        ],
        "total_details": {"amount_discount": 0, "amount_shipping": due.shipping, "amount_tax": 0},
    }
    return with_private(after, line_items=items)


def _priced_item(item: Body, entry: Body, currency: str) -> Body:
    amount = line_amount(entry["amounts"][currency], item["quantity"])
    return {**item, "amount_subtotal": amount, "amount_total": amount, "currency": currency}


def _shipping_cost(rate: str, amount: int) -> Body:
    return {
        "amount_subtotal": amount,
        "amount_tax": 0,
        "amount_total": amount,
        "shipping_rate": rate,
    }


def checked(session: Body) -> Body:
    """Raises StripeError (400) for a total Stripe can't charge; nothing at all may be due."""
    if session["amount_total"]:
        subject = "The Checkout Session's total amount due"
        check_amount(session["amount_total"], session["currency"], param=None, subject=subject)
    return session
