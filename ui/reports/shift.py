"""The running shift (X), closing it (Z), and those that were closed."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from pos_app.kernel.errors import PosError
from pos_app.reports.model import ShiftReport, net
from ui.i18n import messages
from ui.i18n.language import Retranslated
from ui.printing.report_words import ReportSpeaker, moment, money
from ui.reports.shift_lines import ShiftLines
from ui.reports.shift_view_model import ShiftViewModel
from ui.shell.file_dialog import ask_where_to_save
from ui.theme.layout import column
from ui.theme.tokens import SPACE
from ui.widgets.banner import Banner
from ui.widgets.buttons import PrimaryButton, QuietButton, SecondaryButton
from ui.widgets.enter import press
from ui.widgets.flow import FlowLayout
from ui.widgets.frame import Heading, add_all, centred, hand_focus, rest_focus
from ui.widgets.key_hint import KeyHint
from ui.widgets.scrolling import above


class ShiftScreen(Retranslated, QWidget):
    """Signals: `left`; `said(Speech, str)`, a sentence for the status line and its kind;
    `picturesRequested`; `paperRequested(ShiftReport, bool)`, to be saved as PDF, a copy or not."""

    left = Signal()
    said = Signal(object, str)
    picturesRequested = Signal()
    paperRequested = Signal(object, bool)

    def __init__(self, view_model: ShiftViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("shiftScreen")
        self._model = view_model
        self._speaker = ReportSpeaker(self)
        self._heading = Heading("receipt")
        self._fault, self._told, self._question = Banner(), Banner(), Banner()
        self._fault.setObjectName("shiftFault")
        self._told.setObjectName("shiftTold")
        self._question.setObjectName("shiftQuestion")
        self._lines = ShiftLines(self._speaker)
        self._back = SecondaryButton(large=True)
        self._back.setObjectName("leaveShift")
        self._pictures = QuietButton(icon="chart", shortcut="F6")
        self._pictures.setObjectName("openPictures")
        self._table, self._paper = QuietButton(icon="receipt"), QuietButton(icon="receipt")
        self._table.setObjectName("exportShift")
        self._paper.setObjectName("printShift")
        self._onward = PrimaryButton(icon="check", large=True)
        self._onward.setObjectName("closeShift")
        self._build()
        self._connect()
        self.setFocusProxy(self._back)
        self.retranslate()

    def _build(self) -> None:
        content = QWidget()
        whole = column(content, gap=SPACE.l)
        add_all(whole, self._fault, self._told, self._question, self._lines)
        whole.addStretch(1)
        box = column(centred(self, 1000), gap=SPACE.m)
        box.addWidget(self._heading)
        ways = FlowLayout(gap=SPACE.s)
        ways.addWidget(self._back)
        ways.addWidget(KeyHint("Esc"))
        ways.addStretch()
        for one in (self._pictures, self._table, self._paper, self._onward):
            ways.addWidget(one)
        self._area = above(content, ways, box)

    def _connect(self) -> None:
        model = self._model
        model.changed.connect(self._show)
        model.faulted.connect(self._say_fault)
        model.closed.connect(self._say_closed)
        model.saved.connect(self._say_saved)
        self._lines.opened.connect(self._show_earlier)
        self._back.clicked.connect(self.go_back)
        self._pictures.clicked.connect(self.picturesRequested)
        self._table.clicked.connect(self._ask_where)
        self._paper.clicked.connect(self._ask_paper)
        self._onward.clicked.connect(self._press)

    def begin(self) -> None:
        """The running shift, as it is now."""
        self._fault.clear()
        self._told.clear()
        self._to_top()
        self._model.begin()

    def go_back(self) -> None:
        """Esc: not closed after all; from an earlier Z to the running shift; else away."""
        model = self._model
        if model.asked:
            model.keep_open()
        elif model.copy:
            self.begin()
        else:
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the focused button, which is the way back until somebody moves on."""
        if not press(event, self, self._back):
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        """Say everything again."""
        self._pictures.setText(self.tr("Reports"))
        self._table.setText(self.tr("CSV…"))
        self._table.setAccessibleName(self.tr("Save as a table (CSV)…"))
        self._paper.setText(self.tr("PDF…"))
        self._paper.setAccessibleName(self.tr("Save on paper (PDF)…"))
        self._lines.retranslate()
        self._show()

    def _show(self) -> None:
        model, report = self._model, self._model.report
        unseen = report is None and model.running is not None
        self._lines.show_report(report, model.earlier, loaded=model.loaded and not unseen)
        asked = model.asked
        self._pictures.setVisible(not asked)
        for one in (self._table, self._paper):
            one.setVisible(report is not None and not asked)
        self._say_heading(report)
        self._say_question(report)
        self._back.setText(self.tr("Don’t close") if asked else self.tr("Back"))
        shown_z = report is not None and report.closed
        self._onward.setVisible(model.loaded and not (shown_z and model.copy))
        self._onward.setEnabled(not model.busy)
        if self.hasFocus() and not model.busy:
            hand_focus(self, self._back)
        if model.running is None:
            self._onward.setText(self.tr("Open a shift"))
        elif asked:
            self._onward.setText(self.tr("Close it now"))
        else:
            self._onward.setText(self.tr("Close the shift…"))

    def _say_heading(self, report: ShiftReport | None) -> None:
        if report is None:
            running = self._model.running
            words = self.tr("No shift is open")
            if running is not None:
                words = self.tr("Shift {number} is open").format(number=running.number)
            self._heading.say(self.tr("Shifts"), words, "receipt")
            return
        title = self._speaker.title(report)
        if self._model.copy:
            title = self.tr("{report} – copy").format(report=title)
        sums = [money(one) for one in net(report.facts)]
        taken = self.tr("{amount} taken, refunds taken off")
        amounts = taken.format(amount=" + ".join(sums)) if sums else self.tr("Nothing taken")
        self._heading.say(f"{title}  ·  {self._speaker.span(report)}", amounts, "receipt")

    def _say_question(self, report: ShiftReport | None) -> None:
        if not self._model.asked or report is None:
            self._question.clear()
            return
        words = self.tr(
            "The figures below become Z report no. {number} and can’t be changed. No money moves."
        ).format(number=report.shift.number)
        open_now = len(report.to_check)
        if open_now:
            words += " " + self.tr(
                "%n payment(s) not known yet: listed, and counted in the shift in which the "
                "outcome is known.", "", open_now,
            )  # fmt: skip
        title = self.tr("Close shift {number}?").format(number=report.shift.number)
        self._question.say("warning" if open_now else "info", title, words)
        self._to_top()
        self._onward.setFocus(Qt.FocusReason.OtherFocusReason)

    def _press(self) -> None:
        self._fault.clear()
        model = self._model
        if model.running is None:
            self._told.clear()
            rest_focus(self)
            model.open()
        elif model.asked:
            rest_focus(self)
            model.close()
        else:
            self._told.clear()
            model.ask()

    def _show_earlier(self, report: ShiftReport) -> None:
        self._told.clear()
        self._back.setFocus(Qt.FocusReason.OtherFocusReason)
        self._model.show(report)
        self._to_top()

    def _to_top(self) -> None:
        self._area.verticalScrollBar().setValue(0)

    def _ask_paper(self) -> None:
        if self._model.report is not None:
            self.paperRequested.emit(self._model.report, self._model.copy)

    def _ask_where(self) -> None:
        report = self._model.report
        if report is None:
            return
        letter = "z" if report.closed else "x"
        ask_where_to_save(
            self.window(), "saveReportDialog", self.tr("Save as CSV"), self.tr("CSV files (*.csv)"),
            f"{letter}-{report.shift.number}.csv", self._model.save,
        )  # fmt: skip

    def _say_fault(self, fault: PosError) -> None:
        self._fault.say("warning", "", messages.text(fault))
        self._fault.repeat_with(lambda: self._say_fault(fault))

    def _say_closed(self, report: ShiftReport) -> None:
        title = self.tr("Shift {number} is closed").format(number=report.shift.number)
        words = self.tr(
            "Its report was written down on {when}. Open the next shift when you begin."
        )
        self._told.say("success", title, words.format(when=moment(report.at)))
        self._told.repeat_with(lambda: self._say_closed(report))
        self._to_top()

    def _say_saved(self, path: Path) -> None:
        self.said.emit(lambda: self.tr("Saved: {file}").format(file=path.name), "success")
