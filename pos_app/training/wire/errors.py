"""Refusals in Stripe's own shape: status, type, code, param, message."""

from dataclasses import dataclass, field
from typing import Any

DOCUMENTATION = "https://stripe.com/docs/error-codes/"

Body = dict[str, Any]
"""A JSON object, as Stripe's API speaks it."""


@dataclass(eq=False)
class StripeError(Exception):
    """An answer other than 2xx.

    `keeps_changes`: what was written on the way is kept (a declined card leaves a failed charge).
    `stored`: kept under the request's idempotency key and replayed. Stripe keeps what it began to
    carry out, so not refusals of the parameters, conflicts or rate limits.
    """

    status: int
    type: str
    message: str
    code: str | None = None
    param: str | None = None
    details: Body = field(default_factory=dict)
    keeps_changes: bool = False
    stored: bool = False

    def body(self) -> Body:
        """The JSON answer; an error leaves out what is null."""
        error: Body = {}
        if self.code is not None:
            error["code"] = self.code
            error["doc_url"] = DOCUMENTATION + self.code.replace("_", "-")
        error["message"] = self.message
        if self.param is not None:
            error["param"] = self.param
        told = {name: value for name, value in self.details.items() if value is not None}
        return {"error": {**error, **told, "type": self.type}}


def invalid(
    message: str, *, code: str | None = None, param: str | None = None, status: int = 400
) -> StripeError:
    """A request that can't be carried out as it was put."""
    return StripeError(status, "invalid_request_error", message, code, param)


def missing_param(param: str) -> StripeError:
    return invalid(f"Missing required param: {param}.", code="parameter_missing", param=param)


def no_such(noun: str, given: str, *, param: str, status: int) -> StripeError:
    """`status` is 404 when the address names the object, 400 when a parameter does."""
    message = f"No such {noun}: '{given}'"
    return invalid(message, code="resource_missing", param=param, status=status)


def unknown_address(method: str, path: str) -> StripeError:
    """Nothing of Stripe's is there."""
    message = (
        f"Unrecognized request URL ({method}: {path}). If you are trying to list objects, remove"
        " the trailing slash. If you are trying to retrieve an object, make sure you passed a"
        " valid (non-empty) identifier in your code."
    )
    return invalid(message, status=404)


def unauthenticated(message: str, code: str | None = None) -> StripeError:
    return StripeError(401, "invalid_request_error", message, code)


def wrong_state(
    message: str, *, code: str | None = None, details: Body | None = None
) -> StripeError:
    """The object's state forbids it; Stripe had begun, so the answer is replayed."""
    return StripeError(
        400, "invalid_request_error", message, code, details=details or {}, stored=True
    )


def unsupported(param: str) -> StripeError:
    """A parameter Stripe knows and this stand-in does not: refused, never silently ignored."""
    message = f"The training stand-in does not implement the parameter {param}."
    return invalid(message, code="training_not_implemented", param=param)


def server_error() -> StripeError:
    """Stripe stores and replays these too."""
    message = "An unknown error occurred in the training stand-in."
    return StripeError(500, "api_error", message, stored=True)
