"""What travels between the till and its page reader: frames of `marshal`, which only a process of
the same program may read. Nothing here is kept.

The till sends where Stripe is (`Where`), then asks: (number, since, until, after), as
`sync.ports.CustomerListing.list_page`. The reader says READY, then answers in any order:
(number, page or fault, refusals), the last as `stripe_gateway.client.Caller.hear` takes them.
"""

import marshal
import struct
from collections.abc import Mapping
from dataclasses import fields
from operator import attrgetter
from pathlib import Path
from typing import IO, Any, Final

from pos_app.customers.model import Customer
from pos_app.customers.prepared import Prepared
from pos_app.kernel.clock import from_timestamp, to_timestamp
from pos_app.kernel.errors import (
    Bug,
    EnvironmentFault,
    RemoteRefused,
    RemoteUnknown,
    RemoteUnreachable,
)
from pos_app.settings.environment import Environment, EnvironmentKind
from pos_app.settings.permissions import Permission
from pos_app.sync.ports import ListedPage

READY: Final = "ready"
_LENGTH: Final = struct.Struct(">I")
_LONGEST: Final = 1 << 28
"""Bytes: a page of Stripe's is a thousandth of it."""
_FIELDS: Final = tuple(field.name for field in fields(Customer))
_ALL: Final = attrgetter(*_FIELDS)
_CREATED_AT: Final = _FIELDS.index("created_at")
"""The one that isn't plain."""


def send(pipe: IO[bytes], thing: Any) -> None:
    """Write one frame. Raises OSError when nobody reads any more."""
    body = marshal.dumps(thing)
    pipe.write(_LENGTH.pack(len(body)) + body)
    pipe.flush()


def receive(pipe: IO[bytes]) -> Any:
    """The next frame. Raises EOFError when the other side has ended."""
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(head)
    if length > _LONGEST:
        raise EOFError
    body = pipe.read(length)
    if len(body) < length:
        raise EOFError
    return marshal.loads(body)  # noqa: S302 (of our own child, over its own pipe)


def packed_where(where: Environment) -> tuple[object, ...]:
    """What a reader needs to know; the publishable key is none of it."""
    authorities = None if where.authorities is None else str(where.authorities)
    return where.kind.value, where.secret_key, where.api_base, authorities


def unpacked_where(packed: tuple[Any, ...]) -> Environment:
    kind, secret_key, api_base, authorities = packed
    return Environment(
        EnvironmentKind(kind), secret_key, "", api_base=api_base,
        authorities=None if authorities is None else Path(authorities),
    )  # fmt: skip


def packed_page(page: ListedPage) -> tuple[object, ...]:
    """Plain values: half as long to read back as pickled objects."""
    people = [_packed_person(one) for one in page.customers]
    prepared = page.prepared
    index = [(prepared[one.id].tokens, tuple(prepared[one.id].words)) for one in page.customers]
    return "page", people, page.following, index


def packed_fault(fault: EnvironmentFault) -> tuple[object, ...]:
    """Raises Bug for a fault that no list of customers has."""
    kind = type(fault).__name__
    if kind not in _FAULTS:
        raise Bug("page_reader.unexpected_fault", fault=fault.key)
    given = {name: getattr(fault, name) for name in _FAULTS[kind][1]}
    params = fault.params
    plain = {
        name: (one.name,) if isinstance(one, Permission) else one for name, one in params.items()
    }
    return "fault", kind, fault.key, given, plain


def unpacked(packed: tuple[Any, ...]) -> ListedPage | EnvironmentFault:
    """What `packed_page` or `packed_fault` made."""
    if packed[0] == "page":
        return _page(*packed[1:])
    _, kind, key, given, params = packed
    fault = _FAULTS[kind][0](key, **given)
    fault.params = {
        name: Permission(*one) if isinstance(one, tuple) else one for name, one in params.items()
    }
    return fault


_FAULTS: Final[Mapping[str, tuple[type[EnvironmentFault], tuple[str, ...]]]] = {
    "RemoteRefused": (RemoteRefused, ("code", "param", "request_id", "message")),
    "RemoteUnknown": (RemoteUnknown, ("request_id",)),
    "RemoteUnreachable": (RemoteUnreachable, ()),
}
"""Exactly these: one that says more wouldn't arrive whole."""


def _page(
    people: list[list[Any]], following: str | None, index: list[tuple[str, tuple[str, ...]]]
) -> ListedPage:
    customers = [_person(one) for one in people]
    prepared = {
        one.id: Prepared(tokens, frozenset(words))
        for one, (tokens, words) in zip(customers, index, strict=True)
    }
    return ListedPage(customers, following, prepared)


def _packed_person(one: Customer) -> list[Any]:
    packed = list(_ALL(one))
    packed[_CREATED_AT] = to_timestamp(one.created_at)
    return packed


def _person(packed: list[Any]) -> Customer:
    packed[_CREATED_AT] = from_timestamp(packed[_CREATED_AT])
    return Customer(*packed)
