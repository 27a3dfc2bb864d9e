"""Revoking: why, then what it stops and what it leaves open, read back before it is recorded."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from pos_app.consent.service import Standing
from pos_app.customers.model import Customer, shown_name
from pos_app.kernel.errors import PosError, UserError
from ui.consent.revoke_confirm import ConfirmRevocation
from ui.consent.revoke_view_model import LONGEST, RevokeViewModel, Step
from ui.i18n.language import Retranslated
from ui.theme.layout import card, column
from ui.theme.tokens import SPACE
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.enter import press
from ui.widgets.field_row import FieldRow
from ui.widgets.frame import Heading, add_all, centred, choices, hand_focus, rest_focus
from ui.widgets.labels import label
from ui.widgets.steps import StepsLayout


class RevokeScreen(QWidget):
    """Signals: `revoked(AgreementRevoked)`; `cancelled` when nothing was ended."""

    revoked = Signal(object)
    cancelled = Signal()

    def __init__(self, view_model: RevokeViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("revokeScreen")
        self._model = view_model
        self._why = ChooseReason(view_model)
        self._confirm = ConfirmRevocation(view_model)
        self._steps = StepsLayout(centred(self, 1120))
        self._steps.addWidget(self._why)
        self._steps.addWidget(self._confirm)
        view_model.stepChanged.connect(self._show_step)
        view_model.leftChanged.connect(self._confirm.retranslate)
        view_model.cancelled.connect(self.cancelled)
        view_model.revoked.connect(self.revoked)
        view_model.faulted.connect(self._show_fault)

    def begin(self, standing: Standing, customer: Customer | None) -> None:
        """Start on this agreement, as it stands."""
        self._confirm.clear()
        self._why.begin()
        self._model.begin(standing, customer)
        self._why.retranslate()

    def go_back(self) -> None:
        """Esc: one step back; nothing while it is being recorded."""
        self._model.back()

    def _show_step(self) -> None:
        step = self._model.step
        shown = self._why if step is Step.WHY else self._confirm
        if step is Step.WORKING:
            rest_focus(self)
        if shown is self._confirm:
            self._confirm.refresh()
        self._steps.setCurrentWidget(shown)
        if step is not Step.WORKING:
            hand_focus(self, shown.first_focus())

    def _show_fault(self, fault: PosError) -> None:
        self._confirm.say(fault)


class ChooseReason(Retranslated, QWidget):
    """The first step: why, in their own words, or nothing."""

    def __init__(self, view_model: RevokeViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = view_model
        self._heading = Heading("note")
        self._about = label(wrap=True)
        self._field = QLineEdit()
        self._field.setObjectName("revokeReason")
        self._field.setMaxLength(LONGEST)
        self._row = FieldRow("", self._field)
        self._review = PrimaryButton(icon="forward", large=True)
        self._review.setObjectName("reviewRevocation")
        self._cancel = SecondaryButton(large=True)
        self._cancel.setObjectName("cancelRevocation")
        surface = card()
        inside = column(surface, gap=SPACE.l, margin=SPACE.l, margin_x=SPACE.xl)
        add_all(inside, self._about, self._row)
        box = column(self, gap=SPACE.l)
        box.addWidget(self._heading)
        box.addWidget(surface)
        box.addStretch(1)
        box.addLayout(choices(self._cancel, self._review))
        self._review.clicked.connect(self._submit)
        self._cancel.clicked.connect(self._model.back)
        self.retranslate()

    def begin(self) -> None:
        """Start with nothing typed."""
        self._field.clear()
        self._row.set_error(None)

    def first_focus(self) -> QWidget:
        """Where typing goes."""
        return self._field

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on; on a button it presses it."""
        if not press(event, self, self._review):
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        """Say everything again."""
        customer = self._model.customer
        title = self.tr("Revoke an agreement")
        self._heading.say(title, shown_name(customer) if customer is not None else title, "note")
        self._about.setText(
            self.tr(
                "The customer may end an agreement whenever they like. What you type is kept with "
                "it, and nothing more is asked of them."
            )
        )
        self._row.set_text(
            self.tr("Why, if the customer says so"),
            self.tr("Optional. It can be read by your bank in a dispute."),
        )
        self._review.setText(self.tr("Continue"))
        self._cancel.setText(self.tr("Cancel"))

    def _submit(self) -> None:
        try:
            self._model.review(self._field.text())
        except UserError as error:
            self._row.set_error(error)
            self._row.focus()
        else:
            self._row.set_error(None)
