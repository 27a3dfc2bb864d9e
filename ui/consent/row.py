"""A row of the customer panel: one agreement at a glance."""

from datetime import datetime

from PySide6.QtWidgets import QWidget

from pos_app.consent.service import Standing
from pos_app.kernel.money import Money
from ui.consent.words import AgreementSpeaker, Known
from ui.widgets.labels import label
from ui.widgets.line_button import LineButton
from ui.widgets.status_chip import StatusChip


class AgreementRow(LineButton):
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
        purpose = speaker.purpose(agreement.scope.purpose)
        state = speaker.state(standing, now, left)
        lines = [
            [speaker.bounds(agreement), speaker.until(agreement)],
            [speaker.card(agreement, cards), agreement.subject.description],
        ]
        shown = [[part for part in parts if part] for parts in lines]
        chip = StatusChip(state.text, state.kind, icon=state.icon)
        self.fill(label(purpose, "label"), chip, shown, whole=True)
        said = [purpose, state.text, *shown[0], *shown[1]]
        self.setAccessibleName(f"{', '.join(said)}. {state.why}".strip())
        self.setAccessibleDescription(self.tr("Opens the agreement"))
