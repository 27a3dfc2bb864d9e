"""The shop's printer as the settings have it: chosen, tried, used, one job after another."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest

from pos_app.kernel.errors import UserError
from pos_app.receipts.places import Place, PlaceKind
from pos_app.receipts.ports import Handed
from pos_app.receipts.printing import PrinterChoice, PrintingService
from pos_app.receipts.roll import RollLine
from pos_app.settings.live import LiveSettings
from pos_app.settings.shop import Shop
from pos_app.settings.store import SettingsStore
from pos_app.staff.open_house import OpenHouse
from tests.unit.receipts.test_roll import RECEIPT

NETWORK = PrinterChoice(PlaceKind.NETWORK, " 192.168.1.20 ", 58, by_itself=True)


class Paper:
    """A printer that notes what it gets, and whether two jobs ever meet."""

    def __init__(self) -> None:
        self.jobs: list[tuple[Place, Sequence[RollLine]]] = []
        self.busy = False

    async def print(self, place: Place, lines: Sequence[RollLine]) -> Handed:
        assert not self.busy, "two jobs at once"
        self.busy = True
        await asyncio.sleep(0)
        self.jobs.append((place, lines))
        self.busy = False
        return Handed.PRINTED


def service(folder: Path, paper: Paper) -> PrintingService:
    store = SettingsStore(folder / "settings.json")
    return PrintingService(LiveSettings(store, store.load()), paper, OpenHouse())


async def test_chosen_kept_and_used(tmp_path: Path) -> None:
    paper = Paper()
    printing = service(tmp_path, paper)
    assert (printing.chosen(), printing.ready()) == (PrinterChoice(), False)
    with pytest.raises(UserError, match=r"printer\.none"):
        await printing.print(RECEIPT)
    await printing.choose(NETWORK)
    again = service(tmp_path, paper)
    assert again.chosen() == PrinterChoice(PlaceKind.NETWORK, "192.168.1.20", 58, by_itself=True)
    assert again.by_itself()
    await asyncio.gather(*(again.print(RECEIPT) for _ in range(3)))
    assert [(place.host, place.port) for place, _ in paper.jobs] == [("192.168.1.20", 9100)] * 3
    assert max(len(line.text) for line in paper.jobs[0][1]) == 32
    await again.choose(PrinterChoice(by_itself=True))
    assert not again.by_itself()
    assert again.chosen() == PrinterChoice()


async def test_nonsense_changes_nothing_and_a_trial_keeps_nothing(tmp_path: Path) -> None:
    paper = Paper()
    printing = service(tmp_path, paper)
    for use in (printing.choose, lambda choice: printing.try_out(choice, RECEIPT)):
        with pytest.raises(UserError, match=r"printer\.bad_usb"):
            await use(PrinterChoice(PlaceKind.USB, "printer"))
    assert await printing.try_out(NETWORK, RECEIPT) is Handed.PRINTED
    assert not printing.ready()
    assert Shop().print_after_payment is False
