"""The receipt printer in the settings: how it is reached, its paper, and a trial."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from pos_app.kernel.errors import PosError, UserError
from pos_app.receipts.places import PlaceKind
from pos_app.receipts.ports import Handed
from pos_app.receipts.printing import PrinterChoice
from ui.i18n import messages
from ui.i18n.language import Retranslated
from ui.receipts.printer_view_model import PrinterViewModel
from ui.theme.layout import card, column
from ui.theme.tokens import SPACE
from ui.widgets.banner import Banner
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.check_box import CheckBox
from ui.widgets.field_row import FieldRow
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import label
from ui.widgets.level import level_columns
from ui.widgets.scrolling import above
from ui.widgets.segments import Segments

_PAPER = (58, 80)


class PrinterSection(Retranslated, QWidget):
    """A tab of the settings. Signal: `said(Speech, str)`, a sentence and its kind."""

    said = Signal(object, str)

    def __init__(self, view_model: PrinterViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = view_model
        self._kinds = Segments([_name(kind) for kind in PlaceKind])
        self._address = QLineEdit()
        self._address.setObjectName("printerAddress")
        self._address_row = FieldRow("", self._address)
        self._paper = Segments([f"paper{width}" for width in _PAPER])
        self._paper_label = label(role="label")
        self._by_itself = CheckBox()
        self._by_itself.setObjectName("printByItself")
        self._fault = Banner()
        self._fault.setObjectName("printerFault")
        self._save = PrimaryButton(icon="check", large=True)
        self._save.setObjectName("savePrinter")
        self._try = SecondaryButton(icon="print", large=True)
        self._try.setObjectName("tryPrinter")
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        surface = card()
        inside = column(surface, gap=SPACE.m, margin=SPACE.m, margin_x=SPACE.xl)
        inside.addWidget(self._kinds)
        paper = column(gap=SPACE.xs + 2)
        paper.addWidget(self._paper_label)
        paper.addWidget(self._paper)
        paper.addStretch(1)
        fields = level_columns(gap=SPACE.xl)
        fields.addWidget(self._address_row, 3, Qt.AlignmentFlag.AlignTop)
        fields.addLayout(paper, 2)
        inside.addLayout(fields)
        inside.addWidget(self._by_itself)
        content = QWidget()
        whole = column(content, gap=SPACE.m)
        whole.addWidget(self._fault)
        whole.addWidget(surface)
        whole.addStretch(1)
        buttons = FlowLayout(gap=SPACE.m)
        buttons.addWidget(self._save)
        buttons.addWidget(self._try)
        buttons.addStretch(1)
        box = column(self, gap=SPACE.l)
        above(content, buttons, box)

    def _connect(self) -> None:
        model = self._model
        self._kinds.chosen.connect(lambda _: self._follow())
        self._address.returnPressed.connect(self._submit)
        self._save.clicked.connect(self._submit)
        self._try.clicked.connect(self._trial)
        model.changed.connect(self._enable)
        model.kept.connect(
            lambda: self.said.emit(lambda: self.tr("The printer was saved."), "success")
        )
        model.tried.connect(self._say_tried)
        model.faulted.connect(self._say_fault)

    def title(self) -> str:
        """Of its tab."""
        return self.tr("Receipt printer")

    def begin(self) -> None:
        """As things are now."""
        chosen = self._model.chosen()
        self._kinds.choose(_name(chosen.kind))
        self._address.setText(chosen.address)
        self._paper.choose(f"paper{chosen.paper_mm}")
        self._by_itself.setChecked(chosen.by_itself)
        self._clear()
        self._follow()

    def retranslate(self) -> None:
        """Say everything again."""
        words = {
            PlaceKind.NONE: self.tr("No printer"),
            PlaceKind.NETWORK: self.tr("Network"),
            PlaceKind.USB: self.tr("USB"),
            PlaceKind.FILE: self.tr("Device file"),
        }
        for kind, said in words.items():
            self._kinds.set_words(_name(kind), said)
        self._paper_label.setText(self.tr("Width of the paper"))
        for width in _PAPER:
            self._paper.set_words(f"paper{width}", self.tr("{width} mm").format(width=width))
        self._by_itself.setText(self.tr("Print a receipt after each payment without being asked"))
        self._save.setText(self.tr("Save the printer"))
        self._try.setText(self.tr("Print a test page"))
        self._follow()

    def _kind(self) -> PlaceKind:
        return next(kind for kind in PlaceKind if _name(kind) == self._kinds.current())

    def _follow(self) -> None:
        """What is asked for follows from how it is reached."""
        labels = {
            PlaceKind.NONE: ("", ""),
            PlaceKind.NETWORK: (self.tr("Address"), self.tr("For example 192.168.1.20")),
            PlaceKind.USB: (self.tr("Maker and model"), self.tr("For example 04b8:0e15")),
            PlaceKind.FILE: (self.tr("Path of the device"), self.tr("For example /dev/usb/lp0")),
        }
        kind = self._kind()
        self._address_row.set_text(*labels[kind])
        self._address_row.setVisible(kind is not PlaceKind.NONE)
        self._address_row.set_error(None)
        self._enable()

    def _enable(self) -> None:
        there = self._kind() is not PlaceKind.NONE
        free = not self._model.busy
        self._by_itself.setEnabled(there)
        self._paper.setEnabled(there)
        self._try.setEnabled(there and free)
        self._save.setEnabled(free)

    def _choice(self) -> PrinterChoice:
        paper = int(self._paper.current().removeprefix("paper"))
        return PrinterChoice(self._kind(), self._address.text(), paper, self._by_itself.isChecked())

    def _submit(self) -> None:
        self._clear()
        self._model.keep(self._choice())

    def _trial(self) -> None:
        self._clear()
        self._model.try_out(self._choice())

    def _clear(self) -> None:
        self._fault.clear()
        self._address_row.set_error(None)

    def _say_tried(self, how: Handed) -> None:
        if how is Handed.PRINTED:
            self.said.emit(lambda: self.tr("The test page was printed."), "success")
            return
        self.said.emit(
            lambda: self.tr(
                "The test page was sent. This printer doesn’t tell how it is: look at it."
            ),
            "info",
        )

    def _say_fault(self, fault: PosError) -> None:
        if isinstance(fault, UserError) and fault.field == "address":
            self._address_row.set_error(fault)
            self._address_row.focus()
        else:
            self._fault.say("danger", "", lambda: messages.text(fault))


def _name(kind: PlaceKind) -> str:
    """Of its segment."""
    return f"printer_{kind.value or 'none'}"
