"""A dressed application in English to which a missing sentence is a bug, and a Qt-driven loop."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from typing import Any, TypeVar

import pytest
import qasync
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.helpers.qt import Stage, garbage_on_this_thread  # noqa: F401 (a fixture)
from ui.i18n.language import install_language
from ui.i18n.messages import STRICT_PROPERTY
from ui.theme.apply import apply_theme

T = TypeVar("T")
Run = Callable[[Coroutine[Any, Any, T]], T]


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """pytest-qt's application, dressed as the till is."""
    apply_theme(qapp, "light", training=False)
    install_language(qapp, "en")
    qapp.setProperty(STRICT_PROPERTY, True)
    return qapp


class PatientBot(QtBot):
    """Waits for as long as a busy machine may need: five seconds are few for a web page there."""

    def waitUntil(self, callback: Callable[[], object], *, timeout: int = 40_000) -> None:
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = 40_000, **more: Any) -> Any:
        return super().waitSignal(signal, timeout=timeout, **more)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """pytest-qt's, with more patience."""
    return PatientBot(request)


@pytest.fixture
def dress(qapp: QApplication) -> Iterator[Callable[..., None]]:
    """Changes theme, training, test keys or language for one test."""

    def change(
        name: str = "light", *, training: bool = False, test: bool = False, language: str = "en"
    ) -> None:
        apply_theme(qapp, name, training=training, test=test)
        install_language(qapp, language)
        QCoreApplication.processEvents()  # Qt tells the widgets through its queue

    yield change
    change()


async def _last_turns() -> None:
    """What a request that was cancelled still does: pytest-qt's handling of events after the test
    would do it while no loop runs."""
    for _ in range(5):
        await asyncio.sleep(0)


@pytest.fixture
def run(qapp: QApplication) -> Iterator[Run[Any]]:
    """Runs a coroutine on qasync's loop, as the till does, and fails when a task outlives it."""
    loop = qasync.QEventLoop(Stage(qapp))
    asyncio.set_event_loop(loop)

    def until_done(coroutine: Coroutine[Any, Any, T]) -> T:
        try:
            found = loop.run_until_complete(coroutine)
            loop.run_until_complete(_last_turns())
            return found
        finally:
            stop_timers()

    yield until_done
    left = [task.get_coro() for task in asyncio.all_tasks(loop)]
    loop.close()
    asyncio.set_event_loop(None)
    assert not left, f"tasks left behind: {left}"


@pytest.fixture(autouse=True)
def _no_window_left() -> Iterator[None]:
    yield
    if QApplication.instance() is None:
        return
    settle()
    left = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    for widget in left:
        widget.close()
    assert not left, f"windows left open: {left}"


def stop_timers() -> None:
    """What windows wait for would come when no loop runs any more: pytest-qt handles events between
    a test's end and its windows' closing, which the till, whose loop ends last, never does."""
    for window in QApplication.topLevelWidgets():
        for timer in window.findChildren(QTimer):
            timer.stop()


def settle() -> None:
    """Carry out the deletions Qt has put off."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QCoreApplication.processEvents()
