"""Customers: found, opened, written, made one, imported, and their cards."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime

from pos_app.consent.service import Standing
from pos_app.customers.model import CustomerDraft, Redisplay
from pos_app.erasure.redaction_model import Offer, Why
from pos_app.kernel.errors import RemoteUnknown
from pos_app.kernel.money import Money
from pos_app.payments.model import OutcomeKind
from tests.ui.consent.fakes import agreement, instalments
from tests.ui.customers.fakes import card, customer, payment
from tests.ui.customers.hands import act, click, keys, named, rest
from tests.ui.customers.importing import World as ImportWorld
from tests.ui.customers.people import AskableCustomers
from tests.ui.customers.test_cards import AGAIN
from tests.ui.customers.test_cards import World as CardWorld
from tests.ui.customers.test_editor import World as EditorWorld
from tests.ui.customers.test_erasing import World as ErasingWorld
from tests.ui.customers.test_lookalikes import World as LookalikeWorld
from tests.ui.customers.test_merge import TWIN
from tests.ui.customers.test_merge import World as MergeWorld
from tests.ui.customers.test_panel import World as PanelWorld
from tests.ui.screens.stage import Shot, Stage
from ui.customers.rows import SavedCardRow

LONG = customer(3, "Marie-Antoinette de la Rochefoucauld-Montmorency", note="Prefers the morning")


async def lookup(stage: Stage) -> AsyncIterator[Shot]:
    world = PanelWorld(stage.bot)
    window = await stage.framed(world.screen)
    await world.open()
    yield "customers", window
    await keys(world.search, "kar")
    yield "customers: found", window
    await keys(world.search, "qqqq")
    yield "customers: nobody", window


async def opened(stage: Stage) -> AsyncIterator[Shot]:
    world = PanelWorld(stage.bot)
    window = await stage.framed(world.screen)
    who = replace(LONG, number="C-104", postcode="75011", tags=("VIP", "tea"))
    assert isinstance(world.customers, AskableCustomers)
    world.customers.people.append(who)
    world.customers.kept_cards = [
        card(), card("9995", "amex", Redisplay.LIMITED, (2, 2025)),
    ]  # fmt: skip
    world.payments.past = [
        payment(1, 123_450, what="Table, chêne"), payment(2, 500, OutcomeKind.HELD),
        payment(3, 9_900, refunded=9_900), payment(4, 700, OutcomeKind.DECLINED),
    ]  # fmt: skip
    await world.open(who)
    yield "customer", window
    await world.open(world.people.people[1])
    yield "customer: made one with another", window


async def editor(stage: Stage) -> AsyncIterator[Shot]:
    world = EditorWorld(stage.bot)
    window = await stage.framed(world.editor)
    await world.begin(None, CustomerDraft(name="Zoë"))
    yield "editor", window
    await keys(world.email, "zoe@")
    await click(world.save)
    yield "editor: refused", window
    await act(world.email.clear)
    world.people.faults["create"] = [RemoteUnknown()]
    await click(world.save)
    yield "editor: no answer", window


async def lookalikes(stage: Stage) -> AsyncIterator[Shot]:
    world = LookalikeWorld(stage.bot)
    window = await stage.framed(world.editor)
    await world.begin()
    await keys(world.phone, "0612345678")
    yield "editor: somebody alike", window


async def merge(stage: Stage) -> AsyncIterator[Shot]:
    world = MergeWorld(stage.bot)
    window = await stage.framed(world.screen)
    await world.begin()
    yield "merge: with whom", window
    await world.begin(TWIN)
    yield "merge: read back", window


async def importing(stage: Stage) -> AsyncIterator[Shot]:
    world = ImportWorld(stage.bot, stage.folder)
    window = await stage.framed(world.screen)
    await world.begin()
    yield "import: which file", window
    await world.to_columns()
    yield "import: columns", window
    await click(named(world.screen, "checkRows"))
    await world.until(lambda: world.model.counts is not None and not world.model.busy)
    yield "import: checked", window
    await click(named(world.screen, "startImport"))
    await world.until(lambda: world.model.now is not None and world.imports.running)
    yield "import: under way", window


async def cards(stage: Stage) -> AsyncIterator[Shot]:
    world = CardWorld(stage.bot)
    world.cards.ends = [Standing(agreement(), []), Standing(instalments(), [])]
    world.cards.left = {agreement().id: Money(12_000, "eur"), instalments().id: None}
    world.cards.soon = [AGAIN.id]
    await world.list()
    assert world.window.findChildren(SavedCardRow)
    yield "customer: a card saved twice", world.window
    await world.open()
    yield "card", world.window
    await world.press("removeCard")
    await rest()
    yield "card: removal", world.window


async def erasing(stage: Stage) -> AsyncIterator[Shot]:
    world = ErasingWorld(stage.bot)
    since = datetime(2027, 2, 28, tzinfo=UTC)
    for name, offer in (
        ("customer: erase", Offer(None, since)),
        ("customer: erase, no permission", Offer(Why.NO_PERMISSION, since)),
    ):
        world.erasures.offer = offer
        world.erasures.linked = (LONG,)
        await world.begin()
        await world.asked()
        await rest()
        yield name, world.window
        await click(named(world.window, "choice_leave"))


PLAYS = (lookup, opened, editor, lookalikes, merge, importing, cards, erasing)
