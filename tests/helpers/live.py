"""A till with live keys, for tests: the stand-in stands for a live account, behind TLS and a name.

Every line of the live path runs but Stripe's own hosts. The authority is made for the run and
vouches for `localhost` alone, so that a till which didn't ask for it would not be answered.
"""

import ssl
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import trustme

from pos_app.payments.decide import Policy
from pos_app.plan import Plan, load_shop
from pos_app.settings.environment import (
    PUBLISHABLE_KEY,
    REFUND_KEY,
    SECRET_KEY,
    EnvironmentKind,
    StripeAt,
)
from pos_app.settings.secrets import PrivateFileSecrets
from pos_app.settings.shop import Shop
from pos_app.training.process import StandIn
from tests.helpers.standin import StandInHandle

if TYPE_CHECKING:
    from pos_app.bootstrap import Till


@dataclass(frozen=True)
class LiveStripe:
    """The stand-in with its controls, and where a till finds it."""

    standin: StandInHandle
    authorities: Path

    @property
    def at(self) -> StripeAt:
        url = self.standin.url
        return StripeAt(url, f"{url}/endive/stripe.js", self.authorities)

    def plan(
        self, folder: Path, kind: EnvironmentKind = EnvironmentKind.LIVE, **changes: Any
    ) -> Plan:
        """A till's, its keys in a store of its own. `refund_key` sets a manager's key."""
        refund_key = changes.pop("refund_key", "")
        secrets = PrivateFileSecrets(folder / f"{kind.value}-secrets")
        secrets.set(SECRET_KEY, changes.pop("secret_key", self.standin.secret_key))
        secrets.set(PUBLISHABLE_KEY, self.standin.publishable_key)
        if refund_key:
            secrets.set(REFUND_KEY, refund_key)
        base = {"policy": Policy(deadline_seconds=2.5), "stripe_at": self.at}
        return Plan(folder / kind.value, kind=kind, secrets=secrets, **(base | changes))


def shop_of(plan: Plan, **changes: Any) -> Shop:
    """The shop of a plan, named."""
    return replace(load_shop(plan), shop_name="Maison Lumière", **changes)


@asynccontextmanager
async def opened(plan: Plan, **changes: Any) -> "AsyncIterator[Till]":
    """The till of a plan, without windows; its shop named, and changed so."""
    from pos_app.bootstrap import build  # every test loads this module, few open a till

    till = await build(plan, shop_of(plan, **changes))
    try:
        yield till
    finally:
        await till.close()


def _behind_tls(folder: Path, *more: str) -> Iterator[LiveStripe]:
    authority = trustme.CA()
    authorities, certificate = folder / "authorities.pem", folder / "localhost.pem"
    authority.cert_pem.write_to_path(str(authorities))
    authority.issue_cert("localhost").private_key_and_cert_chain_pem.write_to_path(str(certificate))
    process = StandIn.start_now(
        folder / "stripe.db", 0, 0, "--certificate", str(certificate), *more
    )
    trusting = ssl.create_default_context(cafile=str(authorities))
    yield LiveStripe(StandInHandle(process, trusting), authorities)
    process.stop_now()


@pytest.fixture(scope="session")
def live_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveStripe]:
    """One for the whole run; use `live_stripe` instead."""
    yield from _behind_tls(tmp_path_factory.mktemp("live"), "--live")


@pytest.fixture
def live_stripe(live_process: LiveStripe) -> LiveStripe:
    """Stripe in live mode, empty, with no scenario waiting."""
    live_process.standin.reset()
    return live_process


@pytest.fixture
def sandbox(tmp_path: Path) -> Iterator[LiveStripe]:
    """Stripe in test mode, behind TLS too."""
    folder = tmp_path / "sandbox"
    folder.mkdir()
    yield from _behind_tls(folder)
