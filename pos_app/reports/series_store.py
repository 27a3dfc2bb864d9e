"""What figures are made of, read from the ledger and from the copy of Stripe's: all the SQL."""

from collections.abc import Mapping, Sequence

from pos_app.kernel.clock import from_timestamp
from pos_app.kernel.money import Money
from pos_app.reports.fact_store import decline_code
from pos_app.reports.series import Took, Try
from pos_app.storage import Database


def took_since(db: Database, since: int) -> Sequence[Took]:
    """Payments recorded from `since` on (UTC seconds)."""
    sql = "SELECT recorded_at, amount_minor, currency FROM payments WHERE recorded_at >= ?"
    found = db.execute(sql, [since]).fetchall()
    return [Took(from_timestamp(at), Money(minor, currency)) for at, minor, currency in found]


def tries_since(db: Database, since: int) -> Sequence[Try]:
    """Charges of absent customers that were settled from `since` on (UTC seconds)."""
    sql = (
        "SELECT amount_minor, currency, json_extract(outcome, '$.kind'),"
        " json_extract(outcome, '$.decline') FROM attempts"
        " WHERE settled_at >= ? AND off_session = 1 AND capture = 'automatic'"
    )
    return [
        Try(Money(minor, currency), _why(kind, decline))
        for minor, currency, kind, decline in db.execute(sql, [since]).fetchall()
    ]


def _why(kind: str, decline: str | None) -> str:
    if kind == "succeeded":
        return ""
    if kind == "needs_customer":
        return "authentication_required"
    return decline_code(decline) or kind


def ending_cards(db: Database) -> Mapping[tuple[int, int], int]:
    """Saved cards by the year and month they end with."""
    sql = "SELECT exp_year, exp_month, count(*) FROM cards GROUP BY exp_year, exp_month"
    return {(int(year), int(month)): int(n) for year, month, n in db.execute(sql).fetchall()}
