"""Small private files that are either the old or the new one, whatever happens in between."""

import contextlib
import os
import sys
from pathlib import Path


def replace_file(path: Path, content: bytes) -> None:
    """Put `content` at `path`, readable by this user only, on the disk when it returns.

    Raises OSError.
    """
    import tempfile  # the window waits for it only where something is written

    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            Path(name).unlink()
        raise
    _flush_folder(path.parent)


def _flush_folder(folder: Path) -> None:
    if sys.platform == "win32":
        return  # a folder can't be opened there; its entries are journalled by the file system
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
