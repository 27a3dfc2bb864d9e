"""The bank's question: a dialog that keeps the keyboard and gives it back."""

from typing import Any

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWebEngineCore import QWebEngineFrame

from tests.contract.stripejs.conftest import Api, MakePage, Page, ask, wait_for
from tests.contract.stripejs.paying import click, opened, status

ALWAYS_AUTHENTICATES = "4000002760003184"


def asked(make_page: MakePage, api: Api) -> Page:
    page = make_page()
    page.open(api.session(customer=api.customer())["client_secret"])
    page.fill(ALWAYS_AUTHENTICATES)
    page.start("actions.confirm({redirect: 'if_required'})")
    return page


def where(page: Page, bank: QWebEngineFrame) -> tuple[Any, ...]:
    """Where the keyboard is: a key goes to the frame's own process, which nobody waits for."""
    outside = page.js("[document.activeElement.tagName, document.hasFocus()]")
    return (*outside, *ask(bank, "[document.activeElement.id, document.hasFocus()]"))


def test_it_is_a_dialog_that_keeps_the_keyboard(make_page: MakePage, api: Api) -> None:
    page = asked(make_page, api)
    bank = page.bank()
    dialog = "document.querySelector('dialog')"
    assert page.js(f"{dialog}.matches(':modal')") is True
    assert page.js(f"{dialog}.getAttribute('aria-label')") == "Card authentication (training)"
    visited = []
    for _ in range(5):
        before = where(page, bank)
        page.press(Qt.Key.Key_Tab)
        wait_for(lambda seen=before: where(page, bank) != seen, "the next stop")
        inside = page.js(f"{dialog}.contains(document.activeElement)")
        visited.append(ask(bank, "document.activeElement.id") if inside else "")
        assert page.js("document.activeElement.tagName") in ("IFRAME", "BODY", "DIALOG")
    assert {"approve", "fail", "close"} <= set(visited)
    page.js("void document.querySelector('#form button').focus()")
    assert page.js("document.activeElement.tagName") != "BUTTON"
    ask(bank, "void document.getElementById('approve').click()")
    assert page.result()["type"] == "success"
    assert page.js("document.querySelector('dialog')") is None


def test_the_keyboard_goes_back_to_where_it_was(make_page: MakePage, api: Api) -> None:
    page = asked(make_page, api)
    page.bank()
    page.press(Qt.Key.Key_Escape)
    assert page.result()["error"]["code"] == "paymentFailed"
    wait_for(lambda: page.js("document.activeElement.title").startswith("Card details"), "the form")


def test_what_is_asked_is_written_for_everyone(make_page: MakePage, api: Api) -> None:
    page = asked(make_page, api)
    bank = page.bank()
    assert ask(bank, "document.activeElement.innerText") == "Confirm this payment"
    assert ask(bank, "document.querySelector('#problem').getAttribute('role')") == "alert"
    assert ask(bank, "document.getElementById('close').getAttribute('aria-label')") == (
        "Close without approving"
    )
    small = "[...document.querySelectorAll('button')].filter((b) => b.offsetHeight < 44).length"
    assert ask(bank, small) == 0
    page.standin.scenario("status", "POST /page/challenge/answer", status=500)
    ask(bank, "void document.getElementById('approve').click()")
    problem = "document.getElementById('problem').innerText"
    wait_for(lambda: "does not answer" in ask(bank, problem), "the words")
    assert ask(bank, "document.getElementById('approve').disabled") is False
    ask(bank, "void document.getElementById('approve').click()")
    assert page.result()["type"] == "success"


def test_on_a_narrow_screen_nothing_is_cut_off(make_page: MakePage, api: Api) -> None:
    page = make_page(locale="fr", width=360)
    page.open(api.session(customer=api.customer())["client_secret"])
    page.fill(ALWAYS_AUTHENTICATES)
    page.start("actions.confirm({redirect: 'if_required'})")
    bank = page.bank()
    outside = (
        "[...document.querySelectorAll('header *, dd, button')].filter((node) =>"
        " node.getBoundingClientRect().right > document.documentElement.clientWidth)"
        ".map((node) => node.id)"
    )
    assert ask(bank, outside) == []
    click(bank, "close")
    assert page.result()["error"]["code"] == "paymentFailed"


# --- What the answer leads to ---------------------------------------------------------------------


def test_an_approved_challenge_pays(make_page: MakePage, api: Api) -> None:
    session = api.session(customer=api.customer())
    page = opened(make_page, session)
    page.fill(ALWAYS_AUTHENTICATES)
    page.start("actions.confirm({redirect: 'if_required'})")
    bank = page.bank()
    shown = ask(bank, "document.body.innerText")
    assert "TRAINING" in shown
    assert "€12.50" in shown
    assert "3184" in shown
    click(bank, "approve")
    assert page.result()["type"] == "success"
    assert status(api, session) == ("complete", "paid")
    assert page.js("document.querySelector('dialog')") is None


@pytest.mark.parametrize("way", ["fail", "close", "escape"])
def test_a_challenge_not_approved_pays_nothing(make_page: MakePage, api: Api, way: str) -> None:
    session = api.session(customer=api.customer())
    page = opened(make_page, session, locale="fr")
    page.fill(ALWAYS_AUTHENTICATES)
    page.start("actions.confirm({redirect: 'if_required'})")
    bank = page.bank()
    assert "12,50" in ask(bank, "document.getElementById('amount').innerText")
    if way == "escape":
        page.press(Qt.Key.Key_Escape)
    else:
        click(bank, way)
    error = page.result()["error"]
    assert error["code"] == "paymentFailed"
    assert "n’a pas pu être authentifiée" in error["message"]
    assert status(api, session) == ("open", "unpaid")
    assert page.js("document.querySelector('dialog')") is None
    # and another try is possible
    page.start("actions.confirm({redirect: 'if_required'})")
    click(page.bank(), "approve")
    assert page.result()["type"] == "success"


@pytest.mark.parametrize(
    ("way", "after"),
    [
        ("approve", "succeeded"),
        ("fail", "requires_payment_method"),
        ("close", "requires_payment_method"),
        ("escape", "requires_payment_method"),
    ],
)
def test_opened_on_its_own_the_challenge_leads_back(
    make_page: MakePage, api: Api, way: str, after: str
) -> None:
    """The redirect: the whole window goes to the bank's page, and from there to `return_url`."""
    page = make_page()
    back = f"{page.standin.url}/frames/card.html?back"
    intent = api.call(
        "payment_intents", amount="1250", currency="eur", customer=api.customer(), confirm="true",
        payment_method="pm_card_authenticationRequired", return_url=back,
    )  # fmt: skip
    page.page.load(QUrl(intent["next_action"]["redirect_to_url"]["url"]))
    wait_for(lambda: page.js("document.activeElement?.id") == "title", "the bank's question")
    shown = page.js("document.body.innerText")
    assert "TRAINING" in shown
    assert "12.50" in shown
    assert "3184" in shown
    if way == "escape":
        page.view.setFocus()
        page.press(Qt.Key.Key_Escape)
    else:
        page.js(f"void document.getElementById('{way}').click()")
    outcome = "succeeded" if after == "succeeded" else "failed"
    wanted = (
        f"{back}&payment_intent={intent['id']}"
        f"&payment_intent_client_secret={intent['client_secret']}&redirect_status={outcome}"
    )
    wait_for(lambda: page.page.url() == QUrl(wanted), "the return address")
    assert api.call(f"payment_intents/{intent['id']}")["status"] == after
