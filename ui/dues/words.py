"""What is said of something due: how it stands, what is in its way, what came of the last try."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QObject

from pos_app.dues.collecting import Result
from pos_app.dues.model import DueRow
from pos_app.kernel.money import Money
from pos_app.payments.model import Outcome, OutcomeKind
from pos_app.sales.model import ItemKind
from pos_app.settings.formats import format_date, format_money
from pos_app.settings.in_words import money_in_words
from ui.i18n import messages
from ui.i18n.language import language_of
from ui.theme.tokens import Kind

Said = tuple[str, Kind]


class DueSpeaker(QObject):
    """Words in the language in force."""

    def what(self, row: DueRow) -> str:
        """Which part of the sale it is."""
        of = len(row.sale.parts)
        if row.item.kind is ItemKind.INSTALMENT:
            words = self.tr("Instalment {number} of {count}")
            return words.format(number=row.item.position, count=of)
        if row.item.kind is ItemKind.BALANCE and of == 1:
            return self.tr("All of it")
        return self.tr("Deposit") if row.item.kind is ItemKind.DEPOSIT else self.tr("Balance")

    def sale(self, row: DueRow) -> str:
        """What its sale is known by."""
        return " – ".join(one for one in (row.sale.reference, row.sale.description) if one)

    def who(self, row: DueRow) -> str:
        """The customer."""
        return row.customer_name or self.tr("Unknown customer")

    def card(self, row: DueRow) -> str:
        """The card that would be charged."""
        card = row.card
        return f"{card.brand.capitalize()} ••••\u00a0{card.last4}" if card is not None else "–"

    def risks(self, row: DueRow) -> list[str]:
        """What stands in the way, one sentence each."""
        return [messages.sentence(risk.key, risk.params) for risk in row.reasons]

    def last(self, outcome: Outcome | None) -> Said | None:
        """What came of the newest try; None where there was none. That its card was saved is why
        it can be tried at all."""
        if outcome is None or outcome.kind is OutcomeKind.SAVED:
            return None
        said: dict[OutcomeKind, Said] = {
            OutcomeKind.SUCCEEDED: (self.tr("Paid"), "success"),
            OutcomeKind.DECLINED: (self.tr("Card declined, not charged"), "danger"),
            OutcomeKind.NEEDS_CUSTOMER: (self.tr("The customer must confirm"), "warning"),
            OutcomeKind.UNKNOWN: (self.tr("Not known yet: do not charge again"), "unknown"),
            OutcomeKind.OPEN: (self.tr("A link waits for the customer"), "info"),
            OutcomeKind.HELD: (self.tr("Reserved on the card, not taken"), "info"),
        }
        return said.get(outcome.kind, (self.tr("Not charged"), "neutral"))

    def next_step(self, kind: OutcomeKind) -> str:
        """Whether money moved, and what to do about a part that is owed."""
        steps = {
            OutcomeKind.SUCCEEDED: self.tr("It is paid, there is nothing more to do."),
            OutcomeKind.DECLINED: self.tr(
                "Nothing was charged. Try again later, take another card, or send a link."
            ),
            OutcomeKind.NEEDS_CUSTOMER: self.tr(
                "Nothing was charged. The bank wants to hear from the customer: send a link, or "
                "let them pay on their screen."
            ),
            OutcomeKind.UNKNOWN: self.tr(
                "It may have been charged. Wait a moment, then check again."
            ),
            OutcomeKind.OPEN: self.tr("Nothing is charged before they pay."),
            OutcomeKind.HELD: self.tr("No money was taken yet."),
        }
        return steps.get(kind, self.tr("Nothing was charged. It can be charged again."))

    def result(self, result: Result) -> Said:
        """What just came of it."""
        if result.paid_before:
            return self.tr("Was paid already"), "success"
        if result.refused is not None:
            return messages.text(result.refused), "warning"
        return self.last(result.outcome) or (self.tr("Not charged"), "neutral")

    def stands(self, row: DueRow, today: date) -> Said:
        """In few words, most urgent first."""
        last = self.last(row.last)
        if last is not None and row.waiting:
            return last
        if row.reasons:
            return self.risks(row)[0], "warning"
        if last is not None:
            return last
        if row.due_on < today:
            return self.tr("Overdue"), "warning"
        return self.tr("Due today") if row.due_on == today else self.tr("To come"), "info"


def day(when: date) -> str:
    """As the language in force writes it."""
    return format_date(when, language_of())


def sums(rows: Sequence[DueRow]) -> str:
    """All of them together, one sum for each currency."""
    return " + ".join(format_money(one, language_of()) for one in _each(rows))


def sums_in_words(rows: Sequence[DueRow]) -> str:
    """The same, read back: what a slipped comma can't hide."""
    return " + ".join(money_in_words(one, language_of()) for one in _each(rows))


def _each(rows: Sequence[DueRow]) -> Sequence[Money]:
    totals: dict[str, int] = {}
    for row in rows:
        amount = row.item.amount
        totals[amount.currency] = totals.get(amount.currency, 0) + amount.amount_minor
    return [Money(minor, currency) for currency, minor in sorted(totals.items())]
