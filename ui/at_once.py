"""What stands at once: a window with a search box, and customers found in the till's own copy.

All that is imported for it is named here or by what is named here, and a test counts it
(tests/unit/project/test_imports.py). What an answer needs comes after the first paint, and the rest
of the till behind that, in `ui.starting`.
"""

import time
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from pos_app.kernel.errors import EnvironmentFault
from pos_app.plain_start import Start
from pos_app.settings.choices import EnvironmentKind
from pos_app.settings.chosen import opens_in
from pos_app.settings.first import SETTINGS, First, first_settings
from pos_app.settings.places import training_folder
from ui.dressing import as_told, speaking_application
from ui.first_face import FirstFace
from ui.shell.first_paint import paint_first
from ui.shell.main_window import MainWindow
from ui.theme.apply import dress, dress_first

if TYPE_CHECKING:
    from pos_app.customers.model import Hit
    from pos_app.glance import Glance
    from pos_app.plan import Plan
    from pos_app.settings.shop import Shop
    from ui.customers.left_off import LeftOff

_PATIENCE_MS: Final = 1000
"""The rest of the till waits that long for the first answer: both want the processor."""
_ROWS: Final = "ui.customers.hit_drawing"
STAGES: Final = (
    "pos_app.plan", "pos_app.logs.running", "asyncio", "qasync", "ui.shell.canvas",
    "ui.widgets.buttons",
    "ui.shell.top_bar", "ui.shell.handed_over", "ui.shell.status_line", "ui.shell.training_band",
    "ui.widgets.focus_ring", "ui.shell.key_sheet", "ui.tasks", "ui.widgets.search_box",
    "ui.widgets.empty_state", "ui.i18n.messages", "pos_app.setting_up.service", "ui.opening",
    "ui.customers.hit_list", "pos_app.sync.model", "ui.customers.view_model", "ui.app",
)  # fmt: skip
"""What the till behind the window needs next, in parts that take about a frame each."""


class Moment(NamedTuple):
    """When something was there: seconds since the epoch, and of the processor since the start."""

    at: float
    worked: float


class AtOnce(QObject):
    """The window and its first face. The till behind it takes over `window` and `app`, and, once
    `prepare` was called, `plan` and `shop`."""

    plan: "Plan"
    shop: "Shop"
    _answered = Signal(str, object)
    _over = Signal()

    def __init__(self, app: QApplication, folder: Path, first: First, start: Start) -> None:
        """`folder` is training's own, `first` what its settings say, `start` what this start was
        told."""
        super().__init__(app)
        app.setQuitOnLastWindowClosed(False)
        self.app = app
        self._folder, self._start = folder, start
        self._theme = start.theme or first.theme
        self.face = FirstFace(training=True, finds=first.finds_at_once)
        name = first.shop_name or QCoreApplication.translate("Desk", "Training shop")
        self.window = MainWindow(
            shop_name=name, till_name=first.till_name, training=True, face=self.face
        )
        self.painted: Moment | None = None
        self.ready: Moment | None = None
        """None before it."""
        self._answered.connect(self._show)
        self._over.connect(self._wait_no_longer)
        self._waiting = first.finds_at_once
        self._glance: Glance | None = None

    def appear(self) -> None:
        """Paint the window."""
        self.window.fit_screen()
        self.face.setFocus()
        paint_first(self.window)
        self.painted = _now()

    def find(self) -> None:
        """Have what is typed answered; returns with the first answer, or when there is none."""
        if not self._waiting:
            return
        from pos_app.glance import Glance  # the window is painted without it

        self._glance = Glance(self._folder, self._answered.emit, self._over.emit)
        self.face.typed.connect(self._glance.ask)
        self._glance.begin()
        import_module(_ROWS)  # while the copy is opened
        QTimer.singleShot(_PATIENCE_MS, self._wait_no_longer)
        flags = QEventLoop.ProcessEventsFlag.WaitForMoreEvents
        while self._waits():
            QApplication.processEvents(flags)

    def prepare(self) -> None:
        """Import what the till behind the window needs, painting and answering meanwhile."""
        for name in STAGES:
            import_module(name)
            QApplication.processEvents()
        self.window.follow_screen()
        from pos_app.plan import Plan, load_shop

        self.plan = Plan(self._folder)
        dress(self.app, self._theme, self.plan.kind)
        told = self._start
        self.shop = as_told(load_shop(self.plan), language=told.language, theme=told.theme)

    def leave(self) -> "LeftOff":
        """End the first face, which goes with what takes its place."""
        if self._glance is not None:
            self._glance.end()
        return self.face.left_off()

    def _show(self, text: str, hits: "Sequence[Hit]") -> None:
        self.face.show_hits(text, hits)
        if self.ready is None:
            self.face.rows.repaint()
            self.ready = _now()
        self._wait_no_longer()

    def _waits(self) -> bool:
        return self._waiting

    def _wait_no_longer(self) -> None:
        self._waiting = False


def at_once(start: Start) -> AtOnce | None:
    """A window that is there and has answered; None where something has to be asked first, a
    keyring waited for, the screen filled, or where the settings are not as they should be."""
    try:
        if (start.environment or opens_in(start.data)) is not EnvironmentKind.TRAINING:
            return None
    except EnvironmentFault:
        return None  # the start that follows asks again, and says it
    folder = training_folder(start.data)
    first = first_settings(folder / SETTINGS)
    if first is None or first.kiosk or start.kiosk:
        return None
    app = speaking_application(
        language=start.language or first.language,
        percent=first.size_percent if start.size is None else start.size,
    )
    dress_first(app, start.theme or first.theme, EnvironmentKind.TRAINING)
    made = AtOnce(app, folder, first, start)
    made.appear()
    made.find()
    return made


def _now() -> Moment:
    return Moment(time.time(), time.process_time())
