"""What was charged under an agreement: its SQL."""

from collections.abc import Sequence
from typing import Final

from pos_app.consent.scope_check import ChargeSoFar
from pos_app.kernel.clock import from_timestamp
from pos_app.kernel.ids import AgreementId, ItemId
from pos_app.kernel.money import Money
from pos_app.storage import Database

_NAMED: Final = "FROM attempts WHERE agreement_id = ?1"
_REBUILT: Final = (
    "FROM agreements JOIN attempts ON attempts.customer_id = agreements.customer_id"
    " AND attempts.kind = 'saved_card' AND attempts.payment_method_id IS NULL"
    " WHERE agreements.id = ?1 AND currency = json_extract(scope, '$.currency')"
)


def charges_under(db: Database, agreement_id: AgreementId) -> Sequence[ChargeSoFar]:
    """Charges under it that were made, or may have been, oldest first: an attempt that is open may
    still turn out to have succeeded, and a held amount may be taken.

    After a restore Stripe tells of a charge but not under which agreement: it counts under each
    of its customer's, whenever given: a rebuilt attempt has the time of its PaymentIntent, which
    may be older than the agreement it was charged under.
    """
    what = (
        "SELECT attempts.item_id, coalesce(json_extract(outcome, '$.amount'), amount_minor),"
        " currency, coalesce(json_extract(outcome, '$.at'), prepared_at),"
        " attempts.payment_intent_id"
    )
    made = (
        "AND (settled_at IS NULL OR json_extract(outcome, '$.kind') IN ('succeeded', 'held'))"
        " ORDER BY attempts.rowid"
    )
    return [
        ChargeSoFar(ItemId(item), Money(minor, currency), from_timestamp(at), intent)
        for where in (_NAMED, _REBUILT)
        for item, minor, currency, at, intent in db.execute(
            f"{what} {where} {made}", [agreement_id]
        ).fetchall()
    ]
