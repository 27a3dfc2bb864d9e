"""Verdicts on order: what the bank was told to say to the next attempt, whatever the card."""

from pos_app.training.bank import declines
from pos_app.training.bank.cards import Approval, Challenge, Verdict
from pos_app.training.records.work import AUTHENTICATE, Work

AUTHENTICATION_FAILS = declines.AUTHENTICATION_FAILS


def verdict(work: Work, *, authenticated: bool) -> Verdict | None:
    """Takes the next order, if there is one."""
    ordered = work.orders.take(authenticated=authenticated)
    if ordered is None:
        return None
    return Challenge.REQUIRED if ordered == AUTHENTICATE else declines.BY_CODE[ordered]


def as_authenticated(judged: Verdict) -> Verdict:
    """A card that asks for no proof, charged after its customer gave one all the same."""
    return Approval.AUTHENTICATED if judged is Approval.PLAIN else judged
