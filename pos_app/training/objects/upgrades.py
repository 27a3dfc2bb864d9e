"""What objects of an older release's file lack: fields that came later, and what sessions sell."""

import json
from collections.abc import Iterator

from pos_app.training.bank import cards
from pos_app.training.objects import (
    charges,
    customers,
    intent_shape,
    payment_methods,
    prices,
    session_prices,
    session_shape,
)
from pos_app.training.records.kinds import (
    CHARGE,
    CUSTOMER,
    PAYMENT_INTENT,
    PAYMENT_METHOD,
    SESSION,
    Kind,
)
from pos_app.training.records.work import Work, private, public, with_private
from pos_app.training.wire.errors import Body

# only our own table names ever take the place of {}
_ALL = "SELECT body FROM {}"


def complete(work: Work) -> None:
    """Bring every object of a file of the first release up to date, without events."""
    for kind, pattern in _patterns(work):
        for row in work.database.rows(_ALL.format(kind.table)):
            before = json.loads(row["body"])
            if before.get("deleted"):
                continue
            after = filled(before, pattern)
            if kind is SESSION:
                after = _with_prices(work, after)
            work.save(before, after)


def _patterns(work: Work) -> Iterator[tuple[Kind, Body]]:
    """Each kind as it is made today, of a card that any other is like."""
    card = cards.by_token("tok_visa")
    assert card is not None  # it is a test card
    method = payment_methods.described("", card, "", 0, 1, 2030)
    intent = intent_shape.blank("", 1, "eur", 0)
    yield CUSTOMER, customers.blank("", 0)
    yield PAYMENT_METHOD, method
    yield PAYMENT_INTENT, intent
    yield CHARGE, charges.blank("", intent, method, 0)
    yield SESSION, session_shape.blank(work, {"mode": "payment"})


def filled(body: Body, pattern: Body) -> Body:
    """`body` with the fields only `pattern` has, down into nested objects; its own values stay."""
    after = dict(body)
    for name, value in pattern.items():
        if name not in after:
            after[name] = value
        elif isinstance(value, dict) and isinstance(after[name], dict):
            after[name] = filled(after[name], value)
    return after


def _with_prices(work: Work, session: Body) -> Body:
    """A session's items name real Prices today, which it remembers."""
    shelf, items = {}, []
    for item in private(session)["line_items"]:
        given = {
            "currency": item["currency"],
            "unit_amount": item["price"]["unit_amount"],
            "product_data": {"name": item["description"]},
        }
        price = prices.inline(work, given, "")
        shelf[price["id"]] = session_prices.shelved(work, price)
        items.append({**item, "adjustable_quantity": None, "price": public(price)})
    return with_private(
        session, line_items=items, shelf=shelf, allow_redisplay=None, chosen={},
        customer_update={}, rate=None, rates=[], setup_intent_data={},
    )  # fmt: skip
