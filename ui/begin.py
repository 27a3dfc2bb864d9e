"""From the command line to the till: the window first, then all that is behind it."""

import gc
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pos_app.settings.environment import EnvironmentKind

_BEFORE_QT: Final = ("pos_app.glance", "pos_app.setting_up.opening", "ui.theme.stylesheet")
"""Of what the first window needs, what needs no Qt. Each module that is imported after PySide6 has
its source read, in search of a word (its `shibokensupport.feature`), which takes as long again."""

if TYPE_CHECKING:
    from ui.at_once import AtOnce


def begin(
    given: Path | None, *, language: str | None, theme: str | None, size: int | None,
    wanted: EnvironmentKind | None, kiosk: bool,
) -> int:  # fmt: skip
    """Open the till and stay until it is closed; arguments and result as `ui.starting.run`."""
    # What is imported stays: looking through it again and again finds no garbage. And no other
    # thread may collect once there are widgets; `Collector` takes over from here.
    gc.disable()
    stands: AtOnce | Exception | None
    try:
        for name in _BEFORE_QT:
            import_module(name)
        from ui.at_once import at_once

        stands = at_once(
            given, language=language, theme=theme, size=size, wanted=wanted, kiosk=kiosk
        )
        if stands is not None:
            stands.prepare()
    except Exception as error:  # reason: raised again where it is written down, redacted
        stands = error
    if stands is None:
        gc.enable()
    from ui.starting import run

    return run(
        given, language=language, theme=theme, size=size, wanted=wanted, kiosk=kiosk,
        at_once=stands,
    )  # fmt: skip
