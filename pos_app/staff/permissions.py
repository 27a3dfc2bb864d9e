"""Risky acts once a shop has staff: asked for, written down, done, and what became of them."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from typing import Any, TypeVar

from pos_app.kernel.errors import EnvironmentFault, PosError, UserError
from pos_app.staff.audit import AuditKind, Noted
from pos_app.staff.audit_log import AuditLog
from pos_app.staff.model import Actor, Right, RiskyAct, Verdict, decide, lacking, may_alone
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

    @property
    def staffed(self) -> bool:
        """See `Permissions.staffed`."""
        return self._roster.set_up

    async def carry_out(
        self, actor: Actor, act: RiskyAct, work: Callable[[], Awaitable[T]],
        outcome: Callable[[T], str] = _done,
    ) -> T:  # fmt: skip
        """See `Permissions.carry_out`."""
        if not self._roster.set_up:
            return await work()
        return await self._owned(self._carried_out(actor, act, work, outcome))

    async def carry_out_part(
        self, actor: Actor, act: RiskyAct, work: Callable[[], Awaitable[T]],
        outcome: Callable[[T], str] = _done,
    ) -> T:  # fmt: skip
        """See `Permissions.carry_out_part`."""
        if not self._roster.set_up:
            return await work()
        return await self._owned(self._written_down(actor, act, work, outcome))

    async def _owned(self, work: Coroutine[Any, Any, T]) -> T:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return await asyncio.shield(task)

    def may(self, actor: Actor, right: Right) -> bool:
        """See `Permissions.may`."""
        return not self._roster.set_up or may_alone(self._roster.refreshed(actor), RiskyAct(right))

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
        return await self._written_down(allowed, act, work, outcome)

    async def _written_down(
        self, allowed: Actor, act: RiskyAct, work: Callable[[], Awaitable[T]],
        outcome: Callable[[T], str],
    ) -> T:  # fmt: skip
        approval = allowed.approved_by
        approver = who(approval.by if approval else None)
        noted = [
            Noted(AuditKind.ACT, who(allowed.person), approver, one.right, one.about, one.amount,
                  detail=act.detail)
            for one in act.each
        ]  # fmt: skip
        begun = dict(zip(await self._log.write_all(noted), noted, strict=True))
        try:
            result = await work()
        except PosError as fault:
            await self._note_outcome(begun, fault.key)
            raise
        except Exception:  # reason: whatever broke, the log says that the act didn't end well
            await self._note_outcome(begun, "broke_off")
            raise
        await self._note_outcome(begun, outcome(result))
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
        missing = lacking(fresh, act) or (act.right,)
        await self._log.write_all([
            Noted(AuditKind.REFUSED, who(fresh.person), right=right, about=act.about,
                  amount=next((one.amount for one in act.each if one.right is right), act.amount))
            for right in missing
        ])  # fmt: skip
        raise UserError("staff.not_allowed", right=missing[0].value, act=act)

    async def _note_outcome(self, begun: Mapping[int, Noted], outcome: str) -> None:
        """What was done is done: a disk that is full by now must not hide it."""
        noted = [
            Noted(
                AuditKind.OUTCOME, act.person, act.approver, act.right, act.about, act.amount,
                outcome[:_LONGEST_OUTCOME], number,
            )
            for number, act in begun.items()
        ]  # fmt: skip
        try:
            await self._log.write_all(noted)
        except EnvironmentFault as fault:
            _log.warning("audit_outcome_not_noted act=%d fault=%s", min(begun), fault.key)

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled():
            task.exception()  # retrieved: whoever asked may have gone
