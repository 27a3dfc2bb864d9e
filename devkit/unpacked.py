"""PySide6's own Python modules, unpacked into a bundle.

They lie as source in an archive in a library of PySide6, which compiles them anew at each start: a
tenth of the time of an empty window. Where a folder `files.dir` is beside `shiboken6` it takes them
from there (its `signature_bootstrap.py`, which says so of `SBK_EMBED`), and bytecode will do.
"""

import py_compile
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

FOLDER: Final = "files.dir"


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


if __name__ == "__main__":
    sys.exit(0 if unpack(Path(sys.argv[1])) else "PySide6 has no modules of its own")
