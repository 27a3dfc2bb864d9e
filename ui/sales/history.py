"""The course of a sale in words: one line for each thing that happened."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from pos_app.dues.history_model import SaleEvent, Told
from pos_app.payments.declines import voices_of
from pos_app.sales.model import Sale
from ui.i18n import messages
from ui.i18n.off_reasons import off_reason
from ui.sales.words import SaleSpeaker, day, money
from ui.widgets.timeline_row import Entry

_ICONS = {
    Told.OPENED: ("receipt", "muted"),
    Told.AGREED: ("shield", "muted"),
    Told.PAID: ("success", "success"),
    Told.DECLINED: ("danger", "danger"),
    Told.MOVED: ("clock", "muted"),
    Told.CHANGED: ("edit", "muted"),
    Told.CALLED_OFF: ("cross", "muted"),
    Told.REFUNDED: ("refund", "muted"),
    Told.REFUND_SENT_BACK: ("warning", "warning"),
}


class HistorySpeaker(QObject):
    """Words in the language in force."""

    def entries(self, sale: Sale, told: Sequence[SaleEvent]) -> list[Entry]:
        """In the same order."""
        return [self._entry(sale, one) for one in told]

    def _entry(self, sale: Sale, event: SaleEvent) -> Entry:
        icon, tint = _ICONS[event.what]
        about = [self._part(sale, event), self._more(event), self._who(event)]
        if event.at is None:
            about.insert(0, self.tr("at another till, when isn’t known here"))
        return Entry(
            event.at, self._what(event), "  ·  ".join(one for one in about if one), icon, tint
        )

    def _what(self, event: SaleEvent) -> str:
        words = {
            Told.OPENED: self.tr("Sale made, {amount}"),
            Told.AGREED: self.tr("Agreement to charge later given"),
            Told.PAID: self.tr("{amount} paid"),
            Told.DECLINED: self.tr("Card declined, {amount} not charged"),
            Told.MOVED: self.tr("Moved to {date}"),
            Told.CHANGED: self.tr("Amount changed to {amount}"),
            Told.CALLED_OFF: self.tr("Called off"),
            Told.REFUNDED: self.tr("{amount} given back"),
            Told.REFUND_SENT_BACK: self.tr("A refund of {amount} did not arrive"),
        }
        amount = money(event.amount) if event.amount is not None else ""
        when = day(event.day) if event.day is not None else ""
        return words[event.what].format(amount=amount, date=when)

    def _part(self, sale: Sale, event: SaleEvent) -> str:
        part = sale.part(event.item_id) if event.item_id is not None else None
        return SaleSpeaker(self).part_of(sale, part) if part is not None else ""

    def _more(self, event: SaleEvent) -> str:
        if event.off_for is not None:
            return off_reason(event.off_for)
        return messages.sentence(voices_of(event.decline).staff) if event.decline else ""

    def _who(self, event: SaleEvent) -> str:
        return self.tr("by {name}").replace("{name}", event.who) if event.who else ""
