"""A shift of this till and what happened in it: pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from pos_app.kernel.money import Money


class FactKind(StrEnum):
    """What a line of a shift's report tells. The report's text keeps these words."""

    SALE = "sale"
    DEPOSIT = "deposit"
    BALANCE = "balance"
    INSTALMENT = "instalment"
    LINK = "link"
    """Paid at an address that was sent to the customer, whatever part of a sale it was."""
    CAPTURED = "captured"
    """Of a held amount, what was taken."""
    REFUND = "refund"
    REFUND_RETURNED = "refund_returned"
    """A refund that its bank sent back: the money is the shop's again."""
    APPLIED = "applied"
    """Paid in advance for a sale that is done now."""
    FORFEITED = "forfeited"
    HELD = "held"
    RELEASED = "released"
    """A held amount that was let go, by a person or by the bank's calendar."""
    DECLINED = "declined"


TAKEN: Final = (
    FactKind.SALE, FactKind.DEPOSIT, FactKind.BALANCE, FactKind.INSTALMENT, FactKind.LINK,
    FactKind.CAPTURED,
)  # fmt: skip
"""Each payment is one of these, so that together they are what was taken."""

_ALWAYS_TOLD: Final = (FactKind.REFUND, FactKind.APPLIED, FactKind.FORFEITED)
"""Beside what was taken: whoever reads a Z looks for them, and asks where they aren't."""


class UnclearKind(StrEnum):
    """What is open: the first four with Stripe or a bank, the last two with a customer."""

    CHARGE = "charge"
    REFUND = "refund"
    CAPTURE = "capture"
    RELEASE = "release"
    PAGE = "page"
    """A card form that was opened and isn't paid, as far as this till knows."""
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that happened, tied to what Stripe calls it. `at` is UTC."""

    kind: FactKind
    amount: Money
    """Never below zero; what a kind does to the till's sum is told by the kind."""
    at: datetime
    payment_intent_id: str = ""
    """Empty only where no payment of Stripe's has to do with it."""
    refund_id: str = ""
    sale_id: str = ""
    reason: str = ""
    """Stripe's code, of a decline."""
    late: bool = False
    """Begun before this shift was opened, and learned of in it."""


@dataclass(frozen=True, slots=True)
class Unclear:
    """Something whose end isn't known. `since` is UTC."""

    kind: UnclearKind
    amount: Money
    since: datetime
    payment_intent_id: str = ""
    sale_id: str = ""

    @property
    def waits_for_customer(self) -> bool:
        """Nothing is wrong: a link may be paid tomorrow."""
        return self.kind is UnclearKind.LINK


@dataclass(frozen=True, slots=True)
class Shift:
    """A span of this till's time with a person. `opened_at` is UTC, by Stripe's clock."""

    number: int
    """Counted from 1 without gaps; its Z has the same."""
    opened_at: datetime
    opened_by: str
    """Their name; empty while the shop has no staff."""


@dataclass(frozen=True, slots=True)
class Place:
    """Whose report it is. In training no money moved."""

    shop_name: str
    till_name: str
    till_id: str
    training: bool


@dataclass(frozen=True, slots=True)
class ShiftReport:
    """An X while `closed_at` is None, else the Z as it was written down."""

    shift: Shift
    place: Place
    at: datetime
    """When these figures were read (UTC); of a Z, when the shift was closed."""
    facts: tuple[Fact, ...]
    unclear: tuple[Unclear, ...]
    liability: tuple[Money, ...]
    """What the shop owes for open sales at that moment, by the till's copy; one by currency."""
    closed: bool = False
    closed_by: str = ""
    fingerprint: str = ""
    """SHA-256 of the ledger's row of a Z, which covers the rows before it."""
    tells_nothing: bool = True
    """Whether what didn't happen is told, too. A Z of before that was the rule is told as it was
    when it was closed."""

    @property
    def took_nothing(self) -> bool:
        """Nothing was paid, which is to be told."""
        return self.tells_nothing and not any(one.kind in TAKEN for one in self.facts)

    @property
    def did_not_happen(self) -> Sequence[FactKind]:
        """What is to be told of all the same."""
        there = {one.kind for one in self.facts}
        return [kind for kind in _ALWAYS_TOLD if self.tells_nothing and kind not in there]

    @property
    def to_check(self) -> Sequence[Unclear]:
        """What somebody should look after; links just wait."""
        return [one for one in self.unclear if not one.waits_for_customer]


@dataclass(frozen=True, slots=True)
class Total:
    """How often something happened, and how much it was in all."""

    kind: FactKind
    count: int
    amount: Money


def totals(facts: Iterable[Fact]) -> Sequence[Total]:
    """One for each kind and currency there is, in the order of the kinds."""
    sums: dict[tuple[FactKind, str], tuple[int, int]] = {}
    for fact in facts:
        key = (fact.kind, fact.amount.currency)
        count, minor = sums.get(key, (0, 0))
        sums[key] = (count + 1, minor + fact.amount.amount_minor)
    order = list(FactKind)
    return [
        Total(kind, count, Money(minor, currency))
        for (kind, currency), (count, minor) in sorted(
            sums.items(), key=lambda one: (one[0][1], order.index(one[0][0]))
        )
    ]


def taken(facts: Iterable[Fact]) -> Sequence[Money]:
    """What customers paid, refunds not taken off: one sum for each currency."""
    return _sums((one.kind in TAKEN, one.amount) for one in facts)


def net(facts: Iterable[Fact]) -> Sequence[Money]:
    """What was taken less what was given back: what Stripe's balance grew by, fees aside."""
    signs = dict.fromkeys(TAKEN, 1) | {FactKind.REFUND: -1, FactKind.REFUND_RETURNED: 1}
    return _sums(
        (one.kind in signs, Money(signs.get(one.kind, 0) * one.amount.amount_minor,
                                  one.amount.currency))
        for one in facts
    )  # fmt: skip


def _sums(amounts: Iterable[tuple[bool, Money]]) -> Sequence[Money]:
    sums: dict[str, int] = {}
    for counts, amount in amounts:
        if counts:
            sums[amount.currency] = sums.get(amount.currency, 0) + amount.amount_minor
    return [Money(minor, currency) for currency, minor in sorted(sums.items())]
