"""The way through disputes: listed beside payments and customers, one in full, answered."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from pos_app.customers.model import Customer
from pos_app.disputes.model import DisputeSeen
from pos_app.kernel.ids import PaymentIntentId
from ui.disputes.dispute import DisputeScreen
from ui.disputes.dispute_view_model import DisputeViewModel, Step
from ui.disputes.list import DisputeList
from ui.disputes.list_view_model import DisputeListViewModel
from ui.disputes.ports import Disputes
from ui.disputes.words import DisputeSpeaker
from ui.shell.file_dialog import FileDialog, documents
from ui.shell.main_window import MainWindow

DISPUTE = "dispute"


class ShowingDisputes(QObject):
    """Signals: `left(str)` when the cashier is done: the screen it was opened from.

    `of_customer` belongs into the customer panel, `of_payment` onto a past payment.
    """

    left = Signal(str)

    def __init__(self, disputes: Disputes, window: MainWindow, *, training: bool) -> None:
        super().__init__(window)
        self._window = window
        self._came_from = ""
        self._customer: Customer | None = None
        self._folder = Path(documents())
        self._lists = [DisputeListViewModel(disputes, self) for _ in range(2)]
        self.of_customer = DisputeList("customerDisputes", self._lists[0])
        self.of_payment = DisputeList("paymentDisputes", self._lists[1])
        self.model = DisputeViewModel(disputes, training=training, parent=self)
        self.screen = DisputeScreen(self.model)
        self._connect()

    def screens(self) -> dict[str, QWidget]:
        """To be placed in the window under these names."""
        return {DISPUTE: self.screen}

    def mid_way(self) -> bool:
        """Whether an answer is being read back, or sent, on the screen that is shown."""
        shown = self._window.current_screen() == DISPUTE
        return shown and self.model.step is not Step.SHOWING

    def show_customer(self, customer: Customer | None, disputed: Sequence[PaymentIntentId]) -> None:
        """List those of the opened customer, whose disputed payments these are."""
        self._customer = customer
        self._lists[0].show(disputed if customer is not None else ())

    def show_payment(self, customer: Customer | None, payment: PaymentIntentId | None) -> None:
        """List those of the payment that is shown; None: it isn't disputed."""
        if payment is not None:
            self._customer = customer
        self._lists[1].show((payment,) if payment is not None else ())

    def open(self, seen: DisputeSeen) -> None:
        """Show one in full."""
        self._came_from = self._window.current_screen()
        self.model.open(seen, self._customer)
        self.screen.begin()
        self._window.show_screen(DISPUTE)

    def _connect(self) -> None:
        model = self.model
        for listed in (self.of_customer, self.of_payment):
            listed.opened.connect(self.open)
        self.screen.left.connect(lambda: self.left.emit(self._came_from))
        self.screen.saveRequested.connect(self._ask_folder)
        model.faulted.connect(self.screen.say_fault)
        model.saved.connect(self._say_saved)
        model.looked.connect(self._take)
        model.refreshed.connect(self.screen.begin)
        model.answered.connect(self._say_answered)

    def _ask_folder(self) -> None:
        title = self.tr("Where to save the pack")
        dialog = FileDialog(self._window, title, str(self._folder))
        dialog.setObjectName("savePackDialog")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda folder: self.model.save(Path(folder)))
        dialog.open()

    def _say_saved(self, paper: Path) -> None:
        self._folder = paper.parent

        def words() -> str:
            said = self.tr(
                "{file} to read or print, and the same as JSON beside it. Nothing was sent."
            )
            return said.format(file=paper.name)

        self.screen.say("success", lambda: self.tr("The pack is saved"), words)

    def _say_answered(self, seen: DisputeSeen) -> None:
        self._take(seen)
        self.screen.say(
            "success",
            lambda: self.tr("The bank has the evidence"),
            lambda: self.tr("Stripe passes it on. No money moved; the bank decides."),
        )
        if self._window.current_screen() != DISPUTE:
            self._window.status(lambda: self._answered(seen), "success")

    def _answered(self, seen: DisputeSeen) -> str:
        title = self.tr("The bank has the evidence")
        return f"{DisputeSpeaker(self).amount(seen)} – {title}"

    def _take(self, seen: DisputeSeen) -> None:
        for listed in self._lists:
            listed.take(seen)
