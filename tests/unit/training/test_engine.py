"""The stand-in's promises under any sequence of calls, without the network."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from pos_app.training.objects.states import Intent, NotAllowed, Step, advance
from pos_app.training.page import page_api
from pos_app.training.records.database import Database, FileInUse
from pos_app.training.samples import sample_data
from pos_app.training.server.engine import ENDPOINTS, Engine
from pos_app.training.wire.errors import StripeError
from pos_app.training.wire.validation import Validator

ROUTES = {(e.method, e.path): e for e in ENDPOINTS}
CARDS = [
    "4242424242424242", "4000000000000002", "4000000000009995", "4000002500003155",
    "4000002760003184", "4000008260003178", "4000003800000446",
]  # fmt: skip
TOKENS = [
    "pm_card_visa", "pm_card_mastercard", "pm_card_chargeDeclined",
    "pm_card_authenticationRequired", "pm_card_authenticationRequiredSetupForOffSession",
]  # fmt: skip
SETTLED = {Intent.SUCCEEDED, Intent.CANCELED}
COUNTED = {
    "charge.succeeded": ("charges", lambda body: body["status"] == "succeeded"),
    "charge.failed": ("charges", lambda body: body["status"] == "failed"),
    "payment_intent.succeeded": ("payment_intents", lambda b: b["status"] == "succeeded"),
    "payment_intent.canceled": ("payment_intents", lambda body: body["status"] == "canceled"),
    "payment_intent.created": ("payment_intents", lambda body: True),
    "checkout.session.completed": ("checkout_sessions", lambda b: b["status"] == "complete"),
    "checkout.session.expired": ("checkout_sessions", lambda b: b["status"] == "expired"),
    "refund.created": ("refunds", lambda body: True),
    "customer.created": ("customers", lambda body: True),
}


@given(st.lists(st.sampled_from(Step)))
def test_what_is_settled_stays_settled(steps):
    state, successes = Intent.REQUIRES_PAYMENT_METHOD, 0
    for step in steps:
        try:
            after = advance(state, step)
        except NotAllowed:
            continue
        assert state not in SETTLED
        successes += after is Intent.SUCCEEDED
        state = after
    assert successes <= 1


def few(items):
    """One of the first three: what is interesting is often done to the same object twice."""
    return st.sampled_from(items[:3])


class Calls(RuleBasedStateMachine):
    """Random API and page calls; after each, money, objects and events must agree."""

    validator = Validator()  # building its checkers takes longer than a whole example

    def __init__(self):
        super().__init__()
        self.database = Database(Path(":memory:"))
        self.engine = Engine(self.database, "http://127.0.0.1:1", self.validator)
        self.customer = self.call("POST", "/v1/customers", email="a@example.fr")["id"]
        self.intents, self.sessions, self.challenges = [], [], []
        self.create(500, TOKENS[0], confirm=False, absent=False, manual=False)
        self.open_session(usage=True, known=True)

    def teardown(self):
        self.database.close()

    def call(self, method, path, item=None, **params):
        self.engine.settle_time()
        endpoint = ROUTES[(method, path)]
        params = self.engine.validator.check(endpoint.params, params)
        reply = self.engine.perform(endpoint, params, {"id": item} if item else {}, "req_1", None)
        assert reply.status != 500
        return json.loads(reply.body)

    def page(self, path, **given):
        handler = page_api.PAGE_HANDLERS[path]
        reply = self.engine.perform_page(lambda work: handler(work, given), "req_1")
        assert reply.status != 500
        body = json.loads(reply.body)
        if body.get("type") == "challenge":
            self.challenges.append(body["challenge"]["id"])
        return body

    def note(self, body):
        intent = body.get("error", {}).get("payment_intent", body)
        if intent.get("object") == "payment_intent":
            if intent["id"] not in self.intents:
                self.intents.append(intent["id"])
            if intent["status"] == "requires_action":
                self.challenges.append(intent["next_action"]["use_stripe_sdk"]["source"])

    @rule(amount=st.integers(50, 500), token=st.sampled_from(TOKENS),
          confirm=st.booleans(), absent=st.booleans(), manual=st.booleans())  # fmt: skip
    def create(self, amount, token, confirm, absent, manual):
        self.note(self.call(
            "POST", "/v1/payment_intents", amount=str(amount), currency="eur",
            payment_method=token, confirm=confirm, customer=self.customer,
            allowed_payment_method_types=["card"],
            capture_method="manual" if manual else "automatic",
            **({"off_session": True} if confirm and absent else {}),
        ))  # fmt: skip

    @precondition(lambda self: self.intents)
    @rule(data=st.data(), token=st.sampled_from(TOKENS), absent=st.booleans())
    def confirm(self, data, token, absent):
        item = data.draw(few(self.intents))
        self.note(self.call("POST", "/v1/payment_intents/{id}/confirm", item,
                            payment_method=token, off_session=absent))  # fmt: skip

    @precondition(lambda self: self.intents)
    @rule(data=st.data(), action=st.sampled_from(["capture", "cancel"]))
    def capture_or_cancel(self, data, action):
        item = data.draw(few(self.intents))
        self.call("POST", f"/v1/payment_intents/{{id}}/{action}", item)

    @precondition(lambda self: self.intents)
    @rule(data=st.data(), amount=st.integers(1, 300))
    def refund(self, data, amount):
        item = data.draw(few(self.intents))
        self.call("POST", "/v1/refunds", payment_intent=item, amount=str(amount))

    @rule(usage=st.booleans(), known=st.booleans())
    def open_session(self, usage, known):
        who = {"customer": self.customer} if known else {"customer_creation": "always"}
        body = self.call(
            "POST", "/v1/checkout/sessions", mode="payment", ui_mode="elements", **who,
            saved_payment_method_options={"payment_method_save": "enabled"},
            payment_intent_data={"setup_future_usage": "off_session"} if usage else {},
            line_items=[{"price_data": {"currency": "eur", "unit_amount": "700",
                                        "product_data": {"name": "x"}}}],
        )  # fmt: skip
        self.sessions.append((body["id"], body["client_secret"]))

    @precondition(lambda self: self.sessions)
    @rule(data=st.data(), number=st.sampled_from(CARDS), ticked=st.booleans())
    def pay_session(self, data, number, ticked):
        _, secret = data.draw(few(self.sessions))
        card = {"number": number, "expMonth": 1, "expYear": 2060, "cvc": "123"}
        self.page("/page/session/confirm", client_secret=secret, card=card, email="b@example.fr",
                  savePaymentMethod=ticked)  # fmt: skip

    @precondition(lambda self: self.sessions)
    @rule(data=st.data())
    def expire_session(self, data):
        item, _ = data.draw(few(self.sessions))
        self.call("POST", "/v1/checkout/sessions/{id}/expire", item)

    @precondition(lambda self: self.challenges)
    @rule(data=st.data(), result=st.sampled_from(["approve", "fail"]))
    def answer(self, data, result):
        self.page("/page/challenge/answer", id=data.draw(few(self.challenges)),
                  result=result)  # fmt: skip

    @rule(hours=st.sampled_from([1, 25, 24 * 8]))
    def wait(self, hours):
        self.engine.clock.advance(hours * 3600)

    def all(self, table):
        rows = self.database.rows("SELECT body FROM " + table)
        return [json.loads(row["body"]) for row in rows]

    @invariant()
    def a_payment_intent_succeeds_at_most_once(self):
        told, paid = {}, {}
        for event in self.all("events"):
            if event["type"] == "payment_intent.succeeded":
                item = event["data"]["object"]["id"]
                told[item] = told.get(item, 0) + 1
        for charge in self.all("charges"):
            if charge["status"] == "succeeded":
                paid[charge["payment_intent"]] = paid.get(charge["payment_intent"], 0) + 1
        assert all(count == 1 for count in [*told.values(), *paid.values()])

    @invariant()
    def the_balance_is_what_was_taken_less_what_was_given_back(self):
        taken = sum(charge["amount_captured"] for charge in self.all("charges"))
        given_back = sum(refund["amount"] for refund in self.all("refunds"))
        body = self.call("GET", "/v1/balance")
        shown = sum(part["amount"] for part in [*body["available"], *body["pending"]])
        assert shown == taken - given_back
        assert taken == sum(intent["amount_received"] for intent in self.all("payment_intents"))

    @invariant()
    def no_charge_gives_back_more_than_it_took(self):
        given_back = {}
        for refund in self.all("refunds"):
            item = refund["charge"]
            given_back[item] = given_back.get(item, 0) + refund["amount"]
        for charge in self.all("charges"):
            assert given_back.get(charge["id"], 0) <= charge["amount_captured"]
            assert charge["amount_refunded"] <= charge["amount"]

    @invariant()
    def the_events_tell_what_the_objects_are(self):
        types = [event["type"] for event in self.all("events")]
        for event, (table, wanted) in COUNTED.items():
            assert types.count(event) == sum(map(wanted, self.all(table))), event

    @invariant()
    def a_session_is_complete_exactly_when_its_intent_is_paid(self):
        by_id = {intent["id"]: intent for intent in self.all("payment_intents")}
        for session in self.all("checkout_sessions"):
            intent = by_id.get(session["payment_intent"])
            paid = intent is not None and intent["status"] == "succeeded"
            assert (session["status"] == "complete") == paid
            if session["status"] == "expired" and intent is not None:
                assert intent["status"] == "canceled"


Calls.TestCase.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
TestCalls = Calls.TestCase


@pytest.fixture
def engine(tmp_path):
    database = Database(tmp_path / "s.db")
    yield Engine(database, "http://127.0.0.1:1", Validator())
    database.close()


def test_a_second_connection_is_refused(engine, tmp_path):
    with pytest.raises(FileInUse):
        Database(tmp_path / "s.db")


@pytest.mark.logs_error("request_failed")
def test_a_fault_of_ours_undoes_the_change_and_is_told(engine):
    def broken(work):
        from pos_app.training.objects import customers

        work.add(customers.blank("cus_x", work.now), "customer.created")
        raise ZeroDivisionError

    reply = engine.perform_page(broken, "req_1")
    assert reply.status == 500
    assert json.loads(reply.body)["error"]["type"] == "api_error"
    assert engine.database.counts()["customers"] == 0


def test_a_refusal_undoes_the_change(engine):
    def refused(work):
        from pos_app.training.objects import customers

        work.add(customers.blank("cus_x", work.now), "customer.created")
        raise StripeError(400, "invalid_request_error", "no")

    assert engine.perform_page(refused, "req_1").status == 400
    assert engine.database.counts()["customers"] == 0


def test_the_sample_is_the_same_for_everybody(tmp_path):
    seen = []
    for name in ("one", "two"):
        database = Database(tmp_path / name)
        sample_data.fill(Engine(database, "http://127.0.0.1:1", Validator()), 400)
        rows = database.rows("SELECT body FROM customers ORDER BY id")
        seen.append([(c["id"], c["name"], c["email"]) for c in map(json.loads, _bodies(rows))])
        if name == "two":
            _look_at_sample(database)
        database.close()
    assert seen[0] == seen[1]
    assert len(seen[0]) == 400


def _bodies(rows):
    return [row["body"] for row in rows]


def _look_at_sample(database):
    people = list(map(json.loads, _bodies(database.rows("SELECT body FROM customers"))))
    methods = list(map(json.loads, _bodies(database.rows("SELECT body FROM payment_methods"))))
    charges = list(map(json.loads, _bodies(database.rows("SELECT body FROM charges"))))
    assert {tuple(p["preferred_locales"]) for p in people} == {("fr",), ("en",)}
    assert all(p["phone"] is None or p["phone"].startswith(("+33", "+44")) for p in people)
    domains = {p["email"].partition("@")[2] for p in people if p["email"]}
    assert all(domain.startswith("example.") for domain in domains)
    assert any(not p["name"].isascii() for p in people)
    by_name = {p["name"]: p for p in people}
    elodie, james = by_name["Élodie Lefèvre"], by_name["James O'Connor"]
    assert (elodie["email"], elodie["phone"]) == ("elodie.lefevre@example.fr", "+33612345678")
    assert not [m for m in methods if m["customer"] == elodie["id"]]
    his = {
        m["card"]["last4"]: m["allow_redisplay"] for m in methods if m["customer"] == james["id"]
    }
    assert his == {"4242": "always", "4444": "limited"}
    assert len([c for c in charges if c["customer"] == james["id"]]) == 1
    assert len({m["card"]["brand"] for m in methods}) >= 5
    assert {m["allow_redisplay"] for m in methods} == {"always", "limited", "unspecified"}
    owners = {m["id"]: m["created"] for m in methods}
    assert all(c["created"] >= owners[c["payment_method"]] for c in charges)
    assert sum(c["amount"] for c in charges) == sum(
        row["net"] for row in database.rows(
            "SELECT json_extract(body, '$.net') AS net FROM balance_transactions"
        )
    )  # fmt: skip
