"""The tab of the settings that says what the till is made of."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QTableView
from pytestqt.qtbot import QtBot

from pos_app import __version__
from pos_app.about.model import Part
from tests.ui.customers.hands import act, named
from tests.ui.settings.world import until
from ui.about.section import AboutSection
from ui.about.view_model import AboutViewModel

PARTS = [
    Part("pos-app", __version__, "MIT", ("Permission is hereby granted",)),
    Part("stripe", "16.1.0", "MIT License", ("The MIT License", "and a notice")),
]


async def opened(qtbot: QtBot, reads: list[int]) -> AboutSection:
    def read() -> list[Part]:
        reads.append(1)
        return PARTS

    section = AboutSection(AboutViewModel(read))
    qtbot.addWidget(section)
    await act(section.show)
    await act(section.begin)
    await until(lambda: rows(section) == len(PARTS))
    return section


def rows(section: AboutSection) -> int:
    return int(named(section, "aboutParts", QTableView).model().rowCount())


async def test_each_part_shows_its_licence(qtbot: QtBot) -> None:
    section = await opened(qtbot, [])
    text = named(section, "aboutLicence", QPlainTextEdit)
    assert "Permission is hereby granted" in text.toPlainText()
    view = named(section, "aboutParts", QTableView)
    await act(lambda: view.selectRow(1))
    assert text.toPlainText() == "The MIT License\n\nand a notice"
    index = view.model().index(1, 0)
    assert view.model().data(index, Qt.ItemDataRole.DisplayRole) == "stripe 16.1.0"


async def test_versions_that_matter_for_safety_are_said(qtbot: QtBot) -> None:
    section = await opened(qtbot, [])
    said = named(section, "aboutVersions", QLabel).text()
    assert __version__ in said
    assert "6.11" in said
    assert "{" not in said


async def test_the_parts_are_read_once(qtbot: QtBot) -> None:
    reads: list[int] = []
    section = await opened(qtbot, reads)
    await act(section.begin)
    assert reads == [1]
