"""Somebody with the right approves one act, in front of whoever does it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from pos_app.settings.formats import format_money
from pos_app.staff.model import Right, RiskyAct
from ui.i18n.language import Retranslated, language_of
from ui.shell.overlay import Overlay
from ui.staff.pin_view_model import PinViewModel
from ui.staff.who_and_pin import WhoAndPin
from ui.staff.words import StaffSpeaker
from ui.theme.layout import column, row
from ui.theme.tokens import SIZE, SPACE
from ui.widgets.announce import announce
from ui.widgets.buttons import SecondaryButton
from ui.widgets.key_hint import KeyHint
from ui.widgets.labels import IconLabel, MoneyLabel, label


class ApprovalPanel(Retranslated, Overlay):
    """Signal: `cancelled`. Nothing has been done while it stands."""

    cancelled = Signal()

    def __init__(
        self, window: QWidget, view_model: PinViewModel, act: RiskyAct, rights: Sequence[Right],
        who: str,
    ) -> None:  # fmt: skip
        """`rights`: those that are missing."""
        super().__init__(window, "")
        self.setObjectName("approvalPanel")
        self._speaker = StaffSpeaker(self)
        self._act, self._rights, self._who = act, rights, who
        self._model = view_model
        self._title = label(role="title", wrap=True)
        self._words = label(wrap=True)
        self._nobody = label(role="strong", wrap=True)
        self._nobody.setObjectName("nobodyApproves")
        self._entry = WhoAndPin(view_model)
        self._cancel = SecondaryButton(icon="close")
        self._cancel.setObjectName("cancelApproval")
        self._build()
        self._cancel.clicked.connect(self.cancelled)
        view_model.changed.connect(self.fit)
        self.retranslate()

    def _build(self) -> None:
        head = row(gap=SPACE.l)
        icon = IconLabel("shield", "accent", SIZE.large_icon - 8)
        head.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._title, 1)
        shown = self._act.in_all or ((self._act.amount,) if not self._act.also else ())
        for amount in shown:
            if amount is not None:
                head.addWidget(MoneyLabel(amount, "strong"), 0, Qt.AlignmentFlag.AlignTop)
        leave = row(gap=SPACE.m)
        leave.addWidget(self._cancel)
        leave.addWidget(KeyHint("Esc"))
        leave.addStretch(1)
        box = column(self.card, gap=SPACE.m, margin=SPACE.l, margin_x=SPACE.xl)
        box.addLayout(head)
        box.addWidget(self._words)
        box.addWidget(self._nobody)
        box.addWidget(self._entry)
        box.addLayout(leave)
        self._entry.setVisible(bool(self._model.people))
        self._nobody.setVisible(not self._model.people)

    def appear(self) -> None:
        super().appear()
        self._entry.begin()
        if not self._model.people:
            self._cancel.setFocus(Qt.FocusReason.OtherFocusReason)
        self.fit()
        announce(self, self.accessibleName(), urgent=True)

    def retranslate(self) -> None:
        """Say everything again."""
        title = self.tr("This needs an approval")
        words = self.tr(
            "{who} may not do this alone: {what}. Nothing has been done yet. Who approves it types "
            "their PIN; {who} stays signed in."
        )
        what = " + ".join(self._named(right) for right in self._rights)
        if self._act.in_all:
            what = f"{what} ({self._several()})"
        said = words.replace("{who}", self._who).replace("{what}", what)
        self._title.setText(title)
        self._words.setText(said)
        self._nobody.setText(self.tr("Nobody else here may do it either. Ask an owner."))
        self._cancel.setText(self.tr("Don’t do it"))
        self.setAccessibleName(f"{title} {said}")

    def _several(self) -> str:
        """How many charges, and how much in all."""
        language = language_of()
        sums = " + ".join(format_money(one, language) for one in self._act.in_all)
        return self.tr("%n charge(s), {sum} in all", "", self._act.count).replace("{sum}", sums)

    def _named(self, right: Right) -> str:
        """With its own amount, where there are several acts."""
        said = self._speaker.right(right)
        amount = next((one.amount for one in self._act.each if one.right is right), None)
        if amount is None or not self._act.also or self._act.in_all:
            return said
        return f"{said} ({format_money(amount, language_of())})"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves it undone."""
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.cancelled.emit()
        super().closeEvent(event)
