"""Stripe's JSON as the till's dataclasses; what isn't shaped as documented is RemoteUnknown.

A reply of the wrong shape proves nothing about money, so it is never read generously.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from pos_app.checkout.ports import SessionSnapshot, SetupSnapshot
from pos_app.consent.check_notes import noted_check
from pos_app.consent.metadata import named
from pos_app.customers.model import TAG_SEPARATOR, Customer, Redisplay, SavedCard
from pos_app.kernel.clock import from_timestamp, to_timestamp
from pos_app.kernel.ids import (
    AttemptId,
    CustomerId,
    ItemId,
    PaymentIntentId,
    PaymentMethodId,
    SaleId,
)
from pos_app.kernel.ids import SessionId as SessionIdentifier
from pos_app.kernel.money import Money
from pos_app.payments.details import KIND_OF_STATUS
from pos_app.payments.model import CardUsed, Decline, OutcomeKind, PastPayment
from pos_app.payments.noted import receipt_noted
from pos_app.payments.ports import IntentSnapshot
from pos_app.sales.metadata import notes_text
from pos_app.stripe_gateway.replies import Json, Malformed, about, nonsense, read_reply, rows

__all__ = ["Json", "Malformed", "about", "nonsense", "read_reply", "rows"]
"""Beside its own, what every reader of replies needs."""

_ID: Final = re.compile(r"[a-z]{2,8}_[A-Za-z0-9_]{1,240}")
_CURRENCY: Final = re.compile(r"[a-z]{3}")
_REDACTED: Final = "[redacted]"  # docs.stripe.com/privacy/redaction
_INTENT_STATUSES: Final = frozenset(
    "requires_payment_method requires_confirmation requires_action processing requires_capture "
    "canceled succeeded".split()
)
_SESSION_STATUSES: Final = frozenset({"open", "complete", "expired"})
_SESSION_PAID: Final = frozenset({"paid", "unpaid", "no_payment_required"})
AGREEMENTS_MARK: Final = "pos_agreements"
"""Of a customer's metadata: another value whenever a till noted something of their agreements on
a PaymentIntent, which no event tells of, while each change of a customer is one."""
_LANGUAGES: Final = frozenset({"fr", "en"})
_REDISPLAYS: Final = {known.value: known for known in Redisplay}


def customer(data: Json) -> Customer:
    """A customer that wasn't deleted. What Stripe has no field for is in their metadata: the
    shop's own number, tags, and whom they were merged into."""
    noted = metadata(data) if data.get("metadata") else {}
    address = data.get("address")
    first = "".join(map(spoken, locales(data)[:1]))
    tags, link = noted.get("tags"), noted.get("linked_to")
    settings = data.get("invoice_settings")
    known = isinstance(settings, Mapping)
    default = reference(settings or {}, "default_payment_method") if known else None
    return Customer(
        id=CustomerId(_id(data, "id")),
        name=text(data, "name"),
        email=text(data, "email"),
        phone=text(data, "phone"),
        language=first if first in _LANGUAGES else "",
        note=text(data, "description"),
        created_at=moment(data, "created"),
        number=noted.get("number", ""),
        postcode=text(address, "postal_code") if isinstance(address, Mapping) else "",
        tags=tuple(tag for tag in tags.split(TAG_SEPARATOR) if tag) if tags else (),
        linked_to=CustomerId(link) if link else None,
        default_card=PaymentMethodId(default) if default else None,
        agreements_mark=noted.get(AGREEMENTS_MARK, ""),
        sale_notes=notes_text(noted) if noted else "",
    )


def address_lines(data: Json) -> dict[str, str]:
    """The lines of a customer's address as Stripe has them; empty without one."""
    address = data.get("address")
    if not isinstance(address, Mapping):
        return {}
    return {str(name): line for name, line in address.items() if isinstance(line, str)}


def locales(data: Json) -> list[str]:
    """A customer's languages as Stripe has them, the preferred one first."""
    given = data.get("preferred_locales")
    return [str(one) for one in given] if isinstance(given, list) else []


def spoken(locale: str) -> str:
    """The language of a locale: `fr` of `fr-CA`."""
    return locale[:2].lower()


def saved_card(data: Json, owner: CustomerId) -> SavedCard | None:
    """A card kept for `owner`; None for a payment method of another kind."""
    if data.get("type") != "card":
        return None
    card = _part(data, "card")
    redisplay = data.get("allow_redisplay")
    return SavedCard(
        id=PaymentMethodId(_id(data, "id")),
        customer_id=owner,
        brand=text(card, "brand"),
        last4=text(card, "last4"),
        exp_month=whole(card, "exp_month"),
        exp_year=whole(card, "exp_year"),
        fingerprint=text(card, "fingerprint"),
        redisplay=_REDISPLAYS.get(str(redisplay), Redisplay.UNSPECIFIED),
        created_at=moment(data, "created"),
    )


def intent(data: Json) -> IntentSnapshot:
    """A PaymentIntent, with `payment_method` or `latest_charge` expanded or not."""
    if data.get("object") != "payment_intent":
        raise Malformed("object is not payment_intent")
    status = word(data, "status", _INTENT_STATUSES)
    total = money(data, "amount")
    received = whole(data, "amount_received")
    if received < 0 or received > total.amount_minor:
        raise Malformed("amount_received")
    owner, noted = owner_of(data), metadata(data)
    failure = data.get("last_payment_error")
    return IntentSnapshot(
        id=PaymentIntentId(_id(data, "id")),
        status=status,
        amount=total,
        amount_received=received,
        customer_id=CustomerId(owner) if owner else None,
        card=card_used(data),
        card_redisplay=_redisplay_if_kept(data.get("payment_method"), owner),
        last_error=decline(failure) if isinstance(failure, Mapping) else None,
        item_id=ItemId(noted["item"]) if "item" in noted else None,
        created=to_timestamp(moment(data, "created")),
        attempt_id=AttemptId(noted["attempt"]) if "attempt" in noted else None,
        held_until=_held_until(data.get("latest_charge")),
        sale_id=SaleId(noted["sale"]) if "sale" in noted else None,
        till_id=noted.get("till", ""),
        description=text(data, "description"),
        agreements=named(noted),
        disputed=_disputed(data.get("latest_charge")),
        card_created=_card_created(data.get("payment_method")),
        short_check=noted_check(noted),
        receipt=receipt_noted(noted),
        charged_at=_charged_at(data.get("latest_charge")),
        refusal_id=_refusal(failure, "charge", failure),
    )


def _charged_at(charge: object) -> int | None:
    if not isinstance(charge, Mapping) or charge.get("created") is None:
        return None
    return to_timestamp(moment(charge, "created"))


def _disputed(charge: object) -> bool:
    return isinstance(charge, Mapping) and charge.get("disputed") is True


def _refusal(failure: object, key: str, holder: object) -> str:
    """What tells one refusal from the next: `last_payment_error.charge` or a SetupIntent's
    `latest_attempt` (docs.stripe.com/api/payment_intents/object, …/setup_intents/object), else the
    card that was refused before anything was made of it."""
    if not isinstance(failure, Mapping) or not isinstance(holder, Mapping):
        return ""
    method = failure.get("payment_method")
    card = reference(failure, "payment_method") if method is not None else None
    made = reference(holder, key) if holder.get(key) is not None else None
    return made or card or text(failure, "code")


def decline(error: Json) -> Decline:
    """The codes of an `error` or `last_payment_error`."""
    return Decline(
        code=text(error, "code"),
        decline_code=text(error, "decline_code"),
        advice_code=text(error, "advice_code"),
    )


def card_used(data: Json) -> CardUsed | None:
    """The card of a PaymentIntent: what was charged, else attached, else last declined."""
    method = data.get("payment_method")
    charge = data.get("latest_charge")
    failure = data.get("last_payment_error")
    if isinstance(charge, Mapping):
        details = charge.get("payment_method_details")
        shown = details.get("card") if isinstance(details, Mapping) else None
        if isinstance(shown, Mapping):
            return _card_used(reference(charge, "payment_method"), shown)
    if not isinstance(method, Mapping) and isinstance(failure, Mapping):
        method = failure.get("payment_method")
    if isinstance(method, Mapping) and isinstance(method.get("card"), Mapping):
        return _card_used(_id(method, "id"), method["card"])
    return None


def _held_until(charge: object) -> int | None:
    """When the bank lets a held amount go: `capture_before`, UTC seconds."""
    details = charge.get("payment_method_details") if isinstance(charge, Mapping) else None
    card = details.get("card") if isinstance(details, Mapping) else None
    if not isinstance(card, Mapping) or card.get("capture_before") is None:
        return None
    return to_timestamp(moment(card, "capture_before"))


def _card_used(method: str | None, card: Json) -> CardUsed:
    known = PaymentMethodId(method) if method else None
    return CardUsed(known, text(card, "brand"), text(card, "last4"))


def _card_created(method: object) -> int:
    return to_timestamp(moment(method, "created")) if isinstance(method, Mapping) else 0


def _redisplay_if_kept(method: object, owner: str | None) -> str:
    """`allow_redisplay` of a card that stays attached to the paying customer, else empty."""
    if not isinstance(method, Mapping) or owner is None:
        return ""
    if owner_of(method) != owner:
        return ""
    return text(method, "allow_redisplay")


def session(data: Json) -> SessionSnapshot:
    """A Checkout Session; its intent only when `payment_intent` was expanded."""
    if data.get("object") != "checkout.session":
        raise Malformed("object is not checkout.session")
    status: Any = word(data, "status", _SESSION_STATUSES)
    paid: Any = word(data, "payment_status", _SESSION_PAID)
    owner = owner_of(data)
    expanded = data.get("payment_intent")
    details = data.get("customer_details")
    typed = text(details, "email") if isinstance(details, Mapping) else ""
    paying = reference(data, "payment_intent")
    saves, setting_up = data.get("mode") == "setup", data.get("setup_intent")
    noted = session_metadata(data)
    return SessionSnapshot(
        id=SessionIdentifier(_id(data, "id")),
        status=status,
        payment_status=paid,
        client_secret=text(data, "client_secret") or None,
        customer_id=CustomerId(owner) if owner else None,
        customer_email=typed or text(data, "customer_email"),
        payment_intent_id=PaymentIntentId(paying) if paying else None,
        intent=intent(expanded) if isinstance(expanded, Mapping) else None,
        amount=None if saves else Money(whole(data, "amount_total"), _currency(data)),
        item_id=ItemId(noted["item"]) if "item" in noted else None,
        attempt_id=AttemptId(noted["attempt"]) if "attempt" in noted else None,
        url=text(data, "url") or None,
        only_saves=saves,
        created=to_timestamp(moment(data, "created")),
        setup=_setup(setting_up) if isinstance(setting_up, Mapping) else None,
    )


def _setup(data: Json) -> SetupSnapshot:
    """A SetupIntent, its `payment_method` expanded or not."""
    if data.get("object") != "setup_intent":
        raise Malformed("object is not setup_intent")
    method, failure = data.get("payment_method"), data.get("last_setup_error")
    used = None
    if isinstance(method, Mapping) and isinstance(method.get("card"), Mapping):
        used = _card_used(_id(method, "id"), method["card"])
    return SetupSnapshot(
        status=text(data, "status"),
        card=used,
        last_error=decline(failure) if isinstance(failure, Mapping) else None,
        refusal_id=_refusal(failure, "latest_attempt", data),
    )


def session_metadata(data: Json) -> Mapping[str, str]:
    """What tills noted on a session; nullable there, unlike on a PaymentIntent."""
    return metadata(data) if data.get("metadata") is not None else {}


def past_payment(data: Json) -> PastPayment | None:
    """A payment as listed; None for one that nobody tried to pay yet."""
    seen = intent(data)
    kind = KIND_OF_STATUS.get(seen.status)
    if kind is None:
        if seen.last_error is None:
            return None
        kind = OutcomeKind.DECLINED
    taken = kind is OutcomeKind.SUCCEEDED
    amount = Money(seen.amount_received, seen.amount.currency) if taken else seen.amount
    return PastPayment(
        payment_intent_id=seen.id,
        amount=amount,
        refunded_minor=_given_back(data, seen) if taken else 0,
        at=from_timestamp(seen.created),
        kind=kind,
        description=text(data, "description"),
        card=seen.card,
        held_until=from_timestamp(seen.held_until) if seen.held_until else None,
        disputed=seen.disputed,
        charge_seen=not isinstance(data.get("latest_charge"), str),
    )


def _given_back(data: Json, seen: IntentSnapshot) -> int:
    """Minor units. A charge counts what was held and not taken as refunded; nobody gave that."""
    charge = data.get("latest_charge")
    refunded = whole(charge, "amount_refunded") if isinstance(charge, Mapping) else 0
    return max(0, refunded - (seen.amount.amount_minor - seen.amount_received))


def identifier(value: object) -> str:
    """A Stripe id as text; raises Malformed."""
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise Malformed("id")
    return value


def _id(data: Json, name: str) -> str:
    return identifier(data.get(name))


def owner_of(data: Json) -> str | None:
    """Whose something is: of the two fields (`owners.py`) one at most is filled."""
    return reference(data, "customer") or reference(data, "customer_account")


def reference(data: Json, name: str) -> str | None:
    """An id, expanded or not; None when there is none."""
    value = data.get(name)
    if value is None:
        return None
    return _id(value, "id") if isinstance(value, Mapping) else _id(data, name)


def _part(data: Json, name: str) -> Json:
    value = data.get(name)
    if not isinstance(value, Mapping):
        raise Malformed(name)
    return value


def text(data: Json, name: str) -> str:
    """Empty when it is null or missing."""
    value = data.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Malformed(name)
    return value


def whole(data: Json, name: str) -> int:
    """Raises Malformed for anything but an integer."""
    value = data.get(name)
    if type(value) is not int:
        raise Malformed(name)
    return value


def moment(data: Json, name: str) -> datetime:
    """Whole UTC seconds since 1970; raises Malformed also for what no calendar has."""
    try:
        return from_timestamp(whole(data, name))
    except (OverflowError, ValueError, OSError) as error:
        raise Malformed(name) from error


def word(data: Json, name: str, known: frozenset[str]) -> str:
    """One of the known words; raises Malformed for anything else, of whatever kind."""
    value = data.get(name)
    if not isinstance(value, str) or value not in known:
        raise Malformed(name)
    return value


def _currency(data: Json) -> str:
    value = data.get("currency")
    if not isinstance(value, str) or not _CURRENCY.fullmatch(value):
        raise Malformed("currency")
    return value


def money(data: Json, name: str) -> Money:
    """The amount under `name` in the object's currency; never negative."""
    value = whole(data, name)
    if value < 0:
        raise Malformed(name)
    return Money(value, _currency(data))


def metadata(data: Json) -> Mapping[str, str]:
    """What tills noted and wasn't redacted, which all would be of one item; raises Malformed."""
    value = data.get("metadata")
    if not isinstance(value, Mapping):
        raise Malformed("metadata")
    told = {str(key): noted for key, noted in value.items() if isinstance(noted, str)}
    return {key: noted for key, noted in told.items() if noted != _REDACTED}
