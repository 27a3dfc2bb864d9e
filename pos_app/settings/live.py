"""The settings in force while the till runs, changed one after another."""

import asyncio
from dataclasses import replace
from typing import Any

from pos_app.settings.shop import Shop, check_shop
from pos_app.settings.store import SettingsStore


class LiveSettings:
    """One for a till: who else wrote the file would put back what was changed here since."""

    def __init__(self, store: SettingsStore, shop: Shop) -> None:
        self._store = store
        self._shop = shop
        self._turn = asyncio.Lock()

    @property
    def shop(self) -> Shop:
        """As they are now."""
        return self._shop

    async def change(self, **values: Any) -> Shop:
        """Change these keys, on the disk when it returns.

        Raises UserError settings.bad_value (field), EnvironmentFault settings.not_saved; nothing
        is changed then.
        """
        async with self._turn:
            changed = check_shop(replace(self._shop, **values))
            await asyncio.to_thread(self._store.save, changed)
            self._shop = changed
            return changed
