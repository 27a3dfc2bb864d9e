"""The till's own line icons, drawn in any colour and sharp at any pixel density.

Files are resources/icons/<name>.svg on a 24 × 24 grid; `currentColor` becomes the asked colour.
"""

from typing import Final

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap, QPixmapCache, QTransform
from PySide6.QtSvg import QSvgRenderer

from pos_app.kernel.errors import Bug
from pos_app.kernel.paths import resource_dir

POINTING: Final = frozenset({"back", "backspace", "chevron-right", "forward"})
"""Icons that say on or back by where they point."""


def icon(name: str, colour: str, size: int = 24) -> QIcon:
    """An icon of `size` pixels in `#rrggbb`. Raises Bug `icon.unknown` for an unheard-of name."""
    return QIcon(pixmap(name, colour, size))


def pixmap(
    name: str, colour: str, size: int = 24, density: float | None = None, *, rtl: bool = False
) -> QPixmap:
    """The icon as a picture; `density` defaults to the densest screen's device pixel ratio. `rtl`:
    where one reads from right to left, what points, points the other way.

    Raises Bug `icon.unknown` for an unheard-of name.
    """
    ratio = density if density is not None else _densest()
    turned = rtl and name in POINTING
    key = f"till/{name}/{colour}/{size}/{ratio}/{turned}"
    picture = QPixmap()
    if not QPixmapCache.find(key, picture):
        picture = _draw(name, colour, size, ratio)
        if turned:
            picture = picture.transformed(QTransform.fromScale(-1, 1))
        QPixmapCache.insert(key, picture)
    return picture


def _draw(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.fill(Qt.GlobalColor.transparent)
    renderer = QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode()))
    painter = QPainter(picture)
    renderer.render(painter, QRectF(0, 0, picture.width(), picture.height()))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


def names() -> list[str]:
    """Every icon there is."""
    return sorted(file.stem for file in (resource_dir() / "icons").glob("*.svg"))


def _densest() -> float:
    return max((screen.devicePixelRatio() for screen in QGuiApplication.screens()), default=1.0)


def _source(name: str) -> str:
    file = resource_dir() / "icons" / f"{name}.svg"
    if not file.is_file():
        raise Bug("icon.unknown", name=name)
    return file.read_text(encoding="utf-8")
