"""The page's `update…` calls: what its customer types and chooses before confirming."""

import re
from collections.abc import Callable
from typing import Any

from pos_app.training.objects import session_completion, session_items, session_shipping
from pos_app.training.objects.session_totals import checked, priced
from pos_app.training.page import page_session
from pos_app.training.records.kinds import PRICE
from pos_app.training.records.work import Work, with_private
from pos_app.training.wire.errors import Body, StripeError

_EMAIL = re.compile(r"^[^@\s]+@[^@\s]+\.[^@\s.]+$")
_TEXTS = ("phoneNumber", "individualName", "businessName")
_ADDRESS = ("city", "country", "line1", "line2", "postal_code", "state")
_TAX_IDS = {
    "eu_vat": re.compile(r"[A-Z]{2}[A-Z0-9+*]{2,13}"),
    "gb_vat": re.compile(r"(GB)?(\d{9}|\d{12}|GD\d{3}|HA\d{3})"),
    "ch_vat": re.compile(r"CHE-?\d{3}\.?\d{3}\.?\d{3} ?(MWST|TVA|IVA)"),
    "us_ein": re.compile(r"\d{2}-\d{7}"),
}
"""The shapes Stripe documents for the shops that use this; others need only be there."""


class Refused(Exception):
    """`key` of the page's words, and Stripe.js's `code` if it has one for this."""

    def __init__(self, key: str, code: str | None = None) -> None:
        super().__init__(key)
        self.key = key
        self.code = code


Change = Callable[[Work, Body, Any], Body]


def updated(work: Work, session: Body, given: Body) -> Body:
    """The session after every change in `given`, kept. Raises Refused, and keeps nothing."""
    after = session
    for name, change in _CHANGES.items():
        if name in given:
            after = change(work, after, given[name])
    if after["amount_total"] != session["amount_total"] or after["currency"] != session["currency"]:
        try:
            checked(after)
        except StripeError as fault:
            raise Refused("amount") from fault
    return session_completion.repriced(work, session, after)


def touches(given: Body) -> Body:
    """Those of a confirmation's values that are updates too."""
    return {name: given[name] for name in _WITH_CONFIRM if given.get(name)}


def _page_with(session: Body, **values: Any) -> Body:
    return with_private(session, page={**page_session.page_of(session), **values})


def _email(_work: Work, session: Body, email: object) -> Body:
    if email and not (isinstance(email, str) and _EMAIL.match(email)):
        raise Refused("emailInvalid", "invalidEmail" if "@" in str(email) else "incompleteEmail")
    return _page_with(session, email=email or None)


def _text(name: str) -> Change:
    def change(_work: Work, session: Body, value: object) -> Body:
        if not isinstance(value, str | None):
            raise Refused("wrongValue")
        return _page_with(session, **{name: value or None})

    return change


def _contact(value: object) -> Body | None:
    """A name with an address, as Stripe.js declares them."""
    if value is None:
        return None
    if not isinstance(value, dict) or not isinstance(value.get("address"), dict):
        raise Refused("wrongValue")
    address = {name: value["address"][name] for name in _ADDRESS if name in value["address"]}
    return {**({"name": value["name"]} if "name" in value else {}), "address": address}


def _billing(_work: Work, session: Body, value: object) -> Body:
    return _page_with(session, billingAddress=_contact(value))


def _shipping(_work: Work, session: Body, value: object) -> Body:
    contact = _contact(value)
    country = str(contact["address"].get("country")) if contact else None
    if country is not None and not session_shipping.may_go_to(session, country):
        raise Refused("shippingCountry")
    return _page_with(session, shippingAddress=contact)


def _currency(_work: Work, session: Body, value: object) -> Body:
    if value == session["currency"]:
        return session
    if value not in page_session.currency_choices(session):
        raise Refused("currencyNotOffered")
    return priced({**session, "currency": value})


def _quantity(_work: Work, session: Body, value: object) -> Body:
    if not isinstance(value, dict) or type(value.get("quantity")) is not int:
        raise Refused("wrongValue")
    try:
        return session_items.with_quantity(session, str(value.get("lineItem")), value["quantity"])
    except StripeError as fault:
        raise Refused("quantity") from fault


def _shipping_option(_work: Work, session: Body, value: object) -> Body:
    try:
        return session_shipping.with_choice(session, str(value))
    except StripeError as fault:
        raise Refused("shippingOption") from fault


def _tax_id(_work: Work, session: Body, value: object) -> Body:
    if not (session["tax_id_collection"] or {}).get("enabled"):
        raise Refused("taxIdNotAsked")
    if value is None:
        return _page_with(session, taxIdInfo=None)
    tax_id = value.get("taxId") if isinstance(value, dict) else None
    if not isinstance(value, dict) or not isinstance(tax_id, dict):
        raise Refused("wrongValue")
    kind, number = str(tax_id.get("type")), str(tax_id.get("value") or "").strip().upper()
    shape = _TAX_IDS.get(kind)
    if not number or (shape is not None and not shape.fullmatch(number)):
        raise Refused("taxIdInvalid", "invalidTaxId")
    found = {
        "businessName": str(value.get("businessName") or ""),
        "taxId": {"type": kind, "value": number},
    }
    return _page_with(session, taxIdInfo=found)


def _add(work: Work, session: Body, value: object) -> Body:
    price = work.find(PRICE, str(value))
    try:
        if price is None:
            raise Refused("optionalItem")
        return session_items.added(session, str(value), price)
    except StripeError as fault:
        raise Refused("optionalItem") from fault


def _remove(_work: Work, session: Body, value: object) -> Body:
    try:
        return session_items.removed(session, str(value))
    except StripeError as fault:
        raise Refused("optionalItem") from fault


_CHANGES: dict[str, Change] = {
    "email": _email,
    **{name: _text(name) for name in _TEXTS},
    "billingAddress": _billing,
    "shippingAddress": _shipping,
    "currency": _currency,
    "lineItemQuantity": _quantity,
    "addOptionalItem": _add,
    "removeOptionalItem": _remove,
    "shippingOption": _shipping_option,
    "taxIdInfo": _tax_id,
}
_WITH_CONFIRM = ("email", *_TEXTS, "billingAddress", "shippingAddress")
