"""Finds the parts: packages by their metadata, which the bundle carries too, and files of ours."""

import platform
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution, distributions
from pathlib import Path
from typing import Final

from pos_app import __version__
from pos_app.about.model import LICENCES, Part
from pos_app.kernel.paths import resource_dir

BUILD_TOOL: Final = "pyinstaller"
"""Its small starting program is part of a bundle."""
_LEGAL: Final = re.compile(r"licen[cs]e|copying|notice|authors", re.IGNORECASE)
_SHORT: Final = 60
"""A licence's name; some packages give the whole text instead."""


def parts() -> list[Part]:
    """The till, Python, the font, every package and, in a bundle, every library of the system that
    was taken along. Reads some hundred small files: not on a thread that paints."""
    folder = resource_dir() / "licences"
    return [
        *_own(),
        _of_file("Python", platform.python_version(), "PSF-2.0", folder / "Python.txt"),
        _of_file("Inter", "", "OFL-1.1", resource_dir() / "fonts" / "LICENSE-Inter.txt"),
        *sorted((_of_package(one, folder) for one in packages()), key=lambda one: plain(one.name)),
        *(_of_file(file.stem, "", "", file) for file in sorted((folder / "system").glob("*.txt"))),
    ]


def packages() -> list[Distribution]:
    """Those the till runs with. Beside the sources there are a developer's too, so they are
    followed from pyproject.toml; a bundle has no others, and no such file."""
    project = resource_dir().parent / "pyproject.toml"
    if project.is_file() and not getattr(sys, "frozen", False):
        declared = tomllib.loads(project.read_text("utf-8"))["project"]["dependencies"]
        return needed(declared)
    return list({plain(one.metadata["Name"]): one for one in distributions()}.values())


def needed(requirements: Iterable[str]) -> list[Distribution]:
    """The installed packages that `requirements` need, and so on down; one that isn't installed is
    for another system."""
    found: dict[str, Distribution] = {}
    followed: set[tuple[str, str]] = set()
    waiting = [pair for text in requirements for pair in _asked(text)]
    while waiting:
        name, extra = pair = waiting.pop()
        if pair in followed:
            continue
        followed.add(pair)
        try:
            one = found.setdefault(name, distribution(name))
        except PackageNotFoundError:
            continue
        waiting += [asked for text in one.requires or () for asked in _asked(text, extra)]
    return list(found.values())


def plain(name: str) -> str:
    """A package's name as registries compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _asked(requirement: str, extra: str = "") -> Iterator[tuple[str, str]]:
    """The package and each of its extras that a line of metadata (PEP 508) asks for, when it
    belongs to `extra` or to none. Markers of systems are left to what is installed."""
    belongs = re.search(r"extra\s*==\s*['\"]([^'\"]+)", requirement)
    if belongs is not None and belongs[1] != extra:
        return
    read = re.match(r"\s*([A-Za-z0-9._-]+)\s*(?:\[([^\]]*)\])?", requirement)
    if read is not None:
        name = plain(read[1])
        yield name, ""
        yield from ((name, one.strip()) for one in (read[2] or "").split(",") if one.strip())


def _of_package(one: Distribution, folder: Path) -> Part:
    name = plain(one.metadata["Name"])
    files = [path for path in one.files or () if _is_legal(path.parts)]
    texts = [path.locate().read_text("utf-8", "replace") for path in files]  # type: ignore[attr-defined]
    texts += [(folder / file).read_text("utf-8") for file in LICENCES.get(name, ())]
    return Part(one.metadata["Name"], one.version, _short_name(one), tuple(dict.fromkeys(texts)))


def _is_legal(path: tuple[str, ...]) -> bool:
    return path[0].endswith(".dist-info") and any(_LEGAL.search(name) for name in path[1:])


def _short_name(one: Distribution) -> str:
    classifiers = one.metadata.get_all("Classifier") or ()
    said = [text.rpartition(" :: ")[2] for text in classifiers if text.startswith("License ::")]
    told = one.metadata.get_all  # what isn't there is no error of any reader's
    named = [*(told("License-Expression") or ()), *(told("License") or ()), ", ".join(said)]
    for text in named:
        if text and len(text) <= _SHORT:
            return str(text)
    return ""


def _own() -> Iterator[Part]:
    """Of the till itself; installed as a package it is found among the others."""
    file = resource_dir().parent / "LICENSE"
    if file.is_file():
        yield _of_file("pos-app", __version__, "MIT", file)


def _of_file(name: str, version: str, licence: str, file: Path) -> Part:
    return Part(name, version, licence, (file.read_text("utf-8", "replace"),))
