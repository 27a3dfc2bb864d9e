"""This till in the settings: how large, in which colours and language, with which tones."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from pos_app.settings.shop import AUTOMATIC, LANGUAGES, SIZES, THEMES
from ui.i18n import messages
from ui.i18n.language import Retranslated
from ui.settings.own_till_view_model import OwnTillViewModel
from ui.sounds.tones import Tone
from ui.theme.layout import card, column
from ui.theme.tokens import SPACE
from ui.widgets.buttons import SecondaryButton
from ui.widgets.check_box import CheckBox
from ui.widgets.columns import columns
from ui.widgets.labels import label
from ui.widgets.scrolling import scrolled
from ui.widgets.segments import Segments
from ui.widgets.tiles import Tiles

_BELOW_LABEL = SPACE.xs + 2
"""Pixels between a label and what it names."""
_OWN_WORDS = {"fr": "Français", "en": "English"}
"""Each language in its own, so that whoever speaks it finds it."""


class OwnTillSection(Retranslated, QWidget):
    """A tab of the settings. Signal: `said(Speech, str)`, a sentence and its kind."""

    said = Signal(object, str)

    def __init__(self, view_model: OwnTillViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = view_model
        self._sizes = Segments([_size_name(one) for one in SIZES])
        self._themes = Segments([f"theme_{one}" for one in THEMES])
        self._languages = Segments([f"language_{one}" for one in LANGUAGES])
        self._labels = [label(role="label") for _ in range(4)]
        self._size_note = label(role="muted", wrap=True)
        self._size_note.setObjectName("sizeNote")
        self._tones = CheckBox()
        self._tones.setObjectName("tonesOn")
        self._tries = {tone: SecondaryButton(icon="sound") for tone in Tone}
        self._silent = label(role="muted", wrap=True)
        self._silent.setObjectName("tonesSilent")
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        surface = card()
        inside = column(surface, gap=SPACE.m, margin=SPACE.l, margin_x=SPACE.xl)
        size, colours, language, sounds = self._labels
        head = columns(gap=SPACE.m)
        head.addWidget(size, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._size_note, 1)
        sizes = column(gap=_BELOW_LABEL)
        sizes.addLayout(head)
        sizes.addWidget(self._sizes)
        inside.addLayout(sizes)
        inside.addLayout(_group(colours, self._themes))
        heard = Tiles(across=len(self._tries), gap=SPACE.s)
        for tone, made in self._tries.items():
            made.setObjectName(f"try_{tone.value}")
            heard.addWidget(made)
        halves = columns(gap=SPACE.xl)
        for half in (_group(language, self._languages), _group(sounds, self._tones)):
            halves.addLayout(half, 1)
        inside.addLayout(halves)
        inside.addLayout(heard)
        inside.addWidget(self._silent)
        content = QWidget()
        whole = column(content)
        whole.addWidget(surface)
        whole.addStretch(1)
        column(self).addWidget(scrolled(content))

    def _connect(self) -> None:
        model = self._model
        self._sizes.taken.connect(lambda name: model.choose_size(_percent(name)))
        self._themes.taken.connect(lambda name: model.choose_theme(name.removeprefix("theme_")))
        self._languages.taken.connect(
            lambda name: model.choose_language(name.removeprefix("language_"))
        )
        self._tones.toggled.connect(lambda on: model.choose_tones(on=on))
        for tone, made in self._tries.items():
            made.clicked.connect(lambda _=False, tone=tone: model.try_out(tone))
        model.changed.connect(self.begin)
        model.faulted.connect(lambda fault: self.said.emit(lambda: messages.text(fault), "danger"))

    def title(self) -> str:
        """Of its tab."""
        return self.tr("This till")

    def begin(self) -> None:
        """As things are now."""
        own = self._model.own
        self._sizes.choose(_size_name(own.size_percent()))
        self._themes.choose(f"theme_{own.theme()}")
        self._languages.choose(f"language_{own.language()}")
        blocker = QSignalBlocker(self._tones)
        self._tones.setChecked(own.tones())
        blocker.unblock()
        self._silent.setVisible(not self._model.heard())
        self._say_size()

    def retranslate(self) -> None:
        """Say everything again."""
        size, colours, language, sounds = self._labels
        size.setText(self.tr("Size of everything"))
        colours.setText(self.tr("Colours"))
        language.setText(self.tr("Language"))
        sounds.setText(self.tr("Tones"))
        for percent in SIZES:
            words = self.tr("{percent} %").format(percent=percent)
            automatic = self.tr("Automatic")
            self._sizes.set_words(_size_name(percent), automatic if percent == AUTOMATIC else words)
        themes = {
            "light": self.tr("Light"), "dark": self.tr("Dark"),
            "contrast": self.tr("Contrast"), "system": self.tr("As the system"),
        }  # fmt: skip
        for name, words in themes.items():
            self._themes.set_words(f"theme_{name}", words)
        for name, words in _OWN_WORDS.items():
            self._languages.set_words(f"language_{name}", words)
        self._tones.setText(self.tr("Outcomes of payments are heard"))
        tones = {
            Tone.SUCCEEDED: self.tr("Succeeded"), Tone.DECLINED: self.tr("Declined"),
            Tone.NEEDS_CUSTOMER: self.tr("Must confirm"), Tone.UNKNOWN: self.tr("Not known"),
        }  # fmt: skip
        for tone, words in tones.items():
            self._tries[tone].setText(words)
            self._tries[tone].setAccessibleName(self.tr("Listen: {tone}").format(tone=words))
        self._silent.setText(
            self.tr("Nothing on this machine plays sounds. Outcomes are shown all the same.")
        )
        self._say_size()

    def _say_size(self) -> None:
        if self._model.own.size_waits():
            words = self.tr("Counts once the till is closed and opened again.")
        else:
            words = self.tr("Automatic goes by the screen: buttons are 9 mm or more on each.")
        self._size_note.setText(words)


def _group(title: QLabel, *parts: QWidget) -> QVBoxLayout:
    box = column(gap=_BELOW_LABEL)
    for part in (title, *parts):
        box.addWidget(part)
    box.addStretch(1)
    return box


def _size_name(percent: int) -> str:
    return f"size_{percent}"


def _percent(name: str) -> int:
    return int(name.removeprefix("size_"))
