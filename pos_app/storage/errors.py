"""What a failing database means to the rest of the till.

Result codes are SQLite's own (sqlite.org/rescode.html); their low byte names the family.
"""

from pathlib import Path
from typing import Final

from pos_app.kernel.errors import Bug, EnvironmentFault, PosError, Superseded

_INTERRUPTED: Final = 9
_CONSTRAINT: Final = 19
_FAULTS: Final = {
    3: ("storage.read_only", False),  # PERM
    5: ("storage.busy", True),  # BUSY
    6: ("storage.busy", True),  # LOCKED
    8: ("storage.read_only", False),  # READONLY
    10: ("storage.unreadable", True),  # IOERR
    11: ("storage.wrong_key_or_corrupt", False),  # CORRUPT
    13: ("storage.full", True),  # FULL
    14: ("storage.read_only", False),  # CANTOPEN
    26: ("storage.wrong_key_or_corrupt", False),  # NOTADB
}


class ConstraintBroken(Bug):
    """A row broke a constraint of its table; the transaction was rolled back."""


def translate(error: Exception, path: Path) -> PosError:
    """A driver's error as the till's own: fault, superseded query, or bug in our SQL."""
    code = getattr(error, "sqlite_errorcode", None)
    family = code & 0xFF if isinstance(code, int) else None
    if family == _INTERRUPTED:
        return Superseded()
    if family == _CONSTRAINT:
        return ConstraintBroken("storage.constraint", detail=str(error))
    if family in _FAULTS:
        key, retryable = _FAULTS[family]
        return EnvironmentFault(key, retryable=retryable, file=path.name, code=code)
    return Bug("storage.sql", detail=str(error), code=code)
