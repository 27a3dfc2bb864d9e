"""Shifts made by hand, and a service that answers with them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from pos_app.kernel.errors import PosError
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

NINE = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
PLACE = Place("Atelier Lumière", "Caisse 1", "till_1", training=True)


def fact(kind: FactKind, minor: int, number: int = 1, *, late: bool = False) -> Fact:
    refund = f"re_3Qx{number}" if kind is FactKind.REFUND else ""
    return Fact(
        kind, Money(minor, "eur"), NINE + timedelta(minutes=7 * number), f"pi_3QxVb{number:04d}Kd",
        refund, f"sale_{number:04d}", "insufficient_funds" if kind is FactKind.DECLINED else "",
        late=late,
    )  # fmt: skip


FACTS = (
    fact(FactKind.SALE, 4_500, 1), fact(FactKind.SALE, 12_990, 2),
    fact(FactKind.DEPOSIT, 20_000, 3), fact(FactKind.LINK, 31_500, 4, late=True),
    fact(FactKind.BALANCE, 60_000, 5), fact(FactKind.APPLIED, 20_000, 6),
    fact(FactKind.REFUND, 4_500, 7), fact(FactKind.FORFEITED, 5_000, 8),
    fact(FactKind.HELD, 30_000, 9), fact(FactKind.DECLINED, 8_000, 10),
)  # fmt: skip
UNCLEAR = Unclear(
    UnclearKind.CHARGE, Money(2_750, "eur"), NINE + timedelta(hours=3), "pi_3QxUnclear", "sale_99"
)
LINK = Unclear(UnclearKind.LINK, Money(9_900, "eur"), NINE, "", "sale_77")


def report(
    number: int = 3, facts: Sequence[Fact] = FACTS, unclear: Sequence[Unclear] = ()
) -> ShiftReport:
    return ShiftReport(
        Shift(number, NINE, "Camille"), PLACE, NINE + timedelta(hours=9), tuple(facts),
        tuple(unclear), (Money(45_000, "eur"),),
    )  # fmt: skip


def closed(number: int, **given: Sequence[Fact] | Sequence[Unclear]) -> ShiftReport:
    made = report(number, **given)  # type: ignore[arg-type]
    return replace(made, closed=True, closed_by="Camille", fingerprint=f"{number:064x}")


@dataclass
class FakeShifts:
    """Answers what it is given; raises `fault` once."""

    x: ShiftReport = field(default_factory=report)
    shift: Shift | None = None
    zs: list[ShiftReport] = field(default_factory=list)
    fault: PosError | None = None
    asked: list[str] = field(default_factory=list)

    async def running(self) -> Shift | None:
        return self.shift

    async def open(self) -> Shift:
        self._answer("open")
        self.shift = self.x.shift
        return self.shift

    async def look(self) -> ShiftReport:
        self._answer("look")
        return self.x

    async def close(self, number: int) -> ShiftReport:
        self._answer(f"close {number}")
        written = replace(self.x, closed=True, closed_by="Camille", fingerprint="f" * 64)
        self.shift, self.zs = None, [written, *self.zs]
        return written

    async def closed(self) -> Sequence[ShiftReport]:
        return list(self.zs)

    def _answer(self, what: str) -> None:
        self.asked.append(what)
        fault, self.fault = self.fault, None
        if fault is not None:
            raise fault
