"""A customer agrees on their page, for each purpose and in both languages; or doesn't."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from pos_app.consent.model import Purpose, Tick
from pos_app.kernel.ids import CustomerId
from tests.ui.flows.conftest import USABLE
from ui.demo.hands import act
from ui.i18n.language import install_language

JAMES = "james.oconnor@example.com"
Drive = Callable[[Any], None]
ASKING = "document.querySelector('#checkout').dataset.state === 'asking'"
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
    """As a person does: look whether the click arrived, since a page may still unfold."""
    for _ in range(5):
        await till.page.click(selector)
        try:
            await till.page.until(f"document.querySelector('{selector}').checked", seconds=3)
        except TimeoutError:
            continue
        return
    raise TimeoutError(f"never ticked: {selector}")


async def go_on(till: Any) -> None:
    """From the ticked agreement to the form."""
    await tick(till, "#agree")
    for _ in range(5):
        await till.page.click("#ask-go")
        try:
            await till.page.until(f"!({ASKING})", seconds=3)
        except TimeoutError:
            continue
        break
    await till.page.until(USABLE, seconds=40)


async def agreements(till: Any, customer: str) -> list[Any]:
    return [one.agreement for one in await till.till.consent.of_customer(CustomerId(customer))]


async def methods(till: Any, customer: str) -> dict[str, str]:
    """At the server: the customer's cards and who may see each again."""
    return {one["id"]: one["allow_redisplay"] for one in await till.server.cards(customer)}


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(
    ("purpose", "each", "count", "total"),
    [("balance", "75.00", None, 7500), ("instalments", "30.00", 4, 12000),
     ("top_up", "20.00", 6, 12000)],
)  # fmt: skip
def test_ticked_then_paid(
    at_the_till: Drive, qapp: QApplication, language: str, purpose: str, each: str,
    count: int | None, total: int,
) -> None:  # fmt: skip
    async def play(till: Any) -> None:
        customer = await till.customer(JAMES)
        before = await methods(till, customer)
        if language == "fr":
            await act(lambda: till.desk.window.top_bar.language_requested.emit("fr"))
        await ask(till, purpose, each.replace(".", "," if language == "fr" else "."), count)
        shown = await till.page.evaluate("document.documentElement.lang")
        assert shown == language
        text = await till.page.evaluate("document.querySelector('#ask-text').textContent")
        await go_on(till)
        await till.card()
        show = purpose == "balance"
        if show:
            await tick(till, "#keep-card")
        await till.pay()
        await till.hands.see("outcomeDone", QWidget)
        await asyncio.wait_for(till.till.asked.drain(), 40)
        (given,) = await agreements(till, customer)
        assert given.wording.full == text
        assert given.wording.language == language
        assert given.scope.purpose is Purpose(purpose)
        assert (given.scope.total_minor, given.scope.count) == (total, count or 1)
        intent = await till.server.newest_intent()
        assert given.payment_intent_id == intent["id"]
        assert intent["setup_future_usage"] == "off_session"
        after = await methods(till, customer)
        (new,) = after.keys() - before.keys()
        assert given.scope.card == new == given.payment_method_id
        assert after[new] == ("always" if show else "limited")
        assert (Tick.SHOW_NEXT_TIME in given.act.ticked) is show
        assert Tick.CHARGE_LATER in given.act.ticked

    try:
        at_the_till(play)
    finally:
        install_language(qapp, "en")


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
