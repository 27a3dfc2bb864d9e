"""What can be told from a picture of a screen: contrast, and what is said by colour alone."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QFrame,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QWidget,
)

from tests.ui.screens.looking import seen, who
from ui.theme.tokens import contrast
from ui.widgets.labels import IconLabel, InlineError

TEXT, PART = 4.5, 3.0
"""WCAG 2.2, success criteria 1.4.3 and 1.4.11 at level AA."""
FIELDS = (QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox)
_EDGE = 3
"""Pixels: no edge of a control is thicker, and none of them stands closer to its neighbour."""
_TEXT_PAD = 8
"""Pixels between what a button says and its edge, at least."""
_MARK = 12
"""Pixels of the smallest mark that says something is chosen."""
_PROPERTIES = ("role", "kind", "invalid", "large", "slim", "square")

Pixels = Counter[int]


def pixels_of(window: QWidget, area: QRect) -> Sequence[int]:
    """A part of the window as it is painted now, row by row."""
    image = window.grab(area).toImage().convertToFormat(QImage.Format.Format_RGB32)
    return memoryview(image.constBits()).cast("I").tolist()


class Picture:
    """A window as it is painted now."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._image = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)

    def of(self, one: QWidget, inside: QRect | None = None) -> Pixels:
        """How often each colour is there in a widget, or in a part of it."""
        rect = one.rect() if inside is None else inside
        place = QRect(one.mapTo(self._window, rect.topLeft()), rect.size())
        part = self._image.copy(place.intersected(self._image.rect()))
        return Counter(memoryview(part.constBits()).cast("I").tolist())


def told_apart(pixels: Pixels) -> float:
    """The contrast of the colour there is most of with that which is most unlike it."""
    if not pixels:
        return 1.0
    ground = pixels.most_common(1)[0][0]
    return max(contrast_of(ground, one) for one in pixels)


def faint(picture: Picture, one: QWidget) -> str:
    """What of a widget can't be read or seen in this picture; empty where all of it can."""
    if not one.isEnabled() or one.visibleRegion().boundingRect() != one.rect():
        return ""  # what is scrolled away is seen elsewhere, and what can't be used may be faint
    least, found = _least(picture, one)
    return f"{who(one)}: {found:.2f} of {least}" if found < least else ""


def _least(picture: Picture, one: QWidget) -> tuple[float, float]:
    if isinstance(one, IconLabel):
        return PART, told_apart(picture.of(one))
    if isinstance(one, QLabel) and one.text():
        return TEXT, told_apart(picture.of(one))
    if isinstance(one, QCheckBox | QRadioButton):
        words = one.rect().adjusted(40, 0, 0, 0)  # what stands beside the box
        return TEXT, told_apart(picture.of(one, words)) if one.text() else TEXT
    if isinstance(one, FIELDS):
        edge = QRect(-_EDGE, one.height() // 2, 2 * _EDGE, 1)
        return PART, told_apart(picture.of(one, edge))
    if isinstance(one, QAbstractButton):  # without words, what is drawn on it is what it says
        least = TEXT if one.text() else PART
        return least, told_apart(picture.of(one, _inside(one)))
    return PART, PART


def _inside(one: QWidget) -> QRect:
    return one.rect().adjusted(_TEXT_PAD, _TEXT_PAD, -_TEXT_PAD, -_TEXT_PAD)


def chosen_unseen(window: QWidget, one: QWidget) -> str:
    """What looks the same to somebody who sees no colours, chosen or not."""
    if not (isinstance(one, QAbstractButton) and one.isCheckable()):
        return ""
    area = QRect(one.mapTo(window, QPoint(0, 0)), one.size())
    grouped, was = one.autoExclusive(), one.isChecked()
    one.setAutoExclusive(False)
    heard = one.blockSignals(True)  # nobody takes it back meanwhile
    looks = []
    for state in (was, not was):
        one.setChecked(state)
        looks.append(pixels_of(window, area))
    one.setChecked(was)
    one.setAutoExclusive(grouped)
    one.blockSignals(heard)
    unlike = (contrast_of(before, after) for before, after in zip(*looks, strict=True))
    enough = sum(each >= PART for each in unlike) >= _MARK
    return "" if enough else f"{who(one)}: chosen or not looks the same"


def by_colour_alone(window: QWidget) -> list[str]:
    """What is told by a tint and nothing else: neither by a shape nor in words."""
    found = []
    for one in seen(window):
        kind = one.property("kind")
        if isinstance(one, QFrame) and kind and kind != "neutral" and one.property("role"):
            found += [f"{who(one)} {kind}"] * (not _has_words(one) or not _has_shape(one))
        if one.property("invalid") and not _explained(one):
            found.append(f"{who(one)} is wrong, and nothing beside it says so")
    return found


def _has_words(one: QWidget) -> bool:
    labels = (each for each in one.findChildren(QLabel) if not isinstance(each, IconLabel))
    return any(each.isVisible() and each.text() for each in labels)


def _has_shape(one: QWidget) -> bool:
    return any(each.isVisible() for each in one.findChildren(IconLabel))


def _explained(one: QWidget) -> bool:
    """Whether an error in words stands near it: in the same row or form."""
    parent = one.parentWidget()
    for _ in range(4):
        if parent is None:
            return False
        if any(each.isVisible() for each in parent.findChildren(InlineError)):
            return True
        parent = parent.parentWidget()
    return False


def looks_like(one: QWidget) -> tuple[object, ...]:
    """What its look depends on; two of the same are of the same colours."""
    chain: list[object] = []
    each: QWidget | None = one
    while each is not None and not each.isWindow():
        given = tuple(each.property(name) for name in _PROPERTIES)
        checked = each.isChecked() if isinstance(each, QAbstractButton) else None
        if any(given) or checked or each is one:
            chain.append((*given, checked))
        each = each.parentWidget()
    words = isinstance(one, QAbstractButton) and bool(one.text())  # else an icon alone
    return (type(one).__name__, one.isEnabled(), words, *chain)


@lru_cache(maxsize=4096)
def contrast_of(one: int, other: int) -> float:
    """WCAG 2.2 contrast ratio of two colours as a picture has them, 1 to 21."""
    return contrast(f"#{one & 0xFFFFFF:06x}", f"#{other & 0xFFFFFF:06x}")
