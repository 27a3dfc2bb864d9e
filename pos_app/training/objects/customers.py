"""Customers: create, retrieve, update, delete, list."""

import re
from dataclasses import replace
from typing import Any

from pos_app.training.objects import owners, payment_methods
from pos_app.training.objects.owners import Owner
from pos_app.training.records import lists
from pos_app.training.records.call import Call, Endpoint, names
from pos_app.training.records.kinds import CUSTOMER, PAYMENT_METHOD, random_text
from pos_app.training.records.work import Work, public
from pos_app.training.wire.errors import Body, StripeError, invalid
from pos_app.training.wire.metadata import merged

_MOST_CUSTOM_FIELDS, _LONGEST_FIELD, _LONGEST_VALUE = 4, 40, 140
_PREFIX = re.compile(r"^[A-Z0-9]{3,12}$")
_EMAIL = re.compile(r"^[^@\s]+@[^@\s]+\.[^@\s.]+$")
_ADDRESS = ("city", "country", "line1", "line2", "postal_code", "state")
_TEXTS = ("name", "description", "phone", "individual_name", "business_name")
_LONGEST = {"name": 256, "phone": 20, "description": 5000, "email": 512}


def blank(identifier: str, created: int) -> Body:
    """A customer about whom nothing is known; `created` in UTC seconds."""
    return {
        "id": identifier,
        "object": "customer",
        "address": None,
        "balance": 0,
        "business_name": None,
        "created": created,
        "currency": None,
        "customer_account": None,
        "default_source": None,
        "delinquent": False,
        "description": None,
        "discount": None,
        "email": None,
        "individual_name": None,
        "invoice_prefix": random_text(8).upper(),
        "invoice_settings": {
            "custom_fields": None,
            "default_payment_method": None,
            "footer": None,
            "rendering_options": None,
        },
        "livemode": False,
        "metadata": {},
        "name": None,
        "next_invoice_sequence": 1,
        "phone": None,
        "preferred_locales": [],
        "shipping": None,
        "tax_exempt": "none",
        "test_clock": None,
    }


def create(call: Call) -> Body:
    work, params = call.work, call.params
    body = _with(work, blank(CUSTOMER.new_id(), work.now), params)
    work.add(body, "customer.created")
    if "payment_method" in params:
        _attach_first(work, params["payment_method"], Owner("customer", body["id"]))
    return public(body)


def _attach_first(work: Work, method: str, owner: Owner) -> None:
    """Raises StripeError: a customer whose card is declined is not made at all."""
    try:
        payment_methods.attach_to(work, method, owner)
    except StripeError as refusal:
        raise replace(refusal, keeps_changes=False) from refusal


def retrieve(call: Call) -> Body:
    return public(call.work.get(CUSTOMER, call.id))


def update(call: Call) -> Body:
    before = owners.customer(call.work, call.id, status=404, param="id")
    after = _with(call.work, before, call.params)
    return public(call.work.save(before, after, "customer.updated" if after != before else None))


def delete(call: Call) -> Body:
    work = call.work
    before = owners.customer(work, call.id, status=404, param="id")
    for row in work.database.rows(
        "SELECT id FROM payment_methods WHERE customer = ?", (before["id"],)
    ):
        payment_methods.detach_from(work, work.load(PAYMENT_METHOD, row["id"]))
    last = work.load(CUSTOMER, before["id"])  # without a default card, which went with the others
    gone = {"id": before["id"], "object": "customer", "deleted": True}
    work.save(last, gone)
    work.emit("customer.deleted", last)
    return gone


def list_all(call: Call) -> Body:
    params = call.params
    where = lists.narrowed(params, "email")
    return lists.page(
        call.work, CUSTOMER, params, where, extra="json_extract(body, '$.deleted') IS NULL"
    )


def check_email(email: str, *, param: str = "email") -> str:
    """Raises StripeError email_invalid (400)."""
    if not _EMAIL.match(email):
        raise invalid(f"Invalid email address: {email}", code="email_invalid", param=param)
    return email


def address_of(given: Body | str) -> Body | None:
    """Every field of an address, the missing ones null; "" unsets the whole."""
    if isinstance(given, str):
        return None
    return {name: given.get(name) or None for name in _ADDRESS}


def _with(work: Work, body: Body, params: Body) -> Body:
    after = dict(body)
    for name in _TEXTS:
        if name in params:
            after[name] = _text(name, params[name])
    if "email" in params:
        email = _text("email", params["email"])
        after["email"] = email and check_email(email)
    if "address" in params:
        after["address"] = address_of(params["address"])
    if "shipping" in params:
        after["shipping"] = _shipping(params["shipping"])
    for name in ("preferred_locales", "balance"):
        if name in params:
            after[name] = params[name]
    if "invoice_prefix" in params:
        after["invoice_prefix"] = _prefix(params["invoice_prefix"])
    if "next_invoice_sequence" in params:
        after["next_invoice_sequence"] = _sequence(params["next_invoice_sequence"])
    if "tax_exempt" in params:
        after["tax_exempt"] = params["tax_exempt"] or "none"
    if "invoice_settings" in params:
        after["invoice_settings"] = _invoice_settings(work, body, params["invoice_settings"])
    after["metadata"] = merged(body["metadata"], params.get("metadata"))
    return after


def _text(name: str, value: str) -> str | None:
    longest = _LONGEST.get(name, 500)
    if len(value) > longest:
        message = f"Invalid string: must be at most {longest} characters"
        raise invalid(message, code="parameter_invalid_string_max_length", param=name)
    return value or None


def _shipping(given: Body | str) -> Body | None:
    if isinstance(given, str):
        return None
    return {
        "address": address_of(given["address"]),
        "carrier": None,
        "name": given["name"],
        "phone": given.get("phone"),
        "tracking_number": None,
    }


def _invoice_settings(work: Work, body: Body, given: Body) -> Body:
    settings: dict[str, Any] = dict(body["invoice_settings"])
    if "custom_fields" in given:
        settings["custom_fields"] = _custom_fields(given["custom_fields"] or [])
    if "footer" in given:
        settings["footer"] = given["footer"] or None
    if "rendering_options" in given:
        settings["rendering_options"] = _rendering(given["rendering_options"])
    if "default_payment_method" in given:
        method = given["default_payment_method"] or None
        if method is not None:
            found = work.get(PAYMENT_METHOD, method, param="default_payment_method", status=400)
            if found["customer"] != body["id"]:
                message = (
                    "The customer does not have a payment method with the ID"
                    f" {method}. The payment method must be attached to the customer."
                )
                raise invalid(message, param="invoice_settings[default_payment_method]")
        settings["default_payment_method"] = method
    return settings


def _custom_fields(given: list[Body]) -> list[Body] | None:
    param = "invoice_settings[custom_fields]"
    if len(given) > _MOST_CUSTOM_FIELDS:
        raise invalid(f"Array must have at most {_MOST_CUSTOM_FIELDS} elements.", param=param)
    for index, one in enumerate(given):
        for name, longest in (("name", _LONGEST_FIELD), ("value", _LONGEST_VALUE)):
            if len(one[name]) > longest:
                message = f"Invalid string: must be at most {longest} characters"
                code = "parameter_invalid_string_max_length"
                raise invalid(message, code=code, param=f"{param}[{index}][{name}]")
    return given or None


def _rendering(given: Body | str) -> Body | None:
    if isinstance(given, str):
        return None
    return {name: given.get(name) or None for name in ("amount_tax_display", "template")}


def _prefix(given: str) -> str:
    if not _PREFIX.match(given):
        message = "The invoice prefix must be 3 to 12 uppercase letters or numbers."
        raise invalid(message, param="invoice_prefix")
    return given


def _sequence(given: int) -> int:
    if given < 1:
        code = "parameter_invalid_integer"
        message = "This value must be greater than or equal to 1."
        raise invalid(message, code=code, param="next_invoice_sequence")
    return given


def sources(_work: Work, body: Body) -> Body:
    """None: this stand-in keeps PaymentMethods only. Shown when a request expands it."""
    return lists.listing([], f"{CUSTOMER.url}/{body['id']}/sources")


def subscriptions(_work: Work, body: Body) -> Body:
    """None: a shop sells once. Shown when a request expands it."""
    return lists.listing([], f"{CUSTOMER.url}/{body['id']}/subscriptions")


def tax_ids(_work: Work, body: Body) -> Body:
    """None can be given here. Shown when a request expands it."""
    return lists.listing([], f"{CUSTOMER.url}/{body['id']}/tax_ids")


_WRITES = names(
    "address balance business_name description email individual_name invoice_prefix"
    " invoice_settings metadata name next_invoice_sequence phone preferred_locales shipping"
    " tax_exempt"
)

ENDPOINTS = (
    Endpoint("POST", "/v1/customers", create, "CustomerCreateParams",
             _WRITES | {"payment_method"}),
    Endpoint("GET", "/v1/customers", list_all, "CustomerListParams",
             names("created email ending_before limit starting_after")),
    Endpoint("GET", "/v1/customers/{id}", retrieve, "CustomerRetrieveParams"),
    Endpoint("POST", "/v1/customers/{id}", update, "CustomerUpdateParams", _WRITES),
    Endpoint("DELETE", "/v1/customers/{id}", delete, "CustomerDeleteParams"),
)  # fmt: skip
