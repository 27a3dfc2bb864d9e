"""The Prices a Checkout Session sells by: those it names, and those made from `price_data`."""

from pos_app.training.objects import prices
from pos_app.training.records.kinds import PRICE, PRODUCT
from pos_app.training.records.work import Work, private
from pos_app.training.wire.errors import Body, StripeError, invalid, missing_param, no_such


def of_line(work: Work, given: Body, place: str) -> Body:
    """The Price of a line item's parameters. Raises StripeError (400)."""
    if "price" in given and "price_data" in given:
        message = "You may only specify one of these parameters: price, price_data."
        raise invalid(message, param=f"{place}[price_data]")
    if "price" in given:
        return listed(work, given["price"], f"{place}[price]")
    place = f"{place}[price_data]"
    if "price_data" not in given:
        raise missing_param(place)
    if "recurring" in given["price_data"]:
        raise _recurring(f"{place}[recurring]")
    return prices.inline(work, given["price_data"], place)


def listed(work: Work, identifier: str, place: str) -> Body:
    """A Price on sale, its Product too. Raises StripeError (400)."""
    price = work.find(PRICE, identifier)
    if price is None:
        raise no_such("price", identifier, param=place, status=400)
    if not price["active"]:
        message = "The price specified is inactive. This field only accepts active prices."
        raise invalid(message, param=place)
    if not work.load(PRODUCT, price["product"])["active"]:
        message = "The price specified belongs to a product that is not active."
        raise invalid(message, param=place)
    return price


def _recurring(place: str) -> StripeError:
    message = (
        "You specified `payment` mode but passed a recurring price. Either switch to"
        " `subscription` mode or use only one-time prices."
    )
    return invalid(message, param=place)


def shelved(work: Work, price: Body) -> Body:
    """What a session remembers of a Price: what is sold, and the unit amount by currency."""
    product = work.load(PRODUCT, price["product"])
    options = private(price).get("currency_options", {})
    amounts = {code: option["unit_amount_decimal"] for code, option in options.items()}
    return {
        "amounts": {**amounts, price["currency"]: price["unit_amount_decimal"]},
        "description": product["description"],
        "images": product["images"],
        "name": product["name"],
        "unit_label": product["unit_label"],
    }
