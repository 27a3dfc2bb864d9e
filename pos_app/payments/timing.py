"""How wrong this machine's clock is, and when that stops the till from moving money.

Ages are always told by Stripe's clock (RELIABILITY rule 8). What a person keeps, receipts and the
ledger, carries this machine's: a clock that is days wrong would put payments on the wrong day.
"""

from enum import StrEnum
from typing import Final

from pos_app.kernel.errors import EnvironmentFault, RemoteRefused, RemoteUnknown, RemoteUnreachable
from pos_app.payments.ports import PaymentGateway

_SLACK_SECONDS: Final = 120
_DAY_SECONDS: Final = 86_400
_HOUR_SECONDS: Final = 3_600


class ClockState(StrEnum):
    """RIGHT; OFF, so that ages go by Stripe's; WRONG by more than a day: nothing new begins."""

    RIGHT = "right"
    OFF = "off"
    WRONG = "wrong"


def clock_state(skew_seconds: float) -> ClockState:
    """What a difference from Stripe's clock means, ahead or behind."""
    apart = abs(skew_seconds)
    if apart > _DAY_SECONDS:
        return ClockState.WRONG
    return ClockState.RIGHT if apart <= _SLACK_SECONDS else ClockState.OFF


async def check_clock(gateway: PaymentGateway) -> None:
    """Before anything new begins. Raises EnvironmentFault clock.wrong (hours).

    Without a network nothing is known, and nothing can be asked for either.
    """
    if not gateway.time_known():
        await _learn(gateway)
    if clock_state(gateway.skew_seconds()) is not ClockState.WRONG:
        return
    await _learn(gateway)  # somebody may just have set it right
    skew = gateway.skew_seconds()
    if clock_state(skew) is ClockState.WRONG:
        hours = round(abs(skew) / _HOUR_SECONDS)
        raise EnvironmentFault("clock.wrong", retryable=True, hours=hours)


async def know_time(gateway: PaymentGateway) -> None:
    """Before a request whose age will matter leaves: one dated by a clock that is days ahead would
    be taken for young, or for not sent yet, until those days are over. Raises the remote faults.
    """
    if gateway.time_known():
        return
    try:
        await gateway.learn_time()
    except RemoteRefused:
        if not gateway.time_known():
            raise


async def _learn(gateway: PaymentGateway) -> None:
    try:
        await gateway.learn_time()
    except (RemoteRefused, RemoteUnknown, RemoteUnreachable):
        return  # a refusal tells the time as well
