"""Questions that must be answered before going on; never a nested event loop."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from pos_app.kernel.money import Money
from ui.i18n.language import Retranslated
from ui.i18n.speech import Speech, spoken
from ui.shell.overlay import WIDTH, Overlay
from ui.theme.layout import column, row
from ui.theme.tokens import SIZE, SPACE, Kind
from ui.widgets.announce import announce
from ui.widgets.buttons import Button, ButtonRole
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import IconLabel, MoneyLabel, label
from ui.widgets.listed import ListedLabel

_LONG = 500
"""Letters: more, and its buttons would lie under the edge of a small screen."""
_WIDE = 840


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer. `key` is what the future gives; `shortcut` presses it."""

    key: str
    text: Speech
    role: ButtonRole = "secondary"
    shortcut: str = ""


def ask(
    parent: QWidget,
    title: Speech,
    text: Speech,
    choices: Sequence[Choice],
    *,
    kind: Kind = "info",
    amount: Money | None = None,
    default: str | None = None,
) -> "asyncio.Future[str | None]":
    """Ask in the middle of `parent`'s window; await the future for the chosen key.

    None when it was left with Escape. Cancelling the future takes the question away. `default`
    is the choice that has the focus; without one the last. `amount` is read back large.
    """
    question = _Question(parent.window(), title, text, choices, kind, amount)
    question.appear()
    question.focus(default or choices[-1].key)
    return question.answer


class _Question(Retranslated, Overlay):
    def __init__(
        self,
        window: QWidget,
        title: Speech,
        text: Speech,
        choices: Sequence[Choice],
        kind: Kind,
        amount: Money | None,
    ) -> None:
        super().__init__(window, "", width=_WIDE if len(spoken(text)) > _LONG else WIDTH)
        self._title, self._text = title, text
        self._title_label, self._text_label = label(role="title", wrap=True), ListedLabel()
        self.answer: asyncio.Future[str | None] = asyncio.get_running_loop().create_future()
        self.answer.add_done_callback(lambda _: self.dismiss())
        answer = self.answer
        self.destroyed.connect(lambda: _give_up(answer))
        self._buttons: dict[str, Button] = {}
        self._choices = choices
        head = row(gap=SPACE.l)
        head.addWidget(IconLabel(kind, kind, SIZE.large_icon - 8), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._title_label, 1)
        box = column(self.card, gap=SPACE.l, margin=SPACE.xxl - SPACE.xs)
        box.addLayout(head)
        if amount is not None:
            box.addWidget(MoneyLabel(amount, "display"))
        box.addWidget(self._text_label)
        box.addSpacing(SPACE.s)
        box.addLayout(self._answers(choices))
        self.retranslate()

    def retranslate(self) -> None:
        """Ask it again, in the language in force."""
        title, text = spoken(self._title), spoken(self._text)
        self._title_label.setText(title)
        self._text_label.setText(text)
        self.setAccessibleName(f"{title} {text}")
        for choice in self._choices:
            self._buttons[choice.key].setText(spoken(choice.text))

    def appear(self) -> None:
        super().appear()
        announce(self, self.accessibleName(), urgent=True)

    def focus(self, key: str) -> None:
        self._buttons[key].setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._give(None)
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._give(None)
        super().closeEvent(event)

    def _answers(self, choices: Sequence[Choice]) -> FlowLayout:
        box = FlowLayout(gap=SPACE.m)
        box.addStretch(1)
        for choice in choices:
            button = Button("", choice.role, shortcut=choice.shortcut)
            button.setObjectName(f"choice_{choice.key}")
            button.clicked.connect(lambda _=False, key=choice.key: self._give(key))
            self._buttons[choice.key] = button
            box.addWidget(button)
        return box

    def _give(self, key: str | None) -> None:
        if not self.answer.done():
            self.answer.set_result(key)


def _give_up(answer: "asyncio.Future[str | None]") -> None:
    """The window went: nobody can answer any more."""
    if not answer.done() and not answer.get_loop().is_closed():
        answer.set_result(None)
