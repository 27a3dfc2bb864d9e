"""Intents by their client secret, and the Card Element, in the real web engine."""

from typing import Any

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWebEngineCore import QWebEngineFrame

from tests.contract.stripejs.conftest import Api, MakePage, Page, ask, wait_for

ALWAYS = "pm_card_authenticationRequired"
VISA = "4242424242424242"


def payment(api: Api, **fields: str) -> dict[str, Any]:
    return api.call("payment_intents", amount="1250", currency="eur", **fields)


def setup(api: Api, **fields: str) -> dict[str, Any]:
    return api.call("setup_intents", **{"usage": "off_session", **fields})


def status(api: Api, intent: dict[str, Any]) -> str:
    found: str = api.call(f"{intent['object']}s/{intent['id']}")["status"]
    return found


def run(page: Page, call: str) -> dict[str, Any]:
    page.start(call)
    return page.result()


def click(frame: QWebEngineFrame, name: str) -> None:
    ask(frame, f"void document.getElementById('{name}').click()")


class Line:
    """A Card Element on a page, and hands to type into it."""

    def __init__(self, page: Page, options: str = "{}", elements: str = "{}") -> None:
        self.page = page
        page.js(f"""void (() => {{
          const group = stripe.elements({elements});
          window.line = group.create('card', {options});
          window.same = group.getElement('card') === line;
          for (const type of ['ready', 'loaderror', 'change', 'focus', 'escape']) {{
            line.on(type, (event) => seen.push(type + ' ' + JSON.stringify(event)));
          }}
          line.mount('#place');
        }})()""")
        wait_for(lambda: page.saw("ready"), "a ready card line")

    def js(self, script: str) -> Any:
        frame = self.page.frame("/frames/line.html")
        assert frame is not None
        return ask(frame, script)

    def fill(self, *texts: str) -> None:
        """Type a card; the caret moves on by itself. All of it has arrived when this returns."""
        self.page.view.setFocus()
        self.page.js("void line.focus()")
        wait_for(lambda: self.js("document.activeElement.id") == "number", "the focus")
        for name, text in zip(("number", "expiry", "cvc", "postal"), texts, strict=False):
            wait_for(lambda name=name: self.js("document.activeElement.id") == name, name)
            self.page.type(text)
        plain = f"{name}.value.replace(/[^0-9a-z]/gi, '')"
        wait_for(lambda: self.js(plain) == text.replace(" ", ""), "the last field")

    def change(self) -> str:
        return next(line for line in reversed(self.page.seen()) if line.startswith("change"))


# --- Retrieving -----------------------------------------------------------------------------------


def test_intents_are_retrieved(make_page: MakePage, api: Api) -> None:
    page = make_page()
    intent = payment(api, description="Lamp")
    found = run(page, f"stripe.retrievePaymentIntent('{intent['client_secret']}')")["paymentIntent"]
    assert (found["id"], found["amount"], found["description"]) == (intent["id"], 1250, "Lamp")
    assert "metadata" not in found
    intent = setup(api)
    found = run(page, f"stripe.retrieveSetupIntent('{intent['client_secret']}')")["setupIntent"]
    assert (found["id"], found["status"]) == (intent["id"], "requires_payment_method")
    wrong = run(page, f"stripe.retrieveSetupIntent('{intent['id']}_secret_wrong')")
    assert wrong["error"]["type"] == "invalid_request_error"
    assert "does not match" in wrong["error"]["message"]


@pytest.mark.parametrize(
    "call",
    [
        "stripe.retrievePaymentIntent('pi_123')",
        "stripe.retrieveSetupIntent('pi_1_secret_2')",
        "stripe.confirmCardPayment(undefined)",
        "stripe.confirmCardPayment('pi_1_secret_2', {payment_method: {card: {number: '42'}}})",
        "stripe.confirmCardPayment('pi_1_secret_2', {payment_method_options: {card: {}}})",
        "stripe.confirmCardSetup('seti_1_secret_2', {payment_method: {sepa_debit: {}}})",
        "stripe.handleNextAction({clientSecret: 'cs_test_1_secret_2'})",
        "stripe.createPaymentMethod({type: 'klarna'})",
    ],
)
def test_a_mistake_of_the_page_is_thrown(make_page: MakePage, call: str) -> None:
    assert run(make_page(), call)["thrown"].startswith("IntegrationError: ")


# --- Confirming -----------------------------------------------------------------------------------


def test_a_token_and_a_saved_card_pay(make_page: MakePage, api: Api) -> None:
    page = make_page()
    intent = payment(api)
    result = run(
        page,
        f"stripe.confirmCardPayment('{intent['client_secret']}', {{receipt_email: 'l@example.fr',"
        " payment_method: {card: {token: 'tok_visa'}, billing_details: {name: 'Léa'}}})",
    )
    assert result["paymentIntent"]["status"] == "succeeded"
    assert status(api, intent) == "succeeded"
    customer = api.customer()
    card = api.call("payment_methods/pm_card_visa/attach", customer=customer)["id"]
    intent = setup(api, customer=customer)
    data = f"{{payment_method: '{card}'}}"
    result = run(page, f"stripe.confirmCardSetup('{intent['client_secret']}', {data})")
    assert result["setupIntent"]["payment_method"] == card
    again = run(page, f"stripe.confirmCardSetup('{intent['client_secret']}', {data})")["error"]
    assert again["code"] == "setup_intent_unexpected_state"
    assert again["setup_intent"]["status"] == "succeeded"


@pytest.mark.parametrize(
    ("locale", "words"),
    [("en", "Your card has insufficient funds."), ("fr", "Les fonds de votre carte")],
)
def test_a_declined_card(make_page: MakePage, api: Api, locale: str, words: str) -> None:
    page = make_page(locale=locale)
    intent = payment(api)
    error = run(
        page,
        f"stripe.confirmCardPayment('{intent['client_secret']}',"
        " {payment_method: 'pm_card_chargeDeclinedInsufficientFunds'})",
    )["error"]
    assert (error["type"], error["decline_code"]) == ("card_error", "insufficient_funds")
    assert error["message"].startswith(words)
    assert error["payment_intent"]["status"] == "requires_payment_method"


@pytest.mark.parametrize(
    ("trouble", "after"), [("lost_after", "succeeded"), ("lost_before", "requires_payment_method")]
)
def test_a_lost_answer(make_page: MakePage, api: Api, trouble: str, after: str) -> None:
    """The engine may send a request again by itself: three times is more than it tries."""
    page = make_page()
    intent = payment(api)
    page.standin.scenario(trouble, "POST /page/intent/confirm", times=3)
    data = "{payment_method: 'pm_card_visa'}"
    result = run(page, f"stripe.confirmCardPayment('{intent['client_secret']}', {data})")
    assert status(api, intent) == after
    if after == "succeeded":
        assert result["paymentIntent"]["status"] == after
    else:
        assert result["error"]["type"] == "api_connection_error"
    assert len(api.call(f"charges?payment_intent={intent['id']}")["data"]) == (after == "succeeded")


@pytest.mark.parametrize("kind", ["Payment", "Setup"])
@pytest.mark.parametrize("way", ["approve", "fail", "close", "escape"])
def test_a_challenge(make_page: MakePage, api: Api, kind: str, way: str) -> None:
    page = make_page(locale="fr")
    intent = (payment if kind == "Payment" else setup)(api)
    page.start(
        f"stripe.confirmCard{kind}('{intent['client_secret']}', {{payment_method: '{ALWAYS}'}})"
    )
    bank = page.bank()
    shown = ask(bank, "document.body.innerText")
    assert ("12,50" in shown) == (kind == "Payment")
    assert ("Confirmez ce paiement" if kind == "Payment" else "Confirmez cette carte") in shown
    if way == "escape":
        page.press(Qt.Key.Key_Escape)
    else:
        click(bank, way)
    result = page.result()
    assert page.js("document.querySelector('dialog')") is None
    if way == "approve":
        assert result[f"{kind.lower()}Intent"]["status"] == "succeeded"
        return
    error = result["error"]
    assert error["code"] == f"{kind.lower()}_intent_authentication_failure"
    assert "n’a pas pu être authentifiée" in error["message"]
    assert ("rien n’a été payé" in error["message"]) == (kind == "Payment")
    assert error[f"{kind.lower()}_intent"]["status"] == "requires_payment_method"
    assert status(api, intent) == "requires_payment_method"


def test_a_page_may_handle_the_action_later(make_page: MakePage, api: Api) -> None:
    page = make_page()
    intent = payment(api)
    secret = intent["client_secret"]
    held = run(
        page,
        f"stripe.confirmCardPayment('{secret}', {{payment_method: '{ALWAYS}'}},"
        " {handleActions: false})",
    )
    assert held["paymentIntent"]["status"] == "requires_action"
    assert page.frame("/frames/challenge.html") is None
    page.start(f"stripe.handleNextAction({{clientSecret: '{secret}'}})")
    click(page.bank(), "approve")
    assert page.result()["paymentIntent"]["status"] == "succeeded"
    error = run(page, f"stripe.handleNextAction({{clientSecret: '{secret}'}})")["error"]
    assert error["code"] == "payment_intent_unexpected_state"
    assert error["payment_intent"]["status"] == "succeeded"


def test_an_action_from_the_server_is_handled(make_page: MakePage, api: Api) -> None:
    page = make_page()
    for kind, make in (("payment", payment), ("setup", setup)):
        fields = {"confirm": "true", "payment_method": ALWAYS, "use_stripe_sdk": "true"}
        allowed = {"allowed_payment_method_types[0]": "card"}
        intent = make(api, **fields, **allowed)
        page.start(f"stripe.handleNextAction({{clientSecret: '{intent['client_secret']}'}})")
        click(page.bank(), "approve")
        assert page.result()[f"{kind}Intent"]["status"] == "succeeded"


def test_confirmed_by_hand_it_waits_for_the_server(make_page: MakePage, api: Api) -> None:
    page = make_page()
    intent = payment(
        api, confirmation_method="manual", confirm="true", payment_method=ALWAYS,
        use_stripe_sdk="true", **{"allowed_payment_method_types[0]": "card"},
    )  # fmt: skip
    call = f"stripe.handleCardAction('{intent['client_secret']}')"
    page.start(call)
    click(page.bank(), "approve")
    assert page.result()["paymentIntent"]["status"] == "requires_confirmation"
    assert status(api, intent) == "requires_confirmation"
    assert run(page, call)["error"]["message"].startswith("handleCardAction: ")
    confirmed = api.call(f"payment_intents/{intent['id']}/confirm", use_stripe_sdk="true")
    assert confirmed["status"] == "succeeded"


def test_an_action_with_an_address_takes_the_page_there_and_back(
    make_page: MakePage, api: Api
) -> None:
    page = make_page()
    back = f"{page.standin.url}/frames/controller.html?back=1"
    intent = setup(
        api, confirm="true", payment_method=ALWAYS, return_url=back,
    )  # fmt: skip
    page.start(f"stripe.handleNextAction({{clientSecret: '{intent['client_secret']}'}})")
    wait_for(lambda: page.page.url().path() == "/frames/challenge.html", "the bank's page")
    wait_for(lambda: page.js("document.activeElement?.id") == "title", "the bank's question")
    page.js("void document.getElementById('approve').click()")
    wanted = (
        f"{back}&setup_intent={intent['id']}"
        f"&setup_intent_client_secret={intent['client_secret']}&redirect_status=succeeded"
    )
    wait_for(lambda: page.page.url() == QUrl(wanted), "the return address")
    assert status(api, intent) == "succeeded"


@pytest.mark.parametrize(
    ("way", "title", "after"),
    [
        ("approve", "Approved", "succeeded"),
        ("fail", "Not approved", "requires_payment_method"),
        ("close", "Not approved", "requires_payment_method"),
    ],
)
def test_alone_and_with_nowhere_to_go_the_bank_says_it_is_done(
    make_page: MakePage, api: Api, way: str, title: str, after: str
) -> None:
    page = make_page()
    intent = setup(api, confirm="true", payment_method=ALWAYS, use_stripe_sdk="true",
                   **{"allowed_payment_method_types[0]": "card"})  # fmt: skip
    address = QUrl(intent["next_action"]["use_stripe_sdk"]["stripe_js"])
    page.page.load(address)
    wait_for(lambda: page.js("document.activeElement?.id") == "title", "the bank's question")
    page.js(f"void document.getElementById('{way}').click()")
    wait_for(lambda: page.js("document.getElementById('title').innerText") == title, "the end")
    assert page.js("document.getElementById('buttons').hidden") is True
    assert "You can close this page" in page.js("document.body.innerText")
    assert page.js("document.activeElement.id") == "title"
    assert status(api, intent) == after
    # opened once more, it has nothing left to ask
    page.page.load(QUrl(address.toString() + "&again"))
    closed = "This question is closed"
    wait_for(lambda: closed in (page.js("document.body?.innerText") or ""), "the closed question")


# --- The Card Element -----------------------------------------------------------------------------


def test_a_card_typed_on_one_line_pays(make_page: MakePage, api: Api) -> None:
    page = make_page()
    line = Line(page)
    assert page.js("same") is True
    line.fill(VISA, "1240", "123", "06000")
    # one figure of a postal code may be a whole one, so it is complete before the last is there
    wait_for(lambda: '"postalCode":"06000"' in line.change(), "the whole card")
    assert '"complete":true' in line.change()
    assert '"brand":"visa"' in line.change()
    assert sorted(page.js("document.getElementById('place').className").split()) == [
        "StripeElement", "StripeElement--complete", "StripeElement--focus",
    ]  # fmt: skip
    intent = payment(api, customer=api.customer())
    result = run(
        page,
        f"stripe.confirmCardPayment('{intent['client_secret']}',"
        " {payment_method: {card: line, billing_details: {name: 'Léa'}},"
        " setup_future_usage: 'off_session'})",
    )
    assert result["paymentIntent"]["status"] == "succeeded"
    [card] = api.cards(api.call(f"payment_intents/{intent['id']}")["customer"])
    assert card["billing_details"]["name"] == "Léa"
    assert card["billing_details"]["address"]["postal_code"] == "06000"
    told = page.js("document.documentElement.outerHTML + JSON.stringify(seen)")
    assert "42424242" not in told.replace(" ", "")


def test_a_card_typed_on_one_line_is_set_up_after_a_challenge(
    make_page: MakePage, api: Api
) -> None:
    page = make_page()
    line = Line(page, "{hidePostalCode: true}")
    line.fill("4000002500003155", "1240", "123")
    intent = setup(api)
    page.start(
        f"stripe.confirmCardSetup('{intent['client_secret']}', {{payment_method: {{card: line}}}})"
    )
    click(page.bank(), "approve")
    assert page.result()["setupIntent"]["status"] == "succeeded"


def test_a_method_is_made_of_the_line(make_page: MakePage, api: Api) -> None:
    page = make_page()
    Line(page, "{hidePostalCode: true}").fill(VISA, "1240", "123")
    made = run(page, "stripe.createPaymentMethod({type: 'card', card: line})")["paymentMethod"]
    assert made["card"]["last4"] == "4242"
    kept = api.call(f"payment_methods/{made['id']}/attach", customer=api.customer())
    assert kept["id"] == made["id"]


@pytest.mark.parametrize(
    ("locale", "message"),
    [("en", "Enter the card number."), ("fr", "Saisissez le numéro de la carte.")],
)
def test_an_empty_line_is_not_sent(
    make_page: MakePage, api: Api, locale: str, message: str
) -> None:
    page = make_page(locale=locale)
    line = Line(page, "{hidePostalCode: true}")
    intent = payment(api)
    data = "{payment_method: {card: line}}"
    call = f"stripe.confirmCardPayment('{intent['client_secret']}', {data})"
    error = run(page, call)["error"]
    assert error == {"type": "validation_error", "code": "incomplete_number", "message": message}
    assert '"code":"incomplete_number"' in line.change()
    assert line.js("document.activeElement.id") == "number"
    assert line.js("number.getAttribute('aria-invalid')") == "true"
    assert line.js("document.getElementById('number-error').textContent") == message
    assert "StripeElement--invalid" in page.js("document.getElementById('place').className")
    assert api.call(f"payment_intents/{intent['id']}")["last_payment_error"] is None


def test_the_line_wears_the_pages_style(make_page: MakePage) -> None:
    page = make_page()
    style = """{style: {base: {color: 'rgb(1, 2, 3)', fontSize: '20px',
      backgroundImage: 'url(https://x.invalid)', '::placeholder': {color: 'rgb(4, 5, 6)'}},
      invalid: {color: 'rgb(7, 8, 9)'}}, hideIcon: true, disabled: true,
      classes: {base: 'mine', empty: 'void'}}"""
    line = Line(page, style)
    looks = "getComputedStyle(number)"
    assert line.js(f"[{looks}.color, {looks}.fontSize, {looks}.backgroundImage]") == [
        "rgb(1, 2, 3)", "20px", "none",
    ]  # fmt: skip
    assert line.js("getComputedStyle(number, '::placeholder').color") == "rgb(4, 5, 6)"
    assert line.js("[number.disabled, document.getElementById('mark').hidden]") == [True, True]
    assert page.js("document.getElementById('place').className") == "mine void"
    page.js("void line.update({disabled: false, hidePostalCode: true})")
    wait_for(lambda: line.js("[number.disabled, postal.hidden]") == [False, True], "the update")
    line.fill(VISA[:-1] + "1")
    wait_for(lambda: line.js(f"{looks}.color") == "rgb(7, 8, 9)", "its colour")
    wait_for(lambda: "invalid_number" in line.change(), "the fault")


@pytest.mark.parametrize(("width", "lines"), [(560, 1), (320, 2)])
def test_nothing_of_the_line_is_cut_off(make_page: MakePage, width: int, lines: int) -> None:
    page = make_page(width=width, locale="fr")
    line = Line(page)
    line.fill(VISA)
    root = "document.documentElement"
    wait_for(lambda: line.js(f"{root}.scrollHeight <= innerHeight"), "the whole height")
    assert line.js(f"{root}.scrollWidth <= innerWidth")
    assert line.js("number.scrollWidth <= number.clientWidth")
    tops = "[...document.querySelectorAll('input')].map((one) => one.offsetTop)"
    assert len(set(line.js(tops))) == lines


def test_a_whole_card_is_pasted(make_page: MakePage) -> None:
    line = Line(make_page(), "{hidePostalCode: true}")
    line.js("""void (() => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text', '4242 4242 4242 4242 12/40 123');
      number.dispatchEvent(new ClipboardEvent('paste', {clipboardData, cancelable: true}));
    })()""")
    assert line.js("[number.value, expiry.value, cvc.value]") == [
        "4242 4242 4242 4242", "12 / 40", "123",
    ]  # fmt: skip
    wait_for(lambda: '"complete":true' in line.change(), "a complete card")


def test_a_click_on_its_label_goes_to_the_line(make_page: MakePage) -> None:
    page = make_page()
    page.js("""void document.getElementById('form').insertAdjacentHTML(
      'afterbegin', '<label for="place" id="label">Card</label>')""")
    line = Line(page)
    page.view.setFocus()
    page.js("void document.getElementById('label').click()")
    wait_for(lambda: line.js("document.activeElement.id") == "number", "the focus")
    page.js("void line.unmount()")


def test_clearing_unmounting_and_destroying(make_page: MakePage) -> None:
    page = make_page()
    line = Line(page)
    line.fill(VISA)
    page.js("void line.clear()")
    wait_for(lambda: '"empty":true' in line.change(), "an empty line")
    page.js("void line.unmount()")
    assert page.js("document.getElementById('place').className") == ""
    assert page.js("document.querySelector('#place iframe')") is None
    page.js("void line.mount('#place')")
    wait_for(lambda: page.seen().count('ready {"elementType":"card"}') == 2, "the line again")
    page.js("void line.destroy()")
    thrown = "(() => { try { line.mount('#place'); } catch (fault) { return fault.name; } })()"
    assert page.js(thrown) == "IntegrationError"
