"""Accounts v2 with a customer configuration: create, retrieve, update, list, close.

Most of an account is null in an answer unless the request's `include` asks for it. Whether Stripe
also keeps a v1 Customer for such an account is unverified; here there is none.
"""

from typing import Any

from pos_app.training.objects import account_shapes, customers, owners, thin_events, v2_lists
from pos_app.training.objects.owners import Owner
from pos_app.training.records.call import Call, Endpoint, names
from pos_app.training.records.kinds import ACCOUNT, PAYMENT_METHOD
from pos_app.training.records.work import Work, public
from pos_app.training.wire.errors import Body, invalid, unsupported
from pos_app.training.wire.metadata import merged

_PARTS = ("defaults", "future_requirements", "identity", "requirements")
_OTHER_CONFIGURATIONS = ("merchant", "recipient")
_LONGEST = {"display_name": 250, "contact_phone": 50}
_WHOLE = ("contact_email", "contact_phone", "display_name", "metadata", "dashboard")


def create(call: Call) -> Body:
    work, params = call.work, call.params
    body = _with(work, account_shapes.blank(work.now), params)
    work.add(body)
    thin_events.emit(work, "v2.core.account.created", body)
    return shown(body, params.get("include"))


def retrieve(call: Call) -> Body:
    return shown(call.work.get(ACCOUNT, call.id), call.params.get("include"))


def update(call: Call) -> Body:
    work, params = call.work, call.params
    before = _open(work, call.id)
    after = _with(work, before, params)
    work.save(before, after)
    for kind in _changes(before, after):
        thin_events.emit(work, kind, after)
    return shown(after, params.get("include"))


def close(call: Call) -> Body:
    """Every configuration has to be named, so that nothing is closed unawares."""
    work = call.work
    before = _open(work, call.id)
    given = call.params.get("applied_configurations") or []
    if set(given) != set(before["applied_configurations"]):
        message = "All configurations applied to the account must be passed to close it."
        raise invalid(message, param="applied_configurations")
    after = work.save(before, {**before, "closed": True})
    thin_events.emit(work, "v2.core.account.closed", after)
    return shown(after, None)


def list_all(call: Call) -> Body:
    params = call.params
    conditions = ["json_extract(body, '$.closed') = ?"]
    values: list[Any] = [bool(params.get("closed"))]
    for name in params.get("applied_configurations") or []:
        conditions.append(
            "EXISTS (SELECT 1 FROM json_each(body, '$.applied_configurations') WHERE value = ?)"
        )
        values.append(name)
    found = v2_lists.page(
        call.work, ACCOUNT, params, extra=" AND ".join(conditions), values=tuple(values)
    )
    return {**found, "data": [shown(body, None) for body in found["data"]]}


def shown(body: Body, include: list[str] | None) -> Body:
    """The account as the API shows it."""
    wanted = set(include or ())
    after = {**public(body), "created": v2_lists.written(body["created"])}
    configurations = {
        name: value if f"configuration.{name}" in wanted else None
        for name, value in body["configuration"].items()
    }
    asked = any(one.startswith("configuration.") for one in wanted)
    after["configuration"] = configurations if asked else None
    for name in _PARTS:
        if name not in wanted:
            after[name] = None
    person = (after["identity"] or {}).get("individual")
    if person is not None:
        times = {name: v2_lists.written(person[name]) for name in ("created", "updated")}
        after["identity"] = {**after["identity"], "individual": {**person, **times}}
    return after


def _open(work: Work, identifier: str) -> Body:
    body = work.get(ACCOUNT, identifier)
    if body["closed"]:
        raise invalid(f"The account '{identifier}' is closed and can't be changed any more.")
    return body


def _changes(before: Body, after: Body) -> list[str]:
    """The events that tell of an update."""
    kinds = []
    if any(before[name] != after[name] for name in _WHOLE):
        kinds.append("v2.core.account.updated")
    for part, name in (("configuration", "configuration.customer"), ("defaults", "defaults"),
                       ("identity", "identity")):  # fmt: skip
        if before[part] != after[part]:
            kinds.append(f"v2.core.account[{name}].updated")
    return kinds


def _with(work: Work, body: Body, params: Body) -> Body:
    after = dict(body)
    for name in ("contact_phone", "display_name"):
        if name in params:
            after[name] = _text(name, params[name])
    if "contact_email" in params:
        email = params["contact_email"]
        after["contact_email"] = email and customers.check_email(email, param="contact_email")
    if params.get("dashboard", "none") not in (None, "none"):
        raise unsupported("dashboard")
    if "metadata" in params:
        after["metadata"] = merged(body["metadata"], params["metadata"] or "")
    if params.get("identity") is not None:
        after["identity"] = account_shapes.identity(body, params["identity"], work.now)
    if params.get("defaults") is not None:
        after["defaults"] = account_shapes.defaults(body["defaults"], params["defaults"])
    if params.get("configuration") is not None:
        after = _configured(work, after, params["configuration"])
    return account_shapes.located(after)


def _text(name: str, given: str | None) -> str | None:
    if given is not None and len(given) > _LONGEST[name]:
        message = f"Invalid string: must be at most {_LONGEST[name]} characters"
        raise invalid(message, param=name)
    return given or None


def _configured(work: Work, body: Body, given: Body) -> Body:
    for name in _OTHER_CONFIGURATIONS:
        if given.get(name) is not None:
            raise unsupported(f"configuration[{name}]")
    if given.get("customer") is None:
        return body
    after = account_shapes.customer(body["configuration"]["customer"], given["customer"])
    _check_default(work, body, given["customer"])
    return {
        **body,
        "applied_configurations": ["customer"] if after["applied"] else [],
        "configuration": {**body["configuration"], "customer": after},
    }


def _check_default(work: Work, body: Body, given: Body) -> None:
    """Raises StripeError (400) for a default card that is not the account's."""
    wanted = (given.get("billing") or {}).get("default_payment_method")
    if wanted is None:
        return
    param = "configuration[customer][billing][default_payment_method]"
    method = work.get(PAYMENT_METHOD, wanted, param=param, status=400)
    if owners.of(method) != Owner("customer_account", body["id"]):
        message = f"The PaymentMethod {wanted} must be attached to the account."
        raise invalid(message, param=param)


_ITEM = "/v2/core/accounts/{id}"
_WRITES = names(
    "configuration contact_email contact_phone dashboard defaults display_name identity include"
    " metadata"
)

ENDPOINTS = (
    Endpoint("POST", "/v2/core/accounts", create, "v2.core.AccountCreateParams", _WRITES),
    Endpoint("GET", "/v2/core/accounts", list_all, "v2.core.AccountListParams"),
    Endpoint("GET", _ITEM, retrieve, "v2.core.AccountRetrieveParams"),
    Endpoint("POST", _ITEM, update, "v2.core.AccountUpdateParams", _WRITES),
    Endpoint("POST", _ITEM + "/close", close, "v2.core.AccountCloseParams"),
)
