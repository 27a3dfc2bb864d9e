"""Any interleaving of pages, events, repeats, losses, own writes and kills ends equal to Stripe."""

import asyncio
import logging
import random

import pytest

from pos_app.customers.model import CustomerDraft
from pos_app.kernel.errors import EnvironmentFault, RemoteUnknown, RemoteUnreachable, UserError
from pos_app.kernel.ids import CustomerId
from tests.integration.sync.fake_stripe import FakeStripe
from tests.integration.sync.till import Till, everything

STORIES = 60


def mutate(stripe: FakeStripe, dice: random.Random) -> None:
    """What another till or the dashboard does."""
    known, cards = list(stripe.customers), list(stripe.cards)
    what = dice.choice(
        ["create", "create", "rename", "rename", "delete", "attach", "attach", "renew", "detach"]
    )
    if what == "create" or not known:
        stripe.create(f"Name {dice.randrange(1000)}")
    elif what == "rename":
        stripe.rename(dice.choice(known), f"Name {dice.randrange(1000)}")
    elif what == "delete":
        stripe.delete(dice.choice(known))
    elif what == "attach":
        stripe.attach(dice.choice(known), f"{dice.randrange(10_000):04d}")
    elif cards and what == "renew":
        stripe.renew(dice.choice(cards), 2031 + dice.randrange(9))
    elif cards:
        stripe.detach(dice.choice(cards))


async def own_act(till: Till, dice: random.Random) -> None:
    """What a cashier does meanwhile, over the same cache."""
    draft = CustomerDraft(name=f"Own {dice.randrange(1000)}")
    known: list[CustomerId] = list(till.stripe.customers)
    try:
        if not known or dice.random() < 0.3:
            await till.customers.create(draft)
        elif dice.random() < 0.5:
            await till.customers.edit(dice.choice(known), draft)
        elif dice.random() < 0.5:
            await till.customers.refresh_cards(dice.choice(known))
        else:
            await till.customers.adopt(dice.choice(known))
    except (EnvironmentFault, UserError):
        pass  # said to the cashier


class Weather:
    """Things happen at Stripe before each answer, and some answers are lost."""

    def __init__(self, till: Till, dice: random.Random) -> None:
        self.stripe, self.dice, self.clock = till.stripe, dice, till.clock

    def __call__(self, what: str) -> None:
        for _ in range(self.dice.choice([0, 0, 0, 1, 3])):
            mutate(self.stripe, self.dice)
        if self.dice.random() < 0.01:  # so long away that Stripe has forgotten
            del self.stripe.events[: self.dice.randrange(len(self.stripe.events) + 1)]
            self.clock.pass_(days=31)
        if self.dice.random() < 0.1:
            raise self.dice.choice([RemoteUnreachable, RemoteUnknown])
        if self.dice.random() < 0.05:
            self.stripe.bad_page = RemoteUnknown("remote.nonsense")


async def one_stretch(till: Till, dice: random.Random) -> None:
    """The till catches up, people work beside it, and now and then it is killed."""
    till.stripe.repeat = dice.random() < 0.3
    following = asyncio.ensure_future(till.sync.catch_up())
    acts = [asyncio.ensure_future(own_act(till, dice)) for _ in range(dice.choice([0, 0, 1, 2]))]
    if dice.random() < 0.3:
        for _ in range(dice.randrange(40)):
            await asyncio.sleep(0)
        following.cancel()
        till.sync = till.service()
    elif dice.random() < 0.3:
        acts.append(asyncio.ensure_future(till.sync.ask_for_cards()))
    for done in await asyncio.gather(following, *acts, return_exceptions=True):
        if isinstance(done, Exception) and not isinstance(done, EnvironmentFault):
            raise done


@pytest.mark.parametrize("seed", range(STORIES))
async def test_it_ends_equal_to_stripe(
    till: Till, seed: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR)
    dice = random.Random(seed)
    stripe = till.stripe
    stripe.a_second = dice.choice([1, 3, 50])
    stripe.travel = lambda: dice.choice([0, 0, 1, 5, 25])
    for _ in range(dice.randrange(40)):
        stripe.create(f"Name {dice.randrange(1000)}")
        if dice.random() < 0.3:
            stripe.attach(dice.choice(list(stripe.customers)), "4242", silent=True)
    stripe.before_reply = Weather(till, dice)
    for _ in range(20):
        await one_stretch(till, dice)
    stripe.before_reply, stripe.bad_page = lambda what: None, None
    stripe.repeat = dice.random() < 0.5
    await till.sync.catch_up()
    await till.sync.ask_for_cards()
    await till.sync.catch_up()
    held, cards = await till.cache.read(everything)
    assert held == stripe.customers
    assert cards == stripe.cards
