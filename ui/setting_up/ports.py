"""What these screens need of the services."""

from typing import Protocol

from pos_app.setting_up.model import Report, Wish
from pos_app.settings.keys import KeySet


class Setup(Protocol):
    """Of `SettingUp`."""

    async def ask(self, keys: KeySet) -> Report: ...

    async def set_up(self, wish: Wish, keys: KeySet, *, certain: bool = False) -> Report: ...
