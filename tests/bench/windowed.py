"""What benchmarks of windows run in: the application as the till dresses it, and its loop."""

import asyncio
import sys
from collections.abc import Coroutine
from typing import Any, TypeVar

from PySide6.QtWidgets import QApplication

from ui.i18n.language import install_language
from ui.theme.apply import apply_theme

T = TypeVar("T")


def in_the_tills_loop(work: Coroutine[Any, Any, T]) -> T:
    """Its result."""
    from qasync import QEventLoop

    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    apply_theme(app, "light", training=True)
    install_language(app, "en")
    loop = QEventLoop(app)
    asyncio.set_event_loop(loop)
    with loop:
        result: T = loop.run_until_complete(work)
    return result
