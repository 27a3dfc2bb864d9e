"""Disputes: requests as Stripe wants them, on the host it wants them, replies read strictly."""

from typing import Any
from urllib.parse import parse_qs

import httpx
import pytest

from pos_app.disputes.model import DisputeStatus
from pos_app.kernel.errors import RemoteRefused, RemoteUnknown, RemoteUnreachable
from pos_app.kernel.ids import DisputeId, PaymentIntentId
from pos_app.kernel.money import Money
from pos_app.settings.environment import Environment, EnvironmentKind
from pos_app.stripe_gateway.client import Surroundings
from pos_app.stripe_gateway.gateway import StripeGateway
from tests.unit.stripe_gateway.conftest import StillClock, Wire, page

DU = DisputeId("du_1")
PDF = b"%PDF-1.7\r\n\x00\xff\r\n--"


def dispute_body(**changes: Any) -> dict[str, Any]:
    return {
        "id": "du_1", "object": "dispute", "amount": 4_200, "currency": "eur",
        "created": 1_700_000_000, "payment_intent": "pi_1", "reason": "fraudulent",
        "status": "needs_response", "evidence": {"receipt": "file_1", "customer_name": None},
        "evidence_details": {"due_by": 1_700_600_000, "submission_count": 0},
        **changes,
    }  # fmt: skip


async def live_gateway(wire: Wire) -> StripeGateway:
    async def sleep(seconds: float) -> None:
        raise AssertionError(seconds)

    surroundings = Surroundings(
        StillClock(), lambda n: b"\x80" * n, sleep, httpx.MockTransport(wire.handle)
    )
    live = Environment(EnvironmentKind.LIVE, "rk_live_1", "pk_live_1")
    return await StripeGateway.connect(live, surroundings)


async def test_live_a_file_goes_to_the_host_of_files_and_nothing_else_does(wire: Wire) -> None:
    gateway = await live_gateway(wire)
    wire.answer({"id": "file_1", "object": "file"})
    assert await gateway.upload_evidence("receipt.pdf", PDF, "k-1") == "file_1"
    wire.answers = []
    wire.answer(dispute_body())
    await gateway.retrieve_dispute(DU)
    upload, look = wire.requests
    assert (upload.method, str(upload.url)) == ("POST", "https://files.stripe.com/v1/files")
    assert str(look.url) == "https://api.stripe.com/v1/disputes/du_1"
    await gateway.close()


async def test_a_file_is_uploaded_as_a_form_to_the_stand_in(
    gateway: StripeGateway, wire: Wire
) -> None:
    wire.answer({"id": "file_1", "object": "file"})
    await gateway.upload_evidence("receipt.pdf", PDF, "k-1")
    (sent,) = wire.requests
    assert str(sent.url) == "http://stripe.test/v1/files"
    assert sent.headers["idempotency-key"] == "k-1"
    assert sent.headers["content-type"].startswith("multipart/form-data; boundary=")
    assert PDF in sent.content
    assert b'name="purpose"\r\n\r\ndispute_evidence\r\n' in sent.content
    assert b'filename="receipt.pdf"' in sent.content


async def test_evidence_is_submitted_in_one_request_under_its_key(
    gateway: StripeGateway, wire: Wire
) -> None:
    wire.answer(dispute_body(status="under_review"))
    given = {"receipt": "file_1", "customer_name": "Zoé"}
    seen = await gateway.submit_evidence(DU, given, "k-2")
    (sent,) = wire.requests
    assert (sent.method, sent.url.path) == ("POST", "/v1/disputes/du_1")
    assert sent.headers["idempotency-key"] == "k-2"
    assert parse_qs(sent.content.decode()) == {
        "evidence[receipt]": ["file_1"], "evidence[customer_name]": ["Zoé"], "submit": ["true"],
    }  # fmt: skip
    assert seen.status is DisputeStatus.UNDER_REVIEW


async def test_a_dispute_is_read_with_what_is_null_left_out(
    gateway: StripeGateway, wire: Wire
) -> None:
    wire.answer(page(dispute_body(payment_intent={"id": "pi_1", "object": "payment_intent"})))
    (seen,) = await gateway.list_disputes(PaymentIntentId("pi_1"))
    assert (seen.payment_intent_id, seen.amount) == ("pi_1", Money(4_200, "eur"))
    assert seen.evidence == {"receipt": "file_1"}
    assert dict(wire.requests[0].url.params) == {"payment_intent": "pi_1", "limit": "100"}


@pytest.mark.parametrize(
    "body",
    [
        dispute_body(status="nonsense"), dispute_body(object="charge"), dispute_body(id="du_2"),
        dispute_body(evidence=None), dispute_body(evidence_details={}), dispute_body(amount="1"),
    ],
)  # fmt: skip
async def test_what_is_not_shaped_so_is_unknown(
    gateway: StripeGateway, wire: Wire, body: dict[str, Any]
) -> None:
    wire.answer(body)
    with pytest.raises(RemoteUnknown):
        await gateway.submit_evidence(DU, {}, "k")


@pytest.mark.parametrize(
    ("failure", "fault"),
    [(httpx.ConnectError("no"), RemoteUnreachable), (httpx.ReadTimeout("late"), RemoteUnknown)],
)
async def test_an_upload_that_fails_is_sent_once(
    gateway: StripeGateway, wire: Wire, failure: Exception, fault: type[Exception]
) -> None:
    wire.fail(failure)
    with pytest.raises(fault):
        await gateway.upload_evidence("receipt.pdf", PDF, "k")
    assert len(wire.requests) == 1


async def test_a_refusal_is_one(gateway: StripeGateway, wire: Wire) -> None:
    wire.refuse(400, "invalid_request_error", param="file")
    with pytest.raises(RemoteRefused):
        await gateway.upload_evidence("receipt.pdf", b"text", "k")
