"""What stands at once: a window with a search box, and customers found in the till's own copy.

All that is imported for it is named here or by what is named here, and a test counts it
(tests/unit/project/test_imports.py). The rest of the till follows behind that window, in
`ui.starting`.
"""

import time
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEventLoop, QObject, Signal
from PySide6.QtWidgets import QApplication

from pos_app.glance import Glance
from pos_app.kernel.errors import EnvironmentFault
from pos_app.plan import Plan, load_shop
from pos_app.setting_up.opening import opens_in, plan_for
from pos_app.settings.environment import EnvironmentKind
from pos_app.settings.shop import Shop
from ui.customers.left_off import LeftOff
from ui.dressing import dressed_application
from ui.first_face import FirstFace
from ui.shell.first_paint import paint_first
from ui.shell.main_window import MainWindow
from ui.theme.scale import scale_screens

if TYPE_CHECKING:
    from pos_app.customers.model import Hit

_PATIENCE_MS: Final = 1000
"""The rest of the till waits that long for the first answer: both want the processor."""
_A_WHILE_MS: Final = 10
STAGES: Final = (
    "pos_app.logs.running", "asyncio", "qasync", "ui.shell.canvas", "ui.widgets.buttons",
    "ui.shell.top_bar", "ui.shell.handed_over", "ui.shell.status_line", "ui.shell.training_band",
    "ui.widgets.focus_ring", "ui.shell.key_sheet", "ui.tasks", "ui.widgets.search_box",
    "ui.widgets.empty_state", "ui.i18n.messages", "pos_app.setting_up.service", "ui.opening",
    "ui.customers.hit_list", "pos_app.sync.model", "ui.customers.view_model", "ui.app",
)  # fmt: skip
"""What the till behind the window needs next, in parts that take about a frame each."""


class AtOnce(QObject):
    """The window and its first face. The till behind it takes over `window`, `app`, `shop`."""

    _answered = Signal(str, object)
    _over = Signal()

    def __init__(self, app: QApplication, plan: Plan, shop: Shop) -> None:
        super().__init__(app)
        app.setQuitOnLastWindowClosed(False)
        self.app, self.plan, self.shop = app, plan, shop
        finds = shop.finds_at_once
        self.face = FirstFace(training=plan.training, finds=finds)
        name = shop.shop_name or QCoreApplication.translate("Desk", "Training shop")
        self.window = MainWindow(
            shop_name=name, till_name=shop.till_name, training=plan.training, face=self.face
        )
        self.painted_at = self.ready_at = 0.0
        """Seconds since the epoch; 0 before it."""
        self._answered.connect(self._show)
        self._over.connect(self._note_over)
        self._waiting = finds
        self._glance: Glance | None = None

    def appear(self) -> None:
        """Paint the window."""
        self.window.follow_screen()
        self.face.setFocus()
        paint_first(self.window)
        self.painted_at = time.time()

    def find(self) -> None:
        """Have what is typed answered; returns with the first answer, or when there is none."""
        if not self._waiting:
            return
        self._glance = Glance(self.plan, self._answered.emit, self._over.emit)
        self.face.typed.connect(self._glance.ask)
        self._glance.begin()
        waited = QElapsedTimer()
        waited.start()
        while self._waits() and waited.elapsed() < _PATIENCE_MS:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, _A_WHILE_MS)

    def prepare(self) -> None:
        """Import what the till behind the window needs, painting and answering meanwhile."""
        for name in STAGES:
            import_module(name)
            QApplication.processEvents()

    def leave(self) -> LeftOff:
        """End the first face, which goes with what takes its place."""
        if self._glance is not None:
            self._glance.end()
        return self.face.left_off()

    def _waits(self) -> bool:
        return self._waiting

    def _show(self, text: str, hits: "Sequence[Hit]") -> None:
        self.face.show_hits(text, hits)
        if not self.ready_at:
            self.face.rows.repaint()
            self.ready_at = time.time()
        self._waiting = False

    def _note_over(self) -> None:
        self._waiting = False


def at_once(
    given: Path | None, *, language: str | None, theme: str | None, size: int | None,
    wanted: EnvironmentKind | None, kiosk: bool,
) -> AtOnce | None:  # fmt: skip
    """A window that is there and has answered; None where something has to be asked first, a
    keyring waited for, or the screen filled. Arguments as `ui.starting.run`."""
    try:
        if (wanted or opens_in(given)) is not EnvironmentKind.TRAINING:
            return None
    except EnvironmentFault:
        return None  # the start that follows asks again, and says it
    plan = plan_for(EnvironmentKind.TRAINING, given)
    shop = load_shop(plan)
    if kiosk or shop.kiosk:
        return None
    scale_screens(shop.size_percent if size is None else size)
    app, shop = dressed_application(shop, language=language, theme=theme, kind=plan.kind)
    made = AtOnce(app, plan, shop)
    made.appear()
    made.find()
    return made
