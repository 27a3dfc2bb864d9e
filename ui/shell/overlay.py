"""A card in the middle of a window, everything else dimmed and out of reach."""

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QLayout, QScrollArea, QSizePolicy, QWidget

from ui.theme.apply import set_role, theme_of
from ui.theme.layout import column
from ui.theme.tokens import SCRIM_ALPHA, SPACE
from ui.widgets.scrolling import bring_into_view

WIDTH = 620
"""Of a card in pixels: lines of some seventy letters."""


class Overlay(QWidget):
    """Covers `window` until `dismiss()`. What is behind is disabled meanwhile, so that neither
    shortcuts nor taps reach it, and gets the focus back afterwards. Fill `card`: what of it is
    higher than the window is scrolled to.
    """

    def __init__(self, window: QWidget, name: str, *, width: int = WIDTH) -> None:
        """`width`: of the card, in pixels, where the window has that much."""
        super().__init__(window)
        self._width = width
        self._window = window
        self._content = QWidget()
        self._content.setObjectName("content")
        self.card = QFrame(self._content)
        self._behind: list[QWidget] = []
        self._had_focus = QApplication.focusWidget()
        set_role(self.card, "question")
        self.card.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it keeps the keyboard, and is no stop of it
        self._around = column(self._content)
        self._around.addStretch(1)
        self._around.addWidget(self.card, 0, Qt.AlignmentFlag.AlignHCenter)
        self._around.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(self._content)
        column(self).addWidget(self._scroll)
        window.installEventFilter(self)
        self.card.installEventFilter(self)

    def appear(self) -> None:
        """Show it above everything in the window."""
        for child in self._window.children():
            if (
                isinstance(child, QWidget)
                and child is not self
                and not child.isWindow()
                and not isinstance(child, Overlay)
                and child.isEnabledTo(self._window)
            ):
                child.setEnabled(False)
                self._behind.append(child)
        self.fit()
        self.show()
        self.fit()  # what the style sheet makes larger is only known when shown
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def dismiss(self) -> None:
        """Take it away and give back what it covered; harmless when it is gone already."""
        if not shiboken6.isValid(self):
            return
        self._window.removeEventFilter(self)
        for child in self._behind:
            if shiboken6.isValid(child):
                child.setEnabled(True)
        self._behind.clear()
        self.hide()
        if self._had_focus is not None and shiboken6.isValid(self._had_focus):
            self._had_focus.setFocus(Qt.FocusReason.OtherFocusReason)
        self.deleteLater()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab stays within."""
        stops = [
            child
            for child in self.card.findChildren(QWidget)
            if child.focusPolicy() & Qt.FocusPolicy.TabFocus
            and child.isVisibleTo(self)
            and child.isEnabled()
        ]
        if not stops:
            return True
        now = QApplication.focusWidget()
        place = stops.index(now) if now in stops else -1 if forward else 0
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        there = stops[(place + (1 if forward else -1)) % len(stops)]
        there.setFocus(reason)
        bring_into_view(there)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep covering the window, and the card as high as its words: they change with the
        language, and lines grow thicker with the theme."""
        resized = event.type() == QEvent.Type.Resize and watched is self._window
        changed = event.type() == QEvent.Type.LayoutRequest and watched is self.card
        if resized or (changed and self.isVisible()):
            self.fit()
        return False

    def fit(self) -> None:
        """Cover the window, the card as high as its words need at just this width."""
        room = self._window.rect()
        self.setGeometry(room)
        edge = SPACE.xl if room.width() >= self._width + 2 * SPACE.xl else SPACE.s
        self._around.setContentsMargins(edge, edge, edge, edge)
        layout = self.card.layout()
        if layout is None:
            return
        layout.activate()
        width = min(self._width, room.width() - 2 * edge)
        height = self._height(layout, width)
        if height + 2 * edge > room.height():
            bar = self._scroll.verticalScrollBar().sizeHint().width()
            width = min(width, room.width() - 2 * edge - bar)
            height = self._height(layout, width)
        self.card.setFixedSize(width, height)

    def _height(self, layout: QLayout, width: int) -> int:
        wraps = layout.hasHeightForWidth()
        height = layout.totalHeightForWidth(width) if wraps else -1
        return max(height, layout.totalMinimumSize().height())

    def _free_card(self) -> None:
        """From now on it stands in the window by itself, wherever it is moved."""
        self._around.removeWidget(self.card)
        self.card.setParent(self)
        self._scroll.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Dim what is behind."""
        scrim = QColor(theme_of().colours.scrim)
        scrim.setAlpha(SCRIM_ALPHA)
        painter = QPainter(self)
        painter.fillRect(self.rect(), scrim)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """No key goes further."""
        event.accept()
