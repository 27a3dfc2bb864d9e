"""The stand-in's Stripe.js in the real web engine: the page pays, and never sees a card number."""

import pytest

from tests.contract.stripejs.conftest import Api, MakePage, ask, wait_for
from tests.contract.stripejs.paying import AUTO, VISA, opened, status

# --- The wall between page and card ---------------------------------------------------------------


def test_the_page_cannot_read_the_card(make_page: MakePage, api: Api) -> None:
    page = opened(make_page, api.session(customer=api.customer()))
    page.fill(VISA)
    assert page.card("number.value") == "4242 4242 4242 4242"
    assert page.js("document.querySelector('iframe[title^=Card]').contentDocument") is None
    reached = """(() => { const found = [];
      for (let i = 0; i < frames.length; i++) {
        try { found.push(frames[i].document.body.innerHTML); }
        catch (error) { found.push(error.name); }
      } return found; })()"""
    assert page.js(reached) == ["SecurityError"] * page.js("frames.length")
    told = page.js("document.documentElement.outerHTML + JSON.stringify(seen)")
    # twice four figures: a port may hold four of them
    assert "42424242" not in told.replace(" ", "")


def test_a_strangers_messages_are_ignored(make_page: MakePage, api: Api) -> None:
    """The frame takes one port, from the script; a second that the page offers gets no answer."""
    page = opened(make_page, api.session(customer=api.customer()))
    page.fill(VISA)
    page.js("""void (window.stolen = [], document.querySelectorAll('iframe').forEach((frame) => {
      const {port1, port2} = new MessageChannel();
      port1.onmessage = (message) => stolen.push(message.data);
      frame.contentWindow.postMessage({kind: 'connect'}, '*', [port2]);
      port1.postMessage({id: 1, op: 'validate'});
      frame.contentWindow.postMessage({id: 1, op: 'validate'}, '*');
    }))""")
    assert page.confirm()["type"] == "success"
    assert page.js("stolen") == []


def test_the_courier_carries_only_the_pages_own_calls(make_page: MakePage, api: Api) -> None:
    page = opened(make_page, api.session(customer=api.customer()))
    frame = page.frame("/frames/controller.html")
    assert frame is not None
    assert ask(frame, "document.querySelectorAll('body *').length") == 0


def test_of_the_script_a_page_sees_one_name(make_page: MakePage) -> None:
    page = make_page()
    assert page.js("typeof Stripe") == "function"
    inner = "['HOME', 'Checkout', 'PaymentElement', 'makeSdk', 'workshop']"
    for look in ("name in window", "(0, eval)('typeof ' + name) !== 'undefined'"):
        assert page.js(f"{inner}.filter((name) => {look})") == []


# --- Paying ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("ticked", [False, True])
def test_a_new_card_is_saved_only_when_asked(make_page: MakePage, api: Api, ticked: bool) -> None:
    customer = api.customer()
    session = api.session(customer=customer)
    page = opened(make_page, session)
    page.fill(VISA)
    wait_for(lambda: page.saw("session true"), "a session that can be confirmed")
    result = page.confirm(f"savePaymentMethod: {str(ticked).lower()}")
    assert result["type"] == "success"
    assert result["session"]["status"] == {"type": "complete", "paymentStatus": "paid"}
    assert status(api, session) == ("complete", "paid")
    assert [card["allow_redisplay"] for card in api.cards(customer)] == ["always"] * ticked


def test_a_saved_card_pays_without_the_form(make_page: MakePage, api: Api) -> None:
    customer = api.customer()
    first = opened(make_page, api.session(customer=customer))
    first.fill(VISA)
    assert first.confirm("savePaymentMethod: true")["type"] == "success"
    session = api.session(customer=customer)
    page = opened(make_page, session)
    [shown] = page.js("actions.getSession().savedPaymentMethods")
    assert shown["card"] == {"brand": "visa", "last4": "4242", "expMonth": 12, "expYear": 2040}
    assert page.confirm(f"paymentMethod: '{shown['id']}'")["type"] == "success"
    assert status(api, session) == ("complete", "paid")


def test_auto_shows_the_elements_own_list_and_box(make_page: MakePage, api: Api) -> None:
    customer = api.customer()
    page = opened(make_page, api.session(customer=customer), saved=AUTO)
    assert page.card("document.getElementById('saved').hidden") is True
    page.fill(VISA)
    page.card("void document.getElementById('save').click()")
    wait_for(lambda: '"savePaymentMethod":true' in page.seen()[-1], "the tick")
    assert page.confirm()["type"] == "success"
    assert [card["allow_redisplay"] for card in api.cards(customer)] == ["always"]

    again = opened(make_page, api.session(customer=customer), saved=AUTO)
    row = again.card("document.querySelector('.row').innerText").split()
    assert row == ["VISA", "••••", "4242", "12/40"]
    assert again.card("document.getElementById('fields').hidden") is True
    assert again.confirm()["type"] == "success"


def test_never_shows_neither(make_page: MakePage, api: Api) -> None:
    customer = api.customer()
    first = opened(make_page, api.session(customer=customer))
    first.fill(VISA)
    first.confirm("savePaymentMethod: true")
    page = opened(make_page, api.session(customer=customer))
    assert page.card("document.getElementById('saved').hidden") is True
    assert page.card("document.getElementById('save-row').hidden") is True
    assert page.card("document.getElementById('fields').hidden") is False


@pytest.mark.parametrize(
    ("locale", "number", "code", "words"),
    [
        ("en", "4000000000000002", "generic_decline", "Your card was declined."),
        ("fr", "4000000000000002", "generic_decline", "Votre carte a été refusée."),
        ("fr", "4000000000009995", "insufficient_funds", "Les fonds de votre carte"),
    ],
)
def test_a_declined_card(
    make_page: MakePage, api: Api, locale: str, number: str, code: str, words: str
) -> None:
    session = api.session(customer=api.customer())
    page = opened(make_page, session, locale=locale)
    page.fill(number)
    result = page.confirm()
    assert result["type"] == "error"
    assert result["error"]["code"] == "paymentFailed"
    assert result["error"]["paymentFailed"] == {"declineCode": code}
    assert result["error"]["message"].startswith(words)
    assert status(api, session) == ("open", "unpaid")
    assert page.js("actions.getSession().lastPaymentError.message") == result["error"]["message"]


def test_a_wrong_code_is_marked_at_its_field_and_can_be_mended(
    make_page: MakePage, api: Api
) -> None:
    page = opened(make_page, api.session(customer=api.customer()))
    page.fill("4000000000000127")
    assert page.confirm()["error"]["paymentFailed"] == {"declineCode": "incorrect_cvc"}
    assert page.card("document.getElementById('cvc-error').innerText") == (
        "The security code is wrong."
    )
    page.focus()
    page.card("void cvc.select()")
    page.type("999")
    wait_for(lambda: page.card("cvc.value") == "999", "the new code")
    assert page.card("document.getElementById('cvc-error').innerText") == ""


def test_a_walk_in_gives_an_address_first(make_page: MakePage, api: Api) -> None:
    session = api.session()
    page = opened(make_page, session)
    page.fill(VISA)
    assert page.confirm()["error"] == {"code": None, "message": "Enter an e-mail address."}
    page.start("actions.updateEmail('nobody')")
    assert page.result()["error"]["code"] == "invalidEmail"
    page.start("actions.updateEmail('')")
    assert page.result()["error"]["code"] == "incompleteEmail"
    page.start("actions.updateEmail('lea@example.fr')")
    assert page.result()["session"]["email"] == "lea@example.fr"
    assert page.confirm()["type"] == "success"
    assert api.call(f"checkout/sessions/{session['id']}")["customer_details"]["email"] == (
        "lea@example.fr"
    )
