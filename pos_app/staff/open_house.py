"""A till without staff set up: everybody may do everything, and there is nobody to note."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from pos_app.staff.model import Actor, Right, RiskyAct

T = TypeVar("T")


class OpenHouse:
    """Implements Permissions."""

    staffed = False

    async def carry_out(
        self, actor: Actor, act: RiskyAct, work: Callable[[], Awaitable[T]],  # noqa: ARG002
        outcome: Callable[[T], str] = str,  # noqa: ARG002
    ) -> T:  # fmt: skip
        """Just do it."""
        return await work()

    def may(self, actor: Actor, right: Right) -> bool:  # noqa: ARG002
        """Everybody may."""
        return True

    async def carry_out_part(
        self, actor: Actor, act: RiskyAct, work: Callable[[], Awaitable[T]],  # noqa: ARG002
        outcome: Callable[[T], str] = str,  # noqa: ARG002
    ) -> T:  # fmt: skip
        """Just do it."""
        return await work()
