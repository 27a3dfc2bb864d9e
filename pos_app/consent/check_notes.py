"""The check of a charge in few words: what goes to Stripe with the charge, and into a dispute pack.

The ledger keeps the whole check, chained (`scope_checks`). What is in short here can be read again
by a till whose ledger is gone, so that both show a bank the same; its SHA-256 ties the two.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any, Final

from pos_app.kernel.errors import UserError
from pos_app.kernel.metadata import joined, parts

KEY: Final = "check"
_KEYS: Final = (KEY, f"{KEY}_2", f"{KEY}_3")
"""Of 50: the others are for agreements that are given with a payment."""
_WHOLE: Final = ("at", "amount", "cap", "count", "total")
_WORDS: Final = ("agreement", "purpose", "item", "card", "currency", "from", "to", "sha256")
_PAIRS: Final = ("charged", "left")


def short_check(text: str) -> str:
    """The check (consent.checking.check_text) of a charge under an agreement, which allowed it, as
    compact JSON. Minor units, UTC seconds; `charged` and `left` are how often and how much."""
    whole = json.loads(text)
    proposed, scope, result = whole["proposed"], whole["scope"], whole["result"]
    charged = whole["charges"]
    short = {
        "agreement": whole["agreement"],
        "purpose": proposed["purpose"],
        "at": whole["now"],
        "item": proposed["item"],
        "card": proposed["card"],
        "amount": proposed["amount"],
        "currency": proposed["currency"],
        "cap": scope["cap"],
        "count": scope["count"],
        "total": scope["total"],
        "from": scope["earliest"],
        "to": scope["latest"],
        "charged": [len(charged), sum(one["amount"] for one in charged)],
        "left": [result["charges_left"], result["total_left"]],
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
    }
    return json.dumps(short, ensure_ascii=False, separators=(",", ":"))


def check_note(short: str) -> dict[str, str]:
    """What a PaymentIntent says of it, in place of an earlier one: an empty value takes a key away
    there (Stripe's documentation, Metadata). Raises UserError agreement.check_too_long for what
    would leave no room for anything else."""
    noted = parts(KEY, short)
    if len(noted) > len(_KEYS):
        raise UserError("agreement.check_too_long")
    return dict.fromkeys(_KEYS, "") | noted


def noted_check(metadata: Mapping[str, str]) -> str:
    """What `check_note` put there; empty where no till did, or somebody changed it since."""
    try:
        text = joined(KEY, metadata)
        return text if _is_sound(json.loads(text)) else ""
    except (KeyError, ValueError):
        return ""


def check_record(short: str) -> dict[str, Any]:
    """The same, as evidence names it."""
    one = json.loads(short)
    (times, minor), (times_left, left) = one["charged"], one["left"]
    return {
        "agreement": one["agreement"],
        "now": one["at"],
        "proposed": {name: one[name] for name in ("purpose", "item", "card", "amount", "currency")},
        "scope": {
            "currency": one["currency"], "cap": one["cap"], "count": one["count"],
            "total": one["total"], "earliest": one["from"], "latest": one["to"],
        },
        "charged_before": {"count": times, "amount": minor},
        "result": {"allowed": True, "charges_left": times_left, "total_left": left},
        "record_sha256": one["sha256"],
    }  # fmt: skip


def _is_sound(short: Any) -> bool:
    if not isinstance(short, dict):
        return False
    return (
        all(type(short.get(name)) is int for name in _WHOLE)
        and all(type(short.get(name)) is str for name in _WORDS)
        and all(_is_pair(short.get(name)) for name in _PAIRS)
    )


def _is_pair(value: Any) -> bool:
    return isinstance(value, list) and [type(one) for one in value] == [int, int]
