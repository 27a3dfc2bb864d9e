"""Shifts and figures made by hand, and services that answer with them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

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
from pos_app.reports.pictures import About
from pos_app.reports.series import Bar, Figure, Series

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


def bar(key: str, count: int, minor: int = 0, currency: str = "eur") -> Bar:
    return Bar(key, count, Money(minor, currency))


def days(number: int) -> Series:
    """A month of a shop that is closed on Sundays."""
    first = date(2026, 11, 1)
    made = [
        bar((first + timedelta(days=n)).isoformat(), 0 if n % 7 == 0 else 3 + n % 5,
            0 if n % 7 == 0 else 21_000 + (n * 7_919) % 48_000)
        for n in range(number)
    ]  # fmt: skip
    return Series(Figure.BY_DAY, tuple(made), "eur")


DRAWN = {
    Figure.BY_DAY: [days(29)],
    Figure.BY_HOUR: [
        Series(Figure.BY_HOUR, tuple(
            bar(f"{hour:02}", hour % 4 + 1, 9_000 + (hour * 6_151) % 33_000)
            for hour in range(9, 20)
        ), "eur"),
    ],
    Figure.DEPOSITS: [
        Series(Figure.DEPOSITS, (bar("0-30", 12, 240_000), bar("31-60", 5, 81_500),
                                 bar("61-90", 1, 9_000), bar("91-", 2, 30_000)), "eur"),
    ],
    Figure.COLLECTED: [
        Series(Figure.COLLECTED, (bar("collected", 31, 812_000), bar("amount", 4, 91_000),
                                  bar("authenticate", 2, 40_000), bar("expired", 1, 6_500)),
               "eur"),
    ],
    Figure.EXPIRING: [
        Series(Figure.EXPIRING, tuple(
            Bar(key, count) for key, count in zip(
                ("2026-11", "2026-12", "2027-01", "2027-02", "2027-03", "2027-04"),
                (7, 12, 0, 4, 9, 3), strict=True,
            )
        )),
    ],
}  # fmt: skip


TWO_CURRENCIES = {
    Figure.DEPOSITS: [
        *DRAWN[Figure.DEPOSITS],
        Series(Figure.DEPOSITS, (bar("0-30", 2, 42_000, "gbp"), bar("31-60", 0, 0, "gbp"),
                                 bar("61-90", 0, 0, "gbp"), bar("91-", 1, 9_900, "gbp")), "gbp"),
    ],
    Figure.EXPIRING: DRAWN[Figure.EXPIRING],
}  # fmt: skip


@dataclass
class FakePictures:
    """Answers what it is given; raises `fault` once."""

    drawn: Mapping[Figure, Sequence[Series]] = field(default_factory=lambda: DRAWN)
    fault: PosError | None = None
    asked: list[tuple[Figure, int]] = field(default_factory=list)

    def about(self, days: int | None) -> About:
        first = NINE.date() - timedelta(days=days - 1) if days is not None else None
        return About(PLACE, NINE.date(), first)

    async def draw(self, figure: Figure, days: int) -> Sequence[Series]:
        self.asked.append((figure, days))
        fault, self.fault = self.fault, None
        if fault is not None:
            raise fault
        return self.drawn.get(figure, ())
