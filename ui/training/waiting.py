"""Beside the panel's pages: the stand-in's clock, and what was ordered and has not happened yet."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from pos_app.settings.formats import format_count, format_datetime
from pos_app.training.remote import Standing, Waiting
from ui.i18n.language import Retranslated, language_of
from ui.theme.apply import set_role
from ui.theme.layout import card, column, row
from ui.theme.tokens import SPACE
from ui.training.words import target_of, trouble_of
from ui.widgets.buttons import IconButton, QuietButton
from ui.widgets.labels import label
from ui.widgets.scrolling import scrolled
from ui.widgets.status_chip import StatusChip


class StandingColumn(Retranslated, QFrame):
    """Signals: `cancelled(str)` the id of a scenario, `calmed()`."""

    cancelled = Signal(str)
    calmed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "card")
        self._standing: Standing | None = None
        self._shown: tuple[Waiting, ...] = ()
        self._chip = StatusChip()
        self._chip.setObjectName("standInState")
        self._clock = label(role="heading")
        self._clock.setObjectName("standInClock")
        self._people = label(role="muted", wrap=True)
        self._people.setObjectName("standInCustomers")
        self._title = label(role="heading")
        self._nothing = label(role="muted", wrap=True)
        self._calm = QuietButton()
        self._calm.setObjectName("calm")
        self._calm.clicked.connect(self.calmed)
        self._rows = QWidget()
        self._rows_box = column(self._rows, gap=SPACE.s)
        self._rows_box.addStretch(1)
        box = column(self, gap=SPACE.s, margin=SPACE.l)
        for part in (self._chip, self._clock, self._people):
            box.addWidget(part)
        box.addSpacing(SPACE.s)
        box.addWidget(self._title)
        box.addWidget(self._nothing)
        box.addWidget(scrolled(self._rows), 1)
        box.addWidget(self._calm)
        self.retranslate()

    def show_standing(self, standing: Standing | None) -> None:
        """How the stand-in is; None while it does not answer."""
        self._standing = standing
        waiting = standing.waiting if standing is not None else ()
        if waiting != self._shown:
            self._shown = waiting
            self._fill()
        self._say()

    def retranslate(self) -> None:
        """Every word again."""
        self._title.setText(self.tr("Still to happen"))
        self._nothing.setText(self.tr("Nothing ordered: everything works."))
        self._calm.setText(self.tr("Cancel all"))
        self._fill()
        self._say()

    def _say(self) -> None:
        standing = self._standing
        if standing is None:
            self._chip.set_state(self.tr("No answer"), "danger", icon="cloud-off")
            self._clock.setText("–")
            self._people.setText("")
            return
        self._chip.set_state(self.tr("Stand-in is there"), "success")
        self._clock.setText(format_datetime(standing.now, language_of()))
        count = partial(format_count, language=language_of())
        people = self.tr("%n customer(s)", "", standing.customers)
        people = people.replace(str(standing.customers), count(standing.customers))
        if standing.seeding:
            people = self.tr("{people}, {made} of {ordered} samples made").format(
                people=people,
                made=count(standing.samples_made),
                ordered=count(standing.samples_ordered),
            )
        self._people.setText(people)

    def _fill(self) -> None:
        while self._rows_box.count() > 1:
            item = self._rows_box.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.deleteLater()
        for place, waiting in enumerate(self._shown):
            self._rows_box.insertWidget(place, self._row(waiting))
        self._nothing.setVisible(not self._shown)
        self._calm.setVisible(len(self._shown) > 1)

    def _row(self, waiting: Waiting) -> QFrame:
        what, target = trouble_of(waiting), target_of(waiting)
        if waiting.times > 1:
            target = self.tr("{what}, {times} times").format(what=target, times=waiting.times)
        frame = card()
        frame.setObjectName(waiting.id)
        frame.setAccessibleName(f"{what}: {target}")
        texts = column(gap=0)
        texts.addWidget(label(what.replace("_", "_\u200b"), wrap=True))  # may break there
        texts.addWidget(label(target, "hint", wrap=True))
        button = IconButton("close", self.tr("Cancel: {what}").format(what=what))
        button.setObjectName(f"cancel_{waiting.id}")
        button.clicked.connect(lambda: self.cancelled.emit(waiting.id))
        box = row(frame, gap=SPACE.s, margin=SPACE.s, margin_x=SPACE.m)
        box.addLayout(texts, 1)
        box.addWidget(button)
        return frame
