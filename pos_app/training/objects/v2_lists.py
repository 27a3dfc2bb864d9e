"""Lists and times of the v2 API: pages by token, RFC 3339.

From the SDK's `stripe/v2/_list_object.py` and "API v2 overview". The default page size is
unverified.
"""

import base64
import binascii
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from pos_app.training.records import lists
from pos_app.training.records.kinds import Kind
from pos_app.training.records.work import Work
from pos_app.training.wire.errors import Body, StripeError, invalid

USUAL_LIMIT = 20
_CURSORS = ("starting_after", "ending_before")


def page(
    work: Work, kind: Kind, params: Body, *, extra: str | None = None, values: tuple[Any, ...] = ()
) -> Body:
    """One page, newest first; `data` as kept. Raises StripeError (400)."""
    limit = params.get("limit", USUAL_LIMIT)
    cursor = _cursor(work, kind, params["page"]) if params.get("page") else {}
    found = lists.page(work, kind, {"limit": limit, **cursor}, extra=extra, values=values)
    data = found["data"]
    backward = "ending_before" in cursor
    newer = found["has_more"] if backward else bool(cursor)
    older = bool(cursor) if backward else found["has_more"]
    return {
        "data": data,
        "next_page_url": _url(kind, params, "starting_after", data[-1]) if older and data else None,
        "previous_page_url": _url(kind, params, "ending_before", data[0])
        if newer and data
        else None,
    }


def _url(kind: Kind, params: Body, cursor: str, body: Body) -> str:
    token = base64.urlsafe_b64encode(f"{cursor} {body['id']}".encode()).decode().rstrip("=")
    asked = {name: value for name, value in params.items() if name != "page"}
    return f"{kind.url}?{urlencode([*_pairs(asked), ('page', token)])}"


def _pairs(params: Body) -> list[tuple[str, str]]:
    """The request's own filters, as they travel."""
    pairs: list[tuple[str, str]] = []
    for name, value in params.items():
        if isinstance(value, list):
            pairs += [(f"{name}[{index}]", str(one)) for index, one in enumerate(value)]
        elif isinstance(value, dict):
            pairs += [(f"{name}[{key}]", str(one)) for key, one in value.items()]
        elif isinstance(value, bool):
            pairs.append((name, str(value).lower()))
        else:
            pairs.append((name, str(value)))
    return pairs


def _cursor(work: Work, kind: Kind, token: str) -> Body:
    try:
        text = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)).decode()
    except (binascii.Error, UnicodeDecodeError) as fault:
        raise _no_page() from fault
    name, _, identifier = text.partition(" ")
    if name not in _CURSORS or work.find(kind, identifier) is None:
        raise _no_page()
    return {name: identifier}


def _no_page() -> StripeError:
    return invalid("The page token is not one this list gave.", param="page")


def written(seconds: int) -> str:
    """UTC seconds as RFC 3339, in milliseconds as Stripe writes it."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def read(text: str, *, param: str) -> float:
    """UTC seconds of an RFC 3339 time. Raises StripeError (400)."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as fault:
        raise invalid(f"Invalid timestamp: {text}", param=param) from fault
    if moment.tzinfo is None:
        raise invalid(f"Invalid timestamp: {text}; say its offset from UTC.", param=param)
    return moment.timestamp()
