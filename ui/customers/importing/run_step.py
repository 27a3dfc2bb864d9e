"""Rows being sent, and what became of them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from pos_app.customers.importing.model import Counts, Stage
from ui.customers.importing.parts import back_button, footer
from ui.customers.importing.tiles import Tile, number_words
from ui.customers.importing.view_model import ImportViewModel
from ui.customers.importing.words import time_left
from ui.i18n import messages
from ui.i18n.language import Retranslated
from ui.theme.layout import column
from ui.theme.tokens import SPACE
from ui.widgets.banner import Banner
from ui.widgets.buttons import PrimaryButton, QuietButton, SecondaryButton
from ui.widgets.labels import label
from ui.widgets.tiles import Tiles

_FINE = 1000
"""Steps of the progress bar; a million rows would overflow nothing, but move nothing either."""


class RunStep(Retranslated, QWidget):
    """Signals: `left`; `endRequested` to forget the import; `correctionsRequested`."""

    left = Signal()
    endRequested = Signal()
    correctionsRequested = Signal()

    def __init__(self, view_model: ImportViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("runStep")
        self._model = view_model
        self._title = label(role="strong")
        self._title.setObjectName("runTitle")
        self._bar = QProgressBar()
        self._bar.setObjectName("importBar")
        self._bar.setTextVisible(False)
        self._bar.setRange(0, _FINE)
        self._how_far = label(role="muted")
        self._banner = Banner()
        self._banner.setObjectName("importBanner")
        self._tiles = {name: Tile() for name in ("created", "filled", "left", "failed")}
        self._back = back_button("runBack")
        self._stop = QuietButton(icon="trash")
        self._stop.setObjectName("endImport")
        self._correct = SecondaryButton(icon="edit")
        self._correct.setObjectName("saveRefused")
        self._pause = SecondaryButton()
        self._pause.setObjectName("pauseImport")
        self._go_on = PrimaryButton(icon="forward", shortcut="Ctrl+Return")
        self._go_on.setObjectName("continueImport")
        self._done = PrimaryButton(icon="check", shortcut="Ctrl+Return")
        self._done.setObjectName("importDone")
        self._said: tuple[object, ...] = ()
        self._build()
        self.retranslate()

    def _build(self) -> None:
        box = column(self, gap=SPACE.l)
        box.addWidget(self._title)
        box.addWidget(self._bar)
        box.addWidget(self._how_far)
        tiles = Tiles(across=len(self._tiles), gap=SPACE.m)
        for name, tile in self._tiles.items():
            tile.setObjectName(f"outcome_{name}")
            tile.only_show()
            tiles.addWidget(tile)
        box.addLayout(tiles)
        box.addWidget(self._banner)
        box.addStretch(1)
        box.addLayout(
            footer(self._back, self._stop, self._correct, self._pause, self._go_on, self._done)
        )
        self._back.clicked.connect(self.left)
        self._pause.clicked.connect(self._model.pause)
        self._go_on.clicked.connect(self._model.start)
        self._done.clicked.connect(self.endRequested)
        self._stop.clicked.connect(self.endRequested)
        self._correct.clicked.connect(self.correctionsRequested)

    def show_state(self) -> None:
        """Follow the view model."""
        model = self._model
        counts = model.counts or Counts()
        running = model.running
        done = model.now is not None and model.now.stage is Stage.DONE
        self._pause.setVisible(running)
        self._go_on.setVisible(not running and not done)
        self._stop.setVisible(not running and not done)
        self._done.setVisible(not running and done)
        self._correct.setVisible(not running and done and bool(counts.failed))
        self._bar.setVisible(not done)
        self._bar.setValue(_FINE * counts.settled // counts.rows if counts.rows else 0)
        self._say(counts, running=running, done=done)

    def retranslate(self) -> None:
        """Say everything again."""
        self._back.setText(self.tr("Customers"))
        self._stop.setText(self.tr("Stop for good…"))
        self._correct.setText(self.tr("Save rows to correct…"))
        self._pause.setText(self.tr("Pause"))
        self._go_on.setText(self.tr("Continue"))
        self._done.setText(self.tr("Done"))
        self._bar.setAccessibleName(self.tr("Rows settled"))
        self._said = ()
        self.show_state()

    def _say(self, counts: Counts, *, running: bool, done: bool) -> None:
        if done:
            self._title.setText(self.tr("Import finished"))
        else:
            self._title.setText(self.tr("Importing…") if running else self.tr("Import paused"))
        words = {
            "created": (counts.created, self.tr("created")),
            "filled": (counts.filled, self.tr("completed")),
            "left": (counts.left, self.tr("left as they are")),
            "failed": (counts.failed, self.tr("not imported")),
        }
        for name, (number, text) in words.items():
            self._tiles[name].show_number(number, text)
        left = time_left(self._model.progress.seconds_left) if self._model.progress else ""
        far = self.tr("{done} of %Ln row(s)", "", counts.rows).format(
            done=number_words(counts.settled)
        )
        self._how_far.setText(f"{far} · {left}" if left and running else far)
        self._show_banner(counts, running=running, done=done)

    def _show_banner(self, counts: Counts, *, running: bool, done: bool) -> None:
        """Said once each, since screen readers hear it."""
        progress = self._model.progress
        waiting = progress.waiting_for if progress and running else ""
        fault = progress.fault if progress and not running else None
        said = (waiting, fault, running, done, counts.failed if done else 0)
        if said == self._said:
            return
        self._said = said
        if fault is not None:
            self._banner.say("danger", self.tr("The import stopped"), self._stopped(fault.key))
        elif waiting:
            self._banner.say("warning", self.tr("Waiting for Stripe"), self._waiting(waiting))
        elif done:
            self._say_done(counts)
        elif running:
            self._banner.say(
                "info",
                self.tr("You can go on working"),
                self.tr(
                    "The import goes on while you serve customers, and can be continued after the "
                    "till was closed. Sales come first."
                ),
            )
        else:
            self._banner.say("info", self.tr("Nothing is being sent"), self._paused(counts))

    def _say_done(self, counts: Counts) -> None:
        if counts.failed:
            self._banner.say(
                "warning",
                self.tr("%n row(s) could not be imported", "", counts.failed),
                self.tr(
                    "All others are done. Save these rows as a file: it says why beside each. "
                    "Correct it and import it again; nobody is created twice."
                ),
            )
        else:
            self._banner.say(
                "success", self.tr("Every row is done"), self.tr("Nothing is left to correct.")
            )

    def _paused(self, counts: Counts) -> str:
        return self.tr(
            "%n row(s) wait. “Continue” goes on where it stopped, today or later; nobody is "
            "created twice.",
            "",
            counts.open,
        )

    def _waiting(self, key: str) -> str:
        if key == "remote.busy":
            return self.tr("Stripe has too much to do just now. It goes on by itself.")
        return self.tr(
            "Stripe does not answer clearly. What is on its way is looked up before it is sent "
            "again, so nobody is created twice. It goes on by itself."
        )

    def _stopped(self, key: str) -> str:
        if key in ("remote.bad_key", "remote.not_allowed"):
            return self.tr(
                "Stripe does not let the till’s key create customers. What was created stays. Ask "
                "whoever manages the Stripe account, then press “Continue”."
            )
        return messages.sentence(key)
