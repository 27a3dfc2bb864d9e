"""The Payment Element's own choices: saved cards, the box to save one, what else it asks."""

import json
from typing import Any

import pytest
from PySide6.QtCore import Qt

from tests.contract.stripejs import paying
from tests.contract.stripejs.conftest import Api, MakePage, Page, wait_for
from tests.contract.stripejs.paying import AUTO, VISA

REMOVABLE = {"saved_payment_method_options[payment_method_remove]": "enabled"}
LATER = {"payment_intent_data[setup_future_usage]": "off_session"}


def customer_with(api: Api, *tokens: str) -> str:
    """A customer whose cards, newest first in any list, may all be shown again."""
    customer = api.customer()
    for token in tokens:
        method = api.call(f"payment_methods/{token}/attach", customer=customer)["id"]
        api.call(f"payment_methods/{method}", allow_redisplay="always")
    return customer


def opened(
    make_page: MakePage, session: dict[str, Any], options: dict[str, Any] | None = None, **how: Any
) -> Page:
    return paying.opened(make_page, session, saved=AUTO, asked=options, **how)


def last_change(page: Page) -> dict[str, Any]:
    return changes(page)[-1]


def changes(page: Page) -> list[dict[str, Any]]:
    return [json.loads(line[7:]) for line in page.seen() if line.startswith("change ")]


def rows(page: Page) -> list[str]:
    found: list[str] = page.card(
        "[...document.querySelectorAll('.row input')].map((radio) =>"
        " radio.getAttribute('aria-label') ?? radio.closest('.row').innerText.trim())"
    )
    return found


def click(page: Page, selector: str) -> None:
    page.card(f"void document.querySelector('{selector}').click()")


# --- Saved cards ----------------------------------------------------------------------------------


def test_one_of_the_saved_cards_is_chosen_and_pays(make_page: MakePage, api: Api) -> None:
    customer = customer_with(api, "pm_card_visa", "pm_card_mastercard")
    session = api.session(customer=customer)
    page = opened(make_page, session)
    assert [row.split(",")[0] for row in rows(page)] == [
        "Mastercard ending in 4444", "Visa ending in 4242", "New card",
    ]  # fmt: skip
    assert page.card("document.getElementById('saved-list').getAttribute('role')") == "radiogroup"
    assert page.card("document.getElementById('fields').hidden") is True
    click(page, ".saved-row:nth-child(2) input")
    cards = page.js("actions.getSession().savedPaymentMethods.map((card) => card.id)")
    wait_for(
        lambda: last_change(page)["value"].get("payment_method", {}).get("id") == cards[1],
        "the choice",
    )
    assert last_change(page)["complete"] is True
    assert page.confirm()["type"] == "success"
    paid = api.call(f"checkout/sessions/{session['id']}?expand[]=payment_intent")
    assert paid["payment_intent"]["payment_method"] == cards[1]


def test_a_new_card_instead_of_the_saved_one(make_page: MakePage, api: Api) -> None:
    page = opened(make_page, api.session(customer=customer_with(api, "pm_card_visa")))
    assert last_change(page)["empty"] is False
    click(page, "#method-new")
    wait_for(lambda: not page.card("document.getElementById('fields').hidden"), "the fields")
    assert (last_change(page)["empty"], last_change(page)["complete"]) == (True, False)
    page.card("void number.focus()")
    page.fill(VISA)
    assert page.confirm()["type"] == "success"


def test_a_saved_card_is_removed_after_a_question(make_page: MakePage, api: Api) -> None:
    customer = customer_with(api, "pm_card_visa", "pm_card_mastercard")
    page = opened(make_page, api.session(customer=customer, **REMOVABLE))
    page.js("void element.on('savedpaymentmethodremove', (e) => { window.gone = e; })")
    click(page, ".remove")
    asked = page.card("document.querySelector('.ask').getAttribute('aria-label')")
    assert asked == "Remove Mastercard ending in 4444?"
    assert page.card("document.activeElement.innerText") == "Yes, remove"
    click(page, ".ask button:last-child")
    assert page.card("document.activeElement.innerText") == "Remove"
    assert len(api.cards(customer)) == 2
    click(page, ".remove")
    click(page, ".sure")
    gone = wait_for(lambda: page.js("window.gone"), "the event")
    assert gone["success"] is True
    assert gone["payment_method"]["type"] == "card"
    assert [card["card"]["last4"] for card in api.cards(customer)] == ["4242"]
    wait_for(lambda: len(rows(page)) == 2, "the shorter list")
    assert page.confirm()["type"] == "success"


def test_a_removal_that_fails_says_so_and_removes_nothing(make_page: MakePage, api: Api) -> None:
    customer = customer_with(api, "pm_card_visa")
    page = opened(make_page, api.session(customer=customer, **REMOVABLE), locale="fr")
    page.js("void element.on('savedpaymentmethodremove', (e) => { window.gone = e; })")
    page.standin.scenario("status", "POST /page/payment_method/remove", status=500)
    click(page, ".remove")
    click(page, ".sure")
    gone = wait_for(lambda: page.js("window.gone"), "the event")
    assert gone["success"] is False
    assert gone["error"]
    told = page.card("document.getElementById('saved-error').innerText")
    assert told == "La carte n’a pas pu être supprimée. Réessayez."
    assert len(rows(page)) == 2
    assert len(api.cards(customer)) == 1


def test_without_leave_no_card_can_be_removed(make_page: MakePage, api: Api) -> None:
    page = opened(make_page, api.session(customer=customer_with(api, "pm_card_visa")))
    assert page.card("document.querySelector('.remove')") is None


@pytest.mark.parametrize("argument", [None, True, False])
def test_the_box_starts_unticked_and_an_argument_wins(
    make_page: MakePage, api: Api, argument: bool | None
) -> None:
    customer = api.customer()
    page = opened(make_page, api.session(customer=customer))
    assert page.card("document.getElementById('save').checked") is False
    page.fill(VISA)
    if argument is not True:
        click(page, "#save")
    given = "" if argument is None else f"savePaymentMethod: {str(argument).lower()}"
    assert page.confirm(given)["type"] == "success"
    assert len(api.cards(customer)) == (0 if argument is False else 1)


# --- What it asks besides the card ----------------------------------------------------------------


def test_the_country_is_asked_and_where_it_counts_the_postal_code(
    make_page: MakePage, api: Api
) -> None:
    session = api.session(customer=api.customer())
    page = opened(make_page, session)
    assert page.card("country.value") == "FR"
    assert page.card("document.getElementById('postal-field').hidden") is True
    page.fill(VISA)
    page.card("void (country.value = 'US', country.dispatchEvent(new Event('input')))")
    wait_for(lambda: not page.card("document.getElementById('postal-field').hidden"), "the field")
    assert page.card("document.getElementById('postal-label').innerText") == "ZIP code"
    assert last_change(page)["complete"] is False
    page.card("void postal.focus()")
    page.type("1234")
    page.press(Qt.Key.Key_Tab)
    words = "document.getElementById('postal-error').innerText"
    wait_for(lambda: "does not fit" in page.card(words), "the fault")
    page.card("void postal.focus()")
    page.type("5")
    wait_for(lambda: last_change(page)["complete"], "a complete form")
    told = last_change(page)["value"]["billingDetails"]
    assert told == {"address": {"country": "US", "postalCode": "12345"}}
    assert page.confirm()["type"] == "success"
    address = api.call(f"checkout/sessions/{session['id']}")["customer_details"]["address"]
    assert (address["country"], address["postal_code"]) == ("US", "12345")


def test_a_page_chooses_what_is_asked(make_page: MakePage, api: Api) -> None:
    defaults = {"billingDetails": {"address": {"country": "GB"}, "name": "Zoé"}}
    options = {"fields": {"billingDetails": "never"}, "defaultValues": defaults}
    page = opened(make_page, api.session(customer=api.customer()), options)
    visible = (
        "['name', 'country', 'postal'].filter((id) => document.getElementById(id).offsetParent)"
    )
    assert page.card(visible) == []
    assert page.card("[document.getElementById('name').value, country.value]") == ["Zoé", "GB"]
    cases: list[tuple[Any, list[str]]] = [
        ({"address": "never", "name": "always"}, ["name"]),
        ({"address": {"country": "never"}}, ["postal"]),
        ({"address": {"postalCode": "never"}, "name": "always"}, ["name", "country"]),
        ("auto", ["country", "postal"]),
        ("never", []),
    ]
    for wanted, shown in cases:
        page.js(f"void element.update({{fields: {{billingDetails: {json.dumps(wanted)}}}}})")
        wait_for(lambda shown=shown: page.card(visible) == shown, f"{wanted}: {shown}")


def test_the_name_on_the_card_reaches_the_charge(make_page: MakePage, api: Api) -> None:
    session = api.session(customer=api.customer())
    page = opened(make_page, session, {"fields": {"billingDetails": {"name": "always"}}})
    page.fill(VISA)
    assert page.confirm()["error"]["message"] == "Enter the name on the card."
    page.card("void document.getElementById('name').focus()")
    page.type("Ana")
    wait_for(lambda: last_change(page)["complete"], "a complete form")
    assert page.confirm()["type"] == "success"
    expand = "?expand[]=payment_intent.latest_charge"
    paid = api.call(f"checkout/sessions/{session['id']}{expand}")["payment_intent"]
    assert paid["latest_charge"]["billing_details"]["name"] == "Ana"


@pytest.mark.parametrize(
    ("fields", "shown"), [(LATER, ["auto", "always"]), ({}, ["always"])], ids=["later", "once"]
)
def test_the_customer_is_told_of_later_charges(
    make_page: MakePage, api: Api, fields: dict[str, str], shown: list[str]
) -> None:
    session = api.session(customer=api.customer(), **fields)
    page = opened(make_page, session, {"business": {"name": "Chez Léa"}})
    words = "[...document.querySelectorAll('#terms:not([hidden])')].map((p) => p.innerText)"
    for wanted in ("never", "auto", "always"):
        page.js(f"void element.update({{terms: {{card: '{wanted}'}}}})")
        told = "you allow Chez Léa" if wanted in shown else None
        wait_for(
            lambda told=told: [told in text for text in page.card(words)] == [True] * bool(told),
            wanted,
        )


def test_a_card_of_two_brands_lets_choose(make_page: MakePage, api: Api) -> None:
    options = {"defaultValues": {"card": {"network": ["cartes_bancaires"]}}}
    page = opened(make_page, api.session(customer=api.customer()), options)
    hidden = "document.getElementById('network').hidden"
    assert page.card(hidden) is True
    page.fill("4000002500001001")
    assert page.card(hidden) is False
    choice = (
        "[...document.querySelectorAll('#network label')].map((row) =>"
        " [row.innerText.trim(), row.firstChild.checked])"
    )
    assert page.card(choice) == [["CB", True], ["Visa", False]]
    click(page, "#network label:last-child input")
    assert page.card(choice) == [["CB", False], ["Visa", True]]
    assert page.confirm()["type"] == "success"


def test_a_whole_card_can_be_pasted(make_page: MakePage, api: Api) -> None:
    page = opened(make_page, api.session(customer=api.customer()))
    page.focus()
    for text, written in {
        "4242 4242 4242 4242 12/34": ["4242 4242 4242 4242", "12 / 34", ""],
        "4242424242424242, 01/2034, 123": ["4242 4242 4242 4242", "01 / 34", "123"],
        "378282246310005 12/34 1234": ["3782 822463 10005", "12 / 34", "1234"],
    }.items():
        page.js("void element.clear()")
        wait_for(lambda: page.card("number.value") == "", "an empty form")
        page.card(f"""void ((data) => {{ data.setData('text', '{text}');
          number.dispatchEvent(
            new ClipboardEvent('paste', {{clipboardData: data, cancelable: true}}));
        }})(new DataTransfer())""")
        assert page.card("[number.value, expiry.value, cvc.value]") == written
        # To the code if that is missing, else to the country.
        assert page.card("document.activeElement.id") == "cvc"


# --- Layout ---------------------------------------------------------------------------------------


def test_an_accordion_opens_and_collapses(make_page: MakePage, api: Api) -> None:
    options = {"layout": {"type": "accordion", "defaultCollapsed": True}}
    page = opened(make_page, api.session(customer=api.customer()), options)
    header = "document.getElementById('opener')"
    assert page.card(f"{header}.getAttribute('aria-expanded')") == "false"
    assert (last_change(page)["collapsed"], last_change(page)["complete"]) == (True, False)
    click(page, "#opener")
    assert page.card("document.activeElement.id") == "number"
    wait_for(lambda: last_change(page)["collapsed"] is False, "the opening")
    assert page.card(f"{header}.getAttribute('aria-expanded')") == "true"
    page.js("void element.collapse()")
    wait_for(lambda: last_change(page)["collapsed"] is True, "the collapse")
    assert page.confirm()["error"]["message"] == "Enter the card number."
    assert last_change(page)["collapsed"] is False


def test_labels_inside_the_fields(make_page: MakePage, api: Api) -> None:
    page = make_page()
    session = api.session(customer=api.customer())
    page.open(session["client_secret"], appearance={"labels": "floating", "theme": "flat"})
    label, field = "document.getElementById('expiry-label')", "expiry.getBoundingClientRect()"
    box = f"{label}.getBoundingClientRect()"
    assert page.card(f"{box}.top > {field}.top && {box}.bottom < {field}.bottom") is True
    resting = page.card(f"getComputedStyle({label}).fontSize")
    page.fill(VISA)
    assert page.card(f"getComputedStyle({label}).fontSize") < resting


# --- The whole billing address --------------------------------------------------------------------


def test_a_required_billing_address_is_asked_with_the_card(make_page: MakePage, api: Api) -> None:
    required = {"billing_address_collection": "required"}
    session = api.session(customer=api.customer(), **required)
    page = opened(make_page, session)
    labels = "[...document.querySelectorAll('#billing .field:not([hidden]) .Label')].length"
    assert page.card(labels) == 6
    assert page.card("document.getElementById('country-field').hidden") is True
    page.fill("4000000000000002")
    assert page.confirm()["error"]["message"] == "Fill in this field: Full name."
    for name, text in {
        "name": "Zoé Petit", "line1": "1 rue du Bac", "postal_code": "75007", "city": "Paris",
    }.items():  # fmt: skip
        page.card(f"""void ((field) => {{ field.value = '{text}';
          field.dispatchEvent(new InputEvent('input', {{bubbles: true}}));
        }})(document.getElementById('billing-{name}'))""")
    wait_for(lambda: last_change(page)["complete"], "a complete form")
    assert page.confirm()["error"]["code"] == "paymentFailed"
    # after a refusal it still stands there
    assert page.card(labels) == 6
    page.js("void element.focus()")
    page.card("void (number.value = '', number.dispatchEvent(new InputEvent('input')))")
    page.card("void number.focus()")
    page.type(VISA)
    wait_for(lambda: last_change(page)["complete"], "another card")
    assert page.confirm()["type"] == "success"
    paid = api.call(f"checkout/sessions/{session['id']}")["customer_details"]
    assert paid["address"]["line1"] == "1 rue du Bac"
    elsewhere = make_page()
    elsewhere.begin(api.session(customer=api.customer(), **required)["client_secret"])
    elsewhere.mount("BillingAddress")
    elsewhere.mount("Payment")
    assert elsewhere.inside("Payment", "document.getElementById('billing').hidden") is True
