"""One seed's story: tills, cashiers, customers, faults, then recovery and the invariants."""

import asyncio
import contextlib
import json
import logging
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from random import Random
from typing import Any, Final, Literal

from pos_app.checkout.model import OpenCheckout
from pos_app.consent.model import Agreement
from pos_app.consent.scope_check import Under
from pos_app.kernel.errors import EnvironmentFault, UserError
from pos_app.kernel.ids import AgreementId, CustomerId, PaymentIntentId, PaymentMethodId
from pos_app.kernel.money import Money
from pos_app.payments.model import Outcome, OutcomeKind
from pos_app.payments.tries_model import TryLimits
from pos_app.sales.model import SaleItem
from pos_app.storage import Database
from tests.helpers.invariants import Evidence, Movement, TillFacts, Violated, violations
from tests.simulation.agreements import (
    CUSTOMER,
    EVERYTHING,
    SHOWN,
    Watch,
    given,
    narrow,
    only_shown,
)
from tests.simulation.loop import Killed, Process, VirtualLoop
from tests.simulation.server import Intent, Server
from tests.simulation.till import EPOCH, LogTexts, Running, Till, World
from tests.simulation.wire import Trip, Weather

GOOD: Final = PaymentMethodId("pm_good")
CARDS: Final = ("pm_good", "pm_good", "pm_good", "pm_moody", "pm_declined", "pm_3ds", "pm_gone")
_ONLY_SHOWN: Final = 0.3
"""The share of absent customers who also let a card be shown next time."""
_THINKING: Final = (0.05, 0.3, 1.0, 5.0, 30.0, 200.0)
_AWAY: Final = (600.0, 1_900.0, 20_000.0, 90_000.0, 200_000.0)
_ONE_MORE: Final = Money(700, "eur")
_ABSENT: Final = 0.24
"""The share of stories about customers who are away."""
_COPYING: Final = 0.25
"""The share of the other stories in which a ledger may come back from a copy."""
About = Literal["", "absent", "copies", "present", "sleep"]
"""Stories of one kind only: of absent customers, of ledgers that come back from a copy, of cards
that their customers don't want to see again, of machines that fall asleep as a request leaves. A
mutant that only shows in those is caught sooner."""
_HIDING: Final = 0.15
"""The share of stories in which cards aren't shown any more."""
_LOGS_EVERY: Final = 8
"""Logs are read in every so-many-th seed: writing them takes a third of the time."""


@dataclass(frozen=True)
class Told:
    """The end of one story."""

    seed: int
    found: Sequence[str]
    trace: Sequence[str] = ()


def tell(seed: int, tills: int | None = None, about: About = "", *, traced: bool = False) -> Told:
    """Play a seed; `found` has a line for every invariant that was violated."""
    loop = VirtualLoop()
    story = Story(loop, seed, tills, about, traced=traced)
    logger = logging.getLogger("pos_app")
    before, logger.propagate = (logger.level, logger.propagate), False
    log = story.world.log
    logger.addHandler(log)
    logger.setLevel(logging.DEBUG if log.all else logging.ERROR)
    try:
        found = loop.run(story.play())
    except Exception as error:  # reason: whatever the till dies of, this seed shows it
        found = [f"{type(error).__name__}: {error}"]
        if traced:
            logging.getLogger(__name__).exception("seed %d", seed)
    finally:
        logger.removeHandler(log)
        logger.level, logger.propagate = before
        story.close()
        loop.close()
    return Told(seed, found, story.world.trace or ())


class Story:
    """Everybody in it, from one seed."""

    def __init__(
        self, loop: VirtualLoop, seed: int, tills: int | None, about: About = "",
        *, traced: bool,
    ) -> None:  # fmt: skip
        self.about = about
        self.random = random = Random(seed)
        server = Server(random, loop.time, lambda s, fn: loop.as_world(loop.time() + s, fn))
        log = LogTexts(everything=traced or seed % _LOGS_EVERY == 0)
        self.world = World(loop, random, server, log, [] if traced else None, _limits(seed))
        server.note = lambda text: self.world.note("stripe", text)
        self.server = server
        count = 1 + (random.random() < 0.4)
        self.watch = Watch(server, EPOCH)
        self.absent = random.random() < _ABSENT or about == "absent"
        """Whether it is about customers who are away, and what they agreed to."""
        agreements = self._agreements(seed)
        self.watch.agreements = {one.id: one for one in agreements}
        self.tills = [
            Till(self.world, f"till_{n + 1}", Weather(random), agreements, self.watch)
            for n in range(tills or count)
        ]
        self.items: list[SaleItem] = []
        self.copies: dict[str, tuple[Database, datetime]] = {}
        """The last copy of each till's ledger."""
        self.copying = self.absent or random.random() < _COPYING or about == "copies"
        """Whether ledgers are copied, and lost."""
        self.choosing = Random(f"cards of {seed}")
        self.hiding = self.choosing.random() < _HIDING or about == "present"
        """Whether customers take back that a card is shown to them."""
        self.cards = random.choice([CARDS, ("pm_good",), ("pm_good", "pm_declined", "pm_moody")])

    def _agreements(self, seed: int) -> list[Agreement]:
        if not self.absent:
            return [EVERYTHING]
        number = self.random.choice([1, 1, 2])
        made = [narrow(self.random, one, EPOCH) for one in range(1, number + 1)]
        if Random(f"only shown in {seed}").random() < _ONLY_SHOWN:
            made.append(only_shown())
        for agreement in made:
            given(self.server, agreement)
        return made

    def close(self) -> None:
        for till in self.tills:
            till.disk.close()
        for copy, _ in self.copies.values():
            copy.close()

    async def play(self) -> list[str]:
        await self._open_items()
        steps = self.random.randint(1, 7) + 2 * self.absent
        cashiers = [self._cashier(till, steps) for till in self.tills]
        await asyncio.gather(*cashiers)
        await self._recover_all()
        evidence = await self._evidence()
        evidence = replace(evidence, cannot_pay=await self._pay_the_rest())
        found = [f"{name}: {what}" for name, what in violations(evidence)]
        found += [f"within_agreement: {line}" for line in await self._within()]
        found += [f"afterwards {line}" for line in await self._afterwards()]
        found += [f"broke off: {line}" for line in self.world.log.errors]
        return found + [f"died: {line}" for line in self.world.loop.failures]

    async def _open_items(self) -> None:
        first = self.tills[0]
        few = self.random.choice([2, 2, 3]) if self.absent else 1
        for number in range(few + (self.random.random() >= 0.75 and not self.absent)):
            walk_in = len(self.tills) == 1 and self.random.random() < 0.1
            owner = None if walk_in else CUSTOMER
            amount = Money(1250 + number, "eur")
            item = await first.do(partial(_open, owner=owner, amount=amount))
            self.items.append(item)
            for till in self.tills[1:]:
                till.adopt(item)
        for till in self.tills:
            if self.random.random() < 0.3:
                till.clock.offset_s = self.random.choice([-172_800, -3_600, 400, 7_200, 172_800])
                till.restart()

    # Cashiers and customers.

    async def _cashier(self, till: Till, steps: int) -> None:
        for _ in range(steps):
            self._disturb(till)
            try:
                await self._act(till)
            except Killed:
                await self._pause(self.random.choice(_THINKING))
                till.restart()
                await self._begin_recovery(till)
            except (UserError, EnvironmentFault) as fault:
                self.world.note(till.name, f"told: {fault.key}")
            await self._between(till)
        await self._end_recovery(till)

    def _disturb(self, till: Till) -> None:
        """What goes wrong during the next action."""
        random, process = self.random, till.running.process
        till.weather.__dict__.update(Weather.drawn(random).__dict__)
        process.forget_step()
        till.running.wire.trip = None
        dice = random.random()
        if dice < 0.12:
            process.at_step(random.randint(1, 70), lambda _: till.crash())
        elif dice < 0.18:
            process.at_step(random.randint(1, 70), self._fall_asleep)
        elif dice < (0.34 if self.about != "sleep" else 1.0):
            # At one request or its answer: steps alone seldom fall on what matters.
            act = till.crash if dice < 0.24 else partial(self._fall_asleep, process)
            till.running.wire.trip = Trip(random.randint(1, 12), act)
        if random.random() < 0.04:
            till.clock.offset_s += random.choice([-172_800, -3_600, 3_600, 172_800])

    def _fall_asleep(self, process: Process) -> None:
        seconds = self.random.choice([30.0, 660.0, 3_600.0, 90_000.0, 172_800.0])
        self.world.note(process.name, f"SLEEPS {seconds:.0f} s")
        process.sleep(self.world.loop.time(), seconds)

    async def _between(self, till: Till) -> None:
        random = self.random
        if self.copying and await self._copied(till):
            return
        if random.random() < 0.7:
            await self._pause(random.choice(_THINKING))
            return
        seconds = random.choice(_AWAY)
        await self._end_recovery(till)
        if random.random() < 0.5:
            till.running.process.sleep(self.world.loop.time(), seconds)
            self.world.note(till.name, f"asleep {seconds:.0f} s")
            await self._pause(seconds)
            return
        with contextlib.suppress(Killed):
            await till.quit()
        self.world.note(till.name, "closed")
        await self._pause(seconds)
        till.restart()
        await self._begin_recovery(till)

    async def _begin_recovery(self, till: Till, *, always: bool = False) -> None:
        """As the till starts: on the timer, or the first round of it only."""

        async def begin(running: Any) -> None:
            running.payments.start_recovery()
            running.noting.start()

        if always or self.random.random() < 0.4:
            await till.do(begin)

    async def _end_recovery(self, till: Till) -> None:
        """Rounds on the timer all through a night would only take time."""
        try:
            await till.do(lambda r: r.payments.stop_recovery())
        except Killed:
            till.restart()

    async def _act(self, till: Till) -> None:
        random = self.random
        item = random.choice(self.items)
        card = PaymentMethodId(random.choice(self.cards))
        await random.choice(self._what_may_happen(item))(till, item, card)

    def _what_may_happen(self, item: SaleItem) -> list[Any]:
        """Mostly what makes sense now: people don't often pay twice on purpose."""
        states = {intent.status for intent in self._intents_of(item)}
        if item.customer_id is None:
            actions: list[Any] = [self._page, self._page, self._page, self._check]
        elif "requires_capture" in states:
            actions = [self._end_hold] * 6 + [self._charge, self._page, self._hold, self._check]
        elif "succeeded" in states:
            actions = [self._charge, self._page, self._check, self._resolve]
        else:
            actions = [self._page] * 3 + [self._charge] * 4 + [self._hold] * 2
            actions += [self._twice, self._twice, self._impatient, self._check, self._resolve]
        if self.hiding and self.choosing.random() < 0.3:
            actions += [self._hide] * 3
        if self.absent:
            actions += [self._end_agreement] + [self._several] * (len(actions) // 3)
        return actions + [self._refund] * (5 if "succeeded" in states else 0)

    async def _charge(self, till: Till, item: SaleItem, card: PaymentMethodId) -> None:
        await self._charge_under(till, item, card, self._under(0.75 if self.absent else 0.2))

    async def _charge_under(
        self, till: Till, item: SaleItem, card: PaymentMethodId, under: Under | None
    ) -> None:
        self.world.note(till.name, f"charges {item.id[-4:]} on {card}{_named(under)}")

        async def charge() -> None:
            till.hear(
                await till.do(
                    lambda r: r.payments.charge_saved_card(
                        item, card, off_session=under is not None, under=under
                    )
                )
            )

        if under is None and self.hiding and self.choosing.random() < 0.4:
            await self._both(charge(), self._hide_meanwhile(till, card))
            return
        if under is None or not self.absent or self.random.random() < 0.7:
            await charge()
            return
        await self._both(charge(), self._end_meanwhile(till, under.agreement_id))

    async def _several(self, till: Till, item: SaleItem, card: PaymentMethodId) -> None:
        """More than one item at once, which may share an agreement's last room."""
        items = [one for one in self.items if one.customer_id is not None]
        await self._both(*(self._charge(till, one, card) for one in items))

    async def _hold(self, till: Till, item: SaleItem, card: PaymentMethodId) -> None:
        under = self._under(0.6 if self.absent else 0.0)
        self.world.note(till.name, f"holds {item.id[-4:]} on {card}{_named(under)}")
        till.hear(
            await till.do(
                lambda r: r.payments.hold(item, card, off_session=under is not None, under=under)
            )
        )
        if under is not None and self.random.random() < 0.7:
            await self._beside(till, item, under)

    async def _beside(self, till: Till, held: SaleItem, under: Under) -> None:
        """Another item, under the agreement whose room the held amount has taken."""
        others = [one for one in self.items if one is not held and one.customer_id is not None]
        if others:
            await self._charge_under(till, self.random.choice(others), GOOD, under)

    def _under(self, share: float) -> Under | None:
        """None: the customer is there and says yes themselves."""
        if self.random.random() >= share:
            return None
        one = self.random.choice(list(self.watch.agreements.values()))
        return Under(one.id, one.scope.purpose)

    async def _hide_meanwhile(self, till: Till, card: PaymentMethodId) -> None:
        await self._pause(self.choosing.choice([0.01, 0.2, 0.5, 1.0, 4.0]))
        self._hide_now(till, card)

    async def _hide(self, till: Till, item: SaleItem, card: PaymentMethodId) -> None:
        self._hide_now(till, card)

    def _hide_now(self, till: Till, card: PaymentMethodId) -> None:
        """The till hears that the card isn't shown to its customer any more, or isn't kept."""
        gone = self.choosing.random() < 0.3
        self.world.note(till.name, f"hears that {card} is {'gone' if gone else 'not shown'}")
        (till.cards.gone if gone else till.cards.hidden).add(card)
        self.watch.ended(till, SHOWN, card)

    def _show_all(self) -> None:
        for till in self.tills:
            till.cards.gone.clear()
            till.cards.hidden.clear()
        self.watch.shown_again()

    async def _end_meanwhile(self, till: Till, agreement_id: AgreementId) -> None:
        """The customer changes their mind between the click and the answer."""
        await self._pause(self.random.choice([0.01, 0.2, 0.5, 1.0, 4.0]))
        await self._end(till, self.watch.agreements[agreement_id])

    async def _end_agreement(self, till: Till, item: SaleItem, card: PaymentMethodId) -> None:
        await self._end(till, self.random.choice(list(self.watch.agreements.values())))

    async def _end(self, till: Till, agreement: Agreement) -> None:
        """By the customer's wish, here or at a till far away, or with the card."""
        dice = self.random.random()
        if dice < 0.5:
            await till.do(lambda r: r.consent.revoke(agreement.id))
        elif dice < 0.75:
            await till.do(lambda r: r.consent.card_detached(GOOD, CUSTOMER))
        else:
            self.world.note("stripe", f"is told that {agreement.id} ended elsewhere")
            self.watch.end_elsewhere(agreement)

    async def _copied(self, till: Till) -> bool:
        """The ledger is copied, or lost and replaced by the last copy; whether it was replaced.

        Not by a clock that is wrong by days, with which the till moves no money.
        """
        if abs(till.clock.offset_s) > 7_200 or self.random.random() < 0.3:
            return False
        copy = self.copies.get(till.name)
        if copy is None:
            self.copies[till.name] = till.copied()
            return False
        # Mostly while something is on its way: that is when a copy lacks what nobody has seen yet.
        if self.random.random() < (0.15 if self.server.may_take() else 0.5):
            return False
        await till.restored(copy)
        await self._begin_recovery(till, always=True)
        return True

    async def _end_hold(self, till: Till, item: SaleItem, card: PaymentMethodId) -> None:
        """Captured, whole or in part, or released; sometimes two at once."""
        whole = item.amount.amount_minor
        amount = Money(self.random.choice([whole, whole, 400]), "eur")

        async def capture() -> None:
            self.world.note(till.name, f"captures {amount.amount_minor} of {item.id[-4:]}")
            await till.do(lambda r: r.payments.capture_hold(item.id, amount))

        async def release() -> None:
            self.world.note(till.name, f"releases {item.id[-4:]}")
            await till.do(lambda r: r.payments.release_hold(item.id))

        dice = self.random.random()
        if dice < 0.15:
            await self._both(capture(), release())
        else:
            await (capture() if dice < 0.6 else release())

    async def _refund(self, till: Till, item: SaleItem, card: PaymentMethodId) -> None:
        """Of a payment as its history shows it; a double click now and then."""
        paid = [intent for intent in self._intents_of(item) if intent.status == "succeeded"]
        payment = PaymentIntentId(self.random.choice(paid).id)
        amount = Money(self.random.choice([item.amount.amount_minor, 500, 300]), "eur")

        async def refund() -> None:
            self.world.note(till.name, f"refunds {amount.amount_minor} of {payment}")
            await till.do(lambda r: r.payments.refund(payment, amount))

        await (self._both(refund(), refund()) if self.random.random() < 0.3 else refund())

    def _intents_of(self, item: SaleItem) -> list[Intent]:
        return [intent for intent in self.server.intents.values() if intent.item == item.id]

    async def _twice(self, till: Till, item: SaleItem, card: PaymentMethodId) -> None:
        """A double click, now and then on another card or beside a page that opens."""
        other = PaymentMethodId(self.random.choice([card, card, "pm_good"]))
        second: Coroutine[Any, Any, None] = self._charge(till, item, other)
        if self.random.random() < 0.2:
            second = self._page(till, item, other)
        await self._both(self._charge(till, item, card), second)

    async def _both(self, *works: Coroutine[Any, Any, None]) -> None:
        results = await asyncio.gather(*works, return_exceptions=True)
        for result in sorted(results, key=lambda r: not isinstance(r, Killed)):
            if isinstance(result, BaseException):
                raise result

    async def _impatient(self, till: Till, item: SaleItem, card: PaymentMethodId) -> None:
        """The window that asked is closed while it waits."""
        asking = asyncio.ensure_future(self._charge(till, item, card))
        await self._pause(self.random.choice([0.002, 0.1, 0.5, 3.0]))
        asking.cancel()
        await asyncio.wait([asking])
        if not asking.cancelled() and isinstance(asking.exception(), Killed):
            raise Killed

    async def _check(self, till: Till, item: SaleItem, card: PaymentMethodId) -> None:
        self.world.note(till.name, "recovers")
        for outcome in await till.do(lambda r: r.payments.recover()):
            till.hear(outcome)

    async def _resolve(self, till: Till, item: SaleItem, card: PaymentMethodId) -> None:
        self.world.note(till.name, f"checks {item.id[-4:]}")
        till.hear(await till.do(lambda r: r.payments.resolve(item.id)))

    async def _page(self, till: Till, item: SaleItem, card: PaymentMethodId) -> None:
        self.world.note(till.name, f"opens a page for {item.id[-4:]}")
        opened = await till.do(lambda r: r.checkout.open(item))
        self.server.hand_out(opened.session_id)
        self.world.note(till.name, f"shows {opened.session_id}")
        for _ in range(self.random.randint(0, 2)):
            self.world.loop.start(self._customer(opened), None)
        for _ in range(self.random.randint(0, 2)):
            await self._pause(self.random.choice([0.5, 2.0, 10.0]))
            outcome = await till.do(lambda r: r.checkout.settle(opened.attempt_id))
            till.hear(outcome)
            if outcome.kind not in (OutcomeKind.OPEN, OutcomeKind.UNKNOWN):
                return
        if self.random.random() < 0.6:
            self.world.note(till.name, "closes the page")
            till.hear(await till.do(lambda r: r.checkout.close(opened.attempt_id)))

    async def _customer(self, opened: OpenCheckout) -> None:
        """Whoever has the page: pays now, late, or on a phone after the till's page is gone."""
        random = self.random
        await self._pause(random.choice([0.1, 1.0, 5.0, 60.0, 3_000.0, 80_000.0]))
        card = random.choice(["pm_new", "pm_new", "pm_declined"])
        self.world.note("payer", f"pays {opened.session_id} with {card}")
        self.server.pay(opened.session_id, card, "always", random.choice([0.0, 0.4, 5.0]))

    async def _pause(self, seconds: float) -> None:
        await self.world.loop.pause(seconds * self.random.uniform(0.9, 1.1))

    # Afterwards.

    async def _within(self) -> list[str]:
        """Nothing was taken outside an agreement, not even when it is tried once more now that all
        is known; and what is within one still can be."""
        found: list[str] = []
        for one in self.watch.agreements.values() if self.absent else ():
            ended = any(each.has_ended(one.id) for each in self.tills)
            room = not ended and self.watch.room(one, _ONE_MORE.amount_minor)
            told = await self._one_more(one)
            if room and told != OutcomeKind.SUCCEEDED:
                found.append(f"{one.id} has room: {told}")
        return found + self.watch.violations()

    async def _one_more(self, agreement: Agreement) -> str:
        """What a till whose clock is right says of another charge under it."""
        till = self.random.choice(self.tills)
        till.clock.offset_s = 0.0
        till.restart()
        item = await till.do(partial(_open, owner=CUSTOMER, amount=_ONE_MORE))
        under = Under(agreement.id, agreement.scope.purpose)
        try:
            outcome = await till.do(
                lambda r: r.payments.charge_saved_card(item, GOOD, off_session=True, under=under)
            )
        except (UserError, EnvironmentFault) as fault:
            return fault.key
        return outcome.kind

    async def _recover_all(self) -> None:
        """The network is back for good, and new processes start, some before all is delivered."""
        for till in self.tills:
            till.weather.kind, till.weather.share = "fine", 0.0
            till.restart()
        if self.random.random() < 0.5:
            await self._rounds(1)
            await self._settle_down()
            await self._rounds(2)
        else:
            await self._settle_down()
            await self._rounds(3)
        if self.server.refunds or any(till.has_open_operation() for till in self.tills):
            # A bank may still send one back: the till looks ever less often, by its age. And one
            # sent while no reply had told the time may be dated two days ahead.
            await self.world.loop.pause(max(self.world.loop.time(), 400_000.0) + 600.0)
            await self._rounds(1)

    async def _settle_down(self) -> None:
        """Every late request arrives, every bank answers."""
        await self.world.loop.pause(110_000.0)

    async def _rounds(self, number: int) -> None:
        for _ in range(number):
            for till in self.tills:  # the timer's first round, which also looks at old refunds
                await self._begin_recovery(till, always=True)
            await self.world.loop.pause(8.0)
            for till in self.tills:
                await self._end_recovery(till)
            works = [self._check(till, self.items[0], PaymentMethodId("")) for till in self.tills]
            if self.random.random() < 0.5:
                await asyncio.gather(*works)
            else:
                for work in works:
                    await work
            await self.world.loop.pause(600.0)

    async def _evidence(self) -> Evidence:
        sent = sum(len(till.posts) for till in self.tills)
        tills = [await self._facts(till) for till in self.tills]
        for till in self.tills:
            till.restart()
        await self._rounds(1)
        posts = [post for till in self.tills for post in till.posts]
        return Evidence(
            payments=self._taken(),
            refunds=self._given_back(),
            tills=tills,
            items=[item.id for item in self.items],
            second_recovery_posts=posts[sent:] if len(self.tills) == 1 else self._new(sent),
            live_at_once=self.server.live_at_once,
            outlived_keys=self.server.outlived,
            texts=self._texts(),
        )

    def _new(self, sent: int) -> list[str]:
        count = sum(len(till.posts) for till in self.tills)
        return [] if count == sent else [f"{count - sent} requests"]

    async def _facts(self, till: Till) -> TillFacts:
        async def look(running: Any) -> tuple[list[str], dict[str, str]]:
            payments = running.payments
            unresolved = [outcome.item_id for outcome in await payments.unresolved()]
            unresolved += [o.operation_id for o in await payments.unresolved_operations()]
            shown: dict[str, str] = {}
            for item in self.items:
                last: Outcome | None = await running.payments.last_outcome(item.id)
                if last is not None:
                    shown[item.id] = last.kind.value
            return unresolved, shown

        unresolved, shown = await till.do(look)
        items = {intent.id: intent.item for intent in self.server.intents.values()}
        return till.facts(unresolved, shown, self._took(till), items)

    def _took(self, till: Till) -> dict[str, str]:
        """Attempts of this till whose own request took the money, and what it says of them."""
        taken = ("succeeded", "requires_capture")
        took = {i.taken_by for i in self.server.intents.values() if i.status in taken}
        kinds = {}
        for row in till.attempts():
            if {row["confirm_key"], row["session_id"]} & took:
                kinds[row["id"]] = json.loads(row["outcome"])["kind"] if row["outcome"] else "open"
        return kinds

    def _taken(self) -> list[Movement]:
        return [
            Movement(intent.id, intent.item, intent.received)
            for intent in self.server.intents.values()
            if intent.status == "succeeded"
        ]

    def _given_back(self) -> list[Movement]:
        return [
            Movement(
                refund.id, self.server.intents[refund.intent].item, refund.amount,
                obligation=refund.metadata["pos_refund"],
            )
            for refund in self.server.refunds.values()
            if refund.status != "failed"
        ]  # fmt: skip

    def _texts(self) -> dict[str, bytes]:
        texts = {f"{till.name} ledger": till.texts() for till in self.tills}
        if self.world.log.all:
            texts["log"] = "\n".join(self.world.log.lines).encode()
        return texts

    async def _pay_the_rest(self) -> list[str]:
        """With the clock right, a good card pays whatever wasn't paid (rule 9)."""
        self._show_all()
        stuck = []
        till = self.random.choice(self.tills)
        till.clock.offset_s = 0.0
        till.restart()
        paid = {moved.item_id for moved in self._taken()}
        for item in self.items:
            if item.id in paid or item.customer_id is None:
                continue
            try:
                await self._let_go(item)
                outcome = await till.do(lambda r, i=item: r.payments.charge_saved_card(i, GOOD))
            except (UserError, EnvironmentFault) as fault:
                stuck.append(f"{item.id}: {fault.key}")
                continue
            if outcome.kind is not OutcomeKind.SUCCEEDED:
                stuck.append(f"{item.id}: {outcome.kind} {outcome.reason}")
        return stuck

    async def _let_go(self, item: SaleItem) -> None:
        """A held item is released by the till that holds it, before another way of paying."""
        for till in self.tills:
            held = await till.do(lambda r: r.payments.last_outcome(item.id))
            if held is not None and held.kind is OutcomeKind.HELD:
                till.clock.offset_s = 0.0
                await till.do(lambda r: r.payments.release_hold(item.id))

    async def _afterwards(self) -> list[str]:
        """Nothing moves twice later either."""
        await self._settle_down()
        tills = [await self._facts(till) for till in self.tills]
        evidence = Evidence(payments=self._taken(), refunds=self._given_back(), tills=tills)
        return [f"{name}: {what}" for name, what in violations(evidence)]


def _limits(seed: int) -> TryLimits:
    """Often so low that pages are closed for it; drawn apart, so that a seed stays its story."""
    return Random(f"limits {seed}").choice([TryLimits(), TryLimits(1, 2), TryLimits(2, 3)])


def _named(under: Under | None) -> str:
    return f" under {under.agreement_id}" if under is not None else ""


async def _open(running: Running, owner: CustomerId | None, amount: Money) -> SaleItem:
    return await running.sales.open_item(owner, amount, "Repair")


def check(seed: int, tills: int | None = None) -> None:
    """Raises Violated when the seed's story ends badly."""
    told = tell(seed, tills)
    if told.found:
        raise Violated([f"seed {seed}", *told.found])
