"""Saving a new or changed customer, once, whatever the network does."""

import asyncio
from collections.abc import Sequence
from typing import Final, Protocol

from PySide6.QtCore import QObject, Signal

from pos_app.customers.duplicates import Lookalike
from pos_app.customers.model import Customer, CustomerDraft, check_draft, draft_of
from pos_app.kernel.errors import (
    EnvironmentFault,
    PosError,
    RemoteUnknown,
    RemoteUnreachable,
    UserError,
)
from pos_app.kernel.ids import CustomerId
from ui.tasks import cancel, start, start_latest

PAUSE_SECONDS: Final = 0.2
"""In the typing, before others are looked for."""


class CustomerWriter(Protocol):
    """What the editor needs of `CustomerService`."""

    async def create(self, draft: CustomerDraft) -> Customer: ...

    async def edit(
        self, customer_id: CustomerId, draft: CustomerDraft, before: CustomerDraft
    ) -> Customer: ...


class LookalikeFinder(Protocol):
    """What the warning needs of `SamePersonService`."""

    async def lookalikes(
        self, draft: CustomerDraft, besides: CustomerId | None = None
    ) -> Sequence[Lookalike]: ...


class EditorViewModel(QObject):
    """One customer being written.

    Signals: `savingChanged(bool)`; `saved(Customer)`; `refused(UserError)` for what was typed;
    `faulted(PosError)` for everything else, with nothing typed lost; `lookalikesChanged` when
    other customers look like the one being written (`lookalikes`).
    """

    savingChanged = Signal(bool)
    saved = Signal(object)
    refused = Signal(object)
    faulted = Signal(object)
    lookalikesChanged = Signal()

    def __init__(
        self,
        customers: CustomerWriter,
        parent: QObject | None = None,
        *,
        people: LookalikeFinder | None = None,
        pause_seconds: float = PAUSE_SECONDS,
    ) -> None:
        super().__init__(parent)
        self._customers = customers
        self._people = people
        self._pause_seconds = pause_seconds
        self.lookalikes: Sequence[Lookalike] = ()
        self._unanswered: CustomerDraft | None = None
        self.customer: Customer | None = None
        self.saving = False

    def begin(self, customer: Customer | None) -> None:
        """Edit `customer`, or write a new one."""
        self.customer = customer
        self._unanswered = None
        cancel(self, "lookalikes")
        self._show_lookalikes(())

    def check(self, draft: CustomerDraft) -> None:
        """Look, once the typing pauses, for customers who may be the one being written. Never a
        reason not to save."""
        if self._people is not None and not self.saving:
            besides = self.customer.id if self.customer is not None else None
            start_latest(self, "lookalikes", self._look(self._people, draft, besides))

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

    async def _look(
        self, people: LookalikeFinder, draft: CustomerDraft, besides: CustomerId | None
    ) -> None:
        await asyncio.sleep(self._pause_seconds)
        try:
            found = await people.lookalikes(draft, besides)
        except EnvironmentFault:
            found = ()  # a warning that can't be had keeps nobody from saving
        self._show_lookalikes(found)

    def _show_lookalikes(self, found: Sequence[Lookalike]) -> None:
        if list(found) != list(self.lookalikes):
            self.lookalikes = found
            self.lookalikesChanged.emit()

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
        return await self._customers.edit(self.customer.id, draft, draft_of(self.customer))

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
