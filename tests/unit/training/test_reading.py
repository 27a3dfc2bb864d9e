"""Reading requests: brackets to objects, the SDK's types closed, cards as typed."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.training.bank import card_entry, cards
from pos_app.training.bank.card_entry import NotATestCard, WrongEntry
from pos_app.training.records.kinds import KINDS, kind_of_id
from pos_app.training.records.work import changed
from pos_app.training.server import scenarios
from pos_app.training.wire import currencies, forms, guard, metadata
from pos_app.training.wire.errors import StripeError
from pos_app.training.wire.validation import Validator

NOW = 1795464000  # 2026-11-23
names = st.text(st.sampled_from("abcdef_0123456789"), min_size=1, max_size=5)
trees = st.recursive(
    st.text(max_size=10),
    lambda inner: st.dictionaries(names, inner, min_size=1, max_size=3),
    max_leaves=8,
)


@pytest.fixture(scope="module")
def validator():
    return Validator()


def flat(tree, prefix=""):
    for name, value in tree.items():
        place = f"{prefix}[{name}]" if prefix else name
        if isinstance(value, dict):
            yield from flat(value, place)
        else:
            yield place, value


@given(st.dictionaries(names, trees, max_size=4))
def test_any_object_survives_its_brackets(tree):
    assert forms.nest(flat(tree)) == tree


def test_empty_brackets_append():
    assert forms.decode("a[]=1&a[]=2&b[][c]=3") == {
        "a": {"0": "1", "1": "2"}, "b": {"0": {"c": "3"}},
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["a[b=1", "[a]=1", "a]=1", "a[b]c=1", "a=1&a[b]=2", "a[b]=2&a=1", "%ff=1",
     "a" + "[b]" * 50 + "=1", "a" + "[b]" * 20_000 + "=1"],
)  # fmt: skip
def test_what_is_no_form_is_refused(text):
    with pytest.raises(StripeError):
        forms.decode(text)


def test_lists_only_where_the_type_says_so(validator):
    checked = validator.check(
        "CustomerCreateParams",
        forms.decode("metadata[0]=x&preferred_locales[1]=en&preferred_locales[0]=fr"),
    )
    assert checked == {"metadata": {"0": "x"}, "preferred_locales": ["fr", "en"]}
    emptied = validator.check("CustomerUpdateParams", {"preferred_locales": "", "address": ""})
    assert emptied == {"preferred_locales": [], "address": ""}


@pytest.mark.parametrize(
    ("name", "text", "code", "param"),
    [
        ("PaymentIntentCreateParams", "currency=eur", "parameter_missing", "amount"),
        ("PaymentIntentCreateParams", "amount=1e3&currency=eur", "parameter_invalid_integer",
         "amount"),
        ("PaymentIntentCreateParams", "amount=1&currency=eur&confirm=maybe", None, "confirm"),
        ("PaymentIntentCreateParams", "amount=1&currency=eur&off_session=maybe", None,
         "off_session"),
        ("PaymentIntentCreateParams", "amount=1&currency=eur&api_key=sk", "parameter_unknown",
         "api_key"),
        ("checkout.SessionCreateParams", "allowed_payment_method_types[0]=coins", None,
         "allowed_payment_method_types[0]"),
        ("checkout.SessionCreateParams", "line_items[0][price_data][unit_amount]=1",
         "parameter_missing", "line_items[0][price_data][currency]"),
        ("CustomerCreateParams", "shipping[name]=x&shipping[address][town]=y",
         "parameter_unknown", "shipping[address][town]"),
        ("CustomerCreateParams", "name[a]=1", None, "name"),
        ("CustomerListParams", "created[gte]=soon", "parameter_invalid_integer", "created[gte]"),
        ("PaymentMethodUpdateParams", "allow_redisplay=sometimes", None, "allow_redisplay"),
        ("RefundCreateParams", "reason=bored", None, "reason"),
    ],
)  # fmt: skip
def test_refusals_name_the_parameter(validator, name, text, code, param):
    with pytest.raises(StripeError) as refused:
        validator.check(name, forms.decode(text))
    assert (refused.value.status, refused.value.code, refused.value.param) == (400, code, param)
    assert not refused.value.stored


def test_off_session_takes_its_words_and_booleans(validator):
    def read(word):
        text = f"amount=1&currency=eur&off_session={word}"
        return validator.check("PaymentIntentCreateParams", forms.decode(text))["off_session"]

    assert (read("true"), read("recurring")) == (True, "recurring")


def test_known_cards_have_good_numbers_and_one_token_each():
    assert all(cards.passes_luhn(card.number) for card in cards.TEST_CARDS)
    assert len({card.token for card in cards.TEST_CARDS}) == len(cards.TEST_CARDS)
    assert len({card.number for card in cards.TEST_CARDS}) == len(cards.TEST_CARDS)


@given(st.sampled_from(cards.TEST_CARDS), st.integers(0, 18), st.integers(1, 9))
def test_one_wrong_digit_is_noticed(card, place, shift):
    place %= len(card.number)
    digit = str((int(card.number[place]) + shift) % 10)
    assert not cards.passes_luhn(card.number[:place] + digit + card.number[place + 1 :])


def test_fingerprints_need_the_key():
    one, other = (cards.fingerprint("4242424242424242", key) for key in (b"a", b"b"))
    assert one != other
    assert "4242" not in one


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(
    ("number", "expMonth", "expYear", "cvc", "name", "postalCode"),
    st.none() | st.text(max_size=20) | st.integers() | st.lists(st.integers(), max_size=2),
)))  # fmt: skip
def test_any_entry_is_read_or_refused(typed):
    with contextlib.suppress(WrongEntry, NotATestCard):
        card_entry.read(typed, NOW)


def test_this_month_is_still_good():
    typed = {"number": "4242-4242 4242 4242", "expMonth": "11", "expYear": "26", "cvc": "123"}
    assert card_entry.read(typed, NOW).exp_year == 2026
    with pytest.raises(WrongEntry, match="past"):
        card_entry.read({**typed, "expMonth": "10"}, NOW)


def test_metadata_limits_hold_after_merging():
    full = {str(n): "x" for n in range(50)}
    assert metadata.merged(full, {"0": ""}) == {str(n): "x" for n in range(1, 50)}
    assert metadata.merged(full, {"0": "", "new": "x"})["new"] == "x"
    with pytest.raises(StripeError, match="50 keys"):
        metadata.merged(full, {"new": "x"})


@given(st.integers(-(10**9), 10**9), st.sampled_from(["eur", "jpy", "kwd", "gbp", "clp"]))
def test_amounts_are_charged_only_within_limits(amount, currency):
    try:
        currencies.check_amount(amount, currency)
    except StripeError:
        fine = currency == "kwd" and amount % 10
        assert amount < 50 or amount > currencies.GREATEST or fine
    else:
        assert 1 <= amount <= currencies.GREATEST


@pytest.mark.parametrize(("currency", "step"), [("isk", 100), ("ugx", 100), ("kwd", 10)])
def test_some_currencies_go_in_steps(currency, step):
    currencies.check_amount(50 * step, currency)
    with pytest.raises(StripeError, match="divisible"):
        currencies.check_amount(50 * step + 1, currency)


def test_changes_are_told_down_to_the_leaf():
    before = {"a": 1, "b": {"c": 1, "d": 2}, "e": [1]}
    after = {"a": 1, "b": {"c": 3, "d": 2, "f": 4}, "e": [1, 2], "g": 5}
    assert changed(before, after) == {"b": {"c": 1, "f": None}, "e": [1], "g": None}
    assert changed(before, before) == {}


def test_every_id_tells_its_kind():
    for kind in KINDS:
        assert kind_of_id(kind.new_id()) is kind
    assert kind_of_id("nothing") is None


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:4242", "[::1]:1", "LOCALHOST"])
def test_own_names_are_let_in(host):
    guard.check_host(host)


@pytest.mark.parametrize("host", [None, "", "127.0.0.2", "localhost.example", "a@b", "[::2]"])
def test_other_names_are_not(host):
    with pytest.raises(StripeError):
        guard.check_host(host)


def test_an_origin_is_own_only_with_the_port():
    guard.check_origin("http://127.0.0.1:4242", 4242)
    for origin in ("http://127.0.0.1:4243", "http://127.0.0.1", "null", "https://x.invalid:4242"):
        with pytest.raises(StripeError):
            guard.check_origin(origin, 4242)


def test_scenarios_match_method_and_beginning_and_run_out():
    waiting = scenarios.Scenarios()
    waiting.add(scenarios.read({"kind": "slow", "match": "POST /v1/refunds", "times": 2}))
    waiting.add(scenarios.read({"kind": "slow", "match": {"method": "get", "path": "/v1"}}))
    assert waiting.take("GET", "/v2/x") is None
    assert waiting.take("POST", "/v1/refunds/re_1") is not None
    assert waiting.take("POST", "/v1/refunds") is not None
    assert waiting.take("POST", "/v1/refunds") is None
    assert waiting.take("GET", "/v1/x") is not None
    assert len(waiting) == 0
