"""When the till locks, who signs in, and what the top bar says of it."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QWindow

from pos_app.kernel.clock import Clock
from pos_app.staff.model import Actor
from pos_app.staff.room import StaffRoom
from pos_app.staff.service import StaffChanged
from pos_app.staff.sign_in import ActorChanged
from ui.shell.events import EventBridge
from ui.shell.main_window import MainWindow
from ui.staff.approving import Approving
from ui.staff.lock import LockScreen
from ui.staff.pin_view_model import PinViewModel
from ui.tasks import start

_LOOK_MS: Final = 5_000
_TOUCHES: Final = frozenset(
    {
        QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove,
        QEvent.Type.Wheel, QEvent.Type.TouchBegin, QEvent.Type.TabletPress,
    }
)  # fmt: skip


class Locking(QObject):
    """Locked by its key, or when nobody touched the till for a while: never while `busy`, when a
    customer may be paying or money is on its way. A computer's count of seconds stands still while
    it sleeps, so its clock counts as well: after a night the first touch locks."""

    def __init__(
        self, staff: StaffRoom, approving: Approving, events: EventBridge, clock: Clock,
        window: MainWindow, busy: Callable[[], bool],
    ) -> None:  # fmt: skip
        super().__init__(window)
        self._staff = staff
        self._approving = approving
        self._clock = clock
        self._window = window
        self._busy = busy
        self._touched = _moment(clock)
        self._watched: QWindow | None = None
        self._screen: LockScreen | None = None
        self._last: Actor | None = None
        self._lent = ""
        self._model = PinViewModel(staff.sign_in.sign_in, self)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)
        window.top_bar.person_pressed.connect(self.lock)
        events.listen(self, ActorChanged, lambda _: self._follow())
        # whoever is signed in may have left; who has just set up staff signs in at once
        events.listen(self, StaffChanged, lambda _: QTimer.singleShot(_LOOK_MS, self, self._follow))

    def begin(self) -> None:
        """Nobody is signed in when a till starts."""
        self._follow()

    def locked(self) -> bool:
        """Whether the lock screen stands."""
        return self._screen is not None

    def lock(self, *, idle: bool = False) -> None:
        """Ask who is there; nothing without staff. While busy it says why not."""
        if self._staff.sign_in.actor.person is None:
            return
        if self._busy():
            if not idle:
                self._window.status(
                    lambda: self.tr("A payment is under way: lock the till when it is done."),
                    "info",
                )
            return
        start(self, self._staff.sign_in.lock(idle=idle))

    def look(self) -> None:
        """Lock when nobody touched the till for as long as the shop says."""
        self._watch()
        if self._busy():
            self._touched = _moment(self._clock)  # the wait begins when it is done
            return
        if self._is_overdue():
            self.lock(idle=True)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Somebody touches the window of the system, whatever stands in it. A touch that comes too
        late locks, and does nothing else."""
        if event.type() not in _TOUCHES:
            return False
        if not self.locked() and self._is_overdue() and not self._busy():
            self.lock(idle=True)
            return self._staff.sign_in.actor.person is not None
        self._touched = _moment(self._clock)
        return False

    def _is_overdue(self) -> bool:
        now = _moment(self._clock)
        waited = max(then - before for then, before in zip(now, self._touched, strict=True))
        return waited >= self._staff.people.idle_minutes * 60

    def _watch(self) -> None:
        handle = self._window.windowHandle()
        if self._watched is None and handle is not None:
            self._watched = handle
            handle.installEventFilter(self)

    def _follow(self) -> None:
        sign_in = self._staff.sign_in
        actor = sign_in.actor
        self._window.top_bar.set_person(actor.name)
        self._speak(actor)
        if sign_in.needed and self._screen is None:
            self._timer.stop()
            self._approving.give_up()
            people = self._staff.people.roster.active
            before = self._last.person.id if self._last and self._last.person else None
            self._model.begin(people, before)
            self._screen = LockScreen(self._window, self._model)
            self._screen.appear()
        elif self._screen is not None and actor.person is None:
            self._screen.show_people(self._staff.people.roster.active)
        elif actor.person is not None:
            self._touched = _moment(self._clock)
            self._watch()
            self._timer.start()
            self._welcome(actor)

    def _speak(self, actor: Actor) -> None:
        """The screens speak their language as long as they are here."""
        wanted = actor.person.language if actor.person is not None else ""
        if wanted != self._lent:
            self._lent = wanted
            self._window.language_lent.emit(wanted)

    def _welcome(self, actor: Actor) -> None:
        if self._screen is not None:
            self._screen.dismiss()
            self._screen = None
        if self._last is None or self._last.person != actor.person:
            self._window.status(
                lambda: self.tr("{name} is signed in.").replace("{name}", actor.name), "success"
            )
        self._last = actor


def _moment(clock: Clock) -> tuple[float, float]:
    """By the count of seconds, which nobody can set, and by the clock; in seconds."""
    return clock.monotonic(), clock.now().timestamp()
