"""From the command line to the till: the window first, then all that is behind it."""

import gc
from typing import TYPE_CHECKING

from pos_app.plain_start import Start
from ui.light_pyside import import_pyside

if TYPE_CHECKING:
    from ui.at_once import AtOnce


def begin(start: Start) -> int:
    """Open the till and stay until it is closed; the result is the exit status."""
    # What is imported stays: looking through it again and again finds no garbage. And no other
    # thread may collect once there are widgets; `Collector` takes over from here.
    gc.disable()
    stands: AtOnce | Exception | None
    try:
        import_pyside()
        from ui.at_once import at_once

        stands = at_once(start)
        if stands is not None:
            stands.prepare()
    except Exception as error:  # reason: raised again where it is written down, redacted
        stands = error
    if stands is None:
        gc.enable()
    from ui.starting import run

    return run(start, at_once=stands)
