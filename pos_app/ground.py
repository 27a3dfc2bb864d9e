"""What services stand on, laid in order and taken up again when a part of it can't be had."""

import asyncio
from dataclasses import dataclass

from pos_app.files import LEDGER_SCHEMAS, file_key, open_cache, wrong_in_file
from pos_app.plan import Plan
from pos_app.settings.environment import Environment, check_environment, training_environment
from pos_app.settings.shop import Shop
from pos_app.storage import Safety, Storage
from pos_app.stripe_gateway.client import Surroundings
from pos_app.stripe_gateway.gateway import StripeGateway
from pos_app.training.process import StandIn


@dataclass(frozen=True, slots=True)
class Ground:
    """Two files, a connection to Stripe and, in training, the stand-in that it leads to."""

    environment: Environment
    cache: Storage
    ledger: Storage
    gateway: StripeGateway
    standin: StandIn | None

    async def close(self) -> None:
        """Close all of it; the stand-in last, since the gateway still talks to it."""
        await self.gateway.close()
        await asyncio.gather(self.cache.close(), self.ledger.close())
        if self.standin is not None:
            await self.standin.stop()


async def lay_ground(plan: Plan, shop: Shop, cache: Storage | None = None) -> Ground:
    """Open the files, start the stand-in, connect the gateway. `cache` is one that is open already.
    Raises EnvironmentFault when a file can't be opened or the stand-in doesn't start; whatever was
    begun, and the cache that was given, is taken down again."""
    ledger: Storage | None = None
    standin: StandIn | None = None
    try:
        key = await asyncio.to_thread(file_key, plan.folder, plan.secret_store(), plan.randomness)
        ledger = _open_ledger(plan, key)
        await ledger.ready()
        cache = cache or await open_cache(plan.folder / "cache.db", key)
        # only now: a second till on this folder must not start a second stand-in on its file
        standin = await StandIn.start(plan.folder / "standin.db", customers=plan.training_customers)
        environment = check_environment(
            training_environment(standin.url, standin.secret_key, standin.publishable_key)
        )
        gateway = await _connect(plan, shop, environment)
    except BaseException:
        for file in (cache, ledger):
            if file is not None:
                await file.close()
        if standin is not None:
            await standin.stop()
        raise
    return Ground(environment, cache, ledger, gateway, standin)


def _open_ledger(plan: Plan, key: bytes) -> Storage:
    return Storage.open(
        plan.folder / "ledger.db",
        key,
        LEDGER_SCHEMAS,
        durable=True,
        safety=Safety(plan.folder / "backups", wrong_in_file, plan.clock.now),
    )


async def _connect(plan: Plan, shop: Shop, environment: Environment) -> StripeGateway:
    surroundings = Surroundings(plan.clock, plan.randomness, asyncio.sleep)
    reads = environment.reads_per_second * shop.sync_share / 100
    return await StripeGateway.connect(environment, surroundings, reads)
