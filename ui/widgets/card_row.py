"""A saved card: brand, last four figures, expiry, and who may see it again."""

from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from pos_app.customers.model import Redisplay, SavedCard
from ui.i18n.language import Retranslated
from ui.theme.apply import set_role, theme_of, till_font
from ui.theme.layout import column, row
from ui.theme.tokens import SIZE, SPACE, Colours
from ui.widgets.kept_picture import KeptPicture
from ui.widgets.labels import ElidedLabel, label
from ui.widgets.status_chip import StatusChip

_BRANDS = {
    "amex": "Amex",
    "cartes_bancaires": "CB",
    "diners": "Diners",
    "discover": "Discover",
    "jcb": "JCB",
    "mastercard": "Mastercard",
    "unionpay": "UnionPay",
    "visa": "Visa",
}


def brand_name(brand: str) -> str:
    """How people call a brand that Stripe writes `cartes_bancaires`; others as they are."""
    return _BRANDS.get(brand, brand.replace("_", " ").title() if brand else "?")


class BrandBadge(QWidget):
    """A small card with the brand's name on it: no trademark's picture."""

    def __init__(self, brand: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = brand_name(brand)
        self._picture = KeptPicture()
        self.setFixedSize(74, 46)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_brand(self, brand: str) -> None:
        """Show another brand."""
        self._name = brand_name(brand)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A card's outline, its stripe, the name."""
        colours = theme_of().colours
        shown = (self._name, colours.edge, colours.raised, colours.ink)
        self._picture.draw(self, shown, lambda painter: self._draw(painter, colours))

    def _draw(self, painter: QPainter, colours: Colours) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        body = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(QColor(colours.edge), 1))
        painter.setBrush(QColor(colours.raised))
        painter.drawRoundedRect(body, 7, 7)
        painter.setPen(QPen(QColor(colours.edge), 3))
        painter.drawLine(QPointF(1.5, 11.5), QPointF(self.width() - 1.5, 11.5))
        font = till_font(15, 600)
        while QFontMetrics(font).horizontalAdvance(self._name) > self.width() - 8:
            font.setPixelSize(font.pixelSize() - 1)
        painter.setFont(font)
        painter.setPen(QColor(colours.ink))
        place = self.rect().adjusted(2, 13, -2, 0)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self._name)


class CardRow(Retranslated, QPushButton):
    """One saved card. With `selectable` it is a choice: `clicked` and `toggled` as of a button.

    `today` decides whether the card has expired. Several in one parent exclude each other.
    """

    def __init__(
        self,
        card: SavedCard,
        today: date,
        *,
        selectable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.card = card
        self._expired = card.expired_on(today)
        self._badge = BrandBadge(card.brand)
        self._number = label(role="strong")
        self._expiry = label(role="muted")
        self._redisplay = ElidedLabel(role="muted")
        self._chip = StatusChip()
        set_role(self, "row", tall=True)  # two lines, also where others leave little room
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCheckable(selectable)
        self.setAutoExclusive(selectable)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if selectable else Qt.FocusPolicy.NoFocus)
        if selectable:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._box = row(self, gap=SPACE.l, margin=SPACE.m, margin_x=SPACE.l)
        self._arrange()
        self.retranslate()

    def retranslate(self) -> None:
        """Words in the language in force."""
        card = self.card
        self._number.setText(f"•••• {card.last4}")
        expiry = f"{card.exp_month:02d}/{card.exp_year % 100:02d}"
        self._expiry.setText(self.tr("until {month}").format(month=expiry))
        self._redisplay.setText(self._redisplay_words())
        self._chip.set_state(self.tr("Expired"), "warning")
        self._chip.setVisible(self._expired)
        self._expiry.setVisible(not self._expired)  # beside a form there is no room for both
        said = self.tr("{brand} card ending in {last4}, {expiry}. {redisplay}").format(
            brand=brand_name(card.brand),
            last4=card.last4,
            expiry=self.tr("Expired") if self._expired else self._expiry.text(),
            redisplay=self._redisplay.whole_text(),
        )
        self.setAccessibleName(said)

    def sizeHint(self) -> QSize:
        """Two lines beside the badge."""
        inner = self._box.sizeHint()
        return QSize(inner.width(), max(SIZE.row + SPACE.m, inner.height()))

    def minimumSizeHint(self) -> QSize:
        """As narrow as its cut lines allow."""
        inner = self._box.minimumSize()
        return QSize(inner.width(), self.sizeHint().height())

    def _arrange(self) -> None:
        first = row(gap=SPACE.m)
        first.addWidget(self._number)
        first.addWidget(self._expiry)
        first.addWidget(self._chip)
        first.addStretch(1)
        lines = column(gap=0)
        lines.addLayout(first)
        lines.addWidget(self._redisplay)
        self._box.addWidget(self._badge)
        self._box.addLayout(lines, 1)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def _redisplay_words(self) -> str:
        if self.card.redisplay is Redisplay.ALWAYS:
            return self.tr("Shown to the customer at the next checkout")
        if self.card.redisplay is Redisplay.LIMITED:
            return self.tr("For agreed charges, not shown")
        return self.tr("Saved, not shown at checkout")
