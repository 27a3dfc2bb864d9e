"""Qt objects in a forgotten cycle must never die on a database's thread."""

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from tests.helpers.garbage import collect_by_hand, garbage_here
from ui.collector import Collector


class Knot(QObject):
    """Refers to itself, so that only the collector ends it; notes on which thread."""

    def __init__(self, ended_on: list[int]) -> None:
        super().__init__()
        self.me = self
        self.ended_on = ended_on

    def __del__(self) -> None:
        self.ended_on.append(threading.get_ident())


@pytest.fixture
def collector(qapp: QApplication) -> Iterator[Collector]:
    made = Collector(qapp)
    made.start()
    yield made
    made.stop()
    made.deleteLater()


def allocate_elsewhere() -> int:
    """Enough new objects on another thread to set off every generation of Python's own."""
    kept: list[list[int]] = []
    thread = threading.Thread(target=lambda: kept.extend([index] for index in range(400_000)))
    thread.start()
    thread.join()
    assert len(kept) == 400_000
    return thread.ident or 0


def test_python_alone_ends_them_on_any_thread() -> None:
    """What the collector is for; should Python ever change, this says so."""
    ended_on: list[int] = []
    gc.enable()
    Knot(ended_on)
    allocate_elsewhere()
    gc.disable()
    gc.collect()
    assert ended_on != [threading.get_ident()]


def test_they_end_on_the_ui_thread(collector: Collector) -> None:
    ended_on: list[int] = []
    Knot(ended_on)
    allocate_elsewhere()
    assert not ended_on
    fill = [[index] for index in range(3_000)]
    while not ended_on:
        collector.collect_due()
        fill = [[index] for index in range(3_000)]
    assert len(fill) == 3_000
    assert ended_on == [threading.get_ident()]


def test_what_was_alive_when_the_till_settled_is_not_walked_again(collector: Collector) -> None:
    collector.settle()
    assert gc.get_freeze_count() > 1_000


def test_between_tests_too_they_end_on_the_thread_of_the_tests() -> None:
    """pytest-xdist's receiver allocates there; what a test kept alive ended on it, and Qt fell."""
    ended_on: list[int] = []
    with garbage_here():
        kept = [Knot(ended_on)]
    kept.clear()
    allocate_elsewhere()
    assert not ended_on
    collect_by_hand()
    assert ended_on == [threading.get_ident()]
