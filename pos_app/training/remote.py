"""The stand-in's controls from the till's side: docs/training-controls.md says what each does."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

from pos_app.kernel.errors import EnvironmentFault
from pos_app.training.wire.loopback import NotHTTP, exchange

TIMEOUT_S = 30.0


@dataclass(frozen=True, slots=True)
class Waiting:
    """A scenario that still waits. `times` is how often it still happens; `match` empty: always.

    `status` and `code` are those of kinds that have them.
    """

    id: str
    kind: str
    times: int
    match: tuple[str, ...] = ()
    after: bool = False
    status: int | None = None
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How the stand-in is. `now` by its own clock; sample customers are made in the background."""

    now: datetime
    customers: int
    samples_made: int
    samples_ordered: int
    seeding: bool
    waiting: tuple[Waiting, ...] = ()


class Remote:
    """Every method raises EnvironmentFault training.no_answer, and training.refused (`reason`)."""

    def __init__(self, url: str) -> None:
        self._url = url

    async def look(self) -> Standing:
        """Clock, customers and what waits."""
        state, scenarios = await self._ask("GET", "state"), await self._ask("GET", "scenarios")
        samples = state["sample_customers"]
        return Standing(
            now=datetime.fromtimestamp(state["now"], UTC),
            customers=state["counts"]["customers"],
            samples_made=samples["made"],
            samples_ordered=samples["ordered"],
            seeding=samples["under_way"],
            waiting=tuple(_waiting(one) for one in scenarios["waiting"]),
        )

    async def order(self, scenario: Mapping[str, object]) -> None:
        """Trouble for what comes next."""
        await self._tell("scenario", scenario)

    async def cancel(self, identifier: str) -> None:
        """Forget that scenario; one that is gone already needs no forgetting."""
        await self._ask("POST", "cancel", {"id": identifier}, gone=404)

    async def calm(self) -> None:
        """Forget every scenario."""
        await self._tell("calm", {})

    async def advance(self, seconds: int) -> None:
        """Move the stand-in's clock forward."""
        await self._tell("clock", {"advance_s": seconds})

    async def seed(self, customers: int) -> None:
        """So many sample customers more; they are made in the background."""
        await self._tell("seed", {"customers": customers})

    async def reset(self, customers: int) -> None:
        """Forget everything, then make so many sample customers."""
        await self._tell("reset", {"customers": customers})

    async def _tell(self, name: str, fields: Mapping[str, object]) -> None:
        await self._ask("POST", name, fields)

    async def _ask(
        self,
        method: str,
        name: str,
        fields: Mapping[str, object] | None = None,
        *,
        gone: int | None = None,
    ) -> dict[str, Any]:
        body = b"" if fields is None else json.dumps(fields).encode()
        address, headers = f"{self._url}/_training/{name}", {"Content-Type": "application/json"}
        try:
            async with asyncio.timeout(TIMEOUT_S):
                answer = await exchange(method, address, body, headers, read=True)
            said = dict(json.loads(answer.body))
        except (OSError, EOFError, NotHTTP, ValueError) as fault:  # a time-out is an OSError
            raise EnvironmentFault("training.no_answer", retryable=True) from fault
        if answer.status == gone:
            return {}
        if answer.status != HTTPStatus.OK:
            reason = said["error"]["message"]
            raise EnvironmentFault("training.refused", retryable=False, reason=reason)
        return said


def _waiting(shown: dict[str, Any]) -> Waiting:
    return Waiting(
        id=shown["id"],
        kind=shown["kind"],
        times=shown["times"],
        match=tuple(shown.get("match", ())),
        after=shown.get("when") == "after",
        status=shown.get("status"),
        code=shown.get("code"),
    )
