"""Receipts on the shop's own printer."""

import asyncio
from dataclasses import dataclass

from pos_app.kernel.errors import UserError
from pos_app.receipts.places import Place, PlaceKind, place_of, read_place
from pos_app.receipts.ports import Handed, Printer
from pos_app.receipts.printed import PrintedReceipt
from pos_app.receipts.roll import lay_out
from pos_app.settings.live import LiveSettings
from pos_app.staff.model import NOBODY, Actor, Permissions, Right, RiskyAct


@dataclass(frozen=True, slots=True)
class PrinterChoice:
    """What a shop says of its printer; `address` as typed."""

    kind: PlaceKind = PlaceKind.NONE
    address: str = ""
    paper_mm: int = 80
    by_itself: bool = False
    """Whether a receipt is printed after each payment without being asked for."""


class PrintingService:
    """One job after another: two at once would be mixed on paper. A payment stands whatever the
    printer does."""

    def __init__(self, settings: LiveSettings, printer: Printer, permits: Permissions) -> None:
        self._settings = settings
        self._printer = printer
        self._permits = permits
        self._turn = asyncio.Lock()

    def chosen(self) -> PrinterChoice:
        """As the settings have it now."""
        shop = self._settings.shop
        return PrinterChoice(
            PlaceKind(shop.printer_kind), shop.printer_address, shop.printer_mm,
            shop.print_after_payment,
        )  # fmt: skip

    def ready(self) -> bool:
        """Whether there is a printer to try."""
        return place_of(self._settings.shop) is not None

    def by_itself(self) -> bool:
        """Whether a receipt is printed without being asked for."""
        return self.ready() and self._settings.shop.print_after_payment

    async def choose(self, choice: PrinterChoice, *, actor: Actor = NOBODY) -> None:
        """From now on.

        Raises UserError printer.bad_host, printer.bad_usb, printer.bad_path (field address),
        staff.not_allowed, staff.sign_in_first; EnvironmentFault settings.not_saved.
        """
        place = read_place(choice.kind, choice.address, choice.paper_mm)
        await self._permits.carry_out(
            actor, RiskyAct(Right.SETTINGS, "printer"),
            lambda: self._settings.change(
                printer_kind=choice.kind.value,
                printer_address=place.address if place is not None else "",
                printer_mm=choice.paper_mm,
                print_after_payment=choice.by_itself and place is not None,
            ),
            lambda _: "changed",
        )  # fmt: skip

    async def print(self, receipt: PrintedReceipt) -> Handed:
        """Raises UserError printer.none and what Printer.print raises."""
        return await self._print(place_of(self._settings.shop), receipt)

    async def try_out(self, choice: PrinterChoice, receipt: PrintedReceipt) -> Handed:
        """Print on what is typed, before it is kept. Raises as `choose` and `print` do."""
        return await self._print(read_place(choice.kind, choice.address, choice.paper_mm), receipt)

    async def _print(self, place: Place | None, receipt: PrintedReceipt) -> Handed:
        if place is None:
            raise UserError("printer.none")
        async with self._turn:
            return await self._printer.print(place, lay_out(receipt, place.columns))
