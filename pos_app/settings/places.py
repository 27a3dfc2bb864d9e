"""Where a till keeps its data."""

from pathlib import Path

from pos_app.settings.choices import EnvironmentKind


def environment_folder(kind: EnvironmentKind, chosen: Path | None) -> Path:
    """Where one environment keeps its data: below `chosen`, or in the user's own data folder."""
    return base_folder(chosen) / kind.value


def training_folder(chosen: Path | None) -> Path:
    """Where training keeps its data, as `environment_folder`."""
    return environment_folder(EnvironmentKind.TRAINING, chosen)


def base_folder(given: Path | None) -> Path:
    """The folder that holds those of the environments: the given one, or the user's own."""
    if given is None:
        from platformdirs import user_data_path  # the window waits for it only where it is needed

        given = user_data_path("pos-app", appauthor=False)
    return given
