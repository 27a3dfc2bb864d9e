"""Says whether the catalogues in resources/translations are up to date.

Runs inside the virtual environment, as `python -m devkit.translations`: collecting the sentences
is Qt's own tools' work, which ui.i18n.update knows how to ask for.
"""

import shutil
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

from ui.i18n import update

Place = tuple[str, str, str]
"""Context, source and comment: what tells one message from another."""


def main() -> int:
    """Print every complaint; 1 when there is any."""
    with tempfile.TemporaryDirectory() as scratch:
        found = [
            f"{update.catalogue(language).name}: {text}"
            for language, plurals_only in update.PLURALS_ONLY.items()
            for text in complaints(
                update.catalogue(language), Path(scratch), plurals_only=plurals_only
            )
        ]
        fresh = Path(scratch) / update.compiled_pseudo().name
        update.compile_pseudo(fresh)
        if not _same(fresh, update.compiled_pseudo()):
            found.append(f"{fresh.name} is not made from what is collected")
    print("\n".join([*found, "translations: run `python3 dev.py translate`"] if found else []))
    return 1 if found else 0


def complaints(file: Path, scratch: Path, *, plurals_only: bool) -> Iterator[str]:
    """What differs between a catalogue and the sources, and what has no translation yet."""
    fresh_file = Path(shutil.copy(file, scratch))
    update.collect(fresh_file, plurals_only=plurals_only)
    known, fresh = states(file), states(fresh_file)
    yield from (f"not collected yet: {place}" for place in sorted(fresh.keys() - known.keys()))
    yield from (f"no source says: {place}" for place in sorted(known.keys() - fresh.keys()))
    yield from (f"{state}: {place}" for place, state in sorted(known.items()) if state)
    compiled = fresh_file.with_suffix(".qm")
    update.compile_catalogue(file, compiled)
    if not _same(compiled, file.with_suffix(".qm")):
        yield "its .qm file is not compiled from it"


def _same(fresh: Path, kept: Path) -> bool:
    return kept.is_file() and fresh.read_bytes() == kept.read_bytes()


def states(file: Path) -> dict[Place, str]:
    """Every message of a .ts file; the state is empty when its translation is finished."""
    return {
        (
            context.findtext("name", ""),
            message.findtext("source", ""),
            message.findtext("comment", ""),
        ): _state(message.find("translation"))
        for context in ET.parse(file).getroot().iter("context")  # noqa: S314 - our own file
        for message in context.iter("message")
    }


def _state(translation: ET.Element | None) -> str:
    if translation is None:
        return "unfinished"
    forms = list(translation.iter("numerusform")) or [translation]
    empty = any(not (form.text or "").strip() for form in forms)
    return translation.get("type", "unfinished" if empty else "")


if __name__ == "__main__":
    sys.exit(main())
