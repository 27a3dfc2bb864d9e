"""Draws one found customer: the name, then phone and e-mail, matched letters emphasised."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from pos_app.customers.model import Hit, shown_name
from ui.customers.matching import spans
from ui.customers.table_model import HIT_ROLE, QUERY_ROLE
from ui.theme.apply import theme_of, till_font
from ui.theme.tokens import SPACE, TYPE, Colours

_ROW_HEIGHT = 80
_BAR = 5
Index = QModelIndex | QPersistentModelIndex


class HitDelegate(QStyledItemDelegate):
    """Two lines a row; the chosen one also carries a bar, so that colour is not alone."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """Rows of one height, so that a long list lays out at once."""
        return QSize(200, _ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the row."""
        hit = index.data(HIT_ROLE)
        if not isinstance(hit, Hit):
            return
        colours = theme_of().colours
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _draw_ground(painter, area, state, colours)
        inner = area.adjusted(SPACE.l + _BAR, SPACE.m, -SPACE.l, -SPACE.m)
        _draw_lines(painter, inner, hit, str(index.data(QUERY_ROLE) or ""), colours)
        painter.restore()


def _draw_ground(painter: QPainter, area: QRect, state: QStyle.StateFlag, colours: Colours) -> None:
    body = area.adjusted(2, 2, -2, -2)
    painter.setPen(Qt.PenStyle.NoPen)
    if state & QStyle.StateFlag.State_Selected:
        painter.setBrush(QColor(colours.selected))
        painter.drawRoundedRect(body, 9, 9)
        painter.setBrush(QColor(colours.accent))
        painter.drawRoundedRect(
            body.left() + 4, body.top() + 14, _BAR, body.height() - 28, 2.5, 2.5
        )
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.setBrush(QColor(colours.raised))
        painter.drawRoundedRect(body, 9, 9)


def _draw_lines(painter: QPainter, inner: QRect, hit: Hit, query: str, colours: Colours) -> None:
    half = inner.height() // 2
    top = QRect(inner.left(), inner.top() - 2, inner.width(), half + 2)
    bottom = QRect(inner.left(), inner.top() + half + 2, inner.width(), half)
    cards = [f"•••• {last4}" for last4 in hit.last4s if last4 in query.split()]
    if cards:
        painter.setFont(till_font(TYPE.body, 500))
        painter.setPen(QColor(colours.accent))
        painter.drawText(top, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, cards[0])
        top.setRight(top.right() - painter.fontMetrics().horizontalAdvance(cards[0]) - SPACE.m)
    name = shown_name(hit.customer)
    _draw_matched(painter, top, name, query, (TYPE.strong - 2, 500, 700), colours.ink, colours)
    rest = [part for part in (hit.customer.phone, hit.customer.email) if part and part != name]
    _draw_matched(
        painter, bottom, "  ·  ".join(rest), query, (TYPE.body, 400, 600), colours.muted, colours
    )


def _draw_matched(
    painter: QPainter,
    area: QRect,
    text: str,
    query: str,
    font: tuple[int, int, int],
    colour: str,
    colours: Colours,
) -> None:
    """One elided line; matched letters heavier and underlined in the accent colour."""
    size, weight, heavy = font
    plain = till_font(size, weight)
    strong = till_font(size, heavy)
    strong.setUnderline(True)
    shown = QFontMetrics(strong).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    left = area.left()
    for piece, matched in _pieces(shown, spans(text, query)):
        _set(painter, strong if matched else plain, colours.accent if matched else colour)
        width = painter.fontMetrics().horizontalAdvance(piece)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRect(left, area.top(), width + 2, area.height()), flags, piece)
        left += width


def _set(painter: QPainter, font: QFont, colour: str) -> None:
    painter.setFont(font)
    painter.setPen(QColor(colour))


def _pieces(text: str, matched: list[tuple[int, int]]) -> list[tuple[str, bool]]:
    pieces: list[tuple[str, bool]] = []
    place = 0
    for start, end in matched:
        pieces += [(text[place:start], False), (text[start:end], True)]
        place = end
    pieces.append((text[place:], False))
    return [piece for piece in pieces if piece[0]]
