"""The way from the settings of a till to its set-up and back."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from pos_app.kernel.errors import PosError
from pos_app.settings.environment import EnvironmentKind
from pos_app.settings.shop import Shop
from ui.i18n import messages
from ui.setting_up.account_view_model import AccountViewModel, Rotation
from ui.setting_up.acted import ActedSetup
from ui.setting_up.screen import SetupScreen
from ui.setting_up.section import AccountSection
from ui.setting_up.view_model import SetupViewModel
from ui.shell.main_window import MainWindow
from ui.tasks import start

SETUP = "setup"


class OpeningSetup(QObject):
    """The tab of the settings, and the screen it leads to. What is set up there opens at the next
    start: this till goes on as it is."""

    def __init__(
        self, setup: ActedSetup, rotation: Rotation, kind: EnvironmentKind, shop: Shop,
        window: MainWindow, back: str,
    ) -> None:  # fmt: skip
        """`back` is the screen of the settings."""
        super().__init__(window)
        self._setup, self._kind, self._shop = setup, kind, shop
        self._window, self._back = window, back
        self.section = AccountSection(AccountViewModel(setup, rotation, kind, self))
        others = (one for one in EnvironmentKind if one is not EnvironmentKind.TRAINING)
        offered = (
            *others,
            *([] if kind is EnvironmentKind.TRAINING else [EnvironmentKind.TRAINING]),
        )
        self.screen = SetupScreen(SetupViewModel(setup, self), offered, at_once=False)
        self.section.setup_wanted.connect(self._open)
        self.screen.left.connect(self._leave)
        self.screen.language_wanted.connect(window.language_requested)
        self.screen.training_chosen.connect(lambda: start(self, self._choose_training()))
        self.screen.finished.connect(self._say_done)

    def screens(self) -> dict[str, QWidget]:
        """To be placed in the window under these names."""
        return {SETUP: self.screen}

    def _open(self) -> None:
        self.screen.begin()
        self.screen.shop.fill(self._shop)
        self._window.show_screen(SETUP)

    def _leave(self) -> None:
        self._window.show_screen(self._back)

    async def _choose_training(self) -> None:
        try:
            await self._setup.choose(EnvironmentKind.TRAINING)
        except PosError as fault:
            self._say_fault(fault)
            return
        self._say_done(EnvironmentKind.TRAINING.value)

    def _say_fault(self, fault: PosError) -> None:
        self._window.status(lambda: messages.text(fault), "danger")

    def _say_done(self, kind: str) -> None:
        self._leave()
        self._window.status(lambda: self._counts_from(EnvironmentKind(kind)), "success")

    def _counts_from(self, kind: EnvironmentKind) -> str:
        return {
            EnvironmentKind.TRAINING: self.tr("From its next start the till opens in training."),
            EnvironmentKind.TEST: self.tr(
                "The keys are kept: from its next start the till works with the test account."
            ),
            EnvironmentKind.LIVE: self.tr(
                "The keys are kept: from its next start the till takes real payments."
            ),
        }[kind]
