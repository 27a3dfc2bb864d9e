"""The window everything happens in.

It may be painted before there is anything in it but a first face: what it is furnished with is
imported by `furnish` alone, and `Qt` where it is used (`ui.unnamed` says why).
"""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QMainWindow, QWidget

from pos_app.kernel.errors import PosError, UserError
from ui.i18n.language import Retranslated
from ui.theme.tokens import SMALLEST, Kind

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QKeyEvent, QScreen, QShowEvent

    from ui.i18n.speech import Speech
    from ui.shell.canvas import Canvas
    from ui.shell.scanner import ScanWatch
    from ui.shell.standing import Standing
    from ui.shell.status_line import StatusLine
    from ui.shell.top_bar import TopBar

_USUAL = (1280, 800)


class MainWindow(Retranslated, QMainWindow):
    """Signals: `back_requested()` on Escape that nothing nearer took, `search_requested()` on
    Ctrl+K, `language_requested(str)`, `language_lent(str)` for who is signed in (empty: the till's
    own again), `theme_requested(str)`, `pending_pressed()`,
    `settings_requested()` from the top bar, `tour_requested()` from the help,
    `training_requested()` from the band, the top bar or Ctrl+T, in training only,
    `screen_changed(str)` with the name of the screen now shown, `scanned(str)` with what a scanner
    read wherever the focus was, `taken_back()` when staff want the till that was handed over,
    `closed()` at the very end.
    """

    back_requested = Signal()
    search_requested = Signal()
    language_requested = Signal(str)
    language_lent = Signal(str)
    theme_requested = Signal(str)
    pending_pressed = Signal()
    training_requested = Signal()
    settings_requested = Signal()
    tour_requested = Signal()
    screen_changed = Signal(str)
    scanned = Signal(str)
    taken_back = Signal()
    closed = Signal()

    top_bar: "TopBar"
    _inner: QWidget
    _canvas: "Canvas"
    _status: "StatusLine"

    def __init__(
        self, *, shop_name: str, till_name: str, training: bool, parent: QWidget | None = None,
        face: QWidget | None = None,
    ) -> None:  # fmt: skip
        """With a `face` that is all there is, until `furnish`; nothing else may be called before
        but `show`."""
        super().__init__(parent)
        self._shop_name, self._till_name, self._training = shop_name, till_name, training
        self._guard: Callable[[], None] | None = None
        self.kiosk = False
        """Whether it has the screen to itself."""
        self._may_close = False
        self._scans: ScanWatch | None = None
        self.setMinimumSize(*SMALLEST)
        self.resize(*_USUAL)
        self.retranslate()
        if face is None:
            self.furnish()
        else:
            self.setCentralWidget(face)

    @property
    def furnished(self) -> bool:
        """Whether it is more than a first face."""
        return hasattr(self, "_canvas")

    def furnish(self) -> None:
        """Everything in it, in place of its first face."""
        from ui.shell.canvas import Canvas
        from ui.shell.handed_over import HandedOver, WayBack
        from ui.shell.status_line import StatusLine
        from ui.shell.top_bar import TopBar
        from ui.shell.training_band import practice_band
        from ui.theme.layout import divider
        from ui.widgets.focus_ring import FocusRing

        self.top_bar = TopBar(self._shop_name, self._till_name, training=self._training)
        self._inner = QWidget()
        self._canvas = Canvas()
        self._status = StatusLine()
        self._divider = divider()
        self._way_back = WayBack()
        self._band = practice_band(training=self._training)
        self._assemble()
        parts = (self._band, self.top_bar, self._divider, self._status)
        self._handed_over = HandedOver(self, [one for one in parts if one], self._way_back)
        self._ring = FocusRing(self)
        self._connect()
        if self.isVisible():
            self._inner.show()  # what isn't shown yet can't take the focus
        self._watch_scans()

    def retranslate(self) -> None:
        """Follow the language."""
        self.setWindowTitle(self.tr("{shop} – till").format(shop=self._shop_name))

    def set_names(self, shop_name: str, till_name: str) -> None:
        """Another shop or till name, in the title and the top bar."""
        self._shop_name = shop_name
        self.top_bar.set_names(shop_name, till_name)
        self.retranslate()

    # screens

    def add_screen(self, name: str, screen: QWidget) -> None:
        """Keep a screen. Raises Bug `screen.twice` when the name is taken."""
        self._canvas.add(name, screen)

    def show_screen(self, name: str) -> QWidget:
        """Show that screen and give it the focus. Raises Bug `screen.unknown`.

        The screen's focus proxy, when set, says where in it the focus goes.
        """
        from PySide6.QtCore import Qt

        changed = name != self._canvas.name()
        screen = self._canvas.turn_to(name)
        screen.setFocus(Qt.FocusReason.OtherFocusReason)
        if changed:
            self.screen_changed.emit(name)
        return screen

    def rehearse(self, name: str) -> Iterator[None]:
        """As `Canvas.rehearse`."""
        return self._canvas.rehearse(name)

    def current_screen(self) -> str:
        """The shown screen's name; empty before the first."""
        return self._canvas.name()

    def screen_named(self, name: str) -> QWidget | None:
        """That screen, if there is one."""
        return self._canvas.screen_named(name)

    def unseen(self) -> Sequence[QWidget]:
        """What may be dressed later: the screens that aren't shown."""
        return self._canvas.unseen() if self.furnished else ()

    def show_keys(self) -> None:
        """What the keys do, here and everywhere."""
        from ui.shell.key_sheet import KeySheet

        sheet = KeySheet(self, self._canvas.currentWidget())
        sheet.tourWanted.connect(self.tour_requested)
        sheet.appear()

    # what is going on

    def status(
        self, said: "Speech", kind: Kind = "neutral", undo: Callable[[], object] | None = None
    ) -> None:
        """Say something in the status line; with `undo`, what takes it back stands beside it."""
        self._status.say(said, kind, undo)

    def report(self, error: PosError) -> None:
        """Say in the status line what went wrong; give this to `ui.tasks.report_to`."""
        from ui.i18n import messages

        kind: Kind = "warning" if isinstance(error, UserError) else "danger"
        self._status.say(lambda: messages.text(error), kind)

    @property
    def standing(self) -> "Standing":
        """How the till stands, said at the end of the status line."""
        return self._status.standing

    def status_text(self) -> str:
        """What the status line says."""
        return self._status.text()

    def status_kind(self) -> str:
        """The kind of what the status line says."""
        return self._status.kind()

    # all of the screen

    def fill_screen(self) -> None:
        """Kiosk mode, before it is shown: no frame and no controls of a window; Ctrl+Q asks to
        close it, since nothing else does."""
        from PySide6.QtCore import Qt

        from ui.widgets.keys import Bound

        self.kiosk = True
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self.setWindowState(self.windowState() | Qt.WindowState.WindowFullScreen)
        Bound("Ctrl+Q", self._inner, self.close, lambda: self.tr("Close the till"))

    # in a customer's hands

    @property
    def handed_over(self) -> bool:
        """Whether all of it is a customer's."""
        return self._handed_over.on

    def set_handed_over(self, on: bool) -> None:
        """Show nothing but the screen, all over the monitor; or be the till again, as it was. In
        training the customer's page has a band of its own."""
        self._handed_over.set_on(on)

    # leaving

    def guard_closing(self, guard: Callable[[], None] | None) -> None:
        """Have `guard` called at each wish to close. It starts what must end first and then calls
        `close_now()`.
        """
        self._guard = guard

    def close_now(self) -> None:
        """Close without asking the guard."""
        self._may_close = True
        self.close()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes the way the screen is read."""
        from ui.shell.reading_order import step

        return step(self._inner if self.furnished else self, forward=forward)

    def showEvent(self, event: "QShowEvent") -> None:
        """From now on keys come through a window of the system, where scans are told apart."""
        super().showEvent(event)
        if self.furnished:
            self._watch_scans()

    def _watch_scans(self) -> None:
        handle = self.windowHandle()
        if self._scans is None and handle is not None:
            from ui.shell.scanner import ScanWatch

            self._scans = ScanWatch(handle, self)
            self._scans.scanned.connect(self._hear_scan)

    def closeEvent(self, event: "QCloseEvent") -> None:
        """Ask the guard first."""
        if self._guard is not None and not self._may_close:
            event.ignore()
            self._guard()
            return
        super().closeEvent(event)
        self.closed.emit()

    def fit_screen(self) -> None:
        """Be no larger than the screen: at 200 % there is less room, and the screens scroll."""
        self._fit_to(self.screen())

    def follow_screen(self) -> None:
        """The same, and of another screen that it is moved to."""
        self.winId()  # from now on there is a window of the system
        handle = self.windowHandle()
        if handle is not None:
            handle.screenChanged.connect(self._fit_to)
            self._fit_to(handle.screen())

    def _fit_to(self, screen: "QScreen") -> None:
        room = screen.availableSize()
        least = QSize(*SMALLEST).boundedTo(room)
        self.setMinimumSize(least)
        if not self.isMaximized() and not self.isFullScreen():
            self.resize(self.size().boundedTo(room).expandedTo(least))

    def _hear_scan(self, code: str) -> None:
        if self._inner.isEnabled():  # nothing acts behind a question
            self.scanned.emit(code)

    def _assemble(self) -> None:
        from ui.shell.training_band import TrainingBand
        from ui.theme.layout import column

        box = column(self._inner, gap=0)
        if isinstance(self._band, TrainingBand):
            self._band.pressed.connect(self.training_requested)
        if self._band is not None:
            box.addWidget(self._band)
        box.addWidget(self.top_bar)
        box.addWidget(self._divider)
        box.addWidget(self._canvas, 1)
        box.addWidget(self._status)
        box.addWidget(self._way_back)
        self.setCentralWidget(self._inner)

    def _connect(self) -> None:
        from ui.widgets.keys import Bound

        self.top_bar.language_requested.connect(self.language_requested)
        self.top_bar.theme_requested.connect(self.theme_requested)
        self.standing.work_pressed.connect(self.pending_pressed)
        self.top_bar.training_pressed.connect(self.training_requested)
        self._handed_over.taken_back.connect(self.taken_back)
        self.top_bar.settings_pressed.connect(self.settings_requested)
        # a child of the part that a question disables, so that no key acts behind one
        Bound("Ctrl+K", self._inner, self.search_requested.emit, lambda: self.tr("Find a customer"))
        self.top_bar.help_pressed.connect(self.show_keys)

    def keyPressEvent(self, event: "QKeyEvent") -> None:
        """Escape goes back when nothing nearer wanted it: neither a field nor a button's key."""
        from PySide6.QtCore import Qt

        if event.key() == Qt.Key.Key_Escape and not event.isAutoRepeat():
            if self.furnished and self._inner.isEnabled():
                self.back_requested.emit()
            event.accept()
            return
        super().keyPressEvent(event)
