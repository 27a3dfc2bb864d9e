"""What a shift's report says, section by section."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pos_app.reports.model import Fact, ShiftReport, Unclear, net, taken, totals
from ui.i18n.language import Retranslated
from ui.printing.report_words import ReportSpeaker, money
from ui.theme.layout import column, row
from ui.theme.tokens import SPACE
from ui.widgets.frame import add_all
from ui.widgets.labels import ElidedLabel, MoneyLabel, label
from ui.widgets.line_button import LineButton
from ui.widgets.section import Section
from ui.widgets.status_chip import StatusChip

_SHOWN = 100
"""Lines at once; PDF and CSV have all of them."""


class ShiftLines(Retranslated, QWidget):
    """Signal: `opened(ShiftReport)`, an earlier one."""

    opened = Signal(object)

    def __init__(self, speaker: ReportSpeaker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._speaker = speaker
        self._report: ShiftReport | None = None
        self._earlier: Sequence[ShiftReport] = ()
        self._loaded = False
        self._unclear = Section("shiftUnclear")
        self._figures = Section("shiftFigures")
        self._facts = Section("shiftFacts")
        self._closed = Section("shiftClosed")
        add_all(column(self, gap=SPACE.l), self._unclear, self._figures, self._facts, self._closed)
        self.retranslate()

    def show_report(
        self, report: ShiftReport | None, earlier: Sequence[ShiftReport], *, loaded: bool
    ) -> None:
        """This one, and those that were closed."""
        if (report, earlier, loaded) != (self._report, self._earlier, self._loaded):
            self._report, self._earlier, self._loaded = report, earlier, loaded
            self._show()

    def retranslate(self) -> None:
        """Say everything again."""
        self._unclear.set_title(self.tr("Not known yet"))
        self._figures.set_title(self.tr("Figures"))
        self._facts.set_title(self.tr("Line by line"))
        self._closed.set_title(self.tr("Closed shifts"))
        self._show()

    def _show(self) -> None:
        report = self._report
        unclear = report.unclear if report is not None else ()
        self._unclear.setVisible(bool(unclear))
        self._unclear.show_rows([self._open(one) for one in unclear], "")
        self._show_figures(report)
        facts = report.facts if report is not None else ()
        self._facts.setVisible(bool(facts))
        shown = [self._fact(one) for one in facts[:_SHOWN]]
        if len(facts) > _SHOWN:
            more = self.tr("and %n more: PDF and CSV have all of them", "", len(facts) - _SHOWN)
            shown.append(label(more, "muted"))
        self._facts.show_rows(shown, "")
        self._closed.setVisible(self._loaded)
        self._closed.show_rows(
            [self._line(one) for one in self._earlier], self.tr("No shift was closed yet.")
        )

    def _show_figures(self, report: ShiftReport | None) -> None:
        self._figures.setVisible(self._loaded)
        if report is None:
            words = self.tr(
                "Open a shift when you begin. Payments don’t wait for one: what is taken "
                "before is in the next."
            )
            self._figures.show_rows([], words)
            return
        nothing = self.tr("Nothing")
        took = [money(one) for one in taken(report.facts)]
        if report.took_nothing:
            took.append(nothing)
        rows = [_figure(self.tr("Taken"), one, strong=True) for one in took]
        rows += [
            _figure(self.tr("Taken less given back"), money(one), strong=True)
            for one in net(report.facts)
        ]
        rows += [_figure(*self._speaker.total(one)) for one in totals(report.facts)]
        rows += [_figure(self._speaker.kind(one), nothing) for one in report.did_not_happen]
        owed = " + ".join(money(one) for one in report.liability if one.amount_minor)
        rows.append(_figure(self.tr("Owed to customers for open sales"), owed or nothing))
        self._figures.show_rows(rows, "")

    def _open(self, one: Unclear) -> QWidget:
        made = QWidget()
        box = column(made, gap=SPACE.xs, margin=SPACE.s)
        box.addWidget(label(self._speaker.open_since(one), wrap=True))
        box.addWidget(label(self._speaker.advice(one.kind), "muted", wrap=True))
        box.addWidget(ElidedLabel(one.payment_intent_id or one.sale_id, "hint"))
        return made

    def _fact(self, one: Fact) -> QWidget:
        made = QWidget()
        box = row(made, gap=SPACE.m, margin=SPACE.s)
        words = column(gap=0)
        words.addWidget(ElidedLabel(self._speaker.fact(one)))
        ids = (one.payment_intent_id, one.refund_id, one.sale_id)
        words.addWidget(ElidedLabel("  ·  ".join(part for part in ids if part), "hint"))
        box.addLayout(words, 1)
        box.addWidget(MoneyLabel(one.amount))
        return made

    def _line(self, report: ShiftReport) -> QWidget:
        made = LineButton()
        made.setObjectName(f"shift_{report.shift.number}")
        title = self._speaker.title(report)
        sums = " + ".join(money(one) for one in net(report.facts)) or self.tr("Nothing taken")
        chip = StatusChip()
        open_then = len(report.to_check)
        if open_then:
            words = self.tr("%n not known then", "", open_then)
            chip.set_state(words, "unknown", icon="unknown")
        else:
            chip.set_state(sums, "neutral", icon="receipt")
        lines = [[self._speaker.span(report)]] + ([[sums]] if open_then else [])
        made.fill(label(title, "strong"), chip, lines)
        made.setAccessibleName(f"{title}, {sums}, {self._speaker.span(report)}")
        made.clicked.connect(lambda: self.opened.emit(report))
        return made


def _figure(name: str, value: str, *, strong: bool = False) -> QWidget:
    made = QWidget()
    box = row(made, gap=SPACE.m, margin=SPACE.s)
    box.addWidget(label(name, "" if strong else "muted", wrap=True), 1)
    box.addWidget(label(value, "amount" if strong else ""))
    return made
