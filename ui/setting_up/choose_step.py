"""Training, real payments, or Stripe's test account."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from pos_app.settings.environment import EnvironmentKind
from pos_app.settings.shop import LANGUAGES
from ui.i18n.language import Retranslated, language_of
from ui.theme.layout import column
from ui.theme.tokens import SPACE
from ui.widgets.choice_row import ChoiceRow
from ui.widgets.columns import columns
from ui.widgets.labels import label
from ui.widgets.segments import Segments

LANGUAGE_NAMES: Final = {"fr": "Français", "en": "English"}
"""Each as its own speakers write it."""
_ICONS: Final = {
    EnvironmentKind.TRAINING: "training",
    EnvironmentKind.LIVE: "card",
    EnvironmentKind.TEST: "question",
}


class ChooseStep(Retranslated, QWidget):
    """Signals: `changed()` when another was chosen; `language_wanted(str)`. `choices`: the
    environments to choose from, best first."""

    changed = Signal()
    language_wanted = Signal(str)

    def __init__(self, choices: tuple[EnvironmentKind, ...]) -> None:
        super().__init__()
        self._languages = Segments([f"setup_{code}" for code in LANGUAGES])
        self._about = label(role="muted", wrap=True)
        self._rows = {kind: ChoiceRow(_ICONS[kind]) for kind in choices}
        for kind, choice in self._rows.items():
            choice.setObjectName(f"choose_{kind}")
            choice.toggled.connect(self.changed)
        for code in LANGUAGES:
            self._languages.set_words(f"setup_{code}", LANGUAGE_NAMES[code])
        self._languages.chosen.connect(
            lambda name: self.language_wanted.emit(name.removeprefix("setup_"))
        )
        top = columns(gap=SPACE.l)
        top.addWidget(self._about, 1)
        top.addWidget(self._languages, 0, Qt.AlignmentFlag.AlignTop)
        box = column(self, gap=SPACE.m)
        box.addLayout(top)
        exclusive = QWidget()  # of their own: Qt's exclude whatever else excludes beside them
        inside = column(exclusive, gap=SPACE.m)
        for choice in self._rows.values():
            inside.addWidget(choice)
        box.addWidget(exclusive)
        box.addStretch(1)
        first = self._rows[choices[0]]
        first.setChecked(True)
        self.setFocusProxy(first)
        self.retranslate()

    def chosen(self) -> EnvironmentKind:
        """What is chosen."""
        return next(kind for kind, choice in self._rows.items() if choice.isChecked())

    def title(self) -> str:
        """What this step asks."""
        return self.tr("What is this till for?")

    def retranslate(self) -> None:
        """Say everything again."""
        self._languages.choose(f"setup_{language_of()}")
        self._about.setText(self.tr("Change it later in the settings. Each has its own data."))
        words = {
            EnvironmentKind.TRAINING: (
                self.tr("Training"),
                self.tr(
                    "Sample customers and a Stripe of its own on this computer. No account, no "
                    "money: try out whatever you like."
                ),
            ),
            EnvironmentKind.LIVE: (
                self.tr("Real payments"),
                self.tr(
                    "With your Stripe account. Have its publishable key and a restricted key ready."
                ),
            ),
            EnvironmentKind.TEST: (
                self.tr("Your Stripe account’s test mode"),
                self.tr("With its test keys: the real Stripe, but no money moves."),
            ),
        }
        for kind, choice in self._rows.items():
            choice.set_words(*words[kind])
