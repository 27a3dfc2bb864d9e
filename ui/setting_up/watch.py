"""Says in the till what its key doesn't allow, and switches off what needs it."""

import logging
from collections.abc import Awaitable, Callable, Sequence

from PySide6.QtCore import QObject, QTimer

from pos_app.kernel.errors import PosError
from pos_app.settings.permissions import Finding, Need, missing
from ui.setting_up.switching import SwitchedOff
from ui.setting_up.words import name_of
from ui.shell.main_window import MainWindow
from ui.tasks import start_latest

_log = logging.getLogger(__name__)
_AFTER_MS = 5_000
"""The first customer comes before it."""
_AGAIN_MS = 3_600_000
"""Whoever changes the key's permissions in the Dashboard changes nothing here."""

Ask = Callable[[], Awaitable[Sequence[Finding]]]


class KeyWatch(QObject):
    """Asks some time after the till has opened, every hour from then on, and at each `look`. Where
    Stripe can't be asked nothing is said and all stays as it was: what is missing then shows when
    it is needed."""

    def __init__(
        self, ask: Ask, window: MainWindow, after_ms: int = _AFTER_MS, again_ms: int = _AGAIN_MS
    ) -> None:
        """`ask` is about the keys the till works with at this moment."""
        super().__init__(window)
        self._ask = ask
        self._window = window
        self._switched_off = SwitchedOff(window)
        self._told: Sequence[Need] = ()
        QTimer.singleShot(after_ms, self, self.look)
        self._again = QTimer(self, interval=again_ms)
        self._again.timeout.connect(self.look)
        self._again.start()

    def look(self) -> None:
        """Ask now: somebody may have changed what the key may do."""
        start_latest(self, "look", self._look(), self._not_asked)

    async def _look(self) -> None:
        findings = await self._ask()
        self._switched_off.show(findings)
        lacking = missing(findings)
        told, self._told = self._told, lacking
        if lacking and lacking != told:
            _log.warning("key_lacks permissions=%s", ",".join(need.name for need in lacking))
            self._window.status(lambda: self._words(lacking), "warning")

    def _words(self, lacking: Sequence[Need]) -> str:
        words = self.tr(
            "The till’s key lacks {permissions}. What that switches off is in the settings, under "
            "“Stripe account”."
        )
        return words.format(permissions=", ".join(name_of(need) for need in lacking))

    def _not_asked(self, fault: PosError) -> None:
        _log.info("key_not_asked fault=%s", fault.key)
