"""The lock screen: who stands at the till."""

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from pos_app.staff.model import Person
from ui.i18n.language import Retranslated
from ui.shell.canvas import paint_ground
from ui.shell.kiosk import in_kiosk
from ui.shell.overlay import Overlay
from ui.staff.pin_view_model import PinViewModel
from ui.staff.who_and_pin import WhoAndPin
from ui.theme.layout import column, row
from ui.theme.tokens import SIZE, SPACE
from ui.widgets.announce import announce
from ui.widgets.labels import IconLabel, label


class LockScreen(Retranslated, Overlay):
    """Hides the whole window until somebody signs in. Whatever else comes up stays below it."""

    def __init__(self, window: QWidget, view_model: PinViewModel) -> None:
        super().__init__(window, "")
        self.setObjectName("lockScreen")
        self._model = view_model
        self._title = label(role="title", wrap=True)
        self._words = label(role="muted", wrap=True)
        self.entry = WhoAndPin(view_model)
        head = row(gap=SPACE.l)
        head.addWidget(
            IconLabel("lock", "accent", SIZE.large_icon - 8), 0, Qt.AlignmentFlag.AlignTop
        )
        words = column(gap=0)
        words.addWidget(self._title)
        words.addWidget(self._words)
        head.addLayout(words, 1)
        box = column(self.card, gap=SPACE.l, margin=SPACE.xl)
        box.addLayout(head)
        box.addWidget(self.entry)
        view_model.changed.connect(self.fit)
        self.retranslate()

    def appear(self) -> None:
        super().appear()
        _close_dialogs(self._window)
        self._hold_back()
        self.entry.begin()
        self.fit()
        announce(self, self.accessibleName(), urgent=True)

    def show_people(self, people: Sequence[Person]) -> None:
        """Others work here now."""
        if list(people) != list(self._model.people):
            self._model.begin(people)
            self.entry.begin()

    def retranslate(self) -> None:
        """Say everything again."""
        self._training, self._test = self.tr("TRAINING"), self.tr("TEST")
        title = self.tr("Who is at the till?")
        words = self.tr("The till is locked. Choose your name and type your PIN.")
        if in_kiosk():
            leaving = self.tr("To close the till, do so first, then press Ctrl+Q.")
            words = f"{words} {leaving}"
        self._title.setText(title)
        self._words.setText(words)
        self.setAccessibleName(f"{title} {words}")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay above what comes up meanwhile; a question that goes gives back what it covered."""
        changed = event.type() in (QEvent.Type.ChildAdded, QEvent.Type.ChildRemoved)
        if changed and watched is self._window:
            QTimer.singleShot(0, self, self._hold_back)
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Nothing behind it can be read; where money isn't real, this says so too."""
        paint_ground(self, event.rect(), self._training, self._test)

    def _hold_back(self) -> None:
        """Everything else, questions too, is out of reach."""
        for child in self._window.children():
            if not isinstance(child, QWidget) or child is self or child.isWindow():
                continue
            if child.isEnabledTo(self._window):
                child.setEnabled(False)
                self._behind.append(child)
        self.raise_()
        # also while another window has the keyboard; that there may be none the stubs forgot
        now = cast("QWidget | None", self._window.focusWidget())
        if now is None or not self.isAncestorOf(now):
            self.entry.focus()


def _close_dialogs(window: QWidget) -> None:
    """Windows of their own, which nothing can cover: menus, and questions for a file or folder."""
    for one in QApplication.topLevelWidgets():
        if one is not window and one.isVisible() and isinstance(one, QDialog | QMenu):
            one.close()
