"""Figures with a picture: what was taken, held, collected, and which cards end."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from pos_app.kernel.errors import PosError
from pos_app.reports.pictures import PERIODS
from pos_app.reports.series import Figure, Series
from pos_app.settings.formats import currency_name, format_money
from ui.i18n import messages
from ui.i18n.language import Retranslated, language_of
from ui.reports.chart import BarChart
from ui.reports.currency_choice import CurrencyChoice
from ui.reports.figure_table import FigureTable
from ui.reports.figure_words import FigureSpeaker, file_name
from ui.reports.pictures_view_model import PicturesViewModel
from ui.shell.file_dialog import ask_where_to_save
from ui.theme.apply import theme_of
from ui.theme.layout import card, column
from ui.theme.tokens import SPACE
from ui.widgets.banner import Banner
from ui.widgets.buttons import QuietButton, SecondaryButton
from ui.widgets.columns import columns
from ui.widgets.enter import press
from ui.widgets.flow import FlowLayout
from ui.widgets.frame import Heading, add_all, centred
from ui.widgets.key_hint import KeyHint
from ui.widgets.labels import label
from ui.widgets.segments import Segments
from ui.widgets.spinner import Spinner
from ui.widgets.table import hide_columns, share_columns, table, two_lines

_COLUMNS = (0, 116, 168)
_LEAST_TABLE = 340
"""Pixels: with less beside the chart, it stands below it."""


class PicturesScreen(Retranslated, QWidget):
    """Signals: `left`; `said(Speech, str)`, a sentence for the status line and its kind."""

    left = Signal()
    said = Signal(object, str)

    def __init__(self, view_model: PicturesViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("picturesScreen")
        self._model = view_model
        self._speaker = FigureSpeaker(self)
        self._barred = False
        """Whether whoever is at the till may not see it: said where it would be."""
        self._heading = Heading("chart")
        self._spinner = Spinner(26)
        self._figures = Segments([one.value for one in Figure])
        self._days = Segments([str(days) for days in PERIODS])
        self._currencies = CurrencyChoice()
        self._fault = Banner()
        self._fault.setObjectName("picturesFault")
        self._chart = BarChart(self._speaker)
        self._nothing = label(role="muted", wrap=True)
        self._nothing.setObjectName("picturesNothing")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._rows = FigureTable(self._speaker, self)
        self._table = table("figureTable", self._rows)
        self._back = SecondaryButton(large=True)
        self._back.setObjectName("leavePictures")
        self._save, self._picture = QuietButton(icon="receipt"), QuietButton(icon="chart")
        self._save.setObjectName("exportFigures")
        self._picture.setObjectName("exportPicture")
        self._build()
        self._connect()
        self.setFocusProxy(self._figures.button(view_model.figure.value))
        self.retranslate()

    def _build(self) -> None:
        self._days.choose(str(self._model.days))
        share_columns(self._table, _COLUMNS, self._rows.fold)
        self._table.setMinimumWidth(_LEAST_TABLE)
        surface = card()
        inside = column(surface, margin=SPACE.m)
        add_all(inside, self._chart, self._nothing)
        box = column(centred(self, 1100), gap=SPACE.m)
        head = columns(gap=SPACE.l)
        head.addWidget(self._heading, 1)
        head.addWidget(self._spinner)
        head.addWidget(self._days)
        box.addLayout(head)
        add_all(box, self._figures, self._currencies, self._fault)
        beside = columns(gap=SPACE.m)
        beside.addWidget(surface, 9)  # so that its bars have room for what they are called
        beside.addWidget(self._table, 8)
        box.addLayout(beside, 1)
        ways = FlowLayout(gap=SPACE.s)
        ways.addWidget(self._back)
        ways.addWidget(KeyHint("Esc"))
        ways.addStretch()
        ways.addWidget(self._save)
        ways.addWidget(self._picture)
        box.addLayout(ways)

    def _connect(self) -> None:
        model = self._model
        model.changed.connect(self._show)
        model.faulted.connect(self._say_fault)
        model.saved.connect(self._say_saved)
        # before it is read anew: what was wrong with another says nothing of it
        for one in (self._figures, self._days):
            one.chosen.connect(lambda _: self._begin_anew())
        self._figures.chosen.connect(lambda name: model.choose(Figure(name)))
        self._days.chosen.connect(lambda days: model.choose_days(int(days)))
        self._currencies.chosen.connect(model.choose_currency)
        self._back.clicked.connect(self.left)
        self._save.clicked.connect(self._ask_table)
        self._picture.clicked.connect(self._ask_picture)

    def begin(self) -> None:
        """As it is now."""
        self._begin_anew()
        self._model.begin()

    def _begin_anew(self) -> None:
        self._barred = False
        self._fault.clear()

    def go_back(self) -> None:
        """Esc: back to the shift."""
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the focused button."""
        if not press(event, self, self._back):
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        """Say everything again."""
        for one in Figure:
            self._figures.set_words(one.value, self._speaker.name(one))
        for days in PERIODS:
            self._days.set_words(str(days), self.tr("%n days", "", days))
        self._back.setText(self.tr("Back"))
        self._save.setText(self.tr("CSV…"))
        self._save.setAccessibleName(self.tr("Save as a table (CSV)…"))
        self._picture.setText(self.tr("Picture…"))
        self._picture.setAccessibleName(self.tr("Save the picture (PDF)…"))
        self._show()

    def _show(self) -> None:
        model = self._model
        drawn = model.drawn
        self._spinner.setVisible(model.busy)
        self._days.setVisible(model.has_days)
        self._chart.show_series(drawn)
        empty = model.loaded and drawn is None
        self._nothing.setText(self._speaker.nothing(model.figure) if empty else "")
        if self._barred:
            self._nothing.setText(self.tr("You may not see this. Ask a manager or an owner."))
        self._nothing.setVisible(drawn is None)
        self._table.setVisible(drawn is not None)
        self._table.setAccessibleName(self._title())
        self._rows.show(drawn)
        # reasons are sentences, and ages of deposits more than a day is
        two_lines(self._table, on=model.figure in (Figure.COLLECTED, Figure.DEPOSITS))
        hide_columns(self._table, (2,) if model.figure is Figure.EXPIRING else ())
        for one in (self._save, self._picture):
            one.setVisible(drawn is not None)
        if model.loaded or not model.busy:  # while another figure is read, nothing jumps
            self._show_currencies()
        whole = self._sum(drawn) if drawn is not None else self.tr("Nothing to show")
        self._heading.say(self._speaker.title(model.figure), whole, "chart")

    def _show_currencies(self) -> None:
        """Each with its sum, so that none goes unseen."""
        model = self._model
        words = [(one.currency, self._in_currency(one)) for one in model.several]
        self._currencies.show_words(words, model.drawn.currency if model.drawn else "")

    def _in_currency(self, series: Series) -> str:
        name = currency_name(series.currency, language_of())
        return f"{name[:1].upper()}{name[1:]} · {self._sum(series)}"

    def _title(self) -> str:
        """What is drawn, and where there are several currencies, in which."""
        model = self._model
        title = self._speaker.title(model.figure)
        if not model.several or model.drawn is None:
            return title
        return f"{title}, {currency_name(model.drawn.currency, language_of())}"

    def _sum(self, series: Series) -> str:
        """All of it; of what was collected, without what wasn't."""
        collected = series.figure is Figure.COLLECTED
        bars = series.bars[:1] if collected else series.bars
        totals = [bar.total for bar in bars if bar.total is not None]
        if totals:
            return format_money(sum(totals[1:], totals[0]), language_of())
        return self.tr("%n card(s)", "", sum(bar.count for bar in bars))

    def _ask_table(self) -> None:
        kind = self.tr("CSV files (*.csv)")
        save, training = self._model.save_table, theme_of().practice is not None
        self._ask(self.tr("Save as CSV"), kind, ".csv", lambda path: save(path, training=training))

    def _ask_picture(self) -> None:
        drawn = self._model.drawn
        if drawn is None:
            return
        lines = (self._title(), self._sum(drawn), self._whose())
        title = "\n".join(lines)
        if theme_of().practice is not None:
            practice = (
                self.tr("TRAINING – no real money")
                if theme_of().training
                else self.tr("TEST – no real money")
            )
            title = f"{practice}  ·  {title}"
        pdf = self._chart.pdf(title)
        kind = self.tr("PDF files (*.pdf)")
        save = self._model.save_picture
        self._ask(self.tr("Save the picture"), kind, ".pdf", lambda path: save(pdf, path))

    def _whose(self) -> str:
        """Of which days, of which shop and till, made when."""
        about = self._model.about
        return self._speaker.whose(about) if about is not None else ""

    def _ask(self, title: str, kind: str, end: str, chosen: Callable[[Path], None]) -> None:
        about, name, drawn = self._model.about, self._model.figure.value, self._model.drawn
        if drawn is not None and self._model.several:
            name = f"{name}-{drawn.currency}"
        name = file_name(name, about) if about is not None else name
        ask_where_to_save(self.window(), "saveReportDialog", title, kind, name + end, chosen)

    def _say_fault(self, fault: PosError) -> None:
        self._barred = fault.key == "staff.no_right" and all(one.empty for one in self._model.shown)
        if self._barred:
            self._show()
            return
        self._fault.say("warning", "", messages.text(fault))
        self._fault.repeat_with(lambda: self._say_fault(fault))

    def _say_saved(self, path: Path) -> None:
        self.said.emit(lambda: self.tr("Saved: {file}").format(file=path.name), "success")
