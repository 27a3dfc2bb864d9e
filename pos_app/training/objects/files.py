"""Files that a shop uploads, to show a bank (Stripe's file upload guide)."""

import base64
import binascii

from pos_app.training.records import lists
from pos_app.training.records.call import Call, Endpoint, names
from pos_app.training.records.kinds import FILE
from pos_app.training.records.work import Work, private, public, with_private
from pos_app.training.wire.errors import Body, StripeError, invalid, no_such, unsupported

LARGEST_EVIDENCE = 5_000_000
"""Bytes; Stripe's guide says 5 MB of a file that answers a dispute."""
_EVIDENCE = "dispute_evidence"
_BEGINNINGS = {b"%PDF-": "pdf", b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg"}
_MEDIA = {"pdf": "application/pdf", "png": "image/png", "jpg": "image/jpeg"}


def create(call: Call) -> Body:
    """Raises StripeError (400) for what no bank takes: another kind of file, an empty one, one
    that is too large."""
    params = call.params
    if params["purpose"] != _EVIDENCE:
        raise unsupported("purpose")
    filename, content = _uploaded(params["file"])
    kind = next((end for begin, end in _BEGINNINGS.items() if content.startswith(begin)), None)
    if not content:
        raise _wrong("The uploaded file is empty.")
    if kind is None:
        raise _wrong("Invalid file type. dispute_evidence files must be a PDF, JPEG or PNG.")
    if len(content) > LARGEST_EVIDENCE:
        raise _wrong("The file is too large. dispute_evidence files can have up to 5 MB.")
    work, identifier = call.work, FILE.new_id()
    made = {
        "id": identifier,
        "object": "file",
        "created": work.now,
        "expires_at": None,
        "filename": filename,
        "links": lists.listing([], f"/v1/file_links?file={identifier}"),
        "purpose": params["purpose"],
        "size": len(content),
        "title": None,
        "type": kind,
        "url": f"{work.base_url}{FILE.url}/{identifier}/contents",
    }
    kept = with_private(made, content=base64.b64encode(content).decode())
    return public(work.add(kept, "file.created"))


def _uploaded(given: object) -> tuple[str, bytes]:
    if not isinstance(given, dict) or set(given) != {"filename", "content"}:
        raise _wrong("Invalid file: it must be uploaded as multipart/form-data.")
    try:
        return str(given["filename"]), base64.b64decode(given["content"], validate=True)
    except (binascii.Error, TypeError) as fault:
        raise _wrong("Invalid file: it must be uploaded as multipart/form-data.") from fault


def _wrong(message: str) -> StripeError:
    return invalid(message, param="file")


def retrieve(call: Call) -> Body:
    return public(call.work.get(FILE, call.id, param="file"))


def list_all(call: Call) -> Body:
    return lists.page(call.work, FILE, call.params, lists.narrowed(call.params, "purpose"))


def contents(work: Work, identifier: str) -> tuple[bytes, str]:
    """The bytes as they were uploaded, and what they are. Raises StripeError (404)."""
    found = work.get(FILE, identifier, param="file")
    return base64.b64decode(private(found)["content"]), _MEDIA[found["type"]]


def as_evidence(work: Work, identifier: str, param: str) -> str:
    """The id itself. Raises StripeError (400) where there is no such file to show a bank."""
    found = work.find(FILE, identifier)
    if found is None:
        raise no_such(FILE.noun, identifier, param=param, status=400)
    return identifier


ENDPOINTS = (
    Endpoint("GET", "/v1/files", list_all, "FileListParams"),
    Endpoint("POST", "/v1/files", create, "FileCreateParams", names("file purpose")),
    Endpoint("GET", "/v1/files/{id}", retrieve, "FileRetrieveParams"),
)
