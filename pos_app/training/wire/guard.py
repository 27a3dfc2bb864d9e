"""Who may talk to the stand-in: this machine only, with keys of its mode only.

Its mode is test, but where it stands for a live account in a test of the till's live path.
"""

import base64
import binascii
from urllib.parse import urlsplit

from pos_app.training.wire.errors import StripeError, unauthenticated

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
READ_ONLY_PREFIXES = ("rk_test_readonly", "rk_live_readonly")
"""A restricted key that may look and change nothing; Stripe's have a permission per resource."""
PUBLISHABLE_PREFIXES = ("pk_test_", "pk_live_")


def _refused(message: str) -> StripeError:
    return StripeError(403, "invalid_request_error", message)


def check_host(host: str | None) -> None:
    """Raises StripeError (403) for a name that isn't this machine's: a rebound DNS name, say."""
    if host is None or _parts(f"//{host}")[1] not in LOOPBACK:
        raise _refused("The training stand-in answers to loopback addresses only.")


def check_origin(origin: str | None, port: int, *, secure: bool = False) -> None:
    """Raises StripeError (403): no web page but the stand-in's own may use API or controls."""
    if origin is None:
        return
    scheme, host, of_page = _parts(origin)
    if scheme == ("https" if secure else "http") and host in LOOPBACK and of_page == port:
        return
    raise _refused("Web pages may not use this part of the training stand-in.")


def _parts(url: str) -> tuple[str, str | None, int | None]:
    """Scheme, host and port; nobody's for what is no address (half an IPv6 one, say)."""
    try:
        parts = urlsplit(url)
        return parts.scheme, parts.hostname, parts.port
    except ValueError:
        return "", None, None


def check_secret_key(authorization: str | None, *, live: bool = False) -> None:
    """Raises StripeError (401) unless the key is a secret or restricted one of this mode."""
    key = key_of(authorization or "")
    if key is None:
        raise unauthenticated(
            "You did not provide an API key. You need to provide your API key in the Authorization"
            " header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY')."
        )
    if "_live_" in key and not live:
        raise unauthenticated("Live keys are refused: this is a training stand-in, not Stripe.")
    if key.startswith(PUBLISHABLE_PREFIXES):
        raise unauthenticated(
            "This API call cannot be made with a publishable API key. Please use a secret API key.",
            "secret_key_required",
        )
    mode = _mode(live=live)
    if not key.startswith((f"sk_{mode}_", f"rk_{mode}_")):
        raise unauthenticated(f"Invalid API Key provided: {masked(key)}")


def check_permission(authorization: str | None, method: str) -> None:
    """Raises StripeError (403) for a change asked for with a key that may only read."""
    key = key_of(authorization or "") or ""
    if method not in ("GET", "HEAD") and key.startswith(READ_ONLY_PREFIXES):
        raise _refused(
            f"The provided key '{masked(key)}' does not have the required permissions for this"
            " endpoint: it may only read."
        )


def check_publishable_key(key: object, *, live: bool = False) -> None:
    """Raises StripeError (401)."""
    mode = _mode(live=live)
    if not isinstance(key, str) or not key.startswith(f"pk_{mode}_"):
        raise unauthenticated(f"Invalid API Key provided: a publishable {mode} key is needed.")


def _mode(*, live: bool) -> str:
    return "live" if live else "test"


def key_of(authorization: str) -> str | None:
    """The key of an `Authorization` header; None where there is none."""
    scheme, _, rest = authorization.strip().partition(" ")
    if scheme.lower() == "bearer":
        return rest.strip() or None
    if scheme.lower() != "basic":
        return None
    try:
        decoded = base64.b64decode(rest, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return None
    return decoded.partition(":")[0] or None


def masked(key: str) -> str:
    """As Stripe's refusals show a key."""
    return f"{key[:8]}{'*' * max(0, len(key) - 12)}{key[-4:]}"
