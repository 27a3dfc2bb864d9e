"""What was charged under an agreement: its SQL."""

import json
from collections.abc import Mapping, Sequence
from typing import Final

from pos_app.consent.scope_check import ChargeSoFar
from pos_app.kernel.clock import from_timestamp, to_timestamp
from pos_app.kernel.ids import AgreementId, CustomerId, ItemId, PaymentIntentId
from pos_app.kernel.money import Money
from pos_app.storage import Database

_MADE: Final = (
    "AND (settled_at IS NULL OR json_extract(outcome, '$.kind') IN ('succeeded', 'held'))"
)
_WHAT: Final = (
    "SELECT attempts.item_id, coalesce(json_extract(outcome, '$.amount'), amount_minor),"
    " currency, coalesce(json_extract(outcome, '$.at'), prepared_at), attempts.payment_intent_id"
)
_NAMED: Final = f"{_WHAT} FROM attempts WHERE agreement_id = ?1 {_MADE} ORDER BY attempts.rowid"
_REBUILT: Final = (
    f"{_WHAT} FROM agreements JOIN attempts ON attempts.customer_id = agreements.customer_id"  # noqa: S608
    " AND attempts.kind = 'saved_card' AND attempts.payment_method_id IS NULL"
    " WHERE agreements.id = ?1 AND currency = json_extract(scope, '$.currency')"
    " AND NOT EXISTS (SELECT 1 FROM charges_at_stripe AS seen"
    f" WHERE seen.payment_intent_id = attempts.payment_intent_id) {_MADE} ORDER BY attempts.rowid"
)
_AT_STRIPE: Final = (
    "SELECT item_id, amount_minor, currency, made_at, payment_intent_id FROM charges_at_stripe"  # noqa: S608
    " AS seen WHERE agreement_id = ?1 AND NOT EXISTS (SELECT 1 FROM attempts"
    " WHERE agreement_id = ?1 AND attempts.payment_intent_id = seen.payment_intent_id"
    f" {_MADE}) ORDER BY made_at, payment_intent_id"
)


_SOME: Final = "IN (SELECT value FROM json_each(?1))"
_NAMED_ALL: Final = (
    f"{_WHAT}, agreement_id FROM attempts WHERE agreement_id {_SOME} {_MADE}"
    " ORDER BY attempts.rowid"
)
_REBUILT_ALL: Final = (
    f"{_WHAT}, agreements.id FROM agreements"  # noqa: S608
    " JOIN attempts ON attempts.customer_id = agreements.customer_id"
    " AND attempts.kind = 'saved_card' AND attempts.payment_method_id IS NULL"
    f" WHERE agreements.id {_SOME} AND currency = json_extract(scope, '$.currency')"
    " AND NOT EXISTS (SELECT 1 FROM charges_at_stripe AS seen"
    f" WHERE seen.payment_intent_id = attempts.payment_intent_id) {_MADE} ORDER BY attempts.rowid"
)
_AT_STRIPE_ALL: Final = (
    "SELECT item_id, amount_minor, currency, made_at, payment_intent_id, agreement_id"  # noqa: S608
    f" FROM charges_at_stripe AS seen WHERE agreement_id {_SOME} AND NOT EXISTS"
    " (SELECT 1 FROM attempts WHERE attempts.agreement_id = seen.agreement_id"
    f" AND attempts.payment_intent_id = seen.payment_intent_id {_MADE})"
    " ORDER BY made_at, payment_intent_id"
)


def create_tables(db: Database) -> None:
    """A released schema: never change it, add a step. Minor units; UTC seconds of the
    PaymentIntent's making.

    A copy of what Stripe says, replaced whole whenever it is asked, so not chained: what a charge
    was let go ahead on stands in its scope check.
    """
    db.execute(
        "CREATE TABLE charges_at_stripe ("
        " payment_intent_id TEXT NOT NULL,"
        " agreement_id TEXT NOT NULL,"
        " customer_id TEXT NOT NULL,"
        " item_id TEXT NOT NULL,"
        " amount_minor INTEGER NOT NULL,"
        " currency TEXT NOT NULL,"
        " made_at INTEGER NOT NULL,"
        " PRIMARY KEY (payment_intent_id, agreement_id)) STRICT"
    )
    db.execute("CREATE INDEX charges_at_stripe_under ON charges_at_stripe (agreement_id)")
    db.execute("CREATE INDEX charges_at_stripe_of ON charges_at_stripe (customer_id)")


def charges_under(
    db: Database, agreement_id: AgreementId, *, elsewhere: bool = True
) -> Sequence[ChargeSoFar]:
    """Charges under it that were made, or may have been, oldest first: an attempt that is open may
    still turn out to have succeeded, and a held amount may be taken. Then, with `elsewhere`, what
    Stripe told of other tills and of lost rows when it was last asked.

    A charge that the ledger has lost and that names no agreement at Stripe (made before they did)
    counts under each of its customer's, whenever given: a rebuilt attempt has the time of its
    PaymentIntent, which may be older than the agreement it was charged under.
    """
    asked = (_NAMED, _REBUILT, _AT_STRIPE) if elsewhere else (_NAMED, _REBUILT)
    return [
        ChargeSoFar(ItemId(item), Money(minor, currency), from_timestamp(at), intent)
        for sql in asked
        for item, minor, currency, at, intent in db.execute(sql, [agreement_id]).fetchall()
    ]


def charges_under_all(
    db: Database, agreement_ids: Sequence[AgreementId]
) -> Mapping[str, Sequence[ChargeSoFar]]:
    """What `charges_under` says of each of them, in three statements whatever their number; those
    with no charge are left out."""
    found: dict[str, list[ChargeSoFar]] = {}
    wanted = [json.dumps(list(agreement_ids))]
    for sql in (_NAMED_ALL, _REBUILT_ALL, _AT_STRIPE_ALL):
        for item, minor, currency, at, intent, agreement in db.execute(sql, wanted).fetchall():
            charge = ChargeSoFar(ItemId(item), Money(minor, currency), from_timestamp(at), intent)
            found.setdefault(agreement, []).append(charge)
    return found


def keep_charges(
    db: Database, customer_id: CustomerId, charges: Sequence[tuple[AgreementId, ChargeSoFar]]
) -> None:
    """All of the customer's at Stripe, in place of what was kept before."""
    db.execute("DELETE FROM charges_at_stripe WHERE customer_id = ?", [customer_id])
    for agreement_id, charge in charges:
        keep_charge(db, customer_id, agreement_id, charge)


def keep_charge(
    db: Database, customer_id: CustomerId, agreement_id: AgreementId, charge: ChargeSoFar
) -> None:
    """One of them, as it is now."""
    db.execute(
        "INSERT OR REPLACE INTO charges_at_stripe (payment_intent_id, agreement_id, customer_id,"
        " item_id, amount_minor, currency, made_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [charge.payment_intent_id, agreement_id, customer_id, charge.item_id,
         charge.amount.amount_minor, charge.amount.currency, to_timestamp(charge.at)],
    )  # fmt: skip


def hold_ended(db: Database, intent_id: PaymentIntentId, taken: Money | None) -> None:
    """This till captured or released it: `taken`, or nothing."""
    if taken is None:
        db.execute("DELETE FROM charges_at_stripe WHERE payment_intent_id = ?", [intent_id])
        return
    db.execute(
        "UPDATE charges_at_stripe SET amount_minor = ? WHERE payment_intent_id = ?",
        [taken.amount_minor, intent_id],
    )


def named_on(db: Database, intent_id: PaymentIntentId) -> Sequence[AgreementId]:
    """What the PaymentIntent says it is charged under, where Stripe was asked."""
    sql = "SELECT agreement_id FROM charges_at_stripe WHERE payment_intent_id = ?"
    return [AgreementId(row[0]) for row in db.execute(sql, [intent_id]).fetchall()]
