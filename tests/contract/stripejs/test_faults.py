"""Secrets that open nothing, answers that never come, and other accidents."""

from typing import Any

import pytest

from tests.contract.stripejs.conftest import Api, MakePage, wait_for
from tests.contract.stripejs.paying import VISA, opened, status


@pytest.mark.parametrize("secret", ["cs_test_gone_secret_gone", "nonsense", ""])
def test_a_secret_that_opens_nothing(make_page: MakePage, secret: str) -> None:
    page = make_page()
    page.js(f"void open_('{secret}', {{}})")
    loaded = page.result()
    assert loaded["type"] == "error"
    assert loaded["error"]["code"] is None
    assert loaded["error"]["message"]
    wait_for(lambda: page.saw("loaderror"), "the Element's own word")
    page.js("void mount_('BillingAddress', {})")
    wait_for(lambda: page.saw("BillingAddress loaderror"), "the other Element's word")


@pytest.mark.parametrize(
    ("kind", "fields"),
    [("lost_after", {}), ("nonsense", {}), ("status", {"status": 500, "when": "after"})],
    ids=["lost", "nonsense", "500"],
)
def test_without_a_clear_answer_it_looks(
    make_page: MakePage, api: Api, kind: str, fields: dict[str, Any]
) -> None:
    session = api.session(customer=api.customer())
    page = opened(make_page, session)
    page.fill(VISA)
    page.standin.scenario(kind, "POST /page/session/confirm", **fields)
    result = page.confirm()
    paid = status(api, session) == ("complete", "paid")
    assert (result["type"] == "success") is paid
    assert paid or "may have gone through" in result["error"]["message"]


def test_nothing_is_sent_for_an_unfinished_card(make_page: MakePage, api: Api) -> None:
    page = opened(make_page, api.session(customer=api.customer()))
    page.standin.scenario("status", "POST /page", status=500, times=20)
    error = page.confirm("savePaymentMethod: true")["error"]
    assert error == {"code": None, "message": "Enter the card number."}


def test_where_it_cannot_look_it_says_so(make_page: MakePage, api: Api) -> None:
    session = api.session(customer=api.customer())
    page = opened(make_page, session)
    page.fill(VISA)
    page.standin.scenario("lost_after", "POST /page/session/confirm", times=5)
    page.standin.scenario("lost_before", "POST /page/session", times=20)
    error = page.confirm()["error"]
    assert error["code"] is None
    assert "may have gone through" in error["message"]
    assert status(api, session) == ("complete", "paid")


def test_two_confirms_at_once_are_one_payment(make_page: MakePage, api: Api) -> None:
    page = opened(make_page, api.session(customer=api.customer()))
    page.fill(VISA)
    page.js("void (window.second = null, run(actions.confirm({redirect: 'if_required'})),"
            " actions.confirm({}).then((result) => { second = result; }))")  # fmt: skip
    assert page.result()["type"] == "success"
    assert wait_for(lambda: page.js("second"), "the second")["error"]["code"] is None
    assert page.confirm()["error"]["message"].startswith("This checkout is closed")


@pytest.mark.parametrize("key", ["pk_live_0000", "sk_test_0000", ""])
def test_other_keys_are_refused(make_page: MakePage, key: str) -> None:
    page = make_page()
    caught = page.js(
        f"(() => {{ try {{ Stripe('{key}'); }} catch (e) {{ return e.message; }} }})()"
    )
    assert "key" in caught


def test_promotion_codes_are_refused_in_words(make_page: MakePage, api: Api) -> None:
    page = opened(make_page, api.session(customer=api.customer()))
    page.start("actions.applyPromotionCode('SUMMER')")
    assert page.result()["error"]["code"] == "invalidCode"


def test_unmounted_and_mounted_again_it_works(make_page: MakePage, api: Api) -> None:
    page = opened(make_page, api.session(customer=api.customer()))
    page.js("void (element.unmount(), seen.length = 0)")
    page.js("void element.mount(document.getElementById('place'))")
    wait_for(lambda: page.saw("ready"), "the form again")
    page.fill(VISA)
    assert page.confirm()["type"] == "success"


def test_mounted_out_of_sight_it_takes_the_focus_once_shown(make_page: MakePage, api: Api) -> None:
    page = make_page()
    page.js("void (document.getElementById('place').style.display = 'none')")
    page.open(api.session(customer=api.customer())["client_secret"])
    page.view.setFocus()
    page.js("void (document.getElementById('place').style.display = '', element.focus())")
    wait_for(lambda: page.card("document.activeElement.id") == "number", "the focus")
    page.type("42")
    wait_for(lambda: page.card("number.value") == "42", "the typing")
    # the form tells its height in a message of its own, which may come after the keys
    height = "document.querySelector('#place iframe').offsetHeight"
    wait_for(lambda: page.js(height) > 100, "the form's height")


def test_read_only_takes_no_typing(make_page: MakePage, api: Api) -> None:
    page = opened(make_page, api.session(customer=api.customer()))
    page.js("void element.update({readOnly: true})")
    wait_for(lambda: page.card("number.readOnly"), "the lock")
    page.focus()
    page.card("void number.addEventListener('keyup', () => { number.ups = (number.ups ?? 0) + 1 })")
    page.type("42")
    wait_for(lambda: page.card("number.ups") == 2, "both keys")
    assert page.card("number.value") == ""
    page.js("void element.update({readOnly: false})")
    wait_for(lambda: not page.card("number.readOnly"), "the key")
    page.focus()
    page.type("42")
    wait_for(lambda: page.card("number.value") == "42", "the typing")
