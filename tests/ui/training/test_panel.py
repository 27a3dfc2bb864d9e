"""The training panel over a real stand-in, as a cashier uses it."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from pos_app.kernel.errors import EnvironmentFault
from pos_app.payments.declines import BY_CODE
from pos_app.training.remote import Remote, Standing, Waiting
from tests.helpers.standin import StandInHandle
from tests.ui.conftest import Run
from tests.ui.customers.hands import act, named
from ui import tasks
from ui.i18n import messages
from ui.shell.main_window import MainWindow
from ui.shell.overlay import Overlay
from ui.training.cards import TEST_CARDS, TestCards
from ui.training.screen import SAMPLES_AFTER_RESET, TrainingScreen
from ui.training.sections import DAY_S, HOUR_S, BankSection
from ui.training.view_model import Done, TrainingViewModel
from ui.training.waiting import StandingColumn
from ui.training.words import TARGETS, TROUBLES, said, target_of, trouble_of


class Money:
    """The till's payments and checkout, as far as the panel asks."""

    def __init__(self) -> None:
        self.unclear: list[object] = []
        self.unclear_operations: list[object] = []
        self.under_way = 0

    async def unresolved(self) -> list[object]:
        return self.unclear

    async def unresolved_operations(self) -> list[object]:
        return self.unclear_operations

    def pending(self) -> int:
        return self.under_way


class Customers:
    def __init__(self) -> None:
        self.listed = 0

    async def list_anew(self) -> None:
        self.listed += 1


class Panel:
    """The panel in a window, and hands to use it."""

    def __init__(self, qtbot: QtBot, url: str) -> None:
        self.money, self.customers = Money(), Customers()
        self.window = MainWindow(shop_name="Atelier", till_name="Till 1", training=True)
        self.window.resize(1024, 700)
        self.model = TrainingViewModel(
            Remote(url), self.money, self.money, self.customers, look_every_s=0.05
        )
        self.screen = TrainingScreen(self.model)
        self.model.setParent(self.screen)
        self.done: list[Done] = []
        self.model.done.connect(self.done.append)
        self.screen.said.connect(self.window.status)
        self.window.add_screen("training", self.screen)
        qtbot.addWidget(self.window)

    async def open(self) -> None:
        self.window.show()
        await act(lambda: self.window.show_screen("training"))
        await self.until(lambda: self.model.standing is not None)

    async def until(self, true: Callable[[], object]) -> None:
        async with asyncio.timeout(20):
            while True:
                if true():
                    return
                await asyncio.sleep(0.005)

    async def press(self, name: str) -> None:
        """Press it, and wait until something was done."""
        before = len(self.done)
        await act(named(self.screen, name, QPushButton).click)
        await self.until(lambda: len(self.done) > before)

    async def leave(self) -> None:
        """Close it as the till does: nothing of it goes on."""
        await act(self.window.hide)
        await tasks.cancel_all()

    def text(self, name: str) -> str:
        return named(self.screen, name, QLabel).text()

    def waiting(self) -> tuple[Waiting, ...]:
        assert self.model.standing is not None
        return self.model.standing.waiting

    def question(self) -> Overlay | None:
        return self.window.findChild(Overlay)


@pytest.fixture
def panel(qtbot: QtBot, standin: StandInHandle) -> Iterator[Panel]:
    made = Panel(qtbot, standin.url)
    yield made
    made.window.close_now()


async def played(panel: Panel, flow: Callable[[], Awaitable[None]]) -> None:
    try:
        await flow()
    finally:
        await panel.leave()


def test_every_trouble_reaches_every_target(panel: Panel, run: Run[Any]) -> None:
    async def flow() -> None:
        await panel.open()
        box = named(panel.screen, "troubleTarget", QComboBox)
        for place, target in enumerate(TARGETS):
            await act(lambda place=place: box.setCurrentIndex(place))
            for trouble in TROUBLES:
                await panel.press(f"trouble_{trouble.key}")
                ordered = panel.waiting()[-1]
                assert trouble_of(ordered) == said(trouble.name)
                assert target_of(ordered) == said(target.name)
        assert len(panel.waiting()) == len(TARGETS) * len(TROUBLES)
        assert named(panel.screen, panel.waiting()[3].id).accessibleName() == (
            "In use elsewhere (409): the next charge"
        )
        await panel.press(f"cancel_{panel.waiting()[0].id}")
        assert len(panel.waiting()) == len(TARGETS) * len(TROUBLES) - 1
        await panel.press("calm")
        assert panel.waiting() == ()
        assert "Cancelled" in panel.window.status_text()

    run(played(panel, flow))


def test_the_bank_is_told_what_to_say(panel: Panel, run: Run[Any]) -> None:
    async def flow() -> None:
        await panel.open()
        codes = named(panel.screen, "declineCode", QComboBox)
        assert {codes.itemText(place) for place in range(codes.count())} == BY_CODE.keys()
        for code in ("lost_card", "expired_card"):
            await act(lambda code=code: codes.setCurrentText(code))
            assert panel.text("customerHears") == messages.sentence(BY_CODE[code].customer)
            await panel.press("declineNext")
        await panel.press("authenticateNext")
        assert [trouble_of(one) for one in panel.waiting()] == [
            "Declined: lost_card", "Declined: expired_card", "Authentication",
        ]  # fmt: skip
        assert {target_of(one) for one in panel.waiting()} == {"the next card, wherever it is used"}

    run(played(panel, flow))


def test_the_clock_moves_forward(panel: Panel, run: Run[Any], standin: StandInHandle) -> None:
    async def flow() -> None:
        await panel.open()
        for name, seconds in (
            ("ahead_hour", HOUR_S), ("ahead_day", DAY_S), ("ahead_week", 7 * DAY_S),
            ("ahead_month", 30 * DAY_S), ("moveDays", 45 * DAY_S),
        ):  # fmt: skip
            before = standin.state()["now"]
            named(panel.screen, "daysAhead", QSpinBox).setValue(45)
            await panel.press(name)
            assert standin.state()["now"] - before >= seconds
        assert panel.text("standInClock")

    run(played(panel, flow))


def test_thousands_are_set_apart(qtbot: QtBot) -> None:
    column = StandingColumn()
    qtbot.addWidget(column)
    at = datetime(2026, 11, 23, 14, 5, tzinfo=UTC)
    column.show_standing(Standing(at, 5_000, 1_200, 5_000, True, ()))
    told = named(column, "standInCustomers", QLabel).text()
    assert told == "5,000 customers, 1,200 of 5,000 samples made"


def test_customers_are_added_and_listed(
    panel: Panel, run: Run[Any], standin: StandInHandle
) -> None:
    async def flow() -> None:
        await panel.open()
        named(panel.screen, "moreCustomers", QSpinBox).setValue(25)
        await panel.press("seedCustomers")
        await panel.until(lambda: Done.SEEDED in panel.done)
        assert panel.customers.listed == 1
        assert "25 customers" in panel.text("standInCustomers")

    run(played(panel, flow))


def test_starting_again_is_asked_first(panel: Panel, run: Run[Any], standin: StandInHandle) -> None:
    async def answer(choice: str) -> None:
        await act(named(panel.screen, "resetStandIn", QPushButton).click)
        await panel.until(panel.question)
        await act(named(panel.window, f"choice_{choice}", QPushButton).click)
        await panel.until(lambda: panel.question() is None)

    async def flow() -> None:
        standin.control("seed", {"customers": 3})
        standin.scenario("slow")
        await panel.open()
        await answer("keep")
        assert standin.state()["counts"]["customers"] == 3
        panel.money.unclear = [object()]
        await answer("ok")
        panel.money.unclear, panel.money.unclear_operations = [], [object()]
        await answer("ok")
        panel.money.unclear_operations, panel.money.under_way = [], 1
        await answer("ok")
        assert standin.state()["counts"]["customers"] == 3
        panel.money.under_way = 0
        await answer("reset")
        await panel.until(lambda: Done.RESET in panel.done)
        assert standin.state()["counts"]["customers"] == SAMPLES_AFTER_RESET
        await panel.until(lambda: panel.waiting() == ())
        await panel.until(lambda: panel.customers.listed == 1)

    run(played(panel, flow))


def test_a_payment_begun_meanwhile_stops_a_reset(
    panel: Panel, run: Run[Any], standin: StandInHandle
) -> None:
    async def flow() -> None:
        standin.control("seed", {"customers": 3})
        await panel.open()
        await act(named(panel.screen, "resetStandIn", QPushButton).click)
        await panel.until(panel.question)
        panel.money.under_way = 1
        await act(named(panel.window, "choice_reset", QPushButton).click)
        await panel.until(lambda: panel.window.findChild(QPushButton, "choice_ok"))
        assert standin.state()["counts"]["customers"] == 3
        await act(named(panel.window, "choice_ok", QPushButton).click)

    run(played(panel, flow))


def test_no_answer_is_said(qtbot: QtBot, qapp: QApplication, run: Run[Any]) -> None:
    panel = Panel(qtbot, "http://127.0.0.1:9")  # nobody listens there

    async def flow() -> None:
        panel.window.show()
        await act(lambda: panel.window.show_screen("training"))
        faults: list[object] = []
        panel.model.faulted.connect(faults.append)
        await act(named(panel.screen, "ahead_hour", QPushButton).click)
        await panel.until(lambda: faults)
        assert "does not answer" in panel.window.status_text()
        assert panel.model.standing is None

    run(played(panel, flow))
    panel.window.close_now()


def test_controls_refuse_in_words(run: Run[Any], standin: StandInHandle) -> None:
    async def flow() -> None:
        remote = Remote(standin.url)
        await remote.cancel("scn_none")
        with pytest.raises(EnvironmentFault) as caught:
            await remote.order({"kind": "odd"})
        assert "kind is one of" in messages.text(caught.value)

    run(flow())


def test_cards_are_copied_and_known_to_the_stand_in(
    qtbot: QtBot, qapp: QApplication, dress: Any
) -> None:
    cards = TestCards()
    qtbot.addWidget(cards)
    copied: list[str] = []
    cards.copied.connect(copied.append)
    for number, _ in TEST_CARDS:
        plain = number.replace(" ", "")
        named(cards, f"copy{plain}", QPushButton).click()
        assert QGuiApplication.clipboard().text() == plain
    assert copied == [number for number, _ in TEST_CARDS]
    dress(language="fr")
    assert named(cards, "copy4242424242424242", QPushButton).text() == "Copier"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_it_fits_a_small_screen_and_everything_has_a_name(
    panel: Panel, run: Run[Any], dress: Any, language: str
) -> None:
    async def flow() -> None:
        dress(training=True, language=language)
        await panel.open()
        await panel.press("trouble_slow")
        hint = panel.window.minimumSizeHint()
        assert (hint.width() <= 1024, hint.height() <= 700) == (True, True)
        for kind in (QPushButton, QComboBox, QSpinBox):
            for widget in panel.screen.findChildren(kind):
                words = widget.text() if isinstance(widget, QPushButton) else ""
                assert words or widget.accessibleName(), widget.objectName()

    run(played(panel, flow))


def test_the_customers_words_follow_the_language(
    qtbot: QtBot, qapp: QApplication, dress: Any
) -> None:
    bank = BankSection()
    qtbot.addWidget(bank)
    before = named(bank, "customerHears", QLabel).text()
    dress(language="fr")
    assert named(bank, "customerHears", QLabel).text() != before


def test_only_a_training_window_offers_it(qtbot: QtBot, qapp: QApplication) -> None:
    for training in (True, False):
        window = MainWindow(shop_name="Atelier", till_name="Till 1", training=training)
        qtbot.addWidget(window)
        window.show()
        window.activateWindow()
        asked: list[bool] = []
        window.training_requested.connect(partial(asked.append, True))
        button = window.findChild(QPushButton, "openTraining")
        assert (button is not None) is training
        qtbot.waitUntil(window.isActiveWindow)
        QTest.keyClick(window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
        if button is not None:
            button.click()
            band = window.findChild(QWidget, "trainingBand")
            assert band is not None
            QTest.mouseClick(band, Qt.MouseButton.LeftButton)
        assert len(asked) == (3 if training else 0)
        window.close_now()
