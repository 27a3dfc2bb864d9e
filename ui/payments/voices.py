"""A decline in two voices: what to say to the customer, and what staff need to know."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from pos_app.payments.model import Decline
from ui.i18n.language import Retranslated
from ui.payments.decline_words import decline_words
from ui.theme.apply import set_role
from ui.theme.layout import column, row
from ui.theme.tokens import SPACE
from ui.widgets.columns import columns
from ui.widgets.labels import IconLabel, label


class DeclineVoices(Retranslated, QWidget):
    """Hidden without a decline."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._decline: Decline | None = None
        self._say_label = label(role="muted")
        self._say = label(role="strong", wrap=True)
        self._say.setObjectName("sayToCustomer")
        self._staff_label = label(role="muted")
        self._staff = label(wrap=True)
        self._staff.setObjectName("forStaff")
        self._retry = label(role="heading", wrap=True)
        self._retry.setObjectName("retryAdvice")
        box = columns(self, gap=SPACE.m)
        box.addWidget(_voice("customer", self._say_label, self._say), 1)
        box.addWidget(_voice("shield", self._staff_label, self._staff, self._retry), 1)
        self.retranslate()

    def show_decline(self, decline: Decline | None) -> None:
        """Speak of this decline."""
        self._decline = decline
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything again."""
        self.setVisible(self._decline is not None)
        self._say_label.setText(self.tr("Say to the customer"))
        self._staff_label.setText(self.tr("For staff"))
        if self._decline is not None:
            words = decline_words(self._decline)
            self._say.setText(self.tr("“{words}”").format(words=words.to_customer))
            self._staff.setText(words.for_staff)
            self._retry.setText(words.retry)


def _voice(icon: str, *labels: QWidget) -> QFrame:
    frame = QFrame()
    set_role(frame, "card")
    lines = column(gap=SPACE.xs)
    for each in labels:
        lines.addWidget(each)
    lines.addStretch(1)
    box = row(frame, gap=SPACE.l, margin=SPACE.l, margin_x=SPACE.l + 4)
    box.addWidget(IconLabel(icon, "accent", 32), 0, Qt.AlignmentFlag.AlignTop)
    box.addLayout(lines, 1)
    return frame
