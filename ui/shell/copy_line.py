"""How far the till's copy of the customers is, said quietly at the end of the status line."""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from pos_app.settings.formats import format_count, format_time
from pos_app.sync.service import CaughtUp, SyncProgressed, SyncState
from ui.i18n.language import Retranslated, language_of
from ui.shell.events import EventBridge
from ui.theme.apply import set_role

_MINUTE = 60


class CopyLine(Retranslated, QLabel):
    """Hears of the fill and the following, and words it in the window's language."""

    def __init__(self, bridge: EventBridge) -> None:
        super().__init__()
        self._filling: SyncProgressed | None = None
        self._as_of: datetime | None = None
        self._connected = True
        self.setObjectName("copyLine")
        self.setTextFormat(Qt.TextFormat.PlainText)
        set_role(self, "muted")
        bridge.listen(self, SyncProgressed, self._progressed)
        bridge.listen(self, CaughtUp, self._caught_up)
        bridge.listen(self, SyncState, self._stated)
        self.retranslate()

    def retranslate(self) -> None:
        """Say it in this language."""
        text = self._words()
        if text != self.text():
            self.setText(text)
        self.setVisible(bool(text))

    def _progressed(self, event: SyncProgressed) -> None:
        self._filling = None if event.finished else event
        self.retranslate()

    def _caught_up(self, event: CaughtUp) -> None:
        self._as_of = event.at
        self.retranslate()

    def _stated(self, state: SyncState) -> None:
        self._connected = state.connected
        self.retranslate()

    def _words(self) -> str:
        filling, language = self._filling, language_of()
        if filling is not None:
            count = format_count(filling.done, language)
            words = self._compared(filling) if filling.anew else self._loaded(filling)
            return words.format(count=count)
        if self._as_of is None:
            return ""
        if self._connected:
            words = self.tr("Customers up to date, {time}")
        else:
            words = self.tr("Customers as of {time}; newer ones come once Stripe answers")
        return words.format(time=format_time(self._as_of, language))

    def _loaded(self, filling: SyncProgressed) -> str:
        if not self._connected:
            return self.tr("{count} customers so far; goes on once Stripe answers")
        if filling.seconds_left is None:
            return self.tr("Loading customers: {count} so far, those can be found")
        if filling.seconds_left < _MINUTE:
            return self.tr("Loading customers: {count}, less than a minute left")
        minutes = round(filling.seconds_left / _MINUTE)
        return self.tr("Loading customers: {count}, about %n minute(s) left", "", minutes)

    def _compared(self, filling: SyncProgressed) -> str:
        """Nobody is missing meanwhile: the copy from before answers."""
        if not self._connected:
            return self.tr("Customers compared with Stripe: {count}; goes on once it answers")
        if filling.seconds_left is None:
            return self.tr("Comparing customers with Stripe: {count} so far")
        if filling.seconds_left < _MINUTE:
            return self.tr("Comparing customers with Stripe: {count}, less than a minute left")
        minutes = round(filling.seconds_left / _MINUTE)
        return self.tr(
            "Comparing customers with Stripe: {count}, about %n minute(s) left", "", minutes
        )
