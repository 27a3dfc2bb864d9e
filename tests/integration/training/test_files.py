"""Uploads, by the official SDK: kept to the byte, refused where no bank takes them, once a key."""

import sqlite3
from contextlib import closing
from io import BytesIO

import httpx
import pytest
import stripe

from pos_app.training.process import StandIn
from pos_app.training.records.database import SCHEMA_VERSION
from tests.helpers.standin import StandInHandle

PDF = b"%PDF-1.7\r\n--\x00\r\n\r\n\xff\xfe\r" + bytes(range(256)) + b"\r\n--"


class Named(BytesIO):
    name = 'a "receipt".pdf'


def upload(shop, content=PDF, purpose="dispute_evidence", **options):
    params = {"purpose": purpose, "file": Named(content)}
    return shop.v1.files.create(params, options or None)


def refusal(call, *args, **kwargs):
    with pytest.raises(stripe.InvalidRequestError) as refused:
        call(*args, **kwargs)
    return refused.value


def test_a_file_is_kept_to_the_byte(shop):
    made = upload(shop)
    assert (made.object, made.type, made.size) == ("file", "pdf", len(PDF))
    assert made.filename == "a %22receipt%22.pdf"  # as the SDK writes it
    assert made.links.data == []
    key = {"authorization": f"Bearer {shop.standin.secret_key}"}
    assert httpx.get(made.url, headers=key).content == PDF
    assert httpx.get(made.url).status_code == 401
    assert shop.events()[-1] == "file.created"
    assert shop.v1.files.retrieve(made.id).to_dict() == made.to_dict()
    missing = refusal(shop.v1.files.retrieve, "file_nobody")
    assert (missing.http_status, missing.code) == (404, "resource_missing")


def test_one_key_uploads_once(shop):
    first = upload(shop, idempotency_key="k")
    again = upload(shop, idempotency_key="k")  # the SDK's boundary is another each time
    assert again.id == first.id
    assert [one.id for one in shop.v1.files.list().data] == [first.id]
    with pytest.raises(stripe.IdempotencyError):
        upload(shop, PDF + b"x", idempotency_key="k")


@pytest.mark.parametrize(
    ("content", "purpose", "param"),
    [(b"", "dispute_evidence", "file"), (b"plain text", "dispute_evidence", "file"),
     (b"%PDF-" + b"x" * 5_000_000, "dispute_evidence", "file"), (PDF, "nonsense", "purpose"),
     (PDF, "business_logo", "purpose")],
)  # fmt: skip
def test_refuses_what_no_bank_takes(shop, content, purpose, param):
    assert refusal(upload, shop, content, purpose).param == param
    assert shop.v1.files.list().data == []


def test_lists_by_purpose_and_pages(shop):
    made = [upload(shop).id for _ in range(3)]
    first = shop.v1.files.list({"limit": 2, "purpose": "dispute_evidence"})
    assert ([one.id for one in first.data], first.has_more) == (made[:0:-1], True)
    assert shop.v1.files.list({"purpose": "business_logo"}).data == []


def post(shop, body, kind):
    headers = {"authorization": f"Bearer {shop.standin.secret_key}", "content-type": kind}
    return httpx.post(f"{shop.standin.url}/v1/files", content=body, headers=headers)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"purpose=dispute_evidence&file=x", "application/x-www-form-urlencoded"),
        (b"--b\r\nno name\r\n\r\nx\r\n--b--\r\n", "multipart/form-data; boundary=b"),
        (b"--b\r\n", "multipart/form-data; boundary=b"),
        (b"x", "multipart/form-data"),
        (b'--b\r\ncontent-disposition: form-data; name="purpose"\r\n\r\ndispute_evidence\r\n--b--',
         "multipart/form-data; boundary=b"),
    ],
)  # fmt: skip
def test_refuses_what_is_no_upload(shop, body, kind):
    answer = post(shop, body, kind)
    assert (answer.status_code, answer.json()["error"]["type"]) == (400, "invalid_request_error")


def test_only_uploaded_files_are_evidence_and_take_part_in_it(shop):
    made = upload(shop)
    shop.v1.payment_intents.create(
        {"amount": 1000, "currency": "eur", "payment_method": "pm_card_createDispute",
         "confirm": True, "allowed_payment_method_types": ["card"]}
    )  # fmt: skip
    (dispute,) = shop.v1.disputes.list().data
    given = {"evidence": {"receipt": made.id, "customer_name": "Zoé"}, "submit": True}
    after = shop.v1.disputes.update(dispute.id, given)
    assert (after.evidence.receipt, after.status) == (made.id, "under_review")
    assert after.evidence_details.submission_count == 1


def test_a_file_of_the_release_before_goes_on(tmp_path, transport):
    data = tmp_path / "standin.db"
    StandIn.start_now(data).stop_now()
    with closing(sqlite3.connect(data)) as older, older:
        older.execute("DROP TABLE files")
        older.execute("PRAGMA user_version = 2")
    process = StandIn.start_now(data)
    try:
        handle = StandInHandle(process)
        client = stripe.StripeClient(
            handle.secret_key, base_addresses={"api": handle.url, "files": handle.url},
            http_client=transport,
        )  # fmt: skip
        params = {"purpose": "dispute_evidence", "file": BytesIO(PDF)}
        assert client.v1.files.create(params).size == len(PDF)
    finally:
        process.stop_now()
    with closing(sqlite3.connect(data)) as newer:
        assert newer.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
