"""Authentication challenges: waiting for the customer to approve in their bank's frame."""

import json
from dataclasses import dataclass
from enum import StrEnum

from pos_app.training.records.kinds import random_text
from pos_app.training.records.work import Work
from pos_app.training.wire.errors import Body


class ChallengeState(StrEnum):
    PENDING = "pending"
    APPROVED = "approved"
    FAILED = "failed"
    SUPERSEDED = "superseded"


@dataclass(frozen=True)
class Waiting:
    """`context` is what the interrupted confirmation needs to go on."""

    id: str
    intent: str
    state: ChallengeState
    context: Body


def open_for(work: Work, intent: str, context: Body) -> Waiting:
    """A new challenge; an earlier one of the same intent can't be answered any more."""
    close_all(work, intent)
    waiting = Waiting(f"auth_{random_text(24)}", intent, ChallengeState.PENDING, context)
    work.database.execute(
        "INSERT INTO challenges (id, intent, state, context) VALUES (?, ?, ?, ?)",
        (waiting.id, intent, waiting.state, json.dumps(context)),
    )
    return waiting


def close_all(work: Work, intent: str) -> None:
    work.database.execute(
        "UPDATE challenges SET state = ? WHERE intent = ? AND state = ?",
        (ChallengeState.SUPERSEDED, intent, ChallengeState.PENDING),
    )


def find(work: Work, identifier: str) -> Waiting | None:
    row = work.database.row("SELECT * FROM challenges WHERE id = ?", (identifier,))
    if row is None:
        return None
    state = ChallengeState(row["state"])
    return Waiting(row["id"], row["intent"], state, json.loads(row["context"]))


def pending_of(work: Work, intent: str) -> Waiting | None:
    row = work.database.row(
        "SELECT id FROM challenges WHERE intent = ? AND state = ?",
        (intent, ChallengeState.PENDING),
    )
    return None if row is None else find(work, row["id"])


def answer(work: Work, waiting: Waiting, state: ChallengeState) -> None:
    work.database.execute("UPDATE challenges SET state = ? WHERE id = ?", (state, waiting.id))


def url(work: Work, waiting: Waiting) -> str:
    return f"{work.base_url}/frames/challenge.html?id={waiting.id}"


def next_action(work: Work, waiting: Waiting, return_url: str | None) -> Body:
    """An intent's `next_action`: go to the bank and come back, or let Stripe.js ask."""
    address = url(work, waiting)
    if return_url is None:
        sdk = {"type": "three_d_secure_redirect", "stripe_js": address, "source": waiting.id}
        return {"type": "use_stripe_sdk", "use_stripe_sdk": sdk}
    redirect = {"return_url": return_url, "url": address}
    return {"type": "redirect_to_url", "redirect_to_url": redirect}
