"""Calling a sale off, the split between customer and shop adjustable and said plainly."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from pos_app.customers.model import shown_name
from pos_app.dues.ending import UNCLEAR, CalledOff
from pos_app.kernel.errors import PosError
from pos_app.kernel.money import Money
from pos_app.settings.formats import format_money
from pos_app.settings.key_uses import Use
from ui.dues.call_off_view_model import CallingOff, CallOffViewModel
from ui.dues.off_reason import ReasonChoice
from ui.dues.words import day
from ui.i18n import messages
from ui.i18n.language import Retranslated, language_of
from ui.i18n.off_reasons import off_reason
from ui.theme.layout import card, column
from ui.theme.tokens import SPACE, Kind
from ui.widgets.banner import Banner
from ui.widgets.buttons import DangerButton, SecondaryButton
from ui.widgets.columns import columns
from ui.widgets.enter import press
from ui.widgets.frame import Heading, add_all, centred, choices, hand_focus, rest_focus
from ui.widgets.in_words import InWords
from ui.widgets.labels import label
from ui.widgets.money_field import AS_LONG, MoneyField
from ui.widgets.scrolling import above


class CallOffScreen(Retranslated, QWidget):
    """Signals: `left`."""

    left = Signal()

    def __init__(self, view_model: CallOffViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("callOffScreen")
        self._model = view_model
        self._heading = Heading("receipt")
        self._fault, self._said = Banner(), Banner()
        self._fault.setObjectName("callOffFault")
        self._said.setObjectName("callOffSaid")
        self._paid = label(role="strong", wrap=True)
        self._policy = label(wrap=True)
        self._policy.setObjectName("callOffPolicy")
        self._refund_label = label(role="label")
        self._refund = MoneyField("eur", check=view_model.check)
        self._refund.line().setObjectName("refundField")
        self._refund.line().setMaximumWidth(AS_LONG)
        self._refund.offer_pad()
        self._refund_label.setBuddy(self._refund.line())
        self._kept = label(role="strong", wrap=True)
        self._kept.setObjectName("callOffKept")
        self._why = ReasonChoice()
        self._question = label(role="strong", wrap=True)
        self._question.setObjectName("callOffQuestion")
        self._words = InWords(self._question)
        self._surface, self._reading = card(), card()
        self._back = SecondaryButton(large=True)
        self._back.setObjectName("leaveCallOff")
        self._go = DangerButton(icon="cross", large=True).needs(Use.REFUND)
        self._go.setObjectName("confirmCallOff")
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        box = column(self._surface, gap=SPACE.s, margin=SPACE.m, margin_x=SPACE.xl)
        beside = columns(gap=SPACE.m)
        beside.addWidget(self._refund, 1)
        beside.addWidget(self._kept, 1, Qt.AlignmentFlag.AlignVCenter)
        add_all(box, self._paid, self._policy, self._refund_label)
        box.addLayout(beside)
        box.addWidget(self._why)
        read_back = column(self._reading, gap=SPACE.s, margin=SPACE.l, margin_x=SPACE.xl)
        add_all(read_back, self._question, self._words)
        content = QWidget()
        whole = column(content, gap=SPACE.m)
        add_all(whole, self._said, self._fault, self._surface, self._reading)
        whole.addStretch(1)
        outer = column(centred(self, 900), gap=SPACE.m)
        outer.addWidget(self._heading)
        scroll = above(content, choices(self._back, self._go), outer)
        # once it has its place: what is asked for must not lie below the edge
        self._why.typing.connect(
            lambda: QTimer.singleShot(0, scroll, lambda: scroll.ensureWidgetVisible(self._why))
        )

    def _connect(self) -> None:
        model = self._model
        model.changed.connect(self._show)
        model.stepChanged.connect(self._show_step)
        model.faulted.connect(self._say_fault)
        model.done.connect(self._say_done)
        self._refund.amountChanged.connect(lambda _: self._say_kept())
        self._go.clicked.connect(self._press)
        self._back.clicked.connect(self.go_back)

    def go_back(self) -> None:
        """Esc: one step back, or out; never while it is carried out."""
        if not self._model.back():
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the focused button, else the main one."""
        if not press(event, self, self._go if self._go.isVisible() else self._back):
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        """Say everything again."""
        self._refund_label.setText(self.tr("Goes back to the customer’s card"))
        self._refund.set_name(self.tr("Goes back to the customer’s card"))
        self._say_proposal()
        self._say_kept()
        self._show_step()

    def _show(self) -> None:
        sale, proposal = self._model.sale, self._model.proposal
        self._said.clear()
        self._fault.clear()
        if self._model.looking and sale is not None:
            self._why.begin()
            self._refund.set_amount(None)  # of the sale before
            self._refund.set_currency(sale.total.currency)
        if proposal is not None:
            self._refund.set_amount(proposal.refund)
        self.retranslate()

    def _say_proposal(self) -> None:
        model = self._model
        if model.sale is None:
            return
        who = shown_name(model.customer) if model.customer is not None else ""
        self._heading.say(self.tr("Call off the sale"), who, "receipt")
        held = model.most()
        self._paid.setText(self.tr("Paid and not given back: {amount}.").format(amount=_say(held)))
        nothing = held.amount_minor == 0
        self._refund.setVisible(not nothing)
        self._refund_label.setVisible(not nothing)
        proposal = model.proposal
        if nothing:
            words = self.tr("Nothing goes back, since nothing was paid.")
        elif model.looking:
            words = self.tr("Looking up what was agreed…")
        elif proposal is None:
            words = self.tr(
                "What was agreed can’t be looked up now: type what goes back, or go back and try "
                "again later."
            )
        elif proposal.last_day is None:
            words = self.tr("No agreement says what comes back: decide it here.")
        elif proposal.in_time:
            words = self.tr("Until {date}, the agreement gives this back.")
            words = words.format(date=day(proposal.last_day))
        else:
            words = self.tr("By the agreement it had to be said until {date}.")
            words = words.format(date=day(proposal.last_day))
        self._policy.setText(words)

    def _say_kept(self) -> None:
        sale, refund = self._model.sale, self._typed()
        gives_back = refund is not None and refund.amount_minor > 0
        self._go.needs(Use.REFUND if gives_back else None)
        if sale is None or refund is None:
            self._kept.setText("")
            return
        self._kept.setText(self._kept_words(self._model.kept(refund)))

    def _kept_words(self, kept: Money) -> str:
        if not kept.amount_minor:
            return self.tr("The shop keeps nothing.")
        return self.tr("The shop keeps {amount}.").format(amount=_say(kept))

    def _typed(self) -> Money | None:
        model = self._model
        if model.sale is not None and model.most().amount_minor == 0:
            return model.most()
        return self._refund.amount()

    def _show_step(self) -> None:
        model, step = self._model, self._model.step
        if model.sale is None:
            return
        working, over = step is CallingOff.WORKING, step is CallingOff.OVER
        if working:
            rest_focus(self)
        self._surface.setVisible(step is CallingOff.CHOOSING)
        self._reading.setVisible(step in (CallingOff.CONFIRMING, CallingOff.WORKING))
        self._back.setEnabled(not working)
        # what comes later must not take the place of what somebody is typing
        self._go.setEnabled(not working and not model.looking)
        self._refund.setEnabled(not model.looking)
        self._go.setVisible(not over)
        self._say_question()
        self._go.setText(
            self.tr("Call it off…") if step is CallingOff.CHOOSING else self.tr("Call it off")
        )
        self._back.setText(self.tr("Back"))
        if not working and self.isVisible():
            choosing = step is CallingOff.CHOOSING and not self._refund.isHidden()
            onward = self._go if self._go.isEnabled() and not over else self._back
            hand_focus(self, self._refund.line() if choosing else onward)

    def _say_question(self) -> None:
        sale, refund = self._model.sale, self._model.refund
        if sale is None or refund is None:
            return
        if self._model.step is CallingOff.OVER:
            return
        kept = self._model.kept(refund)
        words = self.tr("Nothing more is charged.")
        if refund.amount_minor:
            back = self.tr("{refund} goes back to the card.")
            words += " " + back.format(refund=_say(refund))
        words += " " + self._kept_words(kept)
        if self._model.off_for is not None:
            why = self.tr("Reason: {reason}.")
            words += " " + why.replace("{reason}", off_reason(self._model.off_for))
        self._question.setText(words)
        self._words.set_money(refund)
        self._words.setVisible(refund.amount_minor > 0)

    def _press(self) -> None:
        self._fault.clear()
        if self._model.step is CallingOff.CHOOSING:
            refund = self._typed()
            if refund is None:
                self._refund.validate()
                self._refund.line().setFocus(Qt.FocusReason.OtherFocusReason)
                return
            why = self._why.reason()
            if why is not None:
                self._model.review(refund, why)
        else:
            self._model.confirm()

    def _say_done(self, result: CalledOff) -> None:
        asked = self._model.refund or result.left
        kind: Kind = "success"
        title = self.tr("The sale is called off")
        if result.unclear:
            kind, title = "unknown", self.tr("Called off, the refund isn’t known yet")
            words = self.tr(
                "It is not known yet whether all of it went back. Do not refund again: the till "
                "finds out and goes on by itself."
            )
        else:
            words = self._went_words(asked - result.left)
            if result.left.amount_minor:
                kind = "danger" if result.refused else "warning"
                title = self.tr("Called off, but not all went back")
                words += " " + self._left_words(result)
            elif not result.noted:
                words += " " + self.tr("Stripe notes it with the sale as soon as it answers again.")
        self._said.say(kind, title, words)
        self._said.repeat_with(lambda: self._say_done(result))

    def _went_words(self, went: Money) -> str:
        if not went.amount_minor:
            return self.tr("Nothing went back, and nothing more is charged.")
        words = self.tr("{amount} went back. Nothing more is charged.")
        return words.format(amount=_say(went))

    def _left_words(self, result: CalledOff) -> str:
        words = self.tr("{amount} could not be given back yet. The till goes on trying by itself.")
        if result.refused:
            words = self.tr(
                "{amount} could not be given back: open the payment from the sale to see why, and "
                "to try again."
            )
        return words.format(amount=_say(result.left))

    def _say_fault(self, fault: PosError) -> None:
        kind: Kind = "danger"
        title = self.tr("The sale is not called off")
        if fault.key == UNCLEAR:
            kind, title = "unknown", self.tr("Not known yet whether it is called off")
        self._fault.say(kind, title, messages.text(fault))
        self._fault.repeat_with(lambda: self._say_fault(fault))


def _say(amount: Money) -> str:
    return format_money(amount, language_of())
