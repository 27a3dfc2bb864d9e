"""Parts shown and hidden, and what is around them laid out once, afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QLayout, QWidget


@contextmanager
def laid_out_once(ground: QWidget) -> Iterator[None]:
    """Around what shows or hides parts within `ground`. At each part that is shown Qt lays out
    whatever is around it, up to the window (`QWidget::setVisible`); so it does when the loop turns,
    as it would anyway."""
    held = list(_layouts(ground))
    for each in held:
        each.setEnabled(False)
    try:
        yield
    finally:
        for each in held:
            each.setEnabled(True)


def _layouts(ground: QWidget) -> Iterator[QLayout]:
    """Those in force, from `ground` upwards."""
    around: QWidget | None = ground
    while around is not None:
        layout = around.layout()
        if layout is not None and layout.isEnabled():
            yield layout
        around = around.parentWidget()
