"""Papers of several pages: agreements, and what goes to a bank. Pure drawing, all words finished.

Lengths are hundredths of a millimetre; pages are A4 portrait. A text breaks between two lines
where a page ends, so nothing is ever cut off.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPicture, QTextLayout, QTextOption

from ui.printing.bar_code import bars
from ui.theme.tokens import FAMILY

PAGE_WIDTH: Final = 21_000
PAGE_HEIGHT: Final = 29_700
_MARGIN: Final = 2_000
_WIDTH: Final = PAGE_WIDTH - 2 * _MARGIN
_BOTTOM: Final = PAGE_HEIGHT - 2_300
"""Below it stands the foot only."""
_INK: Final = "#161d20"
_MUTED: Final = "#5a6163"
_LINE: Final = "#c9c6bd"
_MARK: Final = "#8a5a00"
_WATERMARK: Final = "#f7f1e3"
_LABELS: Final = 4_800
"""The column of what a fact is called."""
_NARROW: Final = 30
"""A bar code's narrow bar; 0.3 mm is read from an arm's length."""


@dataclass(frozen=True, slots=True)
class Title:
    """What the paper is."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """Of the part below it, on whose page it stays."""

    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """Paragraphs; a new line begins a new one."""

    text: str
    strong: bool = False
    muted: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """What and its value; left out while the value is empty."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class BlankLine:
    """To be written on by pen."""

    label: str


@dataclass(frozen=True, slots=True)
class SignHere:
    """A sentence to be signed, and beside its line the number that tells it was; never parted."""

    text: str
    label: str
    """Below the line."""
    number: str
    code: str
    """The number as its bar code says it: capital letters and figures."""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows stands on a page of its own."""


Block = Title | Heading | Text | Fact | BlankLine | SignHere | PageBreak


@dataclass(frozen=True, slots=True)
class PrintedPages:
    """Finished words, top to bottom."""

    title: str
    """Of the file."""
    blocks: Sequence[Block]
    foot: str
    """At the foot of every page, beside its number."""
    page_of: str
    """`Page {page} of {pages}`."""
    watermark: str
    """Empty unless this is practice; then across every page."""
    practice: str
    """The sentence in the frame at the top of every page when this is practice, else empty."""


def count(paper: PrintedPages) -> int:
    """How many pages it takes."""
    picture = QPicture()
    painter = QPainter(picture)
    pages = draw(painter, paper, lambda: None)
    painter.end()
    return pages


def draw(
    painter: QPainter, paper: PrintedPages, new_page: Callable[[], object], pages: int = 0
) -> int:
    """Draw on a painter scaled to hundredths of a millimetre, origin at the page's corner.

    `new_page` leads the painter to the next page; `pages` is how many there will be. Returns how
    many there were.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = _Pen(painter, paper, new_page, pages)
    for block in paper.blocks:
        pen.write(block)
    return pen.page


class _Pen:
    """Writes downwards, and on the next page where there is no room."""

    def __init__(
        self, painter: QPainter, paper: PrintedPages, new_page: Callable[[], object], pages: int
    ) -> None:
        self._painter = painter
        self._paper = paper
        self._new_page = new_page
        self._pages = pages
        self.page = 0
        self._top = 0
        self._fresh = True
        self._begin()

    def write(self, block: Block) -> None:
        match block:
            case Title(text):
                self._gap(300)
                self._lines(text, 640, 700, after=260)
            case Heading(text):
                self._room(1_900)
                self._gap(340)
                self._lines(text, 430, 600, after=130)
            case Text(text, strong, muted):
                colour = _MUTED if muted else _INK
                self._lines(text, 350, 600 if strong else 400, colour, after=150)
            case Fact(label, value):
                self._fact(label, value)
            case BlankLine(label):
                self._blank(label)
            case SignHere():
                self._sign(block)
            case PageBreak():
                if not self._fresh:
                    self._next()

    def _begin(self) -> None:
        self.page += 1
        self._top = _MARGIN
        paper = self._paper
        if paper.watermark:
            self._watermark(paper.watermark)
        self._foot()
        if paper.practice:
            self._practice(paper.practice)
        self._fresh = True

    def _next(self) -> None:
        self._new_page()
        self._begin()

    def _room(self, height: float) -> None:
        if self._top + height > _BOTTOM and not self._fresh:
            self._next()

    def _gap(self, height: int) -> None:
        if not self._fresh:
            self._top += height

    def _lines(
        self, words: str, height: int, weight: int, colour: str = _INK, *, after: int, left: int = 0
    ) -> None:
        for paragraph in words.splitlines():
            laid = _laid(paragraph, height, weight, _WIDTH - left)
            for at in range(laid.lineCount()):
                line = laid.lineAt(at)
                self._room(line.height())
                self._painter.setPen(QColor(colour))
                line.draw(self._painter, QPointF(_MARGIN + left, self._top - line.y()))
                self._top += int(line.height())
                self._fresh = False
        self._gap(after)

    def _fact(self, label: str, value: str) -> None:
        if not value:
            return
        parts = value.splitlines()
        name = _laid(label, 330, 400, _LABELS - 300)
        self._room(name.boundingRect().height())
        begun = self._top
        self._painter.setPen(QColor(_MUTED))
        name.draw(self._painter, QPointF(_MARGIN, begun))
        page = self.page
        for part in parts:
            self._lines(part, 330, 500, after=0, left=_LABELS)
        if self.page == page:
            self._top = max(self._top, begun + int(name.boundingRect().height()))
        self._fresh = False
        self._gap(110)

    def _blank(self, label: str) -> None:
        self._room(1_700)
        self._fresh = False
        self._top += 1_050
        self._painter.setPen(QPen(QColor(_INK), 20))
        self._painter.drawLine(_MARGIN, self._top, _MARGIN + _WIDTH * 6 // 10, self._top)
        self._top += 90
        self._lines(label, 300, 400, _MUTED, after=120)

    def _sign(self, block: SignHere) -> None:
        words = _laid(block.text, 350, 600, _WIDTH)
        self._room(words.boundingRect().height() + 2_900)
        self._gap(450)
        self._lines(block.text, 350, 600, after=0)
        top = self._top + 350
        left = self._bars(block.code, top)
        numbered = _laid(block.number, 330, 600, _MARGIN + _WIDTH - left)
        self._painter.setPen(QColor(_INK))
        numbered.draw(self._painter, QPointF(left, top + 1_100))
        self._top = top + 1_000
        self._painter.setPen(QPen(QColor(_INK), 20))
        self._painter.drawLine(_MARGIN, self._top, left - 800, self._top)
        self._top += 90
        self._lines(block.label, 300, 400, _MUTED, after=400)

    def _bars(self, code: str, top: int) -> int:
        """At the right margin; where it begins."""
        found = bars(code)
        at, wide = found[-1]
        left = _MARGIN + _WIDTH - (at + wide) * _NARROW
        for at, wide in found:
            place = QRect(left + at * _NARROW, top, wide * _NARROW, 1_000)
            self._painter.fillRect(place, QColor("#000000"))
        return left

    def _foot(self) -> None:
        top = PAGE_HEIGHT - 1_750
        painter, paper = self._painter, self._paper
        painter.setPen(QPen(QColor(_LINE), 20))
        painter.drawLine(_MARGIN, top, _MARGIN + _WIDTH, top)
        painter.setPen(QColor(_MUTED))
        painter.setFont(_font(270, 400))
        area = QRect(_MARGIN, top + 130, _WIDTH, 500)
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft, paper.foot)
        numbered = paper.page_of.format(page=self.page, pages=self._pages)
        painter.drawText(area, Qt.AlignmentFlag.AlignRight, numbered)

    def _practice(self, words: str) -> None:
        frame = QRect(_MARGIN, self._top, _WIDTH, 800)
        painter = self._painter
        painter.setPen(QPen(QColor(_MARK), 40))
        painter.setBrush(QColor("#fff4d9"))
        painter.drawRoundedRect(frame, 160, 160)
        painter.setPen(QColor(_MARK))
        painter.setFont(_font(340, 600))
        painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, words)
        self._top += 800 + 450

    def _watermark(self, words: str) -> None:
        painter = self._painter
        painter.save()
        painter.setPen(QColor(_WATERMARK))
        font = _font(3_400, 700)
        painter.setFont(font)
        wide = painter.fontMetrics().horizontalAdvance(words)
        font.setPixelSize(min(4_800, 3_400 * 29_000 // max(wide, 1)))
        painter.setFont(font)
        painter.translate(PAGE_WIDTH / 2, PAGE_HEIGHT / 2)
        painter.rotate(-54)
        box = QRect(-PAGE_HEIGHT, -4_000, 2 * PAGE_HEIGHT, 8_000)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
        painter.restore()


def _laid(words: str, height: int, weight: int, width: int) -> QTextLayout:
    """The words in lines of that width, each at its place below the first."""
    laid = QTextLayout(words, _font(height, weight))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    laid.setTextOption(option)
    laid.beginLayout()
    top = 0.0
    while (line := laid.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, top))
        top += line.height()
    laid.endLayout()
    return laid


def _font(height: int, weight: int) -> QFont:
    """As the receipt's: without glyphs that a reader of the PDF could neither search nor copy."""
    font = QFont(FAMILY)
    font.setPixelSize(height)
    font.setWeight(QFont.Weight(weight))
    for feature in ("tnum", "calt"):
        font.setFeature(QFont.Tag(feature), 0)
    return font
