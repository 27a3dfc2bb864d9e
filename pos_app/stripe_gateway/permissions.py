"""What a key may do, asked of Stripe without moving or writing anything.

Whether it may read is asked with lists of one; whether it may write with changes to objects that
can't exist. Stripe answers what a key may not do with 403, whatever the object (seen in reports of
users: stripe-node issue 2246, st-paywall issue 36); what it may do ends at 404. An answer that is
neither says nothing, and is told as not known.
"""

import asyncio
import logging
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pos_app.kernel.errors import RemoteRefused, RemoteUnknown
from pos_app.settings.permissions import Finding, Level, Need, Standing
from pos_app.stripe_gateway import mapping, redaction
from pos_app.stripe_gateway.client import Caller

_log = logging.getLogger(__name__)

_NOBODY: Final = "0permissionprobe0"
"""In ids that Stripe never gives: theirs are random."""
_READS: Final[Mapping[str, str]] = {
    "customer": "/v1/customers",
    "payment_method": "/v1/payment_methods",
    "payment_intent": "/v1/payment_intents",
    "checkout_session": "/v1/checkout/sessions",
    "setup_intent": "/v1/setup_intents",
    "charge": "/v1/charges",
    "event": "/v1/events",
    "refund": "/v1/refunds",
    "dispute": "/v1/disputes",
    "file": "/v1/files",
    "v2_account": "/v2/core/accounts",
    "redaction_job": "/v1/privacy/redaction_jobs",
}
_WRITES: Final[Mapping[str, str]] = {
    "customer": f"/v1/customers/cus_{_NOBODY}",
    "payment_method": f"/v1/payment_methods/pm_{_NOBODY}/detach",
    "payment_intent": f"/v1/payment_intents/pi_{_NOBODY}/cancel",
    "checkout_session": f"/v1/checkout/sessions/cs_test_{_NOBODY}/expire",
    "refund": f"/v1/refunds/re_{_NOBODY}",
    "dispute": f"/v1/disputes/dp_{_NOBODY}",
    "file": "/v1/files",
    "v2_account": f"/v2/core/accounts/acct_{_NOBODY}",
    "redaction_job": f"/v1/privacy/redaction_jobs/prj_{_NOBODY}/run",
}
"""A file has no address that changes it: one that isn't sent along can't be kept either."""
_VERSIONS: Final = {"redaction_job": redaction.VERSION}
"""Of what Stripe has in preview: an account that hasn't got it says nothing of the key."""
_PASSED: Final = frozenset({"resource_missing", "parameter_missing", "not_found"})
"""What only an allowed request is told (Stripe's error codes; `not_found` is that of v2)."""


@dataclass(frozen=True, slots=True)
class Known:
    """Something the account holds, by which another key can be asked whether it is of the same
    account. Ids only."""

    customer_id: str | None = None
    intent_id: str | None = None
    client_secret: str | None = None

    def __repr__(self) -> str:
        return f"Known(customer_id={self.customer_id!r}, intent_id={self.intent_id!r})"


class PermissionCalls:
    """Questions about the very key that the gateway works with."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    async def find_out(self, needs: Sequence[Need]) -> Sequence[Finding]:
        """Each need with what Stripe says of it, in their order.

        Raises RemoteRefused remote.bad_key where Stripe doesn't take the key at all,
        RemoteUnreachable, and RemoteUnknown where it answered nothing whatever.
        """
        asked = [self._standing(need) for need in needs]
        found = await asyncio.gather(*asked, return_exceptions=True)
        standings: list[Standing] = []
        lost: RemoteUnknown | None = None
        for one in found:
            if isinstance(one, RemoteUnknown):
                lost = one
                standings.append(Standing.UNKNOWN)
            elif isinstance(one, BaseException):
                raise one
            else:
                standings.append(one)
        if lost is not None and all(one is Standing.UNKNOWN for one in standings):
            raise lost
        for need, standing in zip(needs, standings, strict=True):
            if standing is not Standing.UNKNOWN:
                allowed = standing is Standing.GRANTED
                self._caller.expanding.learn(need.name, allowed=allowed)
        return [Finding(need, one) for need, one in zip(needs, standings, strict=True)]

    async def known(self) -> Known:
        """The newest customer and the newest PaymentIntent; empty in a new account, and where the
        key may not read them."""
        customer = await self._newest("/v1/customers")
        intent = await self._newest("/v1/payment_intents")
        return Known(_text(customer, "id"), _text(intent, "id"), _text(intent, "client_secret"))

    async def holds(self, known: Known) -> bool | None:
        """Whether this key's account has what another key's has; None where that can't be told."""
        for path, identifier in (
            ("/v1/customers", known.customer_id),
            ("/v1/payment_intents", known.intent_id),
        ):
            if identifier is not None:
                answer = await self._has(path, identifier, {})
                if answer is not None:
                    return answer
        return None

    async def holds_intent(self, intent_id: str) -> bool | None:
        """Whether this key's account has that PaymentIntent; None where the answer doesn't tell, as
        where the key may not read any."""
        return await self._has("/v1/payment_intents", mapping.identifier(intent_id), {})

    async def takes(self, known: Known) -> bool | None:
        """Whether this publishable key is of the account that holds the PaymentIntent.

        Stripe gives one to a publishable key with its client secret
        (docs.stripe.com/api/payment_intents/retrieve). None where there is none to ask for.
        Raises RemoteRefused remote.bad_key for a key that Stripe doesn't take.
        """
        identifier = known.intent_id or f"pi_{_NOBODY}"
        secret = known.client_secret or f"pi_{_NOBODY}_secret_none"
        answer = await self._has("/v1/payment_intents", identifier, {"client_secret": secret})
        return answer if known.client_secret is not None else None

    async def _standing(self, need: Need) -> Standing:
        version = _VERSIONS.get(need.resource)
        try:
            if need.level is Level.READ:
                path = _READS[need.resource]
                reply = await self._caller.get(path, {"limit": 1}, version=version)
                listed = isinstance(reply.data.get("data"), list)
                return Standing.GRANTED if listed else Standing.UNKNOWN
            path, key = _WRITES[need.resource], f"probe-{uuid.uuid4()}"
            await self._caller.post(path, {}, key, version=version)
        except RemoteRefused as refused:
            return _told(refused)
        # What can't exist was changed, says somebody who isn't Stripe.
        _log.warning("permission_probe_believed_by_nobody permission=%s", need.name)
        return Standing.UNKNOWN

    async def _newest(self, path: str) -> Mapping[str, Any]:
        try:
            reply = await self._caller.get(path, {"limit": 1})
        except RemoteRefused as refused:
            if refused.key != "remote.not_allowed":
                raise
            return {}
        listed = reply.data.get("data")
        first = listed[0] if isinstance(listed, Sequence) and listed else None
        return first if isinstance(first, Mapping) else {}

    async def _has(self, path: str, identifier: str, params: Mapping[str, Any]) -> bool | None:
        try:
            reply = await self._caller.get(f"{path}/{identifier}", params)
        except RemoteRefused as refused:
            if refused.key == "remote.bad_key":
                raise
            return False if refused.code == "resource_missing" else None
        return True if reply.data.get("id") == identifier else None


def _told(refused: RemoteRefused) -> Standing:
    if refused.key == "remote.not_allowed":
        return Standing.MISSING
    if refused.key == "remote.bad_key":
        raise refused
    return Standing.GRANTED if refused.code in _PASSED else Standing.UNKNOWN


def _text(found: Mapping[str, Any], name: str) -> str | None:
    value = found.get(name)
    return value if isinstance(value, str) else None
