"""Which figure is shown, and of how many days."""

import asyncio
import csv
import io
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from pos_app.kernel.errors import EnvironmentFault, UserError
from pos_app.kernel.tables import harmless, units
from pos_app.reports.pictures import PERIODS, About
from pos_app.reports.series import Figure, Series
from ui.reports.files import write_bytes, write_table
from ui.reports.ports import Pictures
from ui.tasks import cancel, start, start_latest


class PicturesViewModel(QObject):
    """Signals: `changed` when any attribute did; `faulted(PosError)`; `saved(Path)`."""

    changed = Signal()
    faulted = Signal(object)
    saved = Signal(object)

    def __init__(self, pictures: Pictures, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self.figure = Figure.BY_DAY
        self.days = PERIODS[1]
        self.shown: Sequence[Series] = ()
        """One for each currency; `drawn` is the one that is seen and saved."""
        self.about: About | None = None
        """Whose they are and of which days, once there are any."""
        self.busy = False
        self.loaded = False
        self._currency = ""
        """Chosen by a person, and kept for the figures that have it."""

    @property
    def several(self) -> Sequence[Series]:
        """Those with anything in them, by currency, where there are more than one."""
        found = sorted((one for one in self.shown if not one.empty), key=lambda one: one.currency)
        return found if len(found) > 1 else ()

    @property
    def drawn(self) -> Series | None:
        """In the chosen currency, else in the one with the most in it; None: nothing happened."""
        found = [one for one in self.shown if not one.empty]
        chosen = (one for one in found if one.currency == self._currency)
        return next(chosen, found[0] if found else None)

    @property
    def has_days(self) -> bool:
        """Whether the figure is about the last days, and not about now."""
        return self.figure not in (Figure.DEPOSITS, Figure.EXPIRING)

    def begin(self) -> None:
        """As it is now."""
        start_latest(self, "figure", self._read())

    def forget(self) -> None:
        """What one may see, the next may not."""
        cancel(self, "figure")
        self.shown, self.loaded = (), False
        self.changed.emit()

    def choose(self, figure: Figure) -> None:
        """Another figure."""
        self.figure, self.shown, self.loaded = figure, (), False
        self.begin()

    def choose_currency(self, code: str) -> None:
        """What is shown, in another currency."""
        self._currency = code
        self.changed.emit()

    def choose_days(self, days: int) -> None:
        """Of so many days."""
        self.days, self.loaded = days, False
        self.begin()

    def save_table(self, path: Path, *, training: bool) -> None:
        """The figures that are shown, as CSV."""
        if self.about is not None and self.drawn is not None:
            table = as_csv(self.drawn, self.about, training=training)
            start(self, self._save_table(table, path))

    def save_picture(self, pdf: bytes, path: Path) -> None:
        """What was drawn."""
        start(self, self._save_picture(pdf, path))

    async def _read(self) -> None:
        self._set_busy(busy=True)
        try:
            # The first time most of it is numpy's. The rest makes classes of Qt (`ui.behind`).
            await asyncio.to_thread(import_module, "numpy")
            import_module("pyqtgraph")
            about = self._pictures.about(self.days if self.has_days else None)
            self.shown = await self._pictures.draw(self.figure, self.days)
        except (UserError, EnvironmentFault) as fault:
            self.shown, self.loaded = (), False
            self.faulted.emit(fault)
        else:
            self.about, self.loaded = about, True
        finally:
            self._set_busy(busy=False)

    async def _save_table(self, table: str, path: Path) -> None:
        try:
            await write_table(table, path)
        except EnvironmentFault as fault:
            self.faulted.emit(fault)
        else:
            self.saved.emit(path)

    async def _save_picture(self, pdf: bytes, path: Path) -> None:
        try:
            await write_bytes(pdf, path)
        except EnvironmentFault as fault:
            self.faulted.emit(fault)
        else:
            self.saved.emit(path)

    def _set_busy(self, *, busy: bool) -> None:
        self.busy = busy
        self.changed.emit()


def as_csv(series: Series, about: About, *, training: bool) -> str:
    """One line for each bar: figure, key, how many, how much in units, currency, in training that
    no money moved, and of which days it is, whose, made when."""
    place, last = about.place, about.made.isoformat()
    span = (about.first.isoformat(), last) if about.first is not None else ("", "")
    named = (*span, harmless(place.shop_name), harmless(place.till_name or place.till_id), last)
    out = io.StringIO()
    lines = csv.writer(out, lineterminator="\r\n")
    lines.writerow([
        "figure", "key", "count", "amount", "currency", "training",
        "from", "to", "shop", "till", "made",
    ])  # fmt: skip
    for bar in series.bars:
        money = units(bar.total) if bar.total is not None else ""
        lines.writerow([
            series.figure.value, harmless(bar.key), bar.count, money,
            series.currency.upper(), "yes" if training else "", *named,
        ])  # fmt: skip
    return out.getvalue()
