"""The agreement to show a card next time, once its payment is settled: recorded where Stripe says
that its customer ticked the box, else forgotten."""

import logging

from pos_app.checkout import offered_store
from pos_app.consent.model import Route, Tick
from pos_app.consent.service import ConsentService, Given
from pos_app.kernel.ids import AgreementId, AttemptId
from pos_app.payments.model import Outcome, OutcomeKind
from pos_app.storage import Storage

_log = logging.getLogger(__name__)


async def follow(ledger: Storage, consent: ConsentService, outcome: Outcome) -> None:
    """`outcome` is final. Whatever repeats it, this till or one that has its ledger from a copy,
    records the same under the same id, and so once. Faults are those of `Storage`."""
    attempt_id = outcome.attempt_id
    offered = await ledger.read(lambda db: offered_store.find(db, attempt_id))
    if offered is None:
        return
    if outcome.kind is OutcomeKind.SUCCEEDED and outcome.kept_at is not None:
        given = _given(outcome, offered.staff)
        if given is None:
            _log.warning("agreement_not_recorded attempt=%s why=no_card", attempt_id)
            return
        await consent.record(offered.draft, given, agreement_id_of(attempt_id))
    await ledger.write(lambda db: offered_store.forget(db, attempt_id))


def _given(outcome: Outcome, staff: str) -> Given | None:
    card = outcome.card.payment_method_id if outcome.card is not None else None
    if outcome.customer_id is None or card is None:
        return None
    return Given(
        outcome.customer_id, Route.PAGE, frozenset({Tick.SHOW_NEXT_TIME}), card, staff,
        session_id=outcome.session_id, payment_intent_id=outcome.payment_intent_id,
        at=outcome.kept_at,
    )  # fmt: skip


def agreement_id_of(attempt_id: AttemptId) -> AgreementId:
    """The one that an attempt's page may lead to: of each attempt one at most."""
    return AgreementId(f"agr_{attempt_id.removeprefix('att_')}")
