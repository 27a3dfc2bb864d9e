"""Where a receipt printer is, as a shop types it."""

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath, PureWindowsPath
from typing import Final

from pos_app.kernel.errors import UserError
from pos_app.receipts.roll import COLUMNS
from pos_app.settings.shop import Shop

USUAL_PORT: Final = 9_100
"""Raw printing, which network printers listen for."""
_HOST: Final = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")
_USB: Final = re.compile(r"([0-9A-Fa-f]{4}):([0-9A-Fa-f]{4})")


class PlaceKind(StrEnum):
    """How the printer is reached."""

    NONE = ""
    NETWORK = "network"
    USB = "usb"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Place:
    """A printer that can be tried. `address` is how people know it."""

    kind: PlaceKind
    address: str
    paper_mm: int
    host: str = ""
    port: int = 0
    vendor: int = 0
    product: int = 0

    @property
    def columns(self) -> int:
        return COLUMNS[self.paper_mm]


def read_place(kind: PlaceKind, typed: str, paper_mm: int) -> Place | None:
    """The printer that was typed: `host` or `host:port`, `vendor:product` in hexadecimal, or a
    device's whole path. None for NONE.

    Raises UserError with the field "address": printer.bad_host, printer.bad_usb, printer.bad_path.
    """
    address = typed.strip()
    if kind is PlaceKind.NETWORK:
        host, separator, port = address.partition(":")
        known = port.isascii() and port.isdecimal() and 0 < int(port[:6]) < 65_536
        if not _HOST.fullmatch(host) or (separator and not known):
            raise UserError("printer.bad_host", field="address")
        return Place(kind, address, paper_mm, host=host, port=int(port) if port else USUAL_PORT)
    if kind is PlaceKind.USB:
        found = _USB.fullmatch(address)
        if found is None:
            raise UserError("printer.bad_usb", field="address")
        vendor, product = (int(one, 16) for one in found.groups())
        return Place(kind, address.lower(), paper_mm, vendor=vendor, product=product)
    if kind is PlaceKind.FILE:
        whole = PurePosixPath(address).is_absolute() or PureWindowsPath(address).is_absolute()
        if not whole or not address.isprintable():
            raise UserError("printer.bad_path", field="address")
        return Place(kind, address, paper_mm)
    return None


def place_of(shop: Shop) -> Place | None:
    """The shop's printer; None where it has none, or has written down nonsense by hand."""
    try:
        return read_place(PlaceKind(shop.printer_kind), shop.printer_address, shop.printer_mm)
    except UserError:
        return None
