"""Opens the till that was chosen, or asks first what it is for."""

from pathlib import Path

from PySide6.QtWidgets import QApplication

from pos_app.kernel.errors import EnvironmentFault, PosError, UserError
from pos_app.logs.running import watched
from pos_app.logs.watching import CrashWatch
from pos_app.plan import Plan, load_shop
from pos_app.setting_up.asking import Asking
from pos_app.setting_up.opening import base_folder, opens_in, plan_for
from pos_app.setting_up.service import OpenSecrets, SettingUp, in_keyring
from pos_app.settings.environment import EnvironmentKind
from pos_app.settings.shop import Shop
from ui.app import Desk, dressed_application, run_loop
from ui.i18n.language import install_language, likely_language
from ui.theme.apply import dress
from ui.theme.scale import scale_screens


def run(
    given: Path | None, *, language: str | None, theme: str | None, size: int | None = None,
    wanted: EnvironmentKind | None = None, kiosk: bool = False,
) -> int:  # fmt: skip
    """Open the till and stay until it is closed; the result is the exit status.

    `given` is the folder of all environments, `wanted` the one to open this time whatever was
    chosen; `size` in per cent, in place of the shop's; `kiosk` whatever the shop says.
    """
    starting = Starting(given, SettingUp(given, Asking()), wanted)
    with watched(starting.folder(), "till") as watch:
        shop = starting.shop()
        scale_screens(shop.size_percent if size is None else size)
        app, shop = dressed_application(shop, language=language, theme=theme, kind=starting.kind)
        starting.kiosk = kiosk
        desk = starting.desk_at_once(app, shop, watch)
        if desk is not None:
            desk.appear()
        return run_loop(app, starting.live(app, shop, watch, desk), watch)


class Starting:
    """What a start knows by then. `kind` is None while nobody has chosen, `fault` says why what was
    chosen can't be told."""

    def __init__(
        self, given: Path | None, service: SettingUp, wanted: EnvironmentKind | None = None,
        open_secrets: OpenSecrets = in_keyring,
    ) -> None:  # fmt: skip
        self._open_secrets = open_secrets
        self._given = given
        self._service = service
        self._wanted = wanted
        self.kind: EnvironmentKind | None = None
        self.fault: PosError | None = None
        self.kiosk = False
        """Whether the till has the screen to itself this time, whatever the shop says."""
        self._look()

    def folder(self) -> Path:
        """Where this start writes down what it does: with the till's own, once that is chosen."""
        return base_folder(self._given) if self.kind is None else self._plan(self.kind).folder

    def shop(self) -> Shop:
        """The settings of the till that opens; a till that nobody chose has none, nor a folder."""
        if self.kind is None:
            return Shop(language=likely_language())
        return load_shop(self._plan(self.kind))

    def desk_at_once(self, app: QApplication, dressed: Shop, watch: CrashWatch) -> Desk | None:
        """The till's window, where nothing has to be asked and no keyring waited for before it."""
        if self.kind is not EnvironmentKind.TRAINING:
            return None
        return self._desk(app, self.kind, dressed, watch)

    async def live(
        self, app: QApplication, dressed: Shop, watch: CrashWatch | None = None,
        desk: Desk | None = None,
    ) -> int:  # fmt: skip
        """Ask what has to be asked, then be a till until it is closed. `dressed` are the settings
        with the language and theme that this start was told; `watch` writes breakdowns down; `desk`
        stands already."""
        if desk is not None:
            return await desk.live()
        app.setQuitOnLastWindowClosed(False)  # one window gives way to another
        asked = False
        while self.kind is None or not await self._has_keys(self.kind):
            asked = True
            if not await self._ask():
                return 0
        shop = _redressed(app, self.shop(), self.kind) if asked else dressed
        return await self._desk(app, self.kind, shop, watch).live()

    def _desk(
        self, app: QApplication, kind: EnvironmentKind, shop: Shop, watch: CrashWatch | None
    ) -> Desk:
        kiosk = self.kiosk or shop.kiosk
        desk = Desk(app, self._plan(kind), shop, watch=watch, kiosk=kiosk)
        desk.window.follow_screen()
        return desk

    def _look(self) -> None:
        try:
            self.kind, self.fault = self._wanted or opens_in(self._given), None
            if self.kind is not None:
                self._plan(self.kind)
        except EnvironmentFault as fault:
            self.kind, self.fault = None, fault

    def _plan(self, kind: EnvironmentKind) -> Plan:
        return plan_for(kind, self._given, self._open_secrets)

    async def _has_keys(self, kind: EnvironmentKind) -> bool:
        """Opening says itself why they can't be read."""
        if kind is EnvironmentKind.TRAINING:
            return True
        try:
            return await self._service.keys(kind) is not None
        except PosError:
            return True

    async def _ask(self) -> bool:
        """Whether there is an answer; the window may be closed instead."""
        # most starts ask nothing, and paint their window without it
        from ui.setting_up.first_start import FirstStart

        window = FirstStart(self._service)
        if self.fault is not None:
            if not await window.tell(self.fault):
                return False
            self._look()
            return True
        missing = None if self.kind is None else UserError("key.none_kept")
        kind = await window.ask(self.kind, missing, self.shop())
        if kind is None:
            return False
        try:
            await self._service.choose(kind)
            self.kind = kind
        except EnvironmentFault as fault:
            self.kind, self.fault = None, fault
        return True


def _redressed(app: QApplication, shop: Shop, kind: EnvironmentKind) -> Shop:
    """As the till wants it that was chosen only now."""
    dress(app, shop.theme, kind)
    install_language(app, shop.language)
    return shop
