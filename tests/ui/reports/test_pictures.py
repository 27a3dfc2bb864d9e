"""Figures with a picture: the same in bars, table and file, in both themes."""

import asyncio
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from pos_app.kernel.errors import UserError
from pos_app.reports.series import Figure
from tests.ui.customers.hands import click, named, rest
from tests.ui.payments.test_fits import cut_in
from tests.ui.reports.fakes import FakePictures
from ui.reports.chart import BarChart
from ui.reports.pictures import PicturesScreen
from ui.reports.pictures_view_model import PicturesViewModel, as_csv
from ui.shell.main_window import MainWindow
from ui.widgets.banner import Banner


class World:
    def __init__(self, qtbot: QtBot, pictures: FakePictures) -> None:
        self.window = MainWindow(shop_name="Atelier", till_name="Caisse 1", training=True)
        qtbot.addWidget(self.window)
        self.model = PicturesViewModel(pictures, self.window)
        self.screen = PicturesScreen(self.model)
        self.window.add_screen("pictures", self.screen)
        self.window.resize(1024, 700)
        self.window.show()
        self.window.activateWindow()
        self.window.show_screen("pictures")
        self.screen.begin()

    async def drawn(self) -> None:
        """The first time takes as long as pyqtgraph's import."""
        for _ in range(1_000):
            await asyncio.sleep(0.01)
            if self.model.loaded and not self.model.busy:
                return
        raise AssertionError("never drawn")

    async def choose(self, figure: Figure) -> None:
        await click(named(self.screen, f"segment_{figure.value}"))
        await self.drawn()

    @property
    def chart(self) -> BarChart:
        return named(self.screen, "chart", BarChart)


async def test_each_figure_has_its_bars_its_table_and_its_words(
    qtbot: QtBot, tmp_path: Path
) -> None:
    pictures = FakePictures()
    world = World(qtbot, pictures)
    await world.drawn()
    table = named(world.screen, "figureTable", QTableView)
    for figure in Figure:
        await world.choose(figure)
        bars = [bar for bar in world.model.shown[0].bars if bar.count]
        assert table.model().rowCount() == len(bars)
        assert not world.chart.isHidden()
        assert not cut_in(world.screen)
    await world.choose(Figure.COLLECTED)
    assert "Not enough money: €910.00" in world.chart.accessibleName()
    words = [
        table.model().index(1, column).data(Qt.ItemDataRole.AccessibleTextRole)
        for column in range(3)
    ]
    assert words == ["Not enough money", "4", "€910.00"]
    picture = QImage.fromData(world.chart.png("Collected"))
    colours = {picture.pixelColor(x, picture.height() // 2).name() for x in range(picture.width())}
    assert len(colours) > 1  # a bar stands there
    await click(named(world.screen, "segment_7"))
    await world.drawn()
    assert pictures.asked[-1] == (Figure.COLLECTED, 7)


async def test_nothing_to_draw_and_no_right_to_are_said(qtbot: QtBot) -> None:
    world = World(qtbot, FakePictures({}, UserError("staff.no_right", right="see_reports")))
    await world.drawn()
    fault = world.screen.findChild(Banner, "picturesFault")
    assert fault is not None
    assert not fault.isHidden()
    await world.choose(Figure.DEPOSITS)
    await rest()
    assert world.chart.isHidden()
    assert "nothing is owed" in named(world.screen, "picturesNothing").text()  # type: ignore[attr-defined]


def test_the_table_of_a_figure() -> None:
    shown = FakePictures().drawn[Figure.COLLECTED]
    assert as_csv(shown, training=True).splitlines()[1:3] == [
        "collected,collected,31,8120.00,EUR,yes", "collected,amount,4,910.00,EUR,yes",
    ]  # fmt: skip
