"""A Checkout Session's line items and optional items: made, adjusted, added, taken away.

From the SDK's parameter docstrings. Functions that change take a session and give the one after,
priced anew; nothing is written here but new Prices.
"""

from dataclasses import dataclass, field

from pos_app.training.objects import session_prices
from pos_app.training.objects.session_totals import priced
from pos_app.training.records.kinds import random_text
from pos_app.training.records.work import Work, private, public, with_private
from pos_app.training.wire.currencies import check_currency
from pos_app.training.wire.errors import Body, StripeError, invalid, missing_param, unsupported
from pos_app.training.wire.metadata import merged

MOST_ITEMS, MOST_OPTIONAL = 100, 10
USUAL_MOST, MOST_OF_ONE = 99, 999_999


@dataclass
class Basket:
    """`shelf` holds, by price id, what `session_prices.shelved` tells of each Price sold."""

    items: list[Body] = field(default_factory=list)
    optional: list[Body] = field(default_factory=list)
    shelf: Body = field(default_factory=dict)


def basket(work: Work, params: Body) -> Basket:
    """The items of a new session, optional ones among them. Raises StripeError (400)."""
    made = Basket()
    given, optional = params["line_items"], params.get("optional_items", [])
    _check_count(len(given) + len(optional), "line_items")
    if len(optional) > MOST_OPTIONAL:
        message = f"A Checkout Session has at most {MOST_OPTIONAL} optional items."
        raise invalid(message, param="optional_items")
    for index, one in enumerate(given):
        made.items.append(_line(work, one, f"line_items[{index}]", made.shelf))
    for index, one in enumerate(optional):
        made.optional.append(_optional(work, one, f"optional_items[{index}]", made.shelf))
    return made


def _check_count(count: int, param: str) -> None:
    if count > MOST_ITEMS:
        message = f"A Checkout Session in `payment` mode has at most {MOST_ITEMS} items."
        raise invalid(message, param=param)


def currency_of(made: Basket, wanted: str | None) -> str:
    """The session's currency: the one asked for, or that of the first price.

    Raises StripeError (400) unless every price has an amount in it.
    """
    first = made.items[0]["price"]["currency"]
    currency = first if wanted is None else check_currency(wanted)
    if any(currency not in entry["amounts"] for entry in made.shelf.values()):
        message = "All line items in a Checkout Session must have the same currency."
        if wanted is not None:
            message = f"A price of this Checkout Session has no amount in {currency}."
        raise invalid(message, param="line_items" if wanted is None else "currency")
    return currency


def _line(work: Work, given: Body, place: str, shelf: Body) -> Body:
    if given.get("tax_rates"):
        raise unsupported(f"{place}[tax_rates]")
    quantity = _quantity(given.get("quantity", 1), place)
    adjustable = adjustable_of(given.get("adjustable_quantity"), quantity, place)
    price = session_prices.of_line(work, given, place)
    metadata = merged({}, given.get("metadata"), prefix=f"{place}[metadata]")
    return _made(work, price, quantity, adjustable, metadata, shelf)


def _made(
    work: Work, price: Body, quantity: int, adjustable: Body | None, metadata: Body, shelf: Body
) -> Body:
    entry = shelf.setdefault(price["id"], session_prices.shelved(work, price))
    return _blank(price, entry["name"], quantity, adjustable) | {"metadata": metadata}


def _blank(price: Body, name: str, quantity: int, adjustable: Body | None) -> Body:
    """A line whose amounts `priced` works out."""
    return {
        "id": f"li_{random_text(24)}",
        "object": "item",
        "adjustable_quantity": adjustable,
        "amount_discount": 0,
        "amount_subtotal": 0,
        "amount_tax": 0,
        "amount_total": 0,
        "currency": price["currency"],
        "description": name,
        "metadata": {},
        "price": public(price),
        "quantity": quantity,
    }


def _quantity(quantity: int, place: str) -> int:
    if quantity < 1:
        code = "parameter_invalid_integer"
        message = "This value must be greater than or equal to 1."
        raise invalid(message, code=code, param=f"{place}[quantity]")
    if quantity > MOST_OF_ONE:
        message = f"This value must be less than or equal to {MOST_OF_ONE}."
        code = "parameter_invalid_integer"
        raise invalid(message, code=code, param=f"{place}[quantity]")
    return quantity


def adjustable_of(given: Body | None, quantity: int, place: str) -> Body | None:
    """Raises StripeError (400) for bounds that are out of order or don't hold `quantity`."""
    if given is None or not given["enabled"]:
        return None
    least, most = given.get("minimum", 0), given.get("maximum", USUAL_MOST)
    place = f"{place}[adjustable_quantity]"
    if not 0 <= least <= MOST_OF_ONE:
        raise invalid(
            f"The minimum must be between 0 and {MOST_OF_ONE}.", param=f"{place}[minimum]"
        )
    if not max(1, least) <= most <= MOST_OF_ONE:
        message = f"The maximum must be between the minimum and {MOST_OF_ONE}, and at least 1."
        raise invalid(message, param=f"{place}[maximum]")
    if not least <= quantity <= most:
        message = "The quantity must be between the minimum and the maximum of its adjustments."
        raise invalid(message, param=place)
    return {"enabled": True, "maximum": most, "minimum": least}


def _optional(work: Work, given: Body, place: str, shelf: Body) -> Body:
    quantity = _quantity(given["quantity"], place)
    adjustable = adjustable_of(given.get("adjustable_quantity"), quantity, place)
    price = session_prices.listed(work, given["price"], f"{place}[price]")
    shelf.setdefault(price["id"], session_prices.shelved(work, price))
    return {"adjustable_quantity": adjustable, "price": price["id"], "quantity": quantity}


def replaced(work: Work, session: Body, given: list[Body]) -> Body:
    """The session with the `line_items` its server sends, all of them. Raises StripeError (400)."""
    if not given:
        raise missing_param("line_items")
    _check_count(len(given) + len(session["optional_items"] or []), "line_items")
    facts = private(session)
    known = {item["id"]: item for item in facts["line_items"]}
    shelf: Body = dict(facts["shelf"])
    items = []
    for index, one in enumerate(given):
        place = f"line_items[{index}]"
        if "id" not in one:
            items.append(_line(work, one, place, shelf))
            continue
        before = known.pop(one["id"], None)
        if before is None:
            message = f"No such line item: '{one['id']}'"
            raise invalid(message, code="resource_missing", param=f"{place}[id]")
        items.append(_changed(work, before, one, place, shelf))
    for entry in shelf.values():
        if session["currency"] not in entry["amounts"]:
            message = "All line items in a Checkout Session must have the same currency."
            raise invalid(message, param="line_items")
    session = with_private(session, shelf=_in_use(session, items, shelf))
    return _kept(session, items)


def _changed(work: Work, before: Body, given: Body, place: str, shelf: Body) -> Body:
    if given.get("tax_rates"):
        raise unsupported(f"{place}[tax_rates]")
    quantity = _quantity({**before, **given}["quantity"], place)
    after = {**before, "quantity": quantity}
    adjustable = given.get("adjustable_quantity", before["adjustable_quantity"])
    after["adjustable_quantity"] = adjustable_of(adjustable, quantity, place)
    after["metadata"] = merged(
        before["metadata"], given.get("metadata"), prefix=f"{place}[metadata]"
    )
    if "price" in given or "price_data" in given:
        price = session_prices.of_line(work, given, place)
        entry = shelf.setdefault(price["id"], session_prices.shelved(work, price))
        after |= {"price": public(price), "description": entry["name"]}
    return after


def _in_use(session: Body, items: list[Body], shelf: Body) -> Body:
    """Prices nothing is sold by any more must not narrow the choice of currencies."""
    wanted = {item["price"]["id"] for item in items}
    wanted |= {one["price"] for one in session["optional_items"] or []}
    return {name: entry for name, entry in shelf.items() if name in wanted}


def _refused(message: str) -> StripeError:
    return invalid(message, param="line_items")


def with_quantity(session: Body, line: str, quantity: int) -> Body:
    """The customer's choice. Raises StripeError (400) for what its adjustment doesn't allow."""
    items = private(session)["line_items"]
    item = next((one for one in items if one["id"] == line), None)
    if item is None:
        raise _refused(f"No such line item: '{line}'")
    bounds = item["adjustable_quantity"]
    if bounds is None:
        raise _refused("The quantity of this line item can't be adjusted.")
    if not bounds["minimum"] <= quantity <= bounds["maximum"]:
        message = f"The quantity must be from {bounds['minimum']} to {bounds['maximum']}."
        raise _refused(message)
    after = [{**one, "quantity": quantity} if one is item else one for one in items]
    if quantity == 0:
        after.remove({**item, "quantity": 0})
    return _kept(session, after)


def _kept(session: Body, items: list[Body]) -> Body:
    if not items:
        raise _refused("At least one line item must stay.")
    left = {item["id"] for item in items}
    chosen = {price: item for price, item in private(session)["chosen"].items() if item in left}
    return priced(with_private(session, line_items=items, chosen=chosen))


def added(session: Body, price: str, body: Body) -> Body:
    """The optional item of `price` taken; `body` is the Price. Raises StripeError (400)."""
    optional = _optional_of(session, price)
    facts = private(session)
    if price in facts["chosen"]:
        raise _refused("This optional item is in the order already.")
    name = facts["shelf"][price]["name"]
    line = _blank(body, name, optional["quantity"], optional["adjustable_quantity"])
    chosen = {**facts["chosen"], price: line["id"]}
    return priced(with_private(session, line_items=[*facts["line_items"], line], chosen=chosen))


def removed(session: Body, price: str) -> Body:
    """The optional item of `price` given up. Raises StripeError (400)."""
    _optional_of(session, price)
    facts = private(session)
    line = facts["chosen"].get(price)
    if line is None:
        raise _refused("This optional item is not in the order.")
    return _kept(session, [item for item in facts["line_items"] if item["id"] != line])


def _optional_of(session: Body, price: str) -> Body:
    for one in session["optional_items"] or []:
        if one["price"] == price:
            found: Body = one
            return found
    raise _refused(f"No such optional item: '{price}'")
