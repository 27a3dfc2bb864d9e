"""Whose till this is, who works at it, what is due, language and theme."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from ui.i18n.language import Retranslated, language_of
from ui.theme.apply import set_role, theme_of
from ui.theme.layout import row
from ui.theme.tokens import SIZE, SPACE, THEME_NAMES, ThemeName
from ui.widgets.buttons import Button, IconButton, QuietButton
from ui.widgets.keys import Bound
from ui.widgets.labels import STYLE_EVENTS, ElidedLabel, IconLabel, label

_PERSON_WIDTH, _PERSON_SHARE = 220, 5
"""Pixels that who is signed in has in any window, and that part of a wider one."""


class TopBar(Retranslated, QFrame):
    """Signals: `language_requested(str)` the language to change to, `theme_requested(str)` the
    theme to change to, `settings_pressed()`, `help_pressed()`, `due_pressed()`,
    `reports_pressed()`, `person_pressed()` by who is signed in, in training
    `training_pressed()`."""

    language_requested = Signal(str)
    theme_requested = Signal(str)
    settings_pressed = Signal()
    help_pressed = Signal()
    due_pressed = Signal()
    reports_pressed = Signal()
    training_pressed = Signal()
    person_pressed = Signal()

    def __init__(
        self,
        shop_name: str,
        till_name: str,
        parent: QWidget | None = None,
        *,
        training: bool = False,
    ) -> None:
        super().__init__(parent)
        self._due = 0
        self._shop = ElidedLabel(shop_name, "heading")
        self._till = label(till_name, "muted")
        self._store = IconLabel("store", "accent", 28)
        self._due_button = QuietButton("", icon="receipt")
        self._due_button.setObjectName("openDues")
        self._due_key = Bound("F8", self, self.due_pressed.emit, lambda: self.tr("What is due"))
        self._help = IconButton("question", "", shortcut="F1")
        self._help.setObjectName("openHelp")
        self._reports = IconButton("chart", "", shortcut="F9")
        self._reports.setObjectName("openReports")
        self._language = QuietButton("", icon="language")
        self._theme = IconButton("moon", "")
        self._theme.setObjectName("changeTheme")
        self._settings = IconButton("settings", "", shortcut="Ctrl+,")
        self._settings.setObjectName("openSettings")
        self._person = QuietButton("", icon="lock", shortcut="Ctrl+L")
        self._person.setObjectName("signedIn")
        self._person_name = ""
        self._training = IconButton("training", "", shortcut="Ctrl+T") if training else None
        self._keyed: list[tuple[Button, str]] = [
            (self._due_button, "F8"), (self._reports, "F9"), (self._settings, "Ctrl+,"),
            (self._help, "F1"),
        ]  # fmt: skip
        if self._training is not None:
            self._keyed.append((self._training, "Ctrl+T"))
        self._build()
        self.retranslate()

    def _build(self) -> None:
        set_role(self, "bar")
        self._due_button.clicked.connect(self.due_pressed)
        self._reports.clicked.connect(self.reports_pressed)
        self._language.clicked.connect(self._ask_language)
        self._theme.clicked.connect(self._ask_theme)
        self._settings.clicked.connect(self.settings_pressed)
        self._help.clicked.connect(self.help_pressed)
        box = row(self, gap=SPACE.s, margin=SPACE.xs, margin_x=SPACE.l)
        self._person.clicked.connect(self.person_pressed)
        said = (self._store, self._shop, self._till)
        pressed: list[QWidget] = [self._person, self._due_button, self._reports]
        if self._training is not None:
            self._training.setObjectName("openTraining")
            self._training.clicked.connect(self.training_pressed)
            pressed.append(self._training)
        pressed += [self._language, self._theme, self._settings, self._help]
        for words in said:
            box.addWidget(words)
        box.addStretch(1)
        for part in pressed:
            part.setMaximumHeight(SIZE.target)  # where edges are drawn, all are as high
            box.addWidget(part)
        self._parts: tuple[QWidget, ...] = (*said, *pressed)
        self.setMinimumHeight(SIZE.button + 2 * SPACE.xs)

    def set_names(self, shop_name: str, till_name: str) -> None:
        """Another shop or till name."""
        self._shop.setText(shop_name)
        self._till.setText(till_name)

    def set_person(self, name: str) -> None:
        """Who is signed in; empty hides it."""
        self._person_name = name
        self.retranslate()

    def set_due(self, count: int) -> None:
        """Show how many payments are due."""
        self._due = count
        self.retranslate()

    def retranslate(self) -> None:
        """Every word again."""
        due = self.tr("%n payment(s) due", "", self._due)
        self._due_button.setText(f"{self._due}" if self._due else "")
        self._due_button.setAccessibleName(due)
        self._due_button.setToolTip(f"{due} (F8)")
        self._person.setVisible(bool(self._person_name))
        lock = self.tr("{name} is signed in. Lock the till or change over")
        self._person.setAccessibleName(lock.replace("{name}", self._person_name))
        self._person.setToolTip(self._person.accessibleName())
        other = self._other()
        change = self.tr("Change the language to {language}")
        self._language.setAccessibleName(change.format(language=other))
        self._name_theme()
        self._settings.set_name(self.tr("Settings"))
        self._help.set_name(self.tr("Keys and help"))
        self._reports.set_name(self.tr("Shift and reports"))
        if self._training is not None:
            self._training.set_name(self.tr("Training controls"))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say it shorter where there is no room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Whole words while they fit; then the till's name goes, and two buttons say it shorter:
        what they mean, assistive tools and hovering tell all the same. At 200 % on a small screen
        the shop's name goes as well. Where nothing had to go, keys are drawn on what they press."""
        for button, _ in self._keyed:
            button.show_keys_beside("")
        spare = [one for one in (self._store, self._training) if one is not None]
        for one in (self._shop, *spare):  # a picture, and a second way to what the band opens
            one.setVisible(True)
        self._person.setMaximumWidth(max(_PERSON_WIDTH, self.width() // _PERSON_SHARE))
        self._person.setText(self._person_name)  # without words a button asks for another room
        other = self._other()
        ways = ((True, other), (False, other))
        fit = (way for way in ways if self._needed(*way) <= self.width())
        named, other = next(fit, (False, other[:2].upper()))
        self._till.setVisible(named)
        room = self._needed(named, other) <= self.width()
        for one in spare:
            one.setVisible(room)
        if not room:
            self._person.setText("")
            self._shop.setVisible(self._needed(named, other) <= self.width())
            other = other if self._needed(named, other) <= self.width() else ""
        if self._language.text() != other:
            self._language.setText(other)
        if named and room:
            self._draw_keys(other)

    def _draw_keys(self, other: str) -> None:
        """All of them or none, and never for the shop's name."""
        cut = self._shop.sizeHint().width() - self._shop.minimumSizeHint().width()
        for button, keys in self._keyed:
            button.show_keys_beside(keys)
        if self._needed(named=True, other=other) + cut > self.width():
            for button, _ in self._keyed:
                button.show_keys_beside("")

    def _needed(self, named: bool, other: str) -> int:
        parts = [one for one in self._parts if not one.isHidden() and one is not self._till]
        shop = self._shop
        wide = 0 if shop.isHidden() else shop.sizeHint().width() - shop.minimumSizeHint().width()
        least = sum(one.sizeHint().width() for one in parts) - wide
        advance = self._language.fontMetrics().horizontalAdvance
        least += advance(other) - advance(self._language.text())
        least += self._till.sizeHint().width() + SPACE.s if named else 0
        return least + SPACE.s * (len(parts) + 1) + 2 * SPACE.l

    def _other(self) -> str:
        """The other language, in its own words."""
        return "English" if language_of() == "fr" else "Français"

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme as well."""
        super().changeEvent(event)
        if event.type() in STYLE_EVENTS:
            self._name_theme()

    def _name_theme(self) -> None:
        names = {
            "light": ("sun", self.tr("Light colours")),
            "dark": ("moon", self.tr("Dark colours")),
            "contrast": ("contrast", self.tr("High contrast")),
        }
        icon, name = names[self._next_theme()]
        self._theme.set_icon(icon)
        self._theme.set_name(name)

    def _next_theme(self) -> ThemeName:
        place = THEME_NAMES.index(theme_of().name) + 1
        return THEME_NAMES[place % len(THEME_NAMES)]

    def _ask_language(self) -> None:
        self.language_requested.emit("en" if language_of() == "fr" else "fr")

    def _ask_theme(self) -> None:
        self.theme_requested.emit(self._next_theme())
