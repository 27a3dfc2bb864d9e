"""Cards of a past payment: a hold's end, and its refunds one by one."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from pos_app.payments.details import RefundSeen
from pos_app.settings.formats import format_datetime
from ui.i18n.language import Retranslated, language_of
from ui.payments.countdown import Countdown, is_soon
from ui.payments.payment_view_model import PaymentViewModel
from ui.payments.payment_words import PaymentSpeaker
from ui.theme.apply import set_role
from ui.theme.layout import column, empty, row
from ui.theme.tokens import SPACE
from ui.widgets.columns import columns
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import IconLabel, MoneyLabel, label
from ui.widgets.status_chip import StatusChip


class HoldCard(Retranslated, QFrame):
    """What a hold is, until when, and who can end it; that one is over. Hidden for any other
    payment."""

    def __init__(self, view_model: PaymentViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = view_model
        self._countdown = Countdown(self)
        self._icon = IconLabel("lock", "info", 32)
        self._until = label(role="strong", wrap=True)
        self._until.setObjectName("holdUntil")
        self._what = label(wrap=True)
        self._what.setObjectName("holdMeans")
        self._other = label(role="label", wrap=True)
        self._other.setObjectName("holdElsewhere")
        lines = column(gap=SPACE.s)
        for part in (self._until, self._what, self._other):
            lines.addWidget(part)
        box = row(self, gap=SPACE.l, margin=SPACE.l, margin_x=SPACE.xl)
        box.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        box.addLayout(lines, 1)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything again, with the time that is left by now."""
        held = self._model.held()
        over = held is None and self._model.may_renew()
        self.setVisible(held is not None or over)
        if over:
            self._say_over()
        if held is None:
            return
        now = self._model.now()
        soon = held.until is not None and is_soon(held.until, now)
        set_role(self, "banner", kind="warning" if soon else "info")
        self._icon.set_icon("lock", "warning" if soon else "info")
        if held.until is None:
            self._until.setText(self.tr("Held for about 7 days: the bank did not say until when"))
        else:
            self._until.setText(
                self.tr("Held until {date}: {left}").format(
                    date=format_datetime(held.until, language_of()),
                    left=self._countdown.words(held.until, now),
                )
            )
        self._what.setText(
            self.tr(
                "This is not a deposit: no money was taken. The bank only keeps the amount aside "
                "until you take it or release it. After that time it lets it go by itself, and "
                "nothing can be taken."
            )
        )
        # it may have been taken or released meanwhile: what was not done is not said
        self._what.setVisible(not held.unclear)
        self._other.setText(
            self.tr(
                "Another till holds this amount. Take it or release it there. If that till is "
                "gone, do it in the Stripe Dashboard."
            )
        )
        self._other.setVisible(held.elsewhere)

    def _say_over(self) -> None:
        renewal = self._model.renewal
        expired = renewal is not None and renewal.expired
        set_role(self, "banner", kind="warning")
        self._icon.set_icon("lock", "warning")
        ran_out = self.tr("This hold ran out: the bank let the amount go")
        self._until.setText(ran_out if expired else self.tr("This hold was released"))
        self._what.setText(
            self.tr("No money was taken, and nothing is reserved any more. It can be held again.")
        )
        self._what.show()
        self._other.hide()


class RefundList(QFrame):
    """Every refund, newest first; hidden while there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "card")
        self.setObjectName("paymentRefunds")
        self._speaker = PaymentSpeaker(self)
        self._title = label(role="heading")
        self._rows = column(gap=SPACE.s)
        box = columns(self, gap=SPACE.xl, margin=SPACE.m, margin_x=SPACE.xl)
        self._title.setContentsMargins(0, SPACE.xs, 0, 0)  # beside the first row's middle
        box.addWidget(self._title, 0, Qt.AlignmentFlag.AlignTop)
        box.addLayout(self._rows, 1)
        self.hide()

    def show_refunds(self, title: str, refunds: Sequence[RefundSeen]) -> None:
        """Replace what is shown."""
        empty(self._rows)
        self._title.setText(title)
        for refund in refunds:
            self._rows.addWidget(self._row(refund))
        self.setVisible(bool(refunds))

    def _row(self, refund: RefundSeen) -> QWidget:
        made = QFrame()
        made.setObjectName(f"refund_{refund.id}")
        said = self._speaker.refund(refund)
        when = format_datetime(refund.at, language_of())
        amount = MoneyLabel(refund.amount)
        first = FlowLayout(gap=SPACE.m)
        first.addWidget(amount)
        first.addWidget(label(when, "muted"))
        first.addStretch(1)
        first.addWidget(StatusChip(said.text, said.kind, icon=said.icon))
        box = column(made, gap=0)
        box.addLayout(first)
        why = self._speaker.why_back(refund)
        if why:
            box.addWidget(label(why, wrap=True))
        made.setAccessibleName(f"{amount.text()}, {said.text}, {when}. {why}".strip())
        return made
