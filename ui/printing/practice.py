"""What papers and files of a till that takes no real money are marked with, in their language:
TRAINING where the stand-in answers, TEST with the test keys of a Stripe account."""

from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

from ui.printing.speaker import PaperSpeaker
from ui.theme.apply import theme_of

_CONTEXT: Final = "Practice"
_TRAINING: Final[object] = QT_TRANSLATE_NOOP("Practice", "TRAINING")
_TEST: Final[object] = QT_TRANSLATE_NOOP("Practice", "TEST")
_TEST_KEYS: Final[object] = QT_TRANSLATE_NOOP(
    "Practice", "TEST – made with Stripe’s test keys, no real money moved"
)


def mark(language: str, *, pretend: bool) -> str:
    """The word across it; empty where money is real."""
    if not pretend:
        return ""
    return PaperSpeaker(_CONTEXT, language)(_TEST if theme_of().test else _TRAINING)


def sentence(language: str, of_training: str, *, pretend: bool) -> str:
    """What that means: `of_training`, the paper's own, or that the keys are test keys."""
    if not pretend:
        return ""
    return PaperSpeaker(_CONTEXT, language)(_TEST_KEYS) if theme_of().test else of_training


def file_prefix(*, pretend: bool) -> str:
    """What the names of its files begin with."""
    if not pretend:
        return ""
    return "TEST-" if theme_of().test else "TRAINING-"
