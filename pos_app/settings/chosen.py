"""Which environment this till opens in: a small file beside the environments' folders."""

import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final, NamedTuple

from pos_app.kernel.errors import EnvironmentFault
from pos_app.settings.choices import EnvironmentKind
from pos_app.settings.files import replace_file
from pos_app.settings.places import base_folder, environment_folder

FILE: Final = "environment.json"


class Chosen(NamedTuple):
    """The environment, and under which till's name each one's secrets lie in the keyring: kept here
    too, as a till whose settings are lost would look for them under a new one."""

    kind: EnvironmentKind
    tills: Mapping[EnvironmentKind, str] = MappingProxyType({})

    def naming(self, kind: EnvironmentKind, till: str) -> "Chosen":
        """The same with `kind` chosen, its secrets under this till's name."""
        return Chosen(kind, {**self.tills, kind: till})


class ChosenStore:
    """Reads and writes the file in `base`, the folder that holds the environments' own."""

    def __init__(self, base: Path) -> None:
        self._path = base / FILE

    def load(self) -> Chosen | None:
        """What was chosen; None when nothing ever was.

        Raises EnvironmentFault chosen.unreadable (file): a till for real money must not open as
        training, nor the other way round, because a file can't be read.
        """
        try:
            said = json.loads(self._path.read_bytes())
            tills = {EnvironmentKind(kind): str(till) for kind, till in said["tills"].items()}
            return Chosen(EnvironmentKind(said["environment"]), tills)
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise EnvironmentFault(
                "chosen.unreadable", retryable=True, file=str(self._path)
            ) from error

    def save(self, chosen: Chosen) -> None:
        """On the disk when it returns. Raises EnvironmentFault chosen.not_saved (file)."""
        said = {"environment": chosen.kind.value, "tills": dict(chosen.tills)}
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            replace_file(self._path, (json.dumps(said, indent=2) + "\n").encode())
        except OSError as error:
            raise EnvironmentFault(
                "chosen.not_saved", retryable=True, file=str(self._path)
            ) from error

    def forget(self) -> None:
        """As if nothing had been chosen. Raises EnvironmentFault chosen.not_saved (file)."""
        try:
            self._path.unlink(missing_ok=True)
        except OSError as error:
            raise EnvironmentFault(
                "chosen.not_saved", retryable=True, file=str(self._path)
            ) from error


def opens_in(given: Path | None) -> EnvironmentKind | None:
    """What was chosen; training where nothing was, but a folder was `given` or training is there
    already, as before there was a choice. None: somebody has to choose.

    Raises EnvironmentFault chosen.unreadable (file).
    """
    chosen = ChosenStore(base_folder(given)).load()
    if chosen is not None:
        return chosen.kind
    known = given is not None or environment_folder(EnvironmentKind.TRAINING, None).exists()
    return EnvironmentKind.TRAINING if known else None
