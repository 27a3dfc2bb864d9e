"""The billing and the shipping Address Element."""

import json
from typing import Any

import pytest

from tests.contract.stripejs.conftest import Api, MakePage, Page, wait_for
from tests.contract.stripejs.paying import VISA

SHIPPED = {
    f"shipping_address_collection[allowed_countries][{place}]": code
    for place, code in enumerate(("FR", "US", "GB", "DE"))
}
PARIS = {"name": "Zoé Petit", "line1": "1 rue du Bac", "city": "Paris", "postal_code": "75007"}
KNOWN = [
    {
        "name": "Léa Martin",
        "address": {
            "line1": "5 quai Voltaire", "city": "Paris", "state": "", "postal_code": "75007",
            "country": "FR",
        },
    }
]  # fmt: skip
VISIBLE = (
    "[...document.querySelectorAll('.field:not([hidden]) .Label')].map((label) => label.innerText)"
)


def begun(make_page: MakePage, session: dict[str, Any], locale: str = "en", **more: Any) -> Page:
    page = make_page(locale=locale)
    page.begin(session["client_secret"], **more)
    return page


def last(page: Page, kind: str) -> dict[str, Any]:
    return page.changes(kind)[-1]


def value_of(page: Page, kind: str) -> dict[str, Any]:
    page.start(f"made.{kind}.getValue()")
    return page.result()


def test_each_country_has_its_own_fields(make_page: MakePage, api: Api) -> None:
    page = begun(make_page, api.session())
    page.mount("BillingAddress")
    first = ["Full name", "Country or region", "Address line 1", "Address line 2 (optional)"]
    for country, labels in {
        "FR": ["Postal code", "City"],
        "US": ["City", "State", "ZIP code"],
        "GB": ["City", "Postcode"],
        "JP": ["Postal code", "City", "Prefecture"],
        "IE": ["City", "County (optional)", "Postal code (optional)"],
        "HK": ["City"],
    }.items():
        page.enter("BillingAddress", country=country)
        assert page.inside("BillingAddress", VISIBLE) == [*first, *labels], country


def test_only_the_countries_shipped_to_in_the_language(make_page: MakePage, api: Api) -> None:
    page = begun(make_page, api.session(**SHIPPED), locale="fr")
    page.mount("ShippingAddress")
    offered = page.inside("ShippingAddress", "[...country.options].map((one) => one.text)")
    assert offered == ["Allemagne", "États-Unis", "France", "Royaume-Uni"]
    assert page.inside("ShippingAddress", "country.value") == "FR"


def test_a_complete_address_reaches_the_session_and_the_payment(
    make_page: MakePage, api: Api
) -> None:
    session = api.session(customer=api.customer(), **SHIPPED)
    page = begun(make_page, session)
    page.mount("ShippingAddress")
    page.mount("Payment")
    assert last(page, "ShippingAddress")["empty"] is True
    page.enter("ShippingAddress", **PARIS)
    wait_for(lambda: page.js("actions.getSession().shippingAddress"), "the session's address")
    told = last(page, "ShippingAddress")
    assert (told["elementType"], told["elementMode"]) == ("address", "shipping")
    assert (told["complete"], told["empty"], told["isNewAddress"]) == (True, False, True)
    address = {
        "line1": "1 rue du Bac", "line2": None, "city": "Paris", "state": "",
        "postal_code": "75007", "country": "FR",
    }  # fmt: skip
    assert told["value"] == {"name": "Zoé Petit", "address": address}
    page.js("void (element = made.Payment)")
    page.fill(VISA)
    page.enter("ShippingAddress", line2="3e étage")
    result = page.confirm()
    assert result["type"] == "success"
    kept = api.call(f"checkout/sessions/{session['id']}")["collected_information"]
    assert kept["shipping_details"]["name"] == "Zoé Petit"
    assert kept["shipping_details"]["address"]["line2"] == "3e étage"


def test_faults_are_told_in_words_at_their_fields(make_page: MakePage, api: Api) -> None:
    page = begun(make_page, api.session(**SHIPPED), locale="fr")
    page.mount("ShippingAddress")
    page.enter("ShippingAddress", **{**PARIS, "postal_code": "75"})
    page.start("actions.validateElements()")
    error = page.result()["error"]
    wrong = "Ce code ne correspond pas au pays choisi."
    assert error["validation_errors"] == [{"message": wrong, "element": "shippingAddress"}]
    field = "document.getElementById('postal_code')"
    assert page.inside("ShippingAddress", f"{field}.getAttribute('aria-invalid')") == "true"
    note = f"document.getElementById({field}.getAttribute('aria-describedby')).innerText"
    assert page.inside("ShippingAddress", note) == wrong
    wait_for(
        lambda: page.inside("ShippingAddress", "document.activeElement.id") == "postal_code",
        "the keyboard at the fault",
    )
    page.enter("ShippingAddress", postal_code="75007", city="")
    page.start("actions.validateElements()")
    assert page.result()["error"]["message"] == "Remplissez ce champ : Ville."


def test_an_empty_optional_field_is_no_fault(make_page: MakePage, api: Api) -> None:
    page = begun(make_page, api.session())
    page.mount("BillingAddress")
    page.enter("BillingAddress", country="IE", **{**PARIS, "postal_code": ""})
    assert value_of(page, "BillingAddress")["complete"] is True


@pytest.mark.parametrize(
    ("display", "values", "value"),
    [
        ("split", {"firstName": "Zoé", "lastName": "Petit"},
         {"name": "Zoé Petit", "firstName": "Zoé", "lastName": "Petit"}),
        ("organization", {"name": "Petit SARL"}, {"name": "Petit SARL"}),
    ],
)  # fmt: skip
def test_the_name_as_the_page_wants_it(
    make_page: MakePage, api: Api, display: str, values: dict[str, str], value: dict[str, str]
) -> None:
    page = begun(make_page, api.session())
    page.mount("BillingAddress", display={"name": display})
    page.enter("BillingAddress", **values)
    told = value_of(page, "BillingAddress")["value"]
    assert {name: told[name] for name in value} == value
    assert page.inside("BillingAddress", VISIBLE)[0] == (
        "First name" if display == "split" else "Organization name"
    )


@pytest.mark.parametrize(
    ("collected", "fields", "label"),
    [
        (False, "auto", None), (True, "auto", "Phone number"), (True, "never", None),
        (False, "always", "Phone number (optional)"),
    ],
)  # fmt: skip
def test_a_phone_number_where_it_is_asked(
    make_page: MakePage, api: Api, collected: bool, fields: str, label: str | None
) -> None:
    session = api.session(
        **SHIPPED, **({"phone_number_collection[enabled]": "true"} if collected else {})
    )
    page = begun(make_page, session)
    page.mount("ShippingAddress", fields={"phone": fields})
    shown = page.inside("ShippingAddress", VISIBLE)
    assert (shown[-1] if "Phone" in shown[-1] else None) == label
    if label is None:
        return
    page.enter("ShippingAddress", **PARIS, phone="12")
    assert value_of(page, "ShippingAddress")["complete"] is False
    page.enter("ShippingAddress", phone="+33 6 12 34 56 78")
    assert value_of(page, "ShippingAddress")["value"]["phone"] == "+33 6 12 34 56 78"
    wait_for(
        lambda: page.js("actions.getSession().shippingAddress?.name") == "Zoé Petit", "the session"
    )


def test_known_addresses_are_offered_first(make_page: MakePage, api: Api) -> None:
    page = begun(make_page, api.session())
    page.mount("BillingAddress", contacts=KNOWN)
    told = last(page, "BillingAddress")
    assert (told["complete"], told["isNewAddress"]) == (True, False)
    assert told["value"]["name"] == "Léa Martin"
    page.inside("BillingAddress", "void document.querySelector('.row:last-child input').click()")
    wait_for(lambda: last(page, "BillingAddress")["isNewAddress"], "a new address")
    assert last(page, "BillingAddress")["complete"] is False


def test_billing_the_same_as_shipping_until_it_is_not(make_page: MakePage, api: Api) -> None:
    page = begun(make_page, api.session(**SHIPPED))
    page.mount("ShippingAddress")
    page.mount("BillingAddress")
    hidden = "document.querySelector('.fields').hidden"
    assert page.inside("BillingAddress", hidden) is True
    page.enter("ShippingAddress", **PARIS)
    wait_for(lambda: page.js("actions.getSession().billingAddress"), "both in the session")
    assert last(page, "BillingAddress")["value"] == last(page, "ShippingAddress")["value"]
    assert last(page, "BillingAddress")["elementMode"] == "billing"
    page.inside("BillingAddress", "void document.querySelector('.CheckboxInput').click()")
    wait_for(lambda: not last(page, "BillingAddress")["complete"], "an address of its own")
    assert page.inside("BillingAddress", hidden) is False
    page.enter("BillingAddress", **{**PARIS, "name": "Comptabilité"})
    wait_for(
        lambda: page.js("actions.getSession().billingAddress.name") == "Comptabilité", "its own"
    )
    assert page.js("actions.getSession().shippingAddress.name") == "Zoé Petit"


@pytest.mark.parametrize(
    ("option", "offered"),
    [("shipping", ["ShippingAddress"]), ("none", []), (None, ["BillingAddress"])],
)
def test_the_page_says_which_one_may_be_the_same(
    make_page: MakePage, api: Api, option: str | None, offered: list[str]
) -> None:
    more = {"elementsOptions": {"syncAddressCheckbox": option}} if option else {}
    page = begun(make_page, api.session(**SHIPPED), **more)
    page.mount("BillingAddress")
    page.mount("ShippingAddress")
    box = "Boolean(document.querySelector('.Checkbox').offsetParent)"
    for kind in ("BillingAddress", "ShippingAddress"):
        wait_for(lambda kind=kind: page.inside(kind, box) == (kind in offered), f"{kind}'s box")


def test_goods_do_not_go_to_a_po_box(make_page: MakePage, api: Api) -> None:
    page = begun(make_page, api.session(**SHIPPED))
    page.mount("ShippingAddress", blockPoBox=True)
    page.enter("ShippingAddress", **{**PARIS, "line1": "PO Box 12"})
    assert value_of(page, "ShippingAddress")["complete"] is False
    note = "document.getElementById('line1-error').innerText"
    assert "PO box" in page.inside("ShippingAddress", note)


def test_a_page_may_fill_in_change_and_empty_it(make_page: MakePage, api: Api) -> None:
    page = begun(make_page, api.session())
    given = {"name": "Ana", "address": {"country": "US", "line1": "1 Main St", "state": "NY"}}
    page.mount("BillingAddress", defaultValues=given)
    assert page.inside("BillingAddress", "[line1.value, state.value, country.value]") == [
        "1 Main St", "NY", "US",
    ]  # fmt: skip
    page.js("void made.BillingAddress.update({display: {name: 'split'}})")
    shown = "document.getElementById('lastName')?.value"
    wait_for(lambda: page.inside("BillingAddress", shown) is not None, "the other names")
    assert page.inside("BillingAddress", "[line1.value, state.value]") == ["1 Main St", "NY"]
    page.js("void made.BillingAddress.clear()")
    wait_for(lambda: last(page, "BillingAddress")["empty"], "an empty form")


def test_defaults_of_the_checkout_stand_in_the_form(make_page: MakePage, api: Api) -> None:
    address = {"line1": "1 rue du Bac", "city": "Paris", "postal_code": "75007", "country": "FR"}
    page = begun(
        make_page,
        api.session(),
        defaultValues={"billingAddress": {"name": "Zoé", "address": address}, "email": "z@e.fr"},
    )
    page.mount("BillingAddress")
    assert page.inside("BillingAddress", "document.getElementById('name').value") == "Zoé"
    assert last(page, "BillingAddress")["complete"] is True
    page.mount("Payment")
    hidden = "document.getElementById('country-field').hidden"
    wait_for(lambda: page.inside("Payment", hidden), "the country asked once only")


def test_fields_name_what_a_browser_may_fill_in(make_page: MakePage, api: Api) -> None:
    page = begun(make_page, api.session(**SHIPPED))
    page.mount("ShippingAddress")
    tokens = page.inside(
        "ShippingAddress", "[...document.querySelectorAll('.Input')].map((f) => f.autocomplete)"
    )
    assert json.dumps(tokens).count("shipping ") == 6
    assert "shipping address-line1" in tokens
