"""One PaymentIntent of the account that a till works with, beside its ledger.

The set-up compares new keys with it: it can't read the ledger, which the till may have open. An id
opens nothing and says nothing of anybody. The ledger itself has the last word at the next start.
"""

import logging
import re
from pathlib import Path
from typing import Final

from pos_app.settings.files import replace_file

_log = logging.getLogger(__name__)
_NAME: Final = "known-at-stripe"
_ID: Final = re.compile(r"pi_[A-Za-z0-9_]{1,250}")


class KnownFile:
    """In the folder of one environment."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / _NAME

    def load(self) -> str | None:
        """The PaymentIntent's id; None where there is none that can be read."""
        try:
            text = self._path.read_text("ascii").strip()
        except (OSError, ValueError):
            return None
        return text if _ID.fullmatch(text) else None

    def keep(self, intent_id: str) -> None:
        """Kept unless one is there already: an older one tells as much. A disk that is full
        costs nothing but the question's being asked later, at the start."""
        if self.load() is not None:
            return
        try:
            replace_file(self._path, f"{intent_id}\n".encode("ascii"))
        except (OSError, ValueError) as error:
            _log.warning("known_not_kept reason=%s", type(error).__name__)
