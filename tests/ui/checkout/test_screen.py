"""Staff's side of the checkout, with a page that only signals."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from pos_app.checkout.next_time import scope_of
from pos_app.consent.model import Tick
from pos_app.consent.paper_model import Paper, SignedPaper
from pos_app.consent.service import Draft
from pos_app.consent.terms_files import TermsLibrary
from pos_app.kernel.errors import EnvironmentFault, RemoteUnreachable
from pos_app.kernel.money import Money
from pos_app.payments.model import Decline, Outcome, OutcomeKind
from tests.helpers.agreements import CURRENT, SUBJECT, a_scope
from tests.ui.customers.fakes import NOW, FakeCheckouts, FakeSales, customer, outcome
from tests.ui.customers.hands import act, click, named, rest
from ui.checkout.phase import Phase
from ui.checkout.screen import CheckoutScreen
from ui.checkout.view_model import CheckoutViewModel
from ui.crossings import line_for_staff
from ui.webview.model import CheckoutRequest, HostedAddress, TermsText
from ui.widgets.banner import Banner

AMOUNT = Money(1250, "eur")


class Page(QWidget):
    agreed = Signal()
    usable = Signal()
    refused = Signal()
    finished = Signal(str)
    failed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.requests: list[CheckoutRequest] = []

    def open(self, request: CheckoutRequest) -> None:
        self.requests.append(request)


class HostedStand(QWidget):
    """In the place of Stripe's own page."""

    usable = Signal()
    left = Signal()
    failed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.is_usable = self.is_over = False

    def shutdown(self) -> None:
        self.is_over = True


class Pages:
    def __init__(self) -> None:
        self.lent: list[Page] = []
        self.returned: list[QWidget] = []
        self.asked: list[HostedAddress] = []
        self.stripes: list[HostedStand] = []
        self.can_show = False
        """Whether Stripe's own page may be in the window."""

    def hosted(self, address: HostedAddress) -> Any:
        self.asked.append(address)
        if self.can_show:
            self.stripes.append(HostedStand())
        return self.stripes[-1] if self.can_show else None

    def take(self) -> Any:
        self.lent.append(Page())
        return self.lent[-1]

    def give_back(self, view: Any) -> None:
        self.returned.append(view)
        view.hide()
        view.deleteLater()


class World:
    def __init__(self, qtbot: QtBot) -> None:
        self.service = FakeCheckouts()
        self.pages = Pages()
        self.model = CheckoutViewModel(FakeSales(), self.service)
        self.screen = CheckoutScreen(
            self.model, lambda: self.pages, "Maison Lumière", self.staffs_line
        )
        self.line: Callable[[Decline], str] = lambda decline: decline.decline_code
        self.model.setParent(self.screen)
        qtbot.addWidget(self.screen)
        self.screen.resize(1000, 620)
        self.ended: list[tuple[Outcome, str]] = []
        self.screen.finished.connect(lambda how, what, note: self.ended.append((how, note)))

    async def begin(self) -> None:
        def show() -> None:
            self.screen.show()
            self.screen.begin(customer(), AMOUNT, "Deposit")

        await act(show)

    def staffs_line(self, decline: Decline) -> str:
        return self.line(decline)

    def status(self) -> str:
        return named(self.screen, "checkoutStatus", QLabel).text()


@pytest.fixture
def world(qtbot: QtBot, qapp: QApplication) -> World:
    return World(qtbot)


def test_gives_the_page_its_session_and_takes_it_back(world: World, run: Any) -> None:
    async def flow() -> None:
        world.service.settles = [outcome()]
        await world.begin()
        page = world.pages.lent[0]
        request = page.requests[0]
        assert page.isVisible()
        assert (request.amount_text, request.merchant) == ("€12.50", "Maison Lumière")
        assert request.client_secret == "cs_1_secret_x"
        await act(page.usable.emit)
        assert world.status() == "Waiting for the customer"
        await act(lambda: page.finished.emit("complete"))
        assert world.pages.returned == [page]
        assert [note for _, note in world.ended] == [""]
        assert world.screen.view() is None

    run(flow())


def test_a_refused_card_is_said_to_staff_until_it_is_over(world: World, run: Any) -> None:
    async def flow() -> None:
        refused = Decline("card_declined", "do_not_honor", "")
        world.service.settles = [outcome(OutcomeKind.OPEN, decline=refused)]
        await world.begin()
        await act(world.pages.lent[0].refused.emit)
        banner = named(world.screen, "checkoutDeclined", Banner)
        assert banner.isVisible()
        assert banner.text() == "do_not_honor"  # the line this test's screen was given
        assert world.pages.lent[0].isVisible()

    run(flow())


def test_what_a_card_before_came_to_is_not_said_beside_what_isn_t_known(
    world: World, run: Any
) -> None:
    """Beside each other "nothing was charged" would be read as what became of the payment."""

    async def flow() -> None:
        refused = Decline("card_declined", "do_not_honor", "")
        world.service.settles = [outcome(OutcomeKind.OPEN, decline=refused)]
        world.service.closes = [EnvironmentFault("storage.full", retryable=True)]
        await world.begin()
        await act(world.pages.lent[0].refused.emit)
        banner = named(world.screen, "checkoutDeclined", Banner)
        assert banner.isVisible()
        await act(world.model.cancel)
        await rest()
        assert world.model.phase is Phase.NO_ANSWER
        assert not banner.isVisible()

    run(flow())


def test_staffs_line_is_whole_on_the_smallest_window(
    world: World, run: Any, dress: Any, qapp: QApplication
) -> None:
    """1024 × 700 leaves 548 pixels of height beside the page; French needs the most lines."""
    dress(language="fr")
    refused = Decline("card_declined", "do_not_honor", "")
    world.line = line_for_staff

    async def flow() -> None:
        world.service.settles = [outcome(OutcomeKind.OPEN, decline=refused)]
        world.screen.setFixedSize(1024, 548)
        await world.begin()
        await act(world.pages.lent[0].refused.emit)
        qapp.processEvents()
        banner = named(world.screen, "checkoutDeclined", Banner)
        words = [one for one in banner.findChildren(QLabel) if one.isVisible() and one.text()]
        assert words
        sizes = [(one.text(), one.height(), one.heightForWidth(one.width())) for one in words]
        assert not [one for one in sizes if one[1] < one[2]]

    run(flow())


def test_after_a_renderer_that_died_and_nothing_paid_there_is_another_form_once(
    world: World, run: Any
) -> None:
    async def flow() -> None:
        world.service.closes = [outcome(OutcomeKind.NOT_CHARGED) for _ in range(3)]
        await world.begin()
        item = world.model.item
        await act(lambda: world.pages.lent[0].failed.emit("renderer"))
        assert not world.ended
        assert world.pages.returned == [world.pages.lent[0]]
        assert world.model.item is item, "the same that is owed"
        assert world.model.phase is Phase.LOADING
        assert len(world.pages.lent[1].requests) == 1
        banner = named(world.screen, "checkoutDeclined", Banner)
        assert "nothing was paid" in banner.text()
        await act(lambda: world.pages.lent[1].failed.emit("renderer"))
        assert world.ended[0][1] == "The payment form stopped working, so it was closed."
        assert len(world.pages.lent) == 2
        await world.begin()  # later, for whatever else
        assert not banner.isVisible()
        await act(lambda: world.pages.lent[2].failed.emit("renderer"))
        assert len(world.pages.lent) == 4

    run(flow())


@pytest.mark.parametrize("kind", [OutcomeKind.SUCCEEDED, OutcomeKind.DECLINED, OutcomeKind.UNKNOWN])
def test_after_a_renderer_that_died_whatever_else_came_of_it_is_said(
    world: World, run: Any, kind: OutcomeKind
) -> None:
    async def flow() -> None:
        world.service.closes = [outcome(kind)]
        await world.begin()
        await act(lambda: world.pages.lent[0].failed.emit("renderer"))
        assert [said.kind for said, _ in world.ended] == [kind]
        assert len(world.pages.lent) == 1

    run(flow())


def test_after_a_renderer_that_died_what_was_signed_on_paper_isnt_asked_for_on_a_page(
    world: World, run: Any
) -> None:
    scope = scope_of("eur", date(2026, 11, 29), a_scope().cancellation)
    draft = Draft(scope, SUBJECT, TermsLibrary().render(CURRENT, "fr", scope, SUBJECT))
    paper = Paper("P-1", customer().id, draft, 0)
    signed = SignedPaper(paper, frozenset({Tick.CHARGE_LATER}), NOW)

    async def flow() -> None:
        world.service.closes = [outcome(OutcomeKind.NOT_CHARGED)]
        await act(world.screen.show)
        await act(lambda: world.screen.begin(customer(), AMOUNT, "Deposit", [draft], signed))
        await act(lambda: world.pages.lent[0].failed.emit("renderer"))
        assert [said.kind for said, _ in world.ended] == [OutcomeKind.NOT_CHARGED]
        assert len(world.pages.lent) == 1

    run(flow())


def test_escape_never_ends_a_payment_but_leaves_what_did_not_open(world: World, run: Any) -> None:
    async def flow() -> None:
        await world.begin()
        await act(world.screen.go_back)
        assert world.model.phase is Phase.LOADING
        world.service.closes = [outcome(OutcomeKind.NOT_CHARGED)]
        await click(named(world.screen, "cancelCheckout"))
        assert len(world.ended) == 1
        left: list[bool] = []
        world.screen.left.connect(lambda: left.append(True))
        world.service.open_faults = [RemoteUnreachable()]
        await world.begin()
        assert "Nothing was charged" in named(world.screen, "checkoutExplanation", QLabel).text()
        assert world.screen.focusWidget() is named(world.screen, "retryCheckout"), "Enter tries"
        await act(world.screen.go_back)
        assert left == [True]

    run(flow())


def test_no_answer_offers_to_check_again(world: World, run: Any) -> None:
    async def flow() -> None:
        world.service.closes = [EnvironmentFault("storage.full", retryable=True), outcome()]
        await world.begin()
        await click(named(world.screen, "cancelCheckout"))
        words = named(world.screen, "checkoutExplanation", QLabel).text()
        assert "Do not charge again" in words
        assert not named(world.screen, "cancelCheckout").isEnabled()
        await click(named(world.screen, "retryCheckout"))
        await rest()
        assert world.ended[0][0].kind is OutcomeKind.SUCCEEDED

    run(flow())


def test_the_page_speaks_the_customers_language_with_the_words_beside_the_box(
    world: World, run: Any
) -> None:
    async def flow() -> None:
        scope = scope_of("eur", date(2026, 11, 29), a_scope().cancellation)
        wording = TermsLibrary().render(CURRENT, "fr", scope, SUBJECT)
        world.service.showing = Draft(scope, SUBJECT, wording)

        def show() -> None:
            world.screen.show()
            world.screen.begin(customer(language="fr"), AMOUNT, "Deposit")

        await act(show)
        (request,) = world.pages.lent[0].requests
        assert world.service.languages == ["fr"]
        assert (request.language, request.amount_text) == ("fr", "12,50\u00a0€")
        assert request.terms == TermsText(wording.short, wording.full)

    run(flow())


def test_without_words_there_is_no_box(world: World, run: Any) -> None:
    async def flow() -> None:
        await world.begin()
        (request,) = world.pages.lent[0].requests
        assert (request.language, request.terms) == ("en", None)
        assert world.service.languages == ["en"]

    run(flow())
