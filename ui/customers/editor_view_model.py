"""Saving a new or changed customer, once, whatever the network does."""

from typing import Protocol

from PySide6.QtCore import QObject, Signal

from pos_app.customers.model import Customer, CustomerDraft, check_draft
from pos_app.kernel.errors import PosError, RemoteUnknown, RemoteUnreachable, UserError
from pos_app.kernel.ids import CustomerId
from ui.tasks import start


class CustomerWriter(Protocol):
    """What the editor needs of `CustomerService`."""

    async def create(self, draft: CustomerDraft) -> Customer: ...

    async def edit(self, customer_id: CustomerId, draft: CustomerDraft) -> Customer: ...


class EditorViewModel(QObject):
    """One customer being written.

    Signals: `savingChanged(bool)`; `saved(Customer)`; `refused(UserError)` for what was typed;
    `faulted(PosError)` for everything else, with nothing typed lost.
    """

    savingChanged = Signal(bool)
    saved = Signal(object)
    refused = Signal(object)
    faulted = Signal(object)

    def __init__(self, customers: CustomerWriter, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._customers = customers
        self._unanswered: CustomerDraft | None = None
        self.customer: Customer | None = None
        self.saving = False

    def begin(self, customer: Customer | None) -> None:
        """Edit `customer`, or write a new one."""
        self.customer = customer
        self._unanswered = None

    def save(self, draft: CustomerDraft) -> None:
        """Save what was typed; ignored while a save is under way."""
        if self.saving:
            return
        try:
            clean = check_draft(draft)
        except UserError as error:
            self.refused.emit(error)
            return
        self._set_saving(True)
        start(self, self._save(clean))

    async def _save(self, draft: CustomerDraft) -> None:
        try:
            customer = await self._write(draft)
        except UserError as error:
            self._set_saving(False)
            self.refused.emit(error)
        except PosError as fault:
            self._set_saving(False)
            self.faulted.emit(fault)
        else:
            self._set_saving(False)
            self.saved.emit(customer)
        finally:
            self._set_saving(False)

    async def _write(self, draft: CustomerDraft) -> Customer:
        if self.customer is None and self._unanswered not in (None, draft):
            # The earlier draft may exist at Stripe. Asking again with its own key tells, and the
            # changes made since then become an edit instead of a second customer.
            self.customer = await self._create(self._unanswered)
        if self.customer is None:
            return await self._create(draft)
        return await self._customers.edit(self.customer.id, draft)

    async def _create(self, draft: CustomerDraft | None) -> Customer:
        assert draft is not None
        try:
            customer = await self._customers.create(draft)
        except RemoteUnknown:
            self._unanswered = draft
            raise
        except RemoteUnreachable:
            raise
        except PosError:
            self._unanswered = None
            raise
        self._unanswered = None
        return customer

    def _set_saving(self, saving: bool) -> None:
        if saving != self.saving:
            self.saving = saving
            self.savingChanged.emit(saving)
