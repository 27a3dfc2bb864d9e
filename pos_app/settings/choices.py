"""What a till can be told to be and to look like, for whoever needs to know before anything else.

Nothing is imported here that takes time: the first window waits for it.
"""

from enum import StrEnum
from typing import Final

LANGUAGES: Final = ("fr", "en")
THEMES: Final = ("light", "dark", "contrast", "system")
PSEUDO: Final = "pseudo"
"""A language that shows what was forgotten: `ui.i18n.pseudo`. No shop's own."""
AUTOMATIC: Final = 0
SIZES: Final = (AUTOMATIC, 100, 125, 150, 200)
"""Per cent; AUTOMATIC goes by the screen."""
LONGEST_SHOP_NAME: Final = 120
LONGEST_TILL_NAME: Final = 60


class EnvironmentKind(StrEnum):
    """TRAINING is the local stand-in, TEST a Stripe sandbox, LIVE real money."""

    TRAINING = "training"
    TEST = "test"
    LIVE = "live"
