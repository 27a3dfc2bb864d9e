"""Fingers on a screen: what is tapped is to be seen, and no key is ever pressed."""

from PySide6.QtWidgets import QLineEdit, QWidget

from tests.ui.customers.hands import click, named
from ui.widgets.buttons import Button


async def tap(window: QWidget, name: str) -> None:
    """What is called so, where somebody can see it."""
    button = named(window, name)
    assert button.isVisible(), name
    await click(button)


async def type_by_pad(window: QWidget, line: str, figures: str) -> None:
    """By the key in that line, and the figures it opens, until they are closed again."""
    await tap(window, f"{line}Pad")
    sheet = named(window, "padSheet")
    keys = {one.text(): one for one in sheet.findChildren(Button) if one.isVisible()}
    for figure in figures:
        await click(keys[figure])
    await tap(window, "padDone")
    assert named(window, line, QLineEdit).text()
