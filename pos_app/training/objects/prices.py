"""Prices: what a Product costs, once, by currency.

From the SDK's parameter docstrings. Recurring and tiered prices and amounts of the customer's
choice are refused: this shop has no use for them.
"""

from decimal import Decimal

from pos_app.training.objects import product_shapes
from pos_app.training.objects.product_shapes import at
from pos_app.training.records import lists
from pos_app.training.records.call import Call, Endpoint, names
from pos_app.training.records.kinds import PRICE, PRODUCT
from pos_app.training.records.work import Work, private, public, with_private
from pos_app.training.wire.currencies import GREATEST, check_currency
from pos_app.training.wire.errors import Body, invalid, missing_param, unsupported
from pos_app.training.wire.metadata import merged

_DECIMAL_PLACES = 12
_LONGEST_KEY = 200
_MOST_KEYS = 10
_NOT_SOLD = ("recurring", "tiers", "tiers_mode", "custom_unit_amount", "transform_quantity")
_OPTION_NOT_SOLD = ("tiers", "custom_unit_amount")


def inline(work: Work, given: Body, place: str) -> Body:
    """The Price of a checkout's `price_data`, which is at `place` in the request.

    It and its new Product can be retrieved and not sold again: both are inactive. No event tells
    of them (unverified). Raises StripeError (400).
    """
    product = product_shapes.of_price(work, given, place)
    body = with_private({**made(work, given, product, place), "active": False}, inline=True)
    if "product" not in given:
        work.add({**product, "active": False})
    return work.add(body)


def made(work: Work, given: Body, product: Body, place: str = "") -> Body:
    """A price of the request's fields, not yet kept. Raises StripeError (400)."""
    for name in _NOT_SOLD:
        if name in given:
            raise unsupported(at(place, name))
    if given.get("billing_scheme", "per_unit") != "per_unit":
        raise unsupported(at(place, "billing_scheme"))
    currency = check_currency(given["currency"], param=at(place, "currency"))
    body: Body = {
        "id": PRICE.new_id(),
        "object": "price",
        "active": given.get("active", True),
        "billing_scheme": "per_unit",
        "created": work.now,
        "currency": currency,
        "custom_unit_amount": None,
        "livemode": False,
        "lookup_key": None,
        "metadata": merged({}, given.get("metadata"), prefix=at(place, "metadata")),
        "nickname": given.get("nickname") or None,
        "product": product["id"],
        "recurring": None,
        "tax_behavior": given.get("tax_behavior", "unspecified"),
        "tiers_mode": None,
        "transform_quantity": None,
        "type": "one_time",
        **_amounts(given, place),
    }
    return with_private(body, currency_options=_options(given, currency, place))


def _amounts(given: Body, place: str) -> Body:
    """In minor units; `unit_amount` is null for a fraction. Raises StripeError (400)."""
    if "unit_amount" in given and "unit_amount_decimal" in given:
        message = "You may only specify one of these parameters: unit_amount, unit_amount_decimal."
        raise invalid(message, param=at(place, "unit_amount_decimal"))
    name = "unit_amount_decimal" if "unit_amount_decimal" in given else "unit_amount"
    if name not in given:
        raise missing_param(at(place, name))
    param = at(place, name)
    amount = Decimal(given[name])
    if not 0 <= amount <= GREATEST:
        least = amount < 0
        bound = "greater than or equal to 0" if least else f"less than or equal to {GREATEST}"
        code = "parameter_invalid_integer"
        raise invalid(f"This value must be {bound}.", code=code, param=param)
    if amount != round(amount, _DECIMAL_PLACES):
        message = f"Invalid decimal: {given[name]}; at most {_DECIMAL_PLACES} places are taken."
        raise invalid(message, param=param)
    whole = amount == amount.to_integral_value()
    return {"unit_amount": int(amount) if whole else None, "unit_amount_decimal": _plain(amount)}


def _plain(amount: Decimal) -> str:
    """Without an exponent or zeros at the end."""
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _options(given: Body, currency: str, place: str) -> Body:
    """The amounts in other currencies; a price's own is told with them when it is read."""
    found: Body = {}
    for code, option in (given.get("currency_options") or {}).items():
        inside = f"{at(place, 'currency_options')}[{code}]"
        for name in _OPTION_NOT_SOLD:
            if name in option:
                raise unsupported(f"{inside}[{name}]")
        known = check_currency(code, param=inside)
        if known == currency:
            message = f"currency_options can't hold the price's own currency: {code}."
            raise invalid(message, param=inside)
        found[known] = {
            "custom_unit_amount": None,
            "tax_behavior": option.get("tax_behavior", "unspecified"),
            **_amounts(option, inside),
        }
    return found


def currency_options(_work: Work, price: Body) -> Body:
    """Every currency's amount, the price's own first: shown when a request expands it."""
    own = ("custom_unit_amount", "tax_behavior", "unit_amount", "unit_amount_decimal")
    return {
        price["currency"]: {name: price[name] for name in own},
        **private(_work.load(PRICE, price["id"])).get("currency_options", {}),
    }


def tiers(_work: Work, _price: Body) -> Body | None:
    """None: every price here is per unit."""
    return None


def create(call: Call) -> Body:
    work, params = call.work, call.params
    product = product_shapes.of_price(work, params)
    body = made(work, params, product)
    if "product" not in params:
        work.add(product, "product.created")
    body = _with_key(work, body, params)
    return public(work.add(body, "price.created"))


def _with_key(work: Work, body: Body, params: Body) -> Body:
    """A lookup key is one price's at a time. Raises StripeError (400) for one that is taken."""
    key = params.get("lookup_key")
    if key is None:
        return body
    if len(key) > _LONGEST_KEY:
        message = f"Invalid string: must be at most {_LONGEST_KEY} characters"
        code = "parameter_invalid_string_max_length"
        raise invalid(message, code=code, param="lookup_key")
    row = key and work.database.row(
        "SELECT id FROM prices WHERE lookup_key = ? AND id <> ?", (key, body["id"])
    )
    if row:
        if not params.get("transfer_lookup_key"):
            message = (
                f"A price (`{row['id']}`) already uses that lookup key. Pass"
                " transfer_lookup_key=true to move it to this one."
            )
            raise invalid(message, code="resource_already_exists", param="lookup_key")
        before = work.load(PRICE, row["id"])
        work.save(before, {**before, "lookup_key": None}, "price.updated")
    return {**body, "lookup_key": key or None}


def retrieve(call: Call) -> Body:
    return public(call.work.get(PRICE, call.id, param="price"))


def update(call: Call) -> Body:
    work, params = call.work, call.params
    before = work.get(PRICE, call.id, param="price")
    after = {**before, "metadata": merged(before["metadata"], params.get("metadata"))}
    if "active" in params:
        after["active"] = params["active"]
        if not params["active"] and _is_default(work, before):
            message = (
                "This price cannot be archived because it is the default price of its product."
            )
            raise invalid(message, param="active")
    if "nickname" in params:
        after["nickname"] = params["nickname"] or None
    if "tax_behavior" in params:
        after["tax_behavior"] = _tax_behavior(before["tax_behavior"], params["tax_behavior"])
    if "currency_options" in params:
        kept = private(before).get("currency_options", {})
        given = _options(params, before["currency"], "") if params["currency_options"] else {}
        after = with_private(after, currency_options={**kept, **given} if given else {})
    after = _with_key(work, after, params)
    return public(work.save(before, after, "price.updated" if after != before else None))


def _is_default(work: Work, price: Body) -> bool:
    return bool(work.load(PRODUCT, price["product"])["default_price"] == price["id"])


def _tax_behavior(before: str, wanted: str) -> str:
    if before not in ("unspecified", wanted):
        message = f"The tax behavior of this price is {before} and can't be changed any more."
        raise invalid(message, param="tax_behavior")
    return wanted


def list_all(call: Call) -> Body:
    """Those on sale, unless `active` asks for the others; never a checkout's own."""
    params = call.params
    conditions = [
        "json_extract(body, '$.active') = ?", "json_extract(body, '$._private.inline') IS NULL",
    ]  # fmt: skip
    values: list[object] = [params.get("active", True)]
    if "type" in params:
        conditions.append("json_extract(body, '$.type') = ?")
        values.append(params["type"])
    if "lookup_keys" in params:
        keys = params["lookup_keys"]
        if len(keys) > _MOST_KEYS:
            raise invalid(f"You can pass up to {_MOST_KEYS} lookup keys.", param="lookup_keys")
        conditions.append(f"lookup_key IN ({', '.join('?' for _ in keys)})")
        values += keys
    return lists.page(
        call.work, PRICE, params, lists.narrowed(params, "product", "currency"),
        extra=" AND ".join(conditions), values=tuple(values),
    )  # fmt: skip


ENDPOINTS = (
    Endpoint("POST", "/v1/prices", create, "PriceCreateParams",
             names("active billing_scheme currency currency_options lookup_key metadata nickname"
                   " product product_data tax_behavior transfer_lookup_key unit_amount"
                   " unit_amount_decimal")),
    Endpoint("GET", "/v1/prices", list_all, "PriceListParams",
             names("active created currency ending_before limit lookup_keys product starting_after"
                   " type")),
    Endpoint("GET", "/v1/prices/{id}", retrieve, "PriceRetrieveParams"),
    Endpoint("POST", "/v1/prices/{id}", update, "PriceUpdateParams"),
)  # fmt: skip
