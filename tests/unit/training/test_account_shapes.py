"""How the v2 API merges what is given into an account, and writes times and pages."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.training.objects import account_shapes, v2_lists
from pos_app.training.wire.errors import StripeError

_values = st.none() | st.integers() | st.text(max_size=5)
_objects = st.recursive(
    st.dictionaries(st.sampled_from("abc"), _values, max_size=3),
    lambda inner: st.dictionaries(st.sampled_from("abc"), _values | inner, max_size=3),
    max_leaves=8,
)


@given(_objects, _objects)
def test_a_patch_says_the_last_word_and_leaves_the_rest(current, patch):
    after = account_shapes.patched(current, patch)
    assert set(after) == set(current) | set(patch)
    assert account_shapes.patched(after, patch) == after
    for name in current:
        if name not in patch:
            assert after[name] == current[name]


@given(_objects)
def test_nothing_said_changes_nothing(current):
    assert account_shapes.patched(current, {}) == current


@given(st.integers(0, 4_000_000_000))
def test_times_are_written_so_that_they_can_be_read(seconds):
    text = v2_lists.written(seconds)
    assert v2_lists.read(text, param="created") == seconds
    assert datetime.fromisoformat(text) == datetime.fromtimestamp(seconds, UTC)


@pytest.mark.parametrize("text", ["", "yesterday", "2026-11-23T10:00:00", "1700000000"])
def test_times_without_an_offset_are_refused(text):
    with pytest.raises(StripeError) as refused:
        v2_lists.read(text, param="created[gt]")
    assert refused.value.param == "created[gt]"


def _account(**customer):
    body = account_shapes.blank(0)
    config = account_shapes.customer(None, customer)
    return {**body, "configuration": {**body["configuration"], "customer": config}}


def _tax(account):
    config = account_shapes.located(account)["configuration"]["customer"]
    return config["automatic_indirect_tax"], config["capabilities"]["automatic_indirect_tax"]


ASKED = {"capabilities": {"automatic_indirect_tax": {"requested": True}}}


def test_the_tax_location_is_told_only_when_tax_is_asked_for():
    account = _account(shipping={"address": {"country": "FR"}})
    assert _tax(account) == (
        {"exempt": "none", "ip_address": None, "location": None, "location_source": None}, None,
    )  # fmt: skip
    tax, capability = _tax(_account(**ASKED))
    assert (tax["location"], capability["status"]) == (None, "restricted")
    tax, capability = _tax(_account(**ASKED, shipping={"address": {"country": "FR"}}))
    assert tax["location"] == {"country": "FR", "state": None}
    assert capability == {"status": "active", "status_details": []}


def test_where_there_is_no_shipping_the_identity_says_where():
    account = _account(**ASKED)
    identity = {"country": "de", "individual": {"address": {"country": "AT", "state": "W"}}}
    known = {**account, "identity": account_shapes.identity(account, {"country": "de"}, 0)}
    assert _tax(known)[0]["location"] == {"country": "DE", "state": None}
    better = {**account, "identity": account_shapes.identity(account, identity, 0)}
    assert _tax(better)[0]["location"] == {"country": "AT", "state": "W"}


def test_one_request_does_not_reach_into_another_account():
    first = account_shapes.customer(None, {"billing": {"invoice": {"footer": "Merci"}}})
    second = account_shapes.customer(None, {})
    assert second["billing"]["invoice"]["footer"] is None
    before = account_shapes.customer(first, {"billing": {"invoice": {"footer": "Danke"}}})
    assert first["billing"]["invoice"]["footer"] == "Merci"
    assert before["billing"]["invoice"]["footer"] == "Danke"
