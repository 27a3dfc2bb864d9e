"""Import as it was before PySide6 put another in its place.

PySide6 lets a module ask for other spellings of Qt's names (`from __feature__ import …`). For that
it handles every import in the process itself, and reads the source of each module that is imported
after it in search of its own name (its `shibokensupport.feature`), which takes about as long as
importing it. Nothing here asks for that.
"""

import builtins
from typing import Final

_BEFORE: Final = "__orig_import__"
"""Where PySide6 keeps the one it took the place of."""


def import_plainly() -> None:
    """Call once PySide6 is imported. Nothing happens where it changed nothing."""
    before = getattr(builtins, _BEFORE, None)
    if before is not None:
        builtins.__import__ = before
