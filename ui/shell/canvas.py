"""Where screens are shown, one at a time, on a watermark where money isn’t real."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPixmap, QPixmapCache
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from pos_app.kernel.errors import Bug
from ui.i18n.language import Retranslated
from ui.shell.page import Page
from ui.theme.apply import theme_of, till_font
from ui.theme.wearing import dress_late
from ui.widgets.tabs import Tabs

_ACROSS = 420
_DOWN = 190
_TURN_DEGREES = -24
_FIRST = 60
"""Pixels of the first line, from above."""


class Canvas(Retranslated, QStackedWidget):
    """A stack of screens by name. Screens leave their own ground unpainted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages: dict[str, Page] = {}
        self._training = self._test = ""
        self.retranslate()

    def retranslate(self) -> None:
        """Follow the language."""
        self._training, self._test = self.tr("TRAINING"), self.tr("TEST")
        self.update()

    def add(self, name: str, screen: QWidget) -> None:
        """Keep a screen. Raises Bug `screen.twice` when the name is taken."""
        if name in self._pages:
            raise Bug("screen.twice", name=name)
        self._pages[name] = Page(screen, self)
        self.addWidget(self._pages[name])

    def turn_to(self, name: str) -> QWidget:
        """Show that screen. Raises Bug `screen.unknown`."""
        page = self._pages.get(name)
        if page is None:
            raise Bug("screen.unknown", name=name)
        dress_late(page)
        self._let_go(page)
        self.setCurrentWidget(page)
        return page.shown

    def rehearse(self, name: str) -> Iterator[None]:
        """What a screen needs once, when it is first shown, done before somebody waits for it; in
        steps, between which keys come first. Nothing of it is seen, and a screen that was shown
        already isn't touched."""
        page = self._pages.get(name)
        if page is None or page.widget() is not None:
            return
        dress_late(page)
        page.take()
        yield
        if page is not self.currentWidget():
            page.draw_unseen(self.size())
        yield

    def _let_go(self, page: Page) -> None:
        """Whoever shows the page gives it the focus. Left to itself, Qt looks for the next place
        for it all over the window as the old page goes, and again as the new one comes."""
        focused = QApplication.focusWidget()
        if focused is not None and page is not self.currentWidget() and self.isAncestorOf(focused):
            focused.clearFocus()

    def name(self) -> str:
        """The shown screen's name; empty before the first."""
        current = self.currentWidget()
        for name, page in self._pages.items():
            if page is current:
                return name
        return ""

    def screen_named(self, name: str) -> QWidget | None:
        """That screen, if there is one."""
        page = self._pages.get(name)
        return page.shown if page is not None else None

    def unseen(self) -> Sequence[QWidget]:
        """All but the shown one, and tabs that aren't turned to, in each."""
        pages = [page for page in self._pages.values() if page is not self.currentWidget()]
        return [*pages, *(one for tabs in self.findChildren(Tabs) for one in tabs.unseen())]

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground, where something on it is drawn anew: often a button's worth."""
        paint_ground(self, event.rect(), self._training, self._test)


def paint_ground(whole: QWidget, area: QRect, training: str, test: str) -> None:
    """That part of what `whole` has for its ground; `training` and `test`: the words where money
    isn't real."""
    theme = theme_of()
    painter = QPainter(whole)
    if theme.practice is None:
        painter.fillRect(area, QColor(theme.colours.ground))
    else:
        words = training if theme.training else test
        ratio = whole.devicePixelRatioF()
        tile = _tile(words, theme.watermark, theme.colours.ground, ratio)
        painter.drawTiledPixmap(area, tile, area.topLeft())
    painter.end()


def _tile(words: str, colour: str, ground: str, ratio: float) -> QPixmap:
    key = f"till/watermark/{words}/{colour}/{ground}/{ratio}"
    tile = QPixmap()
    if not QPixmapCache.find(key, tile):
        tile = _drawn(words, colour, ground, ratio)
        QPixmapCache.insert(key, tile)
    return tile


def _drawn(words: str, colour: str, ground: str, ratio: float) -> QPixmap:
    """Twice the words on the ground, as they stand in two lines; the watermark is nothing else,
    again and again. `ratio`: of pixels of the screen to those of Qt."""
    tile = QPixmap(round(_ACROSS * ratio), round(2 * _DOWN * ratio))
    tile.setDevicePixelRatio(ratio)
    tile.fill(QColor(ground))
    font = till_font(46, 700)
    half = QFontMetrics(font).horizontalAdvance(words) / 2
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(font)
    painter.setPen(QColor(colour))
    for line, y in enumerate(range(_FIRST - _DOWN, _FIRST + 3 * _DOWN, _DOWN)):
        offset = (_ACROSS // 2) * ((line + 1) % 2)
        for x in range(offset - _ACROSS, 2 * _ACROSS, _ACROSS):
            painter.save()
            painter.translate(x, y)
            painter.rotate(_TURN_DEGREES)
            painter.drawText(QPointF(-half, 0), words)
            painter.restore()
    painter.end()
    return tile
