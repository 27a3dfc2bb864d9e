"""An agreement on paper: printed with a number, ticked and signed by pen, then recorded."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from pos_app.consent.model import Tick
from pos_app.consent.service import Draft
from pos_app.kernel.errors import UserError
from pos_app.kernel.ids import CustomerId, PaymentMethodId, Randomness
from pos_app.kernel.money import Money

_FIGURES: Final = 9
_NUMBER: Final = re.compile(rf"P?([0-9]{{{_FIGURES}}})")


@dataclass(frozen=True, slots=True)
class Paper:
    """A draft that was printed for a customer. `printed_at` in UTC seconds."""

    number: str
    """`P-123-456-789`."""
    customer_id: CustomerId
    draft: Draft
    printed_at: int


@dataclass(frozen=True, slots=True)
class SignedPaper:
    """One that came back with a signature. `at`: when that was recorded, UTC, whole seconds."""

    paper: Paper
    ticked: frozenset[Tick]
    """By pen."""
    at: datetime


def new_number(randomness: Randomness) -> str:
    """Nine figures that nobody guesses; whoever keeps it sees to it that no other has them."""
    figures = f"{int.from_bytes(randomness(8), 'big') % 10**_FIGURES:0{_FIGURES}}"
    return _written(figures)


def number_of(typed: str) -> str:
    """A number as it is kept, however it was typed or scanned.

    Raises UserError paper.no_number (field number).
    """
    found = _NUMBER.fullmatch(re.sub(r"[\s.\-–]", "", typed).upper())
    if found is None:
        raise UserError("paper.no_number", field="number")
    return _written(found.group(1))


def scanned_form(number: str) -> str:
    """What its bar code says."""
    return number.replace("-", "")


def _written(figures: str) -> str:
    return "-".join(["P", figures[:3], figures[3:6], figures[6:]])


def check_signed(
    paper: Paper, customer_id: CustomerId, amount: Money, ticked: Collection[Tick],
    saved: Collection[PaymentMethodId], now: datetime,
) -> None:  # fmt: skip
    """Whether what came back can be recorded for a customer who pays `amount` now and has these
    cards `saved`. `now` is aware.

    Raises UserError paper.other_customer, paper.other_amount (prepaid), paper.over (latest),
    paper.card_gone, all with the field number; agreement.not_ticked (field ticked).
    """
    scope, prepaid = paper.draft.scope, paper.draft.subject.prepaid
    if paper.customer_id != customer_id:
        raise UserError("paper.other_customer", field="number")
    if prepaid is not None and prepaid != amount:
        raise UserError("paper.other_amount", field="number", prepaid=prepaid)
    if now > scope.latest:
        raise UserError("paper.over", field="number", latest=scope.latest.date())
    if scope.card is not None and scope.card not in saved:
        raise UserError("paper.card_gone", field="number")
    if Tick.CHARGE_LATER not in ticked:
        raise UserError("agreement.not_ticked", field="ticked")
