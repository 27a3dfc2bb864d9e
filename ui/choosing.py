"""What a shop chooses, on its tabs, and the account that its till works with."""

from collections.abc import Collection, Sequence
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from pos_app.bootstrap import Till
from pos_app.plan import Plan
from pos_app.setting_up.service import SettingUp
from pos_app.settings.permissions import Finding, Level, needs_of_till
from ui.about.section import AboutSection
from ui.about.view_model import AboutViewModel
from ui.acting import Acting
from ui.doctor.diagnosing import diagnose
from ui.setting_up.acted import ActedRotation, ActedSetup
from ui.setting_up.opening import OpeningSetup
from ui.setting_up.watch import KeyWatch
from ui.settings.opening import SETTINGS, OpeningSettings
from ui.settings.ports import Section
from ui.shell.main_window import MainWindow
from ui.staff.acts import Acted


async def _allowed(till: Till) -> Sequence[Finding]:
    """What the keys may do that the till works with."""
    apart = bool(till.environment.refund_key)
    needs = needs_of_till(accounts=till.shop.customers_as_accounts, refunds=not apart)
    gateway = till.ground.gateway
    own = await gateway.find_out(needs)
    if not apart:
        return own
    # that key makes refunds; they are read with the till's own
    theirs = await gateway.find_out_refunds()
    return (*own, *(one for one in theirs if one.need.level is Level.WRITE))


class Choosing(QObject):
    """The settings, with `tabs` of other features; they may be opened from the screens `from_`."""

    def __init__(
        self, till: Till, acted: Acted, setup: SettingUp, acting: Acting, window: MainWindow,
        from_: Collection[str], tabs: Sequence[Section],
    ) -> None:  # fmt: skip
        super().__init__(window)
        permitted = ActedSetup(setup, till.staff.permissions, acting)
        self.account = OpeningSetup(
            permitted,
            ActedRotation(till.key_rotation, acting),
            till.environment.kind,
            till.shop,
            window,
            SETTINGS,
        )
        if not till.environment.training:
            watch = KeyWatch(lambda: _allowed(till), window)
            self.account.section.asked.connect(watch.look)
        self._about = AboutViewModel(parent=self)
        every = (*tabs, self.account.section, AboutSection(self._about))
        self.settings = OpeningSettings(acted.terms, window, from_, every)

    def offer_report(self, plan: Plan) -> None:
        """Let whoever helps have a file about this till."""
        self._about.offer(partial(diagnose, plan))

    def screens(self) -> dict[str, QWidget]:
        """To be placed in the window under these names."""
        return {**self.settings.screens(), **self.account.screens()}
