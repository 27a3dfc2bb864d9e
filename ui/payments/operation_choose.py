"""The first step of a refund or a capture: how much of it, and why."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from pos_app.customers.model import shown_name
from pos_app.kernel.money import Money
from pos_app.payments.operation_model import OperationKind, RefundReason
from pos_app.settings.formats import format_money
from ui.i18n.language import Retranslated, language_of
from ui.payments.operation_view_model import OperationViewModel
from ui.payments.operation_words import ReasonWords
from ui.theme.layout import card, column
from ui.theme.tokens import SPACE
from ui.widgets.buttons import PrimaryButton, QuietButton, SecondaryButton
from ui.widgets.choice_row import ChoiceRow
from ui.widgets.columns import columns
from ui.widgets.enter import press
from ui.widgets.flow import FlowLayout
from ui.widgets.frame import Heading, choices
from ui.widgets.labels import label
from ui.widgets.money_field import MoneyField
from ui.widgets.number_pad import NumberPad
from ui.widgets.scrolling import scrolled
from ui.widgets.tiles import Tiles

REASONS = (RefundReason.REQUESTED, RefundReason.DUPLICATE, RefundReason.FRAUDULENT, None)


class ChoosePart(Retranslated, QWidget):
    """All of it is typed already and selected: Enter goes on with it, a figure replaces it."""

    def __init__(self, view_model: OperationViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = view_model
        self._reasons_of = ReasonWords(self)
        self._heading = Heading("refund")
        self._how_much = label(role="label")
        self._field = MoneyField("eur", check=view_model.check)
        self._field.line().setObjectName("partField")
        self._most = label(role="muted")
        self._most.setObjectName("partMost")
        self._all = QuietButton()
        self._all.setObjectName("wholeAmount")
        self._why = label(role="label")
        self._reasons = {reason: self._reason_row(reason) for reason in REASONS}
        self._reasons_box = QWidget()
        self._rest = label(role="strong", wrap=True)
        self._rest.setObjectName("partRest")
        self._explained = label(wrap=True)
        self._rest_box = QWidget()
        self._effect = label(role="error", wrap=True)
        self._effect.setObjectName("reasonEffect")
        self._review = PrimaryButton(icon="forward", large=True)
        self._review.setObjectName("reviewOperation")
        self._cancel = SecondaryButton(large=True)
        self._cancel.setObjectName("cancelOperation")
        self._build()
        self._connect()
        self.retranslate()

    def _reason_row(self, reason: RefundReason | None) -> ChoiceRow:
        made = ChoiceRow()
        made.setObjectName(f"reason_{reason.value if reason else 'other'}")
        made.toggled.connect(lambda on: self._choose(reason) if on else None)
        return made

    def _build(self) -> None:
        surface = card()
        inside = columns(surface, gap=SPACE.xl, margin=SPACE.m, margin_x=SPACE.xl)
        fields = column(gap=SPACE.s)
        for part in (self._head(), self._field, self._reasons_box, self._rest_box):
            fields.addWidget(part)
        fields.addStretch(1)
        inside.addLayout(fields, 3)
        pad = column()
        pad.addWidget(NumberPad(self._field.line()))
        pad.addWidget(self._effect)
        pad.addStretch(1)
        inside.addLayout(pad, 2)
        why = column(self._reasons_box, gap=SPACE.s)
        why.addWidget(self._why)
        reasons = Tiles(across=2, gap=SPACE.s)
        for made in self._reasons.values():
            reasons.addWidget(made)
        why.addLayout(reasons)
        lines = column(self._rest_box, gap=SPACE.s)
        lines.addSpacing(SPACE.m)
        lines.addWidget(self._rest)
        lines.addWidget(self._explained)
        content = QWidget()
        whole = column(content, gap=SPACE.l)
        whole.addWidget(surface)
        whole.addStretch(1)
        box = column(self, gap=SPACE.l)
        box.addWidget(self._heading)
        box.addWidget(scrolled(content), 1)
        box.addLayout(choices(self._cancel, self._review))

    def _head(self) -> QWidget:
        made = QWidget()
        box = FlowLayout(made, gap=SPACE.m)
        box.addWidget(self._how_much)
        box.addWidget(self._most)
        box.addStretch()
        box.addWidget(self._all)
        return made

    def _connect(self) -> None:
        self._how_much.setBuddy(self._field.line())
        self._all.clicked.connect(self._take_all)
        self._field.amountChanged.connect(lambda _: self._show_rest())
        self._review.clicked.connect(self._submit)
        self._cancel.clicked.connect(self._model.back)

    def _choose(self, reason: RefundReason | None) -> None:
        self._model.choose_reason(reason)
        self._show_effect()

    def begin(self) -> None:
        """Start with all of it."""
        self._field.set_amount(self._model.most())
        self._reasons[self._model.reason].setChecked(True)
        self.retranslate()

    def first_focus(self) -> QWidget:
        """Where typing goes."""
        return self._field.line()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on a reason takes that one and goes on; on a button it presses it."""
        focused = QApplication.focusWidget()
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and isinstance(focused, ChoiceRow) and not event.isAutoRepeat():
            focused.click()
            self._submit()
        elif not press(event, self, self._review):
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        """Say everything again."""
        refund = self._model.kind is OperationKind.REFUND
        customer = self._model.customer
        title = self.tr("Refund") if refund else self.tr("Take the held amount")
        who = shown_name(customer) if customer is not None else ""
        self._heading.say(title, who or title, "refund" if refund else "card")
        words = self.tr("How much goes back?") if refund else self.tr("How much is taken?")
        self._how_much.setText(words)
        self._field.set_name(words)
        self._all.setText(self.tr("All of it"))
        self._why.setText(self.tr("Why?"))
        for reason, made in self._reasons.items():
            made.set_words(self._reasons_of.name(reason))
            made.setAccessibleDescription(self._reasons_of.effect(reason))
        self._review.setText(self.tr("Continue"))
        self._cancel.setText(self.tr("Cancel"))
        self._reasons_box.setVisible(refund)
        self._rest_box.setVisible(not refund)
        self._show_rest()

    def _show_rest(self) -> None:
        if self._model.details is None:
            return
        most = self._model.most()
        self._most.setText(self.tr("At most {amount}").format(amount=_money(most)))
        self._show_effect()
        chosen = self._field.amount()
        rest = most - chosen if chosen is not None else Money(0, most.currency)
        if rest.amount_minor:
            self._rest.setText(self.tr("{amount} is released").format(amount=_money(rest)))
            self._explained.setText(
                self.tr("What is not taken now can’t be taken later: a hold is taken once.")
            )
        else:
            self._rest.setText(self.tr("All of it is taken"))
            self._explained.setText(self.tr("Nothing stays held on the card."))

    def _show_effect(self) -> None:
        words = self._reasons_of.effect(self._model.reason)
        self._effect.setText(words)
        self._effect.setVisible(bool(words))

    def _take_all(self) -> None:
        self._field.set_amount(self._model.most())
        self._field.line().setFocus(Qt.FocusReason.OtherFocusReason)

    def _submit(self) -> None:
        amount = self._field.validate()
        if amount is None:
            self._field.line().setFocus(Qt.FocusReason.OtherFocusReason)
            self._field.line().selectAll()
        else:
            self._model.review(amount)


def _money(money: Money) -> str:
    return format_money(money, language_of())
