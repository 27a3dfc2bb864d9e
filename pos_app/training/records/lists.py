"""Stripe's lists: newest first, a cursor, `created` ranges, `has_more`."""

import json
from collections.abc import Mapping
from typing import Any

from pos_app.training.records.kinds import Kind
from pos_app.training.records.work import Work, public
from pos_app.training.wire.errors import Body, invalid

# only names of ours and placeholders take the places of {}
_PAGE = "SELECT body FROM {table}{clause} ORDER BY created {order}, seq {order} LIMIT {limit}"
_CURSOR = "SELECT created, seq FROM {} WHERE id = ?"
_COMPARISONS = {"gt": ">", "gte": ">=", "lt": "<", "lte": "<="}


def page(
    work: Work,
    kind: Kind,
    params: Body,
    where: Mapping[str, Any] | None = None,
    *,
    extra: str | None = None,
    values: tuple[Any, ...] = (),
    url: str | None = None,
) -> Body:
    """One page of `kind`. `where` narrows by columns, `extra` by SQL with its `values`.

    Raises StripeError (400) for a limit outside 1..100 or an unknown cursor.
    """
    limit = _limit(params)
    conditions, given = _conditions(params, where or {})
    if extra is not None:
        conditions.append(extra)
        given += values
    forward = "ending_before" in params
    cursor = _cursor(work, kind, params)
    if cursor is not None:
        conditions.append(f"(created, seq) {'>' if forward else '<'} (?, ?)")
        given += cursor
    order = "ASC" if forward else "DESC"
    clause = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    rows = work.database.rows(
        _PAGE.format(table=kind.table, clause=clause, order=order, limit=limit + 1), given
    )
    bodies = [public(json.loads(row["body"])) for row in rows[:limit]]
    if forward:
        bodies.reverse()
    return listing(bodies, url or kind.url, has_more=len(rows) > limit)


def listing(bodies: list[Body], url: str, *, has_more: bool = False) -> Body:
    return {"object": "list", "data": bodies, "has_more": has_more, "url": url}


def slice_of(bodies: list[Body], params: Body, url: str) -> Body:
    """A page of objects that are at hand already, in their own order."""
    limit = _limit(params)
    ids = [body["id"] for body in bodies]
    start, end = 0, len(bodies)
    if "starting_after" in params:
        start = _index(ids, params["starting_after"], "starting_after") + 1
    if "ending_before" in params:
        end = _index(ids, params["ending_before"], "ending_before")
        start = max(start, end - limit)
        return listing(bodies[start:end], url, has_more=start > 0)
    return listing(bodies[start : start + limit], url, has_more=end > start + limit)


def _index(ids: list[str], given: str, param: str) -> int:
    if given not in ids:
        raise invalid(f"No such object: '{given}'", code="resource_missing", param=param)
    return ids.index(given)


def _limit(params: Body) -> int:
    limit = int(params.get("limit", 10))
    if not 1 <= limit <= 100:
        code = "parameter_invalid_integer"
        raise invalid("This value must be between 1 and 100.", code=code, param="limit")
    return limit


def _conditions(params: Body, where: Mapping[str, Any]) -> tuple[list[str], tuple[Any, ...]]:
    conditions = [f"{name} = ?" for name in where]
    given = tuple(where.values())
    created = params.get("created")
    if isinstance(created, int):
        return [*conditions, "created = ?"], (*given, created)
    for name, value in (created or {}).items():
        conditions.append(f"created {_COMPARISONS[name]} ?")
        given += (value,)
    return conditions, given


def _cursor(work: Work, kind: Kind, params: Body) -> tuple[int, int] | None:
    if "starting_after" in params and "ending_before" in params:
        raise invalid("You can only use one of starting_after and ending_before.")
    param = "ending_before" if "ending_before" in params else "starting_after"
    if param not in params:
        return None
    row = work.database.row(_CURSOR.format(kind.table), (params[param],))
    if row is None:
        message = f"No such {kind.noun}: '{params[param]}'"
        raise invalid(message, code="resource_missing", param=param)
    return int(row["created"]), int(row["seq"])


def narrowed(params: Body, *columns: str) -> dict[str, Any]:
    """Those of `columns` the request narrows its list by."""
    return {name: params[name] for name in columns if name in params}
