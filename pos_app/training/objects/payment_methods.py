"""PaymentMethods: cards, how they are attached to a customer and shown again."""

import calendar
from datetime import UTC, datetime
from typing import Any

from pos_app.training.bank import cards
from pos_app.training.bank.cards import Behaviour, Decline, TestCard
from pos_app.training.objects import owners, thin_events
from pos_app.training.objects.owners import Owner
from pos_app.training.records import lists
from pos_app.training.records.call import Call, Endpoint, names
from pos_app.training.records.kinds import CUSTOMER, PAYMENT_METHOD
from pos_app.training.records.work import Work, copy_of, private, public, with_private
from pos_app.training.wire.errors import (
    DOCUMENTATION,
    Body,
    StripeError,
    invalid,
    missing_param,
    no_such,
)
from pos_app.training.wire.metadata import merged

_ADDRESS = ("city", "country", "line1", "line2", "postal_code", "state")
_TOKEN_EXPIRY_YEARS = 3
_TYPED = frozenset({"number", "cvc", "exp_month", "exp_year"})
"""What a customer types."""


def make(
    work: Work,
    card: TestCard,
    *,
    exp_month: int | None = None,
    exp_year: int | None = None,
    billing: Body | None = None,
    allow_redisplay: str = "unspecified",
) -> Body:
    """A card nobody has yet. Nothing of its number stays but last 4 and a keyed fingerprint."""
    today = datetime.fromtimestamp(work.now, UTC)
    body = described(
        PAYMENT_METHOD.new_id(), card, cards.fingerprint(card.number, work.card_key), work.now,
        exp_month or today.month, exp_year or today.year + _TOKEN_EXPIRY_YEARS,
    )  # fmt: skip
    body["allow_redisplay"] = allow_redisplay
    body["billing_details"] = _billing(body["billing_details"], billing or {})
    return work.add(body)


def described(
    identifier: str, card: TestCard, fingerprint: str, created: int, month: int, year: int
) -> Body:
    """The object of a test card; `created` in UTC seconds."""
    networks = [name for name in (card.co_brand, card.brand) if name]
    body: Body = {
        "id": identifier,
        "object": "payment_method",
        "allow_redisplay": "unspecified",
        "billing_details": {
            "address": dict.fromkeys(_ADDRESS),
            "email": None,
            "name": None,
            "phone": None,
            "tax_id": None,
        },
        "card": {
            "brand": card.brand,
            "checks": {
                "address_line1_check": None,
                "address_postal_code_check": None,
                "cvc_check": None,
            },
            "country": card.country,
            "display_brand": (card.co_brand or card.brand).replace("amex", "american_express"),
            "exp_month": month,
            "exp_year": year,
            "fingerprint": fingerprint,
            "funding": card.funding,
            "generated_from": None,
            "last4": card.last4,
            "networks": {"available": networks, "preferred": None},
            "regulated_status": "unregulated",
            "three_d_secure_usage": {"supported": True},
            "wallet": None,
        },
        "created": created,
        "customer": None,
        "customer_account": None,
        "livemode": False,
        "metadata": {},
        "type": "card",
    }
    return with_private(body, behaviour=str(card.behaviour))


def behaviour(method: Body) -> Behaviour:
    return Behaviour(private(method)["behaviour"])


def is_set_up(method: Body) -> bool:
    """Authenticated once for charges while the customer is absent."""
    return bool(private(method).get("set_up"))


def expired(method: Body, now: int) -> bool:
    """A card is good to the end of its month, anywhere on earth."""
    month, year = method["card"]["exp_month"], method["card"]["exp_year"]
    last_day = calendar.monthrange(year, month)[1]
    end = int(datetime(year, month, last_day, tzinfo=UTC).timestamp()) + 36 * 3600
    return now >= end


def resolve(work: Work, given: str, *, param: str = "payment_method") -> Body:
    """The PaymentMethod of an id, or a new one of a `pm_card_…` test token.

    Raises StripeError resource_missing (400).
    """
    card = cards.by_token(given) if given.startswith("pm_card_") else None
    if card is not None:
        return make(work, card)
    found = work.find(PAYMENT_METHOD, given)
    if found is None:
        raise no_such("PaymentMethod", given, param=param, status=400)
    return found


def attach_to(work: Work, given: str, owner: Owner) -> Body:
    """Attach a card or a test token. Raises StripeError: declined (402), or not attachable."""
    method = resolve(work, given)
    if owners.of(method) == owner:
        return method
    check_free(method)
    refusal = cards.refused_on_attach(behaviour(method))
    if refusal is not None:
        raise card_error(refusal)
    return keep(work, method, owner)


def check_free(method: Body) -> None:
    """Raises StripeError (400) for a card somebody has, or that was used up."""
    if owners.of(method) is not None:
        message = "The payment method you provided has already been attached to a customer."
        raise invalid(message, code="payment_method_unexpected_state")
    if private(method).get("used_up"):
        message = (
            "This PaymentMethod was previously used without being attached to a Customer or was"
            " detached from a Customer, and may not be used again."
        )
        raise invalid(message, code="payment_method_unexpected_state")


def keep(
    work: Work,
    method: Body,
    owner: Owner,
    *,
    allow_redisplay: str | None = None,
    set_up: bool = False,
) -> Body:
    """Attach a free card without asking the bank again: it has just approved a charge."""
    after = {**method, **owner.fields()}
    after["card"] = {**method["card"], "checks": {**method["card"]["checks"], "cvc_check": "pass"}}
    if allow_redisplay is not None:
        after["allow_redisplay"] = allow_redisplay
    if set_up:
        after = with_private(after, set_up=True)
    work.save(method, after)
    work.emit("payment_method.attached", after)
    return after


def set_up(work: Work, method: Body) -> Body:
    """Authenticated for charges while its customer is absent."""
    return work.save(method, with_private(method, set_up=True))


def use_up(work: Work, method: Body) -> Body:
    """Charged without being attached: good for nothing more."""
    return work.save(method, with_private(method, used_up=True))


def detach_from(work: Work, method: Body) -> Body:
    after = with_private({**method, **owners.NOBODY}, used_up=True)
    owner = owners.of(method)
    if owner is not None:
        _forget_default(work, owner, method["id"])
    return work.save(method, after, "payment_method.detached")


def _forget_default(work: Work, owner: Owner, method: str) -> None:
    """A card that is gone is nobody's default."""
    before = owners.record(work, owner)
    after = copy_of(before)
    if owner.field == "customer":
        settings = after["invoice_settings"]
    else:
        settings = after["configuration"]["customer"]["billing"]
    if settings["default_payment_method"] != method:
        return
    settings["default_payment_method"] = None
    if owner.field == "customer":
        work.save(before, after, "customer.updated")
    else:
        work.save(before, after)
        thin_events.emit(work, "v2.core.account[configuration.customer].updated", after)


def card_error(refusal: Decline, *, status: int = 402, **details: Any) -> StripeError:
    """A bank's no, in Stripe's words; what was written on the way stays."""
    said: Body = {"decline_code": refusal.decline_code} if refusal.decline_code else {}
    return StripeError(
        status, "card_error", refusal.message, refusal.code,
        details={**said, **advice(refusal), **details}, keeps_changes=True, stored=True,
    )  # fmt: skip


def advice(refusal: Decline) -> Body:
    """What the bank said besides its no, where it did."""
    said = {"advice_code": refusal.advice_code, "network_decline_code": refusal.network_code}
    return {name: code for name, code in said.items() if code is not None}


def last_error(method: Body, refusal: Decline) -> Body:
    """What an intent keeps of a card that was refused."""
    return {
        "code": refusal.code,
        "doc_url": DOCUMENTATION + refusal.code.replace("_", "-"),
        "message": refusal.message,
        "payment_method": public(method),
        "type": "card_error",
    }


def create(call: Call) -> Body:
    """Only from a test token: numbers belong to the page, never to the API."""
    params = call.params
    if params.get("type") != "card":
        raise (
            missing_param("type")
            if "type" not in params
            else invalid("The training stand-in knows card PaymentMethods only.", param="type")
        )
    given = params.get("card", {})
    token = given.get("token")
    if token is None or set(given) & _TYPED:
        message = "Card numbers can't be sent to the API. Use card[token], such as tok_visa."
        raise invalid(message, param="card")
    card = cards.by_token(token)
    if card is None:
        raise no_such("token", token, param="card[token]", status=400)
    body = make(
        call.work, card, billing=params.get("billing_details"),
        allow_redisplay=params.get("allow_redisplay", "unspecified"),
    )  # fmt: skip
    after = {**body, "metadata": merged({}, params.get("metadata"))}
    after["card"] = _new_card(body["card"], {"networks": given.get("networks", {})})
    return public(call.work.save(body, after))


def retrieve(call: Call) -> Body:
    return public(call.work.get(PAYMENT_METHOD, call.id))


def attach(call: Call) -> Body:
    owner = owners.given(call.work, call.params)
    if owner is None:
        raise missing_param("customer")
    if not call.id.startswith("pm_card_"):
        call.work.get(PAYMENT_METHOD, call.id)
    return public(attach_to(call.work, call.id, owner))


def detach(call: Call) -> Body:
    method = call.work.get(PAYMENT_METHOD, call.id)
    if owners.of(method) is None:
        message = (
            "The payment method you provided is not attached to a customer so detachment is"
            " impossible."
        )
        raise invalid(message, code="payment_method_unexpected_state")
    return public(detach_from(call.work, method))


def update(call: Call) -> Body:
    params = call.params
    before = call.work.get(PAYMENT_METHOD, call.id)
    if owners.of(before) is None:
        message = "You must save this PaymentMethod to a customer before you can update it."
        raise invalid(message)
    after = {**before, "metadata": merged(before["metadata"], params.get("metadata"))}
    if "allow_redisplay" in params:
        after["allow_redisplay"] = params["allow_redisplay"]
    if "billing_details" in params:
        after["billing_details"] = _billing(before["billing_details"], params["billing_details"])
    if "card" in params:
        after["card"] = _new_card(before["card"], params["card"])
    event = "payment_method.updated" if after != before else None
    return public(call.work.save(before, after, event))


def list_all(call: Call) -> Body:
    """Somebody's cards, or everybody's."""
    return _page(call, owners.given(call.work, call.params), PAYMENT_METHOD.url)


def list_of_customer(call: Call) -> Body:
    owner = _customer(call)
    return _page(call, owner, f"{CUSTOMER.url}/{owner.id}/payment_methods")


def retrieve_of_customer(call: Call) -> Body:
    owner = _customer(call)
    method = call.work.get(PAYMENT_METHOD, call.path["method"], param="payment_method")
    if owners.of(method) != owner:
        raise no_such("PaymentMethod", method["id"], param="payment_method", status=404)
    return public(method)


def _customer(call: Call) -> Owner:
    body = owners.customer(call.work, call.id, status=404)
    return Owner("customer", str(body["id"]))


def _page(call: Call, owner: Owner | None, url: str) -> Body:
    conditions, values = [], []
    for name in ("allow_redisplay", "type"):
        if name in call.params:
            conditions.append(f"json_extract(body, '$.{name}') = ?")
            values.append(call.params[name])
    return lists.page(
        call.work, PAYMENT_METHOD, call.params, {owner.field: owner.id} if owner else {},
        extra=" AND ".join(conditions) or None, values=tuple(values), url=url,
    )  # fmt: skip


def _billing(current: Body, given: Body) -> Body:
    after = dict(current)
    for name in ("email", "name", "phone", "tax_id"):
        if name in given:
            after[name] = given[name] or None
    if "address" in given:
        address = given["address"] if isinstance(given["address"], dict) else {}
        after["address"] = {name: address.get(name) or None for name in _ADDRESS}
    return after


def _new_card(card: Body, given: Body) -> Body:
    """Another expiry, or another of a co-branded card's networks. Raises StripeError."""
    after = _new_expiry(card, given)
    if "networks" in given and "preferred" in given["networks"]:
        wanted = given["networks"]["preferred"] or None
        available = card["networks"]["available"]
        if wanted is not None and wanted not in available:
            message = f"The card isn't of the network {wanted}; it is of {', '.join(available)}."
            raise invalid(message, param="card[networks][preferred]")
        after["networks"] = {**card["networks"], "preferred": wanted}
        after["display_brand"] = wanted or available[0]
    return after


def _new_expiry(card: Body, given: Body) -> Body:
    expiry = {**card, **given}
    month, year = expiry["exp_month"], expiry["exp_year"]
    if not 1 <= month <= 12:
        message = "Your card's expiration month is invalid."
        raise _wrong_card(message, "invalid_expiry_month", "card[exp_month]")
    if not 2000 <= year <= 2099:
        message = "Your card's expiration year is invalid."
        raise _wrong_card(message, "invalid_expiry_year", "card[exp_year]")
    return {**card, "exp_month": month, "exp_year": year}


def _wrong_card(message: str, code: str, param: str) -> StripeError:
    return StripeError(402, "card_error", message, code, param)


_ITEM = "/v1/payment_methods/{id}"
_OF_CUSTOMER = "/v1/customers/{id}/payment_methods"

ENDPOINTS = (
    Endpoint("POST", "/v1/payment_methods", create, "PaymentMethodCreateParams",
             names("type card billing_details allow_redisplay metadata")),
    Endpoint("GET", "/v1/payment_methods", list_all, "PaymentMethodListParams",
             names("allow_redisplay customer customer_account type limit starting_after"
                   " ending_before")),
    Endpoint("GET", _ITEM, retrieve, "PaymentMethodRetrieveParams"),
    Endpoint("POST", _ITEM, update, "PaymentMethodUpdateParams",
             names("allow_redisplay billing_details card metadata")),
    Endpoint("POST", _ITEM + "/attach", attach, "PaymentMethodAttachParams",
             names("customer customer_account")),
    Endpoint("POST", _ITEM + "/detach", detach, "PaymentMethodDetachParams"),
    Endpoint("GET", _OF_CUSTOMER, list_of_customer, "CustomerPaymentMethodListParams"),
    Endpoint("GET", _OF_CUSTOMER + "/{method}", retrieve_of_customer,
             "CustomerPaymentMethodRetrieveParams"),
)  # fmt: skip
