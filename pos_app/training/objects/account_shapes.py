"""What an Account of the v2 API is made of, and how a request changes it.

From the SDK's `stripe/v2/core/_account.py` and its parameter docstrings. Only the customer
configuration is there: this shop sells to people, it pays none out. A field that is null in a
request is unset. Times are kept in UTC seconds.
"""

from datetime import date
from typing import Any

from pos_app.training.records.kinds import ACCOUNT, random_text
from pos_app.training.wire.currencies import check_currency
from pos_app.training.wire.errors import Body, invalid, unsupported
from pos_app.training.wire.metadata import merged

_ADDRESS = ("city", "country", "line1", "line2", "postal_code", "state")
_LEGAL_ADDRESS = (*_ADDRESS, "town")
_BUSINESS = (
    "additional_addresses", "address", "annual_revenue", "documents", "estimated_worker_count",
    "id_numbers", "monthly_estimated_revenue", "phone", "registered_name", "registration_date",
    "script_addresses", "script_names", "structure",
)  # fmt: skip
_PERSON = (
    "additional_addresses", "additional_names", "additional_terms_of_service", "address",
    "date_of_birth", "documents", "email", "given_name", "id_numbers", "legal_gender",
    "nationalities", "phone", "political_exposure", "relationship", "script_addresses",
    "script_names", "surname",
)  # fmt: skip
_NOT_KEPT = ("attestations", "documents", "relationship", "script_addresses", "script_names")
"""What only an account that is paid out has to show."""
_MOST_CUSTOM_FIELDS = 4


def blank(created: int) -> Body:
    """An account about whom nothing is known; `created` in UTC seconds."""
    return {
        "id": ACCOUNT.new_id(),
        "object": "v2.core.account",
        "applied_configurations": [],
        "closed": False,
        "configuration": {"customer": None, "merchant": None, "recipient": None},
        "contact_email": None,
        "contact_phone": None,
        "created": created,
        "dashboard": None,
        "defaults": {
            "currency": None,
            "locales": None,
            "payout_methods": None,
            "profile": dict.fromkeys(("business_url", "doing_business_as", "product_description")),
            "responsibilities": {
                "fees_collector": None,
                "losses_collector": None,
                "requirements_collector": "application",
            },
        },
        "display_name": None,
        "future_requirements": {
            "alternatives": [], "entries": [], "minimum_transition_date": None, "summary": None,
        },
        "identity": dict.fromkeys(
            ("attestations", "business_details", "country", "entity_type", "individual")
        ),
        "livemode": False,
        "metadata": {},
        "requirements": {"alternatives": [], "entries": [], "summary": None},
    }  # fmt: skip


def patched(current: Any, given: Any) -> Any:
    """Objects are changed name by name, anything else is replaced."""
    if not isinstance(given, dict):
        return given
    after = dict(current) if isinstance(current, dict) else {}
    return after | {name: patched(after.get(name), value) for name, value in given.items()}


# --- the customer configuration


def customer(current: Body | None, given: Body) -> Body:
    """The configuration after a request. Raises StripeError (400)."""
    place = "configuration[customer]"
    if given.get("test_clock"):
        raise unsupported(f"{place}[test_clock]")
    before = current or _blank_customer()
    after: Body = dict(before)
    if given.get("applied") is not None:
        after["applied"] = given["applied"]
    elif current is None:
        after["applied"] = True
    tax = dict(given.get("automatic_indirect_tax") or {})
    if tax.pop("validate_location", None) == "immediately":
        raise unsupported(f"{place}[automatic_indirect_tax][validate_location]")
    after["automatic_indirect_tax"] = patched(before["automatic_indirect_tax"], tax)
    if "billing" in given:
        after["billing"] = _billing(before["billing"], given["billing"] or {}, place)
    if "capabilities" in given:
        after["capabilities"] = _capabilities(given["capabilities"] or {})
    if "shipping" in given:
        after["shipping"] = _shipping(before["shipping"], given["shipping"])
    return after


def _blank_customer() -> Body:
    return {
        "applied": True,
        "automatic_indirect_tax": {
            "exempt": "none", "ip_address": None, "location": None, "location_source": None,
        },
        "billing": {
            "default_payment_method": None,
            "invoice": {
                "custom_fields": [],
                "footer": None,
                "next_sequence": 1,
                "prefix": random_text(8).upper(),
                "rendering": {"amount_tax_display": None, "template": None},
            },
        },
        "capabilities": {"automatic_indirect_tax": None},
        "shipping": None,
        "test_clock": None,
    }  # fmt: skip


def _billing(before: Body, given: Body, place: str) -> Body:
    after: Body = patched(before, given)
    after["invoice"] = after["invoice"] or _blank_customer()["billing"]["invoice"]
    fields = after["invoice"]["custom_fields"] or []
    if len(fields) > _MOST_CUSTOM_FIELDS:
        message = f"Up to {_MOST_CUSTOM_FIELDS} custom fields can be given."
        raise invalid(message, param=f"{place}[billing][invoice][custom_fields]")
    after["invoice"]["custom_fields"] = [one for one in fields if one["value"]]
    return after


def _capabilities(given: Body) -> Body:
    """The status is settled with the location, once all of the request is known."""
    asked = given.get("automatic_indirect_tax") or {}
    wanted = asked.get("requested", False)
    return {"automatic_indirect_tax": {"status": "pending"} if wanted else None}


def _shipping(before: Body | None, given: Body | None) -> Body | None:
    if given is None:
        return None
    after: Body = patched(before or dict.fromkeys(("address", "name", "phone")), given)
    after["address"] = _address(after["address"], _ADDRESS)
    return after


def _address(given: Body | None, names: tuple[str, ...]) -> Body | None:
    return None if given is None else {**dict.fromkeys(names), **given}


def located(account: Body) -> Body:
    """The account with its tax location, which its addresses tell when tax is asked for."""
    config = account["configuration"]["customer"]
    if config is None:
        return account
    tax = {**config["automatic_indirect_tax"], "location": None, "location_source": None}
    capability = config["capabilities"]["automatic_indirect_tax"]
    if capability is not None:
        source, country, state = _tax_location(account, config)
        if country is None:
            details = [{"code": "requirements_past_due", "resolution": "provide_info"}]
            capability = {"status": "restricted", "status_details": details}
        else:
            tax |= {"location": {"country": country, "state": state}, "location_source": source}
            capability = {"status": "active", "status_details": []}
    config = {
        **config,
        "automatic_indirect_tax": tax,
        "capabilities": {"automatic_indirect_tax": capability},
    }
    return {**account, "configuration": {**account["configuration"], "customer": config}}


def _tax_location(account: Body, config: Body) -> tuple[str | None, str | None, str | None]:
    identity = account["identity"]
    legal = (identity["business_details"] or identity["individual"] or {}).get("address")
    places = (
        ("shipping_address", (config["shipping"] or {}).get("address")),
        ("identity_address", legal),
        ("identity_address", {"country": identity["country"]}),
    )
    for source, address in places:
        if address and address.get("country"):
            return source, address["country"], address.get("state")
    return None, None, None


# --- identity and defaults


def identity(account: Body, given: Body, now: int) -> Body:
    """The identity after a request; `now` in UTC seconds. Raises StripeError (400)."""
    if given.get("attestations"):
        raise unsupported("identity[attestations]")
    after = dict(account["identity"])
    if "country" in given:
        after["country"] = _country(given["country"])
    if "entity_type" in given:
        after["entity_type"] = given["entity_type"]
    if "business_details" in given:
        details = given["business_details"]
        after["business_details"] = details and _legal(
            after["business_details"] or dict.fromkeys(_BUSINESS), details, "business_details"
        )
    if "individual" in given:
        after["individual"] = given["individual"] and _person(account, given["individual"], now)
    return after


def _country(given: str | None) -> str | None:
    if given is None:
        return None
    if len(given) != 2 or not given.isascii() or not given.isalpha():
        message = "The country must be a two-letter ISO 3166-1 code."
        raise invalid(message, param="identity[country]")
    return given.upper()


def _person(account: Body, given: Body, now: int) -> Body:
    if given.get("email"):
        message = (
            "The individual's email can only be set on a merchant or recipient. Use contact_email."
        )
        raise invalid(message, param="identity[individual][email]")
    before = account["identity"]["individual"] or {
        **dict.fromkeys(_PERSON),
        "id": f"person_{random_text(24)}",
        "object": "v2.core.account_person",
        "account": account["id"],
        "created": now,
        "metadata": {},
    }
    after = _legal(before, {k: v for k, v in given.items() if k != "metadata"}, "individual")
    birth = after["date_of_birth"]
    if birth is not None:
        _check_date(birth, "identity[individual][date_of_birth]")
    if "metadata" in given:
        prefix = "identity[individual][metadata]"
        after["metadata"] = merged(before["metadata"], given["metadata"] or "", prefix=prefix)
    return {**after, "updated": now}


def _legal(before: Body, given: Body, part: str) -> Body:
    for name in _NOT_KEPT:
        if given.get(name):
            raise unsupported(f"identity[{part}][{name}]")
    after: Body = patched(before, given)
    after["address"] = _address(after["address"], _LEGAL_ADDRESS)
    if given.get("id_numbers"):
        # the numbers themselves are never shown again, so never kept
        kept = ("type",) if part == "individual" else ("registrar", "type")
        numbers = given["id_numbers"]
        after["id_numbers"] = [{name: one.get(name) for name in kept} for one in numbers]
    if given.get("additional_addresses"):
        names = (*_LEGAL_ADDRESS, "purpose")
        after["additional_addresses"] = [
            _address(one, names) for one in given["additional_addresses"]
        ]
    if given.get("registration_date"):
        _check_date(given["registration_date"], f"identity[{part}][registration_date]")
    return after


def _check_date(given: Body, param: str) -> None:
    try:
        date(given["year"], given["month"], given["day"])
    except ValueError as fault:
        raise invalid(f"Invalid date: {fault}", param=param) from fault


def defaults(before: Body, given: Body) -> Body:
    """The defaults after a request. Raises StripeError (400)."""
    if given.get("payout_methods"):
        raise unsupported("defaults[payout_methods]")
    after: Body = patched(before, {k: v for k, v in given.items() if v is not None})
    for name in ("currency", "locales"):
        if name in given:
            after[name] = given[name]
    if after["currency"] is not None:
        after["currency"] = check_currency(after["currency"], param="defaults[currency]")
    return after
