"""Sending the rows of a checked import, so that each makes one customer whatever is cut off.

A row's key is fixed by import, row and number of the key, and is in the file before anything is
sent under it. What has no clear outcome is looked for in Stripe's list before it is sent again:
under the same key while Stripe remembers keys, under the next one only when the key is spent (a
stored 5xx) or too old, and then nothing sent under it can arrive any more.
"""

import asyncio
import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from pos_app.customers import version_store
from pos_app.customers.importing import store
from pos_app.customers.importing.checking import as_known
from pos_app.customers.importing.model import (
    ENDED,
    Counts,
    Import,
    ImportProgressed,
    OnKnown,
    Reason,
    Row,
    RowState,
    Stage,
    Verdict,
    contradicts,
    gaps,
)
from pos_app.customers.importing.ports import FindsExisting, ImportGateway
from pos_app.customers.model import Customer, CustomerSaved, shown_name
from pos_app.kernel.clock import Clock
from pos_app.kernel.errors import (
    KEY_TAKEN,
    SPENT_KEY,
    EnvironmentFault,
    RemoteRefused,
    RemoteUnknown,
    RemoteUnreachable,
)
from pos_app.kernel.ids import CustomerId
from pos_app.storage import Storage

_UNNAMED: Final = "remote.unknown"
"""As of a key that is taken: three in a row, and the key is given up after a look."""
_SLEPT: Final = "remote.no_answer"
_MOST_KEYS: Final = 3
_MOST_UNNAMED: Final = 3
_STOPPING: Final = frozenset({"remote.bad_key", "remote.not_allowed"})


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast an import may go. Stripe takes about 100 writes a second from all of a shop's
    programs together; sales come first."""

    per_second: float = 10.0
    width: int = 10
    """Rows on their way at once, and so at most to be looked for after a crash."""
    first_wait_seconds: float = 1.0
    longest_wait_seconds: float = 60.0
    key_life: timedelta = timedelta(hours=23)
    """Stripe forgets keys after 24 hours."""
    slack: timedelta = timedelta(minutes=10)
    """How wrong the time a row was sent at may be."""


@dataclass(frozen=True, slots=True)
class _Sent:
    """What came of sending a row: ended, or still open for the reason named."""

    row: Row
    customer: Customer | None = None
    trouble: str = ""
    fatal: EnvironmentFault | None = None


class Runner:
    """One run of the import, from `run` until it is done, paused or stopped by a fault."""

    def __init__(
        self, imports: Storage, cache: Storage, gateway: ImportGateway, existing: FindsExisting,
        clock: Clock, pace: Pace, publish: Callable[[object], None],
    ) -> None:  # fmt: skip
        self._imports = imports
        self._cache = cache
        self._gateway = gateway
        self._existing = existing
        self._clock = clock
        self._pace = pace
        self._publish = publish
        self._pause = asyncio.Event()
        self._next_at = 0.0
        self._begun_at = 0.0
        self._settled_before = 0
        self._unnamed: dict[int, int] = {}
        self.counts = Counts()

    @property
    def pausing(self) -> bool:
        """Whether it was told to."""
        return self._pause.is_set()

    def pause(self) -> None:
        """Begin no more rows; those on their way are waited for."""
        self._pause.set()

    async def run(self, now: Import) -> bool:
        """Send what is not settled; whether all is done. Raises EnvironmentFault when nothing more
        can succeed (key refused, disk full)."""
        await self._imports.write(lambda db: store.put(db, replace(now, stage=Stage.RUNNING)))
        if now.on_known is OnKnown.LEAVE:
            await self._imports.write(store.leave_known)
        self.counts = await self._imports.read(store.counts)
        self._begun_at, self._settled_before = self._clock.monotonic(), self.counts.settled
        self._tell()
        if not await self._learn_time() or not await self._resume(now):
            return False
        for repeated in (False, True):
            if not await self._pass(now, repeated=repeated):
                return False
        await self._imports.write(lambda db: store.put(db, replace(now, stage=Stage.DONE)))
        return True

    async def _resume(self, now: Import) -> bool:
        """What an earlier run left on its way is looked for before anything else."""
        while rows := await self._imports.read(store.sent):
            if not await self._settle(now, rows[: self._pace.width * 10], looked=False):
                return False
        return True

    async def _pass(self, now: Import, *, repeated: bool) -> bool:
        after = 0
        while not self._pause.is_set():
            rows = await self._imports.read(
                partial(store.waiting, after=after, limit=self._pace.width, repeated=repeated)
            )
            if not rows:
                return True
            after = rows[-1].number
            rows = [await self._aim(now, row) for row in await self._known_by_now(rows)]
            to_send = [self._marked_sent(row) for row in rows if row.state is RowState.WAITING]
            await self._keep([row for row in rows if row.state in ENDED], to_send)
            if not await self._settle(now, to_send, looked=True):
                return False
        return False

    async def _known_by_now(self, rows: Sequence[Row]) -> list[Row]:
        """New at the check, a customer may be there by now: made at a till, or by another one's
        import."""
        new = [row for row in rows if row.verdict is Verdict.NEW and row.wanted is not None]
        found = await self._existing([row.wanted for row in new if row.wanted is not None])
        known = {row.number: who for row, who in zip(new, found, strict=True) if who}
        return [
            as_known(row, row.wanted, known[row.number])
            if row.number in known and row.wanted is not None
            else row
            for row in rows
        ]

    async def _aim(self, now: Import, row: Row) -> Row:
        """A row that adds to a customer gets that customer, or ends here."""
        if row.verdict is Verdict.NEW or row.state in ENDED:
            return row
        target = row.same_as
        if row.same_row is not None:
            first = row.same_row
            target = await self._imports.read(lambda db: store.customer_of(db, first))
        if target is None:
            reason = Reason("import.first_failed", params={"row": row.same_row})
            return replace(row, state=RowState.FAILED, reason=reason)
        row = replace(row, same_as=target, customer_id=target)
        return row if now.on_known is OnKnown.FILL else replace(row, state=RowState.LEFT)

    def _marked_sent(self, row: Row) -> Row:
        return replace(row, state=RowState.SENDING, sent_at=self._their_time())

    async def _settle(self, now: Import, rows: Sequence[Row], *, looked: bool) -> bool:
        """Until each of these rows has its outcome; False when paused before."""
        failures, trouble = 0, ""
        open_rows = list(rows)
        again = not looked
        while open_rows:
            if not looked:
                open_rows, trouble = await self._look(now, open_rows)
            results = []
            if not trouble:
                asked = await self._cache.read(version_store.mark)
                sends = (self._send(now, row, again=again) for row in open_rows)
                results = await asyncio.gather(*sends)
                open_rows = await self._take(results, asked)
                trouble = next((one.trouble for one in results if one.trouble), "")
            looked, again = False, True
            if open_rows:
                failures += 1
                self._tell(waiting_for=trouble)
                if self._pause.is_set() or await self._rest(failures):
                    return False
                trouble = ""
        return True

    async def _take(self, results: Sequence[_Sent], asked: int) -> list[Row]:
        """Write down what came of each, sent at the mark `asked`; the rows that are still open."""
        made = [one.customer for one in results if one.customer is not None]
        kept: Sequence[Customer] = ()
        if made:
            # behind those who were served: an import makes nobody a recent customer
            keep = partial(version_store.keep_written, written=made, asked=asked)
            kept = await self._cache.write(keep)
        await self._keep([one.row for one in results if one.row.state is not RowState.SENDING])
        for one in results:
            who = one.customer
            if who is not None and who in kept and one.row.state is RowState.FILLED:
                self._publish(CustomerSaved(who))
        if fatal := next((one.fatal for one in results if one.fatal), None):
            raise fatal
        return [one.row for one in results if one.row.state is RowState.SENDING]

    async def _look(self, now: Import, rows: Sequence[Row]) -> tuple[list[Row], str]:
        """Find what was made although no reply said so; the others get their next key where the
        one they have is of no more use. The second part says why it could not be looked."""
        new = [row for row in rows if row.customer_id is None and row.sent_at is not None]
        until = self._their_time()
        found: Mapping[str, Customer] = {}
        asked = await self._cache.read(version_store.mark)
        try:
            if new:
                since = min(row.sent_at for row in new if row.sent_at is not None)
                found = await self._gateway.marked_customers(
                    now.id, since - self._pace.slack, until + self._pace.slack
                )
        except (RemoteUnknown, RemoteUnreachable) as fault:
            return list(rows), fault.key
        made = [
            _Sent(_created(row, who), who) for row in rows if (who := found.get(_mark(now, row)))
        ]
        await self._take(made, asked)
        left = [row for row in rows if _mark(now, row) not in found]
        renewed = [self._with_fresh_key(row) for row in left]
        await self._keep([row for row in renewed if row.state in ENDED], renewed)
        return [row for row in renewed if row.state is RowState.SENDING], ""

    def _with_fresh_key(self, row: Row) -> Row:
        spent = self._unnamed.get(row.number, 0) >= _MOST_UNNAMED
        if not spent and not self._old(row):
            return row
        if spent and row.key_no + 1 >= _MOST_KEYS:
            return replace(row, state=RowState.FAILED, reason=Reason("import.no_clear_answer"))
        self._unnamed.pop(row.number, None)
        return replace(row, key_no=row.key_no + 1, sent_at=self._their_time())

    def _old(self, row: Row) -> bool:
        """Whether Stripe may have forgotten the row's key."""
        age = self._their_time() - (row.sent_at or self._their_time())
        return not timedelta(0) <= age + self._pace.slack <= self._pace.key_life

    async def _send(self, now: Import, row: Row, *, again: bool) -> _Sent:
        await self._turn()
        if again and self._old(row):  # the machine slept since it was looked for
            return _Sent(row, trouble=_SLEPT)
        try:
            if row.customer_id is None:
                assert row.wanted is not None
                made = await self._gateway.create_imported(
                    row.wanted.draft, _mark(now, row), _key(now, row)
                )
                return _Sent(_created(row, made), made)
            return await self._fill(now, row, row.customer_id, again=again)
        except RemoteRefused as refusal:
            return _refused(row, refusal)
        except (RemoteUnknown, RemoteUnreachable) as fault:
            if fault.key in (SPENT_KEY, KEY_TAKEN, _UNNAMED):
                step = _MOST_UNNAMED if fault.key == SPENT_KEY else 1
                self._unnamed[row.number] = self._unnamed.get(row.number, 0) + step
            return _Sent(row, trouble=fault.key)

    async def _fill(self, now: Import, row: Row, target: CustomerId, *, again: bool) -> _Sent:
        """What is empty is asked of Stripe, not of the copy: somebody may have filled it since."""
        assert row.wanted is not None
        known = await self._gateway.retrieve_customer(target)
        if known is None:
            reason = Reason("customer.gone")
            return _Sent(replace(row, state=RowState.FAILED, reason=reason))
        if row.wanted.id != target and contradicts(row.wanted.draft, known):
            reason = Reason("import.other_name", params={"name": shown_name(known)})
            return _Sent(replace(row, state=RowState.FAILED, reason=reason))
        values = gaps(known, row.wanted.draft)
        if not values:
            state = RowState.FILLED if again else RowState.LEFT
            return _Sent(replace(row, state=state), known)
        digest = hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()[:12]
        await self._turn()
        filled = await self._gateway.fill_customer(target, values, f"{_key(now, row)}:{digest}")
        return _Sent(replace(row, state=RowState.FILLED), filled)

    async def _keep(self, ended: Sequence[Row], more: Sequence[Row] = ()) -> None:
        rows = [*ended, *(row for row in more if row not in ended)]
        if rows:
            await self._imports.write(lambda db: store.put_rows(db, rows))
        self.counts = self.counts.moved(row.state for row in ended if row.state in ENDED)
        if ended:
            self._tell()

    async def _learn_time(self) -> bool:
        """A row dated by a clock that is days wrong would be looked for at the wrong time."""
        failures = 0
        while not self._gateway.time_known():
            try:
                await self._gateway.learn_time()
            except (RemoteUnknown, RemoteUnreachable) as fault:
                failures += 1
                self._tell(waiting_for=fault.key)
                if await self._rest(failures):
                    return False
            except RemoteRefused:
                break  # a refusal tells the time as well
        return True

    def _their_time(self) -> datetime:
        return self._clock.now() + timedelta(seconds=self._gateway.skew_seconds())

    async def _turn(self) -> None:
        """Wait until the next request may leave."""
        now = self._clock.monotonic()
        at = max(now, self._next_at)
        self._next_at = at + 1 / self._pace.per_second
        if at > now:
            await asyncio.sleep(at - now)

    async def _rest(self, failures: int) -> bool:
        """Wait, longer with every failure in a row; True when paused meanwhile."""
        wait = min(self._pace.first_wait_seconds * 2.0**failures, self._pace.longest_wait_seconds)
        try:
            await asyncio.wait_for(self._pause.wait(), wait)
        except TimeoutError:
            return False
        return True

    def _tell(self, waiting_for: str = "") -> None:
        done = self.counts.settled - self._settled_before
        seconds = self._clock.monotonic() - self._begun_at
        left = self.counts.open * seconds / done if done > 0 else None
        self._publish(ImportProgressed(self.counts, True, left, waiting_for))


def _mark(now: Import, row: Row) -> str:
    return f"{now.id}:{row.number}"


def _key(now: Import, row: Row) -> str:
    return f"{_mark(now, row)}:{row.key_no}"


def _created(row: Row, customer: Customer) -> Row:
    return replace(row, state=RowState.CREATED, customer_id=customer.id)


def _refused(row: Row, refusal: RemoteRefused) -> _Sent:
    if refusal.key in _STOPPING:
        return _Sent(row, fatal=refusal)  # still sent: an earlier try of it may have arrived
    if refusal.code == "resource_missing":
        return _Sent(replace(row, state=RowState.FAILED, reason=Reason("customer.gone")))
    reason = Reason("import.refused", params={"message": refusal.message or refusal.key})
    return _Sent(replace(row, state=RowState.FAILED, reason=reason))
