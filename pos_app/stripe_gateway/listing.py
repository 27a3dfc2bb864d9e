"""Lists read to their end: what is missing from half a list would be taken for absent."""

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeVar

from pos_app.kernel.errors import RemoteUnknown
from pos_app.stripe_gateway import mapping
from pos_app.stripe_gateway.client import Caller

T = TypeVar("T")
_PAGE: Final = 100


async def every(
    caller: Caller, path: str, given: Mapping[str, Any], read: Callable[[mapping.Json], T],
    since: int, most_pages: int,
) -> list[T]:  # fmt: skip
    """Every object made at or after `since` (UTC seconds; 0: all), newest first as Stripe lists.

    Raises RemoteUnknown rather than stop short, after `most_pages` of 100.
    """
    found: list[T] = []
    asked = {**given, "limit": _PAGE, **({"created": {"gte": since}} if since else {})}
    for _ in range(most_pages):
        reply = await caller.get(path, asked)
        try:
            rows, more = mapping.rows(reply)
            found.extend(read(row) for row in rows)
            if not more:
                return found
            if not rows:
                break
            following = mapping.identifier(rows[-1].get("id"))
            if asked.get("starting_after") == following:
                break  # the same page again: it would go on for ever
            asked["starting_after"] = following
        except mapping.Malformed as error:
            raise mapping.nonsense(reply) from error
    raise RemoteUnknown("remote.nonsense")
