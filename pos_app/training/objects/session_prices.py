"""The Prices a Checkout Session sells by: those it names, and those made from `price_data`.

From the SDK's parameter docstrings. An inline Price and its inline Product are objects of their
own, inactive: they can be retrieved and never sold again.
"""

from pos_app.training.objects import prices
from pos_app.training.records.kinds import PRICE, PRODUCT
from pos_app.training.records.work import Work, private, public
from pos_app.training.wire.errors import Body, invalid, missing_param, no_such, unsupported


def of_line(work: Work, given: Body, place: str) -> Body:
    """The Price of a line item's parameters. Raises StripeError (400)."""
    if "price" in given and "price_data" in given:
        message = "You may only specify one of these parameters: price, price_data."
        raise invalid(message, param=f"{place}[price_data]")
    if "price" in given:
        return listed(work, given["price"], f"{place}[price]")
    if "price_data" not in given:
        raise missing_param(f"{place}[price_data]")
    return _inline(work, given["price_data"], f"{place}[price_data]")


def listed(work: Work, identifier: str, place: str) -> Body:
    """A Price on sale, once, at a known amount. Raises StripeError (400)."""
    price = work.find(PRICE, identifier)
    if price is None:
        raise no_such("price", identifier, param=place, status=400)
    if not price["active"]:
        message = "The price specified is inactive. This field only accepts active prices."
        raise invalid(message, param=place)
    if price["recurring"] is not None:
        raise _recurring(place)
    if price["custom_unit_amount"] is not None or price["billing_scheme"] != "per_unit":
        raise unsupported(f"{place} with tiers or an amount of the customer's choice")
    if price["transform_quantity"] is not None:
        raise unsupported(f"{place} with transform_quantity")
    return price


def _recurring(place: str) -> Exception:
    message = (
        "You specified `payment` mode but passed a recurring price. Either switch to"
        " `subscription` mode or use only one-time prices."
    )
    return invalid(message, param=place)


def shelved(work: Work, price: Body) -> Body:
    """What a session remembers of a Price: what is sold, and the unit amount by currency."""
    product = work.load(PRODUCT, price["product"])
    amounts = {price["currency"]: price["unit_amount_decimal"]}
    for currency, option in _options(price).items():
        if option.get("unit_amount_decimal") is not None:
            amounts.setdefault(currency, str(option["unit_amount_decimal"]))
    return {
        "amounts": amounts,
        "description": product["description"],
        "images": product["images"],
        "name": product["name"],
        "unit_label": product["unit_label"],
    }


def _options(price: Body) -> Body:
    """`currency_options` is left out of a Price unless asked for, so it may be kept aside."""
    found: Body = price.get("currency_options") or private(price).get("currency_options") or {}
    return found


def shown(price: Body) -> Body:
    """The Price inside a line item."""
    return {name: value for name, value in public(price).items() if name != "currency_options"}


def _inline(work: Work, given: Body, place: str) -> Body:
    if "recurring" in given:
        raise _recurring(f"{place}[recurring]")
    return prices.inline(work, given, place)
