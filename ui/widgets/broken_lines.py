"""Where a text is broken into lines, as Qt would."""

from PySide6.QtGui import QFont, QTextLayout, QTextOption


def broken_lines(
    text: str, font: QFont, width: int, mode: QTextOption.WrapMode, most: int | None = None
) -> list[str]:
    """The lines of `text` in that width (pixels), the spaces between them included; the first
    `most` of them."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(mode)
    layout.setTextOption(option)
    lines: list[tuple[int, int]] = []
    layout.beginLayout()
    while len(lines) != most and (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        lines.append((line.textStart(), line.textLength()))
    layout.endLayout()
    # Qt counts in UTF-16, Python in code points
    units = text.encode("utf-16-le")
    return [units[2 * at : 2 * (at + long)].decode("utf-16-le") for at, long in lines]
