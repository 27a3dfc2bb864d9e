"""What the Node package's declarations say that stripe-python's annotations don't.

Both come from Stripe's own description of its API. Python writes `Optional` both for what may be
absent and for what may be null; TypeScript writes `field?: T` and `field: T | null`.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_OPENS = re.compile(r"^(?:export )?(?:declare )?(interface|namespace) (\w+)(?: extends .*)? \{$")
_FIELD = re.compile(r"^(?:readonly )?'?(\w+)'?(\??): (.*?);?$")
_OBJECT = re.compile(r"^'([\w.]+)'$")


@dataclass(frozen=True)
class Declared:
    """`type` as written; `scope`: the namespaces around it, for the names in it."""

    may_be_absent: bool
    type: str
    scope: tuple[str, ...]

    @property
    def may_be_null(self) -> bool:
        return bool(re.search(r"\| null\b", self.type))


@dataclass
class Module:
    """The interfaces of one file, by their place in it; `kinds`: by the `object` they declare."""

    interfaces: dict[tuple[str, ...], dict[str, Declared]] = field(default_factory=dict)
    kinds: dict[str, tuple[str, ...]] = field(default_factory=dict)


def read(path: Path) -> Module:
    """The interfaces of a generated declaration file: one field, one opening, one end a line."""
    module = Module()
    places: list[tuple[str, str]] = []
    for line in _COMMENT.sub("", path.read_text("utf-8")).splitlines():
        text = line.strip()
        if text in ("}", "};"):
            places.pop()
            continue
        if opened := _OPENS.match(text):
            places.append((opened[1], opened[2]))
            if opened[1] == "interface":
                module.interfaces.setdefault(_names(places), {})
            continue
        if places and places[-1][0] == "interface" and (found := _FIELD.match(text)):
            _add(module, places, found)
        if text.endswith("{"):
            places.append(("other", ""))
    return module


def _add(module: Module, places: list[tuple[str, str]], found: re.Match[str]) -> None:
    place = _names(places)
    module.interfaces[place][found[1]] = Declared(found[2] == "?", found[3], place[:-1])
    kind = _OBJECT.match(found[3])
    if found[1] == "object" and kind and not place[-1].startswith("Deleted"):
        module.kinds[kind[1]] = place


def _names(places: list[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(name for _, name in places if name)


class Declarations:
    """All of a package's resources."""

    def __init__(self, package: Path) -> None:
        self._shared = read(package / "cjs" / "shared.d.ts")
        self._modules = [read(p) for p in sorted((package / "cjs" / "resources").rglob("*.d.ts"))]

    def of_object(self, kind: str) -> "Interface":
        """The interface of the objects whose `object` is `kind`. Raises LookupError."""
        for module in self._modules:
            if kind in module.kinds:
                return Interface(module, module.kinds[kind], self._shared)
        raise LookupError(kind)


@dataclass(frozen=True)
class Interface:
    module: Module
    place: tuple[str, ...]
    shared: Module

    @property
    def fields(self) -> dict[str, Declared]:
        return self.module.interfaces[self.place]

    def inner(self, name: str) -> "Interface | None":
        """The interface a field holds, or an array of it; None for a plain value or a map."""
        declared = self.fields[name]
        for written in re.findall(r"[A-Z]\w*(?:\.\w+)*", declared.type):
            parts = tuple(written.split("."))
            for depth in range(len(declared.scope), -1, -1):
                place = (*declared.scope[:depth], *parts)
                if place in self.module.interfaces:
                    return Interface(self.module, place, self.shared)
            if parts in self.shared.interfaces and written != "Metadata":
                return Interface(self.shared, parts, self.shared)
        return None
