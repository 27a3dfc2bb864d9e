"""The screen “Import customers”: one page for each step."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QStackedLayout, QWidget

from pos_app.customers.importing.mapping import WHY_HEADERS
from pos_app.customers.importing.model import ImportProgressed, Stage
from pos_app.kernel.errors import PosError
from ui.customers.importing.check_step import CheckStep
from ui.customers.importing.columns_step import ColumnsStep
from ui.customers.importing.file_step import FileStep
from ui.customers.importing.run_step import RunStep
from ui.customers.importing.view_model import ImportViewModel, Step
from ui.customers.importing.words import reason_words
from ui.i18n import messages
from ui.i18n.language import Retranslated, language_of
from ui.i18n.speech import Speech
from ui.shell.dialogs import Choice, ask
from ui.shell.file_dialog import FileDialog, ask_where_to_save, documents
from ui.tasks import start_latest
from ui.theme.layout import column
from ui.theme.tokens import SPACE, Kind
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import label


class ImportScreen(Retranslated, QWidget):
    """Signals: `left`; `said(Speech, str)`, a sentence for the status line and its kind."""

    left = Signal()
    said = Signal(object, str)

    def __init__(self, view_model: ImportViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("importScreen")
        self._model = view_model
        self._folder = documents()
        self._title = label(role="title")
        self._where = label(role="muted")
        self._file = FileStep(view_model)
        self._columns = ColumnsStep(view_model)
        self._check = CheckStep(view_model)
        self._run = RunStep(view_model)
        self._pages = QStackedLayout()
        self._shown: Step | None = None
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        head = FlowLayout(gap=SPACE.l)
        head.addWidget(self._title)
        head.addStretch()
        head.addWidget(self._where)
        box = column(self, gap=SPACE.s, margin=SPACE.m, margin_x=SPACE.xl)
        box.addLayout(head)
        # before its pages: shown by a layout that has no widget yet, one is a window for a moment
        box.addLayout(self._pages, 1)
        for page in (self._file, self._columns, self._check, self._run):
            self._pages.addWidget(page)

    def _connect(self) -> None:
        model = self._model
        for page in (self._file, self._columns, self._check, self._run):
            page.left.connect(self.go_back)
        self._file.fileRequested.connect(self._ask_file)
        self._check.startRequested.connect(model.start)
        self._check.correctionsRequested.connect(self._ask_target)
        self._run.correctionsRequested.connect(self._ask_target)
        self._run.endRequested.connect(self._end)
        model.changed.connect(self._show_state)
        model.rowsChanged.connect(self._check.show_rows)
        model.progressed.connect(self._show_progress)
        model.faulted.connect(self._show_fault)
        model.corrected.connect(self._say_corrected)
        model.ended.connect(self.left)

    def showEvent(self, event: QShowEvent) -> None:
        """See where the import stands."""
        super().showEvent(event)
        self._model.begin()

    def go_back(self) -> None:
        """Esc: one step back, and from the first out of the screen. What is being sent goes on."""
        if not self._model.back():
            if self._model.running:
                self.said.emit(lambda: self.tr("The import goes on. Ctrl+I shows it."), "info")
            self.left.emit()

    def retranslate(self) -> None:
        """Say everything again."""
        self._title.setText(self.tr("Import customers"))
        self._say_where()

    def _say_where(self) -> None:
        names = (self.tr("File"), self.tr("Columns"), self.tr("Check"), self.tr("Import"))
        step = self._model.step
        self._where.setText(
            self.tr("Step {number} of 4: {name}").format(number=step + 1, name=names[step])
        )

    def _show_state(self) -> None:
        step = self._model.step
        self._pages.setCurrentIndex(step)
        for page in (self._file, self._columns, self._check, self._run):
            page.show_state()
        self._say_where()
        current = (self._file, self._columns, self._check, self._run)[step]
        self.setFocusProxy(current)
        if self._shown is not step and self.isVisible():
            current.setFocus(Qt.FocusReason.OtherFocusReason)
        self._shown = step

    def _show_progress(self) -> None:
        if self._model.step is Step.CHECK:
            self._check.show_progress()
        self._run.show_state()
        progress = self._model.progress
        if progress is not None and not progress.running and not self.isVisible():
            self._say_ended(progress)

    def _say_ended(self, progress: ImportProgressed) -> None:
        """On whatever screen people are by now."""
        if progress.fault is not None:
            self._say(lambda: self.tr("The import stopped. Ctrl+I says why."), "danger")
        elif not progress.counts.open:
            created = progress.counts.created
            self._say(
                lambda: self.tr("%n customer(s) created by the import.", "", created), "success"
            )

    def _show_fault(self, fault: PosError) -> None:
        if self._model.step is Step.FILE:
            self._file.show_fault(fault)
        elif self._model.step is Step.COLUMNS:
            self._columns.show_fault(fault)
        else:
            self.said.emit(lambda: messages.text(fault), "danger")

    def _ask_file(self) -> None:
        dialog = FileDialog(self.window(), self.tr("Choose a CSV file"), self._folder)
        dialog.setObjectName("importFileDialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("CSV files (*.csv *.txt *.tsv)"), self.tr("All files (*)")])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._open)
        dialog.open()

    def _open(self, file: str) -> None:
        self._folder = str(Path(file).parent)
        self._model.open_file(Path(file))

    def _ask_target(self) -> None:
        now = self._model.now
        stem = Path(now.file_name).stem if now else "customers"
        name = self.tr("{name} - to correct.csv").format(name=stem)
        ask_where_to_save(
            self.window(), "correctionsDialog", self.tr("Save the rows to correct"),
            self.tr("CSV files (*.csv)"), name, self._save, self._folder,
        )  # fmt: skip

    def _save(self, path: Path) -> None:
        self._folder = str(path.parent)
        self._model.save_corrections(path, WHY_HEADERS[language_of()], reason_words)

    def _say_corrected(self, path: Path, written: int) -> None:
        def words() -> str:
            return self.tr("%n row(s) to correct saved: {file}", "", written).format(file=path.name)

        self._say(words, "success")

    def _say(self, said: Speech, kind: Kind) -> None:
        self.said.emit(said, kind)

    def _end(self) -> None:
        now = self._model.now
        if now is not None and now.stage is Stage.DONE:
            self._model.discard()
        else:
            start_latest(self, "end", self._ask_and_end())

    def _what_stays(self, created: int) -> str:
        if not created:
            return self.tr(
                "No customer was created. The till forgets the rows; your file is as it was."
            )
        return self.tr(
            "%n customer(s) created so far stay. The other rows are not imported, and the till "
            "forgets them; your file is as it was.",
            "",
            created,
        )

    async def _ask_and_end(self) -> None:
        counts = self._model.counts
        created = counts.created if counts else 0
        answer = await ask(
            self,
            lambda: self.tr("Stop this import for good?"),
            lambda: self._what_stays(created),
            [
                Choice("keep", lambda: self.tr("Keep it")),
                Choice("stop", lambda: self.tr("Stop for good"), role="danger"),
            ],
            kind="warning",
            default="keep",
        )
        if answer == "stop":
            self._model.discard()
