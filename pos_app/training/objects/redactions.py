"""Redaction jobs: what Stripe holds of a customer is made unreadable, once nothing is open.

Public preview (docs.stripe.com/privacy/redaction, /privacy/deletion-requests and
/api/privacy/redaction-job): a job validates by itself, is run on order, and can't be undone.
Payments are redacted 90 days after they were made at the earliest, disputes and intents must be
closed before, and cards detached. Redacted, they can't be refunded.

Unverified, and the harsher answer here: that a deleted customer is not taken for a new job, while a
job that has it goes on; in which words a payment that is too young is refused; that a second job
for the same customer fails validation and isn't refused at once. How long Stripe takes is not
documented; here it is five seconds each time, so that what follows the order comes before. Events
of jobs are not sent.
"""

import json
from collections.abc import Iterator

from pos_app.training.objects import owners
from pos_app.training.objects.redacting import redact_all
from pos_app.training.records import lists
from pos_app.training.records.call import Call, Endpoint
from pos_app.training.records.kinds import CUSTOMER, REDACTION_JOB, random_text
from pos_app.training.records.work import Work, private, public, with_private
from pos_app.training.wire.errors import Body, invalid, unknown_address, unsupported, wrong_state

PREVIEW = ".preview"
"""What the version of a request must end with."""
TAKES_S = 5
YOUNGEST_S = 90 * 24 * 3600
MOST = 10
"""Objects a job may name."""
_ENDED = ("canceled", "succeeded")
_FINAL = ("succeeded", "canceled")


def check_version(method: str, path: str, version: str | None) -> None:
    """Raises StripeError (404): what is in preview is no address of the other versions."""
    if path.startswith("/v1/privacy/") and not (version or "").endswith(PREVIEW):
        raise unknown_address(method, path)


def create(call: Call) -> Body:
    """Raises StripeError (400) for a customer that isn't there."""
    work, params = call.work, call.params
    if params.get("validation_behavior") == "fix":
        raise unsupported("validation_behavior")
    objects: Body = params["objects"]
    for name in objects:
        if name != "customers":
            raise unsupported(f"objects[{name}]")
    customers = objects.get("customers") or []
    if not 1 <= len(customers) <= MOST:
        raise invalid(f"Give 1 to {MOST} objects to redact.", param="objects")
    for customer in customers:
        owners.customer(work, customer, status=400, param="objects[customers]")
    body: Body = {
        "id": REDACTION_JOB.new_id(),
        "object": "privacy.redaction_job",
        "created": work.now,
        "livemode": False,
        "status": "validating",
        "validation_behavior": "error",
    }
    return public(work.add(with_private(body, customers=customers, due=work.now + TAKES_S)))


def retrieve(call: Call) -> Body:
    return public(_job(call))


def list_all(call: Call) -> Body:
    extra = "json_extract(body, '$.status') = ?" if "status" in call.params else None
    values = (call.params["status"],) if extra else ()
    return lists.page(call.work, REDACTION_JOB, call.params, extra=extra, values=values)


def validation_errors(call: Call) -> Body:
    job = _job(call)
    url = f"{REDACTION_JOB.url}/{job['id']}/validation_errors"
    return lists.slice_of(private(job).get("errors", []), call.params, url)


def run(call: Call) -> Body:
    return _moved(call, ("ready",), "redacting")


def validate(call: Call) -> Body:
    return _moved(call, ("failed",), "validating")


def cancel(call: Call) -> Body:
    job = _moved(call, ("ready", "failed"), "canceled")
    return {**job, "status": "canceling"}


def objects(work: Work, body: Body) -> Body:
    """What a job was made for. Shown when a request expands it."""
    job = work.load(REDACTION_JOB, body["id"])
    return {"customers": private(job)["customers"]}


def settle_due(work: Work) -> None:
    """What validates or redacts gets done with it."""
    for row in work.database.rows(
        "SELECT body FROM redaction_jobs WHERE"
        " json_extract(body, '$.status') IN ('validating', 'redacting')"
        " AND json_extract(body, '$._private.due') <= ?",
        (work.now,),
    ):
        job = json.loads(row["body"])
        if job["status"] == "redacting":
            for customer in private(job)["customers"]:
                redact_all(work, customer)
            work.save(job, {**job, "status": "succeeded"})
            continue
        found = [error for one in private(job)["customers"] for error in _errors(work, job, one)]
        after = with_private(job, errors=found)
        work.save(job, {**after, "status": "failed" if found else "ready"})


def _job(call: Call) -> Body:
    return call.work.get(REDACTION_JOB, call.id, param="job")


def _moved(call: Call, of: tuple[str, ...], to: str) -> Body:
    """Raises StripeError (400) for a job in another status."""
    work, job = call.work, _job(call)
    if job["status"] not in of:
        raise wrong_state(f"A redaction job that is {job['status']} can't become {to}.")
    due = with_private(job, due=work.now + TAKES_S)
    return public(work.save(job, {**due, "status": to}))


def _errors(work: Work, job: Body, customer: str) -> Iterator[Body]:
    """What is in the way of redacting one customer and what belongs to them."""
    for row in work.database.rows("SELECT body FROM redaction_jobs WHERE id <> ?", (job["id"],)):
        other = json.loads(row["body"])
        if other["status"] not in _ENDED and customer in private(other)["customers"]:
            said = f"Customer is used in another redaction job {other['id']}."
            yield _error("locked_by_other_job", CUSTOMER.name, customer, said)
    for table, kind, noun in (
        ("payment_intents", "payment_intent", "PaymentIntent"),
        ("setup_intents", "setup_intent", "SetupIntent"),
    ):
        for found in _theirs(work, table, customer):
            if found["status"] not in _FINAL:
                said = f"{noun} is not finalized. Confirm or cancel it."
                yield _error("invalid_state", kind, found["id"], said)
    for method in _theirs(work, "payment_methods", customer):
        said = "PaymentMethod is attached to a Customer. Detach it."
        yield _error("invalid_state", "payment_method", method["id"], said)
    for charge in _theirs(work, "charges", customer):
        if charge["status"] == "succeeded" and charge["created"] > work.now - YOUNGEST_S:
            said = "Charge was created within the past 90 days."
            yield _error("invalid_state", "charge", charge["id"], said)
        yield from _disputed(work, charge["id"])


def _disputed(work: Work, charge: str) -> Iterator[Body]:
    for row in work.database.rows("SELECT body FROM disputes WHERE charge = ?", (charge,)):
        dispute = json.loads(row["body"])
        if dispute["status"] not in ("won", "lost", "warning_closed"):
            yield _error("invalid_state", "dispute", dispute["id"], "Dispute is open. Close it.")


# only our own table names ever take the place of {}
_OF_CUSTOMER = "SELECT body FROM {} WHERE customer = ?"


def _theirs(work: Work, table: str, customer: str) -> Iterator[Body]:
    for row in work.database.rows(_OF_CUSTOMER.format(table), (customer,)):
        yield json.loads(row["body"])


def _error(code: str, kind: str, identifier: str, message: str) -> Body:
    return {
        "id": f"prjve_{random_text(24)}",
        "object": "privacy.redaction_job_validation_error",
        "code": code,
        "erroring_object": {"id": identifier, "object_type": kind},
        "message": message,
    }


_JOBS = REDACTION_JOB.url
_ONE = "preview.RedactionJobParams"
ENDPOINTS = (
    Endpoint("POST", _JOBS, create, "preview.RedactionJobCreateParams"),
    Endpoint("GET", _JOBS, list_all, "preview.RedactionJobListParams"),
    Endpoint("GET", f"{_JOBS}/{{id}}", retrieve, _ONE),
    Endpoint("POST", f"{_JOBS}/{{id}}/run", run, _ONE),
    Endpoint("POST", f"{_JOBS}/{{id}}/validate", validate, _ONE),
    Endpoint("POST", f"{_JOBS}/{{id}}/cancel", cancel, _ONE),
    Endpoint("GET", f"{_JOBS}/{{id}}/validation_errors", validation_errors,
             "preview.RedactionErrorListParams"),
)  # fmt: skip
