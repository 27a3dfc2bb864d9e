"""Who does what a screen asks a service for."""

from collections.abc import Awaitable, Callable
from typing import Protocol, TypeVar

from pos_app.staff.model import Actor

T = TypeVar("T")


class Acting(Protocol):
    """Of whoever stands at the till, and of who approves for them."""

    @property
    def name(self) -> str:
        """Of who is signed in; empty while nobody is."""
        ...

    async def act(self, work: Callable[[Actor], Awaitable[T]]) -> T:
        """Do it as whoever is signed in; where they may not, ask for an approval in place and do
        it with that. Raises UserError staff.not_approved where there was none, and whatever `work`
        raises."""
        ...
