"""F1: the keys of the screen that is shown, and those that act everywhere."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui.i18n.language import Retranslated
from ui.shell.overlay import Overlay
from ui.theme.layout import column, row
from ui.theme.tokens import SPACE
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.columns import columns
from ui.widgets.flow import FlowLayout
from ui.widgets.key_hint import KeyHint, readable_keys
from ui.widgets.keys import ToldKey, acting_keys
from ui.widgets.labels import label

_WIDTH = 960


class KeySheet(Retranslated, Overlay):
    """Signal: `tourWanted`. Escape, F1 or its button take it away; the focus goes back."""

    tourWanted = Signal()

    def __init__(self, window: QWidget, screen: QWidget | None) -> None:
        """`screen`: the one that is shown. What acts is asked for before anything is covered."""
        here = acting_keys(screen) if screen is not None else ()
        everywhere = [*acting_keys(window, outside=screen), *_always()]
        super().__init__(window, "", width=_WIDTH)
        self.setObjectName("keySheet")
        self._title = label(role="title")
        self._here, self._everywhere = label(role="heading"), label(role="heading")
        self._close = PrimaryButton(icon="check")
        self._close.setObjectName("closeKeys")
        self._tour = SecondaryButton(icon="eye")
        self._tour.setObjectName("takeTour")
        self._close.clicked.connect(self.dismiss)
        self._tour.clicked.connect(self._show_around)
        lists = columns(gap=SPACE.xxl)
        lists.addLayout(_list(self._here, here or (ToldKey("", _none),)), 1)
        lists.addLayout(_list(self._everywhere, everywhere), 1)
        box = column(self.card, gap=SPACE.l, margin=SPACE.xl)
        box.addWidget(self._title)
        box.addLayout(lists)
        box.addLayout(self._buttons())
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything again; its lines do so themselves."""
        self.setAccessibleName(self.tr("Keys"))
        self._title.setText(self.tr("Keys"))
        self._here.setText(self.tr("On this screen"))
        self._everywhere.setText(self.tr("Everywhere"))
        self._close.setText(self.tr("Close"))
        self._tour.setText(self.tr("Show me around"))

    def appear(self) -> None:
        """Ready to be closed with Enter too."""
        super().appear()
        self._close.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The key that opened it closes it."""
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F1) and not event.isAutoRepeat():
            self.dismiss()
        super().keyPressEvent(event)

    def _buttons(self) -> FlowLayout:
        buttons = FlowLayout(gap=SPACE.m)
        buttons.addWidget(self._tour)
        buttons.addStretch(1)
        buttons.addWidget(KeyHint("Esc"))
        buttons.addWidget(self._close)
        return buttons

    def _show_around(self) -> None:
        self.dismiss()
        self.tourWanted.emit()


class KeyLine(Retranslated, QWidget):
    """One key and what it does."""

    def __init__(self, told: ToldKey) -> None:
        super().__init__()
        self._told = told
        self._words = label(wrap=True)
        self._hint = KeyHint(told.keys)
        inside = row(self, gap=SPACE.m)
        inside.addWidget(self._words, 1)
        inside.addWidget(self._hint, 0, Qt.AlignmentFlag.AlignTop)
        self._hint.setVisible(bool(told.keys))
        self.retranslate()

    def retranslate(self) -> None:
        """Say it again, the key as it is labelled there."""
        words, keys = self._told.says(), self._told.keys
        self._words.setText(words)
        self._hint.set_keys(keys)
        self.setAccessibleName(f"{words}: {readable_keys(keys)}" if keys else words)


def _always() -> Sequence[ToldKey]:
    """What every screen does with keys that need no binding."""
    return (
        ToldKey(
            "Return",
            lambda: QCoreApplication.translate(
                "KeySheet", "The highlighted button, else the main one"
            ),
        ),
        ToldKey("Esc", lambda: QCoreApplication.translate("KeySheet", "One step back")),
        ToldKey(
            "Tab", lambda: QCoreApplication.translate("KeySheet", "To the next field or button")
        ),
    )


def _none() -> str:
    return QCoreApplication.translate("KeySheet", "No keys of its own")


def _list(heading: QLabel, told: Sequence[ToldKey]) -> QVBoxLayout:
    box = column(gap=SPACE.s)
    box.addWidget(heading)
    for one in told:
        box.addWidget(KeyLine(one))
    box.addStretch(1)
    return box
