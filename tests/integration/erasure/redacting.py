"""Redactions as tests of them find them: asked for, and looked at by the stand-in."""

from collections.abc import Sequence
from pathlib import Path

from pos_app.bootstrap import Till
from pos_app.customers.model import Customer, CustomerDraft
from pos_app.erasure.redactions import YOUNGEST
from pos_app.kernel.ids import CustomerId
from pos_app.stripe_gateway.redaction import VERSION
from pos_app.training.objects.redactions import TAKES_S
from tests.integration.erasure.test_erasure import a_customer, opened
from tests.integration.erasure.test_redaction import (
    JOBS,
    later,
    paid,
    stripe,
)

OLD = int(YOUNGEST.total_seconds()) + 60
"""Seconds after which Stripe lets a payment be redacted."""


async def statuses(till: Till) -> list[str]:
    return [job["status"] for job in (await stripe(till, JOBS))["data"]]  # type: ignore[attr-defined]


async def another(till: Till) -> Customer:
    draft = CustomerDraft("Living Person", "living@example.com", "+33123456780")
    return await till.customers.create(draft)


async def made(till: Till, customers: Sequence[CustomerId]) -> str:
    """A job of somebody else's."""
    given = {"objects": {"customers": list(customers)}, "validation_behavior": "error"}
    reply = await till.ground.gateway._caller.post(JOBS, given, "theirs", version=VERSION)
    return str(reply.data["id"])


async def asked(till: Till, who: Customer) -> None:
    """Ready to be run, and nothing ordered yet: also where Stripe looked at it while a card of
    theirs was still there."""
    await till.erasures.erase(who.id, redact=True)
    await later(till, TAKES_S + 1)
    if await statuses(till) == ["failed"]:
        (job,) = (await stripe(till, JOBS))["data"]  # type: ignore[attr-defined]
        path = f"{JOBS}/{job['id']}/validate"
        await till.ground.gateway._caller.post(path, {}, "looked too soon", version=VERSION)
        await later(till, TAKES_S + 1)


async def ready_to_run(tmp_path: Path) -> Till:
    """Of somebody who paid long enough ago."""
    _, till = await opened(tmp_path)
    who, _ = await paid(till)
    await later(till, OLD)
    await asked(till, who)
    return till


async def ready_unpaid(tmp_path: Path) -> tuple[Till, Customer]:
    """Of somebody who never paid."""
    _, till = await opened(tmp_path)
    who, _ = await a_customer(till)
    await asked(till, who)
    return till, who
