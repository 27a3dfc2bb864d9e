"""Above the first screen: what was paid by link while the till was closed."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pos_app.customers.model import Customer
from pos_app.payments.model import Outcome
from pos_app.settings.formats import format_money
from ui.i18n.language import Retranslated, language_of
from ui.widgets.banner import Banner
from ui.widgets.buttons import SecondaryButton

_MOST_NAMED = 4


@dataclass(frozen=True, slots=True)
class _Paid:
    outcome: Outcome
    customer: Customer | None

    @property
    def amount(self) -> str:
        return format_money(self.outcome.amount, language_of())

    @property
    def words(self) -> str:
        name = self.customer.name if self.customer is not None else ""
        return f"{name}\N{NO-BREAK SPACE}{self.amount}" if name else self.amount


class LinksPaidNotice(Retranslated, Banner):
    """Signals: `showPayment(PaymentIntentId, Customer | None)`; `read(Sequence[AttemptId])`: of
    these nobody has to be told again, also after a restart. All stand together until somebody
    has opened each, or has read them; what is said at the bottom would be overwritten by the next.
    """

    showPayment = Signal(object, object)
    read = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("linksPaidNotice")
        self._paid: list[_Paid] = []
        self.action_button().setObjectName("showLinkPaid")
        self._read = SecondaryButton()
        self._read.setObjectName("linksPaidRead")
        self.add_action(self._read)
        self.action_clicked.connect(self._show_next)
        self._read.clicked.connect(self._forget)
        self.retranslate()

    def add(self, outcome: Outcome, customer: Customer | None) -> None:
        """One more was paid; `customer`, where somebody here knows who."""
        self._paid.append(_Paid(outcome, customer))
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything again."""
        if not self._paid:
            self.clear()
            return
        title = self.tr(
            "%n payment link(s) were paid while the till was closed", "", len(self._paid)
        )
        words = self.tr("{payments}. The money is taken: there is nothing more to do.")
        action = self.tr("Show the payment of {amount}")
        self.say(
            "success",
            title,
            words.replace("{payments}", self._named()),
            action.replace("{amount}", self._paid[0].amount),
        )
        self._read.setText(self.tr("OK"))

    def _named(self) -> str:
        """Who paid how much, as they are opened."""
        named = ", ".join(one.words for one in self._paid[:_MOST_NAMED])
        more = len(self._paid) - _MOST_NAMED
        if more <= 0:
            return named
        others = self.tr("and %n more", "", more)
        return f"{named} {others}"

    def _show_next(self) -> None:
        paid = self._paid.pop(0)
        self.retranslate()
        self.read.emit([paid.outcome.attempt_id])
        self.showPayment.emit(paid.outcome.payment_intent_id, paid.customer)

    def _forget(self) -> None:
        read = [one.outcome.attempt_id for one in self._paid]
        self._paid.clear()
        self.retranslate()
        self.read.emit(read)
