"""The settings of agreements: their wording, and what they promise."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from pos_app.kernel.errors import PosError
from ui.i18n import messages
from ui.i18n.language import Retranslated, language_of
from ui.settings.ports import Section
from ui.settings.promises import PromisesSection
from ui.settings.view_model import Done, TermsViewModel
from ui.settings.wording import WordingSection
from ui.theme.layout import column, row
from ui.theme.tokens import SPACE
from ui.widgets.buttons import SecondaryButton
from ui.widgets.frame import Heading, centred
from ui.widgets.key_hint import KeyHint
from ui.widgets.tabs import Tabs

_MEASURE = 1040
"""Pixels: in more, fields would be longer than what is typed into them, and what is said beside a
box far from it."""


class SettingsScreen(Retranslated, QWidget):
    """Signals: `left()`; `said(Speech, str)`, a sentence for the status line and its kind."""

    left = Signal()
    said = Signal(object, str)

    def __init__(
        self, view_model: TermsViewModel, more: Sequence[Section] = (),
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setObjectName("settingsScreen")
        self._more = more
        self._model = view_model
        self._heading = Heading("settings")
        self._tabs = Tabs()
        self._tabs.setObjectName("settingsTabs")
        self._wording = WordingSection(view_model)
        self._promises = PromisesSection(view_model)
        self._back = SecondaryButton(icon="back")
        self._back.setObjectName("leaveSettings")
        self._build()
        self._back.clicked.connect(self.left)
        view_model.done.connect(self._say_done)
        view_model.faulted.connect(self._say_fault)
        for section in more:
            section.said.connect(self.said)
        self.setFocusProxy(self._tabs)
        self.retranslate()

    def _build(self) -> None:
        for section in (self._wording, self._promises, *self._more):
            assert isinstance(section, QWidget)
            page = QWidget()
            column(page, margin=SPACE.m).addWidget(section)
            self._tabs.addTab(page, "")
        leave = row(gap=SPACE.m)
        leave.addWidget(self._back)
        leave.addWidget(KeyHint("Esc"))
        top = row(gap=SPACE.m)
        top.addWidget(self._heading, 1)
        top.addLayout(leave)
        box = column(centred(self, _MEASURE), gap=SPACE.m)
        box.addLayout(top)
        box.addWidget(self._tabs, 1)

    def showEvent(self, event: QShowEvent) -> None:
        """As things are now."""
        super().showEvent(event)
        self._model.begin(language_of())
        self._promises.begin()
        for section in self._more:
            section.begin()

    def go_back(self) -> None:
        """Leave, as Escape does."""
        self.left.emit()

    def retranslate(self) -> None:
        """Say everything again."""
        self._heading.say(self.tr("Settings"), self._subject(), "settings")
        self._back.setText(self.tr("Back"))
        self._tabs.setTabText(0, self.tr("Wording"))
        self._tabs.setTabText(1, self.tr("Cancelling and money back"))
        for place, section in enumerate(self._more, start=2):
            self._tabs.setTabText(place, section.title())
        self._tabs.setAccessibleName(self.tr("Settings"))

    def _subject(self) -> str:
        return self.tr("Your shop and this till") if self._more else self.tr("Agreements")

    def _say_done(self, done: Done, name: str) -> None:
        self.said.emit(lambda: self._sentence(done).replace("{name}", name), "success")

    def _sentence(self, done: Done) -> str:
        return {
            Done.COPIED: self.tr(
                "The copy is in {name}. Edit its files, give the folder a name, then add it."
            ),
            Done.ADDED: self.tr("“{name}” was added; new agreements are made in it."),
            Done.CHOSEN: self.tr("New agreements are made in “{name}” from now on."),
            Done.PROMISED: self.tr("New agreements promise this from now on."),
        }[done]

    def _say_fault(self, fault: PosError) -> None:
        self.said.emit(lambda: messages.text(fault), "danger")
