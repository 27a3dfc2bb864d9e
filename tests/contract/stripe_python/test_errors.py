"""Every class of error the Python package has, as both its clients raise it."""

import asyncio
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
import stripe

from pos_app.training.bank.declines import BY_CODE
from tests.contract.stripe_python.conftest import SDK_WARNS, VISA
from tests.contract.stripe_python.scenarios import raw, refused

pytestmark = pytest.mark.filterwarnings(SDK_WARNS)


# --- requests that can't be carried out


@pytest.mark.parametrize(
    ("call", "code", "param", "status"),
    [
        (("v1.customers.create", {"colour": "red"}), "parameter_unknown", "colour", 400),
        (("v1.payment_intents.create", {"currency": "eur"}), "parameter_missing", "amount", 400),
        (("v1.customers.retrieve", "cus_gone"), "resource_missing", "id", 404),
        (
            ("v1.payment_intents.create", {"amount": 900, "currency": "eur", "customer": "cus_x"}),
            "resource_missing", "customer", 400,
        ),
        (("v1.customers.create", {"email": "nobody"}), "email_invalid", "email", 400),
        (("v1.customers.create", {"tax_exempt": "maybe"}), None, "tax_exempt", 400),
        (("v1.customers.list", {"limit": 0}), None, "limit", 400),
        (("v1.balance.retrieve", {"expand": ["nothing"]}), None, "expand", 400),
    ],
)  # fmt: skip
async def test_an_invalid_request(api, call, code, param, status):
    fault = await refused(api(*call))
    assert type(fault) is stripe.InvalidRequestError
    assert (fault.http_status, fault.param) == (status, param)
    assert code is None or fault.code == code
    assert fault.error.type == "invalid_request_error"
    assert fault.request_id.startswith("req_")
    assert fault.user_message


async def test_a_route_nobody_knows(api):
    fault = await refused(raw(api, "get", "/v1/nothing"))
    assert type(fault) is stripe.InvalidRequestError
    assert fault.http_status == 404


# --- keys


@pytest.mark.parametrize("key", ["sk_live_x", "pk_test_training", "sk_nonsense_12345678"])
async def test_a_key_that_opens_nothing(api, key):
    fault = await refused(api.other(key=key)("v1.balance.retrieve"))
    assert type(fault) is stripe.AuthenticationError
    assert fault.http_status == 401
    assert "12345" not in str(fault)[:-8]


async def test_a_key_that_may_only_read(api):
    reading = api.other(key="rk_test_readonly_1234")
    assert (await reading("v1.customers.list")).data == []
    fault = await refused(reading.customer())
    assert type(fault) is stripe.PermissionError
    assert fault.http_status == 403
    assert (await api("v1.customers.list")).data == []


# --- cards


@pytest.mark.parametrize(
    ("token", "code", "decline_code", "advice"),
    [
        ("chargeCustomerFail", "card_declined", "generic_decline", "try_again_later"),
        ("chargeDeclined", "card_declined", "generic_decline", "try_again_later"),
        ("chargeDeclinedInsufficientFunds", "card_declined", "insufficient_funds", None),
        ("chargeDeclinedLostCard", "card_declined", "lost_card", "do_not_try_again"),
        ("chargeDeclinedStolenCard", "card_declined", "stolen_card", "do_not_try_again"),
        ("chargeDeclinedExpiredCard", "expired_card", None, "do_not_try_again"),
        ("chargeDeclinedIncorrectCvc", "incorrect_cvc", None, "confirm_card_data"),
        ("chargeDeclinedProcessingError", "processing_error", None, "try_again_later"),
        (
            "chargeDeclinedVelocityLimitExceeded", "card_declined",
            "card_velocity_exceeded", None,
        ),
        ("radarBlock", "card_declined", "fraudulent", None),
    ],
)  # fmt: skip
async def test_a_declined_card(api, token, code, decline_code, advice):
    intent = await api.open_intent()
    given = {"payment_method": f"pm_card_{token}", "return_url": "https://a.example"}
    fault = await refused(api("v1.payment_intents.confirm", intent.id, given))
    assert type(fault) is stripe.CardError
    assert (fault.http_status, fault.code) == (402, code)
    assert decline_code is None or fault.error.decline_code == decline_code
    assert advice is None or fault.error.advice_code == advice
    kept = fault.error.payment_intent
    assert type(kept) is stripe.PaymentIntent
    assert (kept.id, kept.status) == (intent.id, "requires_payment_method")
    assert kept.last_payment_error.code == code
    charge = await api("v1.charges.retrieve", fault.error.charge)
    assert (charge.status, charge.failure_code) == ("failed", code)
    found = await api("v1.payment_intents.retrieve", intent.id)
    assert found.to_dict() == kept.to_dict()


async def test_every_documented_decline(api):
    """As the bank says it on order: the same typed objects for every code there is."""
    for code, decline in BY_CODE.items():
        intent = await api.open_intent()
        api.standin.scenario("decline", code=code)
        given = {"payment_method": VISA, "return_url": "https://a.example"}
        fault = await refused(api("v1.payment_intents.confirm", intent.id, given))
        assert type(fault) is stripe.CardError
        assert (fault.http_status, fault.code) == (402, decline.code)
        assert fault.user_message == fault.error.message
        kept = fault.error.payment_intent
        assert (kept.id, kept.last_payment_error.code) == (intent.id, decline.code)


async def test_an_absent_customer_who_must_authenticate(api):
    fault = await refused(api.paid("pm_card_authenticationRequired"))
    assert type(fault) is stripe.CardError
    assert (fault.code, fault.error.payment_intent.status) == (
        "authentication_required",
        "requires_payment_method",
    )


async def test_a_card_declined_while_it_is_set_up(api):
    intent = await api.setup()
    given = {"payment_method": "pm_card_chargeDeclined"}
    fault = await refused(api("v1.setup_intents.confirm", intent.id, given))
    assert type(fault) is stripe.CardError
    assert type(fault.error.setup_intent) is stripe.SetupIntent
    assert fault.error.setup_intent.last_setup_error.code == "card_declined"


async def test_a_card_declined_while_it_is_attached(api):
    fault = await refused(api.card(await api.customer(), "pm_card_chargeDeclined"))
    assert type(fault) is stripe.CardError
    assert fault.code == "card_declined"


# --- trouble on the way


@pytest.mark.parametrize(
    ("status", "kind", "code"),
    [
        (429, stripe.RateLimitError, "rate_limit"),
        (500, stripe.APIError, None),
        (409, stripe.APIError, "lock_timeout"),
    ],
)
async def test_stripe_is_busy_or_broken(api, status, kind, code):
    api.standin.scenario("status", "POST /v1/customers", status=status)
    fault = await refused(api.customer())
    assert type(fault) is kind
    # the package keeps the code of these to the body
    assert (fault.http_status, fault.json_body["error"].get("code")) == (status, code)
    assert (await api("v1.customers.list")).data == []


async def test_an_answer_that_is_no_answer_of_stripes(api):
    api.standin.scenario("nonsense", "GET /v1/balance")
    fault = await refused(api("v1.balance.retrieve"))
    assert type(fault) is stripe.APIError


@pytest.mark.parametrize(("kind", "made"), [("lost_before", 0), ("lost_after", 1)])
async def test_a_lost_answer(api, kind, made):
    api.standin.scenario(kind, "POST /v1/customers")
    fault = await refused(api.customer())
    assert type(fault) is stripe.APIConnectionError
    assert len((await api("v1.customers.list")).data) == made


@pytest.mark.parametrize("kind", ["lost_before", "lost_after"])
async def test_asking_again_after_a_lost_answer_changes_once(api, kind):
    """The package repeats with the same key, as it does with Stripe."""
    api.standin.scenario(kind, "POST /v1/payment_intents")
    patient = api.other(max_network_retries=2)
    given = {"amount": 700, "currency": "eur", "payment_method": VISA, "confirm": True,
             "return_url": "https://a.example"}  # fmt: skip
    paid = await patient("v1.payment_intents.create", given)
    assert paid.status == "succeeded"
    assert [one.id for one in (await api("v1.payment_intents.list")).data] == [paid.id]
    assert len((await api("v1.charges.list")).data) == 1
    replayed = paid.last_response.headers.get("idempotent-replayed")
    assert (replayed == "true") is (kind == "lost_after")


async def test_asking_again_after_a_conflict(api):
    api.standin.scenario("status", "POST /v1/customers", status=409)
    assert (await api.other(max_network_retries=1).customer()).id
    assert len((await api("v1.customers.list")).data) == 1


async def test_too_many_requests_are_not_repeated(api):
    api.standin.scenario("status", "POST /v1/customers", status=429)
    assert type(await refused(api.other(max_network_retries=2).customer())) is stripe.RateLimitError


# --- idempotency keys


def key() -> dict[str, str]:
    return {"idempotency_key": str(uuid.uuid4())}


async def test_the_same_answer_for_the_same_key(api):
    options = key()
    first = await api("v1.customers.create", {"name": "Zoé"}, options)
    again = await api("v1.customers.create", {"name": "Zoé"}, options)
    assert first.to_dict() == again.to_dict()
    headers = again.last_response.headers
    assert headers["idempotent-replayed"] == "true"
    assert headers["original-request"] == first.last_response.request_id
    assert headers["idempotency-key"] == options["idempotency_key"]
    assert again.last_response.request_id != first.last_response.request_id


async def test_another_request_with_the_same_key(api):
    options = key()
    await api("v1.customers.create", {"name": "Zoé"}, options)
    fault = await refused(api("v1.customers.create", {"name": "Anna"}, options))
    assert type(fault) is stripe.IdempotencyError
    assert fault.http_status == 400
    fault = await refused(api("v1.products.create", {"name": "Zoé"}, options))
    assert type(fault) is stripe.IdempotencyError


async def test_a_request_still_under_way_with_the_same_key(api):
    options, given = key(), {"name": "Zoé"}
    api.standin.scenario("slow", "POST /v1/customers", delay_s=1.0)

    def taken():
        while api.standin.state()["scenarios_waiting"]:
            pass

    loop, customers = asyncio.get_running_loop(), api.client.v1.customers
    with ThreadPoolExecutor(2) as executor:
        if api.way == "async":
            under_way = asyncio.ensure_future(customers.create_async(given, options))
        else:
            under_way = loop.run_in_executor(executor, customers.create, given, options)
        await loop.run_in_executor(executor, taken)
        fault = await refused(api("v1.customers.create", given, options))
        made = await under_way
    assert type(fault) is stripe.APIError  # the package has no name for it
    assert fault.http_status == 409
    assert fault.json_body["error"]["type"] == "idempotency_error"
    assert [one.id for one in (await api("v1.customers.list")).data] == [made.id]


async def test_a_decline_is_replayed(api):
    intent, options = await api.open_intent(), key()
    given = {"payment_method": "pm_card_chargeDeclined", "return_url": "https://a.example"}
    first = await refused(api("v1.payment_intents.confirm", intent.id, given, options))
    again = await refused(api("v1.payment_intents.confirm", intent.id, given, options))
    assert (again.http_status, again.json_body) == (402, first.json_body)
    assert again.headers["idempotent-replayed"] == "true"
    assert len((await api("v1.charges.list")).data) == 1


@pytest.mark.parametrize(("when", "made"), [("before", 0), ("after", 1)])
async def test_a_500_is_replayed(api, when, made):
    options = key()
    api.standin.scenario("status", "POST /v1/customers", status=500, when=when)
    for _ in range(2):
        fault = await refused(api("v1.customers.create", {}, options))
        assert type(fault) is stripe.APIError
        assert fault.http_status == 500
    assert fault.headers["idempotent-replayed"] == "true"
    assert len((await api("v1.customers.list")).data) == made


async def test_refused_parameters_are_not_kept(api):
    options = key()
    await refused(api("v1.customers.create", {"email": "nobody"}, options))
    assert (await api("v1.customers.create", {"email": "z@example.fr"}, options)).id


async def test_a_day_later_a_key_is_new(api):
    options = key()
    first = await api("v1.customers.create", {}, options)
    api.standin.advance(24 * 3600 + 1)
    assert (await api("v1.customers.create", {}, options)).id != first.id
