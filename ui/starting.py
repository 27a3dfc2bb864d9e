"""Opens the till that was chosen, or asks first what it is for."""

import logging
from pathlib import Path

from PySide6.QtWidgets import QApplication

from pos_app.kernel.errors import EnvironmentFault, PosError, UserError
from pos_app.logs.running import watched
from pos_app.logs.watching import CrashWatch
from pos_app.plain_start import Start
from pos_app.plan import Plan, load_shop
from pos_app.setting_up.asking import Asking
from pos_app.setting_up.opening import OpenSecrets, in_keyring, plan_for
from pos_app.setting_up.service import SettingUp
from pos_app.settings.choices import EnvironmentKind
from pos_app.settings.chosen import opens_in
from pos_app.settings.places import base_folder
from pos_app.settings.shop import Shop
from ui.app import Desk, run_loop
from ui.at_once import AtOnce
from ui.dressing import as_told, dressed_application
from ui.i18n.language import install_language, likely_language
from ui.theme.apply import dress

_log = logging.getLogger(__name__)


def run(start: Start, *, at_once: AtOnce | Exception | None = None) -> int:
    """Open the till and stay until it is closed; the result is the exit status.

    `at_once` is the window that stands already, or what it broke down by: written down here, and
    raised.
    """
    starting = Starting(start.data, SettingUp(start.data, Asking()), start.environment)
    with watched(starting.folder(), "till") as watch:
        if isinstance(at_once, Exception):
            raise at_once
        if at_once is not None:
            return _behind(at_once, starting, watch)
        shop = as_told(starting.shop(), language=start.language, theme=start.theme)
        app = dressed_application(
            language=start.language or shop.language, theme=shop.theme, kind=starting.kind,
            percent=shop.size_percent if start.size is None else start.size,
        )  # fmt: skip
        starting.kiosk = start.kiosk
        return run_loop(app, starting.live(app, shop, watch), watch)


def _behind(at_once: AtOnce, starting: "Starting", watch: CrashWatch) -> int:
    """The till behind the window that stands, unless it was closed meanwhile."""
    _tell_when(at_once)
    if not at_once.window.isVisible():
        at_once.leave()
        return 0
    desk = Desk(at_once.app, at_once.plan, at_once.shop, watch=watch, at_once=at_once)
    return run_loop(at_once.app, starting.live(at_once.app, at_once.shop, watch, desk), watch)


def _tell_when(at_once: AtOnce) -> None:
    """In the log, which was not imported yet when it happened."""
    for name, then in (("window_painted", at_once.painted), ("search_ready", at_once.ready)):
        if then is not None:
            _log.info("%s at=%.4f worked=%.4f", name, then.at, then.worked)


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
        window.follow_screen()
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
