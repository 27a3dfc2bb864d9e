"""What Stripe's support asks for, beside whatever did not go as it should."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QLabel

from pos_app.payments.model import OutcomeKind
from ui.widgets.labels import label

_FINE = frozenset({OutcomeKind.SUCCEEDED, OutcomeKind.SAVED, OutcomeKind.HELD, OutcomeKind.OPEN})


class Reference(QObject):
    """`line` holds ids that can be selected and copied; it is hidden where nothing went wrong, or
    there are none."""

    def __init__(self, name: str, parent: QObject) -> None:
        super().__init__(parent)
        self.line: QLabel = label(role="muted", wrap=True)
        self.line.setObjectName(name)
        self.line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.line.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_for(self, kind: OutcomeKind, *ids: str | None) -> None:
        """Of an outcome of this kind: the ids of its request, its payment, its refund."""
        known = "  ·  ".join(one for one in ids if one)
        shown = kind not in _FINE and bool(known)
        said = self.tr("For Stripe’s support: {ids}").replace("{ids}", known)
        self.line.setText(said if shown else "")
        self.line.setVisible(shown)
