"""A till with live keys from end to end: the stand-in is Stripe, behind TLS and a name."""

import asyncio
import json
import re
import ssl
import urllib.request
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pos_app.bootstrap import Till, build
from pos_app.customers.model import CustomerDraft
from pos_app.kernel.errors import (
    OTHER_MODE,
    Bug,
    EnvironmentFault,
    PosError,
    RemoteUnknown,
    RemoteUnreachable,
    UserError,
)
from pos_app.kernel.ids import CustomerId, PaymentMethodId
from pos_app.kernel.money import Money
from pos_app.payments.model import OutcomeKind
from pos_app.plan import Plan, load_shop
from pos_app.settings import keys
from pos_app.settings.environment import (
    PUBLISHABLE_KEY,
    REFUND_KEY,
    SECRET_KEY,
    STRIPE_JS_URL,
    EnvironmentKind,
    real_environment,
)
from pos_app.settings.places import environment_folder
from pos_app.settings.secrets import PrivateFileSecrets
from tests.helpers.live import LiveStripe, opened

PRICE = Money(1_250, "eur")


async def a_card(till: Till) -> tuple[CustomerId, PaymentMethodId]:
    draft = CustomerDraft("Zoé Léger", "zoe@example.com")
    customer = (await till.customers.create(draft)).id
    path = "/v1/payment_methods/pm_card_visa/attach"
    owner = "customer_account" if customer.startswith("acct_") else "customer"
    reply = await till.ground.gateway._caller.post(path, {owner: customer}, "card")
    return customer, await kept_card(till, customer, reply.data["id"])


async def kept_card(till: Till, customer: CustomerId, card: str) -> PaymentMethodId:
    """As if its customer had ticked that it is shown again: without it nothing is charged."""
    shown = {"allow_redisplay": "always"}
    await till.ground.gateway._caller.post(f"/v1/payment_methods/{card}", shown, "kept")
    await till.customers.refresh_cards(customer)
    return PaymentMethodId(card)


async def test_a_card_is_charged_and_given_back_and_the_copy_follows(
    live_stripe: LiveStripe, tmp_path: Path
) -> None:
    async with opened(live_stripe.plan(tmp_path)) as till:
        assert (till.ground.standin, till.controls) == (None, None)
        assert not till.environment.training
        assert till.environment.api_base == live_stripe.standin.url
        assert live_stripe.standin.url.startswith("https://localhost:")
        await till.start()
        customer, card = await a_card(till)
        item = await till.sales.open_item(customer, PRICE, "Repair")
        paid = await till.payments.charge_saved_card(item, card)
        assert paid.kind is OutcomeKind.SUCCEEDED
        assert paid.payment_intent_id is not None
        back = await till.payments.refund(paid.payment_intent_id, Money(250, "eur"))
        assert back.kind is OutcomeKind.SUCCEEDED
        await till.sync.catch_up()
        assert [one.customer.id for one in await till.customers.find("zoe leger")] == [customer]
        path = f"/v1/payment_intents/{paid.payment_intent_id}"
        kept = await till.ground.gateway._caller.get(path)
        assert kept.data["livemode"] is True
        assert kept.data["amount_received"] == 1_250


async def test_a_hosted_page_is_paid_and_found_paid(
    live_stripe: LiveStripe, tmp_path: Path
) -> None:
    async with opened(live_stripe.plan(tmp_path)) as till:
        customer, _ = await a_card(till)
        item = await till.sales.open_item(customer, PRICE, "Repair")
        link = await till.checkout.open_link(item)
        assert link.url.startswith(live_stripe.standin.url)
        secret = await asyncio.to_thread(_secret_of, link.url, live_stripe.authorities)
        paid = await asyncio.to_thread(live_stripe.standin.pay, secret)
        assert paid["type"] == "success", paid
        assert (await till.checkout.settle(link.attempt_id)).kind is OutcomeKind.SUCCEEDED


def _secret_of(url: str, authorities: Path) -> str:
    trusting = ssl.create_default_context(cafile=str(authorities))
    with urllib.request.urlopen(url, timeout=30, context=trusting) as answer:
        page = answer.read().decode()
    [found] = re.findall(r'<script type="application/json" id="given">(.*?)</script>', page)
    return str(json.loads(found)["secret"])


async def test_a_refund_goes_by_the_managers_key_and_never_by_the_tills(
    live_stripe: LiveStripe, tmp_path: Path
) -> None:
    """A manager's key that may not: the till's own, which may, isn't asked instead."""
    async with opened(
        live_stripe.plan(tmp_path, refund_key="_".join(("rk", "live", "readonly")))
    ) as till:
        customer, card = await a_card(till)
        item = await till.sales.open_item(customer, PRICE, "Repair")
        paid = await till.payments.charge_saved_card(item, card)
        assert paid.payment_intent_id is not None
        back = await till.payments.refund(paid.payment_intent_id, PRICE)
        assert (back.kind, back.reason) == (OutcomeKind.NOT_CHARGED, "operation.not_allowed")
        listed = await till.ground.gateway._caller.get("/v1/refunds", {})
        assert listed.data["data"] == []


async def test_customers_are_made_and_charged_as_accounts(
    live_stripe: LiveStripe, tmp_path: Path
) -> None:
    async with opened(live_stripe.plan(tmp_path), customers_as_accounts=True) as till:
        await till.start()
        draft = CustomerDraft(
            "Zoé Léger", "zoe@example.com", "+33612345678", note="Door left", language="fr",
            number="K-12", postcode="75011", tags=("regular",),
        )  # fmt: skip
        made = await till.customers.create(draft)
        assert made.id.startswith("acct_")
        assert (made.name, made.email, made.phone) == (draft.name, draft.email, draft.phone)
        assert (made.note, made.language, made.number) == (draft.note, draft.language, draft.number)
        assert (made.postcode, made.tags) == (draft.postcode, draft.tags)
        caller = till.ground.gateway._caller
        whose = {"customer_account": made.id}
        attached = await caller.post("/v1/payment_methods/pm_card_visa/attach", whose, "card")
        card = await kept_card(till, made.id, attached.data["id"])
        await till.sync.catch_up()
        [found] = await till.customers.find("zoe leger")
        assert found.customer.id == made.id
        item = await till.sales.open_item(made.id, PRICE, "Repair")
        paid = await till.payments.charge_saved_card(item, card)
        assert paid.kind is OutcomeKind.SUCCEEDED
        assert paid.payment_intent_id is not None
        kept = await caller.get(f"/v1/payment_intents/{paid.payment_intent_id}")
        assert (kept.data["customer_account"], kept.data["livemode"]) == (made.id, True)
        back = await till.payments.refund(paid.payment_intent_id, PRICE)
        assert back.kind is OutcomeKind.SUCCEEDED
        other = await till.sales.open_item(made.id, PRICE, "Repair")
        link = await till.checkout.open_link(other)
        secret = await asyncio.to_thread(_secret_of, link.url, live_stripe.authorities)
        assert (await asyncio.to_thread(live_stripe.standin.pay, secret))["type"] == "success"
        assert (await till.checkout.settle(link.attempt_id)).kind is OutcomeKind.SUCCEEDED


async def test_an_account_whose_reply_was_lost_is_found_and_not_made_twice(
    live_stripe: LiveStripe, tmp_path: Path
) -> None:
    async with opened(live_stripe.plan(tmp_path), customers_as_accounts=True) as till:
        draft = CustomerDraft("Zoé Léger", "zoe@example.com")
        live_stripe.standin.scenario("lost_after", "POST /v2/core/accounts", times=1)
        live_stripe.standin.scenario("status", "POST /v2/core/accounts", times=1, status=500)
        with pytest.raises(RemoteUnknown):
            await till.customers.create(draft)
        made = await till.customers.create(draft)  # unclear again, so it is looked for
        listed = await till.ground.gateway._caller.get("/v2/core/accounts", {"limit": 10})
        assert [row["id"] for row in listed.data["data"]] == [made.id]


async def test_nobody_else_is_believed_to_be_stripe(
    live_stripe: LiveStripe, tmp_path: Path
) -> None:
    """Without the authority that vouches for it the same server is a stranger: nothing is asked."""
    plan = live_stripe.plan(tmp_path)
    assert plan.stripe_at is not None
    theirs = Path(__file__).parents[2] / "data"
    real = real_environment(plan.kind, plan.secret_store())
    assert (real.api_base, real.stripe_js_url) == (None, STRIPE_JS_URL)
    import trustme

    stranger = tmp_path / "stranger.pem"
    trustme.CA().cert_pem.write_to_path(str(stranger))
    assert theirs.exists()
    async with opened(
        replace(plan, stripe_at=replace(plan.stripe_at, authorities=stranger))
    ) as till:
        with pytest.raises(RemoteUnreachable):
            await till.customers.create(CustomerDraft("Zoé Léger"))


@pytest.mark.parametrize("kind", [EnvironmentKind.TEST, EnvironmentKind.LIVE])
@pytest.mark.parametrize("kept", [{}, {SECRET_KEY: "x"}, {PUBLISHABLE_KEY: "x"}])
async def test_without_keys_there_is_no_till_and_no_file(
    kind: EnvironmentKind, kept: dict[str, str], tmp_path: Path
) -> None:
    secrets = PrivateFileSecrets(tmp_path / "secrets")
    for name, value in kept.items():
        secrets.set(name, value)
    plan = Plan(environment_folder(kind, tmp_path), kind=kind, secrets=secrets)
    with pytest.raises(EnvironmentFault, match=r"environment\.no_keys"):
        await build(plan, load_shop(plan))
    assert not (plan.folder / "ledger.db").exists()


@pytest.mark.parametrize("kind", [EnvironmentKind.TEST, EnvironmentKind.LIVE])
async def test_keys_of_an_account_never_lie_in_plain_files(
    kind: EnvironmentKind, tmp_path: Path
) -> None:
    plan = Plan(environment_folder(kind, tmp_path), kind=kind)
    with pytest.raises(Bug, match=r"plan\.no_secrets"):
        await build(plan, load_shop(plan))
    assert not (plan.folder / "secrets").exists()


@pytest.mark.parametrize(
    ("secret", "key"),
    [("sk_live_1", "environment.full_secret_key"), ("rk_test_1", "environment.wrong_secret_key")],
)
async def test_only_a_restricted_live_key_opens_a_live_till(
    secret: str, key: str, live_stripe: LiveStripe, tmp_path: Path
) -> None:
    plan = live_stripe.plan(tmp_path, secret_key=secret)
    with pytest.raises(UserError) as refused:
        await build(plan, load_shop(plan))
    assert refused.value.key == key
    assert not (plan.folder / "ledger.db").exists()


async def test_a_sandbox_is_neither_training_nor_live(sandbox: LiveStripe, tmp_path: Path) -> None:
    async with opened(sandbox.plan(tmp_path, EnvironmentKind.TEST)) as till:
        assert (till.ground.standin, till.controls) == (None, None)
        assert (till.environment.training, till.environment.live) == (False, False)
        customer, card = await a_card(till)
        item = await till.sales.open_item(customer, PRICE, "Repair")
        assert (await till.payments.charge_saved_card(item, card)).kind is OutcomeKind.SUCCEEDED


async def test_each_environment_has_a_folder_and_a_ledger_of_its_own(
    live_stripe: LiveStripe, sandbox: LiveStripe, tmp_path: Path
) -> None:
    """A folder that was copied or named by mistake: what one owes is never charged to the other."""
    folders = {environment_folder(kind, tmp_path) for kind in EnvironmentKind}
    assert len(folders) == len(EnvironmentKind)
    live = live_stripe.plan(tmp_path)
    async with opened(live):
        pass
    async with opened(live):
        pass
    test = sandbox.plan(tmp_path, EnvironmentKind.TEST)
    mixed = replace(test, folder=live.folder)
    mixed.secret_store().set("database-key", live.secret_store().get("database-key") or "")
    with pytest.raises(EnvironmentFault, match=r"environment\.other_ledger"):
        await build(mixed, load_shop(mixed))
    async with opened(live):
        pass  # and it is as it was


async def test_a_ledger_of_training_stays_training(live_stripe: LiveStripe, tmp_path: Path) -> None:
    training = Plan(tmp_path / "training", training_customers=0)
    await (await build(training, load_shop(training))).close()
    live = replace(live_stripe.plan(tmp_path), folder=training.folder)
    live.secret_store().set("database-key", training.secret_store().get("database-key") or "")
    with pytest.raises(EnvironmentFault, match=r"environment\.other_ledger"):
        await build(live, load_shop(live))


@pytest.mark.logs_error("stripe_answered_in_other_mode")
async def test_an_answer_in_test_mode_stops_a_live_till(
    live_stripe: LiveStripe, tmp_path: Path
) -> None:
    async with opened(live_stripe.plan(tmp_path)) as till:
        customer, card = await a_card(till)
        item = await till.sales.open_item(customer, PRICE, "Repair")
        body = json.dumps({"id": "pi_1", "livemode": False}, separators=(",", ":"))
        live_stripe.standin.scenario("status", "POST /v1/payment_intents", status=200, body=body)
        outcome = await till.payments.charge_saved_card(item, card)
        assert outcome.kind in (OutcomeKind.UNKNOWN, OutcomeKind.NOT_CHARGED)
        with pytest.raises((RemoteUnknown, RemoteUnreachable), match=OTHER_MODE):
            await till.customers.create(CustomerDraft("Léo"))
        other = await till.sales.open_item(customer, PRICE, "Repair")
        with_nothing_sent = await _kind_of(till, other, card)
        assert with_nothing_sent is not OutcomeKind.SUCCEEDED


async def _kind_of(till: Till, item: Any, card: PaymentMethodId) -> OutcomeKind | None:
    try:
        return (await till.payments.charge_saved_card(item, card)).kind
    except PosError:
        return None


def test_keys_are_read_under_the_names_they_are_kept_under() -> None:
    assert keys.KEPT_NAMES == (SECRET_KEY, PUBLISHABLE_KEY, REFUND_KEY)
