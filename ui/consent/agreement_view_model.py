"""One agreement in full, and how it stands now."""

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from pos_app.consent.model import AgreementRevoked
from pos_app.consent.service import Standing
from pos_app.customers.cards import OneCard
from pos_app.customers.model import CardsChanged, Customer, SavedCard
from pos_app.kernel.clock import Clock
from pos_app.kernel.errors import EnvironmentFault, UserError
from pos_app.kernel.ids import PaymentMethodId
from pos_app.kernel.money import Money
from pos_app.payments.model import PaymentRecorded
from ui.consent.charge_under_view_model import Charging
from ui.consent.ports import Agreements, Cards, Spares
from ui.shell.events import EventBridge
from ui.tasks import start_latest


class AgreementViewModel(QObject):
    """Signals: `changed` when any attribute did; `faulted(PosError | None)` why the ledger's word
    did not come, None once it has. What is shown stays."""

    changed = Signal()
    faulted = Signal(object)

    def __init__(
        self,
        agreements: Agreements,
        cards: Cards,
        events: EventBridge,
        clock: Clock,
        parent: QObject | None = None,
        *,
        spares: Spares | None = None,
        charging: Charging | None = None,
    ) -> None:
        """`spares` tells which card nothing needs any more, `charging` whether a charge may be
        made under it here."""
        super().__init__(parent)
        self._spares = spares
        self.spare: OneCard | None = None
        """Of an agreement that has ended: its card, where no other needs it."""
        self._charging = charging
        self.chargeable = False
        """Whether a charge may be made under it on its own screen."""
        self._agreements = agreements
        self._cards = cards
        self._clock = clock
        self.standing: Standing | None = None
        self.customer: Customer | None = None
        self.cards: Mapping[PaymentMethodId, SavedCard] = {}
        self.left: Money | None = None
        """What it leaves open; None while that isn't known."""
        events.listen(self, AgreementRevoked, self._on_revoked)
        events.listen(self, PaymentRecorded, self._on_payment)
        events.listen(self, CardsChanged, self._on_cards)

    def open(self, standing: Standing, customer: Customer | None) -> None:
        """Show this agreement at once, and read the rest."""
        self.standing = standing
        self.customer = customer
        self.cards = {}
        self.left = None
        self.spare = None
        self.chargeable = False
        self.faulted.emit(None)
        self.changed.emit()
        self.refresh()

    def refresh(self) -> None:
        """Read the ledger again."""
        if self.standing is not None:
            start_latest(self, "agreement", self._load(self.standing))

    def now(self) -> datetime:
        return self._clock.now()

    async def _load(self, shown: Standing) -> None:
        agreement = shown.agreement
        try:
            standing = await self._agreements.agreement(agreement.id)
            left = await self._agreements.left_open(agreement.id)
            cards = {card.id: card for card in await self._cards.cards(agreement.customer_id)}
            spare = None
            if self._spares is not None and standing.ended:
                spare = await self._spares.no_longer_needed(standing)
            chargeable = self._charging is not None and await self._charging.offered(standing)
        except (UserError, EnvironmentFault) as fault:
            self.faulted.emit(fault)
            return
        self.chargeable = chargeable
        self.standing, self.left, self.cards, self.spare = standing, left, cards, spare
        self.faulted.emit(None)
        self.changed.emit()

    def _on_revoked(self, event: AgreementRevoked) -> None:
        shown = self.standing
        if shown is not None and event.revocation.agreement_id == shown.agreement.id:
            self.refresh()

    def _on_cards(self, event: CardsChanged) -> None:
        shown = self.standing
        if shown is not None and event.customer_id == shown.agreement.customer_id:
            self.refresh()

    def _on_payment(self, event: PaymentRecorded) -> None:
        shown = self.standing
        if shown is not None and event.outcome.customer_id == shown.agreement.customer_id:
            self.refresh()
