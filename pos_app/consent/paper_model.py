"""An agreement on paper: a number beside each place to sign, recorded where it was signed.

Staff tick nothing for a customer: what they typed or scanned is on the paper alone.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from pos_app.consent.model import Scope, Tick
from pos_app.consent.service import Draft
from pos_app.kernel.errors import UserError
from pos_app.kernel.ids import CustomerId, PaymentMethodId, Randomness
from pos_app.kernel.money import Money

FIELDS: Final[Mapping[Tick, str]] = {
    Tick.CHARGE_LATER: "number", Tick.SHOW_NEXT_TIME: "show_number",
}  # fmt: skip
"""What an error about the number beside each signature names as its field."""
_LETTERS: Final = {Tick.CHARGE_LATER: "P", Tick.SHOW_NEXT_TIME: "N"}
_FIGURES: Final = 9
_NO_NUMBER: Final = {
    Tick.CHARGE_LATER: "paper.no_number", Tick.SHOW_NEXT_TIME: "paper.no_show_number",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Paper:
    """A draft that was printed for a customer. `printed_at` in UTC seconds."""

    number: str
    """`P-123-456-789`: the paper's own, beside the signature for charges while they are away."""
    customer_id: CustomerId
    draft: Draft
    printed_at: int
    show_number: str = ""
    """`N-123-456-789`: beside the signature for showing the card next time; empty where nobody is
    asked for that, and on papers of earlier releases."""


@dataclass(frozen=True, slots=True)
class AskedOnPaper:
    """What a customer is asked for now, which their paper has to say."""

    customer_id: CustomerId
    amount: Money
    """What they pay now."""
    scope: Scope
    description: str


@dataclass(frozen=True, slots=True)
class SignedPaper:
    """One that came back with a signature. `at`: when that was recorded, UTC, whole seconds."""

    paper: Paper
    ticked: frozenset[Tick]
    """What was signed, by the number beside each signature."""
    at: datetime


def new_number(randomness: Randomness, tick: Tick = Tick.CHARGE_LATER) -> str:
    """A letter for which signature it stands beside, and nine figures that nobody guesses; whoever
    keeps it sees to it that no other has them."""
    figures = f"{int.from_bytes(randomness(8), 'big') % 10**_FIGURES:0{_FIGURES}}"
    return _written(tick, figures)


def number_of(typed: str, tick: Tick = Tick.CHARGE_LATER) -> str:
    """The number beside that signature as it is kept, however it was typed or scanned.

    Raises UserError paper.no_number (field number), paper.no_show_number (field show_number).
    """
    figures = _figures(typed, f"{_LETTERS[tick]}?")
    if figures is None:
        raise UserError(_NO_NUMBER[tick], field=FIELDS[tick])
    return _written(tick, figures)


def signature_of(scanned: str) -> Tick | None:
    """Beside which signature a scanned number stands; None for what is none of a paper's."""
    for tick, letter in _LETTERS.items():
        if _figures(scanned, letter) is not None:
            return tick
    return None


def _figures(typed: str, letter: str) -> str | None:
    plain = re.sub(r"[\s.\-–]", "", typed).upper()
    found = re.fullmatch(rf"{letter}([0-9]{{{_FIGURES}}})", plain)
    return found[1] if found is not None else None


def scanned_form(number: str) -> str:
    """What its bar code says."""
    return number.replace("-", "")


def _written(tick: Tick, figures: str) -> str:
    return "-".join([_LETTERS[tick], figures[:3], figures[3:6], figures[6:]])


def check_signed(
    paper: Paper, asked: AskedOnPaper, saved: Collection[PaymentMethodId], now: datetime
) -> None:
    """Whether a paper that came back signed can be recorded for what is asked of a customer who
    has these cards `saved`. `now` is aware.

    Raises UserError paper.other_customer, paper.other_amount (prepaid), paper.other_agreement,
    paper.over (latest), paper.card_gone, all with the field number.
    """
    scope, prepaid = paper.draft.scope, paper.draft.subject.prepaid
    if paper.customer_id != asked.customer_id:
        raise UserError("paper.other_customer", field="number")
    if prepaid is not None and prepaid != asked.amount:
        raise UserError("paper.other_amount", field="number", prepaid=prepaid)
    if not _says(paper, asked):
        raise UserError("paper.other_agreement", field="number")
    if now > scope.latest:
        raise UserError("paper.over", field="number", latest=scope.latest.date())
    if scope.card is not None and scope.card not in saved:
        raise UserError("paper.card_gone", field="number")


def _says(paper: Paper, asked: AskedOnPaper) -> bool:
    """Whether it was printed for this agreement: the same charges of the same thing. It may have
    been printed on an earlier day, and about any of their cards."""
    printed, wanted = paper.draft.scope, asked.scope
    same = ("purpose", "currency", "cap_minor", "total_minor", "count", "interval")
    if any(getattr(printed, name) != getattr(wanted, name) for name in same):
        return False
    in_time = printed.earliest <= wanted.earliest and printed.latest >= wanted.latest
    return in_time and paper.draft.subject.description == asked.description
