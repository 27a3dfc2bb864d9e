"""The Prices a Checkout Session sells by: those it names, and those made from `price_data`.

From the SDK's parameter docstrings. An inline Price and its inline Product are objects of their
own, inactive: they can be retrieved and never sold again.
"""

from decimal import Decimal

from pos_app.training.records.kinds import PRICE, PRODUCT
from pos_app.training.records.work import Work, private, public
from pos_app.training.wire.currencies import check_currency
from pos_app.training.wire.errors import Body, invalid, missing_param, no_such, unsupported
from pos_app.training.wire.metadata import merged

MOST_IMAGES = 8
_DECIMAL_PLACES = 12
_UNIT = "unit_amount"


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
    currency = check_currency(given["currency"], param=f"{place}[currency]")
    amount = _amount(given, place)
    product = _product(work, given, place)
    whole = amount == amount.to_integral_value()
    return work.add(
        {
            "id": PRICE.new_id(),
            "object": "price",
            "active": False,
            "billing_scheme": "per_unit",
            "created": work.now,
            "currency": currency,
            "custom_unit_amount": None,
            "livemode": False,
            "lookup_key": None,
            "metadata": {},
            "nickname": None,
            "product": product["id"],
            "recurring": None,
            "tax_behavior": given.get("tax_behavior", "unspecified"),
            "tiers_mode": None,
            "transform_quantity": None,
            "type": "one_time",
            "unit_amount": int(amount) if whole else None,
            "unit_amount_decimal": _plain(amount),
        }
    )


def _plain(amount: Decimal) -> str:
    """Without an exponent or zeros at the end."""
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _amount(given: Body, place: str) -> Decimal:
    """Minor units, possibly a fraction."""
    if "unit_amount" in given and "unit_amount_decimal" in given:
        message = "You may only specify one of these parameters: unit_amount, unit_amount_decimal."
        raise invalid(message, param=f"{place}[unit_amount_decimal]")
    name = "unit_amount_decimal" if "unit_amount_decimal" in given else _UNIT
    if name not in given:
        raise missing_param(f"{place}[{name}]")
    amount = Decimal(given[name])
    if not amount.is_finite():
        raise invalid(f"Invalid decimal: {given[name]}", param=f"{place}[{name}]")
    if amount < 0:
        code = "parameter_invalid_integer"
        message = "This value must be greater than or equal to 0."
        raise invalid(message, code=code, param=f"{place}[{name}]")
    if amount != round(amount, _DECIMAL_PLACES):
        message = f"Invalid decimal: {given[name]}; at most {_DECIMAL_PLACES} places are taken."
        raise invalid(message, param=f"{place}[{name}]")
    return amount


def _product(work: Work, given: Body, place: str) -> Body:
    if "product" in given and "product_data" in given:
        message = "You may only specify one of these parameters: product, product_data."
        raise invalid(message, param=f"{place}[product_data]")
    if "product" in given:
        product = work.find(PRODUCT, given["product"])
        if product is None or product.get("deleted"):
            raise no_such("product", given["product"], param=f"{place}[product]", status=400)
        return product
    if "product_data" not in given:
        raise missing_param(f"{place}[product_data]")
    return _inline_product(work, given["product_data"], f"{place}[product_data]")


def _inline_product(work: Work, given: Body, place: str) -> Body:
    if not given["name"]:
        message = "You passed an empty string for the product's name."
        raise invalid(message, code="parameter_invalid_empty", param=f"{place}[name]")
    for name in ("tax_code", "tax_details"):
        if name in given:
            raise unsupported(f"{place}[{name}]")
    images = given.get("images", [])
    if len(images) > MOST_IMAGES:
        message = f"A product has at most {MOST_IMAGES} images."
        raise invalid(message, param=f"{place}[images]")
    return work.add(
        {
            "id": PRODUCT.new_id(),
            "object": "product",
            "active": False,
            "created": work.now,
            "default_price": None,
            "description": given.get("description"),
            "images": images,
            "livemode": False,
            "marketing_features": [],
            "metadata": merged({}, given.get("metadata"), prefix=f"{place}[metadata]"),
            "name": given["name"],
            "package_dimensions": None,
            "shippable": None,
            "statement_descriptor": None,
            "tax_code": None,
            "tax_details": None,
            "type": "service",
            "unit_label": given.get("unit_label"),
            "updated": work.now,
            "url": None,
        }
    )
