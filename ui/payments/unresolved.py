"""Above the search: what nobody knows the outcome of, and the button that finds out."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pos_app.kernel.errors import PosError
from pos_app.settings.formats import format_datetime, format_money
from ui.i18n import messages
from ui.i18n.language import Retranslated, language_of
from ui.payments.operation_words import OperationSpeaker
from ui.payments.unresolved_view_model import UnresolvedViewModel
from ui.widgets.banner import Banner

_MOST_NAMED = 2


class UnresolvedBanner(Retranslated, QWidget):
    """Hidden while every outcome is known."""

    def __init__(self, view_model: UnresolvedViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("unresolvedBanner")
        self._model = view_model
        self._speaker = OperationSpeaker(self)
        self._fault: PosError | None = None
        self._banner = Banner()
        self._banner.action_button().setObjectName("checkNow")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._banner)
        self._banner.action_clicked.connect(self._check)
        view_model.changed.connect(self.retranslate)
        view_model.checkingChanged.connect(lambda _: self.retranslate())
        view_model.faulted.connect(self._show_fault)
        self.retranslate()

    def text(self) -> str:
        """What it says; empty while hidden."""
        return f"{self._banner.title()} {self._banner.text()}" if self._model.count else ""

    def retranslate(self) -> None:
        """Say everything again."""
        count = self._model.count
        self.setVisible(bool(count))
        if not count:
            self._fault = None
            return
        named = self._named()
        if len(named) > _MOST_NAMED:
            named = [*named[:_MOST_NAMED], "…"]
        words = self._do_not().format(payments=" · ".join(named))
        if self._fault is not None:
            words = f"{words} {messages.text(self._fault)}"
        title = self.tr("%n payment(s) without a known outcome", "", count)
        checking = self._model.checking
        action = self.tr("Asking Stripe…") if checking else self.tr("Check now")
        self._banner.say("unknown", title, words, action)
        self._banner.action_button().setEnabled(not checking)

    def _named(self) -> list[str]:
        language = language_of()
        named = [
            self.tr("{amount}, {time}").format(
                amount=format_money(outcome.amount, language),
                time=format_datetime(outcome.at, language),
            )
            for outcome in self._model.outcomes
        ]
        return named + [
            self.tr("{operation}: {amount}, {time}").format(
                operation=self._speaker.named(outcome.operation),
                amount=format_money(outcome.amount, language),
                time=format_datetime(outcome.at, language),
            )
            for outcome in self._model.operations
        ]

    def _do_not(self) -> str:
        if not self._model.operations:
            return self.tr("{payments}. Do not charge again before you have checked.")
        if not self._model.outcomes:
            return self.tr("{payments}. Do not repeat it, and hand out no cash, before you check.")
        return self.tr("{payments}. Repeat none of it, and hand out no cash, before you check.")

    def _check(self) -> None:
        self._fault = None
        self._model.check_now()

    def _show_fault(self, fault: PosError) -> None:
        self._fault = fault
        self.retranslate()
