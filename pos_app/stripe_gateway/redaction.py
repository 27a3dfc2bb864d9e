"""Redaction jobs: Stripe makes a customer and what is theirs unreadable, on order and for good.

Public preview: no types in the pinned SDK, and known to requests of a preview version only
(docs.stripe.com/privacy/redaction, /api/privacy/redaction-job). A job validates by itself and is
run on order. Which permission a restricted key needs is not documented.
"""

from typing import Any, Final

from pos_app.erasure.jobs import Hindrance, JobStatus, RedactionJob
from pos_app.kernel.ids import CustomerId
from pos_app.stripe_gateway import mapping
from pos_app.stripe_gateway.client import Caller, Reply
from pos_app.stripe_gateway.mapping import Json

VERSION: Final = "2026-06-24.preview"
"""Documented with redaction (docs.stripe.com/changelog/dahlia/2026-06-24/redaction-property), and
of these requests only."""
_JOBS: Final = "/v1/privacy/redaction_jobs"
_PAGE: Final = 100
_MOST_PAGES: Final = 10
_STATUSES: Final = {known.value: known for known in JobStatus}
_HINDRANCES: Final = {
    "charge": Hindrance.PAYMENT,
    "payment_intent": Hindrance.UNFINISHED,
    "setup_intent": Hindrance.UNFINISHED,
    "dispute": Hindrance.DISPUTE,
    "payment_method": Hindrance.CARD,
}
_OVER: Final = (JobStatus.CANCELED, JobStatus.SUCCEEDED)
_OTHER_JOB: Final = "locked_by_other_job"


class RedactionCalls:
    """Implements erasure.ports.RedactionGateway."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    async def find_redaction(self, customer_id: CustomerId) -> RedactionJob | None:
        """The newest job about this customer only that wasn't cancelled, whoever made it; where
        there is none, one that has others too and isn't over. Raises RemoteRefused also where the
        account or the key has no such jobs."""
        shared: RedactionJob | None = None
        given: dict[str, Any] = {"limit": _PAGE, "expand": ["data.objects"]}
        for _ in range(_MOST_PAGES):
            reply = await self._caller.get(_JOBS, given, version=VERSION)
            try:
                found, more = mapping.rows(reply)
                jobs = [_job(row) for row in found if customer_id in _customers(row)]
            except mapping.Malformed as error:
                raise mapping.nonsense(reply) from error
            for job in jobs:
                if job.only == customer_id and job.status is not JobStatus.CANCELED:
                    return job
                if job.status not in _OVER:
                    shared = shared or job
            if not more or not found:
                break
            given["starting_after"] = str(found[-1].get("id"))
        return shared

    async def ask_redaction(self, customer_id: CustomerId, key: str) -> RedactionJob:
        """A new job, which begins to validate. Raises RemoteRefused for a customer who isn't there,
        or not any more."""
        given = {
            "objects": {"customers": [mapping.identifier(customer_id)]},
            "validation_behavior": "error",
        }
        return _read(await self._caller.post(_JOBS, given, key, version=VERSION))

    async def redaction(self, job_id: str) -> RedactionJob:
        """How far it is, and whom it is about."""
        path = f"{_JOBS}/{mapping.identifier(job_id)}"
        reply = await self._caller.get(path, {"expand": ["objects"]}, version=VERSION)
        return _read(mapping.about(reply, job_id))

    async def run_redaction(self, job_id: str, key: str) -> RedactionJob:
        """Not to be undone. Raises RemoteRefused for a job that isn't ready."""
        return await self._ordered(job_id, "run", key)

    async def validate_redaction(self, job_id: str, key: str) -> RedactionJob:
        """Look again whether a job that failed can be run."""
        return await self._ordered(job_id, "validate", key)

    async def hindrances(self, job_id: str) -> frozenset[Hindrance]:
        """What is in the way of a job that failed to validate."""
        path = f"{_JOBS}/{mapping.identifier(job_id)}/validation_errors"
        reply = await self._caller.get(path, {"limit": _PAGE}, version=VERSION)
        try:
            return frozenset(_hindrance(row) for row in mapping.rows(reply)[0])
        except mapping.Malformed as error:
            raise mapping.nonsense(reply) from error

    async def _ordered(self, job_id: str, order: str, key: str) -> RedactionJob:
        path = f"{_JOBS}/{mapping.identifier(job_id)}/{order}"
        return _read(mapping.about(await self._caller.post(path, {}, key, version=VERSION), job_id))


def _read(reply: Reply) -> RedactionJob:
    try:
        return _job(mapping.read_reply(reply, "privacy.redaction_job"))
    except mapping.Malformed as error:
        raise mapping.nonsense(reply) from error


def _job(data: Json) -> RedactionJob:
    """A status that Stripe has added since is none that anything may be ordered in."""
    status = data.get("status")
    if not isinstance(status, str):
        raise mapping.Malformed("status")
    return RedactionJob(
        mapping.identifier(data.get("id")), _STATUSES.get(status, JobStatus.UNKNOWN), _only(data)
    )


def _only(data: Json) -> CustomerId | None:
    """Of a job that names one customer, nothing else, and has nothing changed that is in the way.
    A key that Stripe has added since is something else, unless it is empty."""
    named = data.get("objects")
    if not isinstance(named, dict) or data.get("validation_behavior") != "error":
        return None
    customers = named.get("customers")
    if any(given for name, given in named.items() if name != "customers"):
        return None
    if not isinstance(customers, list) or len(customers) != 1:
        return None
    return CustomerId(mapping.identifier(customers[0]))


def _customers(data: Json) -> list[object]:
    named = data.get("objects")
    if not isinstance(named, dict):
        return []
    customers = named.get("customers")
    return customers if isinstance(customers, list) else []


def _hindrance(data: Json) -> Hindrance:
    if mapping.text(data, "code") == _OTHER_JOB:
        return Hindrance.OTHER_JOB
    about = data.get("erroring_object")
    kind = about.get("object_type") if isinstance(about, dict) else None
    return _HINDRANCES.get(str(kind), Hindrance.OTHER)
