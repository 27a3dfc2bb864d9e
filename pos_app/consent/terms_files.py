"""Where versions of the wording lie: the program's own, and those a shop has added."""

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pos_app.consent.model import Purpose, Scope, Subject, Wording
from pos_app.consent.terms import SHARED, Files, Terms, checked, render
from pos_app.kernel.errors import UserError
from pos_app.kernel.paths import resource_dir
from pos_app.settings.shop import LANGUAGES

_NAME: Final = re.compile(r"[a-z0-9][a-z0-9._-]{0,39}")
LONGEST_FILE: Final = 100_000
"""Bytes; a part is some sentences."""


class TermsLibrary:
    """Folders of versions, `<version>/<language>/<purpose>.toml`. Each call reads the files: a few
    milliseconds. `own` is the shop's folder of versions, in the data folder; it may be missing.
    `chosen` names the version for new agreements; nothing: the newest."""

    def __init__(
        self,
        own: Path | None = None,
        shipped: Path | None = None,
        chosen: Callable[[], str] = lambda: "",
    ) -> None:
        self._own = own
        self._shipped = shipped or resource_dir() / "terms"
        self._chosen = chosen

    def versions(self) -> Sequence[str]:
        """Names, the program's own first, each in the order of their names."""
        return [*_names(self._shipped), *_names(self._own)]

    def own_versions(self) -> Sequence[str]:
        """Names of the shop's own."""
        return _names(self._own)

    def current_version(self) -> str:
        """The name of the one for new agreements: as chosen, else the shop's newest by name, else
        the program's newest."""
        return self._chosen() or self.versions()[-1]

    def current(self) -> Terms:
        """The one for new agreements. Raises as `load` does: one that was chosen and is gone isn't
        quietly replaced."""
        return self.load(self.current_version())

    def load(self, version: str) -> Terms:
        """A version, whole.

        Raises UserError terms.unknown (version), terms.name_taken (version: the shop gave its own
        the name of one of the program's), terms.unreadable (version, file), terms.incomplete.
        """
        shipped, own = version in _names(self._shipped), version in _names(self._own)
        if shipped and own:
            raise UserError("terms.name_taken", version=version)
        return check_folder(self.folder(version), own=own)

    def folder(self, version: str) -> Path:
        """Where a version lies. Raises UserError terms.unknown (version)."""
        if version in _names(self._shipped):
            return self._shipped / version
        if self._own is None or version not in _names(self._own):
            raise UserError("terms.unknown", version=version)
        return self._own / version

    def render(self, version: str, language: str, scope: Scope, subject: Subject) -> Wording:
        """What the customer reads. Raises as `load` and `terms.render` do."""
        return render(self.load(version), language, scope, subject)


def check_folder(folder: Path, *, own: bool = True) -> Terms:
    """The version in this folder, whole; its name is the folder's. See TermsLibrary.load."""
    read = read_folder(folder)
    for file in read.unreadable:
        raise UserError("terms.unreadable", version=folder.name, file=file)
    return checked(folder.name, read.files, own=own)


@dataclass(frozen=True, slots=True)
class FolderRead:
    """The files of a version, each read once, so that what was checked is what is copied."""

    files: Files
    contents: Mapping[str, bytes]
    """By their place, as `fr/balance.toml`."""
    unreadable: Sequence[str]
    """Those that are no TOML, are too long, or can't be read; by their place."""


def read_folder(folder: Path) -> FolderRead:
    """The files a version may have; others in the folder are passed over."""
    files: dict[tuple[str, str], Mapping[str, object]] = {}
    contents: dict[str, bytes] = {}
    unreadable: list[str] = []
    for language in LANGUAGES:
        for name in (SHARED, *(purpose.value for purpose in Purpose)):
            place = f"{language}/{name}.toml"
            path = folder / language / f"{name}.toml"
            if not path.exists():
                continue
            try:
                contents[place] = _bytes(path)
                files[language, name] = tomllib.loads(contents[place].decode("utf-8-sig"))
            except (OSError, ValueError):
                unreadable.append(place)
    return FolderRead(_texts_only(files), contents, unreadable)


def _bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        content = file.read(LONGEST_FILE + 1)
    if len(content) > LONGEST_FILE:
        raise ValueError("too long")
    return content


def _texts_only(files: Mapping[tuple[str, str], Mapping[str, object]]) -> Files:
    """A number or a table in the place of a part's words is no part."""
    return {
        place: {name: text for name, text in parts.items() if isinstance(text, str)}
        for place, parts in files.items()
    }


def is_version_name(name: str) -> bool:
    """Whether a version can be called so: small letters without accents, figures, `.`, `_`, `-`."""
    return _NAME.fullmatch(name) is not None


def _names(folder: Path | None) -> list[str]:
    if folder is None or not folder.is_dir():
        return []
    return sorted(
        one.name for one in folder.iterdir() if one.is_dir() and _NAME.fullmatch(one.name)
    )
