import threading
from collections.abc import Callable

import pytest

from pos_app.storage import Interrupt, Superseded


class Connection:
    def __init__(self) -> None:
        self.interrupted = 0
        self.handler: Callable[[], bool] | None = None

    def set_progress_handler(self, handler: Callable[[], bool] | None, steps: int) -> None:
        self.handler = handler

    def interrupt(self) -> None:
        self.interrupted += 1


def test_only_the_attached_connection_is_stopped() -> None:
    interrupt, connection = Interrupt(), Connection()
    interrupt.attach(connection)
    interrupt.check()
    assert connection.handler is not None
    assert not connection.handler()
    interrupt.cancel()
    assert connection.interrupted == 1
    assert connection.handler()
    with pytest.raises(Superseded):
        interrupt.check()
    interrupt.detach()
    assert connection.handler is None
    interrupt.cancel()
    assert connection.interrupted == 1


def test_a_cancelled_one_attaches_to_nothing() -> None:
    interrupt, connection = Interrupt(), Connection()
    interrupt.cancel()
    with pytest.raises(Superseded):
        interrupt.attach(connection)
    assert interrupt.cancelled
    assert connection.interrupted == 0


def test_from_another_thread() -> None:
    interrupt, connection = Interrupt(), Connection()
    interrupt.attach(connection)
    thread = threading.Thread(target=interrupt.cancel)
    thread.start()
    thread.join()
    assert connection.interrupted == 1
