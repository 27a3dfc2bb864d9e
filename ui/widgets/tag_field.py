"""Short words about somebody, as chips: type one and press Enter or a comma; Backspace removes."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from pos_app.customers.model import tidy_tags
from ui.i18n.language import Retranslated
from ui.theme.apply import set_role
from ui.theme.layout import column, empty
from ui.theme.tokens import SPACE
from ui.widgets.announce import announce
from ui.widgets.buttons import IconButton
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import label


class TagChip(Retranslated, QFrame):
    """One tag; `removed()` when its cross is pressed, where it has one."""

    removed = Signal()

    def __init__(self, tag: str, *, removable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tag = tag
        set_role(self, "chip", kind="neutral")
        self.setAccessibleName(tag)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        box = QHBoxLayout(self)
        box.setContentsMargins(SPACE.m, 0, 0 if removable else SPACE.m, 0)
        box.setSpacing(0)
        box.addWidget(label(tag))
        self._cross = IconButton("cross", "", parent=self) if removable else None
        if self._cross is not None:
            self._cross.clicked.connect(self.removed)
            box.addWidget(self._cross)
        else:
            self.setFixedHeight(34)
        self.retranslate()

    def retranslate(self) -> None:
        """Follow the language."""
        if self._cross is not None:
            self._cross.set_name(self.tr("Remove {tag}").format(tag=self.tag))


class TagField(Retranslated, QWidget):
    """Signals: `changed()` when tags came or went; `submitted()` on Enter with nothing typed."""

    changed = Signal()
    submitted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tags: tuple[str, ...] = ()
        self._line = _TagLine()
        self._line.setObjectName("tagField")
        self._line.setMaxLength(100)
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips)
        box = column(self, gap=SPACE.s)
        box.addWidget(self._line)
        box.addWidget(self._chips)
        self.setFocusProxy(self._line)
        self._line.returnPressed.connect(self._enter)
        self._line.textEdited.connect(self._typed)
        self._line.emptied.connect(self._remove_last)
        self._line.left.connect(self._take_typed)
        self._show()
        self.retranslate()

    def tags(self) -> tuple[str, ...]:
        """The chips, and what is typed but not yet one."""
        return tidy_tags((*self._tags, self._line.text()))

    def set_tags(self, tags: Sequence[str]) -> None:
        """Show these, with nothing typed."""
        self._line.clear()
        self._tags = tuple(tags)
        self._show()

    def setAccessibleName(self, name: str) -> None:
        """The line carries it: that is where the focus is."""
        super().setAccessibleName(name)
        self._line.setAccessibleName(name)

    def setAccessibleDescription(self, description: str) -> None:
        """As the name."""
        super().setAccessibleDescription(description)
        self._line.setAccessibleDescription(description)

    def retranslate(self) -> None:
        """Follow the language."""
        self._line.setPlaceholderText(self.tr("Type one, then Enter"))

    def _enter(self) -> None:
        if self._line.text().strip():
            self._take_typed()
        else:
            self.submitted.emit()

    def _typed(self, text: str) -> None:
        if "," in text:
            self._take_typed()

    def _take_typed(self) -> None:
        tags = self.tags()
        self._line.clear()
        self._change(tags)

    def _remove_last(self) -> None:
        self._change(self._tags[:-1])

    def _remove(self, tag: str) -> None:
        self._change(tuple(one for one in self._tags if one != tag))
        self._line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _change(self, tags: tuple[str, ...]) -> None:
        if tags != self._tags:
            announce(self._line, ", ".join(tags))
            self._tags = tags
            self._show()
            self.changed.emit()

    def _show(self) -> None:
        empty(self._flow)
        for tag in self._tags:
            chip = TagChip(tag, removable=True)
            chip.removed.connect(lambda tag=tag: self._remove(tag))
            self._flow.addWidget(chip)
        self._chips.setVisible(bool(self._tags))
        self._chips.updateGeometry()


class _TagLine(QLineEdit):
    """`emptied()` on Backspace with nothing typed, `left()` when the focus goes."""

    emptied = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Backspace at the beginning."""
        if event.key() == Qt.Key.Key_Backspace and not self.text():
            self.emptied.emit()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A tag that was typed and left is meant."""
        super().focusOutEvent(event)
        if self.text().strip():
            self.left.emit()
