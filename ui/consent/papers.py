"""The way of an agreement on paper, from its figures to the payment it is for."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from pos_app.consent.paper_model import Paper, SignedPaper
from ui.consent.ask_view_model import Drafts, Wanted
from ui.consent.paper import PaperScreen
from ui.consent.paper_view_model import Papers, PaperViewModel
from ui.consent.ports import Cards
from ui.printing.desk import PaperDesk
from ui.printing.paper_words import printed_paper
from ui.printing.practice import file_prefix
from ui.shell.main_window import MainWindow


class AskingOnPaper(QObject):
    """Signals: `cancelled`; `signed(Wanted, SignedPaper)` when the payment may begin that makes it
    an agreement."""

    cancelled = Signal()
    signed = Signal(object, object)

    def __init__(
        self, papers: Papers, drafts: Drafts, cards: Cards, window: MainWindow,
        today: Callable[[], date], *, training: bool,
    ) -> None:  # fmt: skip
        super().__init__(window)
        self._window = window
        self._training = training
        self._wanted: Wanted | None = None
        self._desk = PaperDesk(window)
        self.model = PaperViewModel(papers, drafts, cards, today, self)
        self.screen = PaperScreen(self.model)
        self._desk.faulted.connect(self.screen.say)
        self.screen.cancelled.connect(self.cancelled)
        self.model.prepared.connect(self._hand_out)
        self.model.signed.connect(self._begin_payment)

    def begin(self, wanted: Wanted) -> None:
        """Ask for this on paper."""
        self._wanted = wanted
        self.screen.begin(wanted)

    def _hand_out(self, paper: Paper, how: str) -> None:
        customer = self.model.customer
        name = customer.name if customer is not None else ""
        printed = printed_paper(paper, name, training=self._training)
        if how == "print":
            self._desk.print(printed)
            return
        prefix = file_prefix(pretend=self._training)
        self._desk.save(printed, f"{prefix}{paper.number}.pdf", self._say_saved)

    def _say_saved(self, path: Path) -> None:
        def words() -> str:
            return self.tr("Saved: {file}. Print it and have it signed.").format(file=path.name)

        self._window.status(words, "success")

    def _begin_payment(self, signed: SignedPaper) -> None:
        self.signed.emit(self._wanted, signed)
