"""Whoever opens the till after it broke is told once, in words that mend something."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from pos_app.logs.crashes import CrashReports
from tests.ui.customers.hands import click, named
from ui.doctor.crash_notice import CrashNotice


def test_told_once(qtbot: QtBot, qapp: QApplication, run: Any, tmp_path: Path) -> None:
    reports = CrashReports(tmp_path, "till", lambda: datetime(2026, 11, 29, tzinfo=UTC))
    parent = QWidget()
    qtbot.addWidget(parent)

    async def flow() -> None:
        parent.show()
        assert CrashNotice(reports, parent).isHidden(), "nothing broke"
        reports.note("main", ValueError("x"))
        notice = CrashNotice(reports, parent)
        notice.setParent(parent)
        notice.show()
        assert "broke" in notice.title()
        assert "paid is safe" in notice.text()
        await click(named(notice, "crashRead"))
        assert notice.isHidden()
        assert CrashNotice(reports, parent).isHidden()

    run(flow())
