"""What a till is given from outside: where its data is, which Stripe it talks to, its secrets.

Read before any window, so nothing heavy is imported here.
"""

import logging
import os
from dataclasses import dataclass, field, replace
from pathlib import Path

from pos_app.kernel.clock import Clock, SystemClock
from pos_app.kernel.errors import Bug, EnvironmentFault
from pos_app.kernel.ids import Randomness, TillId, new_id
from pos_app.payments.policy import Policy
from pos_app.settings.environment import EnvironmentKind, StripeAt
from pos_app.settings.secrets import SecretStore, training_secrets
from pos_app.settings.shop import Shop
from pos_app.settings.store import SettingsStore

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Plan:
    """Where a till keeps its data and what it is given from outside."""

    folder: Path
    """One environment's data only: training, test and live never share a folder."""
    kind: EnvironmentKind = EnvironmentKind.TRAINING
    secrets: SecretStore | None = None
    """One environment's secrets only. None: private files in the folder, which is for training."""
    stripe_at: StripeAt | None = None
    """Where Stripe is, for tests of a till that has no stand-in of its own; None: Stripe's own
    hosts."""
    training_customers: int = 5_000
    clock: Clock = field(default_factory=SystemClock)
    randomness: Randomness = os.urandom
    policy: Policy = field(default_factory=Policy)
    """How long money is asked about before it is called unknown."""

    @property
    def training(self) -> bool:
        """Whether no real card and no Stripe account is involved."""
        return self.kind is EnvironmentKind.TRAINING

    def secret_store(self) -> SecretStore:
        """The secrets it was given; in training, the files that stand for them. Asks nothing yet.
        Raises Bug plan.no_secrets: keys of a Stripe account never lie in plain files."""
        if self.secrets is None and not self.training:
            raise Bug("plan.no_secrets", kind=self.kind)
        return self.secrets or training_secrets(self.folder)


def load_shop(plan: Plan) -> Shop:
    """The shop's settings, the till's own id made at the first call; quick, before any window."""
    store = SettingsStore(plan.folder / "settings.json")
    shop = store.load()
    if not shop.till_id:
        shop = replace(shop, till_id=TillId(new_id("till", plan.randomness)))
        try:
            store.save(shop)
        except EnvironmentFault as fault:
            _log.warning("till_id_not_saved fault=%s", fault.key)  # opening the files says it
    return shop
