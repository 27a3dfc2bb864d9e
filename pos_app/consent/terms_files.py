"""Where versions of the wording lie: the program's own, and those a shop has added."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from pos_app.consent.model import Purpose, Scope, Subject, Wording
from pos_app.consent.terms import SHARED, Files, Terms, checked, render
from pos_app.kernel.errors import UserError
from pos_app.kernel.paths import resource_dir
from pos_app.settings.shop import LANGUAGES

_NAME: Final = re.compile(r"[a-z0-9][a-z0-9._-]{0,39}")


class TermsLibrary:
    """Folders of versions, `<version>/<language>/<purpose>.toml`. Each call reads the files: a few
    milliseconds. `own` is the shop's folder of versions, in the data folder; it may be missing."""

    def __init__(self, own: Path | None = None, shipped: Path | None = None) -> None:
        self._own = own
        self._shipped = shipped or resource_dir() / "terms"

    def versions(self) -> Sequence[str]:
        """Names, the program's own first, each in the order of their names."""
        return [*_names(self._shipped), *_names(self._own)]

    def current(self) -> Terms:
        """The one for new agreements: the shop's newest by name, else the program's.

        Raises as `load` does.
        """
        return self.load(self.versions()[-1])

    def load(self, version: str) -> Terms:
        """A version, whole.

        Raises UserError terms.unknown (version), terms.name_taken (version: the shop gave its own
        the name of one of the program's), terms.unreadable (version, file), terms.incomplete.
        """
        shipped, own = version in _names(self._shipped), version in _names(self._own)
        if shipped and own:
            raise UserError("terms.name_taken", version=version)
        if own and self._own is not None:
            return check_folder(self._own / version, own=True)
        if not shipped:
            raise UserError("terms.unknown", version=version)
        return check_folder(self._shipped / version, own=False)

    def render(self, version: str, language: str, scope: Scope, subject: Subject) -> Wording:
        """What the customer reads. Raises as `load` and `terms.render` do."""
        return render(self.load(version), language, scope, subject)


def check_folder(folder: Path, *, own: bool = True) -> Terms:
    """The version in this folder, whole; its name is the folder's. See TermsLibrary.load."""
    files: dict[tuple[str, str], Mapping[str, object]] = {}
    for language in LANGUAGES:
        for name in (SHARED, *(purpose.value for purpose in Purpose)):
            path = folder / language / f"{name}.toml"
            if path.exists():
                files[language, name] = _read(path, folder.name)
    return checked(folder.name, _texts_only(files), own=own)


def _read(path: Path, version: str) -> Mapping[str, object]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        file = f"{path.parent.name}/{path.name}"
        raise UserError("terms.unreadable", version=version, file=file) from error


def _texts_only(files: Mapping[tuple[str, str], Mapping[str, object]]) -> Files:
    """A number or a table in the place of a part's words is no part."""
    return {
        place: {name: text for name, text in parts.items() if isinstance(text, str)}
        for place, parts in files.items()
    }


def _names(folder: Path | None) -> list[str]:
    if folder is None or not folder.is_dir():
        return []
    return sorted(
        one.name for one in folder.iterdir() if one.is_dir() and _NAME.fullmatch(one.name)
    )
