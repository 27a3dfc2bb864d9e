"""The command line of a till that is only opened, understood without argparse.

Making the whole parser takes longer than painting the first window. Whatever isn't said plainly
(another command, a shortened option, a mistake) is left to it: `pos_app.command_line`.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from pos_app.settings.choices import PSEUDO, EnvironmentKind

SPOKEN: Final = ("en", "fr", PSEUDO)
WORN: Final = ("light", "dark", "contrast")
SIZED: Final = {"automatic": 0, "100": 100, "125": 125, "150": 150, "200": 200}
"""In per cent."""
_SAID: Final[Mapping[str, tuple[str, Mapping[str, Any]]]] = {
    "--language": ("language", {name: name for name in SPOKEN}),
    "--theme": ("theme", {name: name for name in WORN}),
    "--size": ("size", SIZED),
    "--environment": ("environment", {kind.value: kind for kind in EnvironmentKind}),
}
"""For each option its name here, and what each of its values means."""


class Start(NamedTuple):
    """How the till is opened this time. None, and False: as it was set up."""

    data: Path | None = None
    language: str | None = None
    theme: str | None = None
    size: int | None = None
    """Per cent; 0 goes by the screen."""
    environment: EnvironmentKind | None = None
    kiosk: bool = False


def plain_start(given: Sequence[str]) -> Start | None:
    """What is asked for; None where that isn't the till itself, opened in as many words."""
    found: dict[str, Any] = {}
    words = iter(given)
    for word in words:
        if word == "--kiosk":
            found["kiosk"] = True
            continue
        value = next(words, "-")
        if word == "--data" and not value.startswith("-"):
            found["data"] = Path(value)
            continue
        name, values = _SAID.get(word, ("", {}))
        if value not in values:
            return None
        found[name] = values[value]
    return Start(**found)
