"""An erased customer's payments made unreadable by Stripe: asked for before the customer is
deleted, run once Stripe may, done again after a kill, and said in words where it can't be."""

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest

from pos_app.bootstrap import Till
from pos_app.customers.model import Customer
from pos_app.erasure import redaction_store
from pos_app.erasure.redaction_model import Redaction, RedactionState, Why
from pos_app.erasure.redactions import YOUNGEST
from pos_app.kernel.errors import RemoteRefused, RemoteUnknown
from pos_app.kernel.ids import PaymentIntentId
from pos_app.kernel.money import Money
from pos_app.stripe_gateway.redaction import VERSION
from pos_app.training.objects.redactions import TAKES_S
from tests.integration.erasure.test_erasure import NAMED, a_customer, opened

JOBS = "/v1/privacy/redaction_jobs"


async def paid(till: Till) -> tuple[Customer, PaymentIntentId]:
    who, card = await a_customer(till)
    item = await till.sales.open_item(who.id, Money(1_000, "eur"), f"for {NAMED}")
    outcome = await till.payments.charge_saved_card(item, card)
    assert outcome.payment_intent_id is not None
    return who, outcome.payment_intent_id


async def stripe(till: Till, path: str) -> Mapping[str, object]:
    return (await till.ground.gateway._caller.get(path, version=VERSION)).data


async def later(till: Till, seconds: int) -> None:
    """By the stand-in's clock, which till and training share."""
    assert till.controls is not None
    await till.controls.advance(seconds)


async def again(till: Till) -> list[Redaction]:
    """The till asks, once Stripe has done what it had to."""
    await later(till, TAKES_S + 1)
    return list(await till.redactions.ask_again())


async def standing(till: Till) -> Redaction:
    (one,) = await till.redactions.standing()
    return one


async def test_redacted_once_its_payments_are_old_enough(tmp_path: Path) -> None:
    _, till = await opened(tmp_path)
    who, intent = await paid(till)
    plan = await till.erasures.plan(who.id)
    assert plan.redaction.in_the_way is None
    assert plan.redaction.since is not None
    assert plan.redaction.since - till.clock.now() > YOUNGEST - timedelta(minutes=5)
    erased = await till.erasures.erase(who.id, redact=True)
    assert (erased.at_stripe, erased.files) == (True, True)
    assert erased.redaction is not None
    assert erased.redaction.state is RedactionState.CHECKING
    assert erased.redaction.job_id is not None
    (blocked,) = await again(till)
    assert (blocked.state, blocked.why) == (RedactionState.BLOCKED, (Why.PAYMENT,))
    assert blocked.next_at is not None
    assert blocked.next_at >= plan.redaction.since.replace(microsecond=0)
    assert (await stripe(till, f"/v1/payment_intents/{intent}"))["description"] == f"for {NAMED}"
    await later(till, int(YOUNGEST.total_seconds()) + 60)
    assert [one.state for one in await again(till)] == [RedactionState.CHECKING], "looked again"
    assert [one.state for one in await again(till)] == [RedactionState.CHECKING], "run"
    assert await again(till) == []
    seen = await stripe(till, f"/v1/payment_intents/{intent}")
    assert NAMED not in str(seen)
    assert seen["description"] == "[redacted]"
    assert seen["amount"] == 1_000
    events = await stripe(till, "/v1/events?limit=100")
    assert NAMED not in str([one for one in events["data"] if str(intent) in str(one)])  # type: ignore[attr-defined]
    with pytest.raises(RemoteRefused):
        await till.ground.gateway._caller.post("/v1/refunds", {"payment_intent": intent}, "back")
    await till.close()


async def test_without_payments_nothing_is_waited_for(tmp_path: Path) -> None:
    _, till = await opened(tmp_path)
    who, _ = await a_customer(till)
    assert (await till.erasures.plan(who.id)).redaction.since is None
    await till.erasures.erase(who.id, redact=True)
    assert [one.state for one in await again(till)] == [RedactionState.CHECKING]
    assert await again(till) == []
    await till.close()


async def test_only_where_it_was_asked_for(tmp_path: Path) -> None:
    _, till = await opened(tmp_path)
    who, _ = await a_customer(till)
    assert (await till.erasures.erase(who.id)).redaction is None
    assert await till.redactions.standing() == []
    assert (await stripe(till, JOBS))["data"] == []
    await till.close()


async def test_a_dispute_since_keeps_it_from_being_run(tmp_path: Path) -> None:
    """Redacted it would be lost by itself. Stripe found nothing when it looked."""
    _, till = await opened(tmp_path)
    who, _ = await a_customer(till)
    await till.erasures.erase(who.id, redact=True)
    await later(till, TAKES_S + 1)
    real = till.redactions._open

    async def disputed(_customer: object) -> list[Why]:
        return [Why.DISPUTE]

    till.redactions._open = disputed  # type: ignore[method-assign]
    (one,) = await till.redactions.ask_again()
    assert (one.state, one.why) == (RedactionState.BLOCKED, (Why.DISPUTE,))
    (job,) = (await stripe(till, JOBS))["data"]  # type: ignore[misc]
    assert job["status"] == "ready"
    till.redactions._open = real  # type: ignore[method-assign]
    assert [one.state for one in await again(till)] == [RedactionState.CHECKING]
    assert await again(till) == []
    await till.close()


@pytest.mark.parametrize(
    ("match", "status", "why"),
    [
        (f"GET {JOBS}", 404, Why.NO_PREVIEW),
        (f"GET {JOBS}", 403, Why.NO_PERMISSION),
        (f"POST {JOBS}", 403, Why.NO_PERMISSION),
        (f"POST {JOBS}", 400, Why.REFUSED),
    ],
)
async def test_where_stripe_does_not_do_it_the_erasure_is_done_all_the_same(
    tmp_path: Path, match: str, status: int, why: Why
) -> None:
    _, till = await opened(tmp_path)
    who, _ = await a_customer(till)
    assert till.controls is not None
    order = {"kind": "status", "match": match, "status": status, "times": 2}
    if match.startswith("GET"):
        await till.controls.order(order)
        assert (await till.erasures.plan(who.id)).redaction.in_the_way is why
        await till.controls.calm()
        order["times"] = 3
    await till.controls.order(order)
    erased = await till.erasures.erase(who.id, redact=True)
    assert (erased.at_stripe, erased.files) == (True, True)
    assert await till.ground.gateway.retrieve_customer(who.id) is None
    one = await standing(till)
    assert (one.state, one.why) == (RedactionState.BY_HAND, (why,))
    assert (one.next_at is None) == (why is Why.REFUSED)
    await till.redactions.finish(who.id)
    assert await till.redactions.standing() == []
    await till.close()


@pytest.mark.parametrize("when", ["before", "after"])
async def test_an_answer_that_is_lost_makes_no_second_job(tmp_path: Path, when: str) -> None:
    _, till = await opened(tmp_path)
    who, _ = await a_customer(till)
    assert till.controls is not None
    await till.controls.order({"kind": f"lost_{when}", "match": f"POST {JOBS}"})
    erased = await till.erasures.erase(who.id, redact=True)
    assert erased.redaction is not None
    assert erased.redaction.state is RedactionState.CHECKING
    (job,) = (await stripe(till, JOBS))["data"]  # type: ignore[misc]
    assert erased.redaction.job_id == job["id"]
    await till.close()


@pytest.mark.parametrize("when", ["before", "after"])
async def test_a_failure_that_stripe_keeps_costs_no_redaction(tmp_path: Path, when: str) -> None:
    """Under its key it would be answered for a day, and by then the customer is gone."""
    _, till = await opened(tmp_path)
    who, _ = await a_customer(till)
    assert till.controls is not None
    failing = {"kind": "status", "match": f"POST {JOBS}", "status": 500, "when": when}
    await till.controls.order(failing)
    erased = await till.erasures.erase(who.id, redact=True)
    assert erased.redaction is not None
    assert erased.redaction.state is RedactionState.CHECKING
    (job,) = (await stripe(till, JOBS))["data"]  # type: ignore[misc]
    assert erased.redaction.job_id == job["id"]
    await till.close()


async def test_without_any_answer_the_customer_is_erased_and_the_job_found_later(
    tmp_path: Path,
) -> None:
    _, till = await opened(tmp_path)
    who, _ = await a_customer(till)
    assert till.controls is not None
    await till.controls.order({"kind": "lost_after", "match": f"POST {JOBS}"})
    asked = till.redactions._gateway.find_redaction
    calls = 0

    async def unheard(customer: object) -> object:
        nonlocal calls
        calls += 1
        if calls > 2:
            raise RemoteUnknown
        return await asked(customer)  # type: ignore[arg-type]

    till.redactions._gateway.find_redaction = unheard  # type: ignore[method-assign, assignment]
    erased = await till.erasures.erase(who.id, redact=True)
    assert erased.files
    assert (await standing(till)).state is RedactionState.ASKED
    till.redactions._gateway.find_redaction = asked  # type: ignore[method-assign]
    (one,) = await till.redactions.ask_again()
    assert one.state is RedactionState.CHECKING
    assert len((await stripe(till, JOBS))["data"]) == 1  # type: ignore[arg-type]
    await till.close()


async def test_a_job_of_another_till_is_gone_on_with(tmp_path: Path) -> None:
    _, till = await opened(tmp_path)
    who, _ = await a_customer(till)
    theirs = await till.ground.gateway.ask_redaction(who.id, "theirs")
    erased = await till.erasures.erase(who.id, redact=True)
    assert erased.redaction is not None
    assert erased.redaction.job_id == theirs.id
    await till.close()


async def test_a_job_that_somebody_cancelled_is_left_to_somebody(tmp_path: Path) -> None:
    _, till = await opened(tmp_path)
    who, _ = await a_customer(till)
    erased = await till.erasures.erase(who.id, redact=True)
    assert erased.redaction is not None
    await later(till, TAKES_S + 1)
    path = f"{JOBS}/{erased.redaction.job_id}/cancel"
    await till.ground.gateway._caller.post(path, {}, "cancel", version=VERSION)
    (one,) = await again(till)
    assert (one.state, one.why) == (RedactionState.BY_HAND, (Why.CANCELED,))
    (one,) = await again(till)
    assert one.why == (Why.CANCELED,), "asking is no order"
    assert len((await stripe(till, JOBS))["data"]) == 1  # type: ignore[arg-type]
    await till.redactions.begin_anew(who.id)
    assert (await standing(till)).why == (Why.REFUSED,), "Stripe has the customer no more"
    await till.close()


async def test_an_account_is_left_to_somebody(tmp_path: Path) -> None:
    _, till = await opened(tmp_path)
    gateway = till.ground.gateway
    given = {"display_name": NAMED, "configuration": {"customer": {}}}
    made = (await gateway._caller.post("/v2/core/accounts", given, "account")).data
    found = await till.customers.adopt(made["id"])
    assert (await till.erasures.plan(found.id)).redaction.in_the_way is Why.ACCOUNT
    erased = await till.erasures.erase(found.id, redact=True)
    assert erased.at_stripe
    assert (await standing(till)).why == (Why.ACCOUNT,)
    await till.close()


async def test_an_erasure_that_stripe_refuses_leaves_no_redaction(tmp_path: Path) -> None:
    """A job may stay at Stripe, which does nothing unless it is run; the next erasure finds it."""
    _, till = await opened(tmp_path)
    who, _ = await a_customer(till)
    assert till.controls is not None
    await till.controls.order({"kind": "status", "match": "DELETE /v1/customers", "status": 403})
    with pytest.raises(RemoteRefused):
        await till.erasures.erase(who.id, redact=True)
    assert await till.redactions.standing() == []
    assert await till.redactions.ask_again() == []
    erased = await till.erasures.erase(who.id, redact=True)
    assert erased.redaction is not None
    assert len((await stripe(till, JOBS))["data"]) == 1  # type: ignore[arg-type]
    await till.close()


async def test_it_goes_on_after_a_start(tmp_path: Path) -> None:
    _, till = await opened(tmp_path)
    who, _ = await a_customer(till)
    await till.erasures.erase(who.id, redact=True)
    await later(till, TAKES_S + 1)
    await till.close()
    _, till = await opened(tmp_path)

    def all_due(db: redaction_store.Database) -> None:
        redaction_store.hasten(db, till.clock.now())

    for _ in range(3):
        await till.ground.ledger.write(all_due)
        await till.erasures.go_on()
        await later(till, TAKES_S + 1)
    assert await till.redactions.standing() == []
    await till.close()
