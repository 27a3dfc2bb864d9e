"""The first step of charging a saved card: how much, and which card."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from pos_app.customers.model import shown_name
from pos_app.kernel.errors import PosError
from pos_app.payments.model import Capture
from ui.i18n.language import Retranslated
from ui.payments.amount_form import AmountForm
from ui.payments.charge_view_model import ChargeViewModel
from ui.theme.layout import card, column, empty, row
from ui.theme.tokens import SPACE
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.card_row import CardRow
from ui.widgets.columns import columns
from ui.widgets.enter import press
from ui.widgets.frame import Heading, add_all, choices
from ui.widgets.labels import InlineError, label
from ui.widgets.scrolling import above
from ui.widgets.spinner import Spinner


class ChooseCard(Retranslated, QWidget):
    """Signal: `cancelled`. Going on goes through the view model."""

    cancelled = Signal()

    def __init__(
        self, view_model: ChargeViewModel, currency: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model = view_model
        self._heading = Heading("card")
        self._form = AmountForm(currency, pad=True)
        self._cards_label = label(role="label")
        self._spinner = Spinner(22)
        self._cards_fault = InlineError()
        self._cards_fault.setObjectName("cardsFault")
        self._none = label(role="muted", wrap=True)
        self._none.setObjectName("noCards")
        self._why_not = label(role="muted", wrap=True)
        self._why_not.setObjectName("notShownCards")
        self._rows_box = QWidget()
        self._rows = column(self._rows_box, gap=SPACE.m)
        self._hold = SecondaryButton(icon="lock", large=True)
        self._hold.setObjectName("holdOnly")
        self._review = PrimaryButton(icon="card", large=True)
        self._review.setObjectName("reviewCharge")
        self._cancel = SecondaryButton(large=True)
        self._cancel.setObjectName("cancelCharge")
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        form = card()
        column(form, margin=SPACE.xl).addWidget(self._form)
        titles = row(gap=SPACE.m)
        titles.addWidget(self._cards_label)
        titles.addWidget(self._spinner)
        titles.addStretch(1)
        left = column(gap=SPACE.l)
        left.addWidget(form)
        left.addStretch(1)
        right = column(gap=SPACE.m)
        right.addLayout(titles)
        add_all(right, self._cards_fault, self._none)
        note = column()
        note.addWidget(self._why_not)
        above(self._rows_box, note, right)
        body = columns(gap=SPACE.xl)
        body.addLayout(left, 2)
        body.addLayout(right, 3)
        box = column(self, gap=SPACE.l)
        box.addWidget(self._heading)
        box.addLayout(body, 1)
        buttons = choices(self._cancel, self._review)
        buttons.insertWidget(2, self._hold)  # where a double click meets no Confirm
        box.addLayout(buttons)

    def _connect(self) -> None:
        self._review.clicked.connect(lambda _checked: self._submit())
        self._hold.clicked.connect(lambda: self._submit(Capture.MANUAL))
        self._cancel.clicked.connect(self.cancelled)
        self._model.cardsChanged.connect(self._show_cards)
        self._model.cardsFaulted.connect(self._show_fault)
        self._model.cardMissing.connect(
            lambda: self._cards_fault.set_text(lambda: self.tr("Choose the card to charge."))
        )

    def begin(self) -> None:
        """Start with empty fields, or with what is already owed."""
        self._form.clear()
        self.refresh()

    def refresh(self) -> None:
        """Show the view model's state again."""
        if self._model.item is not None:
            self._form.lock(self._model.item)
        self.retranslate()

    def first_focus(self) -> QWidget:
        """Where typing goes."""
        if self._model.item is None:
            return self._form.field.line()
        chosen = [one for one in self._card_rows() if one.isChecked()]
        return chosen[0] if chosen else self._review

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on a card takes that card and goes on; on a button it presses it."""
        focused = QApplication.focusWidget()
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and isinstance(focused, CardRow) and not event.isAutoRepeat():
            focused.click()
            self._submit()
        elif not press(event, self, self._review):
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        """Say everything again."""
        customer = self._model.customer
        who = shown_name(customer) if customer else ""
        self._heading.say(self.tr("Charge a saved card"), who, "card")
        self._cards_label.setText(self.tr("Which card?"))
        self._none.setText(
            self.tr("No saved card. Take a payment and let the customer have the card saved.")
        )
        self._why_not.setText(
            self.tr(
                "A card that its customer hasn’t asked to see again isn’t charged here. With “Take "
                "payment” they use it themselves, on their page."
            )
        )
        self._review.setText(self.tr("Charge…"))
        self._hold.setText(self.tr("Hold only, take later…"))
        self._cancel.setText(self.tr("Cancel"))
        self._show_cards()

    def _show_cards(self) -> None:
        had_focus = any(one.hasFocus() for one in self._card_rows())
        empty(self._rows)
        for saved in self._model.cards:
            made = self._row_of(saved.id)
            self._rows.addWidget(made)
            made.show()  # at once, since it may get the focus
        self._rows.addStretch(1)
        self._spinner.setVisible(not self._model.loaded)
        self._none.setVisible(self._model.loaded and not self._model.cards)
        self._why_not.setVisible(self._model.some_not_shown)
        self._allow(bool(self._model.card) or not self._model.loaded)
        if had_focus or (self._model.item is not None and self.isVisible()):
            self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    def _row_of(self, card_id: str) -> CardRow:
        saved = next(card for card in self._model.cards if card.id == card_id)
        made = CardRow(saved, self._model.today(), selectable=True, parent=self._rows_box)
        made.setObjectName(f"card_{saved.last4}")
        made.setProperty("cardId", saved.id)
        if self._model.expired(saved):
            made.setEnabled(False)
            made.setToolTip(self.tr("This card has expired and cannot be charged."))
        elif not self._model.chargeable(saved):
            made.setEnabled(False)
            made.setToolTip(self._why_not.text())
        made.setChecked(self._model.card is not None and self._model.card.id == saved.id)
        made.clicked.connect(lambda: self._choose(saved.id))
        return made

    def _choose(self, card_id: str) -> None:
        self._cards_fault.set_text("")
        self._model.choose(card_id)
        self._allow(self._model.card is not None)

    def _card_rows(self) -> list[CardRow]:
        return [one for one in self._rows_box.findChildren(CardRow) if not one.isHidden()]

    def _show_fault(self, fault: PosError | None) -> None:
        if fault is None:
            self._cards_fault.set_text("")
            return
        self._spinner.hide()
        self._cards_fault.set_text(self._not_listed)

    def _not_listed(self) -> str:
        if self._model.cards:
            return self.tr("Stripe did not answer: these are the cards the till already knew.")
        return self.tr("Saved cards can’t be shown: Stripe did not answer.")

    def _allow(self, allowed: bool) -> None:
        self._review.setEnabled(allowed)
        self._hold.setEnabled(allowed)

    def _submit(self, capture: Capture = Capture.AUTOMATIC) -> None:
        item = self._model.item
        amount = item.amount if item is not None else self._form.amount()
        if amount is not None:
            self._model.choose_capture(capture)
            self._model.review(amount, self._form.description())
