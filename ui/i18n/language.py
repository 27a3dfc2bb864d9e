"""Chooses the language of the whole application, at start and later without a restart.

Widgets that hold translated text set it in a method `retranslate()`, called from the constructor
and from `changeEvent` on `LanguageChange`; `Retranslated` does the second half:

    class Panel(Retranslated, QWidget):
        def __init__(self) -> None:
            super().__init__()
            self._title = QLabel()
            self.retranslate()

        def retranslate(self) -> None:
            self._title.setText(self.tr("Customer"))
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from PySide6.QtCore import QCoreApplication, QEvent, QLibraryInfo, QLocale, QTranslator
from shiboken6 import isValid

from pos_app.kernel.errors import EnvironmentFault
from pos_app.kernel.paths import resource_dir
from pos_app.settings.choices import PSEUDO

Language = Literal["fr", "en"]
_PROPERTY = "till_language"
_OURS = "till_translator"


def install_language(app: QCoreApplication, language: str) -> Language:
    """Speak `fr` or `en` (anything else is English); every widget hears a LanguageChange.

    `pseudo` says English as `ui.i18n.pseudo` makes it; amounts and dates stay English.
    Raises EnvironmentFault `language.missing` when the compiled catalogue can't be loaded.
    """
    chosen: Language = "fr" if language == "fr" else "en"
    for old in _ours(app):
        app.removeTranslator(old)
    # the language is known before the translators tell every widget to ask for it
    app.setProperty(_PROPERTY, chosen)
    QLocale.setDefault(QLocale(chosen))
    folder = resource_dir() / "translations"
    spoken = PSEUDO if language == PSEUDO else chosen
    _install(app, str(folder / f"pos_{spoken}.qm"), spoken, needed=True)
    qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    _install(app, f"{qt_folder}/qtbase_{chosen}.qm", chosen, needed=False)
    return chosen


def likely_language() -> Language:
    """Of whoever sits there: the system's, where the till speaks it."""
    french = QLocale.system().language() is QLocale.Language.French
    return "fr" if french else "en"


def language_of() -> Language:
    """The language in force; English before `install_language`."""
    app = QCoreApplication.instance()
    return "fr" if app and app.property(_PROPERTY) == "fr" else "en"


def language_for(own: str) -> Language:
    """What a customer reads: their own language (empty: not known), where it is one of the till's,
    else the one in force."""
    return "fr" if own == "fr" else "en" if own == "en" else language_of()


def _ours(app: QCoreApplication) -> list[QTranslator]:
    return [one for one in app.findChildren(QTranslator) if one.objectName().startswith(_OURS)]


def _install(app: QCoreApplication, file: str, language: str, *, needed: bool) -> None:
    # kept for the next time: deleted, it now and then took the process with it (PySide 6.11, in
    # BindingManager::releaseWrapper)
    name = f"{_OURS} {file}"
    if kept := app.findChild(QTranslator, name):
        app.installTranslator(kept)
        return
    translator = QTranslator(app)
    if translator.load(file):
        translator.setObjectName(name)
        app.installTranslator(translator)
        return
    translator.deleteLater()
    if needed:
        raise EnvironmentFault("language.missing", retryable=False, language=language)


class Retranslated:
    """Mixin, before the Qt class: calls `retranslate()` whenever the language changes."""

    def retranslate(self) -> None:
        """Set every translated text again."""

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            with _focus_kept():
                self.retranslate()
        super().changeEvent(event)  # type: ignore[misc]  # the Qt class follows in the MRO


@contextmanager
def _focus_kept() -> Iterator[None]:
    """A screen that shows its step again hands the keyboard to the button that goes on, as it does
    for a new step: whoever types elsewhere would press that with the next Enter."""
    # Where this runs there are widgets; to name Qt costs the first window all its enumerations.
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication

    before = QApplication.focusWidget()
    yield
    if before is None or QApplication.focusWidget() is before or not isValid(before):
        return
    if before.isVisible() and before.isEnabled():
        before.setFocus(Qt.FocusReason.OtherFocusReason)
