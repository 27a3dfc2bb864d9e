"""How screens of one task are put together: a column in the middle, a heading, a row of buttons."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtWidgets import QHBoxLayout, QLayout, QPushButton, QVBoxLayout, QWidget

from ui.theme.layout import column, row
from ui.theme.tokens import SPACE
from ui.widgets.flow import FlowLayout
from ui.widgets.key_hint import KeyHint
from ui.widgets.labels import IconLabel, label
from ui.widgets.name_label import NameLabel

_TALL: Final = 1080
"""Pixels that a screen of one task takes at most of a window."""
TOLD_ONCE: Final = "toldOnce"
"""Property of a screen of several panes: what its buttons lack is said once, above all of them."""


class Heading(QWidget):
    """An icon, what this screen does, and for whom."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self._icon = IconLabel(icon, "accent", 36)
        self._what = label(role="muted", wrap=True)
        self._who = NameLabel(role="title")
        self._who.setObjectName("paymentCustomer")
        names = column(gap=0)
        names.addWidget(self._what)
        names.addWidget(self._who)
        box = row(self, gap=SPACE.l)
        box.addWidget(self._icon)
        box.addLayout(names, 1)

    def say(self, what: str, who: str, icon: str) -> None:
        """Say it again."""
        self._what.setText(what)
        self._who.setText(who)
        self._icon.set_icon(icon)


class _Lowered(QHBoxLayout):
    """Begins further down where there is far more height than forms and lists take: on a screen of
    3840 × 2160 they would stand lost at its top. Asks for no other size than else."""

    def setGeometry(self, area: QRect) -> None:
        """A third of what is to spare above it, the rest below."""
        wraps, width = self.hasHeightForWidth(), area.width()
        least = self.minimumHeightForWidth(width) if wraps else self.minimumSize().height()
        spare = max(0, area.height() - max(_TALL, least))
        super().setGeometry(area.adjusted(0, spare // 3, 0, spare // 3 - spare))


def centred(screen: QWidget, width: int, *, margin: int = SPACE.m) -> QWidget:
    """A column of at most `width` pixels in the middle of `screen`, to be laid out; on a very high
    one it leaves more room than `margin` above itself."""
    middle = QWidget()
    middle.setMaximumWidth(width)
    box = _Lowered(screen)
    box.setSpacing(SPACE.m)
    box.setContentsMargins(SPACE.xl, margin, SPACE.xl, margin)
    box.addStretch(1)
    box.addWidget(middle, 1000)
    box.addStretch(1)
    return middle


def in_the_middle(screen: QWidget, surface: QWidget) -> None:
    """The surface in the middle of `screen`, a little above its half."""
    middle = row()
    middle.addStretch(1)
    middle.addWidget(surface, 1000)
    middle.addStretch(1)
    box = column(screen)
    box.addStretch(1)
    box.addLayout(middle)
    box.addStretch(2)


def rest_focus(screen: QWidget) -> None:
    """Before its buttons are disabled: they would hand their focus to whatever stands next in the
    window."""
    screen.setFocusProxy(None)  # type: ignore[arg-type]  # None ends it; the stubs forgot
    screen.setFocus(Qt.FocusReason.OtherFocusReason)


def hand_focus(screen: QWidget, target: QWidget) -> None:
    """To the part of `screen` that takes its keys from now on."""
    screen.setFocusProxy(target)
    target.setFocus(Qt.FocusReason.OtherFocusReason)


def add_ways(box: QVBoxLayout, ways: QLayout) -> None:
    """The buttons below what a card reads back, apart from its last line."""
    box.addSpacing(SPACE.s)
    box.addLayout(ways)


def choices(back: QPushButton, onward: QPushButton) -> FlowLayout:
    """The way back on the left (Esc), the way on on the right (Enter). A key is shown as long as
    the button it presses is."""
    box = FlowLayout(gap=SPACE.m)
    box.addWidget(back)
    box.addWidget(_beside(back, "Esc"))
    box.addStretch()
    box.addWidget(_beside(onward, "Return"))
    box.addWidget(onward)
    return box


class _Follower(QObject):
    """Hides and shows a hint with its button."""

    def __init__(self, hint: QWidget, button: QWidget) -> None:
        super().__init__(hint)
        self._hint = hint
        button.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._hint.setVisible(event.type() is QEvent.Type.ShowToParent)
        return super().eventFilter(watched, event)


def _beside(button: QPushButton, keys: str) -> KeyHint:
    hint = KeyHint(keys)
    hint.setObjectName(f"key_{keys}")
    _Follower(hint, button)
    if button.isHidden() and button.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
        hint.hide()
    return hint


def middle_row(*parts: QWidget) -> QHBoxLayout:
    """Parts side by side in the middle."""
    box = row(gap=SPACE.m)
    box.addStretch(1)
    for part in parts:
        box.addWidget(part)
    box.addStretch(1)
    return box


def add_all(box: QVBoxLayout, *parts: QWidget) -> None:
    """Put parts below each other."""
    for part in parts:
        box.addWidget(part)
