"""What services stand on, laid in order and taken up again when a part of it can't be had."""

import asyncio
from dataclasses import dataclass
from functools import partial

from pos_app.files import file_keys, open_cache, open_ledger
from pos_app.plan import Plan
from pos_app.same_account import check_account
from pos_app.settings.belonging_store import claim
from pos_app.settings.environment import (
    Environment,
    EnvironmentKind,
    check_environment,
    real_environment,
    training_environment,
)
from pos_app.settings.shop import Shop
from pos_app.storage import Storage
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
    """Read the keys, open the files, connect the gateway; in training, start the stand-in. `cache`
    is one that is open already.

    Raises EnvironmentFault when a file can't be opened or belongs to another environment or to
    another Stripe account than the keys, when the stand-in doesn't start or there are no keys;
    UserError for keys that don't fit. Whatever was begun, and the cache that was given, is taken
    down again."""
    ledger: Storage | None = None
    standin: StandIn | None = None
    gateway: StripeGateway | None = None
    try:
        real = await _with_keys(plan)  # before there is a file: without keys there is no till
        keys = await asyncio.to_thread(file_keys, plan.folder, plan.secret_store(), plan.randomness)
        ledger = open_ledger(plan.folder, keys, plan.clock.now)
        await ledger.ready()
        await ledger.write(partial(claim, kind=plan.kind))
        cache = cache or await open_cache(plan.folder / "cache.db", keys)
        # only now: a second till on this folder must not start a second stand-in on its file
        if real is None:
            data = plan.folder / "standin.db"
            standin = await StandIn.start(data, customers=plan.training_customers)
        environment = real or _in_training(standin)
        gateway = await _connect(plan, shop, environment)
        if real is not None:
            await check_account(environment, ledger, gateway, plan.folder)
    except BaseException:
        if gateway is not None:
            await gateway.close()
        for file in (cache, ledger):
            if file is not None:
                await file.close()
        if standin is not None:
            await standin.stop()
        raise
    return Ground(environment, cache, ledger, gateway, standin)


async def _with_keys(plan: Plan) -> Environment | None:
    """Stripe itself; None in training, whose keys the stand-in tells."""
    if plan.kind is EnvironmentKind.TRAINING:
        return None
    given = (plan.kind, plan.secret_store(), plan.stripe_at)
    return await asyncio.to_thread(real_environment, *given)


def _in_training(standin: StandIn | None) -> Environment:
    assert standin is not None  # started for want of a real one
    keys = (standin.secret_key, standin.publishable_key)
    return check_environment(training_environment(standin.url, *keys))


async def _connect(plan: Plan, shop: Shop, environment: Environment) -> StripeGateway:
    surroundings = Surroundings(plan.clock, plan.randomness, asyncio.sleep)
    reads = environment.reads_per_second * shop.sync_share / 100
    accounts = shop.customers_as_accounts
    return await StripeGateway.connect(environment, surroundings, reads, as_accounts=accounts)
