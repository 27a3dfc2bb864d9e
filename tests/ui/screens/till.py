"""The till itself: opening, questions, settings, staff, training."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from pos_app.dues.model import act_to_collect
from pos_app.kernel.errors import EnvironmentFault, UserError
from pos_app.kernel.money import Money
from pos_app.settings.live import LiveSettings
from pos_app.settings.own_till import OwnTill
from pos_app.settings.shop import Shop
from pos_app.settings.store import SettingsStore
from pos_app.staff.model import Actor, Right, RiskyAct
from pos_app.sync.model import CaughtUp, SyncProgressed, SyncState
from pos_app.training.remote import Standing, Waiting
from tests.helpers.staff import MANAGER_PIN, OWNER_PIN
from tests.integration.receipts.test_printing import Paper, service
from tests.ui.checkout.test_place_section import Places
from tests.ui.customers.hands import act, click, named, rest
from tests.ui.customers.test_erased import Redactions
from tests.ui.screens.stage import Shot, Stage
from tests.ui.settings.test_at_stripe import Wishes
from tests.ui.settings.world import World as SettingsWorld
from tests.ui.staff.world import World as StaffWorld
from tests.ui.staff.world import until
from tests.ui.training.test_panel import Customers
from tests.ui.training.test_panel import Money as Till
from ui import tasks
from ui.about.section import AboutSection
from ui.about.view_model import AboutViewModel
from ui.checkout.place_section import PlaceSection, PlaceViewModel
from ui.customers.erased import ErasedSection, ErasedViewModel
from ui.opening import Opening
from ui.printing.sample_words import sample
from ui.receipts.printer_section import PrinterSection
from ui.receipts.printer_view_model import PrinterViewModel
from ui.settings.at_stripe import AtStripeSection, AtStripeViewModel
from ui.settings.own_till import OwnTillSection
from ui.settings.own_till_view_model import OwnTillViewModel
from ui.settings.ports import Section
from ui.shell.dialogs import Choice, ask
from ui.shell.standing_model import Work
from ui.sounds.tones import Tone
from ui.staff.kiosk import KioskSection, KioskViewModel
from ui.training.screen import TrainingScreen
from ui.training.view_model import TrainingViewModel

REFUND = RiskyAct(Right.REFUND, "pi_1", Money(2_500, "eur"))
END = replace(
    RiskyAct(Right.REFUND, "sale_1", Money(10_000, "eur"), detail="Moved abroad"),
    also=(RiskyAct(Right.FORFEIT, "sale_1", Money(3_500, "eur")),),
)
ALL = act_to_collect(Money(minor, "eur") for minor in (31_500, 12_000, 123_456))


class _StandIn:
    """Stands still."""

    async def look(self) -> Standing:
        at = datetime(2026, 11, 23, 14, 5, tzinfo=UTC)
        late = Waiting("s1", "slow", 1, ("POST /v1/payment_intents",))
        bank = Waiting("s2", "decline", 2, code="insufficient_funds")
        return Standing(at, 5_000, 1_200, 5_000, True, (late, bank))

    async def order(self, scenario: Mapping[str, object]) -> None: ...

    async def cancel(self, identifier: str) -> None: ...

    async def calm(self) -> None: ...

    async def advance(self, seconds: int) -> None: ...

    async def seed(self, customers: int) -> None: ...

    async def reset(self, customers: int) -> None: ...


async def opening(stage: Stage) -> AsyncIterator[Shot]:
    screen = Opening(lambda: None)
    window = await stage.framed(screen)
    yield "opening", window
    await act(lambda: screen.say(EnvironmentFault("storage.full", retryable=True, file="x.db")))
    yield "opening: can't", window


async def question(stage: Stage) -> AsyncIterator[Shot]:
    window = await stage.framed(QWidget())
    window.standing.hear_state(SyncState(False, datetime(2026, 11, 23, 12, tzinfo=UTC)))
    window.standing.hear_copy(CaughtUp(datetime(2026, 11, 23, 12, tzinfo=UTC)))
    window.standing.set_work(Work(unknown=12))
    window.top_bar.set_due(3)
    window.top_bar.set_person("Marie-Antoinette")
    window.report(UserError("payment.item_blocked"))
    yield "nothing open, much to do", window
    await click(named(window, "readAll"))
    yield "a long sentence, all of it", window
    window.status("", "neutral")
    window.standing.hear_state(SyncState(True, datetime(2026, 11, 23, 14, tzinfo=UTC)))
    for name, done, told in (
        ("loading", 0, SyncProgressed(12_000, finished=False, seconds_left=200.0)),
        ("comparing", 2, SyncProgressed(12_000, finished=False, anew=True)),
        ("up to date", 0, CaughtUp(datetime.now(UTC).replace(hour=14, minute=5))),
    ):
        if name == "up to date":
            window.standing.hear_copy(SyncProgressed(12_000, finished=True))
        window.standing.hear_copy(told)
        window.standing.set_work(Work(under_way=done))
        await rest()
        yield f"standing: {name}", window


async def settings(stage: Stage) -> AsyncIterator[Shot]:
    world = SettingsWorld(stage.bot, stage.folder / "settings")
    await world.begin()
    tabs = world.opening.screen._tabs
    for place, name in enumerate(("wording", "promises")):
        await act(lambda place=place: tabs.setCurrentIndex(place))
        yield f"settings: {name}", world.window
    await tasks.cancel_all()


class _Silence:
    """A machine without sound."""

    def able(self) -> bool:
        return False

    def try_out(self, tone: Tone) -> None: ...


class _Kiosks:
    """Wished for."""

    wished = True

    async def wish(self, *, on: bool) -> None: ...


async def own_machine(stage: Stage) -> AsyncIterator[Shot]:
    """The tabs about this machine, beside those that every till has."""
    folder = stage.folder / "own"
    folder.mkdir()
    kept = LiveSettings(SettingsStore(folder / "settings.json"), Shop(language="en"))
    own = OwnTillSection(OwnTillViewModel(OwnTill(kept), _Silence()))
    kiosk = KioskSection(KioskViewModel(_Kiosks()))
    model = AboutViewModel()

    async def diagnose(_: Path) -> None:
        """Nobody presses it here."""

    model.offer(diagnose)
    about = AboutSection(model)
    world = SettingsWorld(stage.bot, stage.folder / "settings", beside=(own, kiosk, about))
    await world.begin()
    parts = named(about, "aboutLicence", QPlainTextEdit)
    await until(lambda: parts.toPlainText() != "", "the parts")
    tabs = world.opening.screen._tabs
    for place, name in enumerate(("this till", "kiosk", "about"), start=2):
        await act(lambda place=place: tabs.setCurrentIndex(place))
        yield f"settings: {name}", world.window
    await tasks.cancel_all()


async def staff(stage: Stage) -> AsyncIterator[Shot]:
    """With every tab that the settings have."""
    folder = stage.folder / "staff"
    folder.mkdir()
    world = StaffWorld(stage.bot, folder, _beside(folder))
    await world.open()
    await world.open_settings(2)
    yield "settings: no staff yet", world.window
    owner, _, anna = await world.staff.three()
    await act(world.work.begin)
    yield "lock: who", world.window
    await click(named(world.window, f"who_{anna.id}"))
    await world.type_pin("9876")
    await until(named(world.window, "pinError").isVisible, "the refusal")
    yield "lock: wrong PIN", world.window
    await world.sign_in(owner, OWNER_PIN)
    tabs = world.settings.screen._tabs
    names = ("people", "rights", "audit log", "printer", "place", "at Stripe", "erased")
    for place, name in enumerate(names, start=2):
        await act(lambda place=place: tabs.setCurrentIndex(place))
        await asyncio.sleep(0.1)  # reason: what the tab reads comes from another thread
        await rest()
        yield f"settings: {name}", world.window
    async for shot in _approval(world):
        yield shot
    await tasks.cancel_all()
    await world.close()


def _beside(folder: Path) -> tuple[Section, ...]:
    shop = Shop(shop_name="Atelier Zoé", till_name="Caisse 1", language="fr")
    model = PrinterViewModel(service(folder, Paper()), lambda: sample(shop, training=True))
    printer, place = PrinterSection(model), PlaceSection(PlaceViewModel(Places()))
    model.setParent(printer)
    erased = ErasedViewModel(Redactions())
    section = ErasedSection(erased)
    erased.setParent(section)
    return printer, place, AtStripeSection(AtStripeViewModel(Wishes())), section


async def _approval(world: StaffWorld) -> AsyncIterator[Shot]:
    manager, anna = world.staff.roster.people[1], world.staff.roster.people[0]
    await world.staff.sign_in.sign_in(anna.id, "5518")
    for name, risky in (
        ("approval", REFUND), ("approval: a sale's end", END), ("approval: all that is due", ALL),
    ):  # fmt: skip

        async def work() -> str:
            return "succeeded"

        async def carry_out(actor: Actor, risky: RiskyAct = risky) -> str:
            return await world.staff.permissions.carry_out(actor, risky, work)

        task = asyncio.ensure_future(world.work.acting.act(carry_out))
        await until(lambda: world.window.findChild(QWidget, "approvalPanel"), "the panel")
        await rest()
        yield name, world.window
        await click(named(world.window, f"who_{manager.id}"))
        await world.type_pin(MANAGER_PIN)
        await task


async def training(stage: Stage) -> AsyncIterator[Shot]:
    money = Till()
    model = TrainingViewModel(_StandIn(), money, money, Customers(), look_every_s=60)
    screen = TrainingScreen(model)
    model.setParent(screen)
    window = await stage.framed(screen)
    for place, name in enumerate(("trouble", "bank", "time", "test cards")):
        await act(lambda place=place: screen._tabs.setCurrentIndex(place))
        yield f"training: {name}", window
    await act(window.hide)


async def asking(stage: Stage) -> AsyncIterator[Shot]:
    window = await stage.framed(QWidget())
    answer = ask(
        window, "Visa •••• 4242", "2026", [Choice("no", "4242"), Choice("yes", "4242")],
        kind="warning", amount=Money(123_450, "eur"),
    )  # fmt: skip
    yield "question", window
    answer.cancel()
    await rest()


PLAYS = (opening, question, asking, settings, own_machine, staff, training)
