"""What a Checkout Session asks of its customer besides a card: how it is put, what is answered.

From the SDK's parameter docstrings.
"""

import re
from dataclasses import dataclass, field
from typing import Any

from pos_app.training.objects.session_shipping import may_go_to
from pos_app.training.wire.errors import Body, invalid, missing_param, unsupported

MOST_FIELDS, MOST_OPTIONS = 3, 200
LONGEST_KEY, LONGEST_LABEL, LONGEST_ANSWER, LONGEST_TEXT = 200, 100, 255, 1200
_TEXTS = ("after_submit", "shipping_address", "submit", "terms_of_service_acceptance")
_KEY = re.compile(r"[A-Za-z0-9]+")
_FIELD_TYPES = ("dropdown", "numeric", "text")
_ADDRESS = ("city", "country", "line1", "line2", "postal_code", "state")


def custom_text(given: Body) -> Body:
    """Every text there may be, null where there is none. Raises StripeError (400)."""
    for name, text in given.items():
        if text and len(text["message"]) > LONGEST_TEXT:
            message = f"Invalid string: must be at most {LONGEST_TEXT} characters"
            param = f"custom_text[{name}][message]"
            raise invalid(message, code="parameter_invalid_string_max_length", param=param)
    return {name: given.get(name) or None for name in _TEXTS}


def consent_collection(given: Body | None) -> Body | None:
    """Raises StripeError (400)."""
    if given is None:
        return None
    if given.get("promotions") == "auto":
        raise unsupported("consent_collection[promotions]=auto")
    parts = ("payment_method_reuse_agreement", "promotions", "terms_of_service")
    return {name: given.get(name) for name in parts}


def name_collection(given: Body | None) -> Body | None:
    if given is None:
        return None
    return {
        kind: {"enabled": asked["enabled"], "optional": asked.get("optional", False)}
        for kind in ("business", "individual")
        if (asked := given.get(kind)) is not None
    }


def tax_id_collection(given: Body | None) -> Body | None:
    """Raises StripeError (400)."""
    if given is None:
        return None
    if given.get("required") == "if_supported":
        raise unsupported("tax_id_collection[required]=if_supported")
    return {"enabled": given["enabled"], "required": given.get("required", "never")}


def custom_fields(given: list[Body]) -> list[Body]:
    """Raises StripeError (400)."""
    if len(given) > MOST_FIELDS:
        raise invalid(f"At most {MOST_FIELDS} custom fields are allowed.", param="custom_fields")
    made = [_field(one, f"custom_fields[{index}]") for index, one in enumerate(given)]
    keys = [one["key"] for one in made]
    if len(set(keys)) < len(keys):
        raise invalid("The keys of custom fields must be unique.", param="custom_fields")
    return made


def _field(given: Body, place: str) -> Body:
    _check_name(given["key"], f"{place}[key]", LONGEST_KEY)
    label = given["label"]["custom"]
    if not 1 <= len(label) <= LONGEST_LABEL:
        message = f"The label must have 1 to {LONGEST_LABEL} characters."
        raise invalid(message, param=f"{place}[label][custom]")
    kind = given["type"]
    for name in _FIELD_TYPES:
        if name in given and name != kind:
            message = f"You can not pass `{name}` for a custom field of type `{kind}`."
            raise invalid(message, param=f"{place}[{name}]")
    made: dict[str, Any] = {
        "key": given["key"],
        "label": {"custom": label, "type": "custom"},
        "optional": given.get("optional", False),
        "type": kind,
    }
    asked = given.get(kind, {})
    made[kind] = _dropdown(asked, place) if kind == "dropdown" else _entry(asked, kind, place)
    return made


def _check_name(text: str, param: str, longest: int) -> None:
    if not _KEY.fullmatch(text) or len(text) > longest:
        message = f"This value must be alphanumeric and have at most {longest} characters."
        raise invalid(message, param=param)


def _dropdown(given: Body, place: str) -> Body:
    options, place = given.get("options", []), f"{place}[dropdown]"
    if not options:
        raise missing_param(f"{place}[options]")
    if len(options) > MOST_OPTIONS:
        raise invalid(f"At most {MOST_OPTIONS} options are allowed.", param=f"{place}[options]")
    for index, option in enumerate(options):
        _check_name(option["value"], f"{place}[options][{index}][value]", LONGEST_LABEL)
    values = [option["value"] for option in options]
    if len(set(values)) < len(values):
        raise invalid("The values of options must be unique.", param=f"{place}[options]")
    default = given.get("default_value")
    if default is not None and default not in values:
        message = "The default value must be the value of an option."
        raise invalid(message, param=f"{place}[default_value]")
    return {"default_value": default, "options": options, "value": None}


def _entry(given: Body, kind: str, place: str) -> Body:
    least, most = given.get("minimum_length"), given.get("maximum_length")
    default = given.get("default_value")
    if not 1 <= (least or 1) <= (most or LONGEST_ANSWER) <= LONGEST_ANSWER:
        message = f"Lengths must be in order and between 1 and {LONGEST_ANSWER}."
        raise invalid(message, param=f"{place}[{kind}]")
    made = {
        "default_value": default, "maximum_length": most, "minimum_length": least, "value": None,
    }  # fmt: skip
    if default is not None and not _fits(made, kind, default):
        message = "The default value does not fit its field."
        raise invalid(message, param=f"{place}[{kind}][default_value]")
    return made


def _fits(asked: Body, kind: str, answer: str) -> bool:
    if kind == "dropdown":
        return answer in {option["value"] for option in asked["options"]}
    if kind == "numeric" and not (answer.isascii() and answer.isdigit()):
        return False
    least, most = asked["minimum_length"] or 0, asked["maximum_length"] or LONGEST_ANSWER
    return bool(least <= len(answer) <= most)


def answered(fields: list[Body], answers: Body) -> list[Body]:
    """The fields with what was typed into them, now or before; what doesn't fit is left out."""
    return [_answered(one, answers.get(one["key"])) for one in fields]


def _answered(one: Body, answer: object) -> Body:
    asked = one[one["type"]]
    text = answer if isinstance(answer, str) else asked["value"] or asked["default_value"]
    value = text if text and _fits(asked, one["type"], text) else None
    return {**one, one["type"]: {**asked, "value": value}}


@dataclass(frozen=True)
class Payer:
    """What the page gave about who pays. `save_ticked`: the box "show this card next time".

    `address` is the billing address; `shipping` has name and address; `tax_id` type and value.
    """

    email: str | None
    name: str | None
    phone: str | None
    save_ticked: bool
    address: Body | None = None
    shipping: Body | None = None
    individual_name: str | None = None
    business_name: str | None = None
    terms_accepted: bool = False
    tax_id: Body | None = None
    fields: Body = field(default_factory=dict)


def missing(session: Body, payer: Payer) -> str | None:
    """The key (in the page's words) of the first thing that is asked for and not given."""
    checks = (
        ("emailRequired", payer.email is None),
        ("phoneRequired", session["phone_number_collection"]["enabled"] and not payer.phone),
        ("individualNameRequired", _name_missing(session, "individual", payer.individual_name)),
        ("businessNameRequired", _name_missing(session, "business", payer.business_name)),
        ("shippingAddressRequired", _shipping_missing(session, payer)),
        ("shippingCountry", not _goes_there(session, payer)),
        (
            "billingAddressRequired",
            session["billing_address_collection"] == "required" and not complete(payer.address),
        ),
        ("fieldRequired", _field_missing(session, payer)),
        ("termsRequired", _terms(session) == "required" and not payer.terms_accepted),
    )
    return next((key for key, wanting in checks if wanting), None)


def _name_missing(session: Body, kind: str, given: str | None) -> bool:
    asked = (session["name_collection"] or {}).get(kind) or {"enabled": False, "optional": False}
    return bool(asked["enabled"] and not asked["optional"] and not given)


def _shipping_missing(session: Body, payer: Payer) -> bool:
    if session["shipping_address_collection"] is None:
        return False
    shipping = payer.shipping or {}
    return not (shipping.get("name") and complete(shipping.get("address")))


def _goes_there(session: Body, payer: Payer) -> bool:
    if session["shipping_address_collection"] is None:
        return True
    return may_go_to(session, ((payer.shipping or {}).get("address") or {}).get("country") or "")


def _field_missing(session: Body, payer: Payer) -> bool:
    fields = answered(session["custom_fields"], payer.fields)
    return any(not one["optional"] and one[one["type"]]["value"] is None for one in fields)


def _terms(session: Body) -> str:
    return str((session["consent_collection"] or {}).get("terms_of_service") or "none")


def complete(address: object) -> bool:
    """Country and first line: what every address anywhere has."""
    return isinstance(address, dict) and all(address.get(name) for name in ("country", "line1"))


def full_address(given: Body | None) -> Body | None:
    """Every part of an address, null where nothing was given."""
    return None if given is None else {name: given.get(name) or None for name in _ADDRESS}
