"""The page against the training stand-in, with the customer's own mouse and keys."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.helpers.page_sessions import PageSessions
from tests.helpers.standin import StandInHandle
from tests.ui.webview.conftest import Till, request, settle
from ui.webview.model import Language, PageConfig
from ui.webview.preloader import Preloader

VISA = "4242424242424242"
REFUSED = "4000000000000002"
NEEDS_BANK = "4000002760003184"
CARD = "/frames/card.html"


@dataclass
class Shop:
    """A window that keeps a page warm, and what Stripe would say about its payments."""

    qtbot: QtBot
    standin: StandInHandle
    preloader: Preloader
    language: Language = "en"

    def __post_init__(self) -> None:
        self.sessions = PageSessions(self.standin)

    def customer(self) -> str:
        return self.sessions.customer()

    def session(self, customer: str | None) -> Any:
        return self.sessions.payment(customer)

    def configure(self, language: Language = "en") -> None:
        self.language = language
        self.preloader.configure(
            PageConfig(
                stripe_js_url=f"{self.standin.url}/endive/stripe.js",
                publishable_key=self.standin.publishable_key,
                language=language,
                api_hosts=(self.standin.url,),
            )
        )
        self.qtbot.waitUntil(lambda: self.preloader.is_warm, timeout=40_000)

    def open(self, session: Any, **changes: Any) -> Till:
        view = self.preloader.take()
        host = self.preloader.parent()
        assert isinstance(host, QWidget)
        view.setGeometry(host.rect())
        with self.qtbot.waitSignal(view.usable, timeout=40_000):
            view.open(
                request(client_secret=session["client_secret"], language=self.language, **changes)
            )
        return Till(self.qtbot, view)

    def card(self, page: Till, number: str) -> None:
        """Type a card where the cursor already stands; a full field hands on to the next."""
        for name, text in (("number", number), ("expiry", "1240"), ("cvc", "123")):
            page.wait_frame(CARD, f"document.activeElement.id === '{name}' && document.hasFocus()")
            page.type(text)
        page.wait_frame(CARD, "document.getElementById('cvc').value === '123'")

    def another_card(self, page: Till, number: str) -> None:
        """Type another number over the one that is there."""
        page.click_in_frame(CARD, "number")
        self.qtbot.keyClick(page.surface, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        page.type(number)
        page.wait_js("document.getElementById('message').hidden")

    def pay(self, page: Till, signal: Any) -> list[Any]:
        with self.qtbot.waitSignal(signal, timeout=40_000) as seen:
            page.click("#pay")
        return list(seen.args)

    def cards(self, customer: str) -> list[Any]:
        return list(self.sessions.ask(f"/v1/customers/{customer}/payment_methods")["data"])

    def status(self, session: Any) -> str:
        return str(self.sessions.ask(f"/v1/checkout/sessions/{session['id']}")["payment_status"])


@pytest.fixture
def shop(qtbot: QtBot, standin: StandInHandle) -> Iterator[Shop]:
    host = QWidget()
    host.resize(1000, 860)
    host.show()
    host.activateWindow()
    made = Shop(qtbot, standin, Preloader(host, idle_ms=0))
    yield made
    made.preloader.shutdown()
    host.close()
    host.deleteLater()
    settle()


@pytest.mark.parametrize(
    ("ticked", "kept"), [(False, []), (True, ["always"])], ids=["unticked", "ticked"]
)
def test_a_new_card_is_kept_only_by_the_customers_tick(
    shop: Shop, ticked: bool, kept: list[str]
) -> None:
    shop.configure()
    customer = shop.customer()
    session = shop.session(customer)
    page = shop.open(session)
    shop.card(page, VISA)
    if ticked:
        page.click("#keep-card")
        page.wait_js("document.getElementById('keep-card').checked")
    assert shop.pay(page, page.view.finished) == ["complete"]
    assert page.text("#end-title") == "Thank you!"
    assert shop.status(session) == "paid"
    assert [card["allow_redisplay"] for card in shop.cards(customer)] == kept
    assert page.view.blocked == {}


def test_the_kept_card_is_offered_next_time_and_pays(shop: Shop) -> None:
    shop.configure("fr")
    customer = shop.customer()
    page = shop.open(shop.session(customer))
    shop.card(page, VISA)
    page.click("#keep-card")
    page.wait_js("document.getElementById('keep-card').checked")
    shop.pay(page, page.view.finished)
    shop.preloader.give_back(page.view)
    shop.configure("fr")
    again = shop.session(customer)
    page = shop.open(again)
    assert "4242" in page.text("#saved-list")
    assert page.js("document.getElementById('new-card').hidden") is True
    assert shop.pay(page, page.view.finished) == ["complete"]
    assert shop.status(again) == "paid"
    assert len(shop.cards(customer)) == 1


def test_a_refused_card_then_a_good_one(shop: Shop) -> None:
    shop.configure("fr")
    session = shop.session(shop.customer())
    page = shop.open(session)
    shop.card(page, REFUSED)
    shop.pay(page, page.view.refused)
    assert "Vous n’avez pas été débité" in page.text("#message")
    assert shop.status(session) == "unpaid"
    shop.another_card(page, VISA)
    assert shop.pay(page, page.view.finished) == ["complete"]
    assert shop.status(session) == "paid"


@pytest.mark.parametrize(
    ("answer", "signal", "paid"), [("approve", "finished", "paid"), ("fail", "refused", "unpaid")]
)
def test_the_bank_asks_the_customer(shop: Shop, answer: str, signal: str, paid: str) -> None:
    shop.configure()
    session = shop.session(shop.customer())
    page = shop.open(session)
    shop.card(page, NEEDS_BANK)
    with shop.qtbot.waitSignal(getattr(page.view, signal), timeout=40_000):
        page.click("#pay")
        page.click_in_frame("/frames/challenge.html", answer)
    assert shop.status(session) == paid


def test_a_walk_in_gives_an_email(shop: Shop) -> None:
    shop.configure()
    session = shop.session(None)
    page = shop.open(session, needs_email=True)
    shop.card(page, VISA)
    page.click("#email")
    page.type("zoe@example.com")
    assert shop.pay(page, page.view.finished) == ["complete"]
    now = shop.sessions.ask(f"/v1/checkout/sessions/{session['id']}")
    assert now["customer_details"]["email"] == "zoe@example.com"


def test_an_empty_card_asks_nothing_of_the_bank(shop: Shop) -> None:
    shop.configure()
    session = shop.session(shop.customer())
    page = shop.open(session)
    page.click("#pay")
    page.wait_js("!document.getElementById('message').hidden")
    assert "Nothing was charged" in page.text("#message")
    assert shop.status(session) == "unpaid"


def test_a_session_closed_by_the_till_says_so(shop: Shop) -> None:
    shop.configure()
    session = shop.session(shop.customer())
    page = shop.open(session)
    shop.sessions.expire(session)
    shop.card(page, VISA)
    assert shop.pay(page, page.view.finished) == ["expired"]
    assert "Please tell the cashier" in page.text("#end")


@pytest.mark.parametrize("kind", ["lost_before", "lost_after"])
def test_a_lost_answer_is_never_called_a_refusal(shop: Shop, kind: str) -> None:
    shop.configure()
    session = shop.session(shop.customer())
    page = shop.open(session)
    shop.card(page, VISA)
    shop.standin.scenario(kind, "POST /page/session/confirm", times=9)
    seen: list[str] = []
    page.view.finished.connect(seen.append)
    page.view.refused.connect(lambda: seen.append("refused"))
    page.click("#pay")
    shop.qtbot.waitUntil(lambda: bool(seen), timeout=40_000)
    assert "not been charged" not in page.text("body")
    assert "Nothing was charged" not in page.text("body")
