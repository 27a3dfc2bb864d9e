"""A QR code as a picture for a roll printer: not every model has the order that draws one."""

from typing import Final

DOTS: Final = 6
"""A module's side: 0.75 mm at 203 dots an inch, read from an arm's length."""
_PICTURE: Final = b"\x1dv0\x00"
"""GS v 0, normal size (Epson's ESC/POS reference): then the width in bytes and the height in dots,
two bytes each, low first, and the rows, eight dots a byte, the leftmost highest."""


def code_picture(text: str) -> bytes:
    """The order and the picture, without the white around it, which the paper is."""
    import segno

    rows = [bytes(line) for line in segno.make_qr(text, error="m").matrix]
    picture = b"".join(_packed(row) * DOTS for row in rows)
    height = len(rows) * DOTS
    wide = len(picture) // height
    return _PICTURE + wide.to_bytes(2, "little") + height.to_bytes(2, "little") + picture


def _packed(row: bytes) -> bytes:
    dots = "".join(str(dark) * DOTS for dark in row)
    dots += "0" * (-len(dots) % 8)
    return bytes(int(dots[at : at + 8], 2) for at in range(0, len(dots), 8))
