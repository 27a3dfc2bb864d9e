"""A receipt laid out on paper: pure drawing, all words already finished.

Lengths are hundredths of a millimetre. The page is A6 portrait (105 × 148 mm); a roll printer
takes the same column.
"""

from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QPicture

from pos_app.receipts.printed import PrintedReceipt
from ui.theme.tokens import FAMILY
from ui.widgets.qr import modules

PAGE_WIDTH: Final = 10_500
PAGE_HEIGHT: Final = 14_800
_MARGIN: Final = 1_000
_WIDTH: Final = PAGE_WIDTH - 2 * _MARGIN
_INK: Final = "#161d20"
_MUTED: Final = "#5a6163"
_LINE: Final = "#c9c6bd"
_MARK: Final = "#8a5a00"
_WATERMARK: Final = "#efe6cf"
_CODE: Final = 1_740
"""A QR code's side; 0.6 mm a module is read from an arm's length."""


def height_of(receipt: PrintedReceipt) -> int:
    """The page's height: A6, or more when long words need it."""
    picture = QPicture()
    painter = QPainter(picture)
    bottom = draw(painter, receipt)
    painter.end()
    return max(PAGE_HEIGHT, bottom + _MARGIN)


def draw(painter: QPainter, receipt: PrintedReceipt) -> int:
    """Draw on a painter scaled to hundredths of a millimetre, origin at the page's corner.

    Returns where the last line ends.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if receipt.watermark:
        _watermark(painter, receipt.watermark)
    pen = _Pen(painter)
    if receipt.practice:
        _practice(pen, receipt.practice)
    pen.text(receipt.shop, 560, 700, _INK)
    for line in receipt.address:
        pen.text(line, 330, 400, _MUTED)
    pen.gap(320)
    pen.rule()
    pen.gap(260)
    pen.pair(receipt.title, receipt.number, 400, 600)
    pen.gap(420)
    pen.text(receipt.amount_label, 350, 400, _MUTED)
    pen.text(receipt.amount, 1_050, 700, _INK)
    pen.gap(380)
    pen.rule()
    pen.gap(240)
    for label, value in receipt.rows:
        pen.row(label, value)
    _rest(pen, receipt)
    pen.gap(160)
    pen.rule()
    pen.gap(240)
    pen.code(receipt.reference)
    pen.text(receipt.reference_label, 270, 400, _MUTED)
    pen.text(receipt.reference, 290, 500, _INK)
    pen.gap(420)
    pen.text(receipt.closing, 380, 500, _INK)
    return max(pen.top, pen.code_ends)


def _rest(pen: "_Pen", receipt: PrintedReceipt) -> None:
    """What was paid before and what is left, where there is more than this payment."""
    if receipt.sums:
        pen.gap(120)
        pen.rule()
        pen.gap(200)
    for label, value in receipt.sums:
        pen.pair(label, value, 330, 500)
        pen.gap(110)
    for note in receipt.notes:
        pen.gap(120)
        pen.text(note, 300, 400, _MUTED)


def _practice(pen: "_Pen", words: str) -> None:
    """A framed line at the top, since a watermark alone may be cut off or faint."""
    height = 760
    frame = QRect(_MARGIN, pen.top, _WIDTH, height)
    pen.painter.setPen(QPen(QColor(_MARK), 40))
    pen.painter.setBrush(QColor("#fff4d9"))
    pen.painter.drawRoundedRect(frame, 160, 160)
    pen.painter.setPen(QColor(_MARK))
    pen.painter.setFont(_font(300, 600))
    pen.painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, words)
    pen.top += height
    pen.gap(420)


def _watermark(painter: QPainter, words: str) -> None:
    painter.save()
    painter.setPen(QColor(_WATERMARK))
    font = _font(1_700, 700)
    painter.setFont(font)
    wide = painter.fontMetrics().horizontalAdvance(words)
    font.setPixelSize(min(2_400, 1_700 * 14_500 // max(wide, 1)))
    painter.setFont(font)
    painter.translate(PAGE_WIDTH / 2, PAGE_HEIGHT / 2)
    painter.rotate(-54)
    box = QRect(-PAGE_HEIGHT, -2_000, 2 * PAGE_HEIGHT, 4_000)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
    painter.restore()


def _font(height: int, weight: int) -> QFont:
    font = QFont(FAMILY)
    font.setPixelSize(height)
    font.setWeight(QFont.Weight(weight))
    # Equal-width figures and context-dependent marks are other glyphs, which Qt can't name in a
    # PDF: a reader could neither search nor copy them. Off, not unset: else the windows' font
    # decides.
    for feature in ("tnum", "calt"):
        font.setFeature(QFont.Tag(feature), 0)
    return font


class _Pen:
    """Writes downwards, remembering where it is."""

    def __init__(self, painter: QPainter) -> None:
        self.painter = painter
        self.top = _MARGIN
        self.code_ends = 0

    def gap(self, height: int) -> None:
        self.top += height

    def rule(self) -> None:
        self.painter.setPen(QPen(QColor(_LINE), 20))
        self.painter.drawLine(_MARGIN, self.top, _MARGIN + _WIDTH, self.top)

    def text(self, words: str, height: int, weight: int, colour: str) -> None:
        if words:
            used = self._write(
                words, QRect(_MARGIN, self.top, _WIDTH, 9_000), height, weight, colour
            )
            self.top += used + height // 5

    def code(self, text: str) -> None:
        """At the right edge, beside what is written next: the text to be scanned."""
        if not text:
            return
        rows = modules(text)
        each = _CODE // len(rows)
        left = _MARGIN + _WIDTH - each * len(rows)
        for down, line in enumerate(rows):
            for across, dark in enumerate(line):
                if dark:
                    spot = QRect(left + across * each, self.top + down * each, each, each)
                    self.painter.fillRect(spot, QColor("#000000"))
        self.code_ends = self.top + each * len(rows)

    def pair(self, left: str, right: str, height: int, weight: int) -> None:
        self.painter.setFont(_font(height, weight))
        beside = self.painter.fontMetrics().horizontalAdvance(right) + 300
        area = QRect(_MARGIN, self.top, _WIDTH - beside, 2_000)
        used = self._write(left, area, height, weight, _INK)
        area = QRect(_MARGIN, self.top, _WIDTH, 2_000)
        self._write(right, area, height, weight, _INK, Qt.AlignmentFlag.AlignRight)
        self.top += used

    def row(self, label: str, value: str) -> None:
        column = _WIDTH * 37 // 100
        left = QRect(_MARGIN, self.top, column - 200, 9_000)
        right = QRect(_MARGIN + column, self.top, _WIDTH - column, 9_000)
        used = self._write(label, left, 340, 400, _MUTED)
        tall = self._write(value, right, 340, 500, _INK, Qt.AlignmentFlag.AlignRight)
        self.top += max(used, tall) + 130

    def _write(
        self,
        words: str,
        area: QRect,
        height: int,
        weight: int,
        colour: str,
        side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> int:
        """Write and return the height used."""
        self.painter.setFont(_font(height, weight))
        self.painter.setPen(QColor(colour))
        flags = int(side) | int(Qt.TextFlag.TextWordWrap)
        widest = max(map(self.painter.fontMetrics().horizontalAdvance, words.split()), default=0)
        if widest > area.width():  # one long word, such as an e-mail address or a reference
            flags |= int(Qt.TextFlag.TextWrapAnywhere)
        return int(self.painter.drawText(area, flags, words).height())
