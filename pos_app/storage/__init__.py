"""Encrypted database files, one writer thread each; the only place that names the driver."""

from pos_app.kernel.errors import Superseded
from pos_app.storage.backups import DAILY, Restored, Safety
from pos_app.storage.chain import Chain, wrong_in_chains
from pos_app.storage.database import Database, Migrations, Schema, rows
from pos_app.storage.errors import ConstraintBroken
from pos_app.storage.examination import COPY_DAMAGED, DAMAGED
from pos_app.storage.interrupt import Interrupt
from pos_app.storage.storage import Storage

__all__ = [
    "COPY_DAMAGED",
    "DAILY",
    "DAMAGED",
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
