"""Key caps: the keys that do something, shown where they do it."""

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.i18n.language import Retranslated
from ui.theme.apply import theme_of, till_font
from ui.theme.tokens import SPACE, TYPE

_HEIGHT = 26
_SYMBOLS = {"Return": "↵", "Enter": "↵", "Up": "↑", "Down": "↓", "Left": "←", "Right": "→"}


def readable_keys(keys: str) -> str:
    """`Ctrl+K` as this language's keyboards are labelled."""
    return " + ".join(_caps(keys))


def keys_width(keys: str) -> int:
    """Pixels that `draw_keys` takes."""
    metrics = QFontMetrics(till_font(TYPE.hint - 1, 500))
    widths = [_cap_width(metrics, cap) for cap in _caps(keys)]
    return sum(widths) + SPACE.xs * (len(widths) - 1)


def draw_keys(painter: QPainter, keys: str, left: int, middle: int, colour: str) -> None:
    """Draw caps from `left`, centred on `middle`, in `colour` outlined thinly with itself."""
    font = till_font(TYPE.hint - 1, 500)
    metrics = QFontMetrics(font)
    painter.save()
    painter.setFont(font)
    faint = QColor(colour)
    faint.setAlpha(130)
    x = float(left)
    for cap in _caps(keys):
        place = QRectF(
            x + 0.5, middle - _HEIGHT / 2 + 0.5, _cap_width(metrics, cap) - 1, _HEIGHT - 1
        )
        painter.setPen(QPen(faint, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(place, 6, 6)
        painter.setPen(QColor(colour))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, cap)
        x += _cap_width(metrics, cap) + SPACE.xs
    painter.restore()


def _caps(keys: str) -> list[str]:
    return [_SYMBOLS.get(part) or _name(part) for part in keys.split("+") if part]


def _name(part: str) -> str:
    names = {
        "Esc": QCoreApplication.translate("keys", "Esc"),
        "Ctrl": QCoreApplication.translate("keys", "Ctrl"),
        "Shift": QCoreApplication.translate("keys", "Shift"),
        "Alt": QCoreApplication.translate("keys", "Alt"),
        "Space": QCoreApplication.translate("keys", "Space"),
        "Del": QCoreApplication.translate("keys", "Del"),
        "Tab": QCoreApplication.translate("keys", "Tab"),
    }
    return names.get(part, part)


def _cap_width(metrics: QFontMetrics, cap: str) -> int:
    return max(_HEIGHT, metrics.horizontalAdvance(cap) + 2 * 7)


class KeyHint(Retranslated, QWidget):
    """Key caps on their own, beside what they act on. Silent for assistive tools."""

    def __init__(self, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = keys
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_keys(self, keys: str) -> None:
        """Show other keys."""
        self._keys = keys
        self.retranslate()

    def retranslate(self) -> None:
        """Keyboards are labelled otherwise, and wider, in another language."""
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Just the caps."""
        return QSize(keys_width(self._keys), _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the caps in the secondary colour; as faint as its button behind a question."""
        colours = theme_of().colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = colours.muted if self.isEnabled() else colours.disabled
        draw_keys(painter, self._keys, 0, self.height() // 2, colour)
        painter.end()
