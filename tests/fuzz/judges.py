"""What may be believed of answers that aren't a thing of Stripe's, but what was made of some."""

from collections.abc import Callable, Sequence
from typing import Any

from pos_app.erasure.jobs import JobStatus
from pos_app.settings.permissions import Standing
from tests.fuzz.mangling import Answer

Judge = Callable[[Any, Sequence[Answer]], str]
"""What doesn't hold of the result, after these replies; nothing when all does."""


def told_of_rights(findings: Any, given: Sequence[Answer]) -> str:
    """Not more permissions than replies that could have told so, nor more refused."""
    granted = sum(one.standing is Standing.GRANTED for one in findings)
    missing = sum(one.standing is Standing.MISSING for one in findings)
    lists = sum(200 <= one.status < 300 and _listed(one.seen) for one in given)
    refusals = [one for one in given if isinstance(_error(one), dict)]
    if granted > lists + sum(one.status in (400, 402, 404) for one in refusals):
        return f"{granted} permissions granted, by {lists} lists"
    forbidden = sum(one.status in (401, 403) for one in refusals)
    return f"{missing} missing, {forbidden} refused" if missing > forbidden else ""


def told_of_ids(known: Any, given: Sequence[Answer]) -> str:
    said = {
        row.get(name)
        for one in given if isinstance(one.seen, dict) and _listed(one.seen)
        for row in one.seen["data"][:1] if isinstance(row, dict)
        for name in ("id", "client_secret") if isinstance(row.get(name), str)
    }  # fmt: skip
    told = {known.customer_id, known.intent_id, known.client_secret} - {None}
    return f"{sorted(told - said)} was said by nobody" if told - said else ""


def told_of_one(identifier: str | None) -> Judge:
    def judge(answer: Any, given: Sequence[Answer]) -> str:
        shown = any(200 <= one.status < 300 and _id(one.seen) == identifier for one in given)
        denied = any(one.status in (400, 402, 404) and _error(one) for one in given)
        wrong = (answer is True and not shown) or (answer is False and not denied)
        return f"told {answer}, which nobody said" if wrong else ""

    return judge


def told_of_job(job: Any, given: Sequence[Answer]) -> str:
    """A redaction job is one that was shown, in that status; none, where a list hadn't got it or
    there are no such jobs."""
    shown = [
        row
        for one in given if 200 <= one.status < 300 and isinstance(one.seen, dict)
        for row in (one.seen["data"] if _listed(one.seen) else [one.seen])
        if isinstance(row, dict)
    ]  # fmt: skip
    if job is None:
        listed = any(200 <= one.status < 300 and _listed(one.seen) for one in given)
        return "" if listed else "no job, which nobody said"
    known = {one.value for one in JobStatus} - {JobStatus.UNKNOWN.value}
    for row in shown:
        said = row.get("status")
        if row.get("id") != job.id or not isinstance(said, str):
            continue
        if job.status.value == (said if said in known else JobStatus.UNKNOWN.value):
            return ""
    return f"told of {job}, which nobody said"


def _listed(seen: Any) -> bool:
    return isinstance(seen, dict) and isinstance(seen.get("data"), list)


def _id(seen: Any) -> Any:
    return seen.get("id") if isinstance(seen, dict) else None


def _error(answer: Answer) -> Any:
    return answer.seen.get("error") if isinstance(answer.seen, dict) else None
