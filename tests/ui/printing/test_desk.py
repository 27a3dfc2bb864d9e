"""Where papers leave: dialogs that hold nothing up, and what is written where."""

import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from pos_app.kernel.errors import EnvironmentFault
from tests.ui.customers.hands import act
from ui.printing.desk import PaperDesk
from ui.printing.pages import PrintedPages, Text

PAPER = PrintedPages("A paper", [Text("words")], "foot", "{page}/{pages}", "", "")


def test_the_print_dialog_is_asked_without_holding_anything_up(qtbot: QtBot, run: Any) -> None:
    async def flow() -> None:
        window = QWidget()
        qtbot.addWidget(window)
        desk = PaperDesk(window)
        printed: list[str] = []
        desk.printed.connect(printed.append)
        await act(window.show)
        await act(lambda: desk.print(PAPER))
        (dialog,) = window.findChildren(QPrintDialog)
        assert dialog.isVisible()
        assert dialog.windowModality() is not Qt.WindowModality.NonModal
        await act(dialog.reject)
        assert printed == []

    run(flow())


@pytest.mark.skipif(sys.platform != "linux", reason="a dialog of the system's own there")
@pytest.mark.parametrize("kiosk", [True, False])
def test_a_kiosk_prints_into_no_file(
    qtbot: QtBot, run: Any, monkeypatch: pytest.MonkeyPatch, kiosk: bool
) -> None:
    """Else the dialog for printers takes any path of the computer, and lists what lies there."""
    monkeypatch.setattr("ui.printing.desk.in_kiosk", lambda: kiosk)

    async def flow() -> None:
        window = QWidget()
        qtbot.addWidget(window)
        await act(window.show)
        await act(lambda: PaperDesk(window).print(PAPER))
        (dialog,) = window.findChildren(QPrintDialog)
        printers = dialog.findChild(QComboBox, "printers")
        path = dialog.findChild(QLineEdit, "filename")
        assert printers is not None
        assert path is not None
        offered = [printers.itemText(place) for place in range(printers.count())]
        assert ("Print to File (PDF)" in offered) is not kiosk
        assert not (kiosk and path.isVisible())
        await act(dialog.reject)

    run(flow())


def test_a_chosen_printer_gets_it_or_it_is_said(qtbot: QtBot, tmp_path: Path) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    desk = PaperDesk(window)
    printed: list[str] = []
    faults: list[EnvironmentFault] = []
    desk.printed.connect(printed.append)
    desk.faulted.connect(faults.append)
    for folder in (tmp_path, tmp_path / "nowhere"):
        printer = QPrinter()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(folder / "out.pdf"))
        desk.send(printer, PAPER)
    assert printed == ["A paper"]
    assert [fault.key for fault in faults] == ["printing.failed"]
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF")
