"""How the /v2 part of the API travels: JSON in both directions, its own errors, a version said.

From Stripe's "API v2 overview" and the official clients: they read `code` before `type`, and take
`invalid_fields` for a request that can't be carried out as it was put. Which code stands for what
else, and that a request without a version is refused with 400, is unverified.
"""

import json

from pos_app.training.server.engine import Reply, reply_of
from pos_app.training.wire import json_bodies
from pos_app.training.wire.errors import Body, invalid

_ROOT = "/v2/"
_CODES = {"resource_missing": "not_found", "training_not_implemented": "training_not_implemented"}


def speaks(path: str) -> bool:
    """Whether an address belongs to the v2 API."""
    return path.startswith(_ROOT)


def check_version(version: str | None) -> None:
    """Raises StripeError (400): v2 has no account-wide version to fall back on."""
    if version is None:
        message = (
            "You must provide an API version with every request to the v2 API, in the"
            " Stripe-Version header."
        )
        raise invalid(message)


def decode(body: bytes, content_type: str, largest: int) -> Body:
    """The parameters of a POST of up to `largest` bytes. Raises StripeError (400)."""
    if not body:
        return {}
    if not content_type.startswith("application/json"):
        raise invalid(f"Invalid content type: {content_type}. Send application/json.")
    return json_bodies.read(body, largest)


def in_shape(reply: Reply) -> Reply:
    """An answer of the v2 API: its refusals have other codes."""
    if reply.status < 400 or not reply.own:
        return reply
    error: Body = json.loads(reply.body)["error"]
    kind = error["type"]
    shown: Body = {"message": error["message"], "type": kind}
    if kind == "invalid_request_error" and reply.status in (400, 404):
        shown["code"] = _CODES.get(error.get("code", ""), "invalid_fields")
    elif "code" in error:
        shown["code"] = error["code"]
    if "param" in error:
        shown["param"] = error["param"].replace("][", ".").replace("[", ".").rstrip("]")
    return reply_of(reply.status, {"error": shown})
