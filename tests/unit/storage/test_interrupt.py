import threading

import pytest

from pos_app.storage import Interrupt, Superseded


class Connection:
    def __init__(self) -> None:
        self.interrupted = 0

    def interrupt(self) -> None:
        self.interrupted += 1


def test_only_the_attached_connection_is_stopped() -> None:
    interrupt, connection = Interrupt(), Connection()
    interrupt.attach(connection)
    interrupt.check()
    interrupt.cancel()
    assert connection.interrupted == 1
    with pytest.raises(Superseded):
        interrupt.check()
    interrupt.detach()
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
