"""Risky acts once a shop has staff: asked for, written down, done, and what became of them."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from pos_app.kernel.errors import EnvironmentFault, PosError, UserError
from pos_app.staff.audit import AuditKind, Noted
from pos_app.staff.audit_log import AuditLog
from pos_app.staff.model import Actor, RiskyAct, Verdict, decide, lacking, may_alone
from pos_app.staff.roster import Roster, who
from pos_app.staff.sign_in import SignIn

_log = logging.getLogger(__name__)
T = TypeVar("T")
_LONGEST_OUTCOME = 80


def _done(_result: object) -> str:
    return "done"


class StaffPermissions:
    """Implements Permissions; without staff it lets everything through. Its acts outlive their
    callers: await `drain`."""

    def __init__(self, roster: Roster, log: AuditLog, sign_in: SignIn) -> None:
        self._roster = roster
        self._log = log
        self._sign_in = sign_in
        self._tasks: set[asyncio.Task[Any]] = set()

    async def carry_out(
        self, actor: Actor, act: RiskyAct, work: Callable[[], Awaitable[T]],
        outcome: Callable[[T], str] = _done,
    ) -> T:  # fmt: skip
        """See `Permissions.carry_out`."""
        if not self._roster.set_up:
            return await work()
        task = asyncio.create_task(self._carried_out(actor, act, work, outcome))
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return await asyncio.shield(task)

    def pending(self) -> int:
        """How many acts are under way."""
        return len(self._tasks)

    async def drain(self) -> None:
        """Wait for what is under way; called as the till quits, before the ledger is closed."""
        while self._tasks:
            await asyncio.wait(tuple(self._tasks))

    async def _carried_out(
        self, actor: Actor, act: RiskyAct, work: Callable[[], Awaitable[T]],
        outcome: Callable[[T], str],
    ) -> T:  # fmt: skip
        allowed = await self._allowed(actor, act)
        approval = allowed.approved_by
        noted = Noted(
            AuditKind.ACT, who(allowed.person), who(approval.by if approval else None), act.right,
            act.about, act.amount,
        )  # fmt: skip
        number = await self._log.write(noted)
        try:
            result = await work()
        except PosError as fault:
            await self._note_outcome(noted, number, fault.key)
            raise
        except Exception:  # reason: whatever broke, the log says that the act didn't end well
            await self._note_outcome(noted, number, "broke_off")
            raise
        await self._note_outcome(noted, number, outcome(result))
        return result

    async def _allowed(self, actor: Actor, act: RiskyAct) -> Actor:
        """Who does it, with an approval only where it is needed and good. What the caller says of
        rights counts for nothing: the ledger's do."""
        fresh = self._roster.refreshed(actor)
        verdict = decide(fresh, act)
        if verdict is Verdict.SIGN_IN_FIRST:
            raise UserError("staff.sign_in_first")
        if may_alone(fresh, act):
            return self._roster.actor(fresh.person)
        if verdict is Verdict.ALLOWED and self._sign_in.spend(fresh.approved_by):
            return fresh
        right = lacking(fresh, act)
        await self._log.write(
            Noted(AuditKind.REFUSED, who(fresh.person), right=right, about=act.about,
                  amount=act.amount)
        )  # fmt: skip
        raise UserError("staff.not_allowed", right=right.value, act=act)

    async def _note_outcome(self, act: Noted, number: int, outcome: str) -> None:
        """What was done is done: a disk that is full by now must not hide it."""
        noted = Noted(
            AuditKind.OUTCOME, act.person, act.approver, act.right, act.about, act.amount,
            outcome[:_LONGEST_OUTCOME], number,
        )  # fmt: skip
        try:
            await self._log.write(noted)
        except EnvironmentFault as fault:
            _log.warning("audit_outcome_not_noted act=%d fault=%s", number, fault.key)

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled():
            task.exception()  # retrieved: whoever asked may have gone
