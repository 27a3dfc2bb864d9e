"""Whether keys are of the Stripe account that a till's ledger belongs to. Decisions only.

A PaymentIntent is never deleted at Stripe, so the account that doesn't hold the newest one the
ledger knows is another account (docs.stripe.com/api/payment_intents: there is no way to delete
one; a sandbox whose data was deleted is as good as another account). Asked once for each key.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Final, Protocol

from pos_app.kernel.errors import EnvironmentFault

_PURPOSE: Final = b"till: a key of its account\0"


@dataclass(frozen=True, slots=True)
class Seen:
    """What a ledger knows of its account: the newest PaymentIntent, and the fingerprints of keys
    that are of it."""

    intent_id: str | None
    fingerprints: frozenset[str]


class AccountQuestion(Protocol):
    """Asks with one key."""

    async def holds_intent(self, intent_id: str) -> bool | None:
        """Whether its account has it; None where that can't be told."""
        ...


def fingerprint(key: str) -> str:
    """Tells keys apart without giving one away: they are too long to be guessed."""
    return sha256(_PURPOSE + key.encode()).hexdigest()


def unasked(keys: Mapping[str, str], seen: Seen) -> Mapping[str, str]:
    """Those of `keys` (text by name) that nobody compared with the ledger yet. None where it
    knows nothing: then there is nothing to be charged to the wrong account."""
    if seen.intent_id is None:
        return {}
    return {name: key for name, key in keys.items() if fingerprint(key) not in seen.fingerprints}


def check_answer(holds: bool | None, seen: Seen) -> bool:
    """Whether a key is known to be of the ledger's account; False: it could not be told, and no
    other ever was, as in a ledger from before such questions.

    Raises EnvironmentFault environment.other_account, environment.account_unclear (retryable).
    """
    if holds is False:
        raise EnvironmentFault("environment.other_account", retryable=False)
    if holds is None and seen.fingerprints:
        raise EnvironmentFault("environment.account_unclear", retryable=True)
    return holds is True
