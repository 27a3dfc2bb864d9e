"""From the command line to the till: the window first, then all that is behind it."""

import gc
from pathlib import Path
from typing import TYPE_CHECKING

from pos_app.settings.environment import EnvironmentKind

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
