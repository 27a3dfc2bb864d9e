"""Events of the v2 API: they name the object that changed, and don't show it.

From the SDK's `stripe/v2/core/_event.py` and `stripe/events`.
"""

from pos_app.training.objects import v2_lists
from pos_app.training.records.call import Call, Endpoint
from pos_app.training.records.kinds import THIN_EVENT, kind_named
from pos_app.training.records.work import Work
from pos_app.training.wire.errors import Body, invalid, no_such

MOST_TYPES = 20
KEPT_S = 30 * 24 * 3600
_COMPARISONS = {"gt": ">", "gte": ">=", "lt": "<", "lte": "<="}


def emit(work: Work, kind: str, body: Body) -> None:
    """Tell that `body` changed; `kind` as in v2.core.account.created."""
    address = kind_named(body["object"]).url
    work.events.append(kind)
    work.add(
        {
            "id": THIN_EVENT.new_id(),
            "object": "v2.core.event",
            "changes": None,
            "context": None,
            "created": work.now,
            "livemode": False,
            "reason": {
                "type": "request",
                "request": {
                    "id": work.request_id or "",
                    "idempotency_key": work.idempotency_key or "",
                },
            },
            "related_object": {
                "id": body["id"],
                "type": body["object"],
                "url": f"{address}/{body['id']}",
            },
            "snapshot_event": None,
            "type": kind,
        }
    )


def _shown(body: Body) -> Body:
    return {**body, "created": v2_lists.written(body["created"])}


def retrieve(call: Call) -> Body:
    body = call.work.get(THIN_EVENT, call.id)
    if body["created"] <= call.work.now - KEPT_S:
        raise no_such(THIN_EVENT.noun, call.id, param="id", status=404)
    return _shown(body)


def list_all(call: Call) -> Body:
    params = call.params
    conditions = ["created > ?"]
    values: list[str | float] = [call.work.now - KEPT_S]
    types = params.get("types") or []
    if len(types) > MOST_TYPES:
        raise invalid(f"You can pass up to {MOST_TYPES} types.", param="types")
    if types:
        conditions.append(f"type IN ({', '.join('?' for _ in types)})")
        values += types
    if params.get("object_id"):
        conditions.append("json_extract(body, '$.related_object.id') = ?")
        values.append(params["object_id"])
    for name, text in (params.get("created") or {}).items():
        conditions.append(f"created {_COMPARISONS[name]} ?")
        values.append(v2_lists.read(text, param=f"created[{name}]"))
    found = v2_lists.page(
        call.work, THIN_EVENT, params, extra=" AND ".join(conditions), values=tuple(values)
    )
    return {**found, "data": [_shown(body) for body in found["data"]]}


ENDPOINTS = (
    Endpoint("GET", "/v2/core/events", list_all, "v2.core.EventListParams"),
    Endpoint("GET", "/v2/core/events/{id}", retrieve, "v2.core.EventRetrieveParams"),
)
