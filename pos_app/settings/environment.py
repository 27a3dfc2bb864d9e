"""Which Stripe the till talks to: the training stand-in, a sandbox, or live."""

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from pos_app.kernel.errors import EnvironmentFault, UserError
from pos_app.settings.choices import EnvironmentKind
from pos_app.settings.secrets import SecretStore

__all__ = [
    "NO_KEYS",
    "PUBLISHABLE_KEY",
    "REFUND_KEY",
    "SECRET_KEY",
    "STRIPE_JS_URL",
    "Environment",
    "EnvironmentKind",
    "StripeAt",
    "check_environment",
    "real_environment",
    "training_environment",
]

STRIPE_JS_URL: Final = "https://js.stripe.com/endive/stripe.js"
"""Stripe.js of the release train this till is written for; loaded from Stripe only."""


SECRET_KEY: Final = "stripe-secret-key"  # noqa: S105 - its name
PUBLISHABLE_KEY: Final = "stripe-publishable-key"
REFUND_KEY: Final = "stripe-refund-key"
"""Names in an environment's SecretStore; the last is there where a manager's key does refunds."""
NO_KEYS: Final = "environment.no_keys"
"""Message key: nobody has given this till its keys yet."""


@dataclass(frozen=True, slots=True)
class StripeAt:
    """Where Stripe is when it isn't at Stripe's own hosts: a stand-in behind a name and TLS."""

    api_base: str
    """`https://name[:port]`, without a slash at its end."""
    stripe_js_url: str
    authorities: Path
    """The certificates, as PEM, of who vouches for that name; nobody else is believed."""


@dataclass(frozen=True, slots=True)
class Environment:
    """Addresses and keys of one Stripe. `api_base` is None for Stripe's own address, `authorities`
    for those that vouch for it."""

    kind: EnvironmentKind
    secret_key: str = field(repr=False)
    publishable_key: str = field(repr=False)
    api_base: str | None = None
    stripe_js_url: str = STRIPE_JS_URL
    refund_key: str = field(default="", repr=False)
    """The key that refunds are asked for with, and only it; empty: the till's own does that too."""
    authorities: Path | None = None

    @property
    def live(self) -> bool:
        """Whether real money moves: what Stripe calls `livemode` of all its objects."""
        return self.kind is EnvironmentKind.LIVE

    @property
    def pretend(self) -> bool:
        """Whether no real money moves: in training, and in a sandbox. What is printed says so."""
        return not self.live

    @property
    def training(self) -> bool:
        """Whether no real card and no Stripe account is involved."""
        return self.kind is EnvironmentKind.TRAINING

    @property
    def reads_per_second(self) -> int:
        """Stripe's limit (STRIPE-FACTS, Limits); the stand-in has none and is treated as live."""
        return 25 if self.kind is EnvironmentKind.TEST else 100


def training_environment(url: str, secret_key: str, publishable_key: str) -> Environment:
    """The stand-in at `url` (no slash at its end)."""
    return Environment(
        kind=EnvironmentKind.TRAINING,
        secret_key=secret_key,
        publishable_key=publishable_key,
        api_base=url,
        stripe_js_url=f"{url}/endive/stripe.js",
    )


def real_environment(
    kind: EnvironmentKind, secrets: SecretStore, at: StripeAt | None = None
) -> Environment:
    """Stripe with the keys of that kind's own store; it may block. Raises EnvironmentFault NO_KEYS,
    secrets.unreadable; UserError as `check_environment`."""
    secret, publishable = secrets.get(SECRET_KEY), secrets.get(PUBLISHABLE_KEY)
    if not secret or not publishable:
        raise EnvironmentFault(NO_KEYS, retryable=True)
    made = Environment(kind, secret, publishable, refund_key=secrets.get(REFUND_KEY) or "")
    if at is not None:
        made = replace(
            made, api_base=at.api_base, stripe_js_url=at.stripe_js_url, authorities=at.authorities
        )
    return check_environment(made)


def check_environment(environment: Environment) -> Environment:
    """The environment itself if its keys fit its kind.

    Raises UserError environment.full_secret_key (a till takes only a restricted live key,
    RELIABILITY section 6), environment.wrong_secret_key or environment.wrong_publishable_key,
    with the field's name.
    """
    mode = "live" if environment.live else "test"
    _check_secret("secret_key", environment.secret_key, mode)
    if environment.refund_key:
        _check_secret("refund_key", environment.refund_key, mode)
    if not environment.publishable_key.startswith(f"pk_{mode}_"):
        raise UserError("environment.wrong_publishable_key", field="publishable_key")
    return environment


def _check_secret(name: str, key: str, mode: str) -> None:
    if key.startswith("sk_live_"):
        raise UserError("environment.full_secret_key", field=name)
    if not key.startswith((f"rk_{mode}_", "sk_test_" if mode == "test" else "!")):
        raise UserError("environment.wrong_secret_key", field=name)
