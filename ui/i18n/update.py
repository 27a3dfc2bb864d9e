"""Collects the strings of the windows and compiles their translations.

`python -m ui.i18n.update` (which `dev.py translate` calls) needs the PySide6 tools beside the
running Python. English has a catalogue only for its plurals, and the pseudo-locale only a compiled
one, made of the French one's sources.
"""

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from pos_app.kernel.paths import resource_dir
from ui.i18n.pseudo import PSEUDO, write_pseudo

_ROOT = Path(__file__).resolve().parents[2]
PLURALS_ONLY = {"fr": False, "en": True}


def sources() -> list[Path]:
    """Every file that may hold a string for people, in a fixed order."""
    return sorted((_ROOT / "ui").rglob("*.py"))


def catalogue(language: str) -> Path:
    """The editable catalogue of that language."""
    return resource_dir() / "translations" / f"pos_{language}.ts"


def collect(file: Path, *, plurals_only: bool) -> None:
    """Bring one catalogue up to date with the sources; raises CalledProcessError."""
    options = ["-noobsolete", "-locations", "none"]
    if plurals_only:
        options.append("-pluralonly")
    paths = [str(path) for path in sources()]
    options += ["-target-language", language_of_file(file)]
    _tool("pyside6-lupdate", [*paths, *options, "-ts", str(file)])


def compile_catalogue(file: Path, target: Path) -> None:
    """Write the binary catalogue the till loads; raises CalledProcessError."""
    _tool("pyside6-lrelease", [str(file), "-qm", str(target), "-silent"])


def language_of_file(file: Path) -> str:
    """`fr` of `pos_fr.ts`."""
    return file.stem.rpartition("_")[2]


def main() -> None:
    """Update and compile every catalogue."""
    for language, plurals_only in PLURALS_ONLY.items():
        file = catalogue(language)
        collect(file, plurals_only=plurals_only)
        compile_catalogue(file, file.with_suffix(".qm"))
    compile_pseudo(compiled_pseudo())


def compiled_pseudo() -> Path:
    """The binary catalogue of the pseudo-locale."""
    return catalogue(PSEUDO).with_suffix(".qm")


def compile_pseudo(target: Path) -> None:
    """Make it anew from what is collected; raises CalledProcessError."""
    with tempfile.TemporaryDirectory() as scratch:
        made = Path(scratch) / catalogue(PSEUDO).name
        write_pseudo(catalogue("fr"), made)
        compile_catalogue(made, target)


def _tool(name: str, arguments: Sequence[str]) -> None:
    beside = Path(sys.executable).parent
    for candidate in (beside / name, beside / f"{name}.exe", beside / "Scripts" / f"{name}.exe"):
        if candidate.is_file():
            subprocess.run([str(candidate), *arguments], check=True, stdout=subprocess.DEVNULL)
            return
    raise FileNotFoundError(name)


if __name__ == "__main__":
    main()
