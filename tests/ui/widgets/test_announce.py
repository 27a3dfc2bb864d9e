"""Screen readers are told, and only when there is one."""

import pytest
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ui.widgets.announce import announce


@pytest.mark.parametrize(
    ("urgent", "politeness"),
    [
        (False, QAccessible.AnnouncementPoliteness.Polite),
        (True, QAccessible.AnnouncementPoliteness.Assertive),
    ],
)
def test_what_is_said_reaches_the_reader(
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    urgent: bool,
    politeness: QAccessible.AnnouncementPoliteness,
) -> None:
    said: list[tuple[str, object]] = []

    def hear(event: QAccessibleAnnouncementEvent) -> None:
        said.append((event.message(), event.politeness()))

    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    label = QLabel()
    qtbot.addWidget(label)
    announce(label, "Paid", urgent=urgent)
    announce(label, "")
    assert said == [("Paid", politeness)]
