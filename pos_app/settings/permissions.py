"""What a till's key must be allowed at Stripe, and what each missing permission switches off.

Names are Stripe's own, as its 403 gives them: `rak_customer_write`; that of redaction jobs, which
are a preview, is unverified. Stripe's list of them
(docs.stripe.com/keys/restricted-api-keys) has each resource with none, read or write.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

_NAMED: Final = re.compile(r"'rak_([a-z0-9_]{1,60})'")


class Level(StrEnum):
    """WRITE brings READ with it in Stripe's Dashboard."""

    READ = "read"
    WRITE = "write"


class Standing(StrEnum):
    """Whether a key has a permission; UNKNOWN where Stripe's answer didn't tell."""

    GRANTED = "granted"
    MISSING = "missing"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Need:
    """One permission. `essential`: without it no payment can be taken, so no till is set up."""

    resource: str
    """As Stripe's names have it: `payment_intent`."""
    title: str
    """As Stripe's Dashboard lists it."""
    level: Level
    essential: bool = False

    @property
    def name(self) -> str:
        """`payment_intent_write`; with `rak_` before it, as a 403 names it."""
        return f"{self.resource}_{self.level}"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found out about one permission."""

    need: Need
    standing: Standing


def _both(resource: str, title: str, *, essential: bool = False) -> tuple[Need, Need]:
    return (
        Need(resource, title, Level.READ, essential),
        Need(resource, title, Level.WRITE, essential),
    )


_TILL: Final = (
    *_both("customer", "Customers", essential=True),
    *_both("payment_method", "PaymentMethods"),
    *_both("payment_intent", "PaymentIntents", essential=True),
    *_both("checkout_session", "Checkout Sessions", essential=True),
    Need("setup_intent", "SetupIntents", Level.READ),
    Need("charge", "Charges", Level.READ),
    Need("event", "Events", Level.READ),
    *_both("dispute", "Disputes"),
    Need("file", "Files", Level.WRITE),
    *_both("redaction_job", "Redaction Jobs"),
)
_REFUNDS: Final = (
    Need("refund", "Refunds", Level.READ),
    Need("refund", "Refunds", Level.WRITE),
)
_ACCOUNTS: Final = _both("v2_account", "Accounts v2")


def needs_of_till(*, accounts: bool = False, refunds: bool = True) -> Sequence[Need]:
    """Of the key a till works with. `accounts`: customers are accounts (v2). `refunds`: it also
    refunds, as there is no key for that alone; otherwise it only reads them."""
    more = _ACCOUNTS if accounts else ()
    return (*_TILL, *(_REFUNDS if refunds else _REFUNDS[:1]), *more)


def needs_of_refunds() -> Sequence[Need]:
    """Of the key that refunds and does nothing else."""
    return _REFUNDS


def missing(findings: Sequence[Finding]) -> Sequence[Need]:
    """What a key lacks for certain, what matters most first."""
    lacking = [one.need for one in findings if one.standing is Standing.MISSING]
    return sorted(lacking, key=lambda need: not need.essential)


def unclear(findings: Sequence[Finding]) -> Sequence[Need]:
    """What Stripe's answers didn't tell: it shows when it is first needed."""
    return [one.need for one in findings if one.standing is Standing.UNKNOWN]


def enough(findings: Sequence[Finding]) -> bool:
    """Whether payments can be taken with it."""
    return not any(need.essential for need in missing(findings))


def named_in(message: str | None) -> str | None:
    """The permission that a refusal of Stripe's names: `refund_write`. None where it names none.

    "Having the 'rak_refund_write' permission would allow this request to continue."
    """
    found = _NAMED.search(message or "")
    return None if found is None else found[1]


@dataclass(frozen=True, slots=True)
class Permission:
    """One that a message names: screens say it in their language, `str` as the Dashboard does."""

    name: str
    """`refund_write`; Stripe may name one that no till needs."""

    def __str__(self) -> str:
        return title_of(self.name)

    @property
    def need(self) -> Need | None:
        """What a till needs by that name."""
        return _BY_NAME.get(self.name)


def switched_off(need: Need) -> str:
    """The message key of what doesn't work without it."""
    return f"off.{need.name}"


def title_of(name: str) -> str:
    """How Stripe's Dashboard lists the permission of that name: `Refunds: write`; the name itself
    for one that no till needs."""
    return _TITLES.get(name, name)


_BY_NAME: Final[Mapping[str, Need]] = {need.name: need for need in (*_TILL, *_REFUNDS, *_ACCOUNTS)}
_TITLES: Final[Mapping[str, str]] = {
    name: f"{need.title}: {need.level}" for name, need in _BY_NAME.items()
}
