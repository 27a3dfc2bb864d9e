"""What the page reader says arrives as it was."""

import io
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.customers.model import Customer
from pos_app.customers.prepared import prepare
from pos_app.kernel.errors import (
    Bug,
    EnvironmentFault,
    RemoteRefused,
    RemoteUnknown,
    RemoteUnreachable,
)
from pos_app.page_reader import travelling
from pos_app.settings.environment import Environment, EnvironmentKind
from pos_app.settings.permissions import Permission
from pos_app.sync.ports import ListedPage

_text = st.text(max_size=12)
_customers = st.builds(
    Customer,
    id=st.text(min_size=1, max_size=12),
    name=_text,
    email=_text,
    phone=_text,
    language=st.sampled_from(["", "fr", "en"]),
    note=_text,
    created_at=st.integers(0, 4_000_000_000).map(lambda at: datetime.fromtimestamp(at, UTC)),
    number=_text,
    postcode=_text,
    tags=st.lists(_text, max_size=3).map(tuple),
    linked_to=st.none() | _text,
    default_card=st.none() | _text,
    agreements_mark=_text,
    sale_notes=_text,
)


def through_a_pipe(thing: object) -> object:
    pipe = io.BytesIO()
    travelling.send(pipe, thing)
    pipe.seek(0)
    return travelling.receive(pipe)


def arrived(packed: tuple[object, ...]) -> object:
    there = through_a_pipe(packed)
    assert isinstance(there, tuple)
    return travelling.unpacked(there)


@given(st.lists(_customers, max_size=4, unique_by=lambda one: one.id), st.none() | _text)
def test_a_page_arrives_with_its_index(people: list[Customer], following: str | None) -> None:
    page = ListedPage(people, following, prepare(people))
    assert arrived(travelling.packed_page(page)) == page


def test_every_field_of_a_customer_is_told_from_every_other() -> None:
    """A new field must not stay behind, nor two change places."""
    one = Customer(
        **{  # type: ignore[arg-type]  # that each is another is what matters
            field.name: datetime.fromtimestamp(7, UTC) if field.name == "created_at" else field.name
            for field in fields(Customer)
        }
    )
    page = ListedPage([one], None, {one.id: next(iter(prepare([_someone()]).values()))})
    there = arrived(travelling.packed_page(page))
    assert isinstance(there, ListedPage)
    assert there.customers == [one]


def _someone() -> Customer:
    return Customer("cus_1", "Zoé", "", "", "", "", datetime.fromtimestamp(0, UTC))  # type: ignore[arg-type]


def _not_allowed(permission: object) -> RemoteRefused:
    """As `stripe_gateway.translation` makes it of a 403."""
    fault = RemoteRefused("remote.not_allowed", code=None, param=None, request_id="req_3")
    fault.params["permission"] = permission
    return fault


@pytest.mark.parametrize(
    "fault",
    [
        _not_allowed(Permission("customer_read")),
        _not_allowed("…"),
        RemoteRefused(
            "remote.not_allowed", code="c", param="starting_after", request_id="req_1", message="m"
        ),
        RemoteUnknown("remote.nonsense", request_id="req_2"),
        RemoteUnknown(),
        RemoteUnreachable("remote.other_mode"),
    ],
    ids=["not allowed", "not named", "refused", "nonsense", "unknown", "unreachable"],
)
def test_a_fault_arrives_whole(fault: EnvironmentFault) -> None:
    there = arrived(travelling.packed_fault(fault))
    assert isinstance(there, EnvironmentFault)
    assert type(there) is type(fault)
    assert vars(there) == vars(fault)
    assert [type(one) for one in there.params.values()] == [
        type(one) for one in fault.params.values()
    ]


class _MoreThanRefused(RemoteRefused):
    """Says more than what travels."""


def test_a_fault_that_no_list_has_is_a_bug() -> None:
    with pytest.raises(Bug):
        travelling.packed_fault(EnvironmentFault("storage.full", retryable=False))
    with pytest.raises(Bug):
        travelling.packed_fault(_MoreThanRefused("x", code=None, param=None, request_id=None))


@pytest.mark.parametrize("authorities", [None, Path("ca.pem")])
def test_where_stripe_is_arrives_without_what_a_reader_has_no_use_for(
    authorities: Path | None,
) -> None:
    where = Environment(
        EnvironmentKind.LIVE, "rk_live_1", "pk_live_1", api_base="https://a.example",
        authorities=authorities, refund_key="rk_live_refunds",
    )  # fmt: skip
    packed = travelling.packed_where(where)
    assert "rk_live_refunds" not in packed
    there = through_a_pipe(packed)
    assert isinstance(there, tuple)
    came = travelling.unpacked_where(there)
    assert (came.kind, came.secret_key, came.api_base) == (where.kind, "rk_live_1", where.api_base)
    assert came.authorities == authorities


@pytest.mark.parametrize("left", [0, 2, 4, 7])
def test_a_frame_cut_short_is_the_end(left: int) -> None:
    pipe = io.BytesIO()
    travelling.send(pipe, "something")
    with pytest.raises(EOFError):
        travelling.receive(io.BytesIO(pipe.getvalue()[:left]))


def test_an_absurd_length_is_the_end() -> None:
    with pytest.raises(EOFError):
        travelling.receive(io.BytesIO(b"\xff\xff\xff\xff" + b"x" * 100))
