"""Shipping: the options a Checkout Session offers, the one chosen, and where it may go.

From the SDK's parameter docstrings. An option given as `shipping_rate_data` makes a Shipping Rate
that later sessions may name.
"""

from typing import Any

from pos_app.training.objects.session_totals import priced
from pos_app.training.records.kinds import SHIPPING_RATE
from pos_app.training.records.work import Work, private, with_private
from pos_app.training.wire.currencies import check_currency
from pos_app.training.wire.errors import Body, invalid, missing_param, no_such, unsupported
from pos_app.training.wire.metadata import merged

MOST_OPTIONS = 5


def rates(work: Work, given: list[Body], currency: str) -> list[Body]:
    """What a session remembers of its options: id, name, estimate, and amounts by currency.

    Raises StripeError (400) for too many, or one without an amount in the session's currency.
    """
    if len(given) > MOST_OPTIONS:
        message = f"A Checkout Session has at most {MOST_OPTIONS} shipping options."
        raise invalid(message, param="shipping_options")
    found = [_rate(work, one, f"shipping_options[{i}]") for i, one in enumerate(given)]
    for index, rate in enumerate(found):
        if currency not in rate["amounts"]:
            message = (
                f"The shipping rate must have an amount in the session's currency, {currency}."
            )
            raise invalid(message, param=f"shipping_options[{index}]")
    return found


def _rate(work: Work, given: Body, place: str) -> Body:
    if "shipping_rate" in given and "shipping_rate_data" in given:
        message = "You may only specify one of these parameters: shipping_rate, shipping_rate_data."
        raise invalid(message, param=f"{place}[shipping_rate_data]")
    if "shipping_rate" in given:
        body = work.find(SHIPPING_RATE, given["shipping_rate"])
        if body is None:
            param = f"{place}[shipping_rate]"
            raise no_such("shipping rate", given["shipping_rate"], param=param, status=400)
    elif "shipping_rate_data" in given:
        body = _made(work, given["shipping_rate_data"], f"{place}[shipping_rate_data]")
    else:
        raise missing_param(f"{place}[shipping_rate_data]")
    fixed = body["fixed_amount"]
    amounts = {code: option["amount"] for code, option in private(body)["options"].items()}
    return {
        "amounts": {**amounts, fixed["currency"]: fixed["amount"]},
        "delivery_estimate": body["delivery_estimate"],
        "display_name": body["display_name"],
        "id": body["id"],
    }


def _made(work: Work, given: Body, place: str) -> Body:
    if "tax_code" in given:
        raise unsupported(f"{place}[tax_code]")
    fixed = given.get("fixed_amount")
    if fixed is None:
        raise missing_param(f"{place}[fixed_amount]")
    options = {
        check_currency(code, param=f"{place}[fixed_amount][currency_options]"): {
            "amount": _amount(option["amount"], f"{place}[fixed_amount][currency_options][{code}]"),
            "tax_behavior": option.get("tax_behavior", "unspecified"),
        }
        for code, option in fixed.get("currency_options", {}).items()
    }
    body: dict[str, Any] = {
        "id": SHIPPING_RATE.new_id(),
        "object": "shipping_rate",
        "active": True,
        "created": work.now,
        "delivery_estimate": _estimate(given.get("delivery_estimate"), place),
        "display_name": given["display_name"],
        "fixed_amount": {
            "amount": _amount(fixed["amount"], f"{place}[fixed_amount]"),
            "currency": check_currency(fixed["currency"], param=f"{place}[fixed_amount][currency]"),
        },
        "livemode": False,
        "metadata": merged({}, given.get("metadata"), prefix=f"{place}[metadata]"),
        "tax_behavior": given.get("tax_behavior", "unspecified"),
        "tax_code": None,
        "type": "fixed_amount",
    }
    return work.add(with_private(body, options=options))


def _amount(amount: int, place: str) -> int:
    if amount < 0:
        code = "parameter_invalid_integer"
        message = "This value must be greater than or equal to 0."
        raise invalid(message, code=code, param=f"{place}[amount]")
    return amount


def _estimate(given: Body | None, place: str) -> Body | None:
    if given is None:
        return None
    for name, bound in given.items():
        if bound["value"] < 1:
            code = "parameter_invalid_integer"
            message = "This value must be greater than or equal to 1."
            param = f"{place}[delivery_estimate][{name}][value]"
            raise invalid(message, code=code, param=param)
    return {"maximum": given.get("maximum"), "minimum": given.get("minimum")}


def with_options(session: Body, found: list[Body]) -> Body:
    """The first option is in force until the customer takes another."""
    first = found[0]["id"] if found else None
    return priced(with_private(session, rates=found, rate=first))


def with_choice(session: Body, rate: str) -> Body:
    """Raises StripeError (400) for an option the session doesn't have."""
    if rate not in {one["id"] for one in private(session)["rates"]}:
        raise no_such("shipping option", rate, param="shipping_option", status=400)
    return priced(with_private(session, rate=rate))


def may_go_to(session: Body, country: str) -> bool:
    """Whether the session ships there; one that collects no address says nothing about it."""
    collection = session["shipping_address_collection"]
    return collection is None or country in collection["allowed_countries"]
