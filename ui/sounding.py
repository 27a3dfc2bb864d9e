"""Outcomes are heard wherever they are shown."""

from collections.abc import Callable

from PySide6.QtCore import QObject, SignalInstance

from pos_app.payments.model import Outcome, OutcomeKind
from pos_app.payments.operation_model import OperationOutcome
from ui.checkout.phase import Phase
from ui.checkout.view_model import CheckoutViewModel
from ui.dues.showing import ShowingDues
from ui.payments.outcome import OutcomeScreen
from ui.payments.past import PastPayments
from ui.payments.resolved import SayingResolved
from ui.sounds.tones import Tone, tone_of


class Sounding(QObject):
    """`play` plays a tone, and nothing for None."""

    def __init__(self, play: Callable[[Tone | None], object], parent: QObject) -> None:
        super().__init__(parent)
        self._play = play
        self._page: CheckoutViewModel | None = None

    def of(self, *shown: SignalInstance) -> None:
        """Each of these signals tells an Outcome or an OperationOutcome that is to be seen now."""
        for one in shown:
            one.connect(self._hear)

    def follow(
        self, outcomes: OutcomeScreen, past: PastPayments, dues: ShowingDues,
        resolved: SayingResolved,
    ) -> None:  # fmt: skip
        """What came of charges, of refunds and holds, of what is due, and what was unclear."""
        self.of(outcomes.shown, past.result.shown, past.told, resolved.said)
        dues.cameOut.connect(self.hear)

    def follow_page(self, checkout: CheckoutViewModel) -> None:
        """A card that the customer's own page refuses, and a page of which nothing is known; what
        staff close themselves isn't heard."""
        self._page = checkout
        checkout.declined.connect(lambda _: self.hear(OutcomeKind.DECLINED))

        def look() -> None:
            if checkout.phase is Phase.NO_ANSWER:
                self.hear(OutcomeKind.UNKNOWN)

        checkout.phaseChanged.connect(look)

    def hear(self, kind: OutcomeKind) -> None:
        """An outcome of this kind, whoever ended it."""
        self._play(tone_of(kind))

    def _hear(self, outcome: Outcome | OperationOutcome) -> None:
        page = self._page
        closed = page is not None and isinstance(outcome, Outcome) and page.ended_by_staff(outcome)
        self._play(tone_of(outcome.kind, by_staff=closed))
