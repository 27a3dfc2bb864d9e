"""In the place of the customer's form while there is none: what is going on, and the way on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.checkout.phase import Phase
from ui.checkout.view_model import CheckoutViewModel
from ui.checkout.words import CheckoutSpeaker
from ui.i18n.language import Retranslated
from ui.theme.layout import card, column, row
from ui.theme.tokens import SPACE
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.labels import IconLabel, label
from ui.widgets.spinner import Spinner
from ui.widgets.tiles import Tiles


class WaitingPage(Retranslated, QWidget):
    """Signals: `retry`, `leave`."""

    retry = Signal()
    leave = Signal()

    def __init__(self, view_model: CheckoutViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = view_model
        self._speaker = CheckoutSpeaker(self)
        self._spinner = Spinner(64)
        self._icon = IconLabel("danger", "danger", 64)
        self._title = label(role="title", wrap=True)
        self._title.setObjectName("checkoutMessage")
        self._words = label(wrap=True)
        self._words.setObjectName("checkoutExplanation")
        self._retry = PrimaryButton(icon="refresh", large=True)
        self._retry.setObjectName("retryCheckout")
        self._leave = SecondaryButton(large=True)
        self._leave.setObjectName("leaveCheckout")
        self._build()
        self._retry.clicked.connect(self.retry)
        self._leave.clicked.connect(self.leave)
        self.refresh()

    def _build(self) -> None:
        for words in (self._title, self._words):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        buttons = Tiles(across=2, gap=SPACE.m)
        buttons.addWidget(self._leave)
        buttons.addWidget(self._retry)
        surface = card()
        surface.setMaximumWidth(640)
        inside = column(surface, gap=SPACE.l, margin=SPACE.xxl)
        inside.addWidget(self._spinner, 0, Qt.AlignmentFlag.AlignHCenter)
        inside.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        inside.addWidget(self._title)
        inside.addWidget(self._words)
        inside.addLayout(buttons)
        middle = row()
        middle.addStretch(1)
        middle.addWidget(surface, 1000)
        middle.addStretch(1)
        box = column(self, margin=SPACE.xl)
        box.addStretch(2)
        box.addLayout(middle)
        box.addStretch(3)

    def refresh(self) -> None:
        """Show the view model's state."""
        phase = self._model.phase
        stuck = phase in (Phase.NOT_OPENED, Phase.NO_ANSWER)
        self._spinner.setVisible(not stuck)
        self._icon.setVisible(stuck)
        kind = "danger" if phase is Phase.NOT_OPENED else "unknown"
        self._icon.set_icon(kind, kind)
        self._retry.setVisible(stuck)
        self._leave.setVisible(stuck)
        self.retranslate()
        if stuck and self.isVisible():
            self._retry.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Say everything again."""
        phase = self._model.phase
        self._title.setText(self._speaker.status(phase))
        words = self._speaker.page_failure(self._model.page_failure)
        if phase is Phase.SWITCHING:
            words = self._speaker.switching()
        if phase is Phase.NOT_OPENED and self._model.fault is not None:
            words = self._speaker.not_opened(self._model.fault)
        elif phase is Phase.NO_ANSWER:
            words = self._speaker.no_answer(saving=self._model.saving)
        self._words.setText(words)
        self._words.setVisible(bool(words))
        blocked = phase is Phase.NO_ANSWER
        self._retry.setText(self.tr("Check again") if blocked else self.tr("Try again"))
        self._leave.setText(self.tr("Leave it blocked") if blocked else self.tr("Back"))
