"""An input with its label above it and what is wrong with it below."""

from functools import partial

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_app.kernel.errors import PosError
from ui.i18n import messages
from ui.i18n.speech import Speech, spoken
from ui.theme.apply import repolish
from ui.theme.layout import column
from ui.theme.tokens import SPACE
from ui.widgets.announce import announce
from ui.widgets.columns import columns
from ui.widgets.labels import InlineError, label
from ui.widgets.scrolling import bring_into_view


class FieldRow(QWidget):
    """`editor` is any input; the label is its buddy and its accessible name."""

    def __init__(
        self,
        text: str,
        editor: QWidget,
        hint: str = "",
        parent: QWidget | None = None,
        *,
        beside: bool = False,
    ) -> None:
        """`beside`: a short input has its label and its hint in the same line, where there is
        room."""
        super().__init__(parent)
        self.editor = editor
        self._label = label(role="label", wrap=True)
        self._label.setBuddy(editor)
        self._hint = label(role="hint", wrap=True)
        self._error = InlineError()
        self._wrong: Speech = ""
        box = column(self, gap=SPACE.xs + 2)
        if beside:
            line = columns(gap=SPACE.m)
            line.addWidget(self._label, 1, Qt.AlignmentFlag.AlignVCenter)
            line.addWidget(editor)
            line.addWidget(self._hint, 1, Qt.AlignmentFlag.AlignVCenter)
            box.addLayout(line)
        else:
            for part in (self._label, editor, self._hint):
                box.addWidget(part)
        box.addWidget(self._error)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.set_text(text, hint)

    def set_text(self, text: str, hint: str = "") -> None:
        """Label and hint again, after the language changed."""
        self._label.setText(text)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint) and not self._error.text())
        self.editor.setAccessibleName(text)
        self._describe()

    def set_error(self, error: PosError | Speech | None) -> None:
        """Say what is wrong, or with None that nothing is; said again once the language changes.
        The input keeps what was typed."""
        self._wrong = partial(messages.text, error) if isinstance(error, PosError) else error or ""
        words = spoken(self._wrong)
        if words == self._error.text():
            return
        self._error.set_text(self._wrong)
        self._hint.setVisible(bool(self._hint.text()) and not words)
        self.editor.setProperty("invalid", bool(words))
        repolish(self.editor)
        self._describe()
        announce(self.editor, words)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language: the input tells assistive tools what is wrong, too."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self._error.text():
            self._error.set_text(self._wrong)
            self._describe()

    def error(self) -> str:
        """What is said to be wrong; empty when nothing is."""
        return self._error.text()

    def focus(self) -> None:
        """Put the cursor into the input, where it is seen."""
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        bring_into_view(self)

    def _describe(self) -> None:
        self.editor.setAccessibleDescription(self._error.text() or self._hint.text())
