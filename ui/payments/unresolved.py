"""Above the search: payments nobody knows the outcome of, and the button that finds out."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pos_app.kernel.errors import PosError
from pos_app.settings.formats import format_datetime, format_money
from ui.i18n import messages
from ui.i18n.language import Retranslated, language_of
from ui.payments.unresolved_view_model import UnresolvedViewModel
from ui.widgets.banner import Banner

_MOST_NAMED = 2


class UnresolvedBanner(Retranslated, QWidget):
    """Hidden while every outcome is known."""

    def __init__(self, view_model: UnresolvedViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("unresolvedBanner")
        self._model = view_model
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
        return f"{self._banner.title()} {self._banner.text()}" if self._model.outcomes else ""

    def retranslate(self) -> None:
        """Say everything again."""
        outcomes = self._model.outcomes
        self.setVisible(bool(outcomes))
        if not outcomes:
            self._fault = None
            return
        language = language_of()
        named = [
            self.tr("{amount}, {time}").format(
                amount=format_money(outcome.amount, language),
                time=format_datetime(outcome.at, language),
            )
            for outcome in outcomes[:_MOST_NAMED]
        ]
        if len(outcomes) > _MOST_NAMED:
            named.append("…")
        words = self.tr("{payments}. Do not charge again before you have checked.").format(
            payments=" · ".join(named)
        )
        if self._fault is not None:
            words = f"{words} {messages.text(self._fault)}"
        title = self.tr("%n payment(s) without a known outcome", "", len(outcomes))
        checking = self._model.checking
        action = self.tr("Asking Stripe…") if checking else self.tr("Check now")
        self._banner.say("unknown", title, words, action)
        self._banner.action_button().setEnabled(not checking)

    def _check(self) -> None:
        self._fault = None
        self._model.check_now()

    def _show_fault(self, fault: PosError) -> None:
        self._fault = fault
        self.retranslate()
