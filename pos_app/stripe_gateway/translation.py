"""Stripe's and httpx's errors in the till's words; the one place where they are told apart.

Anything that isn't a definitive answer of Stripe's becomes RemoteUnknown (RELIABILITY rule 3):
captive portals answer 200 with HTML, proxies invent their own 4xx and 5xx.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from pos_app.kernel.errors import (
    KEY_TAKEN,
    SPENT_KEY,
    EnvironmentFault,
    RemoteRefused,
    RemoteUnknown,
    RemoteUnreachable,
)
from pos_app.settings.permissions import Permission, named_in

if TYPE_CHECKING:
    import stripe

_BAD_REQUEST: Final = 400
_UNSETTLED_CODES: Final = frozenset({"idempotency_key_in_use", "lock_timeout", "rate_limit"})
"""Error codes that say the same request may still do something."""
_REFUSALS: Final = {
    400: ("invalid_request_error", "remote.refused"),
    401: ("invalid_request_error", "remote.bad_key"),
    403: ("invalid_request_error", "remote.not_allowed"),
    404: ("invalid_request_error", "remote.refused"),
}
_GONE: Final = frozenset({"resource_missing", "not_found"})
"""Codes that come with 404, or with 400 for what a parameter names."""
_OLDER_TYPES: Final = frozenset({"authentication_error", "permission_error", "more_permissions"})
_UNNAMED: Final = "…"
"""Shown where Stripe doesn't say which permission is missing."""


class CardRefused(RemoteRefused):
    """402: the card's issuer or Stripe said no. `error` is the reply's `error` member."""

    def __init__(self, error: Mapping[str, Any], request_id: str | None) -> None:
        super().__init__(
            "remote.refused", code=_text(error, "code"), param=_text(error, "param"),
            request_id=request_id, message=_text(error, "message"),
        )  # fmt: skip
        self.error = error


def translate(error: "stripe.StripeError") -> EnvironmentFault:
    """The fault that says how much is known: refused, never sent, or unknown."""
    import stripe

    if isinstance(error, stripe.APIConnectionError):
        return _unsent_or_unknown(error.__cause__)
    if isinstance(error, stripe.RateLimitError):
        return RemoteUnknown("remote.busy", request_id=error.request_id)
    headers = error.headers or {}
    if (error.http_status or 0) >= 500 and headers.get("idempotent-replayed") == "true":
        # A stored 500: this key will give nothing else for a day (STRIPE-FACTS, Idempotency).
        return RemoteUnknown(SPENT_KEY, request_id=error.request_id)
    detail = _detail(error.json_body)
    kind, code = _text(detail, "type"), _text(detail, "code")
    if code in _UNSETTLED_CODES:
        return RemoteUnknown(request_id=error.request_id)
    if error.http_status == 402 and kind == "card_error":
        return CardRefused(detail, error.request_id)
    if kind == "idempotency_error" and error.http_status == _BAD_REQUEST:
        # Certainly not this request; but one that went before under its key may have done much.
        return RemoteUnknown(KEY_TAKEN, request_id=error.request_id)
    wanted, key = _REFUSALS.get(error.http_status or 0, ("", ""))
    # What a key may not ask about isn't told to be gone: nobody's word, and no customer's end
    # (found by `dev.py fuzz`).
    contradicts = code in _GONE and key != "remote.refused"
    other = kind != wanted and not (kind in _OLDER_TYPES and key != "remote.refused")
    if not key or contradicts or other:
        return RemoteUnknown(request_id=error.request_id)
    message = _text(detail, "message")
    if key == "remote.bad_key" and message is not None and "permission" in message:
        key = "remote.not_allowed"
    refused = RemoteRefused(
        key, code=code, param=_text(detail, "param"), request_id=error.request_id, message=message
    )
    if key == "remote.not_allowed":
        named = named_in(message)
        refused.params["permission"] = Permission(named) if named else _UNNAMED
    return refused


def _unsent_or_unknown(cause: BaseException | None) -> EnvironmentFault:
    import httpx

    # Only these are raised before a byte of the request leaves.
    if isinstance(cause, httpx.ConnectError | httpx.ConnectTimeout | httpx.PoolTimeout):
        return RemoteUnreachable()
    return RemoteUnknown("remote.no_answer")


def _detail(body: object) -> Mapping[str, Any]:
    error = body.get("error") if isinstance(body, Mapping) else None
    return error if isinstance(error, Mapping) else {}


def _text(error: Mapping[str, Any], name: str) -> str | None:
    value = error.get(name)
    return value if isinstance(value, str) else None
