"""Which tone an outcome has."""

from enum import StrEnum
from pathlib import Path
from typing import Final

from pos_app.kernel.paths import resource_dir
from pos_app.payments.model import OutcomeKind


class Tone(StrEnum):
    """Names of the files in resources/sounds, which `devkit/sounds.py` makes."""

    SUCCEEDED = "succeeded"
    DECLINED = "declined"
    NEEDS_CUSTOMER = "needs_customer"
    UNKNOWN = "unknown"


_TONES: Final = {
    OutcomeKind.SUCCEEDED: Tone.SUCCEEDED,
    OutcomeKind.SAVED: Tone.SUCCEEDED,
    OutcomeKind.HELD: Tone.SUCCEEDED,
    OutcomeKind.DECLINED: Tone.DECLINED,
    OutcomeKind.NOT_CHARGED: Tone.DECLINED,
    OutcomeKind.NEEDS_CUSTOMER: Tone.NEEDS_CUSTOMER,
    OutcomeKind.UNKNOWN: Tone.UNKNOWN,
}


def tone_of(kind: OutcomeKind, *, by_staff: bool = False) -> Tone | None:
    """None for what is still open. Nothing charged sounds like declined: who looks at the customer
    hears that no money came. Unless it is so because of `by_staff`, who know that they ended it."""
    if by_staff and kind is OutcomeKind.NOT_CHARGED:
        return None
    return _TONES.get(kind)


def file_of(tone: Tone) -> Path:
    """Where it lies."""
    return resource_dir() / "sounds" / f"{tone.value}.wav"
