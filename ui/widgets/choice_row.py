"""One of several answers that exclude each other: what it is called, and what it does."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.theme.apply import set_role
from ui.theme.layout import column, row
from ui.theme.tokens import SIZE, SPACE
from ui.widgets.labels import IconLabel, label


class ChoiceRow(QPushButton):
    """Several in one parent exclude each other; `toggled` as of a button."""

    def __init__(self, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark = IconLabel("check", "accent", SIZE.icon)
        self._icon = IconLabel(icon or "info", "muted", SIZE.icon)
        self._title = label(role="label", wrap=True)
        self._detail = label(role="muted", wrap=True)
        set_role(self, "row")
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        lines = column(gap=0)
        lines.addStretch(1)  # together, however high the row is made by its neighbour
        lines.addWidget(self._title)
        lines.addWidget(self._detail)
        lines.addStretch(1)
        self._box = row(self, gap=SPACE.m, margin=SPACE.s, margin_x=SPACE.l)
        if icon:
            self._box.addWidget(self._icon)
        self._box.addLayout(lines, 1)
        self._box.addWidget(self._mark)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        keep = self._mark.sizePolicy()
        keep.setRetainSizeWhenHidden(True)  # words don't move when another is chosen
        self._mark.setSizePolicy(keep)
        self.toggled.connect(self._mark.setVisible)
        self._mark.setVisible(False)
        self._detail.setVisible(False)

    def set_words(self, title: str, detail: str = "") -> None:
        """Say it again, after the language changed."""
        self._title.setText(title)
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))
        self.setAccessibleName(f"{title}. {detail}".strip() if detail else title)

    def sizeHint(self) -> QSize:
        """A finger's height at least."""
        inner = self._box.sizeHint()
        return QSize(inner.width(), max(SIZE.target + SPACE.s, inner.height()))

    def minimumSizeHint(self) -> QSize:
        """As narrow as its longest word."""
        return QSize(self._box.minimumSize().width(), self.sizeHint().height())
