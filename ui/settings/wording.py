"""The wordings on this till, what a customer reads in each, and the shop's own."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QScrollArea, QWidget

from pos_app.consent.model import Purpose, Wording
from pos_app.consent.own_terms import Version
from pos_app.settings.formats import language_name
from pos_app.settings.shop import LANGUAGES
from ui.i18n import messages
from ui.i18n.language import Retranslated, language_of
from ui.settings.view_model import TermsViewModel
from ui.settings.words import TermsSpeaker
from ui.shell.file_dialog import FileDialog
from ui.theme.layout import card, column, empty
from ui.theme.tokens import SPACE
from ui.widgets.banner import Banner
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.choice_row import ChoiceRow
from ui.widgets.columns import columns
from ui.widgets.combo_box import ComboBox
from ui.widgets.frame import add_all
from ui.widgets.labels import label
from ui.widgets.listed import listed
from ui.widgets.scrolling import above, scrolled
from ui.widgets.tiles import Tiles

_COLUMN = 330


class WordingSection(Retranslated, QWidget):
    """Versions on the left, the selected one's text on the right."""

    def __init__(self, view_model: TermsViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = view_model
        self._speaker = TermsSpeaker(self)
        self._folder = str(Path.home())
        self._rows: dict[str, ChoiceRow] = {}
        self._list = QWidget()
        self._listed = column(self._list, gap=SPACE.s)
        self._use = PrimaryButton(icon="check")
        self._use.setObjectName("useTerms")
        self._copy = SecondaryButton(icon="edit")
        self._copy.setObjectName("copyTerms")
        self._add = SecondaryButton(icon="plus")
        self._add.setObjectName("addTerms")
        self._purpose, self._language = ComboBox(), ComboBox()
        self._purpose.setObjectName("previewPurpose")
        self._language.setObjectName("previewLanguage")
        self._wrong, self._gone = Banner(), Banner()
        self._wrong.setObjectName("termsFindings")
        self._gone.setObjectName("termsFault")
        self._title = label(role="strong", wrap=True)
        self._title.setObjectName("previewTitle")
        self._glance, self._whole = label(role="label"), label(role="label")
        self._short, self._full = _text("previewShort"), _text("previewFull")
        self._example = label(role="muted", wrap=True)
        self._text = card()
        self._scroll: QScrollArea
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        side = QWidget()
        side.setFixedWidth(_COLUMN)
        left = column(side, gap=SPACE.m)
        ways = Tiles(across=1, gap=SPACE.m)
        for one in (self._use, self._copy, self._add):
            ways.addWidget(one)
        above(self._list, ways, left)
        inside = column(self._text, gap=SPACE.s, margin=SPACE.l, margin_x=SPACE.xl)
        add_all(
            inside, self._title, self._example, self._glance, self._short, self._whole, self._full
        )
        content = QWidget()
        read = column(content, gap=SPACE.m)
        add_all(read, self._wrong, self._gone, self._text)
        read.addStretch(1)
        chosen = columns(gap=SPACE.m)
        chosen.addWidget(self._purpose, 2)
        chosen.addWidget(self._language, 1)
        right = column(gap=SPACE.m)
        right.addLayout(chosen)
        self._scroll = scrolled(content)
        right.addWidget(self._scroll, 1)
        box = columns(self, gap=SPACE.xl)
        box.addWidget(side)
        box.addLayout(right, 1)

    def _connect(self) -> None:
        model = self._model
        model.changed.connect(self._show_versions)
        model.previewed.connect(self._show_preview)
        self._use.clicked.connect(model.use)
        self._copy.clicked.connect(self._ask_where)
        self._add.clicked.connect(self._ask_which)
        self._purpose.activated.connect(self._look)
        self._language.activated.connect(self._look)

    def retranslate(self) -> None:
        """Say everything again."""
        self._use.setText(self.tr("Use for new agreements"))
        self._copy.setText(self.tr("Save a copy to edit…"))
        self._add.setText(self.tr("Add the shop’s own…"))
        self._glance.setText(self.tr("At a glance"))
        self._whole.setText(self.tr("In full"))
        self._example.setText(self.tr("As a customer reads it, with figures of an example"))
        self._purpose.setAccessibleName(self.tr("What for"))
        self._language.setAccessibleName(self.tr("Language"))
        purposes = [(self._speaker.purpose(one), one) for one in Purpose]
        languages = [(language_name(one, language_of()).capitalize(), one) for one in LANGUAGES]
        _fill(self._purpose, purposes, self._model.purpose)
        _fill(self._language, languages, self._model.language)
        self._show_versions()
        self._show_findings()
        self._show_preview()

    def _show_versions(self) -> None:
        model = self._model
        names = [one.name for one in reversed(model.versions)]
        if names != list(self._rows):
            self._fill_list(names)
        for version in model.versions:
            made = self._rows[version.name]
            made.set_words(version.name, self._about(version))
            made.setChecked(version.name == model.selected)
        looked_at = model.looked_at
        usable = looked_at is not None and looked_at.usable
        self._use.setVisible(usable and looked_at is not None and not looked_at.current)
        self._use.setEnabled(not model.busy)
        self._copy.setEnabled(usable and not model.busy)
        self._add.setEnabled(not model.busy)
        _fill(self._language, [], model.language)
        self._show_findings()

    def _fill_list(self, names: list[str]) -> None:
        empty(self._listed)
        self._rows = {}
        for name in names:
            made = ChoiceRow()
            made.setObjectName(f"terms_{name}")
            made.clicked.connect(lambda _=False, version=name: self._model.select(version))
            self._rows[name] = made
            self._listed.addWidget(made)
        self._listed.addStretch(1)

    def _about(self, version: Version) -> str:
        whose = self.tr("The shop’s own") if version.own else self.tr("Came with the till")
        if version.current:
            return self.tr("{whose}. In use").format(whose=whose)
        if not version.usable:
            return self.tr("{whose}. Earlier agreements only").format(whose=whose)
        return whose

    def _show_findings(self) -> None:
        wrong = self._model.not_added
        if wrong is None:
            self._wrong.clear()
            return
        sentences = self._speaker.findings(wrong.found)
        title = self.tr("“{name}” was not added: %n thing(s) to put right", "", len(sentences))
        told = listed(*sentences)
        unchanged = self.tr("Nothing was changed. Put it right in the folder, then add it again.")
        if self._wrong.isHidden():
            self._scroll.verticalScrollBar().setValue(0)
        self._wrong.say("warning", title.format(name=wrong.name), f"{told}\n{unchanged}")

    def _show_preview(self) -> None:
        wording, fault = self._model.wording, self._model.preview_fault
        self._text.setVisible(wording is not None)
        if wording is not None:
            self._title.setText(wording.title)
            self._short.setText(wording.short)
            self._full.setText(_rest(wording))
        if fault is None:
            self._gone.clear()
            return
        words = messages.text(fault)
        self._gone.say("warning", self.tr("This wording can’t be shown"), words)

    def _look(self) -> None:
        self._model.show(Purpose(self._purpose.currentData()), str(self._language.currentData()))

    def _ask_where(self) -> None:
        title = self.tr("Where to save the copy")
        self._ask_folder("copyTermsDialog", title, self._model.save_copy)

    def _ask_which(self) -> None:
        title = self.tr("The folder with the shop’s own wording")
        self._ask_folder("addTermsDialog", title, self._model.add)

    def _ask_folder(self, name: str, title: str, then: Callable[[Path], None]) -> None:
        dialog = FileDialog(self.window(), title, self._folder)
        dialog.setObjectName(name)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def chosen(folder: str) -> None:
            self._folder = str(Path(folder).parent)
            then(Path(folder))

        dialog.fileSelected.connect(chosen)
        dialog.open()


def _text(name: str) -> QLabel:
    made = label(wrap=True)
    made.setObjectName(name)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def _rest(wording: Wording) -> str:
    """The full text without title and short form, which it begins with and stand above."""
    begun = f"{wording.title}\n\n{wording.short}\n\n"
    return wording.full.removeprefix(begun).strip()


def _fill(box: ComboBox, choices: Sequence[tuple[str, object]], chosen: object) -> None:
    """With these choices, or those it has."""
    if choices:
        box.clear()
        for words, data in choices:
            box.addItem(words, data)
    at = next((n for n in range(box.count()) if box.itemData(n) == chosen), 0)
    box.setCurrentIndex(at)
