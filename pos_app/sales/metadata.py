"""A sale as metadata of its customer at Stripe, so that every till, and a new one, knows what is
owed. One text per sale, over as many keys as it needs, all of which begin with the sale's id."""

import json
import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final, TypeVar

from pos_app.kernel.clock import from_timestamp, to_timestamp
from pos_app.kernel.errors import PosError, UserError
from pos_app.kernel.ids import AgreementId, CustomerId, PaymentIntentId, SaleId
from pos_app.kernel.metadata import MOST_KEYS, joined, parts
from pos_app.kernel.money import LARGEST_CHARGE_MINOR, Money
from pos_app.sales.model import (
    CalledOffFor,
    ItemKind,
    ItemState,
    Line,
    OffReason,
    Part,
    Sale,
    SaleItem,
    SaleState,
    item_id,
)
from pos_app.sales.opening import LONGEST_REASON

_log = logging.getLogger(__name__)

PREFIX: Final = "sale_"
_ID_LENGTH: Final = len(PREFIX) + 16
MOST_OF_ONE: Final = 10
"""Keys of one sale, whatever becomes of it."""
OFF: Final = "sale_off"
"""Which of a customer's sales were called off last: one that is over leaves no other trace, and a
till that was charging it just then must be able to tell that from one that was completed."""
_OFF_APART: Final = f"{OFF}_"
_LONGEST_TURN: Final = 10
_MOST_OFF: Final = 25
_MOST_APART: Final = 4
"""Of those, how many have a key of their own too, `sale_off_…`. Two tills that call off two sales
of one customer in the same second each write the list they had read, and one of the two was gone
from it; keys of their own don't overlap. Whoever writes next brings the list up to date."""
OWN_KEYS: Final = frozenset(
    {"number", "tags", "linked_to", "pos_agreements", "language", "note", "postcode", OFF}
)
"""What tills keep with a customer besides: there is always room left for it."""
_RESERVED: Final = 8 + _MOST_APART + 1
_VERSION: Final = 1
_KINDS: Final = tuple(ItemKind)
_ITEM_STATES: Final = tuple(ItemState)
_STATES: Final = tuple(SaleState)
_OFF_REASONS: Final = tuple(OffReason)
_SOME_INTENT: Final = PaymentIntentId("pi_" + "0" * 27)
"""As long as Stripe's, and a little longer."""


class NotASale(ValueError):
    """A note that no till wrote, or that somebody changed."""


def to_text(sale: Sale) -> str:
    """The sale without its customer, who has the note; the ledger keeps the same text."""
    record: dict[str, Any] = {
        "v": _VERSION,
        "r": sale.revision,
        "c": sale.total.currency,
        "at": to_timestamp(sale.opened_at),
        "till": sale.till_id,
        "s": _STATES.index(sale.state),
        "d": sale.description,
        "ref": sale.reference,
        "n": sale.note,
        "l": [[line.description, line.amount.amount_minor] for line in sale.lines],
        "a": sale.agreement_id,
        "f": sale.forfeited.amount_minor if sale.forfeited is not None else None,
        "y": _off_record(sale.off_for),
        "e": sale.ended_by,
        "p": [_part_record(part) for part in sale.parts],
    }
    kept = {key: value for key, value in record.items() if value not in ("", [], None)}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def from_text(sale_id: SaleId, customer_id: CustomerId, text: str) -> Sale:
    """Raises NotASale."""
    try:
        record = json.loads(text)
        if record["v"] != _VERSION:
            raise NotASale(f"version {record['v']}")
        return _sale(sale_id, customer_id, record)
    except (KeyError, TypeError, ValueError, IndexError, ArithmeticError, RecursionError, PosError,
            OSError) as error:  # fmt: skip
        raise NotASale(str(error)) from error


def to_metadata(sale: Sale) -> dict[str, str]:
    """Under the sale's own keys. Nothing is left out of it for its length: what goes back, and
    what went back already, is found by the payments it names."""
    return parts(sale.id, to_text(sale))


def keys_of(sale_id: SaleId, metadata: Mapping[str, str]) -> set[str]:
    """The keys that a sale's note takes."""
    return {key for key in metadata if key == sale_id or key.startswith(f"{sale_id}_")}


def each_sale(customer_id: CustomerId, metadata: Mapping[str, str]) -> dict[SaleId, Sale]:
    """Every sale noted there. What isn't one is left out (logged)."""
    found: dict[SaleId, Sale] = {}
    for key in sorted(metadata):
        if not key.startswith(PREFIX) or len(key) != _ID_LENGTH:
            continue
        sale_id = SaleId(key)
        try:
            found[sale_id] = from_text(sale_id, customer_id, joined(key, metadata))
        except NotASale as error:
            _log.warning("sale_note_unreadable customer=%s sale=%s why=%s", customer_id, key, error)
    return found


def called_off_in(metadata: Mapping[str, str]) -> tuple[SaleId, ...]:
    """The sales that were called off last and are over, oldest first."""
    bodies = (*metadata.get(OFF, "").split(), *_apart(metadata))
    return tuple(SaleId(f"{PREFIX}{body}") for body in dict.fromkeys(bodies))


def noting_off(sale_id: SaleId, noted: Mapping[str, str]) -> dict[str, str]:
    """One more, beside what is `noted` on the customer."""
    kept = [one for one in called_off_in(noted) if one != sale_id][-_MOST_OFF + 1 :]
    apart = _apart(noted)
    gone = dict.fromkeys((f"{_OFF_APART}{body}" for body in apart[: 1 - _MOST_APART]), "")
    newest = max((_turn(noted, body) for body in apart), default=0)
    return {
        OFF: " ".join(one.removeprefix(PREFIX) for one in (*kept, sale_id)),
        **gone,
        f"{_OFF_APART}{sale_id.removeprefix(PREFIX)}": str(newest + 1),
    }


def _apart(metadata: Mapping[str, str]) -> list[str]:
    """The ids, without their prefix, that have a key of their own, in their turn."""
    found = [key.removeprefix(_OFF_APART) for key in metadata if key.startswith(_OFF_APART)]
    return sorted(found, key=lambda body: (_turn(metadata, body), body))


def _turn(metadata: Mapping[str, str], body: str) -> int:
    """Nought for what no till wrote."""
    text = metadata[f"{_OFF_APART}{body}"]
    return int(text) if text.isascii() and text.isdigit() and len(text) < _LONGEST_TURN else 0


def notes_text(metadata: Mapping[str, str]) -> str:
    """All that is noted of sales as one text, the same for the same notes; empty for none."""
    ours = [key for key in metadata if key.startswith(PREFIX)]
    if not ours:
        return ""  # most customers: a first list of a million waits for this
    noted = {key: metadata[key] for key in sorted(ours)}
    return json.dumps(noted, ensure_ascii=False, separators=(",", ":"))


def notes_from(text: str) -> Mapping[str, str]:
    """What `notes_text` was made of."""
    noted: dict[str, str] = json.loads(text) if text else {}
    return noted


def check_fits(sale: Sale) -> int:
    """How many keys it will need at most, whatever is paid, changed or given back of it, and also
    once it is called off. Raises UserError sale.too_big (field note)."""
    needed = len(parts(sale.id, to_text(_filled(sale))))
    if needed > MOST_OF_ONE:
        raise UserError("sale.too_big", field="note")
    return needed


def check_room(sale: Sale, others: Iterable[Sale], keys: Iterable[str]) -> None:
    """Whether a customer with the metadata keys `keys` and the sales `others` can have one more.
    Raises UserError sale.too_many, and what check_fits raises."""
    foreign = [key for key in keys if not key.startswith(PREFIX) and key not in OWN_KEYS]
    taken = sum(len(parts(one.id, to_text(_filled(one)))) for one in others if one.id != sale.id)
    if len(foreign) + taken + check_fits(sale) + _RESERVED > MOST_KEYS:
        raise UserError("sale.too_many")


def _filled(sale: Sale) -> Sale:
    """As long as it becomes: everything paid and given back, called off for a reason of quotation
    marks, which take two characters each. What is owed may be changed to any amount."""
    largest = Money(LARGEST_CHARGE_MINOR, sale.total.currency)
    paid = [
        replace(
            part,
            item=replace(part.item, amount=largest) if part.state is ItemState.OWED else part.item,
            state=ItemState.PAID,
            taken=part.taken or largest,
            refunded=part.taken or largest,
            payment_intent_id=part.payment_intent_id or _SOME_INTENT,
        )
        for part in sale.parts
    ]
    return replace(
        sale,
        parts=tuple(paid),
        agreement_id=sale.agreement_id or AgreementId("agr_" + "0" * 16),
        revision=max(sale.revision, 1_000),
        forfeited=sale.forfeited or sale.total,
        off_for=CalledOffFor(OffReason.OTHER, '"' * LONGEST_REASON),
        ended_by=sale.ended_by or "till_" + "0" * 16,
    )


def _off_record(off_for: CalledOffFor | None) -> list[Any]:
    if off_for is None:
        return []
    why = _OFF_REASONS.index(off_for.why)
    return [why, off_for.words] if off_for.words else [why]


def _off_for(values: Any) -> CalledOffFor:
    if not isinstance(values, list):
        raise NotASale("reason")
    words = _text(values[1]) if len(values) > 1 else ""
    return CalledOffFor(_member(_OFF_REASONS, values[0]), words)


def _part_record(part: Part) -> list[Any]:
    """Kind, amount, day, and what became of it as far as something did; what is missing is 0, and
    so is what was taken where it is what was owed."""
    item, taken, refunded = part.item, part.taken, part.refunded
    record: list[Any] = [
        _KINDS.index(item.kind),
        item.amount.amount_minor,
        int(item.due_on.strftime("%Y%m%d")) if item.due_on is not None else 0,
        _ITEM_STATES.index(part.state),
        taken.amount_minor if taken is not None and taken != item.amount else 0,
        refunded.amount_minor if refunded is not None else 0,
        part.payment_intent_id or 0,
    ]
    while not record[-1]:
        record.pop()
    return record


def _sale(sale_id: SaleId, customer_id: CustomerId, record: Mapping[str, Any]) -> Sale:
    currency, description = _text(record["c"]), _text(record.get("d", ""))
    bare = SaleItem(
        id=item_id(sale_id, 1),
        sale_id=sale_id,
        customer_id=customer_id,
        amount=Money(0, currency),
        description=description,
        opened_at=from_timestamp(_whole(record["at"])),
        till_id=_text(record.get("till", "")),
    )
    found = [_part(values, replace(bare, position=n)) for n, values in enumerate(record["p"], 1)]
    if not found:
        raise NotASale("no parts")
    forfeited = record.get("f")
    return Sale(
        id=sale_id,
        customer_id=customer_id,
        total=Money(sum(part.item.amount.amount_minor for part in found), currency),
        parts=tuple(found),
        opened_at=bare.opened_at,
        till_id=bare.till_id,
        state=_member(_STATES, record["s"]),
        revision=_whole(record["r"]),
        description=description,
        reference=_text(record.get("ref", "")),
        note=_text(record.get("n", "")),
        lines=tuple(
            Line(_text(words), Money(_whole(minor), currency))
            for words, minor in record.get("l", ())
        ),
        agreement_id=AgreementId(_text(record["a"])) if "a" in record else None,
        forfeited=Money(_whole(forfeited), currency) if forfeited is not None else None,
        off_for=_off_for(record["y"]) if "y" in record else None,
        ended_by=_text(record.get("e", "")),
    )


def _part(values: Any, bare: SaleItem) -> Part:
    if not isinstance(values, list):
        raise NotASale("part")
    kind, minor, day, state, taken, refunded, intent = values + [0] * (7 - len(values))
    currency = bare.amount.currency
    if _whole(minor) <= 0:
        raise NotASale("amount")
    item = replace(
        bare,
        id=item_id(bare.sale_id, bare.position),
        amount=Money(minor, currency),
        kind=_member(_KINDS, kind),
        due_on=date.fromisoformat(str(_whole(day))) if day else None,
    )
    became = _member(_ITEM_STATES, state)
    whole = item.amount if became is ItemState.PAID else None
    return Part(
        item,
        became,
        Money(_whole(taken), currency) if taken else whole,
        Money(_whole(refunded), currency) if refunded else None,
        PaymentIntentId(_text(intent)) if intent else None,
    )


_Member = TypeVar("_Member")


def _member(members: Sequence[_Member], number: object) -> _Member:
    place = _whole(number)
    if place < 0:
        raise NotASale("number")
    return members[place]


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise NotASale("text")
    return value


def _whole(value: object) -> int:
    if type(value) is not int:
        raise NotASale("number")
    return value
