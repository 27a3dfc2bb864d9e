"""What customers wished of showing a card next time, until Stripe has been told: their SQL."""

from collections.abc import Sequence
from dataclasses import dataclass

from pos_app.kernel.ids import AgreementId, CustomerId, PaymentMethodId
from pos_app.storage import Database


@dataclass(frozen=True, slots=True)
class CardWish:
    """Of the card of one agreement: shown at its customer's next payment, or not any more."""

    agreement_id: AgreementId
    customer_id: CustomerId
    card: PaymentMethodId
    shown: bool


def create_table(db: Database) -> None:
    """A released schema: never change it, add a step. A row goes once Stripe has been told."""
    db.execute(
        "CREATE TABLE card_wishes ("
        " agreement_id TEXT PRIMARY KEY REFERENCES agreements (id),"
        " shown INTEGER NOT NULL CHECK (shown IN (0, 1))) STRICT"
    )


def create_over(db: Database) -> None:
    """A released schema: never change it, add a step. Agreements to show a card whose time is over,
    once that was noticed."""
    db.execute(
        "CREATE TABLE shown_until (agreement_id TEXT PRIMARY KEY REFERENCES agreements (id)) STRICT"
    )


def newly_over(db: Database, now: int) -> Sequence[AgreementId]:
    """Those that show a card until before `now` (UTC seconds), and weren't noticed yet."""
    found = db.execute(
        "SELECT id FROM agreements WHERE purpose = 'next_time'"
        " AND CAST(strftime('%s', json_extract(scope, '$.latest')) AS INTEGER) < ?"
        " AND id NOT IN (SELECT agreement_id FROM shown_until) ORDER BY seq",
        [now],
    )
    return [AgreementId(row[0]) for row in found.fetchall()]


def take_over(db: Database, over: Sequence[AgreementId]) -> None:
    """Their cards aren't to be shown any more."""
    for agreement_id in over:
        db.execute("INSERT OR IGNORE INTO shown_until VALUES (?)", [agreement_id])
        add(db, agreement_id, shown=False)


def add(db: Database, agreement_id: AgreementId, *, shown: bool) -> None:
    """In place of an earlier one of that agreement."""
    db.execute("INSERT OR REPLACE INTO card_wishes VALUES (?, ?)", [agreement_id, int(shown)])


def waiting(db: Database) -> Sequence[CardWish]:
    """Oldest first, without those of customers of whom a restored ledger has yet to ask Stripe:
    they may have wished something else since."""
    found = db.execute(
        "SELECT agreements.id, customer_id, payment_method_id, shown"
        " FROM card_wishes JOIN agreements ON agreements.id = agreement_id"
        " WHERE payment_method_id IS NOT NULL"
        " AND customer_id NOT IN (SELECT customer_id FROM agreements_behind)"
        " ORDER BY card_wishes.rowid"
    )
    return [
        CardWish(AgreementId(wish), CustomerId(whose), PaymentMethodId(card), bool(shown))
        for wish, whose, card, shown in found.fetchall()
    ]


def taken_back(db: Database, card: PaymentMethodId) -> bool:
    """Whether its customer wished it not shown any more, and Stripe has yet to be told."""
    sql = (
        "SELECT 1 FROM card_wishes JOIN agreements ON agreements.id = agreement_id"
        " WHERE payment_method_id = ? AND shown = 0"
    )
    return db.execute(sql, [card]).fetchone() is not None


def forget(db: Database, wish: CardWish) -> None:
    """Stripe was told. What was wished of the same card meanwhile stays."""
    sql = "DELETE FROM card_wishes WHERE agreement_id = ? AND shown = ?"
    db.execute(sql, [wish.agreement_id, int(wish.shown)])


def forget_shown(db: Database) -> None:
    """The ledger is a copy: what was to be shown then may have been taken back since."""
    db.execute("DELETE FROM card_wishes WHERE shown = 1")
