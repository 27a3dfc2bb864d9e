"""Above the first screen: what happened to books or clock, and what it means for money."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from pos_app.kernel.ids import OperationId
from pos_app.payments.declines import refund_failure
from pos_app.payments.model import LedgerRestored
from pos_app.payments.operation_model import OperationOutcome
from pos_app.payments.timing import ClockState, clock_state
from pos_app.settings.formats import format_datetime, format_money
from ui.i18n import messages
from ui.i18n.language import Retranslated, language_of
from ui.shell.events import EventBridge
from ui.theme.layout import column
from ui.theme.tokens import SPACE, Kind
from ui.widgets.banner import Banner

_LOOK_AGAIN_MS = 15_000
_MINUTE, _HOUR = 60, 3_600


class Notices(QWidget):
    """Notices under each other; it takes no room while none has anything to say."""

    def __init__(self) -> None:
        super().__init__()
        self._notices: list[QWidget] = []
        self._patient: list[tuple[QWidget, QWidget]] = []
        self._box = column(self, gap=SPACE.m)
        self.hide()

    def add(self, notice: QWidget) -> None:
        """One more, below the others."""
        self._notices.append(notice)
        self._box.addWidget(notice)
        notice.installEventFilter(self)
        self._follow()

    def add_patient(self, notice: QWidget) -> None:
        """One that waits until no other has anything to say: two leave no room for the work."""
        room = QWidget()
        column(room).addWidget(notice)
        self._patient.append((notice, room))
        self._box.addWidget(room)
        notice.installEventFilter(self)
        self._follow()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Come and go with the notices."""
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._follow()
        return super().eventFilter(watched, event)

    def _follow(self) -> None:
        quiet = all(notice.isHidden() for notice in self._notices)
        room_left = quiet
        for notice, room in self._patient:
            room.setHidden(notice.isHidden() or not room_left)
            room_left = room_left and notice.isHidden()
        waiting = all(notice.isHidden() for notice, _ in self._patient)
        self.setHidden(quiet and waiting)


class RestoredNotice(Retranslated, Banner):
    """The ledger came back from a copy taken at `since` (UTC); None: it did not, at this start."""

    def __init__(self, since: datetime | None, events: EventBridge, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("restoredNotice")
        self.action_button().setObjectName("restoredRead")
        self._since = since
        self._found: int | None = None
        events.listen(self, LedgerRestored, self._on_restored)
        self.action_clicked.connect(self._forget)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything again."""
        if self._since is None:
            self.clear()
            return
        moment = format_datetime(self._since, language_of())
        title = self.tr("Damaged file: restored from the copy of {date}")
        action = ""
        if self._found is None:
            words = self.tr(
                "What was paid since is being looked up at Stripe; until then nothing can be "
                "charged. No money moved. Please wait."
            )
        elif self._found:
            words = self.tr(
                "%n payment(s) or refund(s) made since were found at Stripe and written down "
                "again. No money moved: you can go on.",
                "",
                self._found,
            )
        else:
            words = self.tr("Nothing was missing at Stripe. No money moved: you can go on.")
        if self._found is not None:
            action = self.tr("OK")
        kind: Kind = "warning" if self._found is None else "info"
        self.say(kind, title.format(date=moment), words, action)

    def _on_restored(self, event: LedgerRestored) -> None:
        self._since, self._found = event.at, event.found
        self.retranslate()

    def _forget(self) -> None:
        self._since = None
        self.retranslate()


class ReturnedNotice(Retranslated, Banner):
    """Refunds that a bank sent back while nobody looked. Signals: `showPayment(PaymentIntentId)`;
    `read(Sequence[OperationId])`: of these nobody has to be told again, also after a restart.

    Each stays until somebody has looked at its payment: the customer still waits for the money.
    """

    showPayment = Signal(object)
    read = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("returnedNotice")
        self.action_button().setObjectName("showReturned")
        self._returned: list[OperationOutcome] = []
        self._known: set[OperationId] = set()
        """Those told in this run: one may come in just as those of earlier runs are read."""
        self.action_clicked.connect(self._show_next)
        self.retranslate()

    def add(self, outcome: OperationOutcome) -> None:
        """One more came back; the same is told once."""
        if outcome.operation_id not in self._known:
            self._known.add(outcome.operation_id)
            self._returned.append(outcome)
            self.retranslate()

    def retranslate(self) -> None:
        """Say everything again."""
        if not self._returned:
            self.clear()
            return
        first = self._returned[0]
        title = self.tr("A refund of {amount} came back").format(
            amount=format_money(first.amount, language_of())
        )
        words = messages.sentence(refund_failure(first.failure))
        if len(self._returned) > 1:
            more = self.tr("%n more came back.", "", len(self._returned) - 1)
            words = f"{words} {more}"
        self.say("danger", title, words, self.tr("Show the payment"))

    def _show_next(self) -> None:
        shown = self._returned.pop(0)
        self.retranslate()
        self.read.emit([shown.operation_id])
        self.showPayment.emit(shown.payment_intent_id)


class ClockNotice(Retranslated, Banner):
    """This machine's clock is not Stripe's. `skew` tells by how many seconds, as last heard."""

    def __init__(self, skew: Callable[[], float], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("clockNotice")
        self._skew = skew
        self._seconds = 0.0
        self._timer = QTimer(self, interval=_LOOK_AGAIN_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self.look()

    def look(self) -> None:
        """Compare again; says nothing twice."""
        seconds = self._skew()
        if clock_state(seconds) is not clock_state(self._seconds) or self._seconds == 0:
            self._seconds = seconds
            self.retranslate()

    def retranslate(self) -> None:
        """Say everything again."""
        state, apart = clock_state(self._seconds), abs(self._seconds)
        if state is ClockState.WRONG:
            self.say(
                "danger",
                self.tr("This computer’s clock is %n hour(s) wrong", "", round(apart / _HOUR)),
                self.tr(
                    "Nothing can be charged, and no money moved. Set the date and time of this "
                    "computer right; this message then goes by itself."
                ),
            )
        elif state is ClockState.OFF:
            self.say(
                "warning",
                self.tr("This computer’s clock is %n minute(s) wrong", "", round(apart / _MINUTE)),
                self.tr(
                    "Payments are not affected, but receipts show the wrong time. Set the time of "
                    "this computer right."
                ),
            )
        else:
            self.clear()
