"""Starts the till in stages, so that the window stands before anything heavy, and ends it."""

import asyncio
import logging
import signal
import sys
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from pos_app.kernel.errors import Bug, PosError
from pos_app.logs.watching import CrashWatch
from pos_app.plan import Plan
from pos_app.setting_up.asking import Asking
from pos_app.setting_up.service import SettingUp
from pos_app.settings.formats import prepare
from pos_app.settings.live import LiveSettings
from pos_app.settings.shop import Shop
from pos_app.settings.store import SettingsStore
from pos_app.sync.model import SyncProgressed
from ui import behind, tasks
from ui.collector import Collector
from ui.i18n.language import install_language, language_of
from ui.opening import Opening
from ui.shell.events import EventBridge
from ui.shell.kiosk import Kiosk
from ui.shell.main_window import MainWindow
from ui.theme.apply import change_theme, theme_of
from ui.webview.model import PageConfig
from ui.webview.theme import page_colours

if TYPE_CHECKING:
    from pos_app.bootstrap import Till
    from pos_app.storage import Storage
    from ui.at_once import AtOnce
    from ui.checkout.surfaces import Screens
    from ui.payments.leaving import LeavingNotice
    from ui.routes import Routes
    from ui.settings.own_till_view_model import OwnTillViewModel
    from ui.webview.preloader import Preloader

_log = logging.getLogger(__name__)
_HANDOVER_SECONDS = 0.001
"""How long a thread that writes customers keeps Python from this one, which paints; 5 ms unless
said, at each of many steps."""
PAGE_ORIGIN = "https://till.invalid"


def run_loop(
    app: QApplication, main: Coroutine[Any, Any, int], watch: CrashWatch | None = None
) -> int:
    """Run `main` on Qt's loop to its end. Ctrl-C ends it as closing the window does. `watch`
    hears of what nobody on the loop caught."""
    from qasync import QEventLoop

    loop = QEventLoop(app)
    if watch is not None:
        watch.follow(loop)
    asyncio.set_event_loop(loop)
    wake = QTimer()
    wake.start(500)
    wake.timeout.connect(lambda: None)  # lets Python see a signal while Qt waits
    usual = sys.getswitchinterval()
    sys.setswitchinterval(_HANDOVER_SECONDS)
    previous = signal.signal(signal.SIGINT, lambda *_: app.closeAllWindows())
    with loop:
        try:
            status: int = loop.run_until_complete(main)
            return status
        finally:
            wake.stop()
            signal.signal(signal.SIGINT, previous)
            sys.setswitchinterval(usual)


class Desk(QObject):
    """One window and the till behind it, from the first paint to the last task."""

    unexpected = Signal()
    """Something that nobody caught was written down; from any thread."""

    def __init__(
        self, app: QApplication, plan: Plan, shop: Shop, *,
        open_file: Callable[[Path], None] | None = None,
        monitors: "Callable[[QObject], Screens] | None" = None,
        watch: CrashWatch | None = None, kiosk: bool = False, at_once: "AtOnce | None" = None,
    ) -> None:  # fmt: skip
        """`open_file` shows a saved file; the desktop's own program unless given. `monitors` stand
        for this machine's screens. `watch` tells of what nobody caught. `kiosk`: the till has this
        screen to itself. `at_once` is the window that stands already, with its first face."""
        super().__init__(app)
        # the till ends when its tasks have, which is after its window
        app.setQuitOnLastWindowClosed(False)
        self._open_file = open_file
        self._monitors = {} if monitors is None else {"monitors": monitors}
        self._app = app
        self._plan = plan
        self._settings = LiveSettings(SettingsStore(plan.folder / "settings.json"), shop)
        # a shop that has not given its name yet must not print an empty one on a receipt
        self._shop = replace(shop, shop_name=shop.shop_name or self._unnamed())
        self._collector = Collector(self)
        self._quitting = False
        self._lent = ""
        """The language of who is signed in, where it is their own."""
        self._notice: LeavingNotice | None = None
        self._closed: asyncio.Future[int] | None = None
        self.till: Till | None = None
        self.routes: Routes | None = None
        self.preloader: Preloader | None = None
        self._cache: Storage | None = None  # the copy of customers, until the till takes it over
        self._opening = Opening(self._open_soon, finds=shop.finds_at_once)
        self.window = self._make_window(at_once)
        self._kiosk = Kiosk(app, self.window) if kiosk else None
        tasks.report_to(self.window.report)
        self._watch = watch
        self.unexpected.connect(lambda: self.window.report(Bug("till.unexpected")))
        if watch is not None:
            watch.tell(self.unexpected.emit)

    def _unnamed(self) -> str:
        """What stands for the name of a shop that has not given it."""
        return self.tr("Training shop") if self._plan.training else self.tr("This shop")

    def _make_window(self, at_once: "AtOnce | None") -> MainWindow:
        if at_once is None:
            window = MainWindow(
                shop_name=self._shop.shop_name,
                till_name=self._shop.till_name,
                training=self._plan.training,
            )
        else:
            window = at_once.window
            self._opening.go_on(at_once.leave())
            window.furnish()
        window.add_screen("opening", self._opening)
        window.language_requested.connect(self._speak)
        window.language_lent.connect(self._lend)
        window.theme_requested.connect(self._dress)
        return window

    async def live(self) -> int:
        """Show the window, open the till behind it, and return when it has closed."""
        self._closed = asyncio.get_running_loop().create_future()
        self._collector.start()
        self.window.guard_closing(self._begin_quit)
        self.window.closed.connect(self._note_closed)
        self.window.show_screen("opening")
        if not self.window.isVisible():
            self.window.show()
            await asyncio.sleep(0.02)  # reason: one frame: the window is painted before work
            _log.info("window_painted")
        try:
            await self._open()
            return await self._closed
        finally:
            await self.take_down()

    def _open_soon(self) -> None:
        tasks.start_latest(self, "open", self._open())

    async def _open(self) -> None:
        self._opening.say(None)
        try:
            await self._find_first()
            # what the first paint and the search don't need is imported while the stand-in starts
            screens, till = await asyncio.gather(behind.routes(), self._build())
        except PosError as fault:
            _log.warning("till_not_opened key=%s", fault.key)
            self._opening.say(fault)
            return
        except Exception as error:  # reason: said in the window, which has nothing else to show
            _log.exception("till_not_opened")
            self._opening.say(Bug("till.not_opened", reason=type(error).__name__))
            return
        self.till = till
        self.routes = screens.Routes(
            till, self.window, self._views, self._setup(), self._open_file, **self._monitors
        )
        if self._watch is not None:
            from ui.doctor.crash_notice import CrashNotice

            self.routes.notices.add(CrashNotice(self._watch.reports, self.routes.notices))
        self.routes.choosing.offer_report(self._plan)
        self.routes.touring.seen.connect(lambda: self._keep(tour_seen=True))
        self._follow_own(self.routes.own_till.model)
        self.routes.begin(self._opening.begun())
        from pos_app.staff.service import StaffChanged  # the window doesn't wait for it

        bridge = EventBridge(till.events, self)
        bridge.listen(self, SyncProgressed, self._copied)
        bridge.listen(self, StaffChanged, lambda _: self._keep_finding(till))
        self._keep_finding(till)
        await till.start()
        QTimer.singleShot(300, self, self._warm_up)

    async def _find_first(self) -> None:
        """Customers can be found before there is anything to do with them."""
        if self._settings.shop.finds_at_once and self._cache is None:
            first_look = await asyncio.to_thread(import_module, "pos_app.first_look")
            self._cache = await first_look.open_copy(self._plan)
        if self._cache is not None:
            await self._opening.answer_from(self._cache)

    async def _build(self) -> "Till":
        wiring = await asyncio.to_thread(import_module, "pos_app.bootstrap")
        cache, self._cache = self._cache, None
        till: Till = await wiring.build(self._plan, self._shop, self._settings, cache)
        return till

    def _keep_finding(self, till: "Till") -> None:
        """For the next start, at which nobody knows yet whether there is staff."""
        allowed = not till.staff.people.roster.set_up
        if self._settings.shop.finds_at_once is not allowed:
            self._keep(finds_at_once=allowed)

    def _setup(self) -> SettingUp:
        """For other keys, or another environment from the next start on."""
        return SettingUp(self._plan.folder.parent, Asking(self._plan.stripe_at))

    def _warm_up(self) -> None:
        """The first web view takes 0.2 s of this thread: now, while nobody waits for it."""
        if self.till is not None and not self._quitting:
            self._views()
            self._collector.settle()
            if self.routes is not None:
                self.routes.rehearse()
            tasks.start_latest(self, "formats", asyncio.to_thread(prepare, language_of()))
            self._warm_copy(self.till)

    def _copied(self, progress: SyncProgressed) -> None:
        """A fill leaves the index in many parts."""
        if progress.finished and self.till is not None and not self._quitting:
            self._warm_copy(self.till)

    def _warm_copy(self, till: "Till") -> None:
        tasks.start_latest(self, "warm_up", till.customers.warm_up())

    def _views(self) -> "Preloader":
        from ui.webview.preloader import Preloader

        if self.preloader is None:
            self.preloader = Preloader(self.window)
        self.preloader.configure(self._page_config())  # the settings may be others by now
        return self.preloader

    def _page_config(self) -> PageConfig:
        assert self.till is not None
        environment = self.till.environment
        theme = theme_of()
        return PageConfig(
            stripe_js_url=environment.stripe_js_url,
            publishable_key=environment.publishable_key,
            language=language_of(),
            dark=theme.dark,
            contrast=theme.contrast,
            origin=self._settings.shop.page_origin or PAGE_ORIGIN,
            api_hosts=(environment.api_base,) if environment.api_base else (),
            theme=page_colours(theme),
            authorities=environment.authorities,
        )

    def _speak(self, language: str) -> None:
        """Kept as the till's, unless it only is for somebody with a language of their own."""
        self._speak_now(language)
        if not self._lent:
            self._keep(language=language)

    def _lend(self, language: str) -> None:
        """For who is signed in; empty: the till's own again."""
        self._lent = language
        wanted = language or self._settings.shop.language
        if wanted != language_of():
            self._speak_now(wanted)

    def _speak_now(self, language: str) -> None:
        install_language(self._app, language)
        kept = self._settings.shop
        if not kept.shop_name:
            self.window.set_names(self._unnamed(), kept.till_name)
        if self.preloader is not None:
            self.preloader.configure(self._page_config())

    def _dress(self, theme: str) -> None:
        self._dress_now(theme)
        self._keep(theme=theme)

    def _dress_now(self, theme: str) -> None:
        change_theme(self._app, theme, self.window.unseen())
        if self.preloader is not None:
            self.preloader.configure(self._page_config())

    def _follow_own(self, own: "OwnTillViewModel") -> None:
        """What is chosen in the settings is kept there; the desktop may change its mind."""
        own.dressed.connect(self._dress_now)
        own.spoken.connect(self._speak_now)
        self._app.styleHints().colorSchemeChanged.connect(self._follow_desktop)

    def _follow_desktop(self) -> None:
        if self._settings.shop.theme == "system" and not self._quitting:
            self._dress_now("system")

    def _keep(self, **values: str | bool) -> None:
        tasks.start(self, self._save(values))

    async def _save(self, values: Mapping[str, str | bool]) -> None:
        await self._settings.change(**values)
        if self.routes is not None:
            self.routes.own_till.model.look()

    def _begin_quit(self) -> None:
        if not self._quitting:
            self._quitting = True
            tasks.start(self, self._leave(), name="quit")

    async def _leave(self) -> None:
        """In kiosk mode only by who may close the till."""
        ask = self.routes.theirs.leave_kiosk if self.routes is not None else None
        if self._kiosk is not None and not await self._kiosk.may_leave(ask):
            self._quitting = False
            return
        await self._quit()

    async def _quit(self) -> None:
        """Never leave while money is on its way: say what is waited for, then go."""
        till, routes = self.till, self.routes
        if till is None or routes is None:
            self.window.close_now()
            return
        notice: LeavingNotice | None = None
        if till.pending() or routes.checkout_under_way():
            notice = routes.wait_to_leave()
            notice.stayed.connect(self._stay)
        self._notice = notice
        await routes.end_checkout()
        await till.settle()
        if notice is None:
            self.window.close_now()
        else:
            notice.read.connect(self.window.close_now)
            await notice.conclude()

    def _stay(self) -> None:
        """Back to work: what was waited for goes on behind the window, as it always does."""
        tasks.cancel(self, "quit")
        notice, self._notice = self._notice, None
        if notice is not None:
            notice.dismiss()
        if self.till is not None:
            self.till.payments.start_recovery()
        self._quitting = False

    def _note_closed(self) -> None:
        if self._closed is not None and not self._closed.done():
            self._closed.set_result(0)

    async def take_down(self) -> None:
        """Everything behind the window, in order; safe when the till never opened."""
        if self._watch is not None:
            self._watch.tell(None)
        await tasks.cancel_all()
        if self.preloader is not None:
            self.preloader.shutdown()
        if self.till is not None:
            till, self.till = self.till, None
            await till.close()
        if self._cache is not None:
            cache, self._cache = self._cache, None
            await cache.close()
        self.window.deleteLater()
        await asyncio.sleep(0)
        self._collector.stop()
