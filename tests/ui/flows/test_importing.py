"""Importing and exporting in the whole till, each answer compared with the server's."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.demo.hands import act

Drive = Callable[[Any], None]
ROWS = (
    "Nom;Prénom;E-mail;Téléphone;Étiquettes\n"
    "Œuvrard;Zoé;zoe.oeuvrard@example.fr;+33 6 99 88 77 66;VIP\n"
    "Lefèvre;Élodie;;06 12 34 56 78;\n"
    "Nobody;;not an address;;\n"
)


CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


async def key(till: Any, name: str, which: Qt.Key, held: Qt.KeyboardModifier = CONTROL) -> None:
    """Keys reach an active window only, which no window manager makes this one here."""
    widget = await till.hands.see(name, QWidget)
    await act(till.desk.window.activateWindow)
    await till.hands.until(till.desk.window.isActiveWindow, "an active window")
    await act(lambda: QTest.keyClick(widget, which, held))


async def choose(till: Any, dialog: str, path: Path) -> None:
    """Answer the file dialog, as a person would in the system's own."""
    found = await till.hands.until(
        lambda: till.desk.window.findChild(QFileDialog, dialog), f"{dialog} on the screen"
    )
    await act(lambda: found.fileSelected.emit(str(path)))
    await act(found.reject)


def test_a_file_is_imported_and_who_is_found_exported(at_the_till: Drive, tmp_path: Path) -> None:
    async def play(till: Any) -> None:
        file, target = tmp_path / "clients.csv", tmp_path / "export.csv"
        file.write_bytes(ROWS.encode("cp1252"))
        before = (await till.server.get("customers", limit="100"))["data"]
        await key(till, "searchBox", Qt.Key.Key_I)
        await till.hands.click("chooseFile")
        await choose(till, "importFileDialog", file)
        await key(till, "columnsTable", Qt.Key.Key_Return)
        await till.hands.see("rowsTable", QWidget)
        assert (await till.server.get("customers", limit="100"))["data"] == before
        await key(till, "rowsTable", Qt.Key.Key_Return)
        await till.hands.see("importDone", QWidget)
        found = (await till.server.get("customers", email="zoe.oeuvrard@example.fr"))["data"]
        assert [(one["name"], one["metadata"]["tags"]) for one in found] == [("Zoé Œuvrard", "VIP")]
        after = (await till.server.get("customers", limit="100"))["data"]
        assert len(after) == len(before) + 1
        await till.hands.click("importDone")
        await till.customer("zoe.oeuvrard@example.fr")
        await key(till, "searchBox", Qt.Key.Key_E, CONTROL | SHIFT)
        await choose(till, "exportDialog", target)
        await till.hands.until(target.exists, "the exported file")
        _, *lines = target.read_text("utf-8-sig").splitlines()
        assert [line.split(",")[0] for line in lines] == ["Zoé Œuvrard"]

    at_the_till(play)
