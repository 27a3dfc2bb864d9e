"""Every row judged, and nothing sent yet: how many of each kind, which, and what to do."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QStackedLayout, QWidget

from pos_app.customers.importing.model import Counts, OnKnown, Verdict
from pos_app.settings.key_uses import Use
from ui.customers.importing.parts import back_button, footer
from ui.customers.importing.table_models import RowsModel
from ui.customers.importing.tiles import Tile
from ui.customers.importing.view_model import ImportViewModel
from ui.i18n.language import Retranslated
from ui.theme.layout import column, row
from ui.theme.tokens import SIZE, SPACE
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import label
from ui.widgets.spinner import Spinner
from ui.widgets.table import share_columns, table
from ui.widgets.tiles import Tiles

SHOWN: int = 200
"""Rows listed of one kind; nobody reads more, and the file of corrections has them all."""


class CheckStep(Retranslated, QWidget):
    """Signals: `left` for the step before; `startRequested`; `correctionsRequested`."""

    left = Signal()
    startRequested = Signal()
    correctionsRequested = Signal()

    def __init__(self, view_model: ImportViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("checkStep")
        self._model = view_model
        self._waiting = label(role="strong", wrap=True)
        self._waiting.setObjectName("checkWaiting")
        self._tiles = {verdict: Tile() for verdict in Verdict}
        self._known_title = label(role="label")
        self._leave = QRadioButton()
        self._leave.setObjectName("leaveKnown")
        self._fill = QRadioButton()
        self._fill.setObjectName("fillKnown")
        self._known = QWidget()
        self._rows = RowsModel(self)
        self._table = table("rowsTable", self._rows)
        self._table.setWordWrap(True)
        self._table.verticalHeader().setDefaultSectionSize(SIZE.row)
        self._more = label(role="hint")
        self._back = back_button("checkBack")
        self._correct = SecondaryButton(icon="edit")
        self._correct.setObjectName("saveCorrections")
        self._start = PrimaryButton(icon="forward", shortcut="Ctrl+Return")
        self._start.needs(Use.WRITE_CUSTOMER)
        self._start.setObjectName("startImport")
        self._pages = QStackedLayout()
        self._build()
        self._connect()
        self.setFocusProxy(self._table)
        self.retranslate()

    def _build(self) -> None:
        share_columns(self._table, (92, 180, 230, 0), self._rows.fold)
        waiting = QWidget()
        middle = column(waiting, gap=SPACE.m)
        middle.addStretch(1)
        line = row(gap=SPACE.m)
        line.addStretch(1)
        line.addWidget(Spinner(36))
        line.addWidget(self._waiting)
        line.addStretch(1)
        middle.addLayout(line)
        middle.addStretch(1)
        judged = QWidget()
        box = column(judged, gap=SPACE.s)
        tiles = Tiles(across=len(self._tiles), gap=SPACE.m)
        for verdict, tile in self._tiles.items():
            tile.setObjectName(f"tile_{verdict}")
            tiles.addWidget(tile)
        choice = FlowLayout(self._known, gap=SPACE.l)
        choice.addWidget(self._known_title)
        choice.addWidget(self._leave)
        choice.addWidget(self._fill)
        box.addLayout(tiles)
        box.addWidget(self._known)
        box.addWidget(self._table, 1)
        box.addWidget(self._more)
        whole = column(self, gap=SPACE.m)
        # before its pages: shown by a layout that has no widget yet, one is a window for a moment
        whole.addLayout(self._pages, 1)
        self._pages.addWidget(waiting)
        self._pages.addWidget(judged)
        whole.addLayout(footer(self._back, self._correct, self._start))

    def _connect(self) -> None:
        group = QButtonGroup(self)
        for verdict, tile in self._tiles.items():
            group.addButton(tile)
            tile.clicked.connect(lambda _=False, one=verdict: self._model.show_only(one))
        self._leave.clicked.connect(lambda: self._model.choose_on_known(OnKnown.LEAVE))
        self._fill.clicked.connect(lambda: self._model.choose_on_known(OnKnown.FILL))
        self._back.clicked.connect(self.left)
        self._start.clicked.connect(self.startRequested)
        self._correct.clicked.connect(self.correctionsRequested)

    def show_progress(self) -> None:
        """How many rows were judged by now."""
        self._waiting.setText(
            self.tr("%n row(s) checked. Nothing is sent yet.", "", self._model.checked)
        )

    def show_rows(self) -> None:
        """The rows of the chosen kind."""
        model = self._model
        self._rows.show(model.rows, model.now, model.on_known)
        for verdict, tile in self._tiles.items():
            tile.setChecked(verdict in model.shown)
        self._more.setVisible(len(model.rows) >= SHOWN)

    def show_state(self) -> None:
        """Follow the view model."""
        model = self._model
        counts = model.counts
        judged = counts is not None and not model.checking
        self._pages.setCurrentIndex(1 if judged else 0)
        self._start.setVisible(judged)
        self.show_progress()
        if counts is None or not judged:
            self._correct.hide()
            return
        self._leave.setChecked(model.on_known is OnKnown.LEAVE)
        self._fill.setChecked(model.on_known is OnKnown.FILL)
        self._known.setVisible(bool(counts.known + counts.repeated))
        self._correct.setVisible(bool(counts.wrong))
        self._start.setEnabled(bool(counts.open))
        self._say(counts)

    def retranslate(self) -> None:
        """Say everything again."""
        self._known_title.setText(self.tr("Customers who are there already:"))
        self._leave.setText(self.tr("leave as they are"))
        self._fill.setText(self.tr("fill what is empty"))
        self._table.setAccessibleName(self.tr("Rows of the file"))
        self._more.setText(self.tr("The first 200 of them."))
        self._back.setText(self.tr("Columns") if self._model.opened else self.tr("Another file"))
        self._correct.setText(self.tr("Save rows to correct…"))
        self._rows.retranslate()
        self.show_state()

    def _say(self, counts: Counts) -> None:
        self._back.setText(self.tr("Columns") if self._model.opened else self.tr("Another file"))
        said = {
            Verdict.NEW: (counts.new, self.tr("new")),
            Verdict.KNOWN: (counts.known, self.tr("already there")),
            Verdict.REPEATED: (counts.repeated, self.tr("twice in the file")),
            Verdict.WRONG: (counts.wrong, self.tr("to look at")),
        }
        for verdict, (number, words) in said.items():
            self._tiles[verdict].show_number(number, words)
            self._tiles[verdict].setEnabled(bool(number))
        words = self.tr("Import %n customer(s)", "", counts.new) if counts.new else ""
        self._start.setText(words or self.tr("Continue"))
