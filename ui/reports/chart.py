"""Bars drawn by pyqtgraph, in the till's colours and font.

Told apart by more than colour: each bar has its name below and its value above, and what failed is
hatched.
"""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, Qt
from PySide6.QtGui import QBrush, QColor, QFont
from PySide6.QtWidgets import QWidget

from pos_app.reports.series import COLLECTED, Figure, Series
from ui.reports.figure_words import FigureSpeaker
from ui.theme.apply import theme_of
from ui.theme.layout import column
from ui.theme.tokens import FAMILY, TYPE, Colours
from ui.widgets.labels import STYLE_EVENTS

_VALUED: Final = 8
"""Bars that have room for their values; of more, the highest has its own."""
_LETTER: Final = 9
"""Pixels of one in a name below a bar."""
_WIDTH: Final = 0.62
_HEADROOM: Final = 1.16
_AXIS: Final = 56
"""Pixels: two lines of names."""
_LONG: Final = 11


class BarChart(QWidget):
    """`show_series` once `pyqtgraph` is imported: that takes a second, too long for this thread."""

    def __init__(self, speaker: FigureSpeaker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chart")
        self._speaker = speaker
        self._series: Series | None = None
        self._plot: Any = None
        self._box = column(self)
        self.setMinimumHeight(230)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_series(self, series: Series | None) -> None:
        """Draw these bars; nothing for none."""
        self._series = series
        self.setVisible(series is not None)
        if series is not None:
            self.setAccessibleName(self._speaker.summary(series))
            self._draw(series)

    def png(self) -> bytes:
        """As it stands there."""
        data = QByteArray()
        buffer = QBuffer(data)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self.grab().save(buffer, "PNG")
        buffer.close()
        return bytes(data.data())

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() in STYLE_EVENTS and self._series is not None and self._plot is not None:
            self._draw(self._series)

    def _draw(self, series: Series) -> None:
        import pyqtgraph

        colours = theme_of().colours
        if self._plot is None:
            self._plot = _new_plot(pyqtgraph)
            self._box.addWidget(self._plot)
        plot = self._plot
        plot.clear()
        plot.setBackground(QColor(colours.surface))
        heights = [_height(series, at) for at in range(len(series.bars))]
        plot.addItem(
            pyqtgraph.BarGraphItem(
                x=list(range(len(heights))), height=heights, width=_WIDTH,
                brushes=[_brush(series, at, colours) for at in range(len(heights))],
                pens=[QColor(colours.accent)] * len(heights),
            )
        )  # fmt: skip
        self._name(series, colours)
        self._label(pyqtgraph, series, heights, colours)
        top = max([*heights, 1])
        plot.setXRange(-0.6, len(heights) - 0.4, padding=0)
        plot.setYRange(0, top * _HEADROOM, padding=0)

    def _name(self, series: Series, colours: Colours) -> None:
        names = [_in_two(self._speaker.short(series.figure, bar)) for bar in series.bars]
        longest = max((len(line) for name in names for line in name.splitlines()), default=1)
        room = max(1, self.width() // ((longest + 1) * _LETTER))
        every = max(1, -(-len(names) // room))
        below = self._plot.getAxis("bottom")
        below.setTicks([[(at, name) for at, name in enumerate(names) if at % every == 0]])
        below.setStyle(tickFont=_font(TYPE.hint), tickLength=0, tickTextOffset=8)
        below.setHeight(_AXIS)
        below.setTextPen(QColor(colours.muted))
        below.setPen(QColor(colours.edge))

    def _label(
        self, pyqtgraph: Any, series: Series, heights: Sequence[int], colours: Colours
    ) -> None:
        highest = max(range(len(heights)), key=heights.__getitem__) if heights else -1
        for at, bar in enumerate(series.bars):
            if not bar.count or (len(heights) > _VALUED and at != highest):
                continue
            words = pyqtgraph.TextItem(
                self._speaker.value(bar), color=QColor(colours.ink), anchor=(0.5, 1)
            )
            words.setFont(_font(TYPE.hint, strong=True))
            words.setPos(at, heights[at])
            self._plot.addItem(words)


def _new_plot(pyqtgraph: Any) -> Any:
    plot = pyqtgraph.PlotWidget()
    plot.setMenuEnabled(False)
    plot.setMouseEnabled(False, False)
    plot.hideButtons()
    plot.hideAxis("left")
    plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return plot


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
    return font
