"""Which Stripe the till talks to: the training stand-in, a sandbox, or live."""

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final

from pos_app.kernel.errors import UserError

STRIPE_JS_URL: Final = "https://js.stripe.com/endive/stripe.js"
"""Stripe.js of the release train this till is written for; loaded from Stripe only."""


class EnvironmentKind(StrEnum):
    """TRAINING is the local stand-in, TEST a Stripe sandbox, LIVE real money."""

    TRAINING = "training"
    TEST = "test"
    LIVE = "live"


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
    """Addresses and keys of one Stripe. `api_base` is None for Stripe's own address."""

    kind: EnvironmentKind
    secret_key: str = field(repr=False)
    publishable_key: str = field(repr=False)
    api_base: str | None = None
    stripe_js_url: str = STRIPE_JS_URL

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


def check_environment(environment: Environment) -> Environment:
    """The environment itself if its keys fit its kind.

    Raises UserError environment.full_secret_key (a till takes only a restricted live key,
    RELIABILITY section 6), environment.wrong_secret_key or environment.wrong_publishable_key,
    with the field's name.
    """
    mode = "live" if environment.kind is EnvironmentKind.LIVE else "test"
    if environment.secret_key.startswith("sk_live_"):
        raise UserError("environment.full_secret_key", field="secret_key")
    if not environment.secret_key.startswith(
        (f"rk_{mode}_", "sk_test_" if mode == "test" else "!")
    ):
        raise UserError("environment.wrong_secret_key", field="secret_key")
    if not environment.publishable_key.startswith(f"pk_{mode}_"):
        raise UserError("environment.wrong_publishable_key", field="publishable_key")
    return environment
