"""Over a window that is to close while money is on its way: what is waited for, and no hurry."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from pos_app.customers.model import shown_name
from pos_app.payments.model import Outcome
from pos_app.payments.operation_model import OperationKind, OperationOutcome
from pos_app.payments.under_way import OperationUnderWay, UnderWay
from pos_app.settings.formats import format_money
from ui.i18n.language import Retranslated, language_of
from ui.payments.leaving_view_model import LeavingViewModel, Other, Waited
from ui.payments.operation_words import OperationSpeaker
from ui.payments.outcome_words import ICONS, KINDS, OutcomeSpeaker
from ui.shell.overlay import Overlay
from ui.theme.layout import column, row
from ui.theme.tokens import SIZE, SPACE, Kind
from ui.widgets.announce import announce
from ui.widgets.buttons import SecondaryButton
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import ElidedLabel, IconLabel, label
from ui.widgets.spinner import Spinner

_READ_MS, _READ_UNCLEAR_MS = 1200, 4000
"""How long the outcomes stay before the window goes."""
_MOST_ROWS = 4
_MINUTE = 60


def cover(window: QWidget, view_model: LeavingViewModel) -> "LeavingNotice":
    """The notice over the window, looking from now on."""
    notice = LeavingNotice(window, view_model)
    view_model.setParent(notice)
    notice.appear()
    view_model.begin()
    return notice


class LeavingNotice(Retranslated, Overlay):
    """Waiting is what every key means here; going back to work takes a click or Tab.

    Signals: `stayed` when the till is to stay open; `read` once everything was shown long enough.
    """

    stayed = Signal()
    read = Signal()

    def __init__(self, window: QWidget, view_model: LeavingViewModel) -> None:
        super().__init__(window, "")
        self.setObjectName("leavingNotice")
        self._model = view_model
        self._speaker = WaitedSpeaker(self)
        self._told = ""
        self._title = label(role="title", wrap=True)
        self._title.setObjectName("leavingTitle")
        self._words = label(wrap=True)
        self._words.setObjectName("leavingWords")
        self._list = column(gap=SPACE.m)
        self._rows: list[WaitedRow] = []
        self._more = label(role="muted")
        self._stay = SecondaryButton()
        self._stay.setObjectName("stayOpen")
        self._build()
        self._stay.clicked.connect(self.stayed)
        view_model.changed.connect(self.retranslate)
        self.retranslate()

    def _build(self) -> None:
        head = row(gap=SPACE.l)
        icon = IconLabel("clock", "info", SIZE.large_icon - 8)
        head.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._title, 1)
        buttons = FlowLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._stay)
        box = column(self.card, gap=SPACE.l, margin=SPACE.xxl - SPACE.xs)
        box.addLayout(head)
        box.addWidget(self._words)
        box.addLayout(self._list)
        box.addWidget(self._more)
        box.addSpacing(SPACE.s)
        box.addLayout(buttons)

    async def conclude(self) -> None:
        """Everything has ended: show what came of it, then emit `read`."""
        self._model.end()
        await self._model.look()
        self._stay.setEnabled(False)
        wait = _READ_UNCLEAR_MS if self._model.unclear else _READ_MS
        QTimer.singleShot(wait if self._model.waited else 0, self, self.read.emit)

    def retranslate(self) -> None:
        """Say everything again."""
        waited = self._model.waited
        left = [one for one in waited if one.outcome is None]
        other = self._model.other
        self._stay.setText(self.tr("Keep the till open"))
        if waited and not left and other is None:
            self._title.setText(self.tr("The till closes now"))
            self._words.setText(self._last_words())
        else:
            alone = other is not None and not left
            title = self._speaker.other(other) if alone else self._speaker.title(waited)
            self._title.setText(title)
            self._words.setText(
                self.tr("Please wait: the till closes by itself when Stripe has answered.")
            )
        self._show_rows()
        self._tell()
        self.fit()

    def _last_words(self) -> str:
        if self._model.unclear:
            return self.tr(
                "Stripe has not said what happened. Do not charge or refund again: the till asks "
                "by itself when it is opened next."
            )
        return self.tr("Everything is written down.")

    def _tell(self) -> None:
        whole = f"{self._title.text()} {self._words.text()}"
        if whole != self._told and self.isVisible():
            announce(self, whole, urgent=True)
        self._told = whole
        self.setAccessibleName(whole)

    def _show_rows(self) -> None:
        waited = self._model.waited
        for one in waited[len(self._rows) : _MOST_ROWS]:
            made = WaitedRow(self._speaker)
            made.setObjectName(f"waited_{one.key}")
            self._rows.append(made)
            self._list.addWidget(made)
            made.show()  # at once, since the card is measured with it
        for shown, one in zip(self._rows, waited, strict=False):
            shown.show_payment(one)
        more = len(waited) - len(self._rows)
        self._more.setVisible(more > 0)
        self._more.setText(self.tr("and %n more", "", more))


class WaitedSpeaker(QObject):
    """What is said of a payment that is waited for, or of a refund, a capture, a release."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._payments = OutcomeSpeaker(self)
        self._operations = OperationSpeaker(self)

    def title(self, waited: Sequence[Waited]) -> str:
        """What isn't finished; a payment when there is one among them."""
        kinds = {
            one.payment.operation for one in waited if isinstance(one.payment, OperationUnderWay)
        }
        if not kinds or any(isinstance(one.payment, UnderWay) for one in waited):
            if len(waited) > 1:
                return self.tr("Payments are not finished")
            return self.tr("A payment is not finished")
        if kinds == {OperationKind.REFUND}:
            return self.tr("A refund is not finished")
        if OperationKind.REFUND in kinds:
            return self.tr("A payment is not finished")
        return self.tr("A held amount is still being taken or released")

    def other(self, other: Other | None) -> str:
        """What isn't finished where no payment is on its way."""
        if other is Other.CARD:
            return self.tr("A card is still being removed")
        if other is Other.DUES:
            return self.tr("What was begun of collecting what is due comes to its end")
        return self.tr("An answer to a dispute is still being sent")

    def whose(self, one: Waited) -> str:
        """The customer, and what is done to an earlier payment of theirs."""
        who = shown_name(one.customer) if one.customer is not None else ""
        if isinstance(one.payment, OperationUnderWay):
            named = self._operations.named(one.payment.operation)
            return f"{named}  ·  {who}" if who else named
        walk_in = one.payment.customer_id is None
        return who or (self.tr("Walk-in") if walk_in else self.tr("Customer"))

    def ended(self, outcome: Outcome | OperationOutcome) -> tuple[str, Kind, str]:
        """The verdict, its kind and its icon."""
        if isinstance(outcome, Outcome):
            said = self._payments.words(outcome).title
            return said, KINDS[outcome.kind], ICONS[outcome.kind]
        words = self._operations.words(outcome)
        return words.title, words.kind, words.icon


class WaitedRow(Retranslated, QWidget):
    """How much, whose, and since when; or what came of it."""

    def __init__(self, speaker: WaitedSpeaker) -> None:
        super().__init__()
        self._speaker = speaker
        self._shown: Waited | None = None
        self._spinner = Spinner(SIZE.icon)
        self._icon = IconLabel("neutral", "neutral", SIZE.icon)
        self._amount = label(role="strong")
        self._who = ElidedLabel()
        self._state = label(role="muted")
        box = row(self, gap=SPACE.m)
        for part in (self._spinner, self._icon, self._amount):
            box.addWidget(part)
        box.addWidget(self._who, 1)
        box.addWidget(self._state)

    def show_payment(self, one: Waited) -> None:
        """Show this payment as it is now."""
        self._shown = one
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything again."""
        one = self._shown
        if one is None:
            return
        outcome = one.outcome
        self._spinner.setVisible(outcome is None)
        self._icon.setVisible(outcome is not None)
        if outcome is None:
            self._state.setText(self._since(one.payment.seconds))
        else:
            said, kind, icon = self._speaker.ended(outcome)
            self._icon.set_icon(icon, kind)
            self._state.setText(said)
        self._amount.setText(format_money(one.payment.amount, language_of()))
        self._who.setText(self._speaker.whose(one))
        parts = (self._amount.text(), self._who.whole_text(), self._state.text())
        self.setAccessibleName(", ".join(parts))

    def _since(self, seconds: int) -> str:
        if seconds < _MINUTE:
            return self.tr("for {seconds} s").format(seconds=seconds)
        return self.tr("for {minutes} min").format(minutes=seconds // _MINUTE)
