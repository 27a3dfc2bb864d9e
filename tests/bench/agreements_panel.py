"""From opening a customer to their painted list of agreements, with the till's own panel and loop.

Nothing but the cards is made up: the rows are read from the ledger, worded, laid out and painted.
"""

import asyncio
import gc
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pos_app.consent.service import ConsentService
from pos_app.customers.model import Customer, SavedCard
from pos_app.kernel.clock import SystemClock
from pos_app.kernel.events import EventBus
from pos_app.kernel.ids import CustomerId
from pos_app.settings.formats import prepare
from pos_app.storage import Storage
from tests.bench.windowed import in_the_tills_loop
from ui import tasks
from ui.consent.agreement_list import AgreementList
from ui.consent.list_view_model import AgreementListViewModel
from ui.i18n.language import language_of
from ui.shell.events import EventBridge

Open = Callable[[], Awaitable[tuple[ConsentService, Storage]]]
_WIDTH, _HEIGHT = 560, 900
"""The customer's part of a window of 1024 × 768 is narrower."""


@dataclass
class Painted:
    """Milliseconds: the first time in a ledger that was just opened, each time after it, and all
    rows at once, as somebody who asks for more of them again and again has it."""

    first: float = 0.0
    again: list[float] = field(default_factory=list)
    every_row: float = 0.0


class _Cards:
    def __init__(self, cards: Sequence[SavedCard]) -> None:
        self._cards = cards

    async def cards(self, customer_id: CustomerId) -> Sequence[SavedCard]:
        return self._cards


def painted(
    open_: Open, customer: Customer, cards: Sequence[SavedCard], count: int, rounds: int
) -> Painted:
    """`count` is how many agreements they have."""
    return in_the_tills_loop(_rounds(open_, customer, cards, count, rounds))


async def _rounds(
    open_: Open, customer: Customer, cards: Sequence[SavedCard], count: int, rounds: int
) -> Painted:
    service, ledger = await open_()
    bridge = EventBridge(EventBus())
    model = AgreementListViewModel(service, _Cards(cards), bridge, SystemClock())
    place = QWidget()
    panel = AgreementList(model)
    box = QVBoxLayout(place)
    box.addWidget(panel)
    box.addStretch(1)
    place.resize(_WIDTH, _HEIGHT)
    place.show()
    prepare(language_of())  # as the till does once it stands
    shown = Painted()
    try:
        shown.first = await _opened(panel, model, customer, count)
        shown.again = [await _opened(panel, model, customer, count) for _ in range(rounds)]
        while model.more():
            model.show_more()  # each one's reading gives way to the next
        shown.every_row = await _drawn(panel, model, model.refresh)
    finally:
        await tasks.cancel_all()
        await ledger.close()
        place.close()
        for one in (place, model, bridge):
            one.deleteLater()
        await asyncio.sleep(0)
    return shown


async def _opened(
    panel: AgreementList, model: AgreementListViewModel, customer: Customer, count: int
) -> float:
    model.show(None)
    panel.grab()
    took = await _drawn(panel, model, lambda: model.show(customer))
    assert len(model.all) == count
    assert not panel.isHidden()
    return took


async def _drawn(
    panel: AgreementList, model: AgreementListViewModel, act: Callable[[], None]
) -> float:
    """Milliseconds until the rows are on a picture: what lays out and paints every one of them."""
    read = asyncio.get_running_loop().create_future()

    def loaded() -> None:
        if model.all and not read.done():
            read.set_result(None)

    gc.collect()
    begun = time.perf_counter()
    model.changed.connect(loaded)
    try:
        act()
        await asyncio.wait_for(read, 30)
        picture = panel.grab()
        took = (time.perf_counter() - begun) * 1000
    finally:
        model.changed.disconnect(loaded)
    assert picture.height() > 0
    return took
