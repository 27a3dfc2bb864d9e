"""A shift's report as a table: one line for each thing that happened, all of it in ASCII words that
a program can rely on."""

import csv
import io
from collections.abc import Iterator
from datetime import datetime
from typing import Final

from pos_app.kernel.money import Money
from pos_app.kernel.tables import harmless, units
from pos_app.reports.model import ShiftReport

_HEAD: Final = (
    "shift", "report", "copy", "training", "till", "what", "amount", "currency", "utc",
    "payment_intent", "refund", "sale", "reason", "learned_late",
)  # fmt: skip


def as_csv(report: ShiftReport, *, copy: bool = False) -> str:
    """In UTF-8 once written; the same report gives the same bytes, but for the mark of a `copy`.

    The last lines say when it was read or closed, by whom, and the ledger's fingerprint of a Z.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_HEAD)
    shift, place = report.shift, report.place
    begins = (
        str(shift.number), "Z" if report.closed else "X", _yes(copy), _yes(place.training),
        place.till_name or place.till_id,
    )  # fmt: skip
    for line in _lines(report):
        writer.writerow([harmless(value) for value in (*begins, *line)])
    return text.getvalue()


def _lines(report: ShiftReport) -> Iterator[tuple[str, ...]]:
    shift = report.shift
    yield _line("opened", shift.opened_at, reason=shift.opened_by)
    for fact in report.facts:
        yield (
            fact.kind.value, units(fact.amount), fact.amount.currency, _utc(fact.at),
            fact.payment_intent_id, fact.refund_id, fact.sale_id, fact.reason, _yes(fact.late),
        )  # fmt: skip
    for one in report.unclear:
        yield (
            f"unclear_{one.kind.value}", units(one.amount), one.amount.currency, _utc(one.since),
            one.payment_intent_id, "", one.sale_id, "", "",
        )  # fmt: skip
    yield from _nothing(report)
    for owed in report.liability:
        yield _line("owed_to_customers", report.at, owed)
    yield _line("closed" if report.closed else "read", report.at, reason=report.closed_by)
    if report.fingerprint:
        yield _line("fingerprint", report.at, reason=report.fingerprint)


def _nothing(report: ShiftReport) -> Iterator[tuple[str, ...]]:
    """What didn't happen, of which no currency is known; named so that nobody counts it."""
    names = ["taken_nothing"] if report.took_nothing else []
    names += [f"{kind.value}_nothing" for kind in report.did_not_happen]
    if report.tells_nothing and not report.liability:
        names.append("owed_to_customers")
    at = _utc(report.at)
    for name in names:
        yield (name, "0.00", "", at, "", "", "", "", "")


def _line(
    what: str, at: datetime, amount: Money | None = None, reason: str = ""
) -> tuple[str, ...]:
    money = (units(amount), amount.currency) if amount is not None else ("", "")
    return (what, *money, _utc(at), "", "", "", reason, "")


def _utc(moment: datetime) -> str:
    return moment.isoformat()


def _yes(told: bool) -> str:
    return "yes" if told else ""
