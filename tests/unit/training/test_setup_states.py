"""The life of a SetupIntent, whatever is asked of it in whatever order."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from pos_app.training.objects.states import (
    SetupNotAllowed,
    SetupStatus,
    SetupStep,
    advance_setup,
)
from pos_app.training.page import page_api
from pos_app.training.records.database import Database
from pos_app.training.server.engine import ENDPOINTS, Engine
from pos_app.training.wire.validation import Validator

ROUTES = {(e.method, e.path): e for e in ENDPOINTS}
ENDS = {SetupStatus.SUCCEEDED, SetupStatus.CANCELED}
TOKENS = [
    "pm_card_visa", "pm_card_chargeDeclined", "pm_card_authenticationRequiredOnSetup",
    "pm_card_chargeCustomerFail", "pm_card_authenticationRequiredChargeDeclinedInsufficientFunds",
]  # fmt: skip
NUMBERS = ["4242424242424242", "4000000000009995", "4000002500003155", "4111111111111111"]
COUNTED = {
    "setup_intent.created": lambda intent: True,
    "setup_intent.succeeded": lambda intent: intent["status"] == "succeeded",
    "setup_intent.canceled": lambda intent: intent["status"] == "canceled",
}


@given(st.lists(st.sampled_from(SetupStep)))
def test_what_is_done_stays_done(steps):
    status, successes = SetupStatus.REQUIRES_PAYMENT_METHOD, 0
    for step in steps:
        if status in ENDS:
            with pytest.raises(SetupNotAllowed) as refused:
                advance_setup(status, step)
            assert (refused.value.state, refused.value.step) == (status, step)
            continue
        after = advance_setup(status, step)
        successes += after is SetupStatus.SUCCEEDED
        status = after
    assert successes <= 1


def few(items):
    """One of the first three: what is interesting is often done to the same object twice."""
    return st.sampled_from(items[:3])


class Setups(RuleBasedStateMachine):
    """Random API and page calls; after each, intents, attempts, cards and events must agree."""

    validator = Validator()  # building its checkers takes longer than a whole example

    def __init__(self):
        super().__init__()
        self.database = Database(Path(":memory:"))
        self.engine = Engine(self.database, "http://127.0.0.1:1", self.validator)
        self.customer = self.call("POST", "/v1/customers", email="a@example.fr")["id"]
        self.intents, self.challenges = [], []
        self.create(TOKENS[0], known=True, confirm=False, usage="off_session")

    def teardown(self):
        self.database.close()

    def call(self, method, path, item=None, **params):
        endpoint = ROUTES[(method, path)]
        params = self.engine.validator.check(endpoint.params, params)
        reply = self.engine.perform(endpoint, params, {"id": item} if item else {}, "req_1", None)
        assert reply.status != 500
        return self.note(json.loads(reply.body))

    def page(self, path, **given):
        handler = page_api.PAGE_HANDLERS[path]
        reply = self.engine.perform_page(lambda work: handler(work, given), "req_1")
        assert reply.status != 500
        return json.loads(reply.body)

    def note(self, body):
        intent = body.get("error", {}).get("setup_intent", body)
        if intent.get("object") == "setup_intent":
            secret = (intent["id"], intent["client_secret"])
            if secret not in self.intents:
                self.intents.append(secret)
            if intent["status"] == "requires_action":
                self.challenges.append(intent["next_action"]["use_stripe_sdk"]["source"])
        return body

    @rule(token=st.sampled_from(TOKENS), known=st.booleans(), confirm=st.booleans(),
          usage=st.sampled_from(["on_session", "off_session"]))  # fmt: skip
    def create(self, token, known, confirm, usage):
        self.call(
            "POST", "/v1/setup_intents", payment_method=token, confirm=confirm, usage=usage,
            allowed_payment_method_types=["card"], **({"customer": self.customer} if known else {}),
        )  # fmt: skip

    @precondition(lambda self: self.intents)
    @rule(data=st.data(), token=st.sampled_from(TOKENS), verb=st.sampled_from(["", "/confirm"]))
    def update_or_confirm(self, data, token, verb):
        item, _ = data.draw(few(self.intents))
        self.call("POST", f"/v1/setup_intents/{{id}}{verb}", item, payment_method=token)

    @precondition(lambda self: self.intents)
    @rule(data=st.data())
    def cancel(self, data):
        item, _ = data.draw(few(self.intents))
        self.call("POST", "/v1/setup_intents/{id}/cancel", item)

    @precondition(lambda self: self.intents)
    @rule(data=st.data(), number=st.sampled_from(NUMBERS))
    def confirm_on_the_page(self, data, number):
        _, secret = data.draw(few(self.intents))
        card = {"number": number, "expMonth": 1, "expYear": 2060, "cvc": "123"}
        body = self.page("/page/intent/confirm", client_secret=secret, card=card)
        if body["type"] == "challenge":
            self.challenges.append(body["challenge"]["id"])

    @precondition(lambda self: self.challenges)
    @rule(data=st.data(), result=st.sampled_from(["approve", "fail"]))
    def answer(self, data, result):
        self.page("/page/challenge/answer", id=data.draw(few(self.challenges)), result=result)

    def all(self, table):
        rows = self.database.rows("SELECT body FROM " + table)
        return [json.loads(row["body"]) for row in rows]

    @invariant()
    def the_events_tell_what_the_objects_are(self):
        types = [event["type"] for event in self.all("events")]
        for event, wanted in COUNTED.items():
            assert types.count(event) == sum(map(wanted, self.all("setup_intents"))), event
        failed = [one for one in self.all("setup_attempts") if one["status"] == "failed"]
        assert types.count("setup_intent.setup_failed") == len(failed)

    @invariant()
    def attempts_and_intents_agree(self):
        by_id = {one["id"]: one for one in self.all("setup_attempts")}
        for intent in self.all("setup_intents"):
            mine = [one for one in by_id.values() if one["setup_intent"] == intent["id"]]
            succeeded = [one for one in mine if one["status"] == "succeeded"]
            waiting = [one for one in mine if one["status"] == "requires_action"]
            assert len(succeeded) == (intent["status"] == "succeeded")
            assert len(waiting) == (intent["status"] == "requires_action")
            assert (intent["next_action"] is None) == (not waiting)
            for one in [*succeeded, *waiting]:
                assert by_id[intent["latest_attempt"]] == one
                assert one["payment_method"] == intent["payment_method"]
            assert not [one for one in mine if one["status"] == "requires_confirmation"]

    @invariant()
    def one_challenge_at_most_waits_and_only_where_it_is_asked(self):
        asked = [one["id"] for one in self.all("setup_intents") if one["next_action"]]
        rows = self.database.rows("SELECT intent FROM challenges WHERE state = 'pending'")
        assert sorted(row["intent"] for row in rows) == sorted(asked)

    @invariant()
    def a_card_is_the_customers_once_it_is_set_up_and_not_before(self):
        cards = {one["id"]: one for one in self.all("payment_methods")}
        done = [one for one in self.all("setup_intents") if one["status"] == "succeeded"]
        assert not self.all("charges")
        for intent in done:
            assert cards[intent["payment_method"]]["customer"] == intent["customer"]
        theirs = {one["id"] for one in cards.values() if one["customer"]}
        assert theirs == {one["payment_method"] for one in done if one["customer"]}

    @invariant()
    def no_try_is_left_unexplained(self):
        for intent in self.all("setup_intents"):
            if intent["last_setup_error"] is not None:
                assert intent["status"] in ("requires_payment_method", "canceled")


Setups.TestCase.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
TestSetups = Setups.TestCase
