"""Bytes as a printer gets them, and what is said when it doesn't: the payment stands either way."""

import logging
import socket
from pathlib import Path

import pytest

from pos_app.kernel.errors import EnvironmentFault
from pos_app.receipts import escpos_printer
from pos_app.receipts.escpos_printer import EscposPrinter
from pos_app.receipts.places import Place, PlaceKind, read_place
from pos_app.receipts.ports import Handed
from pos_app.receipts.roll import RollLine, lay_out
from tests.integration.receipts.printers import (
    COVER_OPEN,
    NO_PAPER,
    WELL,
    UsbPrinter,
    listening,
)
from tests.unit.receipts.test_roll import RECEIPT

LINES = lay_out(RECEIPT, 32)
QUICK = EscposPrinter(send_seconds=2, answer_seconds=0.3)


def at(kind: PlaceKind, address: str) -> Place:
    place = read_place(kind, address, 58)
    assert place is not None
    return place


async def fault_of(place: Place, printer: EscposPrinter = QUICK) -> str:
    with pytest.raises(EnvironmentFault) as told:
        await printer.print(place, LINES)
    assert told.value.params == {"address": place.address}
    return told.value.key


async def test_a_network_printer_gets_all_of_it_and_says_so() -> None:
    with listening(WELL) as printer:
        place = at(PlaceKind.NETWORK, printer.address)
        assert await QUICK.print(place, LINES) is Handed.PRINTED
    job = printer.job
    assert job.startswith(b"\x1b@")
    assert b"\x1bt\x10" in job, "Windows-1252, where all of French is"
    assert job.count(b"\x1bt") == 1, "and nothing needed another one"
    words = job.decode("cp1252")
    for said in ("Chez Zoé", "Payé par carte", "1 234,50 €", "prélevé le 12 décembre 2026"):
        assert said in " ".join(words.split("\n")), said
    tall = words.index("\x1b!\x10")  # double height, from there to the end of the amount
    assert tall < words.index("1 234,50 €") < words.index("\x1b!\x00", tall + 3)
    assert job.endswith(b"\x1dV\x00"), "cut"


async def test_a_printer_that_says_nothing_is_looked_at() -> None:
    with listening() as printer:
        place = at(PlaceKind.NETWORK, printer.address)
        assert await QUICK.print(place, LINES) is Handed.SENT
    assert printer.job.endswith(b"\x1dV\x00")


async def test_a_printer_that_hangs_keeps_nobody_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    with listening(reads=False) as printer:
        place = at(PlaceKind.NETWORK, printer.address)
        assert await QUICK.print(place, LINES) is Handed.SENT, "nobody knows"
    # more than what waits for it between two programs
    monkeypatch.setattr(escpos_printer, "_job", lambda _: b"x" * 30_000_000)
    for patience in ({"send_seconds": 0.2}, {"send_seconds": 0.6, "give_up_seconds": 0.1}):
        with listening(reads=False) as printer:
            place = at(PlaceKind.NETWORK, printer.address)
            slow = EscposPrinter(answer_seconds=0.05, **patience)
            assert await fault_of(place, slow) == "printer.broke_off"


WHOLE = len(escpos_printer._job(LINES)) - 1


@pytest.mark.parametrize(("answers", "after"), [(WELL, 100), ({}, 100), ({}, WHOLE)])
async def test_a_printer_that_hangs_up(answers: dict[bytes, bytes], after: int) -> None:
    with listening(answers, closes_after=after) as printer:
        place = at(PlaceKind.NETWORK, printer.address)
        assert await fault_of(place) == "printer.broke_off"


async def test_what_a_printer_tells_before_and_after() -> None:
    for answers, key in ((NO_PAPER, "printer.no_paper"), (COVER_OPEN, "printer.not_ready")):
        with listening(answers) as printer:
            assert await fault_of(at(PlaceKind.NETWORK, printer.address)) == key
        assert printer.job == b"", "nothing was sent"
    with listening(WELL, answers_later=NO_PAPER) as printer:
        assert await fault_of(at(PlaceKind.NETWORK, printer.address)) == "printer.ran_out"
    with listening(WELL, answers_later={}) as printer:  # it did speak before
        assert await fault_of(at(PlaceKind.NETWORK, printer.address)) == "printer.broke_off"


async def test_nobody_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    assert await fault_of(at(PlaceKind.NETWORK, f"127.0.0.1:{port}")) == "printer.not_reached"


async def test_a_file_printer(tmp_path: Path) -> None:
    device = tmp_path / "lp0"
    place = at(PlaceKind.FILE, str(device))
    for _ in range(2):  # the second job stands in place of the first
        assert await QUICK.print(place, LINES) is Handed.SENT
    assert device.read_bytes().count(b"\x1b@") == 1
    assert "Payé par carte" in device.read_bytes().decode("cp1252")


async def test_a_file_that_is_no_printers_stays_as_it_is(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Zoé")
    assert await fault_of(at(PlaceKind.FILE, str(letter))) == "printer.not_a_device"
    assert letter.read_text() == "Dear Zoé"
    assert await fault_of(at(PlaceKind.FILE, str(tmp_path))) == "printer.not_a_device"
    gone = tmp_path / "gone" / "lp0"
    assert await fault_of(at(PlaceKind.FILE, str(gone))) == "printer.not_reached"


async def test_a_usb_printer_is_found_where_it_listens() -> None:
    bus = UsbPrinter(WELL)
    place = at(PlaceKind.USB, "04b8:0e15")
    printer = EscposPrinter(send_seconds=2, usb_backend=bus)
    assert await printer.print(place, LINES) is Handed.PRINTED
    assert bus.got.startswith(b"\x1b@")
    assert bus.got.endswith(b"\x1dV\x00")
    bus.answers = {}
    assert await printer.print(place, LINES) is Handed.SENT
    bus.answers = NO_PAPER
    assert await fault_of(place, printer) == "printer.no_paper"


async def test_a_usb_printer_that_is_not_plugged_in() -> None:
    printer = EscposPrinter(usb_backend=UsbPrinter(WELL, unplugged=True))
    assert await fault_of(at(PlaceKind.USB, "04b8:0e15"), printer) == "printer.not_reached"


async def test_the_library_leaves_the_machine_as_it_was(tmp_path: Path) -> None:
    handlers = list(logging.getLogger().handlers)
    await QUICK.print(at(PlaceKind.FILE, str(tmp_path / "lp0")), [RollLine("x")])
    assert logging.getLogger().handlers == handlers
    assert not _litter()


def _litter() -> bool:
    """Whether the folder that python-escpos makes on import is still there."""
    from escpos import capabilities

    return Path(capabilities.pickle_dir).exists()
