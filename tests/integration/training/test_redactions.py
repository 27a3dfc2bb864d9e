"""Redaction jobs of the stand-in, as docs.stripe.com has them."""

from typing import Any

import httpx
import pytest

from pos_app.training.objects.redactions import TAKES_S

JOBS = "/v1/privacy/redaction_jobs"
PREVIEW = "2026-06-24.preview"
DAYS_90 = 90 * 24 * 3600


class Desk:
    """Requests of the preview's version."""

    def __init__(self, shop: Any) -> None:
        self.shop = shop
        self.url, self.key = shop.standin.url, shop.standin.secret_key

    def ask(self, method: str, path: str, version: str = PREVIEW, **given: Any) -> httpx.Response:
        headers = {"Authorization": f"Bearer {self.key}", "Stripe-Version": version}
        return httpx.request(
            method, f"{self.url}{path}", headers=headers, data=given, trust_env=False
        )

    def job_for(self, customer: str) -> dict[str, Any]:
        reply = self.ask("POST", JOBS, **{"objects[customers][]": customer})
        assert reply.status_code == 200, reply.text
        return dict(reply.json())

    def status(self, job: dict[str, Any]) -> str:
        return str(self.ask("GET", f"{JOBS}/{job['id']}").json()["status"])

    def in_the_way(self, job: dict[str, Any]) -> list[tuple[str, str]]:
        found = self.ask("GET", f"{JOBS}/{job['id']}/validation_errors").json()["data"]
        return [(one["code"], one["erroring_object"]["object_type"]) for one in found]


@pytest.fixture
def desk(shop: Any) -> Desk:
    return Desk(shop)


def test_known_to_a_preview_version_only(desk: Desk) -> None:
    for version in ("2026-10-28.endive", "2026-06-24.dahlia"):
        reply = desk.ask("GET", JOBS, version)
        assert reply.status_code == 404
        assert reply.json()["error"]["message"].startswith("Unrecognized request URL")
    assert desk.ask("GET", JOBS).json()["data"] == []


def test_it_looks_first_and_is_run_on_order(desk: Desk) -> None:
    who = desk.shop.customer()
    card = desk.shop.card(who)
    paid = desk.shop.charge(who, card.id, description="for Zoé", metadata={"item": "item_1"})
    job = desk.job_for(who.id)
    assert job["status"] == "validating"
    desk.shop.standin.advance(TAKES_S + 1)
    assert desk.status(job) == "failed"
    assert desk.in_the_way(job) == [
        ("invalid_state", "payment_method"), ("invalid_state", "charge"),
    ]  # fmt: skip
    assert desk.ask("POST", f"{JOBS}/{job['id']}/run").status_code == 400
    desk.shop.v1.customers.delete(who.id)
    desk.shop.standin.advance(DAYS_90)
    assert desk.ask("POST", f"{JOBS}/{job['id']}/validate").json()["status"] == "validating"
    desk.shop.standin.advance(TAKES_S + 1)
    assert desk.status(job) == "ready"
    assert desk.ask("POST", f"{JOBS}/{job['id']}/run").json()["status"] == "redacting"
    assert desk.ask("POST", f"{JOBS}/{job['id']}/cancel").status_code == 400, "no way back"
    desk.shop.standin.advance(TAKES_S + 1)
    assert desk.status(job) == "succeeded"
    seen = desk.shop.v1.payment_intents.retrieve(paid.id)
    assert (seen.description, seen.metadata["item"]) == ("[redacted]", "[redacted]")
    assert (seen.amount, seen.status) == (1000, "succeeded")
    refused = desk.ask("POST", "/v1/refunds", payment_intent=paid.id)
    assert refused.status_code == 400


def test_intents_that_wait_and_open_disputes_are_in_the_way(desk: Desk) -> None:
    who = desk.shop.customer()
    desk.shop.v1.payment_intents.create({"amount": 500, "currency": "eur", "customer": who.id})
    card = desk.shop.card(who, "pm_card_createDispute")
    desk.shop.charge(who, card.id)
    desk.shop.v1.payment_methods.detach(card.id)
    job = desk.job_for(who.id)
    desk.shop.standin.advance(TAKES_S + 1)
    assert desk.status(job) == "failed"
    kinds = [kind for _, kind in desk.in_the_way(job)]
    assert kinds == ["payment_intent", "charge", "dispute"]


def test_a_second_job_for_one_customer_waits_for_the_first(desk: Desk) -> None:
    who = desk.shop.customer()
    first, second = desk.job_for(who.id), desk.job_for(who.id)
    desk.shop.standin.advance(TAKES_S + 1)
    assert desk.in_the_way(second) == [("locked_by_other_job", "customer")]
    cancelled = desk.ask("POST", f"{JOBS}/{first['id']}/cancel")
    assert cancelled.json()["status"] == "canceling"
    assert desk.status(first) == "canceled"
    desk.ask("POST", f"{JOBS}/{second['id']}/validate")
    desk.shop.standin.advance(TAKES_S + 1)
    assert desk.status(second) == "ready"


@pytest.mark.parametrize(
    ("given", "param"),
    [
        ({"objects[customers][]": "cus_nobody"}, "objects[customers]"),
        ({"objects[payment_intents][]": "pi_1"}, "objects[payment_intents]"),
        ({}, "objects"),
        ({"objects[customers][]": "cus_nobody", "validation_behavior": "fix"},
         "validation_behavior"),
        ({"objects[customers][]": "cus_nobody", "validation_behavior": "x"},
         "validation_behavior"),
    ],
)  # fmt: skip
def test_what_is_refused(desk: Desk, given: dict[str, str], param: str) -> None:
    reply = desk.ask("POST", JOBS, **given)
    assert reply.status_code == 400
    assert reply.json()["error"]["param"] == param


def test_a_deleted_customer_is_not_taken(desk: Desk) -> None:
    who = desk.shop.customer()
    desk.shop.v1.customers.delete(who.id)
    reply = desk.ask("POST", JOBS, **{"objects[customers][]": who.id})
    assert reply.status_code == 400


def test_what_a_job_is_for_is_shown_on_request(desk: Desk) -> None:
    who = desk.shop.customer()
    desk.job_for(who.id)
    (job,) = desk.ask("GET", f"{JOBS}?expand[]=data.objects").json()["data"]
    assert job["objects"] == {"customers": [who.id]}
    assert desk.ask("GET", f"{JOBS}?status=ready").json()["data"] == []
