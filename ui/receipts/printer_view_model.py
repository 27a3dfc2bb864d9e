"""The shop's receipt printer, as it is chosen and tried out."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from pos_app.receipts.ports import Handed
from pos_app.receipts.printed import PrintedReceipt
from pos_app.receipts.printing import PrinterChoice
from ui.tasks import OneAtATime


class Printing(Protocol):
    """What choosing needs of `PrintingService`."""

    def chosen(self) -> PrinterChoice: ...

    async def choose(self, choice: PrinterChoice) -> None: ...

    async def try_out(self, choice: PrinterChoice, receipt: PrintedReceipt) -> Handed: ...


class PrinterViewModel(OneAtATime):
    """Signals: `changed` when `busy` did; `kept()` once a choice counts; `tried(Handed)` once a
    trial was sent; `faulted(PosError)`."""

    kept = Signal()
    tried = Signal(object)

    def __init__(
        self, printing: Printing, sample: Callable[[], PrintedReceipt],
        parent: QObject | None = None,
    ) -> None:  # fmt: skip
        """`sample`: what a trial prints."""
        super().__init__(parent)
        self._printing = printing
        self._sample = sample

    def chosen(self) -> PrinterChoice:
        """As it is now."""
        return self._printing.chosen()

    def keep(self, choice: PrinterChoice) -> None:
        """Use this one from now on."""
        self.do(lambda: self._keep(choice))

    def try_out(self, choice: PrinterChoice) -> None:
        """Print a page on it, without keeping it."""
        self.do(lambda: self._try(choice))

    async def _keep(self, choice: PrinterChoice) -> None:
        await self._printing.choose(choice)
        self.kept.emit()

    async def _try(self, choice: PrinterChoice) -> None:
        self.tried.emit(await self._printing.try_out(choice, self._sample()))
