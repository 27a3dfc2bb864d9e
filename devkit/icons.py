"""Draws the program's picture for each system from resources/app/pos-app.svg.

Runs inside the virtual environment, as `python -m devkit.icons FOLDER`: Qt draws it. Windows and
macOS each have a file with the picture in several sizes, every one a PNG: ICO with a directory of
16 bytes an entry (Microsoft, “Icons in Win32”), ICNS with a type and a length before each.
"""

import struct
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from pos_app.kernel.paths import resource_dir

ICO_SIZES: Final = (16, 20, 24, 32, 40, 48, 64, 256)
ICNS_TYPES: Final[Mapping[bytes, int]] = {
    b"icp4": 16, b"icp5": 32, b"ic11": 32, b"ic12": 64, b"ic07": 128, b"ic08": 256, b"ic13": 256,
    b"ic09": 512, b"ic14": 512, b"ic10": 1024,
}  # fmt: skip
"""Each type and how many pixels wide it is; some are the same at twice the density."""
PNG_SIZE: Final = 256


def write(folder: Path) -> None:
    """pos-app.ico, pos-app.icns, pos-app.png and the drawing itself into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    source = (resource_dir() / "app" / "pos-app.svg").read_bytes()
    pictures = {size: drawn(source, size) for size in {*ICO_SIZES, *ICNS_TYPES.values(), PNG_SIZE}}
    (folder / "pos-app.ico").write_bytes(ico({size: pictures[size] for size in ICO_SIZES}))
    (folder / "pos-app.icns").write_bytes(
        icns({kind: pictures[size] for kind, size in ICNS_TYPES.items()})
    )
    (folder / "pos-app.png").write_bytes(pictures[PNG_SIZE])
    (folder / "pos-app.svg").write_bytes(source)


def drawn(source: bytes, size: int) -> bytes:
    """The drawing as a PNG, `size` pixels wide and high."""
    picture = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(source)).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # type: ignore[call-overload]  # its types know only bytes here
    return bytes(buffer.data().data())


def ico(pictures: Mapping[int, bytes]) -> bytes:
    """A file for Windows: a directory, then the pictures. 256 is written as 0."""
    directory, place = b"", 6 + 16 * len(pictures)
    for size, picture in pictures.items():
        edge = size % 256
        directory += struct.pack("<4B2H2I", edge, edge, 0, 0, 1, 32, len(picture), place)
        place += len(picture)
    return struct.pack("<3H", 0, 1, len(pictures)) + directory + b"".join(pictures.values())


def icns(pictures: Mapping[bytes, bytes]) -> bytes:
    """A file for macOS. Lengths count the eight bytes of type and length."""
    parts = b"".join(
        kind + struct.pack(">I", len(picture) + 8) + picture for kind, picture in pictures.items()
    )
    return b"icns" + struct.pack(">I", len(parts) + 8) + parts


if __name__ == "__main__":
    write(Path(sys.argv[1]))
