"""Another day or another amount for what is owed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.dues.due_view_model import DueViewModel, Step
from ui.dues.words import day
from ui.i18n.language import Retranslated
from ui.theme.layout import card, column
from ui.theme.tokens import SPACE
from ui.widgets import day_line, money_field
from ui.widgets.day_line import DayLine
from ui.widgets.field_row import FieldRow
from ui.widgets.frame import add_all
from ui.widgets.labels import label
from ui.widgets.money_field import MoneyField


class ChangePanel(Retranslated, QWidget):
    """One field at a time; hidden while nothing is changed."""

    def __init__(self, model: DueViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._step = Step.SHOWING
        self._day = DayLine("newDay")
        self._day.setMaximumWidth(day_line.AS_LONG)
        self._day_row = FieldRow("", self._day)
        self._amount_label = label(role="label")
        self._amount = MoneyField("eur")
        self._amount.line().setObjectName("newAmount")
        self._amount.line().setMaximumWidth(money_field.AS_LONG)
        self._amount.offer_pad()
        self._amount_label.setBuddy(self._amount.line())
        self._note = label(role="muted", wrap=True)
        surface = card()
        box = column(surface, gap=SPACE.m, margin=SPACE.l, margin_x=SPACE.xl)
        add_all(box, self._day_row, self._amount_label, self._amount, self._note)
        column(self).addWidget(surface)
        self.retranslate()

    def show_step(self, step: Step) -> None:
        """Ask for what this step needs; what was typed stays while it is carried out."""
        begins = step is not self._step and step in (Step.MOVING, Step.CHANGING)
        again = self._step is Step.WORKING
        self._step = step
        self.setVisible(step in (Step.MOVING, Step.CHANGING))
        moving = step is Step.MOVING
        self._day_row.setVisible(moving)
        for one in (self._amount_label, self._amount):
            one.setVisible(not moving)
        row = self._model.row
        if begins and not again and row is not None:
            self._day.set_day(row.due_on)
            self._day.selectAll()
            self._day_row.set_error(None)
            self._amount.set_currency(row.item.amount.currency)
            self._amount.set_amount(row.item.amount)
        self.setFocusProxy(self._day if moving else self._amount.line())
        self.retranslate()

    def submit(self) -> None:
        """Go on with what is typed, or say what is wrong with it."""
        if self._step is Step.MOVING:
            typed = self._day.day()
            if typed is None or typed < self._model.today():
                self._day_row.set_error(lambda: self.tr("Type a day from today on, as 31/12/2026."))
                self._day_row.focus()
                return
            self._model.move(typed)
            return
        amount = self._amount.validate()
        if amount is None:
            self._amount.line().setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._model.change(amount)

    def retranslate(self) -> None:
        """Say everything again."""
        row = self._model.row
        self._day_row.set_text(self.tr("New day (day/month/year)"))
        self._amount_label.setText(self.tr("New amount"))
        self._amount.set_name(self.tr("New amount"))
        until = day(row.due_on) if row is not None else ""
        moving = self._step is Step.MOVING
        self._note.setText(
            self.tr("It was due on {date}. Only days that the agreement allows are taken.").format(
                date=until
            )
            if moving
            else self.tr("Only an amount that the agreement allows is taken. Nothing is charged.")
        )
