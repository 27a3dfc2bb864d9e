"""How large the till is on each screen: by millimetres, not by dots.

The sizes in `ui.theme.tokens` are meant at 96 dots to the inch. Qt multiplies all of them by one
factor a screen, told to it in the environment before the application is made (Qt documentation,
"High DPI"), and follows a window that is moved from one screen to another.
"""

import os
from collections.abc import Callable, MutableMapping, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtWidgets import QApplication

from pos_app.settings.choices import AUTOMATIC
from ui.theme.tokens import MM_PER_INCH, SMALLEST, USUAL_DPI

if TYPE_CHECKING:
    from PySide6.QtGui import QScreen

_FACTORS: Final = "QT_SCREEN_SCALE_FACTORS"
_OTHERS: Final = ("QT_SCALE_FACTOR", "QT_USE_PHYSICAL_DPI")
"""Whoever sets one of these has decided."""
_PLAUSIBLE: Final = (60.0, 400.0)
"""Dots an inch. Televisions, projectors and virtual machines tell sizes that are made up."""
_MOST: Final = 3.0


class ScreenSize(NamedTuple):
    """A screen as it is without a factor of ours; width and height in its dots."""

    name: str
    dpi: float
    width: int
    height: int


def factor_for(screen: ScreenSize, percent: int) -> float:
    """By how much everything is larger there than its tokens say; at least 1.

    `percent` is the shop's choice, which may be more than there is room for: screens then scroll.
    AUTOMATIC is as large as meant, but no larger than what leaves room for the smallest window.
    """
    if percent != AUTOMATIC:
        return percent / 100
    least, most = _PLAUSIBLE
    if not least <= screen.dpi <= most:
        return 1.0
    room = min(screen.width / SMALLEST[0], screen.height / SMALLEST[1])
    return max(1.0, min(screen.dpi / USUAL_DPI, room, _MOST))


def millimetres(pixels: float, screen: ScreenSize, percent: int) -> float:
    """What so many pixels of the tokens are on that screen."""
    return pixels * factor_for(screen, percent) / screen.dpi * MM_PER_INCH


def told(factors: Sequence[tuple[str, float]]) -> str:
    """As Qt reads it: `HDMI-1=1.25;eDP-1=2`; in the screens' order where a name is none."""
    names = [name for name, _ in factors]
    named = all(name and not {"=", ";"} & set(name) for name in names)
    if not named or len(set(names)) < len(names):
        return ";".join(f"{factor:.4g}" for _, factor in factors)
    return ";".join(f"{name}={factor:.4g}" for name, factor in factors)


def scaled(
    make: Callable[[], QApplication], percent: int, environ: MutableMapping[str, str] | None = None
) -> QApplication:
    """The application as `make` makes it, with everything as large as it should be on each screen.

    Its screens are only known once there is one: where they want another factor than they have, it
    is shut down and made again.
    """
    env = os.environ if environ is None else environ
    app = make()
    if any(name in env for name in (_FACTORS, *_OTHERS)):
        return app
    # where the platform's own scaling is Qt's as well, a factor takes its place
    replaces = app.platformName() in ("windows", "xcb", "offscreen")
    factors = [
        (one.name(), factor_for(_size(one), percent) * (one.devicePixelRatio() if replaces else 1))
        for one in app.screens()
    ]
    if all(factor == 1 for _, factor in factors):
        return app
    env[_FACTORS] = told(factors)
    app.shutdown()
    del app
    return make()


def _size(screen: "QScreen") -> ScreenSize:
    size = screen.availableSize()
    return ScreenSize(screen.name(), screen.physicalDotsPerInch(), size.width(), size.height())
