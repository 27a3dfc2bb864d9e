"""`Same person as…`: choose the other customer, read back what will happen, make them one."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from pos_app.customers.merging import MergePlan
from pos_app.customers.model import Customer, CustomerDraft, shown_name
from pos_app.kernel.errors import PosError, RemoteUnknown
from pos_app.settings.formats import language_name
from pos_app.settings.key_uses import Use
from ui.customers.merge_view_model import MergeViewModel, Step
from ui.customers.picker import CustomerPicker
from ui.customers.view_model import LookupViewModel
from ui.i18n import messages
from ui.i18n.language import Retranslated, language_of
from ui.theme.layout import card, column, empty, row
from ui.theme.tokens import SPACE
from ui.widgets.banner import Banner
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.flow import FlowLayout
from ui.widgets.frame import centred
from ui.widgets.key_hint import KeyHint
from ui.widgets.labels import IconLabel, label
from ui.widgets.name_label import NameLabel
from ui.widgets.scrolling import FIRST, above
from ui.widgets.spinner import Spinner

_BETWEEN = "  ·  "
"""Facts on one line: with a line each, what follows from it would lie below the edge."""


class MergeScreen(Retranslated, QWidget):
    """Signals: `merged(Customer)` with the one that stays, `cancelled`."""

    merged = Signal(object)
    cancelled = Signal()

    def __init__(
        self, view_model: MergeViewModel, lookup: LookupViewModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("mergeScreen")
        self._model = view_model
        self._title = NameLabel(role="title")
        self._fault = Banner()
        self._fault.setObjectName("mergeFault")
        self._picker = CustomerPicker(lookup)
        self._what = QWidget()
        self._readback = column(self._what, gap=SPACE.m)
        self._confirm = PrimaryButton(icon="link", shortcut="Ctrl+Return", large=True)
        self._confirm.needs(Use.WRITE_CUSTOMER)
        self._confirm.setObjectName("confirmMerge")
        self._swap = SecondaryButton(icon="refresh", large=True)
        self._swap.setObjectName("swapMerge")
        self._back = SecondaryButton(large=True)
        self._back.setObjectName("cancelMerge")
        self._spinner = Spinner()
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        buttons = FlowLayout(gap=SPACE.m)
        buttons.addWidget(self._back)
        buttons.addWidget(KeyHint("Esc"))
        buttons.addStretch()
        buttons.addWidget(self._spinner)
        buttons.addWidget(self._swap)
        buttons.addWidget(self._confirm)
        box = column(centred(self, 920), gap=SPACE.l)
        box.addWidget(self._title)
        box.addWidget(self._fault)
        box.addWidget(self._picker, FIRST)
        self._read = above(self._what, buttons, box)

    def _connect(self) -> None:
        model = self._model
        self._picker.picked.connect(model.pick)
        self._swap.clicked.connect(model.swap)
        self._confirm.clicked.connect(model.confirm)
        self._confirm.switched.connect(self._show)
        self._back.clicked.connect(self.go_back)
        model.changed.connect(self._show)
        model.merged.connect(self.merged)

    def begin(self, first: Customer, second: Customer | None = None) -> None:
        """Look for who is the same person as `first`, or read back what becomes of both."""
        self._picker.begin(first.id)
        self._model.begin(first, second)

    def scan(self, code: str) -> None:
        """A code chooses the other customer."""
        if self._model.step is Step.PICK:
            self._picker.scan(code)

    def go_back(self) -> None:
        """Esc: choose somebody else, then leave; not in the middle of merging."""
        if not self._model.busy and not self._model.back():
            self.cancelled.emit()

    def retranslate(self) -> None:
        """Say everything again."""
        self._confirm.setText(self.tr("Make them one customer"))
        self._swap.setText(self.tr("Keep the other one"))
        self._show()

    def _show(self) -> None:
        model = self._model
        picking = model.step is Step.PICK
        ready = model.step is Step.CONFIRM
        name = shown_name(model.first) if model.first is not None else ""
        self._title.setText(self.tr("Same person as {name}").format(name=name))
        self._back.setText(self.tr("Cancel") if picking else self.tr("Back"))
        self._back.setEnabled(not model.busy)
        self._confirm.setVisible(not picking)
        self._confirm.setEnabled(ready)
        self._swap.setVisible(not picking)
        self._swap.setEnabled(ready)
        self._spinner.setVisible(model.step in (Step.READING, Step.MERGING))
        self._picker.setVisible(picking)
        self._read.setVisible(not picking)
        if model.plan is not None or picking:
            # why it can't be done says more than what would follow, and takes its room
            off = ready and not self._confirm.isEnabled()
            self._show_plan(model.plan, rules=not off)
        self._show_fault(model.fault)
        self._focus(picking=picking, ready=ready)

    def _focus(self, *, picking: bool, ready: bool) -> None:
        onward = self._confirm if self._confirm.isEnabled() else self._back
        target: QWidget | None = self._picker if picking else onward if ready else None
        self.setFocusProxy(target)  # type: ignore[arg-type]  # None ends it; the stubs forgot
        if self.isVisible():
            (target or self).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_plan(self, decided: MergePlan | None, *, rules: bool) -> None:
        empty(self._readback)
        if decided is None:
            return
        self._readback.addWidget(_who("stays", "success", self.tr("Stays"), decided.kept))
        named = self.tr("{name}: {value}")
        taken = [
            named.format(name=self._field(name), value=_value(decided.draft, name))
            for name in decided.taken
        ]
        takes = taken or [self.tr("Nothing: it has everything already.")]
        self._readback.addWidget(_facts("taken", self.tr("Takes over"), takes))
        self._readback.addWidget(
            _who("linked", "link", self.tr("Becomes linked to it"), decided.other)
        )
        if rules:
            self._readback.addWidget(label(self._rules(), "muted", wrap=True))
        self._readback.addStretch(1)

    def _rules(self) -> str:
        return self.tr(
            "Saved cards stay where Stripe keeps them: open the linked customer to charge one of "
            "its cards. Its payments stay with it too. You can separate them again; what was "
            "taken over then stays."
        )

    def _field(self, name: str) -> str:
        return {
            "name": self.tr("Name"), "email": self.tr("E-mail"), "phone": self.tr("Phone"),
            "number": self.tr("Customer number"), "postcode": self.tr("Postcode"),
            "language": self.tr("Language"), "note": self.tr("Note"), "tags": self.tr("Tags"),
        }[name]  # fmt: skip

    def _show_fault(self, fault: PosError | None) -> None:
        if fault is None:
            self._fault.clear()
        elif isinstance(fault, RemoteUnknown) and self._model.plan is not None:
            self._fault.say(
                "unknown",
                self.tr("It is not known whether they are one customer now"),
                self.tr(
                    "Stripe did not answer. Nothing is lost: press “Make them one customer” "
                    "again, which finishes what was begun."
                ),
            )
        else:
            self._fault.say("danger", self.tr("They were not merged"), messages.text(fault))


def _who(name: str, icon: str, role: str, who: Customer) -> QFrame:
    facts = [who.phone, who.email, who.number, who.postcode, ", ".join(who.tags)]
    lines = [shown_name(who), _BETWEEN.join(fact for fact in facts if fact)]
    return _facts(name, role, [line for line in lines if line], icon)


def _facts(name: str, title: str, lines: list[str], icon: str = "plus") -> QFrame:
    frame = card()
    frame.setObjectName(f"merge_{name}")
    frame.setAccessibleName(f"{title}: {', '.join(lines)}")
    box = row(frame, gap=SPACE.l, margin=SPACE.m, margin_x=SPACE.l)
    tint = "success" if icon == "success" else "muted"
    box.addWidget(IconLabel(icon, tint, 26), 0, Qt.AlignmentFlag.AlignTop)
    text = column(gap=SPACE.xs)
    text.addWidget(label(title, "muted", wrap=True))
    for place, line in enumerate([_BETWEEN.join(lines)] if name == "taken" else lines):
        strong = "strong" if name != "taken" and place == 0 else ""
        text.addWidget(label(line, strong, wrap=True))
    box.addLayout(text, 1)
    return frame


def _value(draft: CustomerDraft, name: str) -> str:
    if name == "tags":
        return ", ".join(draft.tags)
    value = str(getattr(draft, name))
    return language_name(value, language_of()) if name == "language" else value
