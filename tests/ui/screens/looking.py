"""What can be wrong with a screen as it stands, found by looking at its widgets."""

import asyncio
import re
from collections.abc import Iterator

from PySide6.QtCore import QAbstractListModel, QCoreApplication, QEvent, QModelIndex, Qt
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QTabBar,
    QWidget,
)

from tests.ui.screens.cells import cut_in
from ui.i18n.pseudo import CLOSE, OPEN
from ui.shell.page import Page
from ui.widgets.buttons import Button
from ui.widgets.check_box import CheckBox
from ui.widgets.in_words import InWords
from ui.widgets.key_hint import KeyHint
from ui.widgets.keys import acting_keys
from ui.widgets.labels import ElidedLabel
from ui.widgets.number_pad import NumberPad
from ui.widgets.pad_key import PadKey

PRESSED = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox, QTabBar)
_THEIRS = (
    "previewTitle",
    "previewShort",
    "previewFull",
    "agreementTitle",
    "agreementText",
    "declineCode",
    "aboutParts",
    "shopCurrency",
)
"""Wordings of agreements, which stay in the language they were made in, Stripe's own codes, the
names of others' work and licences, and currencies, which Babel names in each language."""
_SHORTENED = ("draftsTable",)
"""An import's preview: a few rows of the file as they would become; hovering shows all of a cell,
and the step after it lists what is wrong."""
_FIGURES = (
    Qt.InputMethodHint.ImhDigitsOnly
    | Qt.InputMethodHint.ImhFormattedNumbersOnly
    | Qt.InputMethodHint.ImhDate
)
_ONE_KEY = re.compile(r"\bEnter\b")
"""What the pad of digits calls it: who presses either means the same."""
_ROUNDS = 20
"""A screen in a page takes its height after its width, and its parts theirs after that."""
_LAID_OUT_SECONDS = 3.0
LEAST_PX = 48
"""`SIZE.target`, of which tests/unit/ui/test_scale.py knows the millimetres on each screen."""

_DATA = re.compile(
    r"""
    [€$]\s?[\d.,]+ | CHF\s?[\d.,]+
    | \d+[\ \u00a0](?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[\ \u00a0]\d{4}
    | [\w.+-]+@[\w.-]+ | https?://\S+ | \+?\d[\d\s.,:/%-]* | [A-Z]-[\dA-Z-]+ | \b[pr]k_test_\S+
    | \b\w+=[^\s,;]+ | \b(?:EUR|CHF|USD|GBP|JPY|CAD|PLN|SEK|BHD)\b
    | every\ (?:\d+\s)?(?:day|week|month)s?
    | \b(?:pi|cus|sale|agr|re|pm|op|cs|item|prj)_\w+ | \b[\w-]+\.(?:csv|toml|json|pdf|db)\b
    """,
    re.VERBOSE,
)
_KEYS = re.compile(r"\b(?:Ctrl|Esc|Alt|Shift|Del|Tab|PgUp|PgDown|Return|Enter|Space|F\d+)\b")


def settle() -> None:
    """Let Qt lay out and paint what was changed."""
    for _ in range(_ROUNDS):
        QApplication.processEvents()


def lay_out(window: QWidget) -> None:
    """As `settle`, but the window is painted once: when all in it has found its place."""
    window.setUpdatesEnabled(False)
    settle()
    window.setUpdatesEnabled(True)
    # for the screen's next frame Qt would wait longer than any look
    QCoreApplication.postEvent(window, QEvent(QEvent.Type.UpdateRequest))
    QApplication.processEvents()


def seen(window: QWidget) -> Iterator[QWidget]:
    """Every widget a person sees or reaches, besides the insides of Qt's own."""
    for one in window.findChildren(QWidget):
        inside = one.objectName().startswith("qt_") or isinstance(one.parentWidget(), QTabBar)
        if one.isVisible() and not inside:
            yield one


def cut(window: QWidget) -> list[str]:
    """Words that aren't whole, or lie where nothing scrolls to."""
    found = []
    for one in seen(window):
        if isinstance(one, QLabel) and one.text() and not isinstance(one, ElidedLabel):
            found += [one.text()] * (short(one) or _outside(one))
        elif isinstance(one, Button) and one.height() > one.sizeHint().height():
            narrow = one.width() < one.least_width()
            lines = one.height_for(one.width())
            found += [one.text()] * (narrow or one.height() < lines or _outside(one))
        elif isinstance(one, QPushButton) and one.text():
            meant = min(one.sizeHint().width(), one.maximumWidth())  # a name is elided
            found += [one.text()] * (one.width() < meant or _outside(one))
        elif isinstance(one, KeyHint):
            found += [f"key {one.accessibleName()}"] * (one.width() < one.sizeHint().width())
        if isinstance(one, CheckBox):
            narrow = one.width() < one.minimumSizeHint().width()
            high = one.height() >= one.heightForWidth(one.width())
            found += [one.text()] * (narrow or not high or _outside(one))
        elif isinstance(one, QCheckBox | QRadioButton) and one.text():
            found += [one.text()] * (one.width() < one.sizeHint().width())
        elif isinstance(one, QTabBar):
            found += [one.tabText(0)] * (one.width() < one.sizeHint().width())
        elif isinstance(one, QComboBox):
            words = one.fontMetrics().horizontalAdvance(one.currentText())
            found += [one.currentText()] * (one.width() < words)
    return found


async def still_cut(window: QWidget) -> list[str]:
    """As `cut`, once Qt has laid out what has just changed: it posts that to itself, and beside a
    till at work a test sees the window between the two."""
    deadline = asyncio.get_running_loop().time() + _LAID_OUT_SECONDS
    while True:
        found = cut(window)
        if not found or asyncio.get_running_loop().time() > deadline:
            return found
        await asyncio.sleep(0.01)  # reason: a frame passes, Qt's queue with it


def cut_cells(window: QWidget) -> list[str]:
    """Cells and titles of tables with an ellipsis, besides those that may have one."""
    return [
        words for one in seen(window) if one.objectName() not in _SHORTENED for words in cut_in(one)
    ]


def sideways(window: QWidget) -> list[str]:
    """Screens that are wider than the window."""
    pages = [one for one in seen(window) if isinstance(one, Page)]
    wide = [(type(one.shown).__name__, one.horizontalScrollBar().maximum()) for one in pages]
    return [f"{name}: {more} px" for name, more in wide if more]


def short(one: QLabel) -> bool:
    """Whether it has less room than its words take."""
    if one.wordWrap():
        return one.height() < one.heightForWidth(one.width())
    metrics, lines = one.fontMetrics(), one.text().split("\n")
    widest = max(metrics.horizontalAdvance(line) for line in lines)
    high = metrics.height() + metrics.lineSpacing() * (len(lines) - 1)
    return one.contentsRect().width() < widest or one.height() < high


def not_hanging(window: QWidget) -> list[str]:
    """Items of lists whose second line would begin below their bullet."""
    return [
        one.text()
        for one in seen(window)
        if isinstance(one, QLabel)
        and one.wordWrap()
        and one.textFormat() is Qt.TextFormat.PlainText
        and any(line.startswith("•") and line[1:2].isspace() for line in one.text().split("\n"))
    ]


def _outside(one: QWidget) -> bool:
    """Whether a parent cuts it off that doesn't scroll that way."""
    inner, parent = one, one.parentWidget()
    while parent is not None and not inner.isWindow():
        area = parent.parentWidget()
        if not isinstance(area, QScrollArea):
            if not parent.rect().contains(inner.geometry()):
                return True
        elif not isinstance(area, Page) and not _across(inner, parent):
            return True  # only a page scrolls sideways
        inner, parent = parent, parent.parentWidget()
    return False


def _across(inner: QWidget, room: QWidget) -> bool:
    return inner.geometry().left() >= 0 and inner.geometry().right() <= room.rect().right()


def amounts_in_words(window: QWidget) -> set[str]:
    """What is spelled by rules, not taken from the catalogue: tests/unit/settings reads it back."""
    return {one.text().casefold() for one in seen(window) if isinstance(one, InWords)}


def spelled(window: QWidget) -> set[str]:
    """The same, also where only who hears the figures is told the words."""
    return {one.text().casefold() for one in window.findChildren(InWords)}


def words_of(window: QWidget) -> Iterator[str]:
    """All that is written, and all that assistive tools say, but what somebody typed."""
    for one in seen(window):
        if one.objectName() in _THEIRS:
            continue
        yield from (one.accessibleName(), one.accessibleDescription(), one.toolTip())
        if isinstance(one, ElidedLabel):
            yield one.whole_text()
        elif isinstance(one, QLabel | QAbstractButton):
            yield one.text()
        elif isinstance(one, QLineEdit | QPlainTextEdit):
            yield one.placeholderText()
        elif isinstance(one, QTabBar):
            yield from (one.tabText(place) for place in range(one.count()))
        elif isinstance(one, QComboBox):
            yield from (one.itemText(place) for place in range(one.count()))
        if isinstance(one, QAbstractItemView) and not isinstance(one, QHeaderView):
            yield from _cells(one)


def _cells(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    if model is None or isinstance(view.parentWidget().parentWidget(), QComboBox):
        return
    listed = isinstance(model, QAbstractListModel)
    across = range(1 if listed else model.columnCount(QModelIndex()))
    yield from (str(model.headerData(at, Qt.Orientation.Horizontal) or "") for at in across)
    for down in range(min(model.rowCount(QModelIndex()), 5)):
        yield from (str(model.index(down, at).data() or "") for at in across)


def not_of_the_catalogue(text: str, names: frozenset[str]) -> str:
    """What of a text was said in no language: letters outside brackets that are no data."""
    depth, left = 0, []
    for letter in text:
        depth += (letter == OPEN) - (letter == CLOSE)
        left.append(" " if depth or letter == CLOSE else letter)
    rest = _KEYS.sub(" ", _DATA.sub(" ", "".join(left)))
    words = re.findall(r"[^\W\d_]{2,}", rest)
    return " ".join(word for word in words if word not in names)


def small(window: QWidget) -> list[str]:
    """What a finger can't press: less than nine millimetres high or wide."""
    return [
        f"{who(one)} {one.width()}×{one.height()}"
        for one in seen(window)
        if isinstance(one, PRESSED)
        and not isinstance(one.parentWidget(), QAbstractSpinBox | QComboBox)
        and min(one.width(), one.height()) < LEAST_PX
    ]


def padless(window: QWidget) -> list[str]:
    """Lines for figures that fingers alone can't fill."""
    stands = any(isinstance(one, NumberPad) for one in seen(window))
    return [
        who(one)
        for one in seen(window)
        if isinstance(one, QLineEdit)
        and (one.inputMethodHints() & _FIGURES or isinstance(one.parentWidget(), QAbstractSpinBox))
        and not (stands or one.findChild(PadKey))
    ]


def unnamed(window: QWidget) -> list[str]:
    """What the keyboard reaches and assistive tools have no name or role for."""
    found = []
    for one in seen(window):
        if not one.focusPolicy() & Qt.FocusPolicy.TabFocus or not one.isEnabled():
            continue
        if isinstance(one.parentWidget(), QAbstractSpinBox | QComboBox):
            continue
        spoken = QAccessible.queryAccessibleInterface(one)
        if (
            spoken.role() is QAccessible.Role.NoRole
            or not spoken.text(QAccessible.Text.Name).strip()
        ):
            found.append(f"{who(one)} {spoken.role().name}")
    return found


def overlapping(window: QWidget) -> list[str]:
    """Labels and controls of one parent that lie over each other."""
    found = []
    parents = {one.parentWidget() for one in seen(window)}
    for parent in parents:
        if parent is None or isinstance(parent, PRESSED):
            continue
        inside = [
            one for one in parent.children()
            if isinstance(one, QLabel | QAbstractButton | QLineEdit | QComboBox)
            and one.isVisible()
        ]  # fmt: skip
        for place, one in enumerate(inside):
            for other in inside[place + 1 :]:
                if one.geometry().intersects(other.geometry()):
                    found.append(f"{who(one)} over {who(other)}")
    return found


def doubled(window: QWidget) -> list[str]:
    """Keys that two of what is on the screen act on: Qt then does neither, or the one that happens
    to have the focus."""
    acting: dict[str, list[str]] = {}
    for told in acting_keys(window):
        keys = QKeySequence(told.keys).toString(QKeySequence.SequenceFormat.PortableText)
        acting.setdefault(_ONE_KEY.sub("Return", keys), []).append(told.says())
    return [
        f"{keys}: " + ", ".join(f"“{said}”" for said in says)
        for keys, says in acting.items()
        if len(says) > 1
    ]


def who(one: QWidget) -> str:
    """What a finding calls it."""
    words = getattr(one, "text", str)()
    return f"{type(one).__name__} {one.objectName() or '-'} “{words}”"
