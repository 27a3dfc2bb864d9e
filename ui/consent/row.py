"""A row of the customer panel: one agreement at a glance."""

from datetime import datetime

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QSizePolicy, QWidget

from pos_app.consent.service import Standing
from pos_app.kernel.money import Money
from ui.consent.words import AgreementSpeaker, Known
from ui.theme.apply import set_role
from ui.theme.layout import column, row
from ui.theme.tokens import SPACE
from ui.widgets.labels import ElidedLabel, IconLabel, label
from ui.widgets.status_chip import StatusChip


class AgreementRow(QPushButton):
    """What for, how it stands, how much, until when and on which card; `clicked` opens it."""

    def __init__(
        self,
        standing: Standing,
        now: datetime,
        left: Money | None,
        cards: Known,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        speaker = AgreementSpeaker(self)
        agreement = standing.agreement
        self.setObjectName(f"agreement_{agreement.id}")
        set_role(self, "line")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        purpose = speaker.purpose(agreement.scope.purpose)
        state = speaker.state(standing, now, left)
        lines = [
            [speaker.bounds(agreement), speaker.until(agreement)],
            [speaker.card(agreement, cards), agreement.subject.description],
        ]
        shown = [[part for part in parts if part] for parts in lines]
        chip = StatusChip(state.text, state.kind, icon=state.icon)
        self._parts = (label(purpose, "label"), chip)
        self._first = row(gap=SPACE.s)
        self._box = column(self, gap=SPACE.xs, margin=SPACE.s)
        self._build(["  ·  ".join(parts) for parts in shown])
        said = [purpose, state.text, *shown[0], *shown[1]]
        self.setAccessibleName(f"{', '.join(said)}. {state.why}".strip())
        self.setAccessibleDescription(self.tr("Opens the agreement"))

    def _build(self, lines: list[str]) -> None:
        self._first.addWidget(self._parts[0])
        self._first.addStretch(1)
        self._first.addWidget(self._parts[1])
        words = column(gap=0)
        for line in lines:
            words.addWidget(ElidedLabel(line, "muted"))
        below = row(gap=SPACE.s)
        below.addLayout(words, 1)
        below.addWidget(IconLabel("chevron-right", "muted", 22))
        self._box.addLayout(self._first)
        self._box.addLayout(below)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens it as Space does; a key held down does nothing more."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not enter:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.click()

    def sizeHint(self) -> QSize:
        """Three lines; four where the first would be too long."""
        return self._box.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """As narrow as the longer part of its first line."""
        width = max(part.sizeHint().width() for part in self._parts) + 2 * SPACE.s
        return QSize(width, self._box.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """How it stands is said beside the purpose while both fit."""
        super().resizeEvent(event)
        needed = sum(part.sizeHint().width() for part in self._parts) + 4 * SPACE.s
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        direction = beside if needed <= self.width() else below
        if direction is not self._first.direction():
            self._first.setDirection(direction)
            self._box.invalidate()
            self.updateGeometry()
