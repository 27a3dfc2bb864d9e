"""Encrypted database files, one writer thread each; the only place that names the driver."""

from pos_app.storage.database import Database, Migrations, Schema
from pos_app.storage.errors import ConstraintBroken, Superseded
from pos_app.storage.interrupt import Interrupt
from pos_app.storage.storage import Storage

__all__ = [
    "ConstraintBroken",
    "Database",
    "Interrupt",
    "Migrations",
    "Schema",
    "Storage",
    "Superseded",
]
