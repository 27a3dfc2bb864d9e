"""What was unclear is known: said on whatever screen the cashier is by then."""

from PySide6.QtCore import QObject, Signal

from pos_app.payments.model import Outcome
from pos_app.settings.formats import format_money
from ui.i18n.language import language_of
from ui.payments.outcome_words import KINDS, OutcomeSpeaker
from ui.payments.unresolved_view_model import UnresolvedViewModel
from ui.shell.main_window import MainWindow


class SayingResolved(QObject):
    """Signal: `said(Outcome)`."""

    said = Signal(object)

    def __init__(self, unresolved: UnresolvedViewModel, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._speaker = OutcomeSpeaker(self)
        unresolved.resolved.connect(self._say)

    def _say(self, outcome: Outcome) -> None:
        self._window.status(lambda: self._words(outcome), KINDS[outcome.kind])
        self.said.emit(outcome)

    def _words(self, outcome: Outcome) -> str:
        amount = format_money(outcome.amount, language_of())
        verdict, step = self._speaker.words(outcome).title, self._speaker.next_step(outcome.kind)
        return f"{amount} – {verdict}. {step}"
