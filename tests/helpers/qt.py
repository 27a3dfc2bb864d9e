"""What every test with Qt objects needs, wherever it stands."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from tests.helpers.garbage import garbage_here


class Stage:
    """The application to qasync's loop, but for its end.

    The loop ends through `QCoreApplication.exit`, which says `aboutToQuit`; the web engine takes
    itself down on that word and crashes the next test that shows a page (PySide6 6.11.3).
    """

    def __init__(self, app: QApplication) -> None:
        self._app = app
        self._inner: QEventLoop | None = None

    def exec(self) -> int:
        self._inner = QEventLoop()
        return self._inner.exec()

    exec_ = exec

    def exit(self) -> None:
        if self._inner is not None:
            self._inner.exit()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._app, name)


@pytest.fixture(autouse=True)
def garbage_on_this_thread() -> Iterator[None]:
    """As `ui.collector` does for the till: no Qt object may end on another thread."""
    with garbage_here():
        yield
