"""What can be ordered of the stand-in, and how it is called."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from pos_app.training.remote import Waiting

SLOW_S: Final = 8


@dataclass(frozen=True, slots=True)
class Target:
    """Which requests a scenario hits; none named: any."""

    key: str
    name: object
    match: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trouble:
    """A scenario as the control API takes it, but for its target."""

    key: str
    name: object
    fields: Mapping[str, object] = field(default_factory=dict)


TARGETS: Final = (
    Target(
        "charge",
        QT_TRANSLATE_NOOP("Training", "the next charge"),
        ("POST /v1/payment_intents", "POST /page/session/confirm"),
    ),
    Target(
        "checkout",
        QT_TRANSLATE_NOOP("Training", "the next payment page"),
        ("POST /v1/checkout/sessions",),
    ),
    Target(
        "customer",
        QT_TRANSLATE_NOOP("Training", "the next customer lookup"),
        ("GET /v1/customers",),
    ),
    Target("any", QT_TRANSLATE_NOOP("Training", "any request, the till’s own too"), ()),
)

TROUBLES: Final = (
    Trouble(
        "slow",
        QT_TRANSLATE_NOOP("Training", "Late by 8 seconds"),
        {"kind": "slow", "delay_s": SLOW_S},
    ),
    Trouble(
        "lost_before",
        QT_TRANSLATE_NOOP("Training", "Lost before it is done"),
        {"kind": "lost_before"},
    ),
    Trouble(
        "lost_after", QT_TRANSLATE_NOOP("Training", "Lost after it is done"), {"kind": "lost_after"}
    ),
    Trouble(
        "conflict",
        QT_TRANSLATE_NOOP("Training", "In use elsewhere (409)"),
        {"kind": "status", "status": 409},
    ),
    Trouble(
        "busy",
        QT_TRANSLATE_NOOP("Training", "Too many requests (429)"),
        {"kind": "status", "status": 429},
    ),
    Trouble(
        "fault_before",
        QT_TRANSLATE_NOOP("Training", "Fault, not done (500)"),
        {"kind": "status", "status": 500},
    ),
    Trouble(
        "fault_after",
        QT_TRANSLATE_NOOP("Training", "Fault, but done (500)"),
        {"kind": "status", "status": 500, "when": "after"},
    ),
)

_OTHERS: Final[Mapping[str, object]] = {
    "nonsense": QT_TRANSLATE_NOOP("Training", "Nonsense"),
    "status": QT_TRANSLATE_NOOP("Training", "Status {status}"),
    "decline": QT_TRANSLATE_NOOP("Training", "Declined: {code}"),
    "authenticate": QT_TRANSLATE_NOOP("Training", "Authentication"),
}
_BANK: Final = QT_TRANSLATE_NOOP("Training", "the next card, wherever it is used")


def said(source: object) -> str:
    """One of this module's words in the language of the screen."""
    return QCoreApplication.translate("Training", str(source))


def trouble_of(waiting: Waiting) -> str:
    """What will happen."""
    for trouble in TROUBLES:
        fields = trouble.fields
        same = (fields["kind"], fields.get("status"), fields.get("when") == "after")
        if same == (waiting.kind, waiting.status, waiting.after):
            return said(trouble.name)
    other = said(_OTHERS.get(waiting.kind, waiting.kind))
    return other.format(status=waiting.status, code=waiting.code)


def target_of(waiting: Waiting) -> str:
    """What it will happen to."""
    if waiting.kind in ("decline", "authenticate"):
        return said(_BANK)
    for target in TARGETS:
        if target.match == waiting.match:
            return said(target.name)
    return ", ".join(waiting.match)
