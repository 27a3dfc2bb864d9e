"""How this till looks and sounds, as whoever stands at it chooses."""

from typing import Protocol

from PySide6.QtCore import QObject, Signal

from ui.sounds.tones import Tone
from ui.tasks import OneAtATime


class OwnTill(Protocol):
    """Of `pos_app.settings.own_till`."""

    def size_percent(self) -> int: ...

    def size_waits(self) -> bool: ...

    def theme(self) -> str: ...

    def language(self) -> str: ...

    def tones(self) -> bool: ...

    async def choose_size(self, percent: int) -> None: ...

    async def choose_theme(self, theme: str) -> None: ...

    async def choose_language(self, language: str) -> None: ...

    async def choose_tones(self, *, on: bool) -> None: ...


class Sounds(Protocol):
    """Of `ui.sounds.player`."""

    def able(self) -> bool: ...

    def try_out(self, tone: Tone) -> None: ...


class OwnTillViewModel(OneAtATime):
    """Signals: `dressed(str)` and `spoken(str)` once another theme or language is kept; who dresses
    the application hears them."""

    dressed = Signal(str)
    spoken = Signal(str)

    def __init__(self, own: OwnTill, sounds: Sounds, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.own = own
        """As it is now."""
        self._sounds = sounds

    def look(self) -> None:
        """It was changed elsewhere, as in the top bar."""
        self.changed.emit()

    def heard(self) -> bool:
        """Whether this machine has anything to play tones with."""
        return self._sounds.able()

    def choose_size(self, percent: int) -> None:
        """From the next start on."""
        self.do(lambda: self.own.choose_size(percent))

    def choose_theme(self, theme: str) -> None:
        """At once."""
        self.do(lambda: self._dress(theme))

    def choose_language(self, language: str) -> None:
        """At once."""
        self.do(lambda: self._speak(language))

    def choose_tones(self, *, on: bool) -> None:
        """From the next outcome on."""
        if on is not self.own.tones():
            self.do(lambda: self.own.choose_tones(on=on))

    def try_out(self, tone: Tone) -> None:
        """Play it, also where tones are off."""
        self._sounds.try_out(tone)

    async def _dress(self, theme: str) -> None:
        await self.own.choose_theme(theme)
        self.dressed.emit(theme)

    async def _speak(self, language: str) -> None:
        await self.own.choose_language(language)
        self.spoken.emit(language)
