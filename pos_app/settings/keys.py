"""What a Stripe key is, and which of them a till takes. Decisions only; nothing is asked here."""

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from pos_app.kernel.errors import UserError
from pos_app.settings.environment import (
    PUBLISHABLE_KEY,
    REFUND_KEY,
    SECRET_KEY,
    EnvironmentKind,
)

SECRET: Final = SECRET_KEY
PUBLISHABLE: Final = PUBLISHABLE_KEY
REFUND: Final = REFUND_KEY
KEPT_NAMES: Final = (SECRET, PUBLISHABLE, REFUND)
"""Under which names an environment's keys lie in its `SecretStore`."""

_SHAPE: Final = re.compile(r"(sk|rk|pk)_(test|live)_([A-Za-z0-9_]{6,240})")
"""docs.stripe.com/keys: the prefix says what a key is; what follows is nobody's business."""
_SHOWN: Final = 4


class KeyKind(StrEnum):
    """SECRET may do everything, RESTRICTED what it was given, PUBLISHABLE goes to the page."""

    SECRET = "sk"  # noqa: S105 (a prefix)
    RESTRICTED = "rk"
    PUBLISHABLE = "pk"


class Mode(StrEnum):
    """TEST moves no money, LIVE does."""

    TEST = "test"
    LIVE = "live"


@dataclass(frozen=True, slots=True)
class Key:
    """One key as it was typed, without what a clipboard puts around it."""

    kind: KeyKind
    mode: Mode
    text: str = field(repr=False)

    @property
    def masked(self) -> str:
        """Enough to tell two keys apart, as Stripe's Dashboard shows them: `rk_live_…a1b2`."""
        return f"{self.kind}_{self.mode}_…{self.text[-_SHOWN:]}"


@dataclass(frozen=True, slots=True)
class KeySet:
    """The keys of one environment, of one mode. `refund`: refunds go with it and only it."""

    kind: EnvironmentKind
    publishable: Key
    secret: Key
    refund: Key | None = None

    def by_name(self) -> dict[str, str]:
        """What is kept, under the names of `KEPT_NAMES`."""
        kept = {SECRET: self.secret.text, PUBLISHABLE: self.publishable.text}
        return kept if self.refund is None else {**kept, REFUND: self.refund.text}


def mode_of(kind: EnvironmentKind) -> Mode:
    """Of the keys that an environment takes."""
    return Mode.LIVE if kind is EnvironmentKind.LIVE else Mode.TEST


def read_key(text: str, field: str) -> Key:
    """The key in what was typed or pasted, whatever it is for.

    Raises UserError with `field`: key.empty, key.has_spaces (a line break in the middle too),
    key.unknown.
    """
    bare = text.strip().strip("\ufeff\u200b\"'").strip()
    if not bare:
        raise UserError("key.empty", field=field)
    if len(bare.split()) > 1:
        raise UserError("key.has_spaces", field=field)
    found = _SHAPE.fullmatch(bare)
    if found is None:
        raise UserError("key.unknown", field=field)
    return Key(KeyKind(found[1]), Mode(found[2]), bare)


def read_publishable(text: str, kind: EnvironmentKind) -> Key:
    """The key of the card form. Raises as `read_key`, and UserError key.secret_here,
    key.test_for_live, key.live_for_test (field publishable_key)."""
    name = "publishable_key"
    key = read_key(text, name)
    if key.kind is not KeyKind.PUBLISHABLE:
        raise UserError("key.secret_here", field=name)
    return _of_mode(key, kind, name)


def read_secret(text: str, kind: EnvironmentKind, name: str = "secret_key") -> Key:
    """The key the till works with, or (`name` refund_key) the one for refunds only.

    A till takes restricted ones, and to try things out a full test key: RELIABILITY section 6.
    Raises as `read_key`, and UserError key.publishable_here, environment.full_secret_key,
    key.test_for_live, key.live_for_test, all with the field `name`.
    """
    key = read_key(text, name)
    if key.kind is KeyKind.PUBLISHABLE:
        raise UserError("key.publishable_here", field=name)
    if key.kind is KeyKind.SECRET and key.mode is Mode.LIVE:
        raise UserError("environment.full_secret_key", field=name)
    return _of_mode(key, kind, name)


def read_keys(kind: EnvironmentKind, publishable: str, secret: str, refund: str = "") -> KeySet:
    """All keys of a set-up; an empty `refund` is none.

    Raises as `read_publishable` and `read_secret`, and UserError key.same_twice (refund_key) where
    the key for refunds is the till's own: it would keep nothing apart.
    """
    first = read_publishable(publishable, kind)
    second = read_secret(secret, kind)
    third = read_secret(refund, kind, "refund_key") if refund.strip() else None
    if third is not None and third.text == second.text:
        raise UserError("key.same_twice", field="refund_key")
    return KeySet(kind, first, second, third)


def _of_mode(key: Key, kind: EnvironmentKind, name: str) -> Key:
    wanted = mode_of(kind)
    if key.mode is not wanted:
        wrong = "key.test_for_live" if wanted is Mode.LIVE else "key.live_for_test"
        raise UserError(wrong, field=name)
    return key
