"""What is typed into the card form, by anyone, and how the form looks."""

import pytest
from PySide6.QtCore import Qt

from tests.contract.stripejs.conftest import Api, MakePage, Page, wait_for
from tests.contract.stripejs.paying import VISA, opened, status


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
