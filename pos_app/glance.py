"""Customers found before the till stands: a connection that only reads, on a thread of its own.

Neither asyncio nor sqlite-utils is imported for it, which together take longer than everything else
until then. What is, is imported on that thread, since the window is painted without it. It moves no
money, changes nothing, and is gone before the till opens its files.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any, Final

from pos_app.kernel.errors import PosError

if TYPE_CHECKING:
    from pos_app.customers.model import Hit

MOST: Final = 20
Tell = Callable[[str, "Sequence[Hit]"], None]
"""What was typed and who answers it; called on the thread."""


class Glance:
    """At a copy as an earlier day left it. Where it can't be read (none there, another key, the
    tables of an older till) nobody is told anything: opening the till says what is wrong."""

    def __init__(self, folder: Path, tell: Tell, over: Callable[[], None]) -> None:
        """`folder` is training's own. `over` is called on the thread when there will be no more
        answers."""
        self._folder = folder
        self._tell = tell
        self._over = over
        self._typed: SimpleQueue[str | None] = SimpleQueue()
        self._thread = Thread(target=self._run, name="glance", daemon=True)

    def begin(self) -> None:
        """Open the copy, and answer what is asked; the last served first."""
        self._typed.put("")
        self._thread.start()

    def ask(self, text: str) -> None:
        """Whoever answers this; of several asked meanwhile only the last is answered."""
        self._typed.put(text)

    def end(self, seconds: float = 5.0) -> None:
        """Close the copy; returns once that is done, or after so long: the keyring may wait for its
        owner."""
        self._typed.put(None)
        self._thread.join(seconds)

    def _run(self) -> None:
        connection = None
        try:
            connection = self._opened()
            while connection is not None and (text := self._last_typed()) is not None:
                self._tell(text, _answer(connection, text.strip()))
        except PosError as fault:
            _note("fault", fault.key)
        except Exception as error:  # reason: nothing depends on it; opening the till says it again
            _note("error", type(error).__name__)
        finally:
            if connection is not None:
                connection.close()
            self._over()

    def _opened(self) -> Any:
        from pos_app.settings.secrets import kept_database_keys, training_secrets
        from pos_app.storage import driver

        path = self._folder / "cache.db"
        if not path.exists():
            return None
        keys = kept_database_keys(training_secrets(self._folder))
        return None if keys is None else driver.glance(path, keys.each)

    def _last_typed(self) -> str | None:
        text = self._typed.get()
        while text is not None and not self._typed.empty():
            text = self._typed.get()
        return text


def _answer(connection: Any, text: str) -> "Sequence[Hit]":
    """Of one moment, though another program may write."""
    from pos_app.customers.lookup_store import START, find_on

    connection.execute("BEGIN")
    try:
        return find_on(connection, text, MOST, START).hits
    finally:
        connection.execute("ROLLBACK")


def _note(what: str, name: str) -> None:
    import logging  # an answer doesn't wait for it

    logging.getLogger(__name__).info("no_glance %s=%s", what, name)
