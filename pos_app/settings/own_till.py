"""How one till looks and sounds. Whoever stands at it may choose: nothing of it is money."""

from pos_app.settings.live import LiveSettings


class OwnTill:
    """Each choice is on the disk when it returns. Raises UserError settings.bad_value (field) and
    EnvironmentFault settings.not_saved; nothing is changed then."""

    def __init__(self, settings: LiveSettings) -> None:
        self._settings = settings
        self._size_in_force = settings.shop.size_percent

    def size_percent(self) -> int:
        """As chosen; AUTOMATIC goes by the screen."""
        return self._settings.shop.size_percent

    def size_waits(self) -> bool:
        """Whether another size was in force when the till was opened."""
        return self._settings.shop.size_percent != self._size_in_force

    def theme(self) -> str:
        """light, dark, contrast or system."""
        return self._settings.shop.theme

    def language(self) -> str:
        """The till's own, whoever is signed in."""
        return self._settings.shop.language

    def tones(self) -> bool:
        """Whether outcomes are heard."""
        return self._settings.shop.tones

    async def choose_size(self, percent: int) -> None:
        """From the next start on."""
        await self._settings.change(size_percent=percent)

    async def choose_theme(self, theme: str) -> None:
        """From now on."""
        await self._settings.change(theme=theme)

    async def choose_language(self, language: str) -> None:
        """From now on, for everybody without a language of their own."""
        await self._settings.change(language=language)

    async def choose_tones(self, *, on: bool) -> None:
        """From the next outcome on."""
        await self._settings.change(tones=on)
