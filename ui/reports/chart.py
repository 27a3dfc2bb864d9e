"""Bars drawn by pyqtgraph, in the till's colours and font.

Told apart by more than colour: each bar has its name below and its value above, and what failed is
hatched.
"""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QEvent,
    QIODevice,
    QMarginsF,
    QRect,
    QRectF,
    QSize,
    QSizeF,
    Qt,
)
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetrics,
    QPageSize,
    QPainter,
    QPdfWriter,
    QResizeEvent,
)
from PySide6.QtWidgets import QGraphicsView, QWidget

from pos_app.reports.series import COLLECTED, Figure, Series
from ui.reports.figure_words import FigureSpeaker
from ui.theme.apply import theme_of
from ui.theme.layout import column
from ui.theme.tokens import FAMILY, SPACE, TYPE, Colours, theme
from ui.widgets.labels import STYLE_EVENTS

_VALUED: Final = 8
"""Bars that have room for their values; of more, the highest has its own."""
_BETWEEN: Final = 10
"""Pixels between two names below bars, at least."""
_WIDTH: Final = 0.62
_HEADROOM: Final = 1.16
_AXIS: Final = 56
"""Pixels: two lines of names."""
_LONG: Final = 11
_TITLE: Final = 112
"""Pixels above a picture that is saved."""


class BarChart(QWidget):
    """`show_series` once `pyqtgraph` is imported: that takes a second, too long for this thread."""

    def __init__(self, speaker: FigureSpeaker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chart")
        self._speaker = speaker
        self._series: Series | None = None
        self._plot: _Plot | None = None
        self._box = column(self)
        self.setMinimumHeight(230)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_series(self, series: Series | None) -> None:
        """Draw these bars; nothing for none."""
        self._series = series
        self.setVisible(series is not None)
        if series is not None:
            self.setAccessibleName(self._speaker.summary(series))
            self._draw(series, theme_of().colours)

    def pdf(self, title: str) -> bytes:
        """The same as lines and letters, which stay sharp however large, below its title; in the
        light colours, whatever the screen's: it is for paper."""
        if self._plot is None or self._series is None:
            return b""
        colours = theme("light", training=False).colours
        self._draw(self._series, colours)
        data = QByteArray()
        buffer = QBuffer(data)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self._write(buffer, self._plot.view, title, colours)
        buffer.close()
        self._draw(self._series, theme_of().colours)
        return bytes(data.data())

    def _write(self, buffer: QBuffer, view: QGraphicsView, title: str, colours: Colours) -> None:
        whole = QSize(view.width(), view.height() + _TITLE)
        writer = QPdfWriter(buffer)
        writer.setTitle(title.splitlines()[0])
        writer.setCreator("pos-app")
        exactly = QPageSize.SizeMatchPolicy.ExactMatch
        # as many dots to the inch as the screen has: Qt draws letters by those of what it draws on,
        # and pyqtgraph places bars by the screen's
        dots = view.logicalDpiX()
        writer.setResolution(dots)
        size = QSizeF(whole.width(), whole.height()) * 72 / dots
        writer.setPageSize(QPageSize(size, QPageSize.Unit.Point, "", exactly))
        writer.setPageMargins(QMarginsF(0, 0, 0, 0))
        painter = QPainter(writer)
        painter.setFont(_font(TYPE.body, strong=True))
        painter.setPen(QColor(colours.ink))
        place = QRect(SPACE.l, 0, whole.width() - 2 * SPACE.l, _TITLE)
        flags = int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextWordWrap)
        painter.drawText(place, flags, title)
        below = QRectF(0, _TITLE, view.width(), view.height())
        view.render(painter, below, view.viewport().rect())
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() in STYLE_EVENTS and self._series is not None and self._plot is not None:
            self._draw(self._series, theme_of().colours)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many names as there is room for."""
        super().resizeEvent(event)
        if self._series is not None and self._plot is not None:
            self._name(self._plot, self._series, theme_of().colours)

    def _draw(self, series: Series, colours: Colours) -> None:
        import pyqtgraph

        if self._plot is None:
            self._plot = _Plot(pyqtgraph)
            self._box.addWidget(self._plot.view)
        plot = self._plot
        plot.bars.clear()
        plot.view.setBackground(QColor(colours.surface))
        heights = [_height(series, at) for at in range(len(series.bars))]
        plot.bars.addItem(
            pyqtgraph.BarGraphItem(
                x=list(range(len(heights))), height=heights, width=_WIDTH,
                brushes=[_brush(series, at, colours) for at in range(len(heights))],
                pens=[QColor(colours.accent)] * len(heights),
            )
        )  # fmt: skip
        self._name(plot, series, colours)
        self._label(plot, series, heights, colours)
        top = max([*heights, 1])
        across, up = (-0.6, len(heights) - 0.4), (0, top * _HEADROOM)
        plot.bars.setRange(xRange=across, yRange=up, padding=0, disableAutoRange=True)

    def _name(self, plot: "_Plot", series: Series, colours: Colours) -> None:
        names = [_in_two(self._speaker.short(series.figure, bar)) for bar in series.bars]
        font = _font(TYPE.hint)
        measure = QFontMetrics(font).horizontalAdvance
        longest = max((measure(line) for name in names for line in name.splitlines()), default=0)
        room = max(1, self.width() // (longest + _BETWEEN))
        every = max(1, -(-len(names) // room))
        below = plot.below
        below.setTicks([[(at, name) for at, name in enumerate(names) if at % every == 0]])
        below.setStyle(tickFont=font, tickLength=0, tickTextOffset=8)
        below.setHeight(_AXIS)
        below.setTextPen(QColor(colours.muted))
        below.setPen(QColor(colours.edge))

    def _label(
        self, plot: "_Plot", series: Series, heights: Sequence[int], colours: Colours
    ) -> None:
        highest = max(range(len(heights)), key=heights.__getitem__) if heights else -1
        for at, bar in enumerate(series.bars):
            if not bar.count or (len(heights) > _VALUED and at != highest):
                continue
            words = plot.words(self._speaker.value(bar), QColor(colours.ink))
            words.setFont(_font(TYPE.hint, strong=True))
            words.setPos(at, heights[at])
            plot.bars.addItem(words)


class _Plot:
    """Bars above the line that names them, put together from pyqtgraph's parts: its whole
    `PlotWidget`, with menus that nobody opens here, takes six frames to make."""

    def __init__(self, pyqtgraph: Any) -> None:
        self._pyqtgraph = pyqtgraph
        self.view = pyqtgraph.GraphicsView(useOpenGL=False)
        for one in (self.view, self.view.viewport()):
            one.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = pyqtgraph.GraphicsLayout()
        self.view.setCentralItem(layout)
        self.bars = layout.addViewBox(0, 0, enableMenu=False, enableMouse=False)
        self.below = pyqtgraph.AxisItem("bottom")
        layout.addItem(self.below, 1, 0)
        self.below.linkToView(self.bars)

    def words(self, text: str, colour: QColor) -> Any:
        """To stand above a bar."""
        return self._pyqtgraph.TextItem(text, color=colour, anchor=(0.5, 1))


def _in_two(words: str) -> str:
    """In two lines where one would run into its neighbour's."""
    spaces = [at for at, letter in enumerate(words) if letter == " "]
    if len(words) <= _LONG or not spaces:
        return words
    middle = min(spaces, key=lambda at: abs(at - len(words) // 2))
    return f"{words[:middle]}\n{words[middle + 1 :]}"


def _height(series: Series, at: int) -> int:
    bar = series.bars[at]
    return bar.count if bar.total is None else bar.total.amount_minor


def _brush(series: Series, at: int, colours: Colours) -> QBrush:
    failed = series.figure is Figure.COLLECTED and series.bars[at].key != COLLECTED
    if failed:
        return QBrush(QColor(colours.tone("warning").mark), Qt.BrushStyle.BDiagPattern)
    return QBrush(QColor(colours.primary.fill))


def _font(size: int, *, strong: bool = False) -> QFont:
    font = QFont(FAMILY)
    font.setPixelSize(size)
    font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    # glyphs that a reader of the PDF could neither search nor copy, as in `ui.printing.layout`
    for feature in ("tnum", "calt"):
        font.setFeature(QFont.Tag(feature), 0)
    return font
