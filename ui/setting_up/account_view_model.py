"""The Stripe account of a till that is open: its keys, and what they may do by now."""

from typing import Protocol

from PySide6.QtCore import QObject, Signal

from pos_app.kernel.errors import UserError
from pos_app.setting_up.model import Report, check_report
from pos_app.setting_up.service import Left
from pos_app.settings.environment import EnvironmentKind
from pos_app.settings.keys import KeySet
from ui.tasks import OneAtATime


class Account(Protocol):
    """Of `ActedSetup`."""

    async def keys(self, kind: EnvironmentKind) -> KeySet | None: ...

    async def check(self, kind: EnvironmentKind) -> Report: ...

    async def remove(self, kind: EnvironmentKind) -> Left: ...


class Rotation(Protocol):
    """Of `ActedRotation`."""

    async def rotate(self) -> None: ...


class AccountViewModel(OneAtATime):
    """Signals: `changed` when `busy` or `keys` did; `asked()` when `report` is there;
    `rotated()` once every file has another key; `removed()` once Stripe's keys are gone from this
    computer, with what is `left`; `faulted(PosError)`."""

    asked = Signal()
    removed = Signal()
    rotated = Signal()

    def __init__(
        self, account: Account, rotation: Rotation, kind: EnvironmentKind,
        parent: QObject | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._account = account
        self._rotation = rotation
        self.kind = kind
        self.keys: tuple[str, str, str] | None = None
        """Publishable, restricted, refunds (empty for none), each masked; None until read."""
        self.report: Report | None = None
        self.too_little: UserError | None = None
        self.left: Left | None = None
        """What stays, where the keys were removed."""

    def begin(self) -> None:
        """Read which keys there are; training has none."""
        if self.kind is not EnvironmentKind.TRAINING:
            self.do(self._read)

    def check(self) -> None:
        """Ask Stripe what they may do by now."""
        self.do(self._check)

    def remove(self) -> None:
        """Forget Stripe's keys on this computer. What the till was opened with works on until it
        is closed."""
        self.do(self._remove)

    async def _remove(self) -> None:
        self.left = await self._account.remove(self.kind)
        self.keys = None
        self.removed.emit()

    def rotate(self) -> None:
        """Put the till's files under another key."""
        self.do(self._rotate)

    async def _rotate(self) -> None:
        await self._rotation.rotate()
        self.rotated.emit()

    async def _read(self) -> None:
        kept = await self._account.keys(self.kind)
        if kept is None:
            raise UserError("key.none_kept")
        refund = "" if kept.refund is None else kept.refund.masked
        self.keys = (kept.publishable.masked, kept.secret.masked, refund)

    async def _check(self) -> None:
        self.report, self.too_little = await self._account.check(self.kind), None
        try:
            check_report(self.report)
        except UserError as refused:
            self.too_little = refused
        self.asked.emit()
