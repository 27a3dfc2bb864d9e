"""Says in the till what its key doesn't allow, and so what is switched off."""

import logging
from collections.abc import Awaitable, Callable, Sequence

from PySide6.QtCore import QObject, QTimer

from pos_app.kernel.errors import PosError
from pos_app.settings.permissions import Finding, missing
from ui.setting_up.words import name_of
from ui.shell.main_window import MainWindow
from ui.tasks import start

_log = logging.getLogger(__name__)
_AFTER_MS = 5_000
"""The first customer comes before it."""

Ask = Callable[[], Awaitable[Sequence[Finding]]]


class KeyWatch(QObject):
    """Asks once, some time after the till has opened. Where Stripe can't be asked nothing is said:
    what is missing then shows when it is needed."""

    def __init__(self, ask: Ask, window: MainWindow, after_ms: int = _AFTER_MS) -> None:
        super().__init__(window)
        self._ask = ask
        self._window = window
        QTimer.singleShot(after_ms, self, lambda: start(self, self._look(), self._not_asked))

    async def _look(self) -> None:
        lacking = missing(await self._ask())
        if lacking:
            _log.warning("key_lacks permissions=%s", ",".join(need.name for need in lacking))
            names = ", ".join(name_of(need) for need in lacking)
            words = self.tr(
                "The till’s key lacks {permissions}. What that switches off is in the settings, "
                "under “Stripe account”."
            )
            self._window.status(words.format(permissions=names), "warning")

    def _not_asked(self, fault: PosError) -> None:
        _log.info("key_not_asked fault=%s", fault.key)
