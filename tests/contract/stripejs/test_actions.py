"""The actions of a checkout: updates, validation, and what comes before the charge."""

from typing import Any

import pytest

from tests.contract.stripejs.conftest import Api, MakePage, Page, wait_for
from tests.contract.stripejs.paying import VISA, opened

SHIPPED = {
    "shipping_address_collection[allowed_countries][0]": "FR",
    "shipping_options[0][shipping_rate_data][display_name]": "Post",
    "shipping_options[0][shipping_rate_data][type]": "fixed_amount",
    "shipping_options[0][shipping_rate_data][fixed_amount][amount]": "500",
    "shipping_options[0][shipping_rate_data][fixed_amount][currency]": "eur",
    "shipping_options[1][shipping_rate_data][display_name]": "Courier",
    "shipping_options[1][shipping_rate_data][type]": "fixed_amount",
    "shipping_options[1][shipping_rate_data][fixed_amount][amount]": "900",
    "shipping_options[1][shipping_rate_data][fixed_amount][currency]": "eur",
}


def called(page: Page, call: str) -> dict[str, Any]:
    page.start(f"actions.{call}")
    return page.result()


def test_names_and_numbers_are_kept(make_page: MakePage, api: Api) -> None:
    names = {
        "name_collection[individual][enabled]": "true",
        "name_collection[business][enabled]": "true",
        "tax_id_collection[enabled]": "true",
    }
    page = opened(make_page, api.session(**names), locale="fr")
    individual = called(page, "updateIndividualName('Zoé Petit')")["session"]["nameCollection"]
    assert individual["individualName"] == "Zoé Petit"
    business = called(page, "updateBusinessName('Petit SARL')")["session"]["nameCollection"]
    assert business == {"individualName": "Zoé Petit", "businessName": "Petit SARL"}
    phone = called(page, "updatePhoneNumber('+33612345678')")
    assert phone["session"]["phoneNumber"] == "+33612345678"
    tax = "updateTaxIdInfo({businessName: 'Petit', taxId: {type: 'eu_vat', value: '%s'}})"
    wrong = called(page, tax % "12")["error"]
    assert wrong == {"code": "invalidTaxId", "message": "Ce numéro fiscal n’est pas valable."}
    right = called(page, tax % "FR12345678901")["session"]["taxIdInfo"]
    assert right["taxId"] == {"type": "eu_vat", "value": "FR12345678901"}
    assert called(page, "updateTaxIdInfo(null)")["session"]["taxIdInfo"] is None


def test_a_quantity_within_its_bounds(make_page: MakePage, api: Api) -> None:
    adjustable = {
        "line_items[0][adjustable_quantity][enabled]": "true",
        "line_items[0][adjustable_quantity][maximum]": "3",
    }
    page = opened(make_page, api.session(**adjustable))
    [item] = page.js("actions.getSession().lineItems")
    call = f"updateLineItemQuantity({{lineItem: '{item['id']}', quantity: %d}})"
    two = called(page, call % 2)["session"]
    assert two["total"]["total"]["minorUnitsAmount"] == 2500
    assert called(page, call % 4)["error"] == {
        "code": None, "message": "This quantity can't be chosen.",
    }  # fmt: skip
    assert page.js("actions.getSession().lineItems[0].quantity") == 2


def test_a_way_of_shipping(make_page: MakePage, api: Api) -> None:
    page = opened(make_page, api.session(**SHIPPED))
    _, courier = page.js("actions.getSession().shippingOptions")
    session = called(page, f"updateShippingOption('{courier['id']}')")["session"]
    assert session["total"]["shippingRate"]["minorUnitsAmount"] == 900
    assert session["shipping"]["shippingOption"]["displayName"] == "Courier"
    assert called(page, "updateShippingOption('shr_none')")["error"]["code"] is None
    contact = "{name: 'Zoé', address: {country: '%s', line1: '1 rue'}}"
    refused = called(page, f"updateShippingAddress({contact % 'DE'})")["error"]
    assert refused["message"] == "We don't ship to this country."
    taken = called(page, f"updateShippingAddress({contact % 'FR'})")["session"]
    assert taken["shippingAddress"]["name"] == "Zoé"


def test_items_a_session_does_not_offer(make_page: MakePage, api: Api) -> None:
    page = opened(make_page, api.session())
    for call in ("addOptionalLineItem('price_none')", "removeOptionalLineItem('price_none')"):
        assert called(page, call)["error"] == {
            "code": None, "message": "This item can't be added or removed.",
        }  # fmt: skip


@pytest.mark.parametrize("code", ["SUMMER", "", "  "])
def test_no_promotion_code_is_valid(make_page: MakePage, api: Api, code: str) -> None:
    page = opened(make_page, api.session(), locale="fr")
    error = called(page, f"applyPromotionCode('{code}')")["error"]
    assert error == {"code": "invalidCode", "message": "Ce code promotionnel n’est pas valable."}
    assert called(page, "removePromotionCode()")["error"]["code"] is None


def test_while_it_changes_a_session_cannot_be_confirmed(make_page: MakePage, api: Api) -> None:
    page = opened(make_page, api.session(customer=api.customer()))
    page.fill(VISA)
    wait_for(lambda: page.saw("session true"), "a session that can be confirmed")
    page.js("void (seen.length = 0)")
    page.js("void (window.during = null, run(actions.updatePhoneNumber('+33612345678')),"
            " during = actions.getSession().canConfirm)")  # fmt: skip
    assert page.js("during") is False
    assert page.result()["session"]["canConfirm"] is True
    told = [line for line in page.seen() if line.startswith("session")]
    assert (told[0], told[-1]) == ("session false", "session true")


def test_changes_arrive_in_their_order_and_before_the_charge(make_page: MakePage, api: Api) -> None:
    session = api.session(customer=api.customer())
    page = opened(make_page, session)
    page.fill(VISA)
    page.standin.scenario("slow", "POST /page/session/update", delay_ms=400)
    page.js(
        "void ['1', '2', '3'].forEach((digit) => actions.updatePhoneNumber('+3361234567' + digit))"
    )
    assert page.confirm()["session"]["phoneNumber"] == "+33612345673"
    paid = api.call(f"checkout/sessions/{session['id']}")
    assert paid["customer_details"]["phone"] == "+33612345673"


def test_approval_is_asked_after_the_checks_and_before_the_charge(
    make_page: MakePage, api: Api
) -> None:
    session = api.session(customer=api.customer())
    page = opened(make_page, session)
    page.js("""void (window.asked = 0, window.open = null, window.approval = () => {
      asked += 1;
      return new Promise((resolve, reject) => { open = {resolve, reject}; });
    })""")
    confirm = "actions.confirm({redirect: 'if_required', onRequiresApproval: approval})"
    page.start(confirm)
    assert page.result()["error"]["message"] == "Enter the card number."
    assert page.js("asked") == 0
    page.fill(VISA)
    page.start(confirm)
    wait_for(lambda: page.js("asked") == 1, "the question")
    assert api.call(f"checkout/sessions/{session['id']}")["payment_intent"] is None
    page.js("void open.reject(new Error('Out of stock.'))")
    assert page.result()["error"] == {"code": None, "message": "Out of stock."}
    page.start(confirm)
    wait_for(lambda: page.js("asked") == 2, "the second question")
    page.js("void open.resolve()")
    assert page.result()["type"] == "success"
    assert api.call(f"checkout/sessions/{session['id']}")["payment_status"] == "paid"


def test_what_a_confirmation_says_wins_over_the_elements(make_page: MakePage, api: Api) -> None:
    session = api.session(**{"phone_number_collection[enabled]": "true"})
    page = make_page()
    page.begin(session["client_secret"])
    page.mount("ContactDetails")
    page.mount("BillingAddress")
    page.mount("Payment")
    page.enter("ContactDetails", email="typed@example.fr", phone="+33611111111")
    page.js("void (element = made.Payment)")
    page.fill(VISA)
    given = ("email: 'given@example.fr', phoneNumber: '+33622222222', billingAddress:"
             " {name: 'Ana', address: {country: 'FR', line1: '2 rue', city: 'Lyon',"
             " postal_code: '69001'}}")  # fmt: skip
    assert page.confirm(given)["type"] == "success"
    paid = api.call(f"checkout/sessions/{session['id']}")["customer_details"]
    assert (paid["email"], paid["phone"], paid["address"]["city"]) == (
        "given@example.fr", "+33622222222", "Lyon",
    )  # fmt: skip


def test_every_mounted_element_is_looked_over(make_page: MakePage, api: Api) -> None:
    page = make_page()
    page.begin(api.session()["client_secret"])
    assert called(page, "validateElements()")["error"]["code"] == "no_elements"
    for kind in ("Payment", "ContactDetails", "BillingAddress", "CurrencySelector"):
        page.mount(kind)
    # the order of the page, not that of their making
    page.js("void document.querySelector('#form').moveBefore("
            "document.getElementById('place-ContactDetails'),"
            " document.getElementById('place-Payment'))")  # fmt: skip
    error = called(page, "validateElements()")["error"]
    assert error["code"] == "validation_error"
    assert [one["element"] for one in error["validation_errors"]] == [
        "contactDetails", "payment", "billingAddress",
    ]  # fmt: skip
    assert error["message"] == error["validation_errors"][0]["message"]
    active = "document.activeElement.id"
    wait_for(lambda: page.inside("ContactDetails", active) == "email", "the first fault")
    assert page.js("document.activeElement.closest('[id]').id") == "place-ContactDetails"


@pytest.mark.parametrize(("redirect", "leaves"), [("always", True), ("if_required", False)])
def test_afterwards_it_leaves_for_the_return_address(
    make_page: MakePage, api: Api, redirect: str, leaves: bool
) -> None:
    session = api.session(customer=api.customer())
    page = opened(make_page, session)
    page.fill(VISA)
    back = f"{page.standin.url}/frames/terms.html?id={{CHECKOUT_SESSION_ID}}"
    page.js(f"void run(actions.confirm({{redirect: '{redirect}', returnUrl: '{back}'}}))")
    if not leaves:
        assert page.result()["type"] == "success"
        return
    wait_for(lambda: page.page.url().path() == "/frames/terms.html", "the return address")
    assert page.page.url().query() == f"id={session['id']}"


def test_looks_are_changed_in_every_element(make_page: MakePage, api: Api) -> None:
    page = make_page()
    page.begin(api.session()["client_secret"])
    kinds = ("Payment", "ContactDetails", "BillingAddress")
    for kind in kinds:
        page.mount(kind)
    page.js("void sdk.changeAppearance({theme: 'night', variables: {colorBackground: '#203040'}})")
    colour = "getComputedStyle(document.querySelector('.Input')).backgroundColor"
    for kind in kinds:
        wait_for(lambda kind=kind: page.inside(kind, colour) == "rgb(32, 48, 64)", kind)
