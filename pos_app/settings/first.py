"""What the first window shows of a till's settings, read before the rest of them can be.

`Shop` declares every key with what it accepts, which takes longer to import than the window may
take to stand.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from pos_app.settings.choices import (
    AUTOMATIC,
    LANGUAGES,
    LONGEST_SHOP_NAME,
    LONGEST_TILL_NAME,
    SIZES,
    THEMES,
)

_LONGEST: Final = {"shop_name": LONGEST_SHOP_NAME, "till_name": LONGEST_TILL_NAME}
_ONE_OF: Final[Mapping[str, Sequence[object]]] = {
    "language": LANGUAGES, "theme": THEMES, "size_percent": SIZES,
}  # fmt: skip
SETTINGS: Final = "settings.json"
"""Its name, in an environment's folder."""


class First(NamedTuple):
    """These keys of `Shop`, with its defaults."""

    shop_name: str = ""
    till_name: str = ""
    language: str = "fr"
    theme: str = "system"
    size_percent: int = AUTOMATIC
    kiosk: bool = False
    finds_at_once: bool = False


def first_settings(file: Path) -> First | None:
    """Defaults for what is missing. None where the file can't be read or has one of these keys as
    `Shop` doesn't accept it: whoever loads all of it then says so."""
    try:
        values = json.loads(file.read_bytes())
    except FileNotFoundError:
        return First()
    except (OSError, ValueError):
        return None
    if not isinstance(values, dict):
        return None
    known = {name: values[name] for name in First._fields if name in values}
    if not all(_accepts(name, value) for name, value in known.items()):
        return None
    return First(**known)


def _accepts(name: str, value: object) -> bool:
    if name in _LONGEST:
        return isinstance(value, str) and len(value) <= _LONGEST[name]
    if name in _ONE_OF:
        return value in _ONE_OF[name]
    return type(value) is bool
