"""A file for whoever helps, saved from the settings while the till runs."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog

from ui.about.section import AboutSection
from ui.demo.hands import act
from ui.widgets.tabs import Tabs

pytestmark = pytest.mark.timeout(300)
Drive = Callable[[Any], None]


def test_a_running_till_writes_it(at_the_till: Drive, tmp_path: Path) -> None:
    file = tmp_path / "report.zip"

    async def play(till: Any) -> None:
        await till.hands.click("openSettings")
        tabs = await till.hands.see("settingsTabs", Tabs)
        about = tabs.findChild(AboutSection)
        assert about is not None
        await act(lambda: tabs.setCurrentWidget(about.parentWidget()))
        await till.hands.click("saveReport")
        dialog = till.desk.window.findChild(QFileDialog, "reportDialog")
        assert dialog is not None
        await act(lambda: dialog.fileSelected.emit(str(file)))
        await act(dialog.close)
        await till.hands.until(file.exists, "the report", 30)

    at_the_till(play)
    with zipfile.ZipFile(file) as report:
        names = set(report.namelist())
        whole = b"".join(report.read(name) for name in names).decode()
        found = json.loads(report.read("doctor.json"))["findings"]
    assert {"doctor.json", "settings.json", "tables.json"} <= names
    ledger = next(one for one in found if one["subject"] == "ledger")
    assert ledger["state"] == "fine", "a file in use is no fault"
    assert "sk_test" not in whole
