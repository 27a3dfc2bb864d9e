"""Keys of another Stripe account in a till that has a journal: refused before anything is asked."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pos_app.kernel.errors import EnvironmentFault
from pos_app.payments.model import OutcomeKind
from pos_app.plan import Plan
from pos_app.settings.environment import REFUND_KEY, SECRET_KEY, EnvironmentKind
from pos_app.settings.known_file import KnownFile
from tests.helpers.account import ALL, Account
from tests.helpers.live import LiveStripe, opened
from tests.integration.bootstrap.test_live import PRICE, a_card


async def a_till_with_a_payment(stripe: LiveStripe, plan: Plan) -> None:
    async with opened(plan) as till:
        customer, card = await a_card(till)
        item = await till.sales.open_item(customer, PRICE, "A table")
        outcome = await till.payments.charge_saved_card(item, card)
        assert outcome.kind is OutcomeKind.SUCCEEDED


async def starts(plan: Plan) -> None:
    async with opened(plan):
        pass


def put(plan: Plan, **keys: str) -> None:
    for name, key in keys.items():
        plan.secret_store().set({"secret": SECRET_KEY, "refund": REFUND_KEY}[name], key)


def key(stripe: LiveStripe, *, elsewhere: bool = False) -> str:
    return Account(stripe.standin).key(prefix="rk_live", permissions=ALL, elsewhere=elsewhere)


@pytest.mark.parametrize("which", ["secret", "refund"])
async def test_keys_of_another_account_do_not_open_a_till_with_payments(
    live_stripe: LiveStripe, tmp_path: Path, which: str
) -> None:
    plan = live_stripe.plan(tmp_path)
    await a_till_with_a_payment(live_stripe, plan)
    await starts(plan)
    put(plan, **{which: key(live_stripe, elsewhere=True)})
    for _ in range(2):  # once refused it isn't taken the second time
        with pytest.raises(EnvironmentFault) as refused:
            await starts(plan)
        assert (refused.value.key, refused.value.retryable) == ("environment.other_account", False)
    put(plan, **{which: key(live_stripe)})
    await starts(plan)


async def test_another_account_has_a_folder_of_its_own(
    live_stripe: LiveStripe, tmp_path: Path
) -> None:
    await a_till_with_a_payment(live_stripe, live_stripe.plan(tmp_path / "first"))
    await starts(live_stripe.plan(tmp_path / "second", secret_key=key(live_stripe, elsewhere=True)))


async def test_a_key_is_asked_about_once(
    live_stripe: LiveStripe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pos_app.stripe_gateway.permissions import PermissionCalls

    questions: list[str] = []
    honest = PermissionCalls.holds_intent

    async def noted(self: PermissionCalls, intent_id: str) -> bool | None:
        questions.append(intent_id)
        return await honest(self, intent_id)

    monkeypatch.setattr(PermissionCalls, "holds_intent", noted)
    plan = live_stripe.plan(tmp_path)
    await starts(plan)
    assert questions == [], "nothing can be charged to the wrong account yet"
    await a_till_with_a_payment(live_stripe, plan)
    await starts(plan)
    await starts(plan)
    assert len(questions) == 1
    put(plan, secret=key(live_stripe))
    await starts(plan)
    await starts(plan)
    assert len(questions) == 2
    assert KnownFile(plan.folder).load() == questions[0]


@pytest.mark.parametrize("verified", [True, False])
async def test_where_stripe_cannot_be_asked(
    live_stripe: LiveStripe, tmp_path: Path, verified: bool
) -> None:
    """A key nobody compared yet doesn't open beside one that was; a ledger from before such
    questions opens without a network, as it always did."""
    plan = live_stripe.plan(tmp_path)
    await a_till_with_a_payment(live_stripe, plan)
    if verified:
        await starts(plan)
        put(plan, secret=key(live_stripe))
    live_stripe.standin.scenario(match="GET /v1/payment_intents/pi_", kind="status", status=500,
                                 times=50)  # fmt: skip
    if not verified:
        await starts(plan)
        return
    with pytest.raises(EnvironmentFault) as refused:
        await starts(plan)
    assert (refused.value.key, refused.value.retryable) == ("environment.account_unclear", True)
    live_stripe.standin.control("calm", {})
    await starts(plan)


async def test_a_key_that_was_rolled_still_opens_the_till(
    live_stripe: LiveStripe, tmp_path: Path
) -> None:
    """Nothing can be charged with it, and whoever opens it reads why."""
    plan = live_stripe.plan(tmp_path)
    await a_till_with_a_payment(live_stripe, plan)
    await starts(plan)
    rolled = key(live_stripe)
    live_stripe.standin.control("expire", {"key": rolled})
    put(plan, secret=rolled)
    await starts(plan)


async def test_training_asks_nothing(tmp_path: Path) -> None:
    plan = Plan(tmp_path / "training", EnvironmentKind.TRAINING, training_customers=0)
    await starts(plan)
    assert KnownFile(plan.folder).load() is None


@pytest.mark.parametrize(
    "spoil",
    [lambda f: f.write_text("cus_1\n"), lambda f: f.write_bytes(b"\xff" * 9), lambda f: f.unlink()],
    ids=["other words", "no text", "gone"],
)
def test_what_lies_beside_the_ledger_is_read_with_care(
    tmp_path: Path, spoil: Callable[[Path], object]
) -> None:
    file = KnownFile(tmp_path)
    file.keep("pi_1")
    file.keep("pi_2")
    assert file.load() == "pi_1"
    spoil(tmp_path / "known-at-stripe")
    assert file.load() is None
    file.keep("pi_3")
    assert file.load() == "pi_3"
