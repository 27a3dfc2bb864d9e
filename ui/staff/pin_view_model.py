"""A name and a PIN, looked at once at a time."""

from collections.abc import Awaitable, Callable, Sequence

from PySide6.QtCore import QObject, Signal

from pos_app.kernel.errors import PosError
from pos_app.staff.model import Person, PersonId
from ui.tasks import start

Check = Callable[[PersonId, str], Awaitable[object]]


class PinViewModel(QObject):
    """Signals: `changed` when any attribute did; `passed(object)` with what the check gave."""

    changed = Signal()
    passed = Signal(object)

    def __init__(self, check: Check, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._check = check
        self.people: Sequence[Person] = ()
        self.chosen: Person | None = None
        self.fault: PosError | None = None
        """Why the last PIN didn't do."""
        self.busy = False

    def begin(self, people: Sequence[Person], chosen: PersonId | None = None) -> None:
        """Choose among these; one alone is chosen already."""
        self.people, self.fault = tuple(people), None
        found = [one for one in people if one.id == chosen or len(people) == 1]
        self.chosen = found[0] if found else None
        self.changed.emit()

    def choose(self, person: Person) -> None:
        """It is them."""
        if not self.busy:
            self.chosen, self.fault = person, None
            self.changed.emit()

    def submit(self, pin: str) -> None:
        """Their PIN; nothing while another is looked at."""
        if self.chosen is not None and not self.busy:
            self.busy = True
            self.changed.emit()
            start(self, self._submit(self.chosen.id, pin))

    async def _submit(self, person_id: PersonId, pin: str) -> None:
        result: object = None
        fault: PosError | None = None
        try:
            result = await self._check(person_id, pin)
        except PosError as error:
            fault = error
        finally:
            self.busy = False
            self.fault = fault
            self.changed.emit()
        if fault is None:
            self.passed.emit(result)
