"""The stand-in's Stripe.js in the real web engine: the page pays, and never sees a card number."""

from typing import Any

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWebEngineCore import QWebEngineFrame

from tests.contract.stripejs.conftest import Api, MakePage, Page, ask, wait_for

VISA = "4242424242424242"
ALWAYS_AUTHENTICATES = "4000002760003184"
AUTO = {"enableSave": "auto", "enableRedisplay": "auto"}


def opened(make_page: MakePage, session: dict[str, Any], **options: Any) -> Page:
    saved = options.pop("saved", {"enableSave": "never", "enableRedisplay": "never"})
    page = make_page(**options)
    page.open(session["client_secret"], saved)
    return page


def status(api: Api, session: dict[str, Any]) -> tuple[str, str]:
    now = api.call(f"checkout/sessions/{session['id']}")
    return now["status"], now["payment_status"]


def click(frame: QWebEngineFrame, name: str) -> None:
    ask(frame, f"void document.getElementById('{name}').click()")


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


# --- Authentication -------------------------------------------------------------------------------


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


# --- Typing ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "shown", "cvc", "complete"),
    [
        (VISA, "4242 4242 4242 4242", "123", True),
        ("5555555555554444", "5555 5555 5555 4444", "123", True),
        ("2223003122003222", "2223 0031 2200 3222", "123", True),
        ("378282246310005", "3782 822463 10005", "1234", True),
        ("378282246310005", "3782 822463 10005", "123", False),
        ("6011111111111117", "6011 1111 1111 1117", "123", True),
        ("3566002020360505", "3566 0020 2036 0505", "123", True),
        ("36227206271667", "3622 720627 1667", "123", True),
    ],
)
def test_numbers_are_written_as_on_the_card(
    make_page: MakePage, api: Api, number: str, shown: str, cvc: str, complete: bool
) -> None:
    page = opened(make_page, api.session(customer=api.customer()))
    page.fill(number, cvc=cvc)
    assert page.card("number.value") == shown
    wait_for(lambda: f'"complete":{str(complete).lower()}' in _last_change(page), "the change")
    assert ("session true" in page.seen()) is complete


def _last_change(page: Page) -> str:
    return next(line for line in reversed(page.seen()) if line.startswith("change"))


def test_what_pure_functions_say(make_page: MakePage, api: Api) -> None:
    page = opened(make_page, api.session(customer=api.customer()))
    page.card(
        "void import(location.origin + '/frames/brands.js').then((m) => { window.brands = m; })"
    )
    wait_for(lambda: page.card("'brands' in window"), "the module")
    for typed, shown in {
        "1": "1", "12": "12 / ", "4": "04 / ", "13": "01 / 3", "1/": "01 / ", "1227": "12 / 27",
        "12/27": "12 / 27", "1/27": "01 / 27", "12/2027": "12 / 27", "122027": "12 / 27",
        "2027-09": "09 / 27", "12 / 202": "12 / 202", "ab": "",
    }.items():  # fmt: skip
        assert page.card(f"brands.formatExpiry('{typed}')") == shown, typed
    for typed, fault in {
        "": "expiryMissing", "1": "expiryIncomplete", "0026": "expiryMonth", "1340": "expiryMonth",
        "1026": "expiryPast", "1126": "", "1276": "expiryFar", "1176": "",
        "12202": "expiryIncomplete",
    }.items():  # fmt: skip
        assert page.card(f"brands.expiryFault('{typed}', {{month: 11, year: 2026}})") == fault, (
            typed
        )
    for typed, fault in {
        "": "numberMissing", "4": "numberIncomplete", "424242424242424": "numberIncomplete",
        VISA: "", "4242424242424241": "numberInvalid", "6205500000000000004": "",
        "6200000000000005": "", "9999999999999999999": "numberInvalid",
    }.items():  # fmt: skip
        assert page.card(f"brands.numberFault('{typed}')") == fault, typed
    assert page.card("brands.brandsOn('4000002500001001')") == ["cartes_bancaires", "visa"]


@pytest.mark.parametrize(
    ("locale", "number", "expiry", "cvc"),
    [
        ("en", "The card number is not valid.", "The card has expired", "is incomplete."),
        ("fr", "Le numéro de la carte n’est pas valable.", "La carte a expiré", "est incomplet."),
    ],
)
def test_faults_are_told_beside_their_field(
    make_page: MakePage, api: Api, locale: str, number: str, expiry: str, cvc: str
) -> None:
    session = api.session(customer=api.customer())
    page = opened(make_page, session, locale=locale)
    page.focus()
    page.type("4242424242424241", "0122", "12", "")
    told = (
        "['number', 'expiry', 'cvc'].map((id) => document.getElementById(id + '-error').innerText)"
    )
    wait_for(lambda: all(page.card(told)), "the faults")
    for text, wanted in zip(page.card(told), (number, expiry, cvc), strict=True):
        assert wanted in text
    states = "[number, expiry, cvc].map((field) => field.getAttribute('aria-invalid'))"
    assert page.card(states) == ["true"] * 3
    assert page.confirm()["error"]["code"] is None
    wait_for(lambda: page.card("document.activeElement.id") == "number", "the first fault")
    assert status(api, session) == ("open", "unpaid")
    assert page.js("element.destroy() ?? document.querySelector('#place iframe')") is None


def test_an_empty_form_says_what_is_missing(make_page: MakePage, api: Api) -> None:
    page = opened(make_page, api.session(customer=api.customer()))
    page.start("actions.validateElements()")
    error = page.result()["error"]
    assert error["code"] == "validation_error"
    assert error["validation_errors"] == [
        {"element": "payment", "message": "Enter the card number."}
    ]
    assert page.card("document.getElementById('cvc-error').innerText") == "Enter the security code."


def test_deleting_steps_over_gaps(make_page: MakePage, api: Api) -> None:
    page = opened(make_page, api.session(customer=api.customer()))
    page.focus()
    page.type("42424")
    page.press(Qt.Key.Key_Backspace)
    page.press(Qt.Key.Key_Backspace)
    wait_for(lambda: page.card("number.value") == "424", "two digits less")
    page.press(Qt.Key.Key_Tab)
    page.type("12")
    wait_for(lambda: page.card("expiry.value") == "12 / ", "the month")
    page.press(Qt.Key.Key_Backspace)
    wait_for(lambda: page.card("expiry.value") == "1", "one digit less")


def test_a_digit_put_in_the_middle_keeps_the_caret(make_page: MakePage, api: Api) -> None:
    page = opened(make_page, api.session(customer=api.customer()))
    page.focus()
    page.type("42424242")
    page.card("void number.setSelectionRange(2, 2)")
    page.type("7")
    wait_for(lambda: page.card("number.value") == "4274 2424 2", "the digit")
    assert page.card("number.selectionStart") == 3


def test_enter_submits_the_form_around_the_element(make_page: MakePage, api: Api) -> None:
    page = opened(make_page, api.session(customer=api.customer()))
    page.focus()
    page.press(Qt.Key.Key_Return)
    wait_for(lambda: page.saw("submitted"), "the form's submit")
    page.press(Qt.Key.Key_Escape)
    wait_for(lambda: page.saw("escape"), "the escape event")


def test_tab_leads_in_through_and_out(make_page: MakePage, api: Api) -> None:
    page = opened(make_page, api.session(customer=api.customer()))
    page.focus()
    assert page.js("document.activeElement.tagName") == "IFRAME"
    for name in ("expiry", "cvc", "country"):
        page.press(Qt.Key.Key_Tab)
        wait_for(lambda name=name: page.card("document.activeElement.id") == name, name)
    page.press(Qt.Key.Key_Tab)
    wait_for(lambda: page.js("document.activeElement.tagName") == "BUTTON", "the page's button")
    page.press(Qt.Key.Key_Backtab)
    wait_for(lambda: page.js("document.activeElement.tagName") == "IFRAME", "the way back")


def test_the_form_can_be_filled_in_by_anyone(make_page: MakePage, api: Api) -> None:
    """Labels, targets of 44 px, number keys and autofill; no text smaller than the page asked."""
    page = opened(make_page, api.session(customer=api.customer()), locale="fr")
    fields = page.card("""[...document.querySelectorAll('.field:not([hidden]) .Input')]
      .map((field) => ({
      label: field.labels[0].innerText, note: document.getElementById(
        field.getAttribute('aria-describedby')).getAttribute('aria-live'),
      keys: field.inputMode, auto: field.autocomplete, tall: field.offsetHeight >= 44}))""")
    assert [field["label"] for field in fields] == [
        "Numéro de carte", "Date d’expiration", "Code de sécurité", "Pays ou région",
    ]  # fmt: skip
    assert [f["auto"] for f in fields] == ["cc-number", "cc-exp", "cc-csc", "billing country"]
    assert all(f["tall"] and f["note"] == "polite" for f in fields)
    assert [field["keys"] for field in fields[:3]] == ["numeric"] * 3
    assert page.card("document.documentElement.lang") == "fr"


def test_it_wears_the_pages_colours(make_page: MakePage, api: Api) -> None:
    page = make_page(back="#101418")
    look = {
        "theme": "night",
        "variables": {"colorBackground": "#203040", "fontSizeBase": "20px", "borderRadius": "12px"},
        "rules": {
            ".Input": {"letterSpacing": "2px", "backgroundImage": "url(https://example.invalid/a)"},
            "body": {"display": "none"},
        },
    }
    page.open(api.session(customer=api.customer())["client_secret"], appearance=look)
    style = "getComputedStyle(number)"
    assert page.card(f"{style}.backgroundColor") == "rgb(32, 48, 64)"
    assert page.card(f"[{style}.fontSize, {style}.borderRadius, {style}.letterSpacing]") == [
        "20px", "12px", "2px",
    ]  # fmt: skip
    assert page.card(f"{style}.backgroundImage") == "none"
    assert page.card("getComputedStyle(document.body).display") != "none"
    height = page.card("Math.ceil(document.getElementById('form').getBoundingClientRect().height)")
    wait_for(
        lambda: page.js("document.querySelector('#place iframe').offsetHeight") == height, "height"
    )


def test_a_dark_page_shines_through(make_page: MakePage, api: Api) -> None:
    page = make_page(back="#101418")
    page.js("void (document.documentElement.style.colorScheme = 'dark')")
    page.open(api.session(customer=api.customer())["client_secret"], appearance={"theme": "night"})
    field = page.card("number.getBoundingClientRect().toJSON()")
    frame = page.js("document.querySelector('#place iframe').getBoundingClientRect().toJSON()")
    left, below = frame["left"] + 2, frame["top"] + field["bottom"] + 8

    def colours() -> set[str]:
        picture = page.view.grab().toImage()
        scale = picture.devicePixelRatio()
        spots = [(left, below), (left + 40, below)]
        return {picture.pixelColor(int(x * scale), int(y * scale)).name() for x, y in spots}

    wait_for(lambda: colours() == {"#101418"}, "the page's own colour around the fields")


# --- When things go wrong -------------------------------------------------------------------------


@pytest.mark.parametrize("secret", ["cs_test_gone_secret_gone", "nonsense", ""])
def test_a_secret_that_opens_nothing(make_page: MakePage, secret: str) -> None:
    page = make_page()
    page.js(f"void open_('{secret}', {{}})")
    loaded = page.result()
    assert loaded["type"] == "error"
    assert loaded["error"]["code"] is None
    assert loaded["error"]["message"]
    wait_for(lambda: page.saw("loaderror"), "the Element's own word")


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
    assert page.js("document.querySelector('#place iframe').offsetHeight") > 100


def test_read_only_takes_no_typing(make_page: MakePage, api: Api) -> None:
    page = opened(make_page, api.session(customer=api.customer()))
    page.js("void element.update({readOnly: true})")
    wait_for(lambda: page.card("number.readOnly"), "the lock")
    page.focus()
    page.type("42")
    assert page.card("number.value") == ""
    page.js("void element.update({readOnly: false})")
    wait_for(lambda: not page.card("number.readOnly"), "the key")
    page.type("42")
    wait_for(lambda: page.card("number.value") == "42", "the typing")
