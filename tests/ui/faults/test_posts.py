"""What ends every fault, that a second recovery sends nothing, can be seen to fail."""

import asyncio
from types import SimpleNamespace
from typing import Any

from tests.ui.faults.conftest import _posts_of


class Caller:
    async def post(self, _path: str, _params: Any, _key: str) -> None:
        await asyncio.sleep(0)


async def test_what_a_work_sends_is_told_from_what_goes_on_beside_it() -> None:
    caller = Caller()
    till: Any = SimpleNamespace(
        till=SimpleNamespace(ground=SimpleNamespace(gateway=SimpleNamespace(_caller=caller)))
    )

    async def beside() -> None:
        for _ in range(5):
            await caller.post("/v1/customers/cus_1", {}, "k")

    async def work() -> None:
        await caller.post("/v1/payment_intents/pi_1/confirm", {}, "k")
        await asyncio.create_task(caller.post("/v1/refunds", {}, "k"))

    other = asyncio.create_task(beside())
    assert await _posts_of(till, work) == ["/v1/payment_intents/pi_1/confirm", "/v1/refunds"]
    await other
