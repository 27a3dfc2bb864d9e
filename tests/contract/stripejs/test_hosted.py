"""The hosted page in the real web engine: opened by its address, it pays and leads on."""

import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.contract.stripejs.conftest import Api, ask, wait_for
from tests.contract.stripejs.hosted_page import CheckoutPage, hosted_session, paid
from tests.helpers.standin import StandInHandle

VISA = "4242424242424242"
ALWAYS_AUTHENTICATES = "4000002760003184"
SAVES = {"saved_payment_method_options[payment_method_save]": "enabled"}

Open = Callable[..., CheckoutPage]


@pytest.fixture
def open_page(qapp: QApplication, standin: StandInHandle) -> Iterator[Open]:
    """Opens a session's address and waits until it can be paid."""
    opened: list[CheckoutPage] = []

    def go(session: dict[str, Any], *, ready: bool = True, **options: Any) -> CheckoutPage:
        page = CheckoutPage(standin, **options)
        opened.append(page)
        page.go(session["url"])
        if ready:
            page.ready()
        return page

    yield go
    for page in opened:
        page.close()


def status(api: Api, session: dict[str, Any]) -> tuple[str, str]:
    now = api.call(f"checkout/sessions/{session['id']}")
    return now["status"], now["payment_status"]


# --- Paying ---------------------------------------------------------------------------------------


def test_a_walk_in_pays_and_is_led_on(open_page: Open, api: Api, standin: StandInHandle) -> None:
    session = hosted_session(api, standin)
    page = open_page(session)
    assert page.shown("mark").upper() == "TRAINING"
    assert "no money moves" in page.shown("banner-text")
    assert page.shown("merchant") == "Pay Training"
    assert page.shown("sum") == "€12.50"
    assert "Haircut" in page.shown("items")
    assert "2 × €6.25" in page.shown("items")
    assert page.shown("pay") == "Pay €12.50"
    page.enter("email", "lea@example.fr")
    page.fill(VISA)
    page.click("pay")
    page.arrives(paid(standin, session))
    assert status(api, session) == ("complete", "paid")
    now = api.call(f"checkout/sessions/{session['id']}")
    assert now["customer_details"]["email"] == "lea@example.fr"


@pytest.mark.parametrize("ticked", [False, True])
def test_the_card_is_saved_only_when_asked(
    open_page: Open, api: Api, standin: StandInHandle, ticked: bool
) -> None:
    customer = api.customer()
    session = hosted_session(api, standin, customer=customer, **SAVES)
    page = open_page(session)
    assert "zoe@example.fr" in page.shown("above")
    assert page.look("document.getElementById('email')") is None
    assert page.card("document.getElementById('save').checked") is False
    if ticked:
        page.card("void document.getElementById('save').click()")
    page.fill(VISA)
    page.click("pay")
    page.arrives(paid(standin, session))
    assert [card["allow_redisplay"] for card in api.cards(customer)] == ["always"] * ticked


def test_a_saved_card_pays(open_page: Open, api: Api, standin: StandInHandle) -> None:
    customer = api.customer()
    card = api.call("payment_methods/pm_card_mastercard/attach", customer=customer)
    api.call(f"payment_methods/{card['id']}", allow_redisplay="always")
    session = hosted_session(api, standin, customer=customer)
    page = open_page(session)
    wait_for(lambda: "4444" in page.card("document.getElementById('saved-list').innerText"), "it")
    page.click("pay")
    page.arrives(paid(standin, session))
    intent = api.call(f"payment_intents/{status_intent(api, session)}")
    assert intent["payment_method"] == card["id"]


def status_intent(api: Api, session: dict[str, Any]) -> str:
    intent: str = api.call(f"checkout/sessions/{session['id']}")["payment_intent"]
    return intent


def test_declined_then_paid(open_page: Open, api: Api, standin: StandInHandle) -> None:
    session = hosted_session(api, standin, customer=api.customer())
    page = open_page(session)
    page.fill("4000000000009995")
    page.click("pay")
    assert "insufficient funds" in page.problem()
    assert status(api, session) == ("open", "unpaid")
    assert page.look("document.getElementById('pay').disabled") is False
    page.focus()
    page.card("void number.select()")
    page.type(VISA)
    wait_for(lambda: page.card("number.value") == "4242 4242 4242 4242", "the other card")
    page.click("pay")
    page.arrives(paid(standin, session))


@pytest.mark.parametrize("way", ["approve", "fail"])
def test_the_banks_question(open_page: Open, api: Api, standin: StandInHandle, way: str) -> None:
    session = hosted_session(api, standin, customer=api.customer())
    page = open_page(session)
    page.fill(ALWAYS_AUTHENTICATES)
    page.click("pay")
    bank = page.bank()
    assert "€12.50" in ask(bank, "document.body.innerText")
    ask(bank, f"void document.getElementById('{way}').click()")
    if way == "approve":
        page.arrives(paid(standin, session))
    else:
        assert "could not be authenticated" in page.problem()
        assert status(api, session) == ("open", "unpaid")


@pytest.mark.parametrize("kind", ["lost_before", "lost_after"])
def test_an_answer_that_is_lost(
    open_page: Open, api: Api, standin: StandInHandle, kind: str
) -> None:
    """Nobody pays twice, and nobody is told that a payment failed which may not have."""
    session = hosted_session(api, standin, customer=api.customer())
    page = open_page(session)
    page.fill(VISA)
    standin.scenario(kind, "POST /page/session/confirm", times=9)
    page.click("pay")
    if kind == "lost_before":
        assert page.problem()
        assert status(api, session) == ("open", "unpaid")
        standin.control("calm", {})
        page.click("pay")
    page.arrives(paid(standin, session))
    assert status(api, session) == ("complete", "paid")
    assert len(api.call("charges")["data"]) == 1


def test_by_keyboard_alone(open_page: Open, api: Api, standin: StandInHandle) -> None:
    """From the top of the page, Tab reaches every question in order, and Enter pays."""
    session = hosted_session(api, standin, cancel_url=f"{standin.url}/frames/card.html?back")
    page = open_page(session, width=360)
    page.view.setFocus()
    for name in ("back", "email"):
        page.press(Qt.Key.Key_Tab)
        wait_for(lambda n=name: page.look("document.activeElement.id") == n, name)
    page.type("lea@example.fr")
    page.press(Qt.Key.Key_Tab)
    wait_for(lambda: page.card("document.activeElement.id") == "number", "the card number")
    for text, following in ((VISA, "expiry"), ("1240", "cvc"), ("123", "cvc")):
        page.type(text)  # a full field leads to the next
        wait_for(lambda n=following: page.card("document.activeElement.id") == n, following)
    wait_for(lambda: page.card("cvc.value") == "123", "the code")
    page.press(Qt.Key.Key_Return)
    page.arrives(paid(standin, session))


# --- Questions ------------------------------------------------------------------------------------


def test_what_is_missing_is_told_beside_its_field(
    open_page: Open, api: Api, standin: StandInHandle
) -> None:
    session = hosted_session(
        api, standin, billing_address_collection="required",
        **{"phone_number_collection[enabled]": "true"},
    )  # fmt: skip
    page = open_page(session)
    # the page's own form has it: the card's does not ask again
    assert "Country" in page.shown("below")
    assert "Country" not in page.card("document.body.innerText")
    page.enter("email", "nobody")
    page.click("pay")
    assert page.problem() == "Please check the fields marked above."
    assert page.shown("email-error") == "This e-mail address is not valid."
    assert page.shown("tel-error") == page.shown("billing-name-error") == "Please fill this in."
    assert page.look("document.activeElement.id") == "email"
    assert page.look("document.getElementById('email').getAttribute('aria-invalid')") == "true"
    page.enter("email", "lea@example.fr")
    page.enter("tel", "+33 1 23 45 67 89")
    page.enter("billing-country", "FR")
    page.enter("billing-name", "Léa Noël")
    page.enter("billing-address-line1", "1 rue de la Paix")
    page.enter("billing-postal-code", "75002")
    page.enter("billing-address-level2", "Paris")
    assert page.shown("email-error") == ""
    page.fill(VISA)
    page.click("pay")
    page.arrives(paid(standin, session))
    details = api.call(f"checkout/sessions/{session['id']}")["customer_details"]
    assert details["phone"].replace(" ", "") == "+33123456789"
    assert details["address"]["city"] == "Paris"
    assert details["address"]["country"] == "FR"


def test_a_country_without_postal_codes_asks_none(
    open_page: Open, api: Api, standin: StandInHandle
) -> None:
    page = open_page(hosted_session(api, standin, billing_address_collection="required"))
    hidden = (
        "['postal-code', 'address-level1'].map((part) => document.getElementById("
        "'billing-' + part).parentElement.hidden)"
    )
    for country, wanted in {"FR": [False, True], "HK": [True, True], "US": [False, False]}.items():
        page.enter("billing-country", country)
        assert page.look(hidden) == wanted, country


@pytest.mark.parametrize(
    ("submit_type", "title", "button"),
    [
        ("pay", "Pay Training", "Pay €12.50"),
        ("donate", "Donate to Training", "Donate €12.50"),
        ("book", "Book with Training", "Book"),
    ],
)
def test_the_word_of_the_button(
    open_page: Open, api: Api, standin: StandInHandle, submit_type: str, title: str, button: str
) -> None:
    page = open_page(hosted_session(api, standin, submit_type=submit_type))
    assert page.shown("merchant") == title
    assert page.shown("pay") == button


@pytest.mark.parametrize(("locale", "browser"), [("fr", "en"), ("auto", "fr")])
def test_in_french(
    open_page: Open, api: Api, standin: StandInHandle, locale: str, browser: str
) -> None:
    page = open_page(hosted_session(api, standin, locale=locale), browser=browser)
    assert page.look("document.documentElement.lang") == "fr"
    assert page.shown("mark").upper() == "FORMATION"
    assert page.shown("sum").replace("\u00a0", " ").replace("\u202f", " ") == "12,50 €"
    assert page.shown("pay").startswith("Payer")
    page.click("pay")
    assert page.problem() == "Vérifiez les champs signalés ci\u2011dessus."
    assert page.card("document.getElementById('number-label').innerText") == "Numéro de carte"


def test_all_that_a_session_can_ask(open_page: Open, api: Api, standin: StandInHandle) -> None:
    product = api.call("products", name="Comb")["id"]
    comb = api.call("prices", product=product, currency="eur", unit_amount="700")["id"]
    session = hosted_session(
        api, standin, allow_promotion_codes="true", **_FULL, **{"optional_items[0][price]": comb}
    )
    page = open_page(session)
    page.click(
        "more-" + page.look("document.querySelector('[id^=more-]').id").removeprefix("more-")
    )
    wait_for(lambda: page.shown("pay") == "Pay €23.75", "three and the parcel")
    page.click(f"add-{comb}")
    wait_for(lambda: page.shown("pay") == "Pay €30.75", "a comb more")
    page.look("void document.querySelectorAll('[name=shipping-option]')[1].click()")
    wait_for(lambda: page.shown("pay") == "Pay €25.75", "no parcel")
    page.enter("code", "SUMMER")
    page.click("apply")
    wait_for(lambda: "not valid" in page.shown("code-error"), "the refusal")
    page.click("pay")
    assert page.shown("terms-error") == "Please agree to the terms to go on."
    assert page.shown("custom-size-error") == "Please fill this in."
    page.enter("custom-count", "four")
    page.click("pay")
    assert page.shown("custom-count-error") == "Please use digits only."
    for name, value in _ANSWERS.items():
        page.enter(name, value)
    page.click("terms")
    page.fill(VISA)
    page.click("pay")
    page.arrives(paid(standin, session))
    now = api.call(f"checkout/sessions/{session['id']}")
    assert now["amount_total"] == 2575
    assert now["consent"]["terms_of_service"] == "accepted"
    fields = {one["key"]: one[one["type"]]["value"] for one in now["custom_fields"]}
    assert fields == {"size": "large", "count": "4", "note": None}
    assert now["collected_information"]["individual_name"] == "Léa N."
    shipping = now["collected_information"]["shipping_details"]
    assert (shipping["name"], shipping["address"]["city"]) == ("Léa Noël", "Paris")
    assert now["customer_details"]["address"]["city"] == "Paris"


_RATE = "shipping_options[{}][shipping_rate_data][{}]"
_FULL = {
    "line_items[0][adjustable_quantity][enabled]": "true",
    "billing_address_collection": "required", "name_collection[individual][enabled]": "true",
    "shipping_address_collection[allowed_countries][0]": "FR",
    "optional_items[0][quantity]": "1",
    "consent_collection[terms_of_service]": "required",
    **{
        _RATE.format(place, field): value
        for place, (name, amount) in enumerate((("Parcel", "500"), ("Fetched", "0")))
        for field, value in {
            "display_name": name, "type": "fixed_amount",
            "fixed_amount][amount": amount, "fixed_amount][currency": "eur",
        }.items()
    },
    **{
        f"custom_fields[{place}][{field}]": value
        for place, one in enumerate(
            (
                {"key": "size", "type": "dropdown", "label][custom": "Size",
                 "dropdown][options][0][label": "Large", "dropdown][options][0][value": "large"},
                {"key": "count", "type": "numeric", "label][custom": "Heads"},
                {"key": "note", "type": "text", "label][custom": "A word", "optional": "true"},
            )
        )
        for field, value in {"label][type": "custom", **one}.items()
    },
}  # fmt: skip
_ANSWERS = {
    "email": "lea@example.fr", "individual-name": "Léa N.",
    "shipping-name": "Léa Noël", "shipping-country": "FR",
    "shipping-address-line1": "1 rue de la Paix", "shipping-postal-code": "75002",
    "shipping-address-level2": "Paris", "custom-size": "large", "custom-count": "4",
}  # fmt: skip


def test_a_business_gives_its_tax_number(open_page: Open, api: Api, standin: StandInHandle) -> None:
    session = hosted_session(
        api, standin, customer=api.customer(), **{"tax_id_collection[enabled]": "true"},
    )  # fmt: skip
    page = open_page(session)
    page.fill(VISA)
    assert page.shown("tax-number") == page.shown("tax-name") == ""
    page.click("business")
    page.enter("tax-name", "Salon Zoé")
    page.enter("tax-kind", "eu_vat")
    page.enter("tax-number", "1")
    page.click("pay")
    wait_for(lambda: page.shown("tax-number-error"), "the refusal")
    assert status(api, session) == ("open", "unpaid")
    page.enter("tax-number", "FRAB123456789")
    wait_for(lambda: page.look("document.getElementById('pay').disabled") is False, "a new try")
    page.click("pay")
    page.arrives(paid(standin, session))
    details = api.call(f"checkout/sessions/{session['id']}")["customer_details"]
    assert details["tax_ids"] == [{"type": "eu_vat", "value": "FRAB123456789"}]
    assert details["business_name"] == "Salon Zoé"


def test_a_card_is_set_up(open_page: Open, api: Api, standin: StandInHandle) -> None:
    customer = api.customer()
    session = api.call(
        "checkout/sessions", mode="setup", currency="eur", customer=customer,
        success_url=f"{standin.url}/frames/card.html?set-up",
    )  # fmt: skip
    page = open_page(session)
    assert page.shown("merchant") == "Save a card with Training"
    assert page.shown("sum") == page.shown("totals") == ""
    assert page.shown("pay") == "Set up"
    page.fill(VISA)
    page.click("pay")
    page.arrives(f"{standin.url}/frames/card.html?set-up")
    assert status(api, session) == ("complete", "no_payment_required")
    assert len(api.cards(customer)) == 1


def test_nothing_due_asks_for_no_card(open_page: Open, api: Api, standin: StandInHandle) -> None:
    session = hosted_session(
        api, standin, **{"line_items[0][price_data][unit_amount]": "0"}, customer=api.customer()
    )
    page = open_page(session, ready=False)
    wait_for(lambda: page.shown("pay") == "Complete the order", "the button")
    assert page.shown("payment") == ""
    page.click("pay")
    page.arrives(paid(standin, session))
    assert status(api, session) == ("complete", "no_payment_required")


# --- Ends and other ways out ----------------------------------------------------------------------


def test_the_way_back(open_page: Open, api: Api, standin: StandInHandle) -> None:
    back = f"{standin.url}/frames/card.html?back"
    session = hosted_session(api, standin, cancel_url=back)
    page = open_page(session)
    assert page.shown("back") == "Back to Training"
    page.click("back")
    page.arrives(back)
    assert status(api, session) == ("open", "unpaid")


def test_a_page_left_open_learns_that_it_expired(
    open_page: Open, api: Api, standin: StandInHandle
) -> None:
    session = hosted_session(api, standin, customer=api.customer())
    page = open_page(session)
    page.fill(VISA)
    standin.advance(25 * 3600)
    page.click("pay")
    wait_for(lambda: page.shown("closed-title"), "the end")
    assert page.shown("closed-title") == "This checkout has expired"
    assert status(api, session) == ("expired", "unpaid")


@pytest.mark.parametrize(
    ("how", "http", "words"),
    [
        ("expired", 410, "This checkout has expired"),
        ("complete", 200, "All done"),
        ("unknown", 404, "There is no such checkout"),
    ],
)
def test_a_closed_address_says_so(
    open_page: Open, api: Api, standin: StandInHandle, how: str, http: int, words: str
) -> None:
    session = hosted_session(api, standin, customer=api.customer())
    if how == "expired":
        api.call(f"checkout/sessions/{session['id']}/expire", expand="")
    elif how == "complete":
        page = open_page(session)
        page.fill(VISA)
        page.click("pay")
        page.arrives(paid(standin, session))
    else:
        session["url"] = f"{standin.url}/c/pay/cs_test_nothing"
    page = open_page(session, ready=False)
    assert wait_for(lambda: page.shown("closed-title"), "the words") == words
    assert page.look("document.getElementById('checkout').hidden") is True
    assert _http_status(session["url"]) == http


def _http_status(address: str) -> int:
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_sticks_out(open_page: Open, api: Api, standin: StandInHandle, width: int) -> None:
    session = hosted_session(
        api, standin, billing_address_collection="required", locale="fr",
        **{"line_items[0][price_data][product_data][name]": "Anticonstitutionnellement" * 4},
    )  # fmt: skip
    page = open_page(session, width=width)
    assert page.look("document.documentElement.scrollWidth <= innerWidth") is True


def test_nothing_comes_from_elsewhere(open_page: Open, api: Api, standin: StandInHandle) -> None:
    page = open_page(hosted_session(api, standin))
    origins = page.look(
        "[...new Set(performance.getEntriesByType('resource').map((e) => new URL(e.name).origin))]"
    )
    assert origins == [standin.url]
    assert (
        page.look("Boolean(document.getElementById('given').textContent.includes('sk_test'))")
        is False
    )
