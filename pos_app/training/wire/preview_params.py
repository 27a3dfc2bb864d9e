"""Parameters of what Stripe has in public preview, which the pinned SDK declares no types for.

From docs.stripe.com/api/privacy/redaction-job and the SDK's own beta releases. Enums are closed, as
`validation` closes the SDK's.
"""

from typing import Literal, NotRequired, TypedDict


class RedactionObjects(TypedDict):
    """What a job is to redact, by kind; related objects go with them."""

    charges: NotRequired[list[str]]
    checkout_sessions: NotRequired[list[str]]
    customers: NotRequired[list[str]]
    identity_verification_sessions: NotRequired[list[str]]
    invoices: NotRequired[list[str]]
    issuing_cardholders: NotRequired[list[str]]
    issuing_cards: NotRequired[list[str]]
    payment_intents: NotRequired[list[str]]
    radar_value_list_items: NotRequired[list[str]]
    setup_intents: NotRequired[list[str]]


class RedactionJobCreateParams(TypedDict):
    """POST /v1/privacy/redaction_jobs."""

    expand: NotRequired[list[str]]
    objects: RedactionObjects
    validation_behavior: NotRequired[Literal["error", "fix"]]


class RedactionJobListParams(TypedDict):
    """GET /v1/privacy/redaction_jobs."""

    ending_before: NotRequired[str]
    expand: NotRequired[list[str]]
    limit: NotRequired[int]
    starting_after: NotRequired[str]
    status: NotRequired[
        Literal[
            "canceled",
            "canceling",
            "created",
            "failed",
            "ready",
            "redacting",
            "succeeded",
            "validating",
        ]
    ]


class RedactionJobParams(TypedDict):
    """Of one job: retrieve, run, validate, cancel."""

    expand: NotRequired[list[str]]


class RedactionErrorListParams(TypedDict):
    """GET /v1/privacy/redaction_jobs/{id}/validation_errors."""

    ending_before: NotRequired[str]
    expand: NotRequired[list[str]]
    limit: NotRequired[int]
    starting_after: NotRequired[str]
