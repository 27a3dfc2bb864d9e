"""Parts that several steps of the import share."""

from ui.theme.tokens import SPACE
from ui.widgets.buttons import Button, SecondaryButton
from ui.widgets.flow import FlowLayout
from ui.widgets.key_hint import KeyHint


def back_button(name: str) -> SecondaryButton:
    """Back, as Escape does."""
    button = SecondaryButton(icon="back")
    button.setObjectName(name)
    return button


def footer(back: Button, *more: Button) -> FlowLayout:
    """The way back at the left, the way on at the right."""
    box = FlowLayout(gap=SPACE.m)
    box.addWidget(back)
    box.addWidget(KeyHint("Esc"))
    box.addStretch()
    for button in more:
        box.addWidget(button)
    return box
