"""The Contact Details, Currency Selector and Terms Elements."""

import pytest
from PySide6.QtCore import Qt

from tests.contract.stripejs.conftest import Api, MakePage, wait_for
from tests.contract.stripejs.paying import VISA

TERMS = {"consent_collection[terms_of_service]": "required"}


def test_contact_details_reach_the_session_and_the_payment(make_page: MakePage, api: Api) -> None:
    session = api.session(**{"phone_number_collection[enabled]": "true"})
    page = make_page(locale="fr")
    page.begin(session["client_secret"])
    page.mount("ContactDetails")
    page.mount("Payment")
    page.enter("ContactDetails", email="lea@", phone="12")
    page.start("actions.validateElements()")
    errors = page.result()["error"]["validation_errors"]
    assert [error["element"] for error in errors] == ["contactDetails", "payment"]
    assert errors[0]["message"].startswith("Cette adresse e-mail est incomplète")
    phone_note = "document.getElementById('phone-error').innerText"
    assert page.inside("ContactDetails", phone_note) == "Ce numéro de téléphone n’est pas valable."
    page.enter("ContactDetails", email="lea@example.fr", phone="+33 6 12 34 56 78")
    wait_for(lambda: page.js("actions.getSession().email") == "lea@example.fr", "the session")
    told = page.changes("ContactDetails")[-1]
    assert told == {
        "elementType": "contactDetails", "complete": True, "empty": False,
        "value": {"email": "lea@example.fr"},
    }  # fmt: skip
    page.js("void (element = made.Payment)")
    page.fill(VISA)
    wait_for(lambda: page.saw("session true"), "a session that can be confirmed")
    assert page.confirm()["type"] == "success"
    paid = api.call(f"checkout/sessions/{session['id']}")["customer_details"]
    assert (paid["email"], paid["phone"]) == ("lea@example.fr", "+33 6 12 34 56 78")


def priced(api: Api, **more: str) -> str:
    price = api.call(
        "prices",
        **{
            "currency": "eur", "unit_amount": "1250", "product_data[name]": "Sale",
            "currency_options[usd][unit_amount]": "1400",
        },
    )["id"]  # fmt: skip
    session = api.call(
        "checkout/sessions",
        **{
            "ui_mode": "elements", "mode": "payment", "allowed_payment_method_types[0]": "card",
            "line_items[0][quantity]": "1", "line_items[0][price]": price,
            "adaptive_pricing[enabled]": "true", "customer": api.customer(), **more,
        },
    )  # fmt: skip
    secret: str = session["client_secret"]
    return secret


def test_another_currency_changes_what_is_due(make_page: MakePage, api: Api) -> None:
    page = make_page(locale="fr")
    page.begin(priced(api), adaptivePricing={"allowed": True})
    page.mount("CurrencySelector")
    rows = (
        "[...document.querySelectorAll('.row')].map((row) =>"
        " [row.querySelector('.words').innerText, row.firstChild.checked])"
    )
    wait_for(
        lambda: page.inside("CurrencySelector", rows) == [
            ["Euro", True], ["Dollar des États-Unis", False],
        ], "the currencies",
    )  # fmt: skip
    page.inside("CurrencySelector", "void document.querySelectorAll('.row input')[1].click()")
    wait_for(lambda: page.js("actions.getSession().currency") == "usd", "the other currency")
    assert page.js("actions.getSession().total.total.minorUnitsAmount") == 1400
    page.standin.scenario("status", "POST /page/session/update", status=500)
    page.inside("CurrencySelector", "void document.querySelectorAll('.row input')[0].click()")
    error = "document.querySelector('.Error').innerText"
    wait_for(lambda: "ne répond pas" in page.inside("CurrencySelector", error), "the words")
    assert page.inside("CurrencySelector", rows)[1][1] is True


def test_a_page_that_shows_no_currencies_is_given_none(make_page: MakePage, api: Api) -> None:
    page = make_page()
    page.begin(priced(api))
    assert page.js("actions.getSession().currencyOptions") is None
    page.mount("CurrencySelector")
    assert page.js("document.querySelector('#place-CurrencySelector iframe').offsetHeight") == 0


def test_the_terms_must_be_agreed_to(make_page: MakePage, api: Api) -> None:
    later = {"payment_intent_data[setup_future_usage]": "off_session"}
    session = api.session(customer=api.customer(), **TERMS, **later)
    page = make_page()
    page.begin(session["client_secret"])
    page.mount("Payment")
    page.mount("Terms")
    assert "I agree to" in page.inside("Terms", "document.querySelector('.Checkbox').innerText")
    assert "future payments" in page.inside("Terms", "document.body.innerText")
    # said once on a page
    wait_for(lambda: page.inside("Payment", "document.getElementById('terms').hidden"), "one text")
    page.js("void (element = made.Payment)")
    page.fill(VISA)
    assert page.confirm()["error"]["message"] == "Agree to the terms of service to continue."
    box = "document.activeElement.id"
    wait_for(lambda: page.inside("Terms", box) == "terms", "the keyboard at the box")
    assert page.inside("Terms", "terms.getAttribute('aria-invalid')") == "true"
    page.press(Qt.Key.Key_Space)
    wait_for(lambda: page.inside("Terms", "terms.checked"), "the tick")
    assert page.confirm()["type"] == "success"
    consent = api.call(f"checkout/sessions/{session['id']}")["consent"]
    assert consent["terms_of_service"] == "accepted"


def test_without_terms_there_is_nothing_to_see(make_page: MakePage, api: Api) -> None:
    page = make_page()
    page.begin(api.session()["client_secret"])
    page.mount("Terms")
    wait_for(
        lambda: page.js("document.querySelector('#place-Terms iframe').offsetHeight") == 0,
        "an empty place",
    )


@pytest.mark.parametrize(
    "kind", ["BillingAddress", "ShippingAddress", "ContactDetails", "CurrencySelector", "Terms"]
)
def test_each_is_made_once_found_and_destroyed(make_page: MakePage, api: Api, kind: str) -> None:
    page = make_page()
    page.begin(api.session()["client_secret"])
    assert page.js(f"sdk.get{kind}Element()") is None
    page.mount(kind)
    assert page.js(f"sdk.get{kind}Element() === made.{kind}") is True
    again = (
        f"(() => {{ try {{ sdk.create{kind}Element(); }} catch (e) {{ return e.message; }} }})()"
    )
    assert "already" in page.js(again)
    page.js(f"void made.{kind}.unmount()")
    assert page.js(f"document.querySelector('#place-{kind} iframe')") is None
    page.js(f"void (seen.length = 0, made.{kind}.mount('#place-{kind}'))")
    wait_for(lambda: page.saw(f"{kind} ready"), "the Element again")
    page.js(f"void made.{kind}.destroy()")
    assert page.js(f"sdk.get{kind}Element()") is None
