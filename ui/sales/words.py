"""What the parts of a sale are called, and how each stands."""

from datetime import date

from PySide6.QtCore import QObject

from pos_app.kernel.money import Money
from pos_app.sales.model import ItemKind, ItemState, Part, Sale, SaleState
from pos_app.sales.schedule import Due, first_is_more
from pos_app.settings.formats import format_date, format_money
from ui.i18n.language import language_of
from ui.theme.tokens import Kind


def money(amount: Money) -> str:
    """As the language in force writes it."""
    return format_money(amount, language_of())


def day(when: date) -> str:
    """As the language in force writes it."""
    return format_date(when, language_of())


class SaleSpeaker(QObject):
    """Words in the language in force."""

    def part(self, kind: ItemKind, number: int = 0, of: int = 0) -> str:
        """What a part is called; `number` of so many instalments, where there are several."""
        if kind is ItemKind.INSTALMENT and of:
            return self.tr("Instalment {number} of {count}").format(number=number, count=of)
        if kind is ItemKind.BALANCE and of == 1:
            return self.tr("All of it")
        return {
            ItemKind.PAYMENT: self.tr("Payment"),
            ItemKind.DEPOSIT: self.tr("Deposit"),
            ItemKind.BALANCE: self.tr("Balance"),
            ItemKind.INSTALMENT: self.tr("Instalment"),
        }[kind]

    def part_of(self, sale: Sale, part: Part) -> str:
        """What a part of this sale is called."""
        return self.part(part.item.kind, part.item.position, len(sale.parts))

    def when(self, on: date | None) -> str:
        """When it is due."""
        return self.tr("Today, with the customer") if on is None else day(on)

    def rounding(self, parts: tuple[Due, ...]) -> str:
        """What doesn't divide, said; empty where it does."""
        more = first_is_more(parts)
        if more is None:
            return ""
        return self.tr("The first is {amount} more, so that all of them add up.").format(
            amount=money(more)
        )

    def state(self, part: Part, today: date, *, unclear: bool = False) -> tuple[str, Kind, str]:
        """How a part stands: words, kind and icon. `unclear`: nobody knows what became of its last
        charge, which comes before its date."""
        if part.state is ItemState.CALLED_OFF:
            return self.tr("Called off"), "neutral", "cross"
        if part.state is ItemState.PAID:
            if part.refunded is not None and part.taken is not None:
                whole = part.refunded == part.taken
                text = self.tr("Refunded") if whole else self.tr("Partly refunded")
                return text, "neutral", "refund"
            return self.tr("Paid"), "success", "success"
        if unclear:
            return self.tr("Not known yet: do not charge again"), "unknown", "unknown"
        due = part.item.due_on
        if due is not None and due > today:
            return self.tr("Due on {date}").format(date=day(due)), "info", "clock"
        if due is not None and due < today:
            return self.tr("Overdue since {date}").format(date=day(due)), "warning", "warning"
        return self.tr("Due today"), "warning", "clock"

    def sale(self, sale: Sale) -> tuple[str, Kind, str]:
        """How a sale stands."""
        if sale.state is SaleState.COMPLETED:
            return self.tr("All of it paid"), "success", "success"
        if sale.state is SaleState.CALLED_OFF:
            return self.tr("Called off"), "neutral", "cross"
        left = self.tr("{amount} still owed").format(amount=money(sale.owed))
        return left, "info", "clock"

    def title(self, sale: Sale) -> str:
        """What it is known by: its reference, what it is for, or when it was made."""
        named = " – ".join(one for one in (sale.reference, sale.description) if one)
        opened = sale.opened_at.astimezone().date()
        return named or self.tr("Sale of {date}").format(date=day(opened))
