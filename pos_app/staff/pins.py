"""PINs: which are too weak, how they are kept, and how many wrong ones there may be."""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol

from pos_app.kernel.errors import UserError

SHORTEST: Final = 4
LONGEST: Final = 8
WRONG_TRIES: Final = 6
"""In a row, and then the person is locked (RELIABILITY section 8)."""
_FIRST_WAIT: Final = timedelta(minutes=15)
_LONGEST_WAIT: Final = timedelta(hours=24)
_UP: Final = "01234567890"


class PinHasher(Protocol):
    """Turns a PIN into what is kept of it."""

    async def hash(self, pin: str) -> str: ...

    async def matches(self, pin: str, kept: str) -> bool: ...


class Argon2Pins:
    """argon2id with the package's own parameters (RFC 9106, the second recommended option: 64 MiB,
    three passes): about 50 ms each, in a thread of its own, so that no frame waits for it."""

    async def hash(self, pin: str) -> str:
        """What is kept; another one each time, for the salt in it."""
        return await asyncio.to_thread(_hash, pin)

    async def matches(self, pin: str, kept: str) -> bool:
        """Whether `kept` was made of this PIN."""
        return await asyncio.to_thread(_matches, pin, kept)


@dataclass(frozen=True, slots=True)
class Tries:
    """Wrong PINs in a row, and when the last of them was typed (aware)."""

    wrong: int = 0
    last: datetime | None = None

    @property
    def left(self) -> int:
        """How many more wrong ones there may be."""
        return max(0, WRONG_TRIES - self.wrong)

    @property
    def locked(self) -> bool:
        """Whether there were too many."""
        return self.wrong >= WRONG_TRIES

    def wait(self, now: datetime) -> timedelta:
        """How long an owner still waits for one more try after too many: 15 minutes, twice as long
        after each further one, a day at most. A clock that was set back makes it no longer than
        that."""
        if not self.locked or self.last is None:
            return timedelta(0)
        doubled: int = 2 ** min(self.wrong - WRONG_TRIES, 10)
        whole = min(_FIRST_WAIT * doubled, _LONGEST_WAIT)
        gone = max(now - self.last, timedelta(0))
        return max(whole - gone, timedelta(0))


def check_pin(pin: str) -> str:
    """The PIN itself. Raises UserError staff.pin_form (least, most), staff.pin_weak, both of the
    field `pin`."""
    if not (pin.isascii() and pin.isdigit() and SHORTEST <= len(pin) <= LONGEST):
        raise UserError("staff.pin_form", field="pin", least=SHORTEST, most=LONGEST)
    if weak(pin):
        raise UserError("staff.pin_weak", field="pin")
    return pin


def weak(pin: str) -> bool:
    """Whether it is among what somebody would try first: one or two figures repeated (0000, 1212),
    or figures in a row, up or down (1234, 7890, 4321)."""
    repeated = any(pin == (pin[:size] * len(pin))[: len(pin)] for size in (1, 2))
    return repeated or pin in _UP or pin[::-1] in _UP


def _hash(pin: str) -> str:
    from argon2 import PasswordHasher

    return PasswordHasher().hash(pin)


def _matches(pin: str, kept: str) -> bool:
    from argon2 import PasswordHasher
    from argon2.exceptions import VerifyMismatchError

    try:
        return PasswordHasher().verify(kept, pin)
    except VerifyMismatchError:
        return False
