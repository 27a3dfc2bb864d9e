"""What holds for every request: keys, hosts, origins, headers, idempotency, trouble on order."""

import concurrent.futures

import httpx
import pytest
import stripe

from pos_app.training.page.page_api import PAGE_HANDLERS

KEY = {"authorization": "Bearer sk_test_x"}


@pytest.fixture
def http(standin):
    with httpx.Client(base_url=standin.url, headers=KEY, timeout=30) as made:
        yield made


def intent_of(http, key, **changes):
    data = {"amount": "1000", "currency": "eur", "confirm": "true", "off_session": "true",
            "payment_method": "pm_card_visa", **changes}  # fmt: skip
    return http.post("/v1/payment_intents", data=data, headers={"idempotency-key": key})


def test_headers_of_every_answer(http):
    for path in ("/v1/balance", "/v1/customers/cus_no", "/v1/nothing"):
        reply = http.get(path, headers={"stripe-version": "2024-06-20"})
        assert reply.headers["request-id"].startswith("req_")
        assert reply.headers["stripe-version"] == "2024-06-20"
        assert reply.headers["date"].endswith("GMT")
    assert http.get("/v1/balance").headers["stripe-version"] == "2026-10-28.endive"


def test_the_date_is_the_stand_ins_own(http, standin):
    before = http.get("/v1/balance").headers["date"]
    standin.advance(400 * 24 * 3600)
    assert http.get("/v1/balance").headers["date"][12:16] != before[12:16]


@pytest.mark.parametrize(
    ("authorization", "status", "code"),
    [("Bearer sk_live_x", 401, None), ("Bearer rk_live_x", 401, None), ("", 401, None),
     ("Bearer pk_test_x", 401, "secret_key_required"), ("Bearer nonsense", 401, None),
     ("Basic !!", 401, None), ("Basic c2tfdGVzdF94Og==", 200, None),
     ("Bearer rk_test_x", 200, None)],
)  # fmt: skip
def test_only_test_keys_open(http, authorization, status, code):
    reply = http.get("/v1/balance", headers={"authorization": authorization})
    assert reply.status_code == status
    assert reply.json().get("error", {}).get("code") == code


@pytest.mark.parametrize("host", ["example.com", "127.0.0.1.example.com", "10.0.0.1", "", "[::1"])
@pytest.mark.parametrize(
    "path", ["/v1/balance", "/v1/customers/", "/_training/state", "/endive/stripe.js"]
)
def test_other_hosts_are_refused(http, host, path):
    assert http.get(path, headers={"host": host}).status_code == 403


def test_other_hosts_are_refused_on_the_page(http):
    assert http.post("/page/session", json={}, headers={"host": "a.example"}).status_code == 403


def test_foreign_pages_reach_neither_api_nor_controls(http, standin):
    foreign = {"origin": "https://till.invalid"}
    assert http.get("/v1/balance", headers=foreign).status_code == 403
    assert http.post("/_training/reset", json={}, headers=foreign).status_code == 403
    assert http.get("/v1/balance", headers={"origin": standin.url}).status_code == 200
    for origin in ("null", "http://[::1", "http://127.0.0.1:99999999"):
        assert http.get("/v1/balance", headers={"origin": origin}).status_code == 403


def test_an_address_with_a_slash_too_many_names_nothing(http, standin):
    for method in ("GET", "POST"):
        reply = http.request(method, "/v1/customers/")
        assert (reply.status_code, reply.is_redirect) == (404, False)
        assert "remove the trailing slash" in reply.json()["error"]["message"]
    assert standin.state()["counts"]["customers"] == 0


@pytest.mark.parametrize("path", sorted(PAGE_HANDLERS))
def test_only_the_stand_ins_own_frames_use_the_page_endpoints(http, standin, path):
    port = standin.url.rpartition(":")[2]
    for origin in (
        "https://till.invalid", "null", f"https://127.0.0.1:{port}", "http://127.0.0.1:1",
        "http://127.0.0.1.example.com:" + port,
    ):  # fmt: skip
        foreign = {"origin": origin, "access-control-request-method": "POST",
                   "access-control-request-private-network": "true"}  # fmt: skip
        reply = http.post(path, json={"key": "pk_test_x"}, headers=foreign)
        assert reply.status_code == 403
        preflight = http.request("OPTIONS", path, headers=foreign)
        assert preflight.status_code >= 400
        for answer in (reply, preflight):
            assert not [name for name in answer.headers if name.startswith("access-control")]
    for own in ({"origin": standin.url}, {}):
        reply = http.post(path, json={"key": "pk_test_x"}, headers=own)
        assert reply.status_code != 403


@pytest.mark.parametrize("path", ["/page/session", "/_training/clock", "/c/facts"])
@pytest.mark.parametrize(
    "body", [b"{", b"[]", b"\xff", b"[" * 90_000, b" " * 1_000_001, b'{"key": "\\ud800"}',
             b'{"key": NaN}']
)  # fmt: skip
def test_bodies_that_are_no_json(http, path, body):
    reply = http.post(path, content=body)
    assert reply.status_code in (200, 400)
    assert reply.json()["error"]["message"]


def test_script_and_frames_are_served_to_any_page(http):
    reply = http.get("/endive/stripe.js")
    assert "defineProperty(window, 'Stripe'" in reply.text
    assert reply.text.endswith("})();\n")
    assert reply.headers["content-type"].startswith("text/javascript")
    assert reply.headers["access-control-allow-origin"] == "*"
    assert http.get("/frames/challenge.html").headers["content-type"].startswith("text/html")
    for path in (
        "/frames/..%2f..%2fcli.py",
        "/frames/no.html",
        "/frames/..%2fstripe.js",
        "/frames/%00.js",
        "/frames/stripe",
    ):
        assert http.get(path).status_code == 404


@pytest.mark.parametrize(
    ("body", "kind"),
    [(b"{}", "application/json"), (b"\xff=1", "application/x-www-form-urlencoded"),
     (b"a[b=1", "application/x-www-form-urlencoded"),
     (b"name=1&name[a]=2", "application/x-www-form-urlencoded"),
     (b"name[a]=2&name=1", "application/x-www-form-urlencoded"),
     (b"[]=1", "application/x-www-form-urlencoded")],
)  # fmt: skip
def test_bodies_that_are_no_forms(http, body, kind):
    reply = http.post("/v1/customers", content=body, headers={"content-type": kind})
    assert reply.status_code == 400
    assert reply.json()["error"]["type"] == "invalid_request_error"


def test_a_replay_gives_the_same_answer_and_changes_nothing(http, standin):
    first, again = intent_of(http, "k1"), intent_of(http, "k1")
    assert first.json() == again.json()
    assert "idempotent-replayed" not in first.headers
    assert again.headers["idempotent-replayed"] == "true"
    assert again.headers["original-request"] == first.headers["request-id"]
    assert again.headers["idempotency-key"] == "k1"
    assert standin.state()["counts"]["payment_intents"] == 1


def test_a_decline_is_replayed(http, standin):
    first = intent_of(http, "k1", payment_method="pm_card_chargeDeclined")
    again = intent_of(http, "k1", payment_method="pm_card_chargeDeclined")
    assert (first.status_code, again.status_code) == (402, 402)
    assert again.headers["idempotent-replayed"] == "true"
    assert standin.state()["counts"]["charges"] == 1


def test_a_key_belongs_to_its_parameters_and_its_address(http):
    intent_of(http, "k1")
    for reply in (
        intent_of(http, "k1", amount="2000"),
        http.post("/v1/customers", data={}, headers={"idempotency-key": "k1"}),
    ):
        assert reply.status_code == 400
        assert reply.json()["error"]["type"] == "idempotency_error"


def test_refused_parameters_are_not_kept(http):
    assert intent_of(http, "k1", amount="x").status_code == 400
    assert intent_of(http, "k1").status_code == 200
    assert intent_of(http, "k" * 256).status_code == 400
    assert intent_of(http, "k2", customer="cus_no").status_code == 400
    assert "idempotent-replayed" not in intent_of(http, "k2", customer="cus_no").headers


def test_a_key_is_forgotten_after_a_day(http, standin):
    first = intent_of(http, "k1")
    standin.advance(24 * 3600 - 60)
    assert intent_of(http, "k1").json()["id"] == first.json()["id"]
    standin.advance(120)
    assert intent_of(http, "k1").json()["id"] != first.json()["id"]


def test_two_at_once_with_one_key_conflict(http, standin):
    standin.scenario("slow", "POST /v1/payment_intents", delay_s=0.5)
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        replies = list(pool.map(lambda _: intent_of(http, "k1"), range(2)))
    first, other = sorted(replies, key=lambda reply: reply.status_code)
    assert (first.status_code, other.status_code) == (200, 409)
    assert other.json()["error"]["type"] == "idempotency_error"
    assert intent_of(http, "k1").json() == first.json()


def test_lost_before_changes_nothing(http, standin):
    standin.scenario("lost_before", "POST /v1/payment_intents")
    with pytest.raises(httpx.TransportError):
        intent_of(http, "k1")
    assert standin.state()["counts"]["payment_intents"] == 0
    assert intent_of(http, "k1").status_code == 200


def test_lost_after_has_happened_and_replays(http, standin):
    standin.scenario("lost_after", "POST /v1/payment_intents")
    with pytest.raises(httpx.TransportError):
        intent_of(http, "k1")
    assert standin.state()["counts"]["charges"] == 1
    assert intent_of(http, "k1").headers["idempotent-replayed"] == "true"
    assert standin.state()["counts"]["charges"] == 1


@pytest.mark.parametrize("status", [409, 429, 500])
@pytest.mark.parametrize(("when", "charges"), [("before", 0), ("after", 1)])
def test_a_status_on_order(http, standin, status, when, charges):
    standin.scenario("status", "POST /v1/payment_intents", status=status, when=when)
    reply = intent_of(http, "k1")
    assert reply.status_code == status
    assert reply.json()["error"]["message"]
    assert standin.state()["counts"]["charges"] == charges
    again = intent_of(http, "k1")
    assert again.status_code == (500 if status == 500 else 200), "500s are stored and replayed"
    assert standin.state()["counts"]["charges"] == (charges if status == 500 else 1)


def test_nonsense_and_a_body_on_order(http, standin, shop):
    standin.scenario("nonsense", "GET /v1/balance")
    reply = http.get("/v1/balance")
    assert (reply.status_code, reply.headers["content-type"]) == (200, "text/html; charset=utf-8")
    standin.scenario("status", "/v1/balance", status=503, body={"odd": True}, times=2)
    assert [http.get("/v1/balance").json() for _ in range(2)] == [{"odd": True}] * 2
    assert http.get("/v1/balance").status_code == 200
    assert standin.state()["scenarios_waiting"] == 0
    session = shop.session()
    standin.scenario("status", "POST /page/session", status=500)
    assert standin.page("/page/session", client_secret=session.client_secret)["type"] == "error"


@pytest.mark.parametrize(
    "given", [{}, {"kind": "odd"}, {"kind": "slow", "when": "now"}, {"kind": "slow", "x": 1},
              {"kind": "slow", "times": "many"}, {"kind": "slow", "times": 0},
              {"kind": "slow", "delay_s": -1}, {"kind": "slow", "delay_s": "x"},
              {"kind": "slow", "status": 500}, {"kind": "status", "status": 99},
              {"kind": "status", "status": 204}, {"kind": "status", "status": 304},
              {"kind": "slow", "match": 5}, {"kind": "slow", "match": [5]},
              {"kind": "decline", "code": "odd"}, {"kind": "decline", "match": "/v1"},
              {"kind": "authenticate", "code": "lost_card"}],
)  # fmt: skip
def test_scenarios_that_cannot_be_read(standin, given):
    assert standin.control("scenario", given)["error"]["message"]


def test_controls_refuse_what_they_cannot_do(standin):
    assert standin.control("nothing", {})["error"]["message"]
    for given in ({"advance_s": -1}, {"advance_s": "x"}, {"advance_s": 10**12}, {}):
        assert standin.control("clock", given)["error"]["param"] == "advance_s"
    assert standin.control("reset", {"customers": -1})["error"]["param"] == "customers"


def test_error_classes_of_the_sdk(client, standin):
    def raised(status):
        standin.scenario("status", "GET /v1/balance", status=status)
        with pytest.raises(stripe.StripeError) as caught:
            client.v1.balance.retrieve()
        return type(caught.value)

    assert [raised(status) for status in (400, 401, 403, 404, 429, 500)] == [
        stripe.InvalidRequestError, stripe.AuthenticationError, stripe.PermissionError,
        stripe.InvalidRequestError, stripe.RateLimitError, stripe.APIError,
    ]  # fmt: skip
