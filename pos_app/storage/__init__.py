"""Encrypted database files, one writer thread each; the only place that names the driver.

What needs asyncio is imported when it is first asked for: who only names a database, or glances at
one before the till stands, doesn't wait for it.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from pos_app.kernel.errors import Superseded
from pos_app.storage.database import Database, Migrations, Schema, rows
from pos_app.storage.errors import ConstraintBroken
from pos_app.storage.interrupt import Interrupt

if TYPE_CHECKING:
    from pos_app.storage.backups import DAILY, Restored, Safety
    from pos_app.storage.chain import ERASED, Chain, wrong_in_chains
    from pos_app.storage.examination import COPY_DAMAGED, DAMAGED
    from pos_app.storage.storage import Storage

__all__ = [
    "COPY_DAMAGED",
    "DAILY",
    "DAMAGED",
    "ERASED",
    "Chain",
    "ConstraintBroken",
    "Database",
    "Interrupt",
    "Migrations",
    "Restored",
    "Safety",
    "Schema",
    "Storage",
    "Superseded",
    "rows",
    "wrong_in_chains",
]

_LATER = {
    "COPY_DAMAGED": "examination",
    "DAILY": "backups",
    "DAMAGED": "examination",
    "ERASED": "chain",
    "Chain": "chain",
    "Restored": "backups",
    "Safety": "backups",
    "Storage": "storage",
    "wrong_in_chains": "chain",
}
"""The module of each."""


def __getattr__(name: str) -> object:
    """As PEP 562 has it."""
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
