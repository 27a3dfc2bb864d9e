from dataclasses import fields

import pytest

from pos_app.kernel.errors import UserError
from pos_app.kernel.ids import TillId
from pos_app.settings.environment import (
    Environment,
    EnvironmentKind,
    check_environment,
    training_environment,
)
from pos_app.settings.onward import NO_PAGE, Onward, onward
from pos_app.settings.shop import Shop, accepts, check_shop, shop_from


def test_every_default_is_accepted() -> None:
    assert check_shop(Shop()) == Shop()
    assert all(accepts(key.name, getattr(Shop(), key.name)) for key in fields(Shop))


def test_good_values_are_taken_and_bad_ones_named() -> None:
    shop, refused = shop_from(
        {"shop_name": "Épicerie", "language": "de", "currency": 7, "colour": "red"}
    )
    assert shop == Shop(shop_name="Épicerie")
    assert refused == ["colour", "currency", "language"]


@pytest.mark.parametrize(
    ("field", "shop"),
    [
        ("shop_name", Shop(shop_name="x" * 121)),
        ("till_id", Shop(till_id=TillId("Till 1"))),
        ("theme", Shop(theme="pink")),
        ("currency", Shop(currency="EUR")),
        ("lock_minutes", Shop(lock_minutes=16)),  # RELIABILITY, section 6: at most 15
        ("lock_minutes", Shop(lock_minutes=0)),
        ("refusals_customer", Shop(refusals_customer=21)),
        ("refusals_till", Shop(refusals_till=61)),
    ],
)
def test_a_bad_value_is_told_beside_its_field(field: str, shop: Shop) -> None:
    with pytest.raises(UserError, match=r"settings\.bad_value") as error:
        check_shop(shop)
    assert error.value.field == field


@pytest.mark.parametrize(
    "address",
    [
        "",
        "https://atelier-zoe.fr",
        "https://www.shop.example/merci?from=till",
        "https://a.b.co/~x/",
    ],
)
def test_the_shops_own_page(address: str) -> None:
    assert accepts("web_address", address)


@pytest.mark.parametrize(
    "address",
    [
        "http://shop.example", "shop.example", "https://", "https://localhost/x", "https://10.0.0.1",
        "https://zoe@shop.example", "https://shop.example:8080/", "https://shop.example/a b",
        "https://shop.example/{CHECKOUT_SESSION_ID}", "https://shop.example/#x",
        "https://shop.example\n", "javascript:alert(1)", "https://-shop.example",
        "https://shop.example/" + "x" * 200, None, 7,
    ],
)  # fmt: skip
def test_no_page_of_a_shop(address: object) -> None:
    assert not accepts("web_address", address)


def test_who_paid_by_link_comes_to_the_shop_and_in_training_to_the_stand_in() -> None:
    shop = Shop(web_address="https://shop.example/merci")
    standin = "http://127.0.0.1:4000"
    assert onward(shop, None) == Onward("https://shop.example/merci", "https://shop.example/")
    assert onward(Shop(), None) == Onward(NO_PAGE, "")
    assert onward(Shop(), None).ends == (NO_PAGE,)
    training = Onward(f"{standin}/c/thanks", f"{standin}/c/back")
    assert onward(shop, standin) == onward(Shop(), standin) == training
    assert training.ends == (f"{standin}/c/thanks", f"{standin}/c/back")


@pytest.mark.parametrize(
    ("origin", "fits"),
    [
        ("", True), ("https://till.shop.example", True), ("http://till.shop.example", False),
        ("https://till.shop.example/", False), ("https://till.shop.example:8443", False),
        ("https://Till.Shop.example", False), ("https://localhost", False),
        ("https://user@shop.example", False), ("https://shop.example?x", False), (None, False),
        ("https://js.stripe.com", False), ("https://checkout.stripe.com", False),
        ("https://stripe.com", False), ("https://notstripe.com", True),
    ],
)  # fmt: skip
def test_the_pages_origin_is_a_name_of_the_shops(origin: object, fits: bool) -> None:
    assert accepts("page_origin", origin) is fits


@pytest.mark.parametrize("key", ["sk_live_x", "rk_test_x", "pk_live_x"])
def test_a_managers_key_must_fit_too(key: str) -> None:
    with pytest.raises(UserError) as error:
        check_environment(
            Environment(EnvironmentKind.LIVE, "rk_live_x", "pk_live_x", refund_key=key)
        )
    assert error.value.field == "refund_key"


def test_training_talks_to_the_stand_in_only() -> None:
    made = training_environment("http://127.0.0.1:4000", "rk_test_training", "pk_test_training")
    assert made.training
    assert made.api_base == "http://127.0.0.1:4000"
    assert made.stripe_js_url == "http://127.0.0.1:4000/endive/stripe.js"
    assert check_environment(made) is made
    assert "rk_test" not in repr(made)


@pytest.mark.parametrize(
    ("kind", "secret", "publishable", "key"),
    [
        ("live", "sk_live_x", "pk_live_x", "environment.full_secret_key"),
        ("test", "sk_live_x", "pk_test_x", "environment.full_secret_key"),
        ("live", "rk_test_x", "pk_live_x", "environment.wrong_secret_key"),
        ("test", "rk_live_x", "pk_test_x", "environment.wrong_secret_key"),
        ("live", "rk_live_x", "pk_test_x", "environment.wrong_publishable_key"),
        ("test", "sk_test_x", "pk_live_x", "environment.wrong_publishable_key"),
    ],
)
def test_keys_must_fit(kind: str, secret: str, publishable: str, key: str) -> None:
    with pytest.raises(UserError) as error:
        check_environment(Environment(EnvironmentKind(kind), secret, publishable))
    assert error.value.key == key


def test_a_restricted_live_key_is_taken() -> None:
    live = Environment(EnvironmentKind.LIVE, "rk_live_x", "pk_live_x")
    assert check_environment(live) is live
    assert not live.training
