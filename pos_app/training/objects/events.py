"""Events: what changed, in order."""

from pos_app.training.records import lists
from pos_app.training.records.call import Call, Endpoint, names
from pos_app.training.records.kinds import EVENT
from pos_app.training.records.work import public
from pos_app.training.wire.errors import Body, invalid

MOST_TYPES = 20
KEPT_S = 30 * 24 * 3600
"""Stripe lists events for thirty days."""


def retrieve(call: Call) -> Body:
    return public(call.work.get(EVENT, call.id))


def list_all(call: Call) -> Body:
    """`type` may end in `*`; `types` names up to twenty.

    `delivery_success`: whether every webhook endpoint has the event; nobody to tell is success.
    """
    params = call.params
    if "type" in params and "types" in params:
        raise invalid("You can only use one of type and types.", param="types")
    conditions, values = ["created > ?"], [call.work.now - KEPT_S]
    wanted = params.get("types") or [t for t in [params.get("type")] if t]
    if len(wanted) > MOST_TYPES:
        raise invalid(f"You can pass up to {MOST_TYPES} types.", param="types")
    if "delivery_success" in params:
        comparison = "=" if params["delivery_success"] else ">"
        conditions.append(f"json_extract(body, '$.pending_webhooks') {comparison} 0")
    if wanted:
        conditions.append(f"({' OR '.join('type GLOB ?' for _ in wanted)})")
        values += wanted
    return lists.page(
        call.work, EVENT, params, extra=" AND ".join(conditions), values=tuple(values)
    )


ENDPOINTS = (
    Endpoint("GET", "/v1/events", list_all, "EventListParams",
             names("type types created delivery_success limit starting_after ending_before")),
    Endpoint("GET", "/v1/events/{id}", retrieve, "EventRetrieveParams"),
)  # fmt: skip
