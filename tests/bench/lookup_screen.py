"""From a keystroke to the painted list, with the till's own list, model and loop."""

import asyncio
import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import islice

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QListView

from pos_app.customers.service import CustomerService
from pos_app.kernel.events import EventBus
from pos_app.storage import Storage
from tests.bench.lookup_typing import Typist
from tests.bench.windowed import in_the_tills_loop
from ui import tasks
from ui.collector import Collector
from ui.customers.hit_list import hit_list
from ui.customers.table_model import HitModel
from ui.customers.view_model import LookupViewModel
from ui.shell.events import EventBridge

Open = Callable[[], tuple[CustomerService, Storage]]


@dataclass
class Painted:
    """Milliseconds: a repaint of the empty list, of the rows that are there already, and from a
    keystroke to its own rows."""

    empty: list[float] = field(default_factory=list)
    floor: list[float] = field(default_factory=list)
    whole: list[float] = field(default_factory=list)


def painted(open_: Open, count: int, rounds: int, pause: float) -> Painted:
    """`rounds` new keystrokes, each between two repaints without a search."""
    return in_the_tills_loop(_rounds(open_, count, rounds, pause))


class _Paint(QObject):
    """Tells when the list's next paint has reached the window."""

    def __init__(self, watched: QListView) -> None:
        super().__init__(watched)
        self._waiting: asyncio.Future[float] | None = None
        self._viewport = watched.viewport()
        self._viewport.installEventFilter(self)

    def next(self) -> "asyncio.Future[float]":
        self._waiting = asyncio.get_running_loop().create_future()
        return self._waiting

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self._waiting is not None:
            QTimer.singleShot(0, self, self._after)  # the whole window is painted before
        return False

    def _after(self) -> None:
        waiting, self._waiting = self._waiting, None
        if waiting is not None and not waiting.done():
            waiting.set_result(time.perf_counter())


async def _rounds(open_: Open, count: int, rounds: int, pause: float) -> Painted:
    service, cache = open_()
    model, empty = HitModel(), HitModel()
    view, blank = hit_list(model, "hits"), hit_list(empty, "nobody")
    lookup = LookupViewModel(service, EventBridge(EventBus(), view), view)
    lookup.found.connect(lambda: model.show(lookup.hits, lookup.text))
    for one in (view, blank):
        one.resize(500, 900)
        one.show()
    paint, nothing, shown = _Paint(view), _Paint(blank), Painted()
    collector = Collector(view)
    try:
        await service.warm_up()
        collector.settle()
        collector.start()
        for _, text in islice(Typist(count, seed=os.getpid() + 2).keystrokes(), rounds):
            await asyncio.sleep(pause)
            shown.empty.append(await _until(nothing, blank.viewport().update))
            shown.floor.append(await _until(paint, view.viewport().update))
            shown.whole.append(await _until(paint, lambda typed=text: lookup.search(typed)))
    finally:
        collector.stop()
        await tasks.cancel_all()
        await cache.close()
        for one in (view, blank):
            one.close()
            one.deleteLater()
        await asyncio.sleep(0)
    return shown


async def _until(paint: _Paint, act: Callable[[], None]) -> float:
    waiting = paint.next()
    begun = time.perf_counter()
    act()
    return (await asyncio.wait_for(waiting, 10) - begun) * 1000
