"""The tab of the settings that says what the till is made of."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QLabel, QPlainTextEdit, QPushButton, QTableView
from pytestqt.qtbot import QtBot

from pos_app import __version__
from pos_app.about.model import Part
from pos_app.kernel.errors import EnvironmentFault
from tests.ui.customers.hands import act, named
from tests.ui.screens.looking import settle
from tests.ui.settings.world import until
from ui.about.section import AboutSection
from ui.about.view_model import AboutViewModel
from ui.i18n.speech import spoken

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
    section.resize(1000, 600)
    settle()
    assert str(view.model().index(1, 0).data()) == "stripe 16.1.0"
    assert str(view.model().index(1, 1).data()) == "MIT License"
    section.resize(280, 600)  # no room for both
    settle()
    assert str(view.model().index(1, 0).data()) == "stripe 16.1.0 · MIT License"


async def test_a_licence_is_as_wide_as_its_room(qtbot: QtBot) -> None:
    """It is written in lines of 80 letters: each would break anew."""
    long = "Permission is hereby granted, free of charge, to any person obtaining a copy"
    text = f"MIT License\n\n{long}\nof this software.\n  1. As it is:\n{long}\n- or not"
    section = AboutSection(AboutViewModel(lambda: [Part("x", "1", "MIT", (text,))]))
    qtbot.addWidget(section)
    await act(section.begin)
    shown = named(section, "aboutLicence", QPlainTextEdit)
    await until(lambda: bool(shown.toPlainText()))
    first, _, *rest = shown.toPlainText().split("\n")
    assert first == "MIT License"
    assert rest == [f"{long} of this software.", "  1. As it is:", long, "- or not"]


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


async def test_no_report_is_offered_where_none_is_to_be_had(qtbot: QtBot) -> None:
    section = await opened(qtbot, [])
    assert not named(section, "saveReport", QPushButton).isVisible()


async def test_a_report_goes_where_it_is_wanted(qtbot: QtBot, tmp_path: Path) -> None:
    model, wanted = AboutViewModel(lambda: PARTS), []
    section = AboutSection(model)
    qtbot.addWidget(section)
    heard: list[tuple[str, str]] = []
    section.said.connect(lambda said, kind: heard.append((spoken(said), kind)))

    async def diagnose(file: Path) -> None:
        wanted.append(file)
        if len(wanted) > 1:
            raise EnvironmentFault("diagnostics.not_written", retryable=True, reason="full")

    model.offer(diagnose)
    await act(section.show)
    button = named(section, "saveReport", QPushButton)
    assert button.isVisible()
    await act(button.click)
    dialog = section.window().findChild(QFileDialog, "reportDialog")
    assert isinstance(dialog, QFileDialog)
    await act(lambda: dialog.fileSelected.emit(str(tmp_path / "report.zip")))
    await until(lambda: len(heard) == 1)
    assert wanted == [tmp_path / "report.zip"]
    assert "report.zip" in heard[0][0]
    assert heard[0][1] == "success"
    await act(lambda: model.save_report(tmp_path / "other.zip"))
    await until(lambda: len(heard) == 2)
    assert heard[1][1] == "warning"
    assert button.isEnabled()
