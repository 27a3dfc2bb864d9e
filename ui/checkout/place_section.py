"""Where customers get their page, in the settings."""

from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from pos_app.checkout.place import Place
from ui.i18n import messages
from ui.i18n.language import Retranslated
from ui.tasks import OneAtATime
from ui.theme.layout import card, column
from ui.theme.tokens import SPACE
from ui.widgets.choice_row import ChoiceRow
from ui.widgets.labels import label
from ui.widgets.scrolling import scrolled


class Places(Protocol):
    """Of `CustomerPlace`."""

    def wished(self) -> Place: ...

    async def wish(self, place: Place) -> None: ...


class PlaceViewModel(OneAtATime):
    """Signal: `done` once another place is wished."""

    done = Signal()

    def __init__(self, places: Places, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._places = places

    @property
    def wished(self) -> Place:
        """As the settings say now."""
        return self._places.wished()

    def wish(self, place: Place) -> None:
        """Show pages there from the next one on; nothing when they are already."""
        if place is not self.wished:
            self.do(lambda: self._wish(place))

    async def _wish(self, place: Place) -> None:
        await self._places.wish(place)
        self.done.emit()


class PlaceSection(Retranslated, QWidget):
    """A tab of the settings. Signal: `said(Speech, str)`, a sentence and its kind."""

    said = Signal(object, str)

    def __init__(self, view_model: PlaceViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = view_model
        self._question = label(role="label", wrap=True)
        self._note = label(role="muted", wrap=True)
        self._rows = {place: ChoiceRow() for place in Place}
        surface = card()
        inside = column(surface, gap=SPACE.m, margin=SPACE.l, margin_x=SPACE.xl)
        inside.addWidget(self._question)
        grid = QGridLayout()
        grid.setSpacing(SPACE.m)
        for x in (0, 1):
            grid.setColumnStretch(x, 1)
        inside.addLayout(grid)
        for at, (place, made) in enumerate(self._rows.items()):
            made.setObjectName(f"place_{place.value}")
            made.clicked.connect(lambda _=False, place=place: view_model.wish(place))
            grid.addWidget(made, *divmod(at, 2))
        inside.addWidget(self._note)
        content = QWidget()
        whole = column(content)
        whole.addWidget(surface)
        whole.addStretch(1)
        column(self).addWidget(scrolled(content))
        view_model.changed.connect(self.begin)
        view_model.done.connect(self._say_done)
        view_model.faulted.connect(
            lambda fault: self.said.emit(lambda: messages.text(fault), "danger")
        )
        self.retranslate()

    def title(self) -> str:
        """Of its tab."""
        return self.tr("Customer’s screen")

    def begin(self) -> None:
        """As things are now."""
        self._rows[self._model.wished].setChecked(True)

    def retranslate(self) -> None:
        """Say everything again."""
        self._question.setText(self.tr("Where does the customer agree and pay?"))
        words = {
            Place.AUTOMATIC: (
                self.tr("Automatic"),
                self.tr("On a second screen where there is one, else this screen is handed over."),
            ),
            Place.SECOND: (
                self.tr("On the second screen"),
                self.tr("Handed over when it is not plugged in."),
            ),
            Place.HAND_OVER: (
                self.tr("This screen is handed over"),
                self.tr("All of it shows the customer’s page, and comes back by itself."),
            ),
            Place.WINDOW: (
                self.tr("In this window"),
                self.tr("The page stands beside what the cashier sees."),
            ),
        }
        for place, (title, detail) in words.items():
            self._rows[place].set_words(title, detail)
        self._note.setText(self.tr("Counts from the next payment on."))

    def _say_done(self) -> None:
        self.said.emit(
            lambda: self.tr("Customers get their page there from the next payment on."), "success"
        )
