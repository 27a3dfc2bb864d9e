"""A set-up from the first choice to the keys that are kept."""

from PySide6.QtCore import QObject, Signal

from pos_app.kernel.errors import UserError
from pos_app.setting_up.model import Report, Wish, check_report
from pos_app.settings.environment import EnvironmentKind
from pos_app.settings.keys import KeySet, read_keys
from ui.setting_up.ports import Setup
from ui.tasks import OneAtATime


class SetupViewModel(OneAtATime):
    """Signals: `changed` when `busy` did; `asked()` when `report` says what the keys may do;
    `kept()` when the till is set up; `faulted(PosError)` when nothing was kept."""

    asked = Signal()
    kept = Signal()

    def __init__(self, setup: Setup, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._setup = setup
        self.kind = EnvironmentKind.LIVE
        self.report: Report | None = None
        self.too_little: UserError | None = None
        """Why no payment could be taken with these keys."""
        self.unclear = False
        """Whether somebody has to vouch that the keys are of the till's account."""
        self._keys: KeySet | None = None

    def check(self, publishable: str, secret: str, refund: str) -> None:
        """Ask Stripe what these keys may do; nothing is kept."""
        self.do(lambda: self._check(publishable, secret, refund))

    def keep(
        self, shop_name: str, till_name: str, language: str, currency: str, *, certain: bool = False
    ) -> None:
        """Keep the keys that were asked about; the till opens with them."""
        wish = Wish(self.kind, shop_name, till_name, language, currency)
        self.do(lambda: self._keep(wish, certain=certain))

    def forget(self) -> None:
        """The keys leave the memory with their fields."""
        self._keys = None
        self.report = None
        self.unclear = False

    async def _check(self, publishable: str, secret: str, refund: str) -> None:
        self.forget()
        keys = read_keys(self.kind, publishable, secret, refund)
        report = await self._setup.ask(keys)
        self._keys, self.report, self.too_little = keys, report, None
        try:
            check_report(report)
        except UserError as refused:
            self.too_little = refused
        self.asked.emit()

    async def _keep(self, wish: Wish, *, certain: bool) -> None:
        if self._keys is None or self.too_little is not None:
            return
        try:
            self.report = await self._setup.set_up(wish, self._keys, certain=certain)
        except UserError as refused:
            self.unclear = refused.key == "key.account_unclear"
            raise
        self.forget()
        self.kept.emit()
