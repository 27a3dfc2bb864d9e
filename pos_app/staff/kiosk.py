"""Kiosk mode: the till has the screen to itself, and closes only by who may close it."""

from pos_app.settings.live import LiveSettings
from pos_app.staff.model import NOBODY, Actor, Permissions, Right, RiskyAct


class KioskMode:
    """What the shop wishes, and the way out."""

    def __init__(self, settings: LiveSettings, permissions: Permissions) -> None:
        self._settings = settings
        self._permits = permissions

    @property
    def wished(self) -> bool:
        """Whether the till begins in it the next time."""
        return self._settings.shop.kiosk

    async def wish(self, *, on: bool, actor: Actor = NOBODY) -> None:
        """From the next start. Raises UserError staff.not_allowed, staff.sign_in_first;
        EnvironmentFault settings.not_saved."""
        await self._permits.carry_out(
            actor, RiskyAct(Right.SETTINGS, "kiosk"),
            lambda: self._settings.change(kiosk=on),
            lambda _: "changed",
        )  # fmt: skip

    async def leave(self, *, actor: Actor = NOBODY) -> None:
        """Whether the till may be closed, noted in the audit log. In a shop without staff there is
        nobody to ask. Raises UserError staff.not_allowed, staff.sign_in_first."""
        await self._permits.carry_out(actor, RiskyAct(Right.CLOSE_TILL), _nothing)


async def _nothing() -> None:
    """What closing begins with: the till itself does the rest."""
