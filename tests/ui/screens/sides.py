"""Looks at the screens of the register from every side: in each language and in a longer one, from
right to left, and along the way of the keyboard."""

from collections.abc import Iterable

from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.screens import looking, tabbing
from tests.ui.screens.askew import askew
from tests.ui.screens.looks import LANGUAGES, mirrored
from tests.ui.screens.register import NAMES
from tests.ui.screens.walked import Walk
from ui.i18n.language import install_language
from ui.i18n.pseudo import PSEUDO


class Walker:
    """Looks at one shot after the other."""

    def __init__(self, app: QApplication, walk: Walk) -> None:
        self._app = app
        self._walk = walk
        self._kinds: set[str] = set()
        self._shot = ""

    def look(self, shot: str, window: QWidget) -> None:
        """From every side; the window is as it was afterwards."""
        self._shot = shot
        self._as_it_stands(window)
        for language in (*LANGUAGES[1:], PSEUDO):
            self._in(language, window)
        self._words(window)
        install_language(self._app, LANGUAGES[0])
        self._mirrored(window)
        self._keyboard(window)

    def end(self) -> None:
        """All was seen."""
        self._walk.kinds = sorted(self._kinds)

    def _as_it_stands(self, window: QWidget) -> None:
        for one in looking.seen(window):
            self._kinds |= {kind.__name__ for kind in type(one).__mro__}
        self._kinds.add(type(window).__name__)
        self._note("small", looking.small(window))
        self._note("padless", looking.padless(window))
        self._note("unnamed", looking.unnamed(window))
        self._note("overlapping", looking.overlapping(window))
        self._note("askew", askew(window))
        self._note("not hanging", looking.not_hanging(window))
        self._note("doubled", looking.doubled(window))
        spelled = any(looking.amounts_in_words(window))
        self._note("in words", [self._shot] if spelled else [])
        self._whole("en", window)

    def _in(self, language: str, window: QWidget) -> None:
        install_language(self._app, language)
        looking.lay_out(window)
        self._whole(language, window)

    def _whole(self, how: str, window: QWidget) -> None:
        self._note(f"cut {how}", looking.cut(window))
        if how in LANGUAGES:  # no title is as long as the made-up language has it
            self._note(f"cut {how}", looking.cut_cells(window))
        self._note(f"sideways {how}", looking.sideways(window))

    def _words(self, window: QWidget) -> None:
        amounts = looking.spelled(window)
        words = (one for one in looking.words_of(window) if one.casefold() not in amounts)
        said = (looking.not_of_the_catalogue(one, NAMES) for one in words)
        self._note("untranslated", [one for one in said if one])

    def _mirrored(self, window: QWidget) -> None:
        with mirrored(self._app, window):
            self._note("mirrored", looking.overlapping(window) + looking.cut(window))

    def _keyboard(self, window: QWidget) -> None:
        stops = tabbing.way(window)
        self._note("order", tabbing.out_of_order(stops))
        self._note("out of sight", tabbing.out_of_sight(stops))

    def _note(self, check: str, wrong: Iterable[str]) -> None:
        self._walk.note(check, wrong, self._shot)
