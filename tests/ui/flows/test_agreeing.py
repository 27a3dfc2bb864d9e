"""A customer agrees on their page, for each purpose and in both languages; or doesn't."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from pos_app.consent.model import Cancellation, Purpose, Tick
from pos_app.kernel.errors import UserError
from pos_app.kernel.ids import CustomerId
from pos_app.kernel.money import Money
from tests.helpers.agreements import MONTHLY
from ui.demo.hands import act
from ui.demo.shop_floor import ASKING, USABLE
from ui.i18n.language import install_language
from ui.widgets.tabs import Tabs

JAMES, ELODIE = "james.oconnor@example.com", "elodie.lefevre@example.fr"
Drive = Callable[[Any], None]
TICKED = "document.querySelector('#agree').checked || document.querySelector('#keep-card').checked"


async def ask(till: Any, purpose: str, each: str, count: int | None = None) -> None:
    """From the open customer to the agreement on the page, its boxes unticked."""
    await till.hands.click("takePayment")
    await till.hands.type("amountField", "25.00")
    await till.hands.type("descriptionField", "Bike")
    await till.hands.click("withAgreement")
    await till.hands.click(f"purpose_{purpose}")
    await till.hands.type("eachField", each)
    if count is not None:
        await till.hands.type("countField", str(count))
    await till.hands.click("handOver")
    await till.page.until(ASKING, seconds=40)
    assert not await till.page.evaluate(TICKED)


async def tick(till: Any, selector: str) -> None:
    """As a person does."""
    await till.page.click_until(selector, f"document.querySelector('{selector}').checked")


async def go_on(till: Any) -> None:
    """From the ticked agreement to the form."""
    await tick(till, "#agree")
    await till.page.click_until("#ask-go", f"!({ASKING})")
    await till.page.until(USABLE, seconds=40)


async def agreements(till: Any, customer: str) -> list[Any]:
    return [one.agreement for one in await till.till.consent.of_customer(CustomerId(customer))]


async def the_one_for(till: Any, customer: str, purpose: str) -> Any:
    found = [one for one in await agreements(till, customer) if one.scope.purpose == purpose]
    assert len(found) == 1
    return found[0]


async def beside_the_box(till: Any, language: str) -> tuple[str, str]:
    """What the customer can read there, opened and closed as a person does, and its language."""
    short = await till.page.evaluate("document.querySelector('#keep-card-note').textContent")
    assert short.startswith("Optional. " if language == "en" else "Facultatif. ")
    seen = "document.querySelector('#keep-card-full').open"
    assert not await till.page.evaluate(seen)
    await till.page.click_until("#keep-card-more", seen)
    full = await till.page.evaluate("document.querySelector('#keep-card-text').textContent")
    assert short.split(". ", 1)[1] in full
    await till.page.click_until("#keep-card-more", f"!({seen})")
    return full, language


async def is_recorded(till: Any, customer: str, beside: tuple[str, str], *, show: bool) -> None:
    """The words beside the box, as they were read, where it was ticked; else nothing."""
    if not show:
        found = await agreements(till, customer)
        assert all(one.scope.purpose is not Purpose.NEXT_TIME for one in found)
        return
    given = await the_one_for(till, customer, "next_time")
    assert (given.wording.full, given.wording.language) == beside
    assert given.act.ticked == {Tick.SHOW_NEXT_TIME}
    intent = await till.server.newest_intent()
    assert (given.payment_intent_id, given.payment_method_id) == (
        intent["id"], intent["payment_method"]["id"]
    )  # fmt: skip
    assert given.scope.card == given.payment_method_id


async def methods(till: Any, customer: str) -> dict[str, str]:
    """At the server: the customer's cards and who may see each again."""
    return {one["id"]: one["allow_redisplay"] for one in await till.server.cards(customer)}


async def speak(till: Any, language: str) -> None:
    await act(lambda: till.desk.window.top_bar.language_requested.emit(language))


async def all_in_sight(till: Any) -> None:
    """Box and button, without scrolling, in the window at its smallest."""
    hidden = (
        "[...document.querySelectorAll('#ask-title, #agree, #ask-go')].filter((e) => {"
        " const box = e.getBoundingClientRect();"
        " return box.height === 0 || box.top < 0 || box.bottom > innerHeight; }).length"
    )
    assert await till.page.evaluate(hidden) == 0


async def nothing_without_the_tick(till: Any) -> None:
    """Neither the button nor a script leads on, and the server hears of nothing."""
    sessions = len((await till.server.get("checkout/sessions", limit="100"))["data"])
    await till.page.click("#ask-go")
    await till.page.until("!!document.querySelector('#agree-error').textContent", seconds=40)
    await till.page.evaluate("document.querySelector('#agree').click()")
    await till.page.evaluate("document.querySelector('#ask').requestSubmit()")
    assert await till.page.evaluate(ASKING)
    assert till.desk.routes.checkout_model.checkout is None
    after = (await till.server.get("checkout/sessions", limit="100"))["data"]
    assert len(after) == sessions


@pytest.mark.parametrize(("language", "show", "purpose", "each", "count", "total"), [
    ("en", True, "balance", "75.00", None, 7500), ("fr", False, "balance", "75.00", None, 7500),
    ("en", False, "instalments", "30.00", 4, 12000), ("fr", True, "instalments", "30.00", 4, 12000),
    ("en", True, "top_up", "20.00", 6, 12000), ("fr", False, "top_up", "20.00", 6, 12000),
])  # fmt: skip
def test_each_purpose_with_either_box_as_the_customer_left_it(
    at_the_till: Drive, qapp: QApplication, language: str, purpose: str, each: str,
    count: int | None, total: int, show: bool,
) -> None:  # fmt: skip
    """In the customer's language, while the till speaks the other one."""

    async def play(till: Any) -> None:
        other = "fr" if language == "en" else "en"
        await speak(till, other)
        await act(lambda: till.desk.window.resize(1024, 700))
        customer = await till.customer(JAMES if language == "en" else ELODIE)
        before = await methods(till, customer)
        await ask(till, purpose, each.replace(".", "," if other == "fr" else "."), count)
        assert await till.page.evaluate("document.documentElement.lang") == language
        text = await till.page.evaluate("document.querySelector('#ask-text').textContent")
        await all_in_sight(till)
        await nothing_without_the_tick(till)
        await all_in_sight(till)
        await go_on(till)
        paid = await till.page.evaluate("document.querySelector('#pay-text').textContent")
        assert paid.split()[0] == ("Pay" if language == "en" else "Payer")
        await till.card()
        beside = await beside_the_box(till, language)
        if show:
            await tick(till, "#keep-card")
        await till.pay()
        await till.hands.see("outcomeDone", QWidget)
        await asyncio.wait_for(till.till.asked.drain(), 40)
        given = await the_one_for(till, customer, purpose)
        assert given.wording.full == text
        assert given.wording.language == language
        assert (given.scope.total_minor, given.scope.count) == (total, count or 1)
        assert given.scope.interval == (MONTHLY if count is not None else None)
        intent = await till.server.newest_intent()
        assert given.payment_intent_id == intent["id"]
        assert intent["setup_future_usage"] == "off_session"
        after = await methods(till, customer)
        (new,) = after.keys() - before.keys()
        assert given.scope.card == new == given.payment_method_id
        assert after[new] == ("always" if show else "limited")
        assert given.act.ticked == {Tick.CHARGE_LATER}
        await is_recorded(till, customer, beside, show=show)

    try:
        at_the_till(play)
    finally:
        install_language(qapp, "en")


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("show", [True, False])
def test_only_shown_next_time_never_charged_in_absence(
    at_the_till: Drive, qapp: QApplication, language: str, show: bool
) -> None:
    """Without an agreement there is the one box, in the customer's language while the till speaks
    the other one; ticked, that is recorded, unticked, the server keeps nothing at all."""

    async def play(till: Any) -> None:
        other = "fr" if language == "en" else "en"
        await speak(till, other)
        customer = await till.customer(JAMES if language == "en" else ELODIE)
        before = await methods(till, customer)
        await till.open_checkout("25,00" if other == "fr" else "25.00")
        assert await till.page.evaluate("document.documentElement.lang") == language
        assert not await till.page.evaluate(TICKED)
        await till.card()
        beside = await beside_the_box(till, language)
        if show:
            await tick(till, "#keep-card")
        await till.pay()
        await till.hands.see("outcomeDone", QWidget)
        intent = await till.server.newest_intent()
        assert intent["status"] == "succeeded"
        assert intent["setup_future_usage"] is None
        assert intent["payment_method"]["customer"] == (customer if show else None)
        after = await methods(till, customer)
        added = {one: after[one] for one in after.keys() - before.keys()}
        assert list(added.values()) == (["always"] if show else [])
        await asyncio.wait_for(till.till.asked.drain(), 40)
        assert len(await agreements(till, customer)) == int(show)
        await is_recorded(till, customer, beside, show=show)

    try:
        at_the_till(play)
    finally:
        install_language(qapp, "en")


def test_ticked_then_taken_back_at_the_counter_it_is_neither_shown_nor_charged(
    at_the_till: Drive,
) -> None:
    async def play(till: Any) -> None:
        hands = till.hands
        customer = await till.customer(JAMES)
        before = await methods(till, customer)
        await till.open_checkout("25.00")
        await till.card()
        await tick(till, "#keep-card")
        await till.pay()
        await hands.see("outcomeDone", QWidget)
        await asyncio.wait_for(till.till.asked.drain(), 40)
        given = await the_one_for(till, customer, "next_time")
        (new,) = (await methods(till, customer)).keys() - before.keys()
        assert given.scope.card == new
        await hands.click("outcomeDone")
        await till.customer(JAMES)
        await hands.click(f"agreement_{given.id}")
        assert given.wording.full.strip() == await till.says("agreementText")
        assert hands.seen("chargeUnder", QWidget) is None, "it allows no charge to offer"
        await hands.click("revokeAgreement")
        await hands.click("reviewRevocation")
        assert "no longer shown" in await till.says("revokeStops")
        await hands.click("confirmRevocation")
        said = await till.banner("agreementState")
        assert "No money moved" in said
        await till.till.card_wishes.drain()
        assert (await methods(till, customer))[new] == "limited"
        item = await till.till.sales.open_item(CustomerId(customer), Money(900, "eur"), "")
        with pytest.raises(UserError, match="card_not_shown"):
            await till.till.payments.charge_saved_card(item, new)
        await hands.click("backFromAgreement")
        await till.says("customerName", "James")
        await till.open_checkout("12.00")
        offered = "[...document.querySelectorAll('input[name=card]')].map((e) => e.value).join()"
        assert new not in await till.page.evaluate(offered)
        await hands.click("cancelCheckout")

    at_the_till(play)


def test_the_customer_reads_the_other_language_and_that_is_recorded(at_the_till: Drive) -> None:
    async def play(till: Any) -> None:
        customer = await till.customer(JAMES)
        await ask(till, "balance", "75.00")
        await tick(till, "#agree")
        await till.page.click("#ask-language")
        await till.page.until("document.documentElement.lang === 'fr'", seconds=40)
        assert not await till.page.evaluate(TICKED), "what was ticked was another text"
        text = await till.page.evaluate("document.querySelector('#ask-text').textContent")
        await go_on(till)
        await till.card()
        await till.pay()
        await till.hands.see("outcomeDone", QWidget)
        await asyncio.wait_for(till.till.asked.drain(), 40)
        (given,) = await agreements(till, customer)
        assert (given.wording.language, given.wording.full) == ("fr", text)

    at_the_till(play)


def test_another_card_after_a_closed_try_is_agreed_to_again_and_recorded_once(
    at_the_till: Drive,
) -> None:
    async def play(till: Any) -> None:
        customer = await till.customer(JAMES)
        before = await till.received(customer)
        await ask(till, "balance", "75.00")
        text = await till.page.evaluate("document.querySelector('#ask-text').textContent")
        await go_on(till)
        await till.hands.click("cancelCheckout")
        await till.says("outcomeTitle")
        assert "asked for it again" in await till.says("outcomeNote")
        await till.hands.click("anotherCard")
        await till.page.until(ASKING, seconds=40)
        assert not await till.page.evaluate(TICKED)
        assert await till.page.evaluate("document.querySelector('#ask-text').textContent") == text
        await nothing_without_the_tick(till)
        await go_on(till)
        await till.card()
        await till.pay()
        await till.hands.see("outcomeDone", QWidget)
        await asyncio.wait_for(till.till.asked.drain(), 40)
        (given,) = await agreements(till, customer)
        intent = await till.server.newest_intent()
        assert (given.payment_intent_id, given.wording.full) == (intent["id"], text)
        assert intent["setup_future_usage"] == "off_session"
        assert await till.received(customer) == before + 2500, "once"

    at_the_till(play)


def test_unticked_there_is_no_session_and_nothing_is_kept(at_the_till: Drive) -> None:
    async def play(till: Any) -> None:
        customer = await till.customer(JAMES)
        before = (await methods(till, customer), len(await till.payments(customer)))
        await ask(till, "balance", "75.00")
        small = (
            "[...document.querySelectorAll('#ask-go, #ask-more, #agree-label')]"
            ".filter(e => e.getBoundingClientRect().height < 44).length"
        )
        assert await till.page.evaluate(small) == 0
        await till.page.evaluate("document.querySelector('#ask-more').click()")
        await till.page.until("document.querySelector('#ask-text').offsetHeight > 0", seconds=40)
        await till.page.evaluate("document.querySelector('#ask-more').click()")
        await till.page.click("#ask-go")
        said = "!!document.querySelector('#agree-error').textContent"
        await till.page.until(said, seconds=40)
        await till.page.evaluate("document.querySelector('#agree').click()")
        await till.page.evaluate("document.querySelector('#ask').requestSubmit()")
        assert await till.page.evaluate(ASKING), "no script agrees for the customer"
        assert till.desk.routes.checkout_model.checkout is None
        await till.hands.click("cancelCheckout")
        await till.hands.see("searchBox", QWidget)
        assert before == (await methods(till, customer), len(await till.payments(customer)))
        assert not await agreements(till, customer)
        await till.hands.click("takePayment")
        await till.hands.type("amountField", "40.00")
        await till.hands.type("descriptionField", "Bike")
        await till.hands.click("withAgreement")
        await till.hands.click("planInstead")
        plan = await till.hands.see("planScreen", QWidget)
        assert till.desk.routes.selling.plan_model.customer.id == customer
        assert plan.findChild(QLineEdit, "totalField").text() == "40.00"

    at_the_till(play)


def test_ticked_and_then_not_paid_is_no_agreement(at_the_till: Drive) -> None:
    async def play(till: Any) -> None:
        customer = await till.customer(JAMES)
        await ask(till, "balance", "75.00")
        await go_on(till)
        await till.hands.click("cancelCheckout")
        await till.says("outcomeTitle")
        assert not await agreements(till, customer)

    at_the_till(play)


def test_a_walk_in_becomes_the_customer_who_agrees_and_nothing_typed_is_lost(
    at_the_till: Drive,
) -> None:
    async def play(till: Any) -> None:
        hands = till.hands
        await hands.click("walkIn")
        await hands.type("amountField", "25.00")
        await hands.type("descriptionField", "Bike")
        await hands.click("withAgreement")
        await hands.click("findCustomer")
        assert "€25.00 waits" in await till.banner("forWhomNotice")
        await hands.click("goOnWithCustomer")
        field = await hands.see("amountField", QLineEdit)
        assert field.text() == "25.00"
        await hands.click("findCustomer")
        await till.customer(JAMES)
        await hands.until(lambda: "James" in button(till).text(), "his name on the button")
        await hands.click("goOnWithCustomer")
        await hands.see("handOver", QWidget)
        asking = till.desk.routes.agreements.asking
        assert (asking.amount, asking.description) == (Money(2_500, "eur"), "Bike")
        assert asking.customer.email == JAMES
        await hands.click("cancelAsking")
        field = await hands.see("amountField", QLineEdit)
        assert field.text() == "25.00"
        assert (await hands.see("descriptionField", QLineEdit)).text() == "Bike"
        await hands.click("cancelPayment")
        await hands.see("searchBox", QWidget)
        assert hands.seen("forWhomNotice", QWidget) is None, "it has its customer"

    def button(till: Any) -> Any:
        found = till.hands.seen("goOnWithCustomer", QWidget)
        assert found is not None
        return found

    at_the_till(play)


def test_a_customer_written_on_the_way_leads_back_to_the_same_payment(at_the_till: Drive) -> None:
    async def play(till: Any) -> None:
        hands = till.hands
        await hands.click("walkIn")
        await hands.type("amountField", "25.00")
        await hands.click("withAgreement")
        await hands.click("findCustomer")
        await hands.click("newCustomer")
        await hands.type("nameField", "Nora Weber")
        await hands.click("saveCustomer")
        await till.says("customerName", "Nora Weber")
        await hands.click("takePayment")
        await hands.see("handOver", QWidget)
        asking = till.desk.routes.agreements.asking
        assert (asking.amount, asking.customer.name) == (Money(2_500, "eur"), "Nora Weber")

    at_the_till(play)


def test_what_the_shop_promises_by_now_is_what_the_customer_reads(at_the_till: Drive) -> None:
    async def play(till: Any) -> None:
        hands = till.hands
        customer = await till.customer(JAMES)
        await hands.click("openSettings")
        tabs = await hands.see("settingsTabs", Tabs)
        await act(lambda: tabs.setCurrentIndex(1))
        await hands.type("noticeField", "7")
        await hands.type("refundDaysField", "30")
        await hands.click("prepaidKept")
        await hands.click("savePromises")
        await hands.until(
            lambda: "from now on" in till.desk.window.status_text(), "that it is promised"
        )
        await hands.click("leaveSettings")
        await ask(till, "balance", "75.00")
        text = await till.page.evaluate("document.querySelector('#ask-text').textContent")
        text = text.replace("\u00a0", " ")
        assert "up to 7 days before the charge" in text
        assert "within 30 days" in text
        assert "is kept by the shop" in text
        await go_on(till)
        await till.card()
        await till.pay()
        await hands.see("outcomeDone", QWidget)
        await asyncio.wait_for(till.till.asked.drain(), 40)
        (given,) = await agreements(till, customer)
        assert given.scope.cancellation == Cancellation(7, prepaid_back=False, refund_days=30)

    at_the_till(play)
