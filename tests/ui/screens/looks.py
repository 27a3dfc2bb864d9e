"""The ways the till looks and speaks, worn by what is on the screen one after the other."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.screens.looking import lay_out, settle
from ui.i18n.language import install_language
from ui.theme.apply import apply_theme, theme_of
from ui.theme.tokens import THEME_NAMES, ThemeName

LANGUAGES = ("en", "fr")


@dataclass(frozen=True)
class Look:
    """One theme and language."""

    theme: ThemeName
    language: str

    def wear(self, app: QApplication) -> None:
        """Dress the whole application, in training unless it has test keys; whatever is open
        follows."""
        test = theme_of().test
        apply_theme(app, self.theme, training=not test, test=test)
        install_language(app, self.language)
        settle()


LOOKS = tuple(Look(theme, language) for theme in THEME_NAMES for language in LANGUAGES)


@contextmanager
def mirrored(app: QApplication, window: QWidget) -> Iterator[None]:
    """From right to left, as Arabic and Hebrew are read."""
    app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    lay_out(window)
    yield
    app.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    lay_out(window)


@contextmanager
def sized(window: QWidget, size: QSize) -> Iterator[None]:
    """As large as that, also where a screen that small would have made it so."""
    before, least = window.size(), window.minimumSize()
    window.setMinimumSize(least.boundedTo(size))
    window.resize(size)
    lay_out(window)
    yield
    window.setMinimumSize(least)
    window.resize(before)
    lay_out(window)
