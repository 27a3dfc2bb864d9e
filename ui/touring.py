"""The tour of a minute: offered above the first screen of a new till, always to be had from F1."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.i18n.language import Retranslated
from ui.shell.main_window import MainWindow
from ui.shell.tour import Stop, Tour
from ui.widgets.banner import Banner
from ui.widgets.buttons import QuietButton, named

_SERVED = ("customerName", "editCustomer", "takePayment", "chargeSavedCard", "sellInParts")
"""Of an opened customer: who it is and what is done for them, above cards and payments."""


class TourOffer(Retranslated, Banner):
    """Signals: `taken`, `declined`. Offered, not begun: a customer may be waiting already."""

    taken = Signal()
    declined = Signal()

    def __init__(self, parent: QWidget, *, offered: bool) -> None:
        super().__init__(parent)
        self.setObjectName("tourOffer")
        self._offered = offered
        self.action_button().setObjectName("beginTour")
        self._no = named(QuietButton(), "declineTour")
        self.add_action(self._no)
        self.action_clicked.connect(self.taken)
        self._no.clicked.connect(self.declined)
        self.retranslate()

    def end(self) -> None:
        """Not again."""
        self._offered = False
        self.clear()

    def retranslate(self) -> None:
        """Say it again, where it is offered."""
        self._no.setText(self.tr("No, thanks"))
        if self._offered:
            self.say(
                "info",
                self.tr("New at this till?"),
                self.tr("A tour of one minute shows what is where. F1 has it at any time."),
                self.tr("Show me around"),
            )


class Touring(QObject):
    """Signal: `seen` once it was taken or declined, so that it isn't offered again."""

    seen = Signal()

    def __init__(self, window: MainWindow, home: str, parent: QWidget, *, offered: bool) -> None:
        """`home`: the screen whose controls are shown; `parent`: where `offer` will stand."""
        super().__init__(window)
        self._window = window
        self._home = home
        self.offer = TourOffer(parent, offered=offered)
        self.offer.taken.connect(self._begin)
        self.offer.declined.connect(self._end)
        window.tour_requested.connect(self._begin)

    def _begin(self) -> None:
        """On the first screen, where nothing is under way; elsewhere it says where to go."""
        if self._window.current_screen() != self._home:
            self._window.status(
                lambda: self.tr("The tour begins on the first screen: finish here, then press F1."),
                "info",
            )
            return
        self.offer.end()
        tour = Tour(self._window, self._stops)
        tour.ended.connect(self._end)
        tour.begin()

    def _end(self) -> None:
        self.offer.end()
        self.seen.emit()

    def _stops(self) -> Sequence[Stop]:
        return (
            Stop("searchBox", self.tr("Find a customer"), self.tr(
                "Parts of a name, a phone number, an e‑mail or a card’s last four digits, in any "
                "order. Enter opens the first. A customer’s code or a receipt can be scanned "
                "here.")),
            Stop("newCustomer", self.tr("Somebody new"), self.tr(
                "F6 writes a new customer. F7 takes a payment from somebody without an entry.")),
            Stop("customerPanel", self.tr("What you do for them"), self.tr(
                "Whoever is open stands here: Enter takes a payment, F3 charges a saved card, F4 "
                "sells with a deposit or in instalments. Only the customer agrees: they tick on "
                "their own page or sign on paper."), _SERVED),
            Stop("openDues", self.tr("What is due"), self.tr(
                "F8 shows balances that are due, and those that probably won’t go through. "
                "Collect them there, one by one or all at once.")),
            Stop("openReports", self.tr("Shift and reports"), self.tr(
                "F9 shows the shift with its X, closes it with its Z, and leads to the figures of "
                "other days.")),
            Stop("standing", self.tr("How the till stands"), self.tr(
                "Whether Stripe answers, how fresh the customers are, what is still to check. "
                "Press one to read all of it.")),
            Stop("openTraining", self.tr("Practise"), self.tr(
                "Here no money moves. Let a card be declined or an answer get lost, and see what "
                "the till says.")),
            Stop("openHelp", self.tr("Keys and help"), self.tr(
                "F1 lists the keys of every screen, and has this tour.")),
        )  # fmt: skip
