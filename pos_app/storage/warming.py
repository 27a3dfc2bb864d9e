"""A file in the system's memory before anybody asks for what is in it."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

_CHUNK: Final = 1 << 20


def read_whole(path: Path, enough: Callable[[], bool]) -> None:
    """Read it once, until `enough` says so. Raises OSError."""
    with path.open("rb", buffering=0) as file:
        while file.read(_CHUNK) and not enough():
            pass
