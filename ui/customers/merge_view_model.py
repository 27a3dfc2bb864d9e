"""Making two customers one: who they are, what will happen, doing it once."""

from enum import Enum, auto
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from pos_app.customers.merging import MergePlan, plan
from pos_app.customers.model import Customer
from pos_app.kernel.errors import EnvironmentFault, PosError, UserError
from pos_app.kernel.ids import CustomerId
from ui.tasks import cancel, start, start_latest


class Merger(Protocol):
    """What merging needs of `SamePersonService`."""

    async def plan_merge(self, kept: CustomerId, other: CustomerId) -> MergePlan: ...

    async def merge(self, kept: CustomerId, other: CustomerId) -> Customer: ...


class Step(Enum):
    """Where the cashier is."""

    PICK = auto()
    """The other customer isn't chosen yet."""
    READING = auto()
    """Stripe is asked what both are now."""
    CONFIRM = auto()
    MERGING = auto()


class MergeViewModel(QObject):
    """Signals: `changed` when `step`, `plan` or `fault` did; `merged(Customer)` with the one that
    stays. A fault leads back to the step before; nothing chosen is lost."""

    changed = Signal()
    merged = Signal(object)

    def __init__(self, people: Merger, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._people = people
        self.first: Customer | None = None
        self.plan: MergePlan | None = None
        self.step = Step.PICK
        self.fault: PosError | None = None

    @property
    def busy(self) -> bool:
        """Whether both are being made one: not to be left in the middle."""
        return self.step is Step.MERGING

    def begin(self, first: Customer, second: Customer | None = None) -> None:
        """`first` stays unless the cashier says otherwise; `second` may be chosen later."""
        cancel(self, "plan")
        self.first, self.plan = first, None
        self._set(Step.PICK)
        if second is not None:
            self.pick(second)

    def pick(self, second: Customer) -> None:
        """This is the other one."""
        if self.first is not None and self.step is not Step.MERGING:
            self._set(Step.READING)
            start_latest(self, "plan", self._plan(self.first.id, second.id))

    def back(self) -> bool:
        """To choosing somebody else; False when that is where we are."""
        if self.step in (Step.PICK, Step.MERGING):
            return False
        cancel(self, "plan")
        self.plan = None
        self._set(Step.PICK)
        return True

    def swap(self) -> None:
        """Let the other one stay."""
        if self.plan is not None and self.step is Step.CONFIRM:
            self.plan = plan(self.plan.other, self.plan.kept)
            self._set(Step.CONFIRM)

    def confirm(self) -> None:
        """Make them one; ignored while that is under way."""
        if self.plan is not None and self.step is Step.CONFIRM:
            self._set(Step.MERGING)
            start(self, self._merge(self.plan))

    async def _plan(self, first: CustomerId, second: CustomerId) -> None:
        try:
            self.plan = await self._people.plan_merge(first, second)
        except (UserError, EnvironmentFault) as fault:
            self._set(Step.PICK, fault)
        else:
            self._set(Step.CONFIRM)

    async def _merge(self, decided: MergePlan) -> None:
        try:
            stays = await self._people.merge(decided.kept.id, decided.other.id)
        except (UserError, EnvironmentFault) as fault:
            self._set(Step.CONFIRM, fault)
        else:
            self._set(Step.PICK)
            self.merged.emit(stays)

    def _set(self, step: Step, fault: PosError | None = None) -> None:
        self.step, self.fault = step, fault
        self.changed.emit()
