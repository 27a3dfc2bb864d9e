"""What a shift's report says, on the screen and on paper."""

from datetime import datetime

from PySide6.QtCore import QObject

from pos_app.kernel.money import Money
from pos_app.reports.model import Fact, FactKind, ShiftReport, Total, Unclear, UnclearKind
from pos_app.reports.series import reason_of
from pos_app.settings.formats import format_datetime, format_money, format_time
from ui.i18n.language import language_of
from ui.i18n.reasons import short_reason


class ReportSpeaker(QObject):
    """Words in the language in force."""

    def title(self, report: ShiftReport) -> str:
        """Which report it is."""
        words = self.tr("Z report no. {number}") if report.closed else self.tr(
            "X report of shift {number}"
        )  # fmt: skip
        return words.format(number=report.shift.number)

    def kind(self, kind: FactKind) -> str:
        """One kind of thing that happens in a shift."""
        return {
            FactKind.SALE: self.tr("Sales"),
            FactKind.DEPOSIT: self.tr("Deposits"),
            FactKind.BALANCE: self.tr("Balances"),
            FactKind.INSTALMENT: self.tr("Instalments"),
            FactKind.LINK: self.tr("Paid by link"),
            FactKind.CAPTURED: self.tr("Taken from held amounts"),
            FactKind.REFUND: self.tr("Given back"),
            FactKind.REFUND_RETURNED: self.tr("Refunds that came back"),
            FactKind.APPLIED: self.tr("Deposits applied: the sale is done"),
            FactKind.FORFEITED: self.tr("Deposits kept: the sale was called off"),
            FactKind.HELD: self.tr("Amounts held"),
            FactKind.RELEASED: self.tr("Held amounts let go"),
            FactKind.DECLINED: self.tr("Declined"),
        }[kind]

    def unclear(self, kind: UnclearKind) -> str:
        """What is open."""
        return {
            UnclearKind.CHARGE: self.tr("Charge whose outcome is not known"),
            UnclearKind.REFUND: self.tr("Refund whose outcome is not known"),
            UnclearKind.CAPTURE: self.tr("Held amount: not known whether it was taken"),
            UnclearKind.RELEASE: self.tr("Held amount: not known whether it was let go"),
            UnclearKind.PAGE: self.tr("Card form that is still open"),
            UnclearKind.LINK: self.tr("Link that is not paid yet"),
        }[kind]

    def advice(self, kind: UnclearKind) -> str:
        """What to do about it."""
        if kind is UnclearKind.LINK:
            return self.tr("Nothing to do: once paid, it is in the shift of that moment.")
        if kind is UnclearKind.PAGE:
            return self.tr("Finish it or close it on its screen; paid later, it is in that shift.")
        return self.tr(
            "Don’t do it a second time. Press “to check” in the till’s bottom line; the answer is "
            "in the shift in which it is known."
        )

    def total(self, total: Total) -> tuple[str, str]:
        """What it is with how often it was, and how much in all."""
        return f"{self.kind(total.kind)} ({total.count})", money(total.amount)

    def fact(self, fact: Fact) -> str:
        """Its kind, when it was, and why."""
        why = short_reason(reason_of(fact.reason)) if fact.reason else ""
        parts = [self.kind(fact.kind), moment(fact.at), why]
        if fact.late:
            parts.append(self.tr("begun before this shift, known in it"))
        return "  ·  ".join(part for part in parts if part)

    def open_since(self, one: Unclear) -> str:
        """What is open, how much, since when."""
        return f"{self.unclear(one.kind)}  ·  {money(one.amount)}  ·  {moment(one.since)}"

    def span(self, report: ShiftReport) -> str:
        """From when to when, and by whom."""
        shift = report.shift
        opened = self.tr("Opened: {when}").format(when=moment(shift.opened_at))
        same_day = shift.opened_at.astimezone().date() == report.at.astimezone().date()
        ended = format_time(report.at, language_of()) if same_day else moment(report.at)
        closed = self.tr("closed: {when}") if report.closed else self.tr("read: {when}")
        return ", ".join((
            _by(opened, shift.opened_by), _by(closed.format(when=ended), report.closed_by)
        ))  # fmt: skip


def _by(words: str, name: str) -> str:
    return f"{words} ({name})" if name else words


def money(amount: Money) -> str:
    """As the language in force writes it."""
    return format_money(amount, language_of())


def moment(when: datetime) -> str:
    """Day and time by the till's own clock, as the language in force writes them."""
    return format_datetime(when, language_of())
