"""Any sequence of what can happen to money: it is taken once, and every account of it agrees.

The database is a file that is closed and opened again in between, as after a kill.
"""

import json
import shutil
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from pos_app.training.page import page_api
from pos_app.training.records.database import Database
from pos_app.training.records.work import PRIVATE
from pos_app.training.server.engine import ENDPOINTS, Engine
from pos_app.training.wire.validation import Validator

ROUTES = {(e.method, e.path): e for e in ENDPOINTS}
TOKENS = [
    "pm_card_visa", "pm_card_chargeDeclined", "pm_card_authenticationRequired",
    "pm_card_authenticationRequiredChargeDeclinedInsufficientFunds", "pm_card_threeDSecureOptional",
    "pm_card_pendingRefund", "pm_card_refundFail", "pm_card_createDispute",
    "pm_card_createDisputeInquiry", "pm_card_radarBlock",
]  # fmt: skip
LATER = [
    "pm_card_pendingRefund", "pm_card_refundFail", "pm_card_createDispute",
    "pm_card_createDisputeInquiry",
]  # fmt: skip
"""Cards whose charge is not the end of it."""
EVIDENCE = ["winning_evidence", "losing_evidence", "escalate_inquiry_evidence", "a receipt"]
DAY = 24 * 3600
SILENT = {"disputed"}
"""Fields Stripe changes with no event of the object's own."""
TOLD_INTENTS = {"requires_capture", "succeeded", "canceled"}
"""States of a PaymentIntent that are always told; Stripe tells of no update before them."""


def few(items):
    """One of the last three: what is interesting is often done to the same object twice."""
    return st.sampled_from(items[-3:])


class Money(RuleBasedStateMachine):
    validator = Validator()  # building its checkers takes longer than a whole example

    def __init__(self):
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.open()
        self.customer = self.call("POST", "/v1/customers", email="a@example.fr")["id"]
        self.intents, self.challenges, self.charges = [], [], []
        self.sell("pm_card_createDisputeInquiry")
        self.sell("pm_card_pendingRefund")

    def open(self):
        self.database = Database(self.folder / "stripe.db")
        self.engine = Engine(self.database, "http://127.0.0.1:1", self.validator)

    def teardown(self):
        self.database.close()
        shutil.rmtree(self.folder)

    def call(self, method, path, item=None, **params):
        self.engine.settle_time()
        endpoint = ROUTES[(method, path)]
        params = self.engine.validator.check(endpoint.params, params)
        endpoint.check_implemented(params)
        reply = self.engine.perform(endpoint, params, {"id": item} if item else {}, "req_1", None)
        assert reply.status != 500
        return json.loads(reply.body)

    def note(self, body):
        intent = body.get("error", {}).get("payment_intent", body)
        if intent.get("object") != "payment_intent":
            return
        if intent["id"] not in self.intents:
            self.intents.append(intent["id"])
        if intent["status"] == "requires_action":
            self.challenges.append(intent["next_action"]["use_stripe_sdk"]["source"])
        charge = intent["latest_charge"]
        if charge is not None and charge not in self.charges:
            self.charges.append(charge)

    @rule(amount=st.integers(50, 500), token=st.sampled_from(TOKENS), confirm=st.booleans(),
          by_hand=st.booleans(), by_server=st.booleans(),
          security=st.sampled_from(["automatic", "any"]))  # fmt: skip
    def create(self, amount, token, confirm, by_hand, by_server, security):
        self.note(self.call(
            "POST", "/v1/payment_intents", amount=str(amount), currency="eur",
            payment_method=token, confirm=confirm, customer=self.customer,
            allowed_payment_method_types=["card"],
            capture_method="manual" if by_hand else "automatic",
            confirmation_method="manual" if by_server else "automatic",
            payment_method_options={"card": {"request_three_d_secure": security}},
        ))  # fmt: skip

    @rule(token=st.sampled_from(LATER))
    def sell(self, token):
        self.create(300, token, True, False, False, "automatic")

    @precondition(lambda self: self.charges)
    @rule(data=st.data(), parts=st.lists(st.integers(50, 300), min_size=1, max_size=3))
    def refund_in_parts(self, data, parts):
        item = data.draw(few(self.charges))
        for amount in parts:
            self.call("POST", "/v1/refunds", charge=item, amount=str(amount))

    @rule(data=st.data(), amount=st.none() | st.integers(50, 500),
          token=st.none() | st.sampled_from(TOKENS))  # fmt: skip
    def update(self, data, amount, token):
        fields = {} if amount is None else {"amount": str(amount)}
        fields |= {} if token is None else {"payment_method": token}
        item = data.draw(few(self.intents))
        self.note(self.call("POST", "/v1/payment_intents/{id}", item, metadata={"a": "b"},
                            **fields))  # fmt: skip

    @rule(data=st.data(), token=st.none() | st.sampled_from(TOKENS), absent=st.booleans())
    def confirm(self, data, token, absent):
        item = data.draw(few(self.intents))
        fields = {} if token is None else {"payment_method": token}
        self.note(self.call("POST", "/v1/payment_intents/{id}/confirm", item,
                            off_session=absent, **fields))  # fmt: skip

    @precondition(lambda self: self.challenges)
    @rule(data=st.data(), result=st.sampled_from(["approve", "approve", "fail"]))
    def answer(self, data, result):
        given = {"id": data.draw(few(self.challenges)), "result": result}
        handler = page_api.PAGE_HANDLERS["/page/challenge/answer"]
        reply = self.engine.perform_page(lambda work: handler(work, given), "req_1")
        assert reply.status != 500

    @rule(data=st.data(), amount=st.none() | st.integers(1, 300))
    def capture(self, data, amount):
        item = data.draw(few(self.intents))
        fields = {} if amount is None else {"amount_to_capture": str(amount)}
        self.note(self.call("POST", "/v1/payment_intents/{id}/capture", item, **fields))

    @precondition(lambda self: self.charges)
    @rule(data=st.data(), amount=st.none() | st.integers(1, 300))
    def capture_by_charge(self, data, amount):
        item = data.draw(few(self.charges))
        fields = {} if amount is None else {"amount": str(amount)}
        self.call("POST", "/v1/charges/{id}/capture", item, **fields)

    @rule(data=st.data())
    def cancel(self, data):
        self.call("POST", "/v1/payment_intents/{id}/cancel", data.draw(few(self.intents)))

    @rule(data=st.data(), amount=st.none() | st.integers(1, 300),
          reason=st.sampled_from(["fraudulent", "duplicate"]))  # fmt: skip
    def refund(self, data, amount, reason):
        item = data.draw(few(self.intents))
        fields = {} if amount is None else {"amount": str(amount)}
        self.call("POST", "/v1/refunds", payment_intent=item, reason=reason, **fields)

    @precondition(lambda self: self.ids("refunds"))
    @rule(data=st.data(), action=st.sampled_from(["cancel", "update"]))
    def touch_refund(self, data, action):
        item = data.draw(few(self.ids("refunds")))
        if action == "cancel":
            assert "error" in self.call("POST", "/v1/refunds/{id}/cancel", item)
        else:
            self.call("POST", "/v1/refunds/{id}", item, metadata={"n": "1"})

    @precondition(lambda self: self.ids("disputes"))
    @rule(data=st.data(), words=st.sampled_from(EVIDENCE), submit=st.booleans())
    def contest(self, data, words, submit):
        item = data.draw(few(self.ids("disputes")))
        self.call("POST", "/v1/disputes/{id}", item, evidence={"uncategorized_text": words},
                  submit=submit)  # fmt: skip

    @precondition(lambda self: self.ids("disputes"))
    @rule(data=st.data())
    def accept(self, data):
        self.call("POST", "/v1/disputes/{id}/close", data.draw(few(self.ids("disputes"))))

    @rule(seconds=st.sampled_from([200, 25 * 3600, 8 * DAY, 10 * DAY]))
    def wait(self, seconds):
        self.engine.clock.advance(seconds)
        self.engine.settle_time()

    @rule()
    def kill_and_open_again(self):
        self.database.close()
        self.open()

    def all(self, table):
        rows = self.database.rows(f"SELECT body FROM {table} ORDER BY seq")
        return [json.loads(row["body"]) for row in rows]

    def ids(self, table):
        return [row["id"] for row in self.database.rows(f"SELECT id FROM {table} ORDER BY seq")]

    @invariant()
    def a_payment_intent_succeeds_at_most_once(self):
        told = [e["data"]["object"]["id"] for e in self.all("events")
                if e["type"] == "payment_intent.succeeded"]  # fmt: skip
        paid = [c["payment_intent"] for c in self.all("charges") if c["status"] == "succeeded"]
        assert len(told) == len(set(told))
        assert len(paid) == len(set(paid))

    @invariant()
    def every_movement_is_of_an_object_and_they_add_up(self):
        moved = self.all("balance_transactions")
        taken = sum(charge["amount_captured"] for charge in self.all("charges"))
        given_back = sum(r["amount"] for r in self.all("refunds") if r["status"] == "succeeded")
        disputed = sum(
            movement["amount"]
            for dispute in self.all("disputes")
            for movement in dispute["balance_transactions"]
        )
        assert sum(movement["amount"] for movement in moved) == taken - given_back + disputed
        assert taken == sum(intent["amount_received"] for intent in self.all("payment_intents"))
        body = self.call("GET", "/v1/balance")
        shown = sum(part["amount"] for part in [*body["available"], *body["pending"]])
        assert shown == sum(movement["net"] for movement in moved)

    @invariant()
    def a_dispute_takes_what_its_state_says(self):
        for dispute in self.all("disputes"):
            amounts = [movement["amount"] for movement in dispute["balance_transactions"]]
            if dispute["status"].startswith("warning_"):
                assert amounts == []
            elif dispute["status"] == "won":
                assert sum(amounts) == 0
            else:
                assert sum(amounts) <= 0

    @invariant()
    def no_charge_gives_back_more_than_it_took(self):
        charges = {charge["id"]: charge for charge in self.all("charges")}
        given, waiting = dict.fromkeys(charges, 0), dict.fromkeys(charges, 0)
        for refund in self.all("refunds"):
            given[refund["charge"]] += refund["amount"] * (refund["status"] == "succeeded")
            waiting[refund["charge"]] += refund["amount"] * (refund["status"] == "pending")
        lost = dict.fromkeys(charges, 0)
        for dispute in self.all("disputes"):
            lost[dispute["charge"]] -= sum(m["amount"] for m in dispute["balance_transactions"])
        for item, charge in charges.items():
            released = charge["amount"] - charge["amount_captured"] if charge["captured"] else 0
            assert given[item] + waiting[item] + lost[item] <= charge["amount_captured"]
            if charge["captured"]:
                assert charge["amount_refunded"] == given[item] + released
                assert charge["refunded"] == (charge["amount_refunded"] == charge["amount"])
            else:
                assert given[item] == waiting[item] == 0

    @invariant()
    def the_events_replayed_are_the_objects(self):
        told = {}
        for event in self.all("events"):
            body = event["data"]["object"]
            told[body["id"]] = body
        for table in ("charges", "refunds", "disputes"):
            for body in self.all(table):
                assert same(told[body["id"]], body)
        for intent in self.all("payment_intents"):
            if intent["status"] in TOLD_INTENTS:
                last = told[intent["id"]]
                told_later = {"metadata"}
                assert same({**last, **{n: intent[n] for n in told_later}}, intent)
            else:
                assert told[intent["id"]]["status"] not in TOLD_INTENTS

    @invariant()
    def a_change_says_what_was_before(self):
        """Each event's earlier values are those of the event before, where Stripe tells all."""
        seen = {}
        for event in self.all("events"):
            body, before = event["data"]["object"], event["data"].get("previous_attributes")
            if body["object"] in ("refund", "dispute") and before and body["id"] in seen:
                known = seen[body["id"]]
                if known != body:
                    assert all(agrees(known.get(name), value) for name, value in before.items())
            seen[body["id"]] = body


def agrees(known, before):
    if isinstance(before, dict) and isinstance(known, dict):
        return all(agrees(known.get(name), value) for name, value in before.items())
    return known == before


def same(told, body):
    hidden = SILENT | {PRIVATE}
    return {n: v for n, v in told.items() if n not in hidden} == {
        n: v for n, v in body.items() if n not in hidden
    }


Money.TestCase.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)
TestMoney = Money.TestCase
