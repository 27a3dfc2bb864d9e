"""Figures with a picture: the same in bars, table and file, in both themes."""

import asyncio
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QTableView
from pytestqt.qtbot import QtBot

from pos_app.kernel.errors import UserError
from pos_app.reports.series import Figure
from tests.ui.customers.hands import click, named, rest
from tests.ui.payments.test_fits import cut_in
from tests.ui.reports.fakes import TWO_CURRENCIES, FakePictures
from tests.ui.screens.looking import settle
from ui.reports.chart import BarChart
from ui.reports.pictures import PicturesScreen
from ui.reports.pictures_view_model import PicturesViewModel, as_csv
from ui.shell.main_window import MainWindow
from ui.theme.tokens import SPACE
from ui.widgets.banner import Banner
from ui.widgets.frame import Heading


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
        """The first time takes as long as pyqtgraph's import. Also until it is said why not."""
        fault = named(self.screen, "picturesFault", Banner)
        nothing = named(self.screen, "picturesNothing", QLabel)
        for _ in range(1_000):
            await asyncio.sleep(0.01)
            said = self.model.loaded or fault.isVisible() or nothing.text()
            if said and not self.model.busy:
                return
        raise AssertionError("never drawn")

    async def choose(self, figure: Figure) -> None:
        await click(named(self.screen, f"segment_{figure.value}"))
        await self.drawn()

    async def saved(self, monkeypatch: pytest.MonkeyPatch, folder: Path) -> list[Path]:
        """The table and the picture, each under the name that is proposed."""
        written: asyncio.Queue[Path] = asyncio.Queue()
        self.model.saved.connect(written.put_nowait)

        def ask(*asked: Any) -> None:
            asked[-1](folder / asked[-2])

        monkeypatch.setattr("ui.reports.pictures.ask_where_to_save", ask)
        found = []
        for button in ("exportFigures", "exportPicture"):
            await click(named(self.screen, button))
            found.append(await asyncio.wait_for(written.get(), 10))
        return found

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
    await click(named(world.screen, "segment_7"))
    await world.drawn()
    assert pictures.asked[-1] == (Figure.COLLECTED, 7)


async def test_amounts_are_whole_where_a_row_has_a_border(
    qtbot: QtBot, dress: Callable[..., None]
) -> None:
    dress("contrast", language="fr")
    world = World(qtbot, FakePictures())
    await world.drawn()
    table = named(world.screen, "figureTable", QTableView)
    for figure in (Figure.COLLECTED, Figure.DEPOSITS):
        await world.choose(figure)
        settle()
        room = table.columnWidth(2) - 2 * (SPACE.s + 2 + 3)  # padding, border and Qt's own margin
        amounts = [str(table.model().index(row, 2).data()) for row in range(4)]
        assert max(map(table.fontMetrics().horizontalAdvance, amounts)) <= room
        head = table.horizontalHeader()
        assert all(table.columnWidth(at) >= head.sectionSizeHint(at) for at in range(3))


@pytest.mark.parametrize("name", ["light", "dark"])
async def test_the_saved_picture_is_lines_and_letters_for_paper(
    qtbot: QtBot, dress: Callable[..., None], name: str
) -> None:
    dress(name)
    world = World(qtbot, FakePictures())
    await world.drawn()
    await world.choose(Figure.COLLECTED)
    settle()  # laid out, as somebody sees it
    before = world.chart.grab().toImage()
    page = PdfReader(BytesIO(world.chart.pdf("Collected\n€8,120.00"))).pages[0]
    assert list(page.images) == [], "nothing of it is a bitmap"
    said = " ".join(page.extract_text().split())
    for words in ("Collected", "€8,120.00", "€910.00", "Not enough"):
        assert words in said, words
    assert b" re\n" in page.get_contents().get_data() or b" l\n" in page.get_contents().get_data()
    settle()
    assert world.chart.grab().toImage() == before, "the screen is as it was"


async def test_nothing_to_draw_and_no_right_to_are_said(qtbot: QtBot) -> None:
    world = World(qtbot, FakePictures({}, UserError("staff.no_right", right="see_reports")))
    await world.drawn()
    fault = named(world.screen, "picturesFault", Banner)
    nothing = named(world.screen, "picturesNothing", QLabel)
    assert fault.isHidden(), "it is said once, where the picture would be"
    assert nothing.text().startswith("You may not see this."), "which is not nothing"
    await world.choose(Figure.DEPOSITS)
    await rest()
    assert fault.isHidden()
    assert world.chart.isHidden()
    assert "nothing is owed" in nothing.text()


def test_the_table_of_a_figure() -> None:
    (shown,) = FakePictures().drawn[Figure.COLLECTED]
    about = FakePictures().about(30)
    named_by = "2026-10-25,2026-11-23,Atelier Lumière,Caisse 1,2026-11-23"
    assert as_csv(shown, about, training=True).splitlines()[1:3] == [
        f"collected,collected,31,8120.00,EUR,yes,{named_by}",
        f"collected,amount,4,910.00,EUR,yes,{named_by}",
    ]


@pytest.mark.parametrize(
    ("figure", "told", "cells", "name"),
    [
        (Figure.BY_HOUR, "25 Oct 2026 to 23 Nov 2026", "2026-10-25,2026-11-23",
         "by-hour-caisse-1-2026-10-25-2026-11-23"),
        (Figure.DEPOSITS, "As of 23 Nov 2026", ",", "deposits-caisse-1-2026-11-23"),
    ],
)  # fmt: skip
async def test_what_is_saved_says_which_days_whose_and_when_it_was_made(
    qtbot: QtBot, dress: Callable[..., None], monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
    figure: Figure, told: str, cells: str, name: str,
) -> None:  # fmt: skip
    dress(language="en")
    world = World(qtbot, FakePictures())
    await world.drawn()
    await world.choose(figure)
    settle()
    saved = await world.saved(monkeypatch, tmp_path)
    assert [one.name for one in saved] == [f"{name}.csv", f"{name}.pdf"]
    head, first, *_ = saved[0].read_text("utf-8-sig").splitlines()
    assert head.endswith(",training,from,to,shop,till,made")
    assert first.endswith(f",{cells},Atelier Lumière,Caisse 1,2026-11-23")
    words = " ".join(PdfReader(saved[1]).pages[0].extract_text().split())
    for said in (told, "Atelier Lumière", "Caisse 1", "23 Nov 2026"):
        assert said in words, said


async def test_each_of_two_currencies_can_be_seen_and_saved(
    qtbot: QtBot, dress: Callable[..., None], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    dress(language="en")
    world = World(qtbot, FakePictures(TWO_CURRENCIES))
    await world.drawn()
    await world.choose(Figure.DEPOSITS)
    settle()
    heading = world.screen.findChild(Heading)
    assert heading is not None
    pounds = named(world.screen, "segment_gbp", QAbstractButton)
    assert pounds.text() == "British Pound · £519.00", "what isn’t drawn is not hidden"
    assert named(world.screen, "segment_eur", QAbstractButton).isChecked()
    assert "€2,400.00" in world.chart.accessibleName()
    await click(pounds)
    settle()
    assert not cut_in(world.screen)
    assert "£420.00" in world.chart.accessibleName()
    assert "€" not in world.chart.accessibleName()
    assert "£519.00" in " ".join(one.text() for one in heading.findChildren(QLabel))
    table = named(world.screen, "figureTable", QTableView)
    rows = [table.model().index(row, 2).data() for row in range(table.model().rowCount())]
    assert rows == ["£420.00", "£99.00"]
    assert table.accessibleName().endswith("British Pound")
    csv, pdf = await world.saved(monkeypatch, tmp_path)
    assert [one.name for one in (csv, pdf)] == [
        f"deposits-gbp-caisse-1-2026-11-23.{kind}" for kind in ("csv", "pdf")
    ]
    lines = csv.read_text("utf-8-sig").splitlines()[1:]
    assert {line.split(",")[4] for line in lines} == {"GBP"}
    words = " ".join(PdfReader(pdf).pages[0].extract_text().split())
    assert "British Pound" in words
    assert "£519.00" in words
    await world.choose(Figure.EXPIRING)
    assert world.screen.findChild(QAbstractButton, "segment_gbp") is None
    await world.choose(Figure.DEPOSITS)
    assert "£420.00" in world.chart.accessibleName(), "as it was chosen"
