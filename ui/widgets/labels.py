"""Labels: cut to their room, an icon in a colour of the theme, an error beside a field, money."""

from functools import lru_cache

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from pos_app.kernel.money import Money
from pos_app.settings.formats import format_money
from ui.i18n.language import Retranslated, language_of
from ui.i18n.speech import Speech, spoken
from ui.theme.apply import set_role, theme_of, till_font
from ui.theme.icons import pixmap
from ui.theme.tokens import SPACE, TYPE, Kind

_AMOUNT_PIXELS = {"display": TYPE.display, "title": TYPE.title, "strong": TYPE.strong}
_AMOUNT_SIZES = tuple(_AMOUNT_PIXELS)
_AROUND = 2
"""Pixels a label keeps free around its words."""
STYLE_EVENTS = (QEvent.Type.StyleChange, QEvent.Type.PaletteChange)
FONT_EVENTS = (QEvent.Type.StyleChange, QEvent.Type.FontChange)


def label(text: str = "", role: str = "", *, wrap: bool = False) -> QLabel:
    """A label of a role of the style sheet: title, strong, heading, label, muted, hint, display…

    Plain text always: what customers are called is never taken for markup.
    """
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if role:
        set_role(made, role)
    return made


def reason(name: str) -> QLabel:
    """Why something is off, in words beside it: hidden until there is something to say."""
    made = label(role="muted", wrap=True)
    made.setObjectName(name)
    made.hide()
    return made


class ElidedLabel(QLabel):
    """One line, cut with an ellipsis where it doesn't fit; hovering shows all of it."""

    def __init__(
        self,
        text: str = "",
        role: str = "",
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._whole = text
        self._mode = mode
        self._advance = 0
        """Pixels that all of it takes, once that was measured in `_font`."""
        self._font = self.font()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if role:
            set_role(self, role)
        self._cut()

    def setText(self, text: str) -> None:
        """Show this text as far as it fits."""
        if text == self._whole:
            return
        self._whole = text
        self._forget()
        self._cut()
        self.updateGeometry()

    def whole_text(self) -> str:
        """The text as it was given."""
        return self._whole

    def sizeHint(self) -> QSize:
        """Room for all of it."""
        self.ensurePolished()
        metrics = self.fontMetrics()
        self._advance = self._advance or metrics.horizontalAdvance(self._whole)
        return QSize(self._advance + 2, metrics.height() + 2)

    def minimumSizeHint(self) -> QSize:
        """A few letters."""
        metrics = self.fontMetrics()
        return QSize(min(metrics.averageCharWidth() * 4, self.sizeHint().width()), metrics.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut anew."""
        super().resizeEvent(event)
        self._cut()

    def changeEvent(self, event: QEvent) -> None:
        """Cut anew when the font is another: Qt tells it of its style each time it is put
        somewhere."""
        super().changeEvent(event)
        if event.type() in FONT_EVENTS and self.font() != self._font:
            self._font = self.font()
            self._forget()
            self._cut()

    def _forget(self) -> None:
        """What was measured is no longer so."""
        self._advance = 0

    def _cut(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, self._mode, max(0, self.width()))
        self._show(shown, whole=shown == self._whole)

    def _show(self, shown: str, *, whole: bool) -> None:
        super().setText(shown)
        self.setAccessibleName(self._whole)
        self.setToolTip("" if whole else self._whole)


class IconLabel(QLabel):
    """An icon in the colour of a kind of message, or in ink, muted or accent."""

    def __init__(
        self, name: str, tint: str = "ink", size: int = 24, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._tint = tint
        self._size = size
        self._stale = True
        self.setFixedSize(size, size)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_icon(self, name: str, tint: str | None = None) -> None:
        """Show another icon, in another colour when given."""
        self._name = name
        self._tint = tint or self._tint
        self._stale = True
        self._freshen()

    def set_size(self, size: int) -> None:
        """As large as that from now on, in pixels."""
        if size != self._size:
            self._size = size
            self.setFixedSize(size, size)
            self._stale = True
            self._freshen()

    def shape(self) -> str:
        """Which icon it is."""
        return self._name

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme; unseen, once it is seen: Qt says so each time it is put somewhere."""
        super().changeEvent(event)
        if event.type() in (*STYLE_EVENTS, QEvent.Type.LayoutDirectionChange):
            self._stale = True
            self._freshen()

    def showEvent(self, event: QShowEvent) -> None:
        """Drawn once it is seen; the theme may be another by then."""
        super().showEvent(event)
        self._freshen()

    def _freshen(self) -> None:
        if self._stale and self.isVisible():
            self._stale = False
            self._draw()

    def _draw(self) -> None:
        colours = theme_of().colours
        plain = {"ink": colours.ink, "muted": colours.muted, "accent": colours.accent}
        colour = plain.get(self._tint)
        if colour is None:
            colour = colours.tone(_kind(self._tint)).mark
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        self.setPixmap(pixmap(self._name, colour, self._size, rtl=rtl))


class InlineError(Retranslated, QWidget):
    """What is wrong with a field, beside it; hidden while nothing is. Follows the language."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said: Speech = ""
        self._words = label(role="error", wrap=True)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE.s)
        icon = IconLabel("warning", "danger", 24)  # as tall as a line of the words
        box.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        box.addWidget(self._words, 1)
        self.hide()

    def text(self) -> str:
        """What is said now."""
        return self._words.text()

    def retranslate(self) -> None:
        """Say it again."""
        self.set_text(self._said)

    def set_text(self, said: Speech) -> None:
        """Say this; empty hides it."""
        self._said, text = said, spoken(said)
        self._words.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))


class MoneyLabel(Retranslated, QLabel):
    """An amount as its language writes it, following the language; `role` as in `label`."""

    def __init__(
        self, money: Money | None = None, role: str = "amount", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._money = money
        self.setTextFormat(Qt.TextFormat.PlainText)
        set_role(self, role)
        self.retranslate()

    def set_money(self, money: Money | None) -> None:
        """Show this amount, or nothing."""
        self._money = money
        self.retranslate()

    def retranslate(self) -> None:
        """Write the amount anew."""
        self.setText("" if self._money is None else format_money(self._money, language_of()))


class FittedMoney(MoneyLabel):
    """As large as there is room for: an amount is never cut, whatever it comes to."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In another width another size."""
        super().resizeEvent(event)
        self._choose()

    def retranslate(self) -> None:
        """Another language writes it wider."""
        super().retranslate()
        self._choose()

    def minimumSizeHint(self) -> QSize:
        """Of the smallest size."""
        return QSize(self._width_as(_AMOUNT_SIZES[-1]), super().minimumSizeHint().height())

    def _choose(self) -> None:
        sizes = (role for role in _AMOUNT_SIZES if self._width_as(role) <= self.width())
        set_role(self, next(sizes, _AMOUNT_SIZES[-1]))

    def _width_as(self, role: str) -> int:
        return _amount_width(self.text(), role)


@lru_cache(maxsize=64)
def _amount_width(text: str, role: str) -> int:
    font = till_font(_AMOUNT_PIXELS[role], 600)
    return QFontMetrics(font).horizontalAdvance(text) + _AROUND


def _kind(tint: str) -> Kind:
    kinds: dict[str, Kind] = {
        "info": "info",
        "success": "success",
        "warning": "warning",
        "danger": "danger",
        "unknown": "unknown",
    }
    return kinds.get(tint, "neutral")
