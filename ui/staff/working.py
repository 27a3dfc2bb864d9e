"""Staff at a running till: locked and signed in, approving, and what the settings show of it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from pos_app.kernel.clock import Clock
from pos_app.staff.room import StaffRoom
from ui.shell.events import EventBridge
from ui.shell.main_window import MainWindow
from ui.staff.approving import Approving
from ui.staff.audit import AuditSection
from ui.staff.audit_view_model import AuditViewModel
from ui.staff.locking import Locking
from ui.staff.people import PeopleSection
from ui.staff.people_view_model import PeopleViewModel
from ui.staff.rights import RightsSection


class StaffAtWork(QObject):
    """`acting` is what every risky act of a screen goes through; `sections` belong into the
    settings."""

    def __init__(
        self, staff: StaffRoom, events: EventBridge, clock: Clock, window: MainWindow,
        currency: str, busy: Callable[[], bool],
    ) -> None:  # fmt: skip
        """`busy`: whether a customer may be paying or money is on its way."""
        super().__init__(window)
        self.acting = Approving(staff.sign_in, window)
        self.locking = Locking(staff, self.acting, events, clock, window, busy)
        self.people = PeopleViewModel(staff, events, self)
        self.audit = AuditViewModel(staff, events, self)
        self._sections = (
            PeopleSection(self.people), RightsSection(self.people, currency),
            AuditSection(self.audit),
        )  # fmt: skip

    def sections(self) -> Sequence[PeopleSection | RightsSection | AuditSection]:
        """Tabs of the settings."""
        return self._sections

    def begin(self) -> None:
        """Ask who is there, where the shop has staff."""
        self.locking.begin()
