"""Buttons that show an icon, their words and the key that presses them."""

from typing import Literal, Self
from unicodedata import bidirectional

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QWidget

from pos_app.settings.key_uses import Use
from ui.i18n.speech import Speech, spoken
from ui.theme.apply import set_role, theme_of
from ui.theme.icons import pixmap
from ui.theme.tokens import SIZE, SPACE, TYPE
from ui.widgets.kept_picture import KeptPicture
from ui.widgets.key_hint import draw_keys, readable_keys
from ui.widgets.keys import Bound
from ui.widgets.meant_twice import MeantTwice
from ui.widgets.measured import Measured

_WRAPPED = Qt.TextFlag.TextWordWrap
_FORGETS = (
    QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.LanguageChange,
    QEvent.Type.PaletteChange, QEvent.Type.LayoutDirectionChange,
)  # fmt: skip
ButtonRole = Literal["primary", "secondary", "danger", "quiet", "key"]


class Button(MeantTwice, QPushButton):
    """One action. `icon` names a file of resources/icons; `shortcut` is like "Return" or "Ctrl+N".

    The shortcut presses the button at once while the window is active, and is shown in it. A key
    held down presses once, so that it can't answer the next screen as well; and the second half of
    a double click presses only what its first half pressed, and while it still says the same.

    Signals: `switched` when it was switched off, or on again; `repurposed` when it needs something
    else of Stripe's from now on.
    """

    switched = Signal()
    repurposed = Signal()

    def __init__(
        self,
        text: str = "",
        role: ButtonRole = "secondary",
        *,
        icon: str = "",
        shortcut: str = "",
        large: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._known: Measured | None = None
        self._picture = KeptPicture()
        self.use: Use | None = None
        """What Stripe has to allow the till's key for it."""
        self.has_uses = False
        """Whether it was ever for such a thing, and so may be again."""
        self._wanted = True
        self._off: Speech = ""
        self._keys_if_room = False
        self._leading = False
        self._icon = icon
        self._keys = shortcut
        self._beside = ""
        self._shortcut = Bound(shortcut, self, self.click)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setAutoDefault(False)
        set_role(self, role, large=large)
        super().setShortcut(QKeySequence())

    def needs(self, use: Use | None) -> Self:
        """The button itself, from now on for this, or for what needs no leave of Stripe's."""
        before, self.use = self.use, use
        self.has_uses = self.has_uses or use is not None
        self._settle()
        if self._off and (before is None) is not (use is None):
            self.switched.emit()
        if before is not use:
            self.repurposed.emit()
        return self

    def switch_off(self, why: Speech) -> None:
        """Disabled for this reason, whatever its screen wants; with none, as its screen wants."""
        before, now = spoken(self._off), spoken(why)
        self._off = why
        if now == before:
            return
        if not now:
            self.setAccessibleDescription("")
        self._settle()
        self.switched.emit()

    def setEnabled(self, wanted: bool) -> None:
        """As the screen wants it, unless it is switched off."""
        self._wanted = wanted
        self._settle()

    def _settle(self) -> None:
        why = spoken(self._off) if self.use is not None else ""
        if self._off:
            self.setAccessibleDescription(why)
        super().setEnabled(self._wanted and not why)

    def set_icon(self, name: str) -> None:
        """Show another icon; empty for none."""
        self._icon = name
        self._remeasure()
        self.update()

    def set_shortcut(self, keys: str) -> None:
        """Press with other keys; empty for none."""
        self._keys = keys
        self._shortcut.rebind(keys)
        self._remeasure()
        self.update()

    def show_keys_if_room(self, on: bool = True) -> None:
        """Where buttons stand close: its key takes no room from the words of the others."""
        if on is not self._keys_if_room:
            self._keys_if_room = on
            self._remeasure()

    def show_keys_beside(self, keys: str) -> None:
        """These, without words as well, wherever they are bound; empty: as any button does."""
        if keys != self._beside:
            self._beside = keys
            self._remeasure()

    def drawn_keys(self) -> str:
        """Those it has room for."""
        room = self.width() - 2 * SPACE.m
        fits = not self._keys_if_room or self._content_width() + self.keys_room() <= room
        return self._shown_keys() if fits else ""

    def begin_at_edge(self) -> None:
        """What is on it stands at its beginning, so that other words move no icon."""
        self._leading = True
        self._picture.drop()
        self.update()

    def setText(self, text: str) -> None:
        """Change the words. An ampersand is one: Qt would make a shortcut of what follows. Said in
        another language, its key is called otherwise, and wider."""
        self._forget()
        super().setText(text)
        if self._keys:
            self.updateGeometry()
        super().setShortcut(QKeySequence())

    def setProperty(self, name: str, value: object) -> bool:
        """What it looks like may need other room."""
        self._forget()
        return super().setProperty(name, value)

    def changeEvent(self, event: QEvent) -> None:
        """In another font its words are measured anew; in another language, its keys."""
        super().changeEvent(event)
        if event.type() in _FORGETS:
            self._forget()
        if event.type() == QEvent.Type.LanguageChange and self._off:
            self._settle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses as Space does, on every system; a key held down does nothing more."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.isAutoRepeat() and (enter or event.key() == Qt.Key.Key_Space):
            event.accept()
        elif enter and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.click()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Room for icon, words and key cap."""
        measured = self._measured()
        if measured.hint is None:
            measured.hint = self._wanted_size()
        return measured.hint

    def _wanted_size(self) -> QSize:
        large = bool(self.property("large"))
        role = self.property("role")
        height = SIZE.large_button if large else SIZE.target if role == "tab" else SIZE.button
        square = role == "key" or (bool(self._icon) and not self.text() and not self._beside)
        side = SPACE.xs + (SPACE.m if role == "tab" else SPACE.l)
        width = height if square else self._content_width() + 2 * side
        return QSize(width, height)

    def minimumSizeHint(self) -> QSize:
        """The same: words are not cut while there is room in the layout."""
        return self.sizeHint()

    def least_width(self) -> int:
        """Of its longest word with what stands beside it: what a layout that asks `height_for` may
        narrow it to."""
        measured = self._measured()
        return self.sizeHint().width() - measured.advance + measured.longest

    def height_for(self, width: int) -> int:
        """Of its words in as many lines as they take in that width."""
        hint, words = self.sizeHint(), self._measured()
        room = width - (hint.width() - words.advance)
        if room >= words.advance:
            return hint.height()
        return max(hint.height(), words.height(room) + 2 * SPACE.m)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The style sheet draws the body, this what is on it."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""

        def draw(painter: QPainter) -> None:
            body = QStyle.ControlElement.CE_PushButton
            self.style().drawControl(body, option, painter, self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._draw_content(painter)

        self._picture.draw(self, (option.state, option.features), draw)

    def _draw_content(self, painter: QPainter) -> None:
        colour = self._colour()
        measured = self._measured()
        metrics = QFontMetrics(measured.font)
        room = self.rect().adjusted(SPACE.m, 0, -SPACE.m, 0)
        caps = self.drawn_keys()
        shown = self.keys_room() if caps else 0
        whole = self._content_width() + (shown if self._keys_if_room else 0)
        content = min(whole, room.width())
        x = room.x() if self._leading else room.x() + (room.width() - content) // 2
        if self._icon:
            size = SIZE.icon
            rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
            picture = pixmap(self._icon, colour, size, self.devicePixelRatioF(), rtl=rtl)
            spot = self._mirrored(QRect(x, (self.height() - size) // 2, size, size))
            painter.drawPixmap(spot.topLeft(), picture)
            x += size + SPACE.s
        words_width = room.right() - x - shown + 1
        words, wrapped = self._shown_words(metrics, max(0, words_width))
        painter.setFont(measured.font)
        painter.setPen(colour)
        painter.setLayoutDirection(_direction(words))
        place = self._mirrored(QRect(x, 0, max(0, words_width), self.height()))
        side = QStyle.visualAlignment(
            self.layoutDirection(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        )
        flags = side | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(place, flags | _WRAPPED if wrapped else flags, words)
        if shown:
            advance = words_width if wrapped else metrics.horizontalAdvance(words)
            left = x + advance + (SPACE.m if words else 0)
            keys = self._mirrored(QRect(left, 0, measured.keys, self.height()))
            draw_keys(painter, caps, keys.x(), self.height() // 2, colour)

    def _shown_words(self, metrics: QFontMetrics, width: int) -> tuple[str, bool]:
        """What fits, and whether it stands in several lines: where it was made high enough."""
        high = self.height() > self.sizeHint().height()
        if high and metrics.horizontalAdvance(self.text()) > width:
            return self.text(), True
        return metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, width), False

    def _mirrored(self, place: QRect) -> QRect:
        """On the other side where one reads from right to left."""
        return QStyle.visualRect(self.layoutDirection(), self.rect(), place)

    def _content_width(self) -> int:
        width = self._measured().advance
        if self._icon:
            width += SIZE.icon + (SPACE.s if self.text() else 0)
        return width if self._keys_if_room else width + self.keys_room()

    def keys_room(self) -> int:
        """Of pixels they take, with what is between."""
        between = SPACE.m if self.text() else SPACE.s
        return between + self._measured().keys if self._shown_keys() else 0

    def _shown_keys(self) -> str:
        return self._beside or (self._keys if self.text() else "")

    def _measured(self) -> Measured:
        if self._known is None:
            self._known = Measured(self.text(), self._words_font(), self._shown_keys())
        return self._known

    def _forget(self) -> None:
        self._known = None
        self._picture.drop()

    def _remeasure(self) -> None:
        self._forget()
        self.updateGeometry()

    def _words_font(self) -> QFont:
        font = QFont(self.font())
        solid = self.property("role") in {"primary", "danger"}
        font.setWeight(QFont.Weight.DemiBold if solid else QFont.Weight.Medium)
        font.setPixelSize(TYPE.strong if self.property("role") == "key" else TYPE.body)
        return font

    def _colour(self) -> str:
        colours = theme_of().colours
        if not self.isEnabled():
            return colours.disabled
        role = self.property("role")
        if role == "primary":
            return colours.primary.text
        if role == "danger":
            return colours.danger.text
        if role == "tab":
            return colours.accent if self.isChecked() else colours.muted
        return colours.accent if role == "quiet" else colours.ink


def _direction(words: str) -> Qt.LayoutDirection:
    """As the words themselves are read, whatever the window's: by their first letter (Unicode's
    bidirectional algorithm, P2). Else “2 to check” would read “to check 2”."""
    strong = (bidirectional(one) for one in words)
    first = next((one for one in strong if one in ("L", "R", "AL")), "L")
    return Qt.LayoutDirection.LeftToRight if first == "L" else Qt.LayoutDirection.RightToLeft


class PrimaryButton(Button):
    """The one thing a screen is for."""

    def __init__(
        self, text: str = "", *, icon: str = "", shortcut: str = "", large: bool = False,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(text, "primary", icon=icon, shortcut=shortcut, large=large, parent=parent)


class SecondaryButton(Button):
    """Another way on, or out."""

    def __init__(
        self, text: str = "", *, icon: str = "", shortcut: str = "", large: bool = False,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(
            text, "secondary", icon=icon, shortcut=shortcut, large=large, parent=parent
        )


class DangerButton(Button):
    """What can't be undone."""

    def __init__(
        self, text: str = "", *, icon: str = "", shortcut: str = "", large: bool = False,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(text, "danger", icon=icon, shortcut=shortcut, large=large, parent=parent)


class QuietButton(Button):
    """A lesser action, without a border."""

    def __init__(
        self, text: str = "", *, icon: str = "", shortcut: str = "", large: bool = False,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(text, "quiet", icon=icon, shortcut=shortcut, large=large, parent=parent)


class IconButton(Button):
    """An icon alone; `name` is what assistive tools say and what hovering shows."""

    def __init__(
        self, icon: str, name: str, *, shortcut: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__("", "quiet", icon=icon, shortcut=shortcut, parent=parent)
        set_role(self, "quiet", square=True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_name(name)

    def set_name(self, name: str) -> None:
        """Name the action again, after the language changed."""
        self.setAccessibleName(name)
        keys = f" ({readable_keys(self._keys)})" if self._keys else ""
        self.setToolTip(name + keys)

    def sizeHint(self) -> QSize:
        """A square for a finger, wider by keys beside it."""
        wider = self._content_width() + 2 * SPACE.m if self._beside else 0
        return QSize(max(SIZE.target, wider), SIZE.target)


def named(button: Button, name: str, use: Use | None = None) -> Button:
    """The button, once it is known by this name, and what it needs Stripe's leave for."""
    button.setObjectName(name)
    return button.needs(use)
