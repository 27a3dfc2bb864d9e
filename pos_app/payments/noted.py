"""What tills note on a payment or a refund at Stripe once it has a receipt: its number."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from pos_app.kernel.metadata import LONGEST_VALUE

KEY: Final = "receipt"
_NOTED: Final = re.compile(r"R-([0-9]{1,12}) ([0-9]{1,12}) (\S.{0,200})")


@dataclass(frozen=True, slots=True)
class ReceiptNoted:
    """A receipt by its number in its till's own row; `at` in UTC seconds, as printed on it."""

    number: int
    at: int
    till_id: str


def receipt_note(noted: ReceiptNoted) -> dict[str, str]:
    """As metadata of the payment or the refund: `R-000123 1764430000 till_1`."""
    text = f"R-{noted.number:06d} {noted.at} {noted.till_id}"
    return {KEY: text[:LONGEST_VALUE]}


def receipt_noted(metadata: Mapping[str, str]) -> ReceiptNoted | None:
    """What `receipt_note` put there; None where no till did, or somebody changed it since."""
    found = _NOTED.fullmatch(metadata.get(KEY, ""))
    if found is None or int(found[1]) == 0:
        return None
    return ReceiptNoted(int(found[1]), int(found[2]), found[3])
