"""What cashiers and managers may do, in the settings."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QWidget

from pos_app.staff.model import Right, Role, RoleRights
from ui.i18n.language import Retranslated
from ui.staff.people_view_model import Done, PeopleViewModel
from ui.staff.words import StaffSpeaker
from ui.theme.apply import set_role
from ui.theme.layout import column
from ui.theme.tokens import SIZE, SPACE
from ui.widgets.buttons import PrimaryButton
from ui.widgets.columns import columns
from ui.widgets.labels import label
from ui.widgets.money_field import MoneyField
from ui.widgets.scrolling import above

_ROLES = (Role.CASHIER, Role.MANAGER)
_COLUMN, _NARROW_COLUMN = 220, 170
_ROOMY = 640
"""Pixels: in less, the name of a right stands above its boxes."""


class _Grid(QFrame):
    """A card that may be as narrow as it is with the names above the boxes, however it stands."""

    def minimumSizeHint(self) -> QSize:
        least = 2 * _NARROW_COLUMN + 3 * SPACE.xl
        wanted = super().minimumSizeHint()
        return QSize(min(wanted.width(), least), wanted.height())


class RightsSection(Retranslated, QWidget):
    """A tab of the settings. Signal: `said(Speech, str)`, a sentence and its kind."""

    said = Signal(object, str)

    def __init__(
        self, view_model: PeopleViewModel, currency: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model = view_model
        self._currency = currency
        self._narrow: bool | None = None
        self._speaker = StaffSpeaker(self)
        self._boxes = {(role, right): QCheckBox() for role in _ROLES for right in Right}
        self._limits = {role: MoneyField(currency) for role in _ROLES}
        self._heads = {role: label(role="strong") for role in _ROLES}
        self._names = {right: label(wrap=True) for right in Right}
        self._limit = label(wrap=True)
        self._note = label(role="muted", wrap=True)
        self._note.setMinimumWidth(_COLUMN)
        self._save = PrimaryButton(icon="check")
        self._save.setObjectName("saveRights")
        self._build()
        self._save.clicked.connect(self._submit)
        view_model.changed.connect(self._enable)
        view_model.done.connect(self._say_done)
        self.retranslate()

    def _build(self) -> None:
        surface = _Grid()
        surface.setProperty("role", "card")
        grid = self._grid = QGridLayout(surface)
        grid.setContentsMargins(SPACE.xl, SPACE.m, SPACE.xl, SPACE.m)
        grid.setVerticalSpacing(0)
        grid.setHorizontalSpacing(SPACE.xl)
        for (role, right), box in self._boxes.items():
            set_role(box, "bare")  # in the middle of a finger's width: what it is stands beside it
            box.setFixedWidth(SIZE.target)
            box.setObjectName(f"right_{role.value}_{right.value}")
            box.toggled.connect(lambda _=False: self._enable())
        for role, limit in self._limits.items():
            limit.setObjectName(f"limit_{role.value}")
            limit.line().setObjectName(f"limitLine_{role.value}")
            limit.hide_code()  # what it is of says it
            limit.offer_pad()
            limit.setMinimumWidth(_NARROW_COLUMN)
            limit.setMaximumWidth(_COLUMN)
        self._arrange(narrow=True)
        content = QWidget()
        column(content).addWidget(surface)
        buttons = columns(gap=SPACE.l)
        buttons.addWidget(self._save)
        buttons.addWidget(self._note, 1)
        whole = column(self, gap=SPACE.l)
        above(content, buttons, whole)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Names stand beside their boxes where there is room."""
        super().resizeEvent(event)
        self._arrange(narrow=self.width() < _ROOMY)

    def _arrange(self, *, narrow: bool) -> None:
        if narrow is self._narrow:
            return
        self._narrow, grid = narrow, self._grid
        middle = Qt.AlignmentFlag.AlignHCenter
        columns_at = range(2) if narrow else range(1, 3)
        lines: list[tuple[QWidget, Sequence[QWidget]]] = [
            (self._names[one], [self._boxes[role, one] for role in _ROLES]) for one in Right
        ]
        lines.append((self._limit, [self._limits[role] for role in _ROLES]))
        for x, role in zip(columns_at, _ROLES, strict=True):
            grid.addWidget(self._heads[role], 0, x, middle)
        for y, (name, parts) in enumerate(lines):
            if narrow:
                grid.addWidget(name, 2 * y + 1, 0, 1, 2)
            else:
                grid.addWidget(name, y + 1, 0)
            for x, part in zip(columns_at, parts, strict=True):
                grid.addWidget(part, 2 * y + 2 if narrow else y + 1, x, middle)
        for x, width in enumerate((0, _COLUMN, _COLUMN)):
            grid.setColumnMinimumWidth(x, 0 if narrow else width)
            grid.setColumnStretch(x, int(x < 2) if narrow else int(x == 0))

    def title(self) -> str:
        """Of its tab."""
        return self.tr("Rights")

    def begin(self) -> None:
        """As things are now."""
        for role in _ROLES:
            given = self._model.rights(role)
            for right in Right:
                self._boxes[role, right].setChecked(right in given.rights)
            mine = [one for one in given.limits or () if one.currency == self._currency]
            self._limits[role].set_amount(mine[0] if mine else None)
        self._enable()

    def retranslate(self) -> None:
        """Say everything again."""
        for role in _ROLES:
            self._heads[role].setText(self._speaker.role(role))
            limit = self.tr("Limit of a {role}").replace("{role}", self._speaker.role(role))
            self._limits[role].set_name(limit)
        for right in Right:
            words = self._speaker.right(right)
            self._names[right].setText(words)
            for role in _ROLES:
                self._boxes[role, right].setAccessibleName(f"{self._speaker.role(role)}: {words}")
        limit = self.tr("The limit of one charge, in {currency}")
        self._limit.setText(limit.format(currency=self._currency.upper()))
        self._save.setText(self.tr("Save the rights"))
        self._enable()

    def _enable(self) -> None:
        owns = self._model.owns
        for box in self._boxes.values():
            box.setEnabled(owns)
        for role in _ROLES:
            free = self._boxes[role, Right.CHARGE_ABOVE_LIMIT].isChecked()
            self._limits[role].setEnabled(owns and not free)
        self._save.setEnabled(owns and not self._model.busy)
        self._note.setText(
            self.tr("An owner may do everything. What is not ticked, somebody who may approves.")
            if owns
            else self.tr("Only an owner changes this.")
        )

    def _submit(self) -> None:
        given = {role: self._given(role) for role in _ROLES}
        known = {role: rights for role, rights in given.items() if rights is not None}
        if len(known) == len(given):
            self._model.change_roles(known)

    def _given(self, role: Role) -> RoleRights | None:
        """None where the limit is none, which is said beside it."""
        rights = frozenset(right for right in Right if self._boxes[role, right].isChecked())
        if Right.CHARGE_ABOVE_LIMIT in rights:
            return RoleRights(rights)
        amount = self._limits[role].validate()
        if amount is None:
            self._limits[role].setFocus(Qt.FocusReason.OtherFocusReason)
            return None
        kept = self._model.rights(role).limits or ()
        others = [one for one in kept if one.currency != self._currency]
        return RoleRights(rights, (amount, *others))

    def _say_done(self, done: Done, _name: str) -> None:
        if done is Done.RIGHTS:
            self.said.emit(lambda: self.tr("These rights count from now on."), "success")
