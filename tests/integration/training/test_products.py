"""Products and Prices through the official SDK."""

from decimal import Decimal

import pytest
import stripe


def test_a_product_with_its_price_and_what_is_told_of_it(shop):
    made = shop.v1.products.create({
        "name": "Cutting board", "description": "Oak", "images": ["https://example.com/a.png"],
        "metadata": {"shelf": "3"}, "unit_label": "board", "url": "https://example.com/board",
        "shippable": True, "statement_descriptor": "BOARDS",
        "package_dimensions": {"height": 1, "length": 12.5, "weight": 30, "width": 8},
        "marketing_features": [{"name": "Oiled"}],
        "default_price_data": {"currency": "eur", "unit_amount": 4500, "metadata": {"list": "a"}},
    })  # fmt: skip
    assert made.active
    assert (made.type, made.created, made.livemode) == ("service", made.updated, False)
    assert made.package_dimensions.length == 12.5
    found = shop.v1.products.retrieve(made.id, {"expand": ["default_price"]})
    price = found.default_price
    assert (price.product, price.unit_amount, price.type) == (made.id, 4500, "one_time")
    assert price.metadata["list"] == "a"
    assert shop.events() == ["product.created", "price.created", "product.updated"]


def test_update_says_what_changed_and_unsets(shop):
    made = shop.v1.products.create({"name": "Bowl", "description": "Ash", "images": ["u"]})
    later = shop.standin.advance(60)
    after = shop.v1.products.update(
        made.id, {"name": "Large bowl", "description": "", "images": "", "active": False}
    )
    assert (after.name, after.description, after.images) == ("Large bowl", None, [])
    assert not after.active
    assert after.updated >= later
    event = shop.v1.events.list({"type": "product.updated"}).data[0]
    previous = event.data.previous_attributes.to_dict()
    assert previous["name"] == "Bowl"
    assert previous["updated"] == made.updated
    assert shop.v1.products.update(made.id, {"active": False}).updated == after.updated
    with pytest.raises(stripe.InvalidRequestError) as refused:
        shop.v1.products.update(made.id, {"name": ""})
    assert (refused.value.code, refused.value.param) == ("parameter_invalid_empty", "name")


def test_own_ids_are_unique_and_a_product_without_prices_can_go(shop):
    shop.v1.products.create({"id": "board-oak", "name": "Board"})
    shop.v1.products.create({"id": "cus_tom", "name": "Custom"})
    price = shop.v1.prices.create(
        {"currency": "eur", "unit_amount": 1, "product": "cus_tom", "expand": ["product"]}
    )
    assert price.product.name == "Custom"
    with pytest.raises(stripe.InvalidRequestError) as refused:
        shop.v1.products.create({"id": "board-oak", "name": "Board"})
    assert refused.value.code == "resource_already_exists"
    assert shop.v1.products.delete("board-oak").to_dict() == {
        "id": "board-oak", "object": "product", "deleted": True,
    }  # fmt: skip
    assert [one.id for one in shop.v1.products.list().data] == ["cus_tom"]
    for gone in (shop.v1.products.retrieve, shop.v1.products.delete):
        with pytest.raises(stripe.InvalidRequestError) as refused:
            gone("board-oak")
        assert (refused.value.http_status, refused.value.code) == (404, "resource_missing")
    priced = shop.v1.products.create({"name": "Bowl"})
    shop.v1.prices.create({"currency": "eur", "unit_amount": 900, "product": priced.id})
    with pytest.raises(stripe.InvalidRequestError):
        shop.v1.products.delete(priced.id)


def test_products_are_listed_by_ids_and_by_being_on_sale(shop):
    first, second, third = (shop.v1.products.create({"name": name}) for name in "abc")
    shop.v1.products.update(second.id, {"active": False})
    assert [one.id for one in shop.v1.products.list({"active": True}).data] == [third.id, first.id]
    by_id = shop.v1.products.list({"ids": [first.id, second.id]})
    assert [one.id for one in by_id.data] == [second.id, first.id]
    page = shop.v1.products.list({"limit": 2})
    assert page.has_more
    assert [one.id for one in page.auto_paging_iter()] == [third.id, second.id, first.id]
    with pytest.raises(stripe.InvalidRequestError):
        shop.v1.products.list({"ids": [first.id], "starting_after": third.id})


def test_default_price_must_be_the_products_own_and_on_sale(shop):
    product = shop.v1.products.create({"name": "Bowl"})
    price = shop.v1.prices.create({"currency": "eur", "unit_amount": 900, "product": product.id})
    assert (
        shop.v1.products.update(product.id, {"default_price": price.id}).default_price == price.id
    )
    other = shop.v1.prices.create(
        {"currency": "eur", "unit_amount": 900, "product_data": {"name": "Spoon"}}
    )
    with pytest.raises(stripe.InvalidRequestError) as refused:
        shop.v1.products.update(product.id, {"default_price": other.id})
    assert (refused.value.code, refused.value.param) == ("resource_missing", "default_price")


def test_a_price_in_several_currencies_shows_them_when_asked(shop):
    price = shop.v1.prices.create({
        "currency": "eur", "unit_amount_decimal": Decimal("12.5"), "nickname": "Retail",
        "product_data": {"name": "Screw"}, "tax_behavior": "inclusive",
        "currency_options": {"usd": {"unit_amount": 14}, "jpy": {"unit_amount": 20}},
    })  # fmt: skip
    assert (price.unit_amount, price.unit_amount_decimal) == (None, Decimal("12.5"))
    assert "currency_options" not in price
    found = shop.v1.prices.retrieve(price.id, {"expand": ["currency_options", "product"]})
    assert found.product.name == "Screw"
    options = found.currency_options.to_dict()
    assert sorted(options) == ["eur", "jpy", "usd"]
    assert options["usd"]["unit_amount"] == 14
    shop.v1.prices.update(price.id, {"currency_options": {"gbp": {"unit_amount": 11}}})
    found = shop.v1.prices.retrieve(price.id, {"expand": ["currency_options"]})
    assert sorted(found.currency_options.to_dict()) == ["eur", "gbp", "jpy", "usd"]


def test_a_lookup_key_is_one_prices_until_it_is_moved(shop):
    fields = {"currency": "eur", "unit_amount": 900, "product_data": {"name": "Bowl"}}
    first = shop.v1.prices.create({**fields, "lookup_key": "bowl"})
    with pytest.raises(stripe.InvalidRequestError) as refused:
        shop.v1.prices.create({**fields, "lookup_key": "bowl"})
    assert refused.value.param == "lookup_key"
    second = shop.v1.prices.create({**fields, "lookup_key": "bowl", "transfer_lookup_key": True})
    assert shop.v1.prices.retrieve(first.id).lookup_key is None
    found = shop.v1.prices.list({"lookup_keys": ["bowl", "spoon"]})
    assert [price.id for price in found.data] == [second.id]
    assert shop.v1.prices.update(second.id, {"lookup_key": ""}).lookup_key is None


def test_prices_are_listed_by_product_and_currency_and_put_off_sale(shop):
    product = shop.v1.products.create({"name": "Bowl"})
    euro, dollar = (
        shop.v1.prices.create({"currency": code, "unit_amount": 900, "product": product.id})
        for code in ("eur", "usd")
    )
    shop.v1.prices.create({"currency": "eur", "unit_amount": 1, "product_data": {"name": "Nail"}})
    of_product = shop.v1.prices.list({"product": product.id})
    assert [price.id for price in of_product.data] == [dollar.id, euro.id]
    off = shop.v1.prices.update(dollar.id, {"active": False, "nickname": "Old"})
    assert (off.active, off.nickname) == (False, "Old")
    narrowed = shop.v1.prices.list({"product": product.id, "active": True, "type": "one_time"})
    assert [price.id for price in narrowed.data] == [euro.id]
    found = shop.v1.prices.list({"currency": "usd", "active": False})
    assert [price.id for price in found.data] == [dollar.id]


@pytest.mark.parametrize(
    ("fields", "code", "param"),
    [
        ({"currency": "eur", "unit_amount": 1}, "parameter_missing", "product"),
        ({"currency": "eur", "product_data": {"name": "x"}}, "parameter_missing", "unit_amount"),
        ({"currency": "xyz", "unit_amount": 1, "product_data": {"name": "x"}}, None, "currency"),
        ({"currency": "eur", "unit_amount_decimal": "1e400", "product_data": {"name": "x"}},
         "parameter_invalid_integer", "unit_amount_decimal"),
        ({"currency": "eur", "unit_amount": -1, "product_data": {"name": "x"}},
         "parameter_invalid_integer", "unit_amount"),
        ({"currency": "eur", "unit_amount": 1, "product": "prod_gone"}, "resource_missing",
         "product"),
        ({"currency": "eur", "unit_amount": 1, "product_data": {"nme": "x"}}, "parameter_unknown",
         "product_data[nme]"),
        ({"currency": "eur", "unit_amount": 1, "product_data": {"name": "x"},
          "recurring": {"interval": "month"}}, "training_not_implemented", "recurring"),
        ({"currency": "eur", "unit_amount": 1, "product_data": {"name": "x", "tax_code": "txcd_1"}},
         "training_not_implemented", "product_data[tax_code]"),
        ({"currency": "eur", "unit_amount": 1, "product_data": {"name": "x"},
          "currency_options": {"eur": {"unit_amount": 2}}}, None, "currency_options[eur]"),
    ],
)  # fmt: skip
def test_prices_that_cannot_be(shop, fields, code, param):
    with pytest.raises(stripe.InvalidRequestError) as refused:
        shop.v1.prices.create(fields)
    assert (refused.value.http_status, refused.value.code) == (400, code)
    assert refused.value.param == param
    assert shop.v1.products.list().data == []


def test_prices_are_listed_while_on_sale_and_a_default_price_stays_so(shop):
    product = shop.v1.products.create(
        {"name": "Bowl", "default_price_data": {"currency": "eur", "unit_amount": 900}}
    )
    old = shop.v1.prices.create({"currency": "eur", "unit_amount": 800, "product": product.id})
    shop.v1.prices.update(old.id, {"active": False})
    shop.session(2500)
    assert [one.id for one in shop.v1.prices.list().data] == [product.default_price]
    assert [one.id for one in shop.v1.prices.list({"active": False}).data] == [old.id]
    with pytest.raises(stripe.InvalidRequestError) as refused:
        shop.v1.prices.update(product.default_price, {"active": False})
    assert refused.value.param == "active"
    shop.v1.products.update(product.id, {"default_price": ""})
    assert not shop.v1.prices.update(product.default_price, {"active": False}).active


def test_the_tax_behavior_of_a_price_is_settled_once(shop):
    price = shop.v1.prices.create(
        {"currency": "eur", "unit_amount": 1, "product_data": {"name": "x"}}
    )
    assert price.tax_behavior == "unspecified"
    settled = shop.v1.prices.update(price.id, {"tax_behavior": "exclusive"})
    assert settled.tax_behavior == "exclusive"
    with pytest.raises(stripe.InvalidRequestError):
        shop.v1.prices.update(price.id, {"tax_behavior": "inclusive"})


def test_what_a_checkout_makes_inline_is_there_and_not_for_sale_again(shop):
    session = shop.session(2500)
    line = shop.v1.checkout.sessions.line_items.list(session.id).data[0]
    price = shop.v1.prices.retrieve(line.price.id, {"expand": ["product"]})
    assert (price.active, price.product.active) == (False, False)
    assert (price.unit_amount, price.product.name) == (2500, "Sale")


def test_products_and_prices_are_searched(shop):
    bowl = shop.v1.products.create({"name": "Oak bowl", "metadata": {"shelf": "3"}})
    gone = shop.v1.products.create({"name": "Oak spoon"})
    shop.v1.products.delete(gone.id)
    price = shop.v1.prices.create(
        {"currency": "eur", "unit_amount": 900, "product": bowl.id, "lookup_key": "bowl"}
    )
    products = shop.v1.products.search({"query": 'name~"oak" AND active:"true"'})
    assert [one.id for one in products.data] == [bowl.id]
    prices = shop.v1.prices.search({"query": f'product:"{bowl.id}" lookup_key:"bowl"'})
    assert [one.id for one in prices.data] == [price.id]
