"""What a key may do, asked over HTTP of a stand-in that knows restricted keys."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from pos_app.kernel.errors import RemoteRefused, RemoteUnknown
from pos_app.kernel.ids import CustomerId
from pos_app.settings.environment import training_environment
from pos_app.settings.permissions import (
    Finding,
    Level,
    Standing,
    missing,
    needs_of_refunds,
    needs_of_till,
)
from pos_app.stripe_gateway.gateway import StripeGateway
from pos_app.stripe_gateway.permissions import Known
from tests.helpers.standin import StandInHandle

ALL = {need.resource: need.level.value for need in needs_of_till(accounts=True)}
"""Write where a till wants it: it comes after read in the list."""


def key(standin: StandInHandle, **fields: Any) -> str:
    return str(standin.control("key", fields)["key"])


async def gateway(standin: StandInHandle, secret_key: str) -> StripeGateway:
    environment = training_environment(standin.url, standin.secret_key, standin.publishable_key)
    return await StripeGateway.connect(replace(environment, secret_key=secret_key))


async def found(standin: StandInHandle, secret_key: str) -> Sequence[Finding]:
    stripe = await gateway(standin, secret_key)
    try:
        return await stripe.find_out(needs_of_till(accounts=True))
    finally:
        await stripe.close()


async def test_a_key_with_all_it_needs_lacks_nothing_and_nothing_is_written(
    standin: StandInHandle,
) -> None:
    before = standin.state()["counts"]
    findings = await found(standin, key(standin, permissions=ALL))
    assert {one.need.name: one.standing for one in findings} == {
        need.name: Standing.GRANTED for need in needs_of_till(accounts=True)
    }
    assert standin.state()["counts"] == before


@pytest.mark.parametrize("need", needs_of_till(accounts=True), ids=lambda need: need.name)
async def test_each_missing_permission_is_found(standin: StandInHandle, need: Any) -> None:
    """Read alone where write is what is missing."""
    held = dict(ALL)
    if need.level is Level.WRITE and need.resource != "file":
        held[need.resource] = "read"
    else:
        del held[need.resource]
    findings = await found(standin, key(standin, permissions=held))
    lacking = {one.name for one in missing(findings)}
    assert need.name in lacking
    assert {name.rsplit("_", 1)[0] for name in lacking} == {need.resource}


async def test_a_key_that_may_only_read_lacks_every_write(standin: StandInHandle) -> None:
    findings = await found(standin, "rk_test_readonly")
    wanted = {need.name for need in needs_of_till(accounts=True) if need.level is Level.WRITE}
    assert {need.name for need in missing(findings)} == wanted


async def test_what_was_not_answered_clearly_is_not_called_allowed(standin: StandInHandle) -> None:
    standin.scenario("status", "POST /v1/refunds", status=500, times=1)
    standin.scenario("nonsense", "POST /v1/disputes", times=1)
    findings = await found(standin, key(standin, permissions=ALL))
    unknown = {one.need.name for one in findings if one.standing is Standing.UNKNOWN}
    assert unknown == {"refund_write", "dispute_write"}


async def test_an_account_that_answers_nothing_is_a_fault(standin: StandInHandle) -> None:
    stripe = await gateway(standin, standin.secret_key)
    standin.scenario("nonsense", times=100)
    with pytest.raises(RemoteUnknown):
        await stripe.find_out(needs_of_refunds())
    standin.control("calm", {})
    await stripe.close()


async def test_a_key_that_was_rolled_is_refused_as_such(standin: StandInHandle) -> None:
    rolled = key(standin, permissions=ALL)
    standin.control("expire", {"key": rolled})
    stripe = await gateway(standin, rolled)
    with pytest.raises(RemoteRefused, match=r"remote\.bad_key"):
        await stripe.find_out(needs_of_till())
    await stripe.close()


async def test_a_refusal_names_the_permission(standin: StandInHandle) -> None:
    stripe = await gateway(standin, key(standin, permissions={"payment_intent": "read"}))
    with pytest.raises(RemoteRefused) as refused:
        await stripe.retrieve_customer(CustomerId("cus_1"))
    assert refused.value.key == "remote.not_allowed"
    assert str(refused.value.params["permission"]) == "Customers: read"
    await stripe.close()


async def test_whether_keys_are_of_one_account_is_told_by_what_it_holds(
    standin: StandInHandle,
) -> None:
    stripe = await gateway(standin, standin.secret_key)
    assert await stripe.known() == Known()
    assert await stripe.holds(Known()) is None
    await stripe._caller.post("/v1/customers", {"name": "Zoé"}, "key-1")
    await stripe._caller.post("/v1/payment_intents", {"amount": 500, "currency": "eur"}, "key-2")
    known = await stripe.known()
    assert known.customer_id is not None
    assert known.client_secret is not None
    assert known.client_secret not in repr(known)
    assert await stripe.holds(known) is True
    await stripe.close()
    for other, page_key, same in (
        (key(standin), standin.publishable_key, True),
        (
            key(standin, elsewhere=True),
            key(standin, prefix="pk_test", elsewhere=True),
            False,
        ),
    ):
        stripe = await gateway(standin, other)
        assert await stripe.holds(known) is same
        await stripe.close()
        page = await gateway(standin, page_key)
        assert await page.takes(known) is same
        assert await page.takes(Known()) is None
        await page.close()


async def test_a_publishable_key_of_nobodys_is_refused(standin: StandInHandle) -> None:
    page = await gateway(standin, "pk_live_" + "x" * 12)
    with pytest.raises(RemoteRefused, match=r"remote\.bad_key"):
        await page.takes(Known())
    await page.close()
