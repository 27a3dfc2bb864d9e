"""Keys as whoever is signed in may see and change them."""

from pos_app.key_rotation import KeyRotation
from pos_app.setting_up.model import Report, Wish
from pos_app.setting_up.service import Left, SettingUp
from pos_app.settings.environment import EnvironmentKind
from pos_app.settings.keys import KeySet
from pos_app.staff.model import Permissions, Right, RiskyAct
from ui.acting import Acting

_KEYS = "keys"


class ActedRotation:
    """`KeyRotation`, which asks for the right itself, as whoever is signed in."""

    def __init__(self, rotation: KeyRotation, acting: Acting) -> None:
        self._rotation = rotation
        self._acting = acting

    async def rotate(self) -> None:
        """See KeyRotation."""
        await self._acting.act(self._rotation.rotate)


class ActedSetup:
    """`SettingUp`, for whoever has the right to the settings; changes are in the audit log."""

    def __init__(self, setup: SettingUp, permits: Permissions, acting: Acting) -> None:
        self._setup = setup
        self._permits = permits
        self._acting = acting
        self.ask = setup.ask
        self.check = setup.check
        self.keys = setup.keys

    async def set_up(self, wish: Wish, keys: KeySet, *, certain: bool = False) -> Report:
        """See SettingUp."""
        return await self._acting.act(
            lambda actor: self._permits.carry_out(
                actor, RiskyAct(Right.SETTINGS, _KEYS),
                lambda: self._setup.set_up(wish, keys, certain=certain),
                lambda _: "set up",
            )
        )  # fmt: skip

    async def remove(self, kind: EnvironmentKind) -> Left:
        """See SettingUp."""
        return await self._acting.act(
            lambda actor: self._permits.carry_out(
                actor, RiskyAct(Right.SETTINGS, _KEYS), lambda: self._setup.remove(kind),
                lambda _: "removed",
            )
        )  # fmt: skip

    async def choose(self, kind: EnvironmentKind) -> None:
        """See SettingUp."""
        await self._acting.act(
            lambda actor: self._permits.carry_out(
                actor, RiskyAct(Right.SETTINGS, _KEYS), lambda: self._setup.choose(kind),
                lambda _: "chosen",
            )
        )  # fmt: skip
