"""The account's keys, pasted and not shown."""

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from pos_app.kernel.errors import PosError, UserError
from pos_app.settings.environment import EnvironmentKind
from pos_app.settings.permissions import Level, Need, needs_of_till
from ui.i18n import messages
from ui.i18n.language import Retranslated
from ui.setting_up.words import name_of
from ui.theme.layout import column
from ui.theme.tokens import SPACE
from ui.widgets.banner import Banner
from ui.widgets.check_box import CheckBox
from ui.widgets.columns import columns
from ui.widgets.field_row import FieldRow
from ui.widgets.labels import label
from ui.widgets.level import level_columns

_LONGEST = 400
_TOGETHER = "\u00a0"
_NAMES = ("publishable_key", "secret_key", "refund_key")
_SECRET = (
    Qt.InputMethodHint.ImhSensitiveData
    | Qt.InputMethodHint.ImhNoPredictiveText
    | Qt.InputMethodHint.ImhNoAutoUppercase
)


class KeysStep(Retranslated, QWidget):
    """Signal: `entered()` on Enter in the last field."""

    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._kind = EnvironmentKind.LIVE
        self._about = label(role="muted", wrap=True)
        self._needs = label(role="muted", wrap=True)
        self._fault = Banner()
        self._fault.setObjectName("setupFault")
        self._fields = {name: _field(name) for name in _NAMES}
        self._rows = {name: FieldRow("", field) for name, field in self._fields.items()}
        self._shown = CheckBox()
        self._shown.setObjectName("showKeys")
        self._shown.toggled.connect(self._show)
        box = column(self, gap=SPACE.m)
        box.addWidget(self._fault)
        box.addWidget(self._about)
        pasted, more = level_columns(gap=SPACE.xl), columns(gap=SPACE.xl)
        for line, name in (
            (pasted, "publishable_key"),
            (pasted, "secret_key"),
            (more, "refund_key"),
        ):
            line.addWidget(self._rows[name], 1, Qt.AlignmentFlag.AlignTop)
        more.addWidget(self._shown, 1)
        box.addLayout(pasted)
        box.addLayout(more)
        box.addWidget(self._needs)
        box.addStretch(1)
        fields = list(self._fields.values())
        for field, after in pairwise(fields):
            field.returnPressed.connect(after.setFocus)
        fields[-1].returnPressed.connect(self.entered)
        self.setFocusProxy(fields[0])
        self.retranslate()

    def begin(self, kind: EnvironmentKind) -> None:
        """Ask for this environment's."""
        self._kind = kind
        self.retranslate()

    def typed(self) -> tuple[str, str, str]:
        """Publishable, restricted, refunds."""
        publishable, secret, refund = (field.text() for field in self._fields.values())
        return publishable, secret, refund

    def forget(self) -> None:
        """Keys leave the screen as soon as they are kept, or the set-up is left."""
        for field in self._fields.values():
            field.clear()
        self._shown.setChecked(False)
        self.say(None)

    def say(self, fault: PosError | None) -> None:
        """What is wrong, beside its field; what is no field's, above them."""
        self._fault.clear()
        beside = fault.field if isinstance(fault, UserError) else None
        for name, line in self._rows.items():
            line.set_error(fault if name == beside else None)
        if beside in self._rows:
            self._rows[beside].focus()
        elif fault is not None:
            self._fault.say("danger", self.tr("The set-up isn’t finished"), messages.text(fault))
            self._fault.repeat_with(lambda: self.say(fault))

    def title(self) -> str:
        """What this step asks."""
        if self._kind is EnvironmentKind.LIVE:
            return self.tr("The keys of your Stripe account")
        return self.tr("The test keys of your Stripe account")

    def retranslate(self) -> None:
        """Say everything again."""
        prefix = "live" if self._kind is EnvironmentKind.LIVE else "test"
        self._about.setText(
            self.tr(
                "They are in the Stripe Dashboard under Developers, API keys. They are kept in "
                "this computer’s keyring and nowhere else."
            )
        )
        begins = self.tr("Begins with {prefix}.")
        self._rows["publishable_key"].set_text(
            self.tr("Publishable key"), begins.format(prefix=f"pk_{prefix}_")
        )
        self._rows["secret_key"].set_text(
            self.tr("Restricted key"), begins.format(prefix=f"rk_{prefix}_")
        )
        self._rows["refund_key"].set_text(
            self.tr("Key for refunds, if they have one"),
            self.tr("Restricted too. Empty: the first one refunds."),
        )
        self._shown.setText(self.tr("Show the keys"))
        self._needs.setText(
            self.tr("Allow the restricted key: {permissions}.").format(permissions=_wanted())
        )

    def _show(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        for field in self._fields.values():
            field.setEchoMode(mode)


def _field(name: str) -> QLineEdit:
    made = QLineEdit()
    made.setObjectName(name)
    made.setMaxLength(_LONGEST)
    made.setEchoMode(QLineEdit.EchoMode.Password)
    made.setInputMethodHints(_SECRET)
    return made


def _wanted() -> str:
    """Each resource with the most that is wanted of it, as the Dashboard lists them."""
    wanted: dict[str, Need] = {}
    for need in needs_of_till():
        if need.level is Level.WRITE or need.title not in wanted:
            wanted[need.title] = need
    return ", ".join(_together(name_of(need)) for need in wanted.values())


def _together(name: str) -> str:
    """On one line, or Stripe's own name on the next: together they may be wider than a window."""
    return name.replace(" ", _TOGETHER).replace(f"{_TOGETHER}(", " (")
