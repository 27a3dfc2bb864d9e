"""An agreement on paper: the right words are printed, and what came back is recorded once."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QFileDialog,
    QLineEdit,
    QPushButton,
    QRadioButton,
)
from pytestqt.qtbot import QtBot

from pos_app.consent.model import Tick
from pos_app.consent.paper_model import (
    AskedOnPaper,
    Paper,
    SignedPaper,
    check_signed,
    number_of,
)
from pos_app.consent.service import Draft
from pos_app.customers.model import Redisplay
from pos_app.kernel.errors import EnvironmentFault, PosError, UserError
from pos_app.kernel.ids import CustomerId, PaymentMethodId
from pos_app.kernel.money import Money
from tests.ui.consent.world import NAMED, World
from tests.ui.customers.fakes import NOW, card
from tests.ui.customers.hands import act, click, named, press, rest
from tests.ui.payments.test_fits import cut_in
from ui.widgets.choice_row import ChoiceRow
from ui.widgets.money_field import MoneyField

LATER, SHOW = Tick.CHARGE_LATER, Tick.SHOW_NEXT_TIME
NOW_PAID = Money(2_500, "eur")


@dataclass
class FakePapers:
    """Papers in memory, checked as the real service checks them."""

    printed: dict[str, Paper] = field(default_factory=dict)
    faults: list[PosError] = field(default_factory=list)

    async def prepare(self, customer_id: CustomerId, draft: Draft, *, show: bool) -> Paper:
        if self.faults:
            raise self.faults.pop(0)
        figures = f"000-000-00{len(self.printed) + 1}"
        number = f"P-{figures}"
        beside = f"N-{figures}" if show else ""
        self.printed[number] = Paper(number, customer_id, draft, 0, beside)
        return self.printed[number]

    async def signed(
        self, typed: Mapping[Tick, str], asked: AskedOnPaper, saved: Collection[PaymentMethodId]
    ) -> SignedPaper:
        later, show = typed[LATER], typed[SHOW]
        if not later:
            raise UserError("paper.not_signed", field="number")
        paper = self.printed[number_of(later)]
        if show and number_of(show, SHOW) != paper.show_number:
            raise UserError("paper.other_paper", field="show_number")
        check_signed(paper, asked, saved, NOW)
        return SignedPaper(paper, frozenset(tick for tick in Tick if typed[tick]), NOW)


class OnPaper(World):
    def __init__(self, qtbot: QtBot) -> None:
        self.papers = FakePapers()
        super().__init__(qtbot, [], papers=self.papers)
        self.showing.asking._shop = ("Atelier Zoé", "1 rue des Lilas")
        self.to_pay: list[tuple[Any, Any]] = []
        self.showing.signedOnPaper.connect(lambda *told: self.to_pay.append(told))

    async def begin(self) -> None:
        await self.show()
        await act(lambda: self.showing.ask_for(NAMED, NOW_PAID, "Bike"))
        amount = self.showing.ask.findChild(MoneyField)
        assert amount is not None
        await act(lambda: amount.set_amount(Money(7_500, "eur")))
        await click(named(self.window, "onPaper"))
        await rest()
        assert self.window.current_screen() == "paper"

    async def save(self) -> None:
        await click(named(self.window, "savePaper"))
        await rest()
        for dialog in self.window.findChildren(QFileDialog):
            await act(dialog.close)

    async def type(self, number: str, beside: str = "") -> None:
        named(self.window, "paperNumberField", QLineEdit).setText(number)
        named(self.window, "paperShowField", QLineEdit).setText(beside)

    def wrong(self) -> str:
        """What is said beside the two numbers."""
        return " ".join(one.error() for one in self.showing.on_paper.screen._rows.values())


def test_printed_signed_and_paid_on_the_card_that_pays_now(qtbot: QtBot, run: Any) -> None:
    async def flow() -> None:
        world = OnPaper(qtbot)
        await world.begin()
        await world.save()
        (paper,) = world.papers.printed.values()
        assert paper.number in world.says("paperNumber")
        assert paper.draft.scope.card is None
        assert (paper.customer_id, paper.draft.subject.prepaid) == (NAMED.id, NOW_PAID)
        await world.save()
        assert len(world.papers.printed) == 1, "the same paper, handed out again"
        await act(lambda: world.showing.on_paper.screen.take_code("P000000001"))
        await press(named(world.window, "paperNumberField"), Qt.Key.Key_Return)
        await rest()
        ((wanted, signed),) = world.to_pay
        assert (wanted.amount, wanted.description) == (NOW_PAID, "Bike")
        assert signed.ticked == {LATER}, "the second wasn't signed"

    run(flow())


def test_staff_have_nothing_to_tick(qtbot: QtBot, run: Any) -> None:
    """Neither where an agreement is asked for nor where it is recorded: choosing a card is all."""

    async def flow() -> None:
        world = OnPaper(qtbot)
        await world.begin()
        await world.save()
        for screen in (world.showing.ask, world.showing.on_paper.screen):
            assert not screen.findChildren(QCheckBox)
            assert not screen.findChildren(QRadioButton)
            checkable = [one for one in screen.findChildren(QAbstractButton) if one.isCheckable()]
            assert all(
                one.objectName().startswith(("paperCard_", "purpose_", "segment_", "unit_"))
                for one in checkable
            ), [one.objectName() for one in checkable]

    run(flow())


def test_each_number_that_is_scanned_goes_beside_its_signature(qtbot: QtBot, run: Any) -> None:
    async def flow() -> None:
        world = OnPaper(qtbot)
        await world.begin()
        await world.save()
        (paper,) = world.papers.printed.values()
        screen = world.showing.on_paper.screen
        for number in (paper.show_number, paper.number):  # in whatever order
            await act(lambda number=number: screen.take_code(number.replace("-", "")))
        assert named(world.window, "paperNumberField", QLineEdit).text() == "P000000001"
        assert named(world.window, "paperShowField", QLineEdit).text() == "N000000001"
        await click(named(world.window, "recordPaper"))
        await rest()
        ((_, signed),) = world.to_pay
        assert signed.ticked == {LATER, SHOW}

    run(flow())


def test_of_a_card_that_is_shown_already_nobody_is_asked_that(qtbot: QtBot, run: Any) -> None:
    async def flow() -> None:
        world = OnPaper(qtbot)
        world.people.kept_cards = [replace(card(), redisplay=Redisplay.ALWAYS)]
        await world.begin()
        await click(named(world.window, f"paperCard_{card().id}"))
        await world.save()
        (paper,) = world.papers.printed.values()
        assert paper.show_number == ""

    run(flow())


def test_about_a_saved_card_the_payment_makes_it_one_as_well(qtbot: QtBot, run: Any) -> None:
    async def flow() -> None:
        world = OnPaper(qtbot)
        world.people.kept_cards = [replace(card(), redisplay=Redisplay.LIMITED)]
        await world.begin()
        await world.save()
        await click(named(world.window, f"paperCard_{card().id}"))
        assert "P-000" not in world.says("paperNumber"), "another card is another paper"
        await world.save()
        await world.type("P-000-000-002", "N-000-000-002")
        await click(named(world.window, "recordPaper"))
        await rest()
        ((wanted, signed),) = world.to_pay
        draft = signed.paper.draft
        assert draft.scope.card == card().id
        assert "4242" in draft.wording.full
        assert draft.subject.prepaid == wanted.amount == NOW_PAID, "its text says what is paid now"
        assert signed.ticked == set(Tick)

    run(flow())


def test_a_card_stands_once_and_an_expired_one_not_at_all(qtbot: QtBot, run: Any) -> None:
    async def flow() -> None:
        world = OnPaper(qtbot)
        newer = replace(card(), id=PaymentMethodId("pm_new"), created_at=NOW + timedelta(days=1))
        world.people.kept_cards = [card(), newer, card("9995", "amex", until=(10, 2026))]
        await world.begin()
        offered = [one.objectName() for one in world.window.findChildren(ChoiceRow)]
        assert [one for one in offered if one.startswith("paperCard_")] == [
            "paperCard_now", "paperCard_pm_new",
        ]  # fmt: skip

    run(flow())


@pytest.mark.parametrize(
    ("number", "beside", "says"),
    [("1", "", "a P and nine figures"), ("", "", "beside the first signature is missing"),
     ("", "N-000-000-001", "beside the first signature is missing"),
     ("P-000-000-001", "P-000-000-001", "an N and nine figures"),
     ("P-000-000-001", "N-000-000-009", "another paper")],
)  # fmt: skip
def test_what_is_wrong_is_said_beside_it_and_nothing_is_recorded(
    qtbot: QtBot, run: Any, number: str, beside: str, says: str
) -> None:
    async def flow() -> None:
        world = OnPaper(qtbot)
        await world.begin()
        await world.save()
        await world.type(number, beside)
        await click(named(world.window, "recordPaper"))
        await rest()
        assert says in world.wrong()
        assert not world.to_pay
        await act(world.showing.on_paper.screen.go_back)
        assert world.window.current_screen() == "ask"

    run(flow())


def test_a_full_disk_is_said_and_can_be_tried_again(qtbot: QtBot, run: Any) -> None:
    async def flow() -> None:
        world = OnPaper(qtbot)
        await world.begin()
        world.papers.faults = [EnvironmentFault("storage.full", retryable=True)]
        await world.save()
        assert "disk is full" in world.says("paperFault")
        await world.save()
        assert world.papers.printed
        assert not named(world.window, "paperFault").isVisible()

    run(flow())


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_word_is_whole(
    qtbot: QtBot, run: Any, dress: Callable[..., None], language: str, theme: str
) -> None:
    dress(theme, training=True, language=language)

    async def flow() -> None:
        world = OnPaper(qtbot)
        await world.begin()
        assert not cut_in(world.window)
        await world.save()
        await click(named(world.window, "recordPaper"))
        assert not cut_in(world.window)
        await world.type("P-000-000-001", "P-000-000-001")
        await act(named(world.window, "recordPaper", QPushButton).click)
        await rest()
        assert not cut_in(world.window)
        world.window.close()

    run(flow())
