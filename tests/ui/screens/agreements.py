"""Agreements: asked for, on paper, in full, ended."""

from collections.abc import AsyncIterator

from pos_app.consent.model import Purpose
from pos_app.consent.service import Standing
from pos_app.customers.cards import OneCard
from pos_app.kernel.errors import EnvironmentFault, UserError
from pos_app.kernel.ids import AgreementId
from pos_app.kernel.money import Money
from tests.ui.consent.fakes import agreement, ended, instalments, over
from tests.ui.consent.test_ask import Asking
from tests.ui.consent.test_paper import OnPaper
from tests.ui.consent.world import World
from tests.ui.customers.fakes import card
from tests.ui.customers.hands import act, click, named, rest
from tests.ui.screens.stage import Shot, Stage

WRONG = EnvironmentFault("storage.full", retryable=True, file="ledger.db")


async def asked(stage: Stage) -> AsyncIterator[Shot]:
    world = Asking(stage.bot)
    await world.begin()
    for purpose in (Purpose.BALANCE, Purpose.INSTALMENTS, Purpose.TOP_UP):
        await click(named(world.window, f"purpose_{purpose.value}"))
        yield f"agreement: asked for {purpose.value}", world.window
    pad = named(world.window, "lastFieldPad")
    await click(pad)
    yield "agreement: number pad", world.window
    await click(pad)
    await world.fill(3_000, "x", "31/12/2025")
    await click(named(world.window, "handOver"))
    yield "agreement: refused", world.window


async def on_paper(stage: Stage) -> AsyncIterator[Shot]:
    world = OnPaper(stage.bot)
    await world.begin()
    yield "agreement: on paper", world.window
    await world.save()
    yield "agreement: printed", world.window


async def made(stage: Stage) -> AsyncIterator[Shot]:
    given = [Standing(agreement(), []), Standing(instalments(), []), Standing(over(), [])]
    world = World(stage.bot, [*given, ended(agreement(Purpose.TOP_UP, 4, count=6))])
    world.agreements.open = {AgreementId("agr_0002"): Money(135_000, "eur")}
    await world.list()
    yield "customer: agreements", world.window
    await world.open(4)
    yield "agreement: ended", world.window
    await world.open(2)
    yield "agreement", world.window
    await click(named(world.window, "revokeAgreement"))
    yield "revocation: why", world.window
    await click(named(world.window, "reviewRevocation"))
    yield "revocation: read back", world.window
    world.agreements.faults["revoke"] = [WRONG]
    await click(named(world.window, "confirmRevocation"))
    yield "revocation: not done", world.window
    saved = card()
    world.spares.spare = OneCard(saved, (saved,))
    await click(named(world.window, "confirmRevocation"))
    await rest()
    yield "revocation: done", world.window
    await act(lambda: world.showing.show_of(None))


async def charged(stage: Stage) -> AsyncIterator[Shot]:
    topped = agreement(Purpose.TOP_UP, 4, cap_minor=123_450, total_minor=740_700, count=6)
    world = World(stage.bot, [Standing(topped, [])])
    await world.list()
    await world.open(4)
    await click(named(world.window, "chargeUnder"))
    await rest()
    yield "charge under: how much", world.window
    pad = named(world.window, "underAmountPad")
    await click(pad)
    yield "charge under: number pad", world.window
    await click(pad)
    world.charging.refuses = UserError("agreement.over_cap", cap=Money(123_450, "eur"))
    await act(lambda: world.showing.charging._amount._field.set_amount(Money(200_000, "eur")))
    await click(named(world.window, "reviewUnder"))
    await rest()
    yield "charge under: refused", world.window
    world.charging.refuses = None
    await act(lambda: world.showing.charging._amount._field.set_amount(Money(123_450, "eur")))
    await click(named(world.window, "reviewUnder"))
    await rest()
    yield "charge under: read back", world.window


PLAYS = (asked, on_paper, made, charged)
