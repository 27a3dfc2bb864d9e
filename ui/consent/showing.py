"""The way through a customer's agreements: the list, one in full, its end."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from pos_app.consent.model import AgreementRevoked
from pos_app.consent.service import Standing
from pos_app.customers.model import Customer
from pos_app.kernel.clock import Clock
from ui.consent.agreement import AgreementScreen
from ui.consent.agreement_list import AgreementList
from ui.consent.agreement_view_model import AgreementViewModel
from ui.consent.list_view_model import AgreementListViewModel
from ui.consent.ports import Agreements, Cards
from ui.consent.revoke import RevokeScreen
from ui.consent.revoke_view_model import RevokeViewModel
from ui.shell.events import EventBridge
from ui.shell.main_window import MainWindow

AGREEMENT, REVOKE = "agreement", "revoke"


class ShowingAgreements(QObject):
    """Signals: `left` when the cashier is done. `list` belongs into the customer panel."""

    left = Signal()

    def __init__(
        self,
        agreements: Agreements,
        cards: Cards,
        events: EventBridge,
        clock: Clock,
        window: MainWindow,
    ) -> None:
        super().__init__(window)
        self._window = window
        self.listed = AgreementListViewModel(agreements, cards, events, clock, self)
        self.model = AgreementViewModel(agreements, cards, events, clock, self)
        self.ending = RevokeViewModel(agreements, self)
        self.list = AgreementList(self.listed)
        self.agreement = AgreementScreen(self.model)
        self.revoke = RevokeScreen(self.ending)
        self._connect()

    def screens(self) -> dict[str, QWidget]:
        """To be placed in the window under these names."""
        return {AGREEMENT: self.agreement, REVOKE: self.revoke}

    def show_of(self, customer: Customer | None) -> None:
        """List this customer's."""
        self.listed.show(customer)

    def _connect(self) -> None:
        self.list.opened.connect(self._open)
        self.agreement.left.connect(self.left)
        self.agreement.revokeRequested.connect(self._begin_to_revoke)
        self.revoke.cancelled.connect(lambda: self._window.show_screen(AGREEMENT))
        self.revoke.revoked.connect(self._revoked)

    def _open(self, standing: Standing) -> None:
        self.model.open(standing, self.listed.customer)
        self.agreement.begin()
        self._window.show_screen(AGREEMENT)

    def _begin_to_revoke(self, standing: Standing) -> None:
        self.revoke.begin(standing, self.model.customer)
        self._window.show_screen(REVOKE)

    def _revoked(self, event: AgreementRevoked) -> None:
        self.model.refresh()
        self._window.show_screen(AGREEMENT)
        self.agreement.say_ended(event)
