"""Keys made on order, as an account's owner makes them in Stripe's Dashboard: restricted ones with
a permission per resource, ones that were rolled, ones of another account.

How a missing permission is refused is taken from reports of users (stripe-node issue 2246,
st-paywall issue 36): 403, `invalid_request_error`, no code, and the permission by name. That it
comes before anything is said of the object asked for, and that write brings read with it, is how
Stripe describes restricted keys (docs.stripe.com/keys/restricted-api-keys). An expanded object
wants its own permission (docs.stripe.com/stripe-apps/reference/permissions); that it is refused in
the same words is unverified.

Keys live as long as the process. Any other of the right shape opens everything, as before.
"""

import re
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from pos_app.training.wire.errors import Body, StripeError, invalid, no_such, unauthenticated
from pos_app.training.wire.guard import masked

_ACCOUNT: Final = "acct_training"
_RESOURCES: Final = (
    (r"/v1/customers/[^/]+/payment_methods", "payment_method"),
    (r"/v1/charges/[^/]+/refunds", "refund"),
    (r"/v1/customers", "customer"),
    (r"/v1/payment_methods", "payment_method"),
    (r"/v1/payment_intents", "payment_intent"),
    (r"/v1/checkout/sessions", "checkout_session"),
    (r"/v1/setup_(intents|attempts)", "setup_intent"),
    (r"/v1/charges", "charge"),
    (r"/v1/refunds", "refund"),
    (r"/v1/events", "event"),
    (r"/v1/disputes", "dispute"),
    (r"/v1/files", "file"),
    (r"/v1/privacy/redaction_jobs", "redaction_job"),
    (r"/v1/balance", "balance"),
    (r"/v1/products", "product"),
    (r"/v1/prices", "plan"),
    (r"/v1/webhook_endpoints", "webhook"),
    (r"/v2/core/accounts", "v2_account"),
    (r"/v2/core/events", "event"),
)
"""The first that an address begins with; Stripe calls prices by their older name, plans."""
_WITHIN: Final = {
    "payment_intent": "payment_intent",
    "payment_method": "payment_method",
    "setup_intent": "setup_intent",
    "latest_charge": "charge",
    "charge": "charge",
    "customer": "customer",
}
"""What stands in a field that may be expanded."""
RESOURCES: Final = frozenset(resource for _, resource in _RESOURCES)
_LISTS: Final = re.compile(r"/v[12]/(checkout/|core/)?[a-z_]+(/search)?")
_LOOKED_AT: Final = re.compile(r"/v1/(payment|setup)_intents/[^/]+")
"""What a page may read with its own key and the object's client secret."""


@dataclass(frozen=True, slots=True)
class Issued:
    """A key made on order. `permissions`: "read" or "write" by resource; None for all of them."""

    permissions: Mapping[str, str] | None = None
    elsewhere: bool = False
    """Of another account, which holds nothing."""
    expired: bool = False


class IssuedKeys:
    """The keys that are more particular than any well-formed one."""

    def __init__(self) -> None:
        self._keys: dict[str, Issued] = {}

    def issue(self, prefix: str, issued: Issued, again: str = "") -> str:
        """A new key; `prefix` as `rk_test`. With `again`, a key made before, which is so from now
        on. Raises StripeError (400) for a resource or level that no key has, (404) for a key that
        nobody made."""
        for resource, level in (issued.permissions or {}).items():
            if resource not in RESOURCES or level not in ("read", "write"):
                raise invalid(f"No key has '{resource}: {level}'.", param="permissions")
        if again and again not in self._keys:
            raise invalid("No key was made by that text.", param="key", status=404)
        key = again or f"{prefix}_{secrets.token_hex(12)}"
        self._keys[key] = issued
        return key

    def expire(self, key: str) -> None:
        """From now on it is refused, as one that was rolled."""
        self._keys[key] = Issued(expired=True)

    def clear(self) -> None:
        """Forget all of them."""
        self._keys.clear()

    def check(self, key: str, method: str, path: str) -> None:
        """Raises StripeError: 401 for an expired key, 403 for a missing permission, 404 for any
        object of this account when the key is another's."""
        issued = self._keys.get(key)
        if issued is None:
            return
        if issued.expired:
            raise unauthenticated(f"Expired API Key provided: {masked(key)}", "api_key_expired")
        if issued.permissions is not None:
            _check_permission(issued.permissions, key, method, path)
        if issued.elsewhere and not self.sees_nothing(key, method, path):
            identifier = path.rsplit("/", 1)[-1]
            raise no_such("object", identifier, param="id", status=404)

    def check_expanded(self, key: str, paths: Iterable[str]) -> None:
        """Raises StripeError (403) for the first object to be shown within another that the key may
        not read."""
        issued = self._keys.get(key)
        if issued is None or issued.permissions is None:
            return
        for field in (field for path in paths for field in path.split(".")):
            resource = _WITHIN.get(field)
            if resource is not None and resource not in issued.permissions:
                raise _lacking(key, resource, "read")

    def sees_nothing(self, key: str, method: str, path: str) -> bool:
        """Whether it asks for a list, in an account that is empty."""
        issued = self._keys.get(key)
        reads = method in ("GET", "HEAD")
        return issued is not None and issued.elsewhere and reads and bool(_LISTS.fullmatch(path))


def nothing(path: str) -> Body:
    """The list of an account that holds nothing."""
    return {"object": "list", "data": [], "has_more": False, "url": path}


def may_be_looked_at(method: str, path: str, client_secret: str | None) -> bool:
    """Whether a publishable key may ask for it (docs.stripe.com/api/payment_intents/retrieve)."""
    return method == "GET" and bool(client_secret) and _LOOKED_AT.fullmatch(path) is not None


def _check_permission(held: Mapping[str, str], key: str, method: str, path: str) -> None:
    resource = next((name for pattern, name in _RESOURCES if re.match(pattern, path)), None)
    wanted = "read" if method in ("GET", "HEAD") else "write"
    if resource is None or held.get(resource) in (wanted, "write"):
        return
    raise _lacking(key, resource, wanted)


def _lacking(key: str, resource: str, wanted: str) -> StripeError:
    return StripeError(
        403,
        "invalid_request_error",
        f"The provided key '{masked(key)}' does not have the required permissions for this endpoint"
        f" on account '{_ACCOUNT}'. Having the 'rak_{resource}_{wanted}' permission would allow"
        " this request to continue.",
    )
