"""A shift's report as the ledger keeps it: one line of JSON, the same for the same figures."""

import json
from typing import Any, Final

from pos_app.kernel.clock import from_timestamp, to_timestamp
from pos_app.kernel.money import Money
from pos_app.reports.model import (
    Fact,
    FactKind,
    Place,
    Shift,
    ShiftReport,
    Unclear,
    UnclearKind,
)

_SILENT: Final = 1
"""Of what didn't happen it said nothing."""
_VERSION: Final = 2


def to_text(report: ShiftReport) -> str:
    """Minor units, UTC seconds. The row's own hash isn't in it."""
    shift, place = report.shift, report.place
    record = {
        "v": _VERSION if report.tells_nothing else _SILENT,
        "number": shift.number,
        "opened": [to_timestamp(shift.opened_at), shift.opened_by],
        "closed": [to_timestamp(report.at), report.closed_by],
        "place": [place.shop_name, place.till_name, place.till_id, place.training],
        "facts": [
            [one.kind.value, one.amount.amount_minor, one.amount.currency, to_timestamp(one.at),
             one.payment_intent_id, one.refund_id, one.sale_id, one.reason, one.late]
            for one in report.facts
        ],
        "unclear": [
            [one.kind.value, one.amount.amount_minor, one.amount.currency,
             to_timestamp(one.since), one.payment_intent_id, one.sale_id]
            for one in report.unclear
        ],
        "liability": [[one.amount_minor, one.currency] for one in report.liability],
    }  # fmt: skip
    return json.dumps(record, separators=(",", ":"), ensure_ascii=True)


def from_text(text: str, fingerprint: str) -> ShiftReport:
    """The Z that was written down."""
    record: dict[str, Any] = json.loads(text)
    opened_at, opened_by = record["opened"]
    closed_at, closed_by = record["closed"]
    return ShiftReport(
        shift=Shift(record["number"], from_timestamp(opened_at), opened_by),
        place=Place(*record["place"]),
        at=from_timestamp(closed_at),
        facts=tuple(_fact(*values) for values in record["facts"]),
        unclear=tuple(_unclear(*values) for values in record["unclear"]),
        liability=tuple(Money(minor, currency) for minor, currency in record["liability"]),
        closed=True,
        closed_by=closed_by,
        fingerprint=fingerprint,
        tells_nothing=record["v"] > _SILENT,
    )


def _fact(kind: str, minor: int, currency: str, at: int, *rest: Any) -> Fact:
    return Fact(FactKind(kind), Money(minor, currency), from_timestamp(at), *rest)


def _unclear(kind: str, minor: int, currency: str, since: int, *rest: Any) -> Unclear:
    return Unclear(UnclearKind(kind), Money(minor, currency), from_timestamp(since), *rest)
