"""The bank's question: a dialog that keeps the keyboard and gives it back."""

from PySide6.QtCore import Qt

from tests.contract.stripejs.conftest import Api, MakePage, Page, ask, wait_for

ALWAYS_AUTHENTICATES = "4000002760003184"


def asked(make_page: MakePage, api: Api) -> Page:
    page = make_page()
    page.open(api.session(customer=api.customer())["client_secret"])
    page.fill(ALWAYS_AUTHENTICATES)
    page.start("actions.confirm({redirect: 'if_required'})")
    return page


def test_it_is_a_dialog_that_keeps_the_keyboard(make_page: MakePage, api: Api) -> None:
    page = asked(make_page, api)
    bank = page.bank()
    dialog = "document.querySelector('dialog')"
    assert page.js(f"{dialog}.matches(':modal')") is True
    assert page.js(f"{dialog}.getAttribute('aria-label')") == "Card authentication (training)"
    visited = []
    for _ in range(5):
        page.press(Qt.Key.Key_Tab)
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
