"""What stands on the customer's own screen: their page while they pay, else the shop's name."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from ui.i18n.language import Retranslated
from ui.shell.canvas import Canvas
from ui.shell.scanner import ScanWatch
from ui.shell.training_band import practice_band
from ui.theme.layout import column
from ui.theme.tokens import SPACE
from ui.widgets.labels import IconLabel, label

_WELCOME, _PAGE = "welcome", "page"


class CustomerWindow(Retranslated, QWidget):
    """Nothing of the till, and nothing to press but the page.

    Signal: `scanned(str)`: what a scanner reads while its keys come here lands in no field of the
    customer's.
    """

    scanned = Signal(str)

    def __init__(self, shop_name: str, *, training: bool) -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self.setObjectName("customerWindow")
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self._may_close = False
        self._scans: ScanWatch | None = None
        self._canvas = Canvas()
        self._name = label(shop_name, "display", wrap=True)
        self._words = label(role="heading", wrap=True)
        self._host = QWidget()
        self._host.setProperty("fills", True)  # the page lies on all of the screen
        self._page_box = column(self._host)
        box = column(self, gap=0)
        self._band = practice_band(training=training)
        if self._band is not None:
            self._band.setEnabled(False)
            box.addWidget(self._band)
        box.addWidget(self._canvas, 1)
        self._canvas.add(_WELCOME, self._welcome())
        self._canvas.add(_PAGE, self._host)
        self.retranslate()

    def _welcome(self) -> QWidget:
        made = QWidget()
        inside = column(made, gap=SPACE.l, margin=SPACE.xxl)
        middle = Qt.AlignmentFlag.AlignHCenter
        inside.addStretch(2)
        inside.addWidget(IconLabel("store", "accent", 64), 0, middle)
        for words in (self._name, self._words):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
            inside.addWidget(words)
        inside.addStretch(3)
        return made

    def retranslate(self) -> None:
        """Follow the language."""
        self.setWindowTitle(self.tr("The customer’s screen"))
        self._words.setText(self.tr("Welcome"))

    def set_shop_name(self, name: str) -> None:
        """Another name to greet with."""
        self._name.setText(name)

    def appear_on(self, screen: QRect) -> None:
        """All over that screen, without taking the keys from the till's window."""
        self.setGeometry(screen)
        self.showFullScreen()
        self.setGeometry(screen)  # where no window manager places a full screen

    def show_page(self, page: QWidget) -> None:
        """Let the customer have this page; it comes as it is, whatever is typed in it."""
        self._page_box.addWidget(page)
        page.show()
        self._turn_to(_PAGE)

    def welcome(self) -> None:
        """The page is somewhere else."""
        self._turn_to(_WELCOME)

    def _turn_to(self, which: str) -> None:
        self._canvas.turn_to(which)
        if self._band is not None:  # the page has one of its own
            self._band.setVisible(which == _WELCOME)

    def end(self) -> None:
        """The till closes."""
        self._may_close = True
        self.close()

    def showEvent(self, event: QShowEvent) -> None:
        """Scans are told apart here too."""
        super().showEvent(event)
        handle = self.windowHandle()
        if self._scans is None and handle is not None:
            self._scans = ScanWatch(handle, self)
            self._scans.scanned.connect(self.scanned)

    def closeEvent(self, event: QCloseEvent) -> None:
        """A customer's key closes nothing."""
        if self._may_close:
            super().closeEvent(event)
        else:
            event.ignore()
