"""What must hold after recovery, whatever happened before (RELIABILITY section 1).

Written once, for every tier of proof. A tier fills in `Evidence` from wherever it gets its facts
(a model of Stripe, the stand-in over HTTP, a ledger file, the real window) and calls `check`.
A fact that a tier can't observe stays empty and proves nothing there.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final


@dataclass(frozen=True)
class Movement:
    """Money that moved at the server, or a ledger's row about it. Amounts in minor units."""

    id: str
    """Of the PaymentIntent that took it, or of the refund that gave it back."""
    item_id: str
    amount_minor: int
    currency: str = "eur"
    obligation: str = ""
    """What was owed once: the item for a payment, the operation's id for a refund."""


@dataclass(frozen=True)
class TillFacts:
    """What one till holds after its recovery."""

    name: str = "till"
    payments: Sequence[Movement] = ()
    """Its ledger's rows, in order."""
    refunds: Sequence[Movement] = ()
    broken_row: int | None = None
    """The ledger's first row that doesn't follow from the one before."""
    unresolved: Sequence[str] = ()
    """Whatever its journal or its screen still calls open or unknown."""
    shown: Mapping[str, str] = field(default_factory=dict)
    """item → the OutcomeKind its screen shows for it (`last_outcome`, or read off the window)."""
    told: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """item → every OutcomeKind a person was told meanwhile."""
    took: Mapping[str, str] = field(default_factory=dict)
    """attempt whose own request took money → the OutcomeKind its journal has for it."""


@dataclass(frozen=True)
class Evidence:
    """Everything one run left behind."""

    payments: Sequence[Movement] = ()
    """What the server took: PaymentIntents that succeeded."""
    refunds: Sequence[Movement] = ()
    """What the server gave back, failed refunds left out."""
    tills: Sequence[TillFacts] = ()
    items: Sequence[str] = ()
    """Every obligation of the run, charged or not."""
    second_recovery_posts: Sequence[str] = ()
    """What one more recovery sent."""
    live_at_once: Sequence[str] = ()
    """Moments at which an item could be paid in two ways at once, in words."""
    outlived_keys: Sequence[str] = ()
    """Requests to move money sent again under a key that Stripe had forgotten (24 h)."""
    texts: Mapping[str, bytes] = field(default_factory=dict)
    """name → contents: database files, logs, crash reports."""
    cannot_pay: Sequence[str] = ()
    """Unpaid items that a good card could not pay afterwards."""


class Violated(AssertionError):
    """At least one invariant doesn't hold; `found` has one line for each."""

    def __init__(self, found: Sequence[str]) -> None:
        super().__init__("; ".join(found))
        self.found = found


def check(evidence: Evidence) -> None:
    """Raises Violated, naming every invariant that doesn't hold."""
    found = [f"{name}: {what}" for name, what in violations(evidence)]
    if found:
        raise Violated(found)


def violations(evidence: Evidence) -> Iterator[tuple[str, str]]:
    """(name of the invariant, what was seen instead) for every violation."""
    for rule in INVARIANTS:
        for what in rule(evidence):
            yield rule.__name__, what


def charged_once(evidence: Evidence) -> Iterator[str]:
    """1. At most one success per obligation, and nothing that could have made another."""
    yield from (f"asked anew: {what}" for what in evidence.outlived_keys)
    for word, moved in (("charged", evidence.payments), ("refunded", evidence.refunds)):
        for obligation, times in Counter(m.obligation or m.item_id for m in moved).items():
            if times > 1:
                yield f"{obligation} {word} {times} times"


def recorded_once(evidence: Evidence) -> Iterator[str]:
    """2. Every success stands in a ledger, in none twice, and every ledger's chain holds."""
    if not evidence.tills:
        return
    for word in ("payments", "refunds"):
        known = set()
        for till in evidence.tills:
            rows = Counter(row.id for row in getattr(till, word))
            known |= rows.keys()
            yield from (f"{till.name} has {i} twice" for i, times in rows.items() if times > 1)
        truth = {moved.id for moved in getattr(evidence, word)}
        yield from (f"no ledger has {word} {missing}" for missing in sorted(truth - known))
        yield from (f"{word} {extra} never happened" for extra in sorted(known - truth))
    for till in evidence.tills:
        if till.broken_row is not None:
            yield f"row {till.broken_row} of {till.name} was changed"


def sums_agree(evidence: Evidence) -> Iterator[str]:
    """3. The ledgers' sum is the server's, also item by item."""
    if not evidence.tills:
        return
    theirs = _sums(evidence.payments, evidence.refunds)
    rows = {row.id: row for till in evidence.tills for row in till.payments}
    given = {row.id: row for till in evidence.tills for row in till.refunds}
    ours = _sums(list(rows.values()), list(given.values()))
    for key in sorted(theirs.keys() | ours.keys()):
        if theirs.get(key, 0) != ours.get(key, 0):
            yield f"{key[0]}: {ours.get(key, 0)} in the ledger, {theirs.get(key, 0)} at the server"


def _sums(payments: Sequence[Movement], refunds: Sequence[Movement]) -> dict[tuple[str, str], int]:
    sums: Counter[tuple[str, str]] = Counter()
    for moved in payments:
        sums[moved.item_id, moved.currency] += moved.amount_minor
    for moved in refunds:
        sums[moved.item_id, moved.currency] -= moved.amount_minor
    return dict(sums)


def nothing_unresolved(evidence: Evidence) -> Iterator[str]:
    """4. Recovery leaves nothing open."""
    for till in evidence.tills:
        yield from (f"{till.name} still asks about {what}" for what in till.unresolved)


def screen_agrees(evidence: Evidence) -> Iterator[str]:
    """5. Shown as paid exactly where the server was paid; nobody was told otherwise.

    With two tills the one that didn't take the money may show its own, unpaid attempt; one of
    those that know the item must show it as paid.
    """
    paid = {moved.item_id for moved in evidence.payments}
    for till in evidence.tills:
        for item, kind in till.shown.items():
            if kind == "succeeded" and item not in paid:
                yield f"{till.name} shows {item} as paid"
        for item, kinds in till.told.items():
            if "succeeded" in kinds and item not in paid:
                yield f"{till.name} told a person that {item} was paid"
        for attempt, kind in till.took.items():
            if kind not in ("succeeded", "held"):
                yield f"{till.name} calls {attempt} {kind}, and it took the money"
    for item in sorted(paid):
        shown = [till.shown[item] for till in evidence.tills if item in till.shown]
        if shown and "succeeded" not in shown:
            yield f"{item} is paid and shown as {', '.join(shown)}"


def second_recovery_is_silent(evidence: Evidence) -> Iterator[str]:
    """6. One more recovery sends no POST."""
    if evidence.second_recovery_posts:
        yield ", ".join(evidence.second_recovery_posts)


_CARD_NUMBER: Final = re.compile(rb"(?<![0-9A-Za-z])(?:\d[ -]?){13,18}\d(?![0-9A-Za-z])")
_SECRET: Final = re.compile(rb"[sr]k_(?:live|test)_\w{8,}|\w_secret_\w+|whsec_\w+")


def nothing_secret_kept(evidence: Evidence) -> Iterator[str]:
    """7. No card number and no secret in database, log or crash report."""
    for name, text in evidence.texts.items():
        if _SECRET.search(text):
            yield f"a secret in {name}"
        for match in _CARD_NUMBER.finditer(text):
            if _is_card_number(match[0]):
                yield f"a card number in {name}"


def _is_card_number(found: bytes) -> bool:
    """By its check digit (ISO/IEC 7812-1); a long id or a sum of milliseconds has none."""
    digits = [c - 48 for c in found if 48 <= c <= 57]
    doubled = (
        d if place % 2 == 0 else sum(divmod(2 * d, 10)) for place, d in enumerate(digits[::-1])
    )
    return digits[0] in (2, 3, 4, 5, 6) and sum(doubled) % 10 == 0


def one_live_instrument(evidence: Evidence) -> Iterator[str]:
    """8. No item can ever be paid in two ways at once."""
    yield from evidence.live_at_once


def can_be_paid(evidence: Evidence) -> Iterator[str]:
    """9. What was not paid can be paid: no item is blocked or declined for ever."""
    yield from evidence.cannot_pay


INVARIANTS: Final = (
    charged_once,
    recorded_once,
    sums_agree,
    nothing_unresolved,
    screen_agrees,
    second_recovery_is_silent,
    nothing_secret_kept,
    one_live_instrument,
    can_be_paid,
)
