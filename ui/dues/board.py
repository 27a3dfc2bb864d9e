"""All that is due, and collecting it."""

from collections import Counter
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QProgressBar, QTableView, QWidget

from pos_app.dues.collecting import Progress, Result
from pos_app.dues.model import DueRow
from pos_app.kernel.errors import PosError
from pos_app.payments.model import OutcomeKind
from pos_app.settings.key_uses import Use
from ui.dues.board_view_model import BoardViewModel, Part, came_of
from ui.dues.table_model import DueTable
from ui.dues.words import sums, sums_in_words
from ui.i18n import messages
from ui.i18n.language import Retranslated
from ui.theme.layout import column
from ui.theme.tokens import SPACE, Kind
from ui.widgets.banner import Banner
from ui.widgets.buttons import PrimaryButton, QuietButton, SecondaryButton
from ui.widgets.columns import columns
from ui.widgets.flow import FlowLayout
from ui.widgets.frame import Heading
from ui.widgets.key_hint import KeyHint
from ui.widgets.labels import label
from ui.widgets.segments import Segments
from ui.widgets.table import share_columns, table, two_lines

_COLUMNS = (168, 0.38, 0.62, 124, 136, 182)
"""A day in one line, a card in two; most is left for what it is about."""


class BoardScreen(Retranslated, QWidget):
    """Signals: `left`; `opened(DueRow)`; `liabilityRequested`."""

    left = Signal()
    opened = Signal(object)
    liabilityRequested = Signal()

    def __init__(self, view_model: BoardViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("boardScreen")
        self._model = view_model
        self._asked: Sequence[DueRow] = ()
        """What was read back and waits for a yes: that is charged, whatever comes due meanwhile."""
        self._heading = Heading("clock")
        self._parts = Segments([part.value for part in Part])
        self._filter = QLineEdit()
        self._filter.setObjectName("dueFilter")
        self._table = DueTable(self)
        self._view: QTableView = table("dueTable", self._table)
        self._none = label(role="muted", wrap=True)
        self._none.setObjectName("dueNone")
        self._said = Banner()
        self._said.setObjectName("dueSaid")
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._back = SecondaryButton(large=True)
        self._back.setObjectName("leaveBoard")
        self._liability = QuietButton(icon="bank")
        self._liability.setObjectName("openLiability")
        self._collect = PrimaryButton(icon="card", large=True).needs(Use.CHARGE_CARD)
        self._collect.setObjectName("collectAll")
        self._build()
        self._connect()
        self.setFocusProxy(self._view)
        self.retranslate()

    def _build(self) -> None:
        share_columns(self._view, _COLUMNS, self._table.fold)
        two_lines(self._view)
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column(self._view.viewport(), margin_x=SPACE.xl).addWidget(self._none)
        box = column(self, gap=SPACE.m, margin=SPACE.l, margin_x=SPACE.xl)
        head = columns(gap=SPACE.l)
        head.addWidget(self._heading, 1)
        self._filter.setFixedWidth(300)
        head.addWidget(self._filter)
        box.addLayout(head)
        box.addWidget(self._parts)
        box.addWidget(self._said)
        box.addWidget(self._progress)
        box.addWidget(self._view, 1)
        ways = FlowLayout(gap=SPACE.m)
        ways.addWidget(self._back)
        ways.addWidget(KeyHint("Esc"))
        ways.addStretch()
        ways.addWidget(self._liability)
        ways.addWidget(self._collect)  # without a key: Enter opens the row
        box.addLayout(ways)
        self._progress.hide()

    def _connect(self) -> None:
        model = self._model
        model.changed.connect(self._show)
        model.progressed.connect(self._show_progress)
        model.faulted.connect(self._say_fault)
        self._parts.chosen.connect(lambda name: model.choose(Part(name)))
        self._filter.textChanged.connect(model.search)
        self._view.clicked.connect(self._open)
        self._collect.clicked.connect(self._press)
        self._back.clicked.connect(self.go_back)
        self._liability.clicked.connect(self.liabilityRequested)

    def go_back(self) -> None:
        """Esc: not collected after all; else away from here."""
        if self._asked:
            self._ask(())
        else:
            self.left.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """Ask again for what another screen may have changed."""
        super().showEvent(event)
        self._model.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the table opens the row; on a button presses it."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not event.isAutoRepeat() and self._view.hasFocus():
            self._open(self._view.currentIndex())
        else:
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        """Say everything again."""
        self._filter.setPlaceholderText(self.tr("Customer or reference"))
        self._filter.setAccessibleName(self.tr("Customer or reference"))
        self._view.setAccessibleName(self.tr("What is due"))
        self._liability.setText(self.tr("What is owed to customers…"))
        self._table.retranslate()
        self._show()
        self._show_progress()

    def _show(self) -> None:
        model = self._model
        names = {
            Part.DUE: self.tr("Due today"),
            Part.OVERDUE: self.tr("Overdue"),
            Part.AT_RISK: self.tr("At risk"),
            Part.UPCOMING: self.tr("To come"),
        }
        for part, name in names.items():
            self._parts.set_words(part.value, f"{name} ({len(model.all_of(part))})")
        rows = model.rows()
        kept = self._table.row_at(self._view.currentIndex().row())
        self._table.show(rows, model.today())
        place = self._table.place_of(kept.item.id) if kept is not None else -1
        if rows:
            self._view.setCurrentIndex(self._table.index(max(0, place), 0))
        self._none.setText("" if rows else self._why_none())
        self._none.setVisible(not rows)
        self._say_total(rows)
        self._say_collect()

    def _why_none(self) -> str:
        if self._filter.text().strip():
            return self.tr("Nobody here is called that, and no sale has that reference.")
        return {
            Part.DUE: self.tr("Nothing is due today."),
            Part.OVERDUE: self.tr("Nothing is overdue."),
            Part.AT_RISK: self.tr("Nothing is at risk."),
            Part.UPCOMING: self.tr("Nothing is to come."),
        }[self._model.part]

    def _say_total(self, rows: Sequence[DueRow]) -> None:
        count = self._model.due_count()
        due = self.tr("%n payment(s) due", "", count) if count else self.tr("Nothing is due")
        shown = self.tr("Shown: %n, {total} in all", "", len(rows)).format(total=sums(rows))
        self._heading.say(due, shown if rows else self.tr("Nothing to show here"), "clock")

    def _say_collect(self) -> None:
        model = self._model
        rows = model.collectable()
        self._collect.set_icon("cross" if model.collecting else "card")
        if model.collecting:
            self._collect.setText(self.tr("Stop"))
            self._collect.setEnabled(True)
        elif self._asked:
            amount = sums(self._asked)
            self._collect.setText(self.tr("Charge {amount} now").format(amount=amount))
        else:
            self._collect.setText(self.tr("Collect all due…"))
            self._collect.setEnabled(bool(rows))
        self._back.setText(self.tr("Don’t collect") if self._asked else self.tr("Back"))

    def _press(self) -> None:
        if self._model.collecting:
            self._model.stop()
        elif not self._asked:
            self._ask(self._model.collectable())
        else:
            asked = self._asked
            self._ask(())
            self._model.collect({row.item.id for row in asked})

    @property
    def asks(self) -> bool:
        """Whether it reads back what is about to be charged."""
        return bool(self._asked)

    def _ask(self, rows: Sequence[DueRow]) -> None:
        """How many and how much, read back before anything is charged; none: not asked any more."""
        self._asked = rows
        if rows:
            self._say_asked(rows)
            self._collect.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._said.clear()
        self._say_collect()

    def _say_asked(self, rows: Sequence[DueRow]) -> None:
        """In the language in force; the keyboard stays where it is."""
        title = self.tr("Charge %n saved card(s)?", "", len(rows))
        words = self.tr(
            "{amount} in all ({words}), each under its customer’s agreement while they are away. "
            "What has something in its way is left out. You can stop at any time."
        )
        said = words.format(amount=sums(rows), words=sums_in_words(rows))
        self._said.say("info", title, said)
        self._said.repeat_with(lambda: self._say_asked(rows))

    def _show_progress(self) -> None:
        progress, run = self._model.progress, self._model.run
        if progress is None or run is None:
            return
        self._table.tell(run.results)
        self._progress.setVisible(progress.running)
        self._progress.setMaximum(max(1, progress.total))
        self._progress.setValue(progress.done)
        if progress.running:
            words = self._came(progress)
            title = self.tr("{done} of {total} done")
            if progress.stopping:
                title = self.tr("Stopping: {done} of {total} done")
            said = title.format(done=progress.done, total=progress.total)
            self._said.say("info", said, words)
        else:
            self._say_end(progress, run.results.values())
        self._say_collect()

    def _say_end(self, progress: Progress, results: Iterable[Result]) -> None:
        left, words = progress.total - progress.done, self._each(came_of(results))
        clean = not left and not progress.failed and not progress.unknown
        title = self.tr("Collected") if clean else self.tr("Not all of it is collected")
        title = self.tr("Stopped before the end") if left else title
        if progress.failed:
            words += " " + self.tr("Open a row for the ways on: another card, a link, another day.")
        if progress.unknown:
            words += " " + self.tr("The till goes on asking about what is not known.")
        if progress.stopped_by:
            words += " " + messages.sentence(progress.stopped_by)
        if left:
            words += " " + self.tr("%n were not tried: collect again to go on.", "", left)
        kind: Kind = "success" if clean else "unknown" if progress.unknown else "warning"
        self._said.say(kind, title, words)

    def _each(self, came: Counter[OutcomeKind]) -> str:
        """How many came out how, in the end."""
        parts = [self.tr("%n charged", "", came[OutcomeKind.SUCCEEDED])]
        if came[OutcomeKind.DECLINED]:
            parts.append(self.tr("%n declined", "", came[OutcomeKind.DECLINED]))
        if came[OutcomeKind.NEEDS_CUSTOMER]:
            confirm = came[OutcomeKind.NEEDS_CUSTOMER]
            parts.append(self.tr("%n to be confirmed by the customer", "", confirm))
        if came[OutcomeKind.NOT_CHARGED]:
            parts.append(self.tr("%n not charged", "", came[OutcomeKind.NOT_CHARGED]))
        if came[OutcomeKind.UNKNOWN]:
            unknown = came[OutcomeKind.UNKNOWN]
            parts.append(self.tr("%n not known yet: don’t charge again", "", unknown))
        return ", ".join(parts) + "."

    def _came(self, progress: Progress) -> str:
        """How many came out how; the rows say which."""
        parts = [self.tr("%n charged", "", progress.charged)]
        if progress.failed:
            parts.append(self.tr("%n not charged", "", progress.failed))
        if progress.unknown:
            parts.append(self.tr("%n not known yet: don’t charge again", "", progress.unknown))
        return ", ".join(parts) + "."

    def _open(self, index: QModelIndex) -> None:
        found = self._table.row_at(index.row())
        if found is not None:
            self.opened.emit(found)

    def _say_fault(self, fault: PosError) -> None:
        self._said.say("danger", self.tr("Nothing was charged just now"), messages.text(fault))
        self._said.repeat_with(lambda: self._say_fault(fault))
