"""What redaction leaves of a customer and of all that belongs to them: ids, amounts, times, states.

Stripe shows "[redacted]" or a similar placeholder where personal data was, in metadata too
(docs.stripe.com/privacy/redaction, /privacy/redaction-integration). Which fields these are is not
documented; here it is every one that may hold something of a person.
"""

import json
from typing import Any

from pos_app.training.records.kinds import (
    CHARGE,
    CUSTOMER,
    EVENT,
    PAYMENT_INTENT,
    PAYMENT_METHOD,
    SESSION,
    SETUP_INTENT,
    Kind,
    kind_of_id,
)
from pos_app.training.records.work import PRIVATE, Work, private, with_private
from pos_app.training.wire.errors import Body

REDACTED = "[redacted]"
_TEXTS = frozenset(
    """
    name email phone description individual_name business_name city country line1 line2
    postal_code state receipt_email customer_email last4 fingerprint statement_descriptor_suffix
    """.split()
)
_HASHES = frozenset(
    """
    address shipping billing_details customer_details card payment_method_details metadata
    collected_information last_payment_error last_setup_error payment_method
    """.split()
)
_OWNED = (PAYMENT_INTENT, SETUP_INTENT, SESSION, CHARGE, PAYMENT_METHOD)

# only our own names of tables and columns ever take the place of {}
_OF = "SELECT id FROM {} WHERE customer = ?"
_CARDS = (
    "SELECT DISTINCT json_extract(body, '$.payment_method') AS id FROM {} WHERE customer = ?"
    " AND json_extract(body, '$.payment_method') IS NOT NULL"
)
_BACK = "SELECT id FROM refunds WHERE json_extract(body, '$.payment_intent') = ?"
_EVENTS = "SELECT body FROM events WHERE json_extract(body, '$.data.object.id') = ?"


def redact_all(work: Work, customer: str) -> None:
    """The customer, and what is theirs. Nothing is told of it by an event."""
    ids = {customer}
    for kind in _OWNED:
        ids |= {row["id"] for row in work.database.rows(_OF.format(kind.table), (customer,))}
    for kind in (PAYMENT_INTENT, SETUP_INTENT, CHARGE):
        ids |= {row["id"] for row in work.database.rows(_CARDS.format(kind.table), (customer,))}
    for intent in [one for one in ids if one.startswith("pi_")]:
        ids |= {row["id"] for row in work.database.rows(_BACK, (intent,))}
    for identifier in sorted(ids):
        kind = CUSTOMER if identifier == customer else _kind(identifier)
        _redact(work, kind, identifier)


def is_redacted(body: Body) -> bool:
    """Such an object is of no use any more."""
    return bool(private(body).get("redacted"))


def _kind(identifier: str) -> Kind:
    kind = SESSION if identifier.startswith("cs_") else kind_of_id(identifier)
    if kind is None:
        raise LookupError(f"of no kind: {identifier}")
    return kind


def _redact(work: Work, kind: Kind, identifier: str) -> None:
    before = work.load(kind, identifier)
    work.save(before, with_private(_without(before), redacted=True))
    for row in work.database.rows(_EVENTS, (identifier,)):
        event = json.loads(row["body"])
        left = {"object": _without(event["data"]["object"])}
        work.database.replace(EVENT, {**event, "data": left})


def _without(body: Body) -> Body:
    """The object, with every word of a person replaced."""
    after: dict[str, Any] = {}
    for name, value in body.items():
        if name == "metadata" and isinstance(value, dict):
            after[name] = dict.fromkeys(value, REDACTED)
        elif name in _TEXTS and isinstance(value, str) and value:
            after[name] = REDACTED
        elif name in _HASHES and isinstance(value, dict) and name != PRIVATE:
            after[name] = _without(value)
        else:
            after[name] = value
    return after
