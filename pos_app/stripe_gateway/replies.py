"""Stripe's JSON as a whole: of which type it is, about what, and what is nonsense."""

from collections.abc import Mapping
from typing import Any

from pos_app.kernel.errors import RemoteUnknown
from pos_app.stripe_gateway.client import Reply

Json = Mapping[str, Any]


class Malformed(ValueError):
    """A member that is missing or has another type than documented."""


def read_reply(reply: Reply, wanted: str) -> Json:
    """The reply's object when it is of type `wanted`; raises Malformed."""
    if reply.data.get("object") != wanted:
        raise Malformed(f"object is not {wanted}")
    return reply.data


def nonsense(reply: Reply) -> RemoteUnknown:
    """The fault for a reply that `Malformed` was raised over."""
    return RemoteUnknown("remote.nonsense", request_id=reply.request_id)


def about(reply: Reply, wanted: str) -> Reply:
    """The reply itself when it is about the object that was asked for. Raises RemoteUnknown: what
    was meant for somebody else, or comes from nobody, says nothing about this one."""
    if reply.data.get("id") != wanted:
        raise nonsense(reply)
    return reply


def rows(reply: Reply, wanted: str = "list") -> tuple[list[Json], bool]:
    """A list's objects and whether more follow."""
    data = read_reply(reply, wanted).get("data")
    more = reply.data.get("has_more")
    if not isinstance(data, list) or not isinstance(more, bool):
        raise Malformed("list")
    if not all(isinstance(row, Mapping) for row in data):
        raise Malformed("list row")
    return data, more
