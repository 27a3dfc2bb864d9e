"""The parts of the program that others wrote, as people read about them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

LICENCES: Final[Mapping[str, tuple[str, ...]]] = {
    "pyside6": ("LGPL-3.0.txt", "GPL-3.0.txt"),
    "pyside6-essentials": ("LGPL-3.0.txt", "GPL-3.0.txt"),
    "pyside6-addons": ("LGPL-3.0.txt", "GPL-3.0.txt", "Chromium.txt"),
    "shiboken6": ("LGPL-3.0.txt", "GPL-3.0.txt"),
    "sqlcipher3": ("SQLCipher.txt", "OpenSSL-Apache-2.0.txt"),
}
"""Texts in resources/licences that a package leaves out: Qt's packages bring none at all, and
sqlcipher3 none for the libraries it contains. The LGPL 3 refers to the GPL 3."""

_RULE: Final = "=" * 78


@dataclass(frozen=True, slots=True)
class Part:
    """One part, with its licence's short name as its makers give it, and the whole texts."""

    name: str
    version: str
    licence: str
    texts: tuple[str, ...]


def as_one_text(parts: Iterable[Part]) -> str:
    """Every part with all its texts, to be read from top to bottom. A text that several parts
    share is written once; the others say with which."""
    written: dict[str, str] = {}
    sections = []
    for part in parts:
        title = " ".join(word for word in (part.name, part.version) if word)
        lines = [_RULE, f"{title} ({part.licence})" if part.licence else title, _RULE]
        for text in part.texts:
            first = written.setdefault(text, title)
            lines += ["", text.strip() if first == title else f"The text is that of {first}."]
        sections.append("\n".join(lines))
    return "\n\n".join(sections) + "\n"
