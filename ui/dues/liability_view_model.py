"""What the shop owes its customers, by sale and in all, and whether Stripe has the same."""

import asyncio
import csv
from collections.abc import Mapping, Sequence
from io import StringIO
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from pos_app.dues.owed_back import Liability
from pos_app.kernel.errors import EnvironmentFault, UserError
from pos_app.kernel.ids import CustomerId
from pos_app.kernel.tables import harmless, units
from ui.dues.ports import Liabilities
from ui.tasks import start, start_latest


class Names(Protocol):
    """What this needs of `SamePersonService`."""

    async def names(self, ids: Sequence[CustomerId]) -> Mapping[CustomerId, str]: ...


class LiabilityViewModel(QObject):
    """Signals: `changed` when any attribute did; `faulted(PosError)` when Stripe could not be
    asked, or the file not be written; `saved(Path)`."""

    changed = Signal()
    faulted = Signal(object)
    saved = Signal(object)

    def __init__(
        self, liabilities: Liabilities, people: Names, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._service = liabilities
        self._people = people
        self.liability: Liability | None = None
        self.names: Mapping[CustomerId, str] = {}
        """Of those who are owed something; who isn't known here is left out."""
        self.busy = False

    def begin(self) -> None:
        """What this till knows at once, then compared with Stripe."""
        start_latest(self, "liability", self._load())

    def save(self, path: Path) -> None:
        """Write it as a table."""
        if self.liability is not None:
            start(self, self._save(as_csv(self.liability, self.names), path))

    async def _load(self) -> None:
        self._set_busy(busy=True)
        try:
            known = await self._service.known()
            owners = {one.sale.customer_id for one in known.rows}
            self.names = await self._people.names(sorted(owners))
            self._take(known)
            self._take(await self._service.checked())
        except (UserError, EnvironmentFault) as fault:
            self.faulted.emit(fault)
        finally:
            self._set_busy(busy=False)

    async def _save(self, text: str, path: Path) -> None:
        try:
            await asyncio.to_thread(path.write_text, text, "utf-8-sig", newline="")
        except OSError as error:
            self.faulted.emit(EnvironmentFault("paper.not_written", retryable=True, file=path.name))
            del error
            return
        self.saved.emit(path)

    def _take(self, liability: Liability) -> None:
        self.liability = liability
        self.changed.emit()

    def _set_busy(self, *, busy: bool) -> None:
        self.busy = busy
        self.changed.emit()


def as_csv(liability: Liability, names: Mapping[CustomerId, str]) -> str:
    """One line for each sale: its ids, whose it is, what was paid, given back and is held; amounts
    in units."""
    out = StringIO()
    lines = csv.writer(out, lineterminator="\r\n")
    lines.writerow(
        [
            "sale",
            "customer",
            "name",
            "reference",
            "description",
            "currency",
            "paid",
            "refunded",
            "held",
        ]
    )
    for one in liability.rows:
        sale = one.sale
        amounts = [units(amount) for amount in (sale.taken, sale.refunded, one.held)]
        name = names.get(sale.customer_id, "")
        about = [harmless(text) for text in (name, sale.reference, sale.description)]
        currency = sale.total.currency.upper()
        lines.writerow([sale.id, sale.customer_id, *about, currency, *amounts])
    return out.getvalue()
