"""F1: the keys of the screen that is shown, and those that act everywhere."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.shell.overlay import Overlay
from ui.theme.layout import column, row
from ui.theme.tokens import SPACE
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.key_hint import KeyHint, readable_keys
from ui.widgets.keys import ToldKey, acting_keys
from ui.widgets.labels import label

_WIDTH = 960


class KeySheet(Overlay):
    """Signal: `tourWanted`. Escape, F1 or its button take it away; the focus goes back."""

    tourWanted = Signal()

    def __init__(self, window: QWidget, screen: QWidget | None) -> None:
        """`screen`: the one that is shown. What acts is asked for before anything is covered."""
        here = acting_keys(screen) if screen is not None else ()
        everywhere = [*acting_keys(window, outside=screen), *_always()]
        super().__init__(window, self.tr("Keys"), width=_WIDTH)
        self.setObjectName("keySheet")
        self._close = PrimaryButton(self.tr("Close"), icon="check")
        self._close.setObjectName("closeKeys")
        self._tour = SecondaryButton(self.tr("Show me around"), icon="eye")
        self._tour.setObjectName("takeTour")
        self._close.clicked.connect(self.dismiss)
        self._tour.clicked.connect(self._show_around)
        lists = row(gap=SPACE.xxl)
        for title, told in ((self.tr("On this screen"), here), (self.tr("Everywhere"), everywhere)):
            lists.addLayout(_list(title, told or (ToldKey("", self.tr("No keys of its own")),)), 1)
        box = column(self.card, gap=SPACE.l, margin=SPACE.xl)
        box.addWidget(label(self.tr("Keys"), "title"))
        box.addLayout(lists)
        box.addLayout(self._buttons())

    def appear(self) -> None:
        """Ready to be closed with Enter too."""
        super().appear()
        self._close.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The key that opened it closes it."""
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F1) and not event.isAutoRepeat():
            self.dismiss()
        super().keyPressEvent(event)

    def _buttons(self) -> QHBoxLayout:
        buttons = row(gap=SPACE.m)
        buttons.addWidget(self._tour)
        buttons.addStretch(1)
        buttons.addWidget(KeyHint("Esc"))
        buttons.addWidget(self._close)
        return buttons

    def _show_around(self) -> None:
        self.dismiss()
        self.tourWanted.emit()


def _always() -> Sequence[ToldKey]:
    """What every screen does with keys that need no binding."""
    return (
        ToldKey(
            "Return",
            QCoreApplication.translate("KeySheet", "The highlighted button, else the main one"),
        ),
        ToldKey("Esc", QCoreApplication.translate("KeySheet", "One step back")),
        ToldKey("Tab", QCoreApplication.translate("KeySheet", "To the next field or button")),
    )


def _list(title: str, told: Sequence[ToldKey]) -> QVBoxLayout:
    box = column(gap=SPACE.s)
    box.addWidget(label(title, "heading"))
    for one in told:
        line = QWidget()
        line.setAccessibleName(f"{one.words}: {readable_keys(one.keys)}" if one.keys else one.words)
        inside = row(line, gap=SPACE.m)
        inside.addWidget(label(one.words, wrap=True), 1)
        if one.keys:
            inside.addWidget(KeyHint(one.keys), 0, Qt.AlignmentFlag.AlignTop)
        box.addWidget(line)
    box.addStretch(1)
    return box
