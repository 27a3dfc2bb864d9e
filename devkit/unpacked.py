"""PySide6's own Python modules, unpacked into a bundle or into the environment.

They lie as source in an archive in a library of PySide6, which compiles them anew at each start: a
quarter of the time of an empty window. Where a folder `files.dir` is beside `shiboken6` it takes
them from there (its `signature_bootstrap.py`, which says so of `SBK_EMBED`), and bytecode will do.
What `pip` installed is left alone: an environment has them elsewhere (`ui.light_pyside`).
"""

import py_compile
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from ui.light_pyside import FOLDER, place_of


def unpack(shiboken: Path) -> int:
    """Put them beside what is in the folder `shiboken`; the result is how many there are."""
    import PySide6.QtCore  # noqa: F401 - brings them along

    loaded: Any = sys.modules["shibokensupport.signature.loader"]
    archive = loaded.__loader__.zfile
    names = [name for name in archive.namelist() if name.endswith(".py")]
    with tempfile.TemporaryDirectory() as source:
        archive.extractall(source, names)
        for name in names:
            py_compile.compile(
                str(Path(source) / name), str(shiboken / FOLDER / f"{name}c"), dfile=name,
                doraise=True, invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
            )  # fmt: skip
    return len(names)


def unpack_for_environment() -> int:
    """Put them where a start from source finds them, in place of those of another PySide6. There
    they are whole or not at all."""
    import shiboken6

    place = Path(place_of(str(shiboken6.__file__)))
    shutil.rmtree(place.parent, ignore_errors=True)
    place.parent.mkdir()
    with tempfile.TemporaryDirectory(dir=place.parent) as begun:
        count = unpack(Path(begun) / place.name)
        (Path(begun) / place.name).rename(place)
    return count


if __name__ == "__main__":
    found = unpack(Path(sys.argv[1])) if sys.argv[1:] else unpack_for_environment()
    sys.exit(0 if found else "PySide6 has no modules of its own")
