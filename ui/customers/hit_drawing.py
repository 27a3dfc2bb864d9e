"""How one found customer looks: the name, then phone and e-mail, matched letters emphasised.

At the right of the name stands what else answered: the customer number, the end of a card, and
`close match` in words where a typo was forgiven. Needs neither a model nor a view: what is found
before the till stands is drawn by it too (`ui.first_face`).
"""

from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QFontMetrics, QPainter

from pos_app.customers.model import Hit, shown_name
from ui.customers.matching import spans
from ui.theme.apply import theme_of, till_font
from ui.theme.hand import RIGHT, Hand, elided
from ui.theme.tokens import SPACE, TYPE, Colours

ROW_HEIGHT = 80
_BAR = 5


class Row(NamedTuple):
    """What is drawn of a customer; `linked` and `approximate` are words, or empty."""

    hit: Hit
    query: str
    linked: str = ""
    approximate: str = ""


def draw_hit(
    painter: QPainter, area: QRect, row: Row, *, selected: bool = False, hovered: bool = False
) -> None:
    """Two lines; the chosen one also carries a bar, so that colour is not alone."""
    colours = theme_of().colours
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    hand = Hand(painter)
    _draw_ground(hand, area, colours, selected=selected, hovered=hovered)
    inner = area.adjusted(SPACE.l + _BAR, SPACE.m, -SPACE.l, -SPACE.m)
    _draw_lines(hand, inner, row, colours)
    painter.restore()


def _draw_ground(
    hand: Hand, area: QRect, colours: Colours, *, selected: bool, hovered: bool
) -> None:
    body = QRectF(area.adjusted(2, 2, -2, -2))
    if selected:
        hand.fill(body, 9, colours.selected)
        hand.fill(
            QRectF(body.left() + 4, body.top() + 14, _BAR, body.height() - 28), 2.5, colours.accent
        )
    elif hovered:
        hand.fill(body, 9, colours.raised)


def _draw_lines(hand: Hand, inner: QRect, row: Row, colours: Colours) -> None:
    who, query = row.hit.customer, row.query
    half = inner.height() // 2
    top = QRect(inner.left(), inner.top() - 2, inner.width(), half + 2)
    bottom = QRect(inner.left(), inner.top() + half + 2, inner.width(), half)
    if row.approximate:
        _draw_aside(hand, top, row.approximate, (400, colours.muted))
    for answer in _answers(row):
        _draw_aside(hand, top, answer, (600, colours.accent))
    name = shown_name(who)
    ink = colours.muted if row.linked else colours.ink
    _draw_matched(hand, top, name, query, (TYPE.strong - 2, 500, 700), ink, colours)
    rest = [part for part in (who.phone, who.email) if part and part != name]
    if row.linked:  # not an answer, so nothing of it is emphasised
        _draw_linked(hand, bottom, row.linked, colours)
    _draw_matched(
        hand, bottom, "  ·  ".join(rest), query, (TYPE.body, 400, 600), colours.muted, colours
    )


def _draw_linked(hand: Hand, line: QRect, text: str, colours: Colours) -> None:
    """At the left end of the line, which begins later by it."""
    font = till_font(TYPE.body, 500)
    shown, width = elided(text, font, line.width())
    hand.write(line, shown, font, colours.muted)
    line.setLeft(min(line.left() + width + SPACE.l, line.right()))


def _answers(row: Row) -> list[str]:
    """The customer number and the ends of cards that are what was typed."""
    words = row.query.split()
    number = row.hit.customer.number
    shown = [number] if number and spans(number, row.query) else []
    return [*(f"•••• {last4}" for last4 in row.hit.last4s if last4 in words), *shown]


def _draw_aside(hand: Hand, line: QRect, text: str, look: tuple[int, str]) -> None:
    """At the right end of the line, which becomes shorter by it."""
    weight, colour = look
    font = till_font(TYPE.body, weight)
    shown, width = elided(text, font, line.width() // 2)
    hand.write(line, shown, font, colour, RIGHT)
    line.setRight(line.right() - width - SPACE.m)


def _draw_matched(
    hand: Hand,
    area: QRect,
    text: str,
    query: str,
    look: tuple[int, int, int],
    colour: str,
    colours: Colours,
) -> None:
    """One elided line; matched letters heavier and underlined in the accent colour."""
    size, weight, heavy = look
    plain = till_font(size, weight)
    strong = till_font(size, heavy)
    strong.setUnderline(True)
    shown, _ = elided(text, strong, area.width())
    place = QRect(area)
    for piece, matched in _pieces(shown, spans(text, query)):
        font = strong if matched else plain
        hand.write(place, piece, font, colours.accent if matched else colour)
        if len(piece) < len(shown):  # else nothing follows
            place.setLeft(place.left() + QFontMetrics(font).horizontalAdvance(piece))


def _pieces(text: str, matched: list[tuple[int, int]]) -> list[tuple[str, bool]]:
    pieces: list[tuple[str, bool]] = []
    place = 0
    for start, end in matched:
        pieces += [(text[place:start], False), (text[start:end], True)]
        place = end
    pieces.append((text[place:], False))
    return [piece for piece in pieces if piece[0]]
