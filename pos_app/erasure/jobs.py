"""A redaction job at Stripe (docs.stripe.com/api/privacy/redaction-job)."""

from dataclasses import dataclass
from enum import StrEnum

from pos_app.kernel.ids import CustomerId


class JobStatus(StrEnum):
    """As Stripe names them; UNKNOWN is one added since."""

    CREATED = "created"
    VALIDATING = "validating"
    VALIDATED = "validated"
    """Passed, and waiting for something that only time brings."""
    READY = "ready"
    FAILED = "failed"
    """To validate: something is in the way."""
    REDACTING = "redacting"
    SUCCEEDED = "succeeded"
    CANCELING = "canceling"
    CANCELED = "canceled"
    UNKNOWN = "unknown"


class Hindrance(StrEnum):
    """Why Stripe can't redact yet."""

    PAYMENT = "payment"
    """One that isn't 90 days old, for all that is known."""
    UNFINISHED = "unfinished"
    """An intent that was neither paid nor cancelled."""
    DISPUTE = "dispute"
    CARD = "card"
    """Still attached to the customer."""
    OTHER_JOB = "other_job"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class RedactionJob:
    """`id`: `prj_…`."""

    id: str
    status: JobStatus
    only: CustomerId | None = None
    """Whom it is about, where it names nobody and nothing else and changes nothing to get there
    (`validation_behavior`); None where it does, or where Stripe didn't say."""
