"""Parameters held against the SDK's types: what they become, and how they are refused."""

import types
from collections.abc import Iterator
from typing import Any, Literal, Union, get_args, get_origin

import pytest
import typing_extensions as extensions
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from pos_app.training.server.engine import ENDPOINTS
from pos_app.training.wire import forms
from pos_app.training.wire.errors import StripeError
from pos_app.training.wire.metadata import merged
from pos_app.training.wire.validation import Validator, _sdk_type

ACCOUNT = "v2.core.AccountCreateParams"
CLOSED = Validator()
"""For the tests that Hypothesis repeats."""


@pytest.fixture
def validator():
    return CLOSED


def refusal(validator, name, params):
    with pytest.raises(StripeError) as refused:
        validator.check(name, params)
    error = refused.value
    return error.code, error.param, error.message


@pytest.mark.parametrize(
    ("name", "text", "checked"),
    [
        ("CustomerListParams", "limit=5&created[gte]=10", {"limit": 5, "created": {"gte": 10}}),
        ("CustomerListParams", "created=10", {"created": 10}),
        ("CustomerUpdateParams", "address=&tax_exempt=&metadata=",
         {"address": "", "tax_exempt": "", "metadata": ""}),
        ("CustomerUpdateParams", "preferred_locales[]=fr&preferred_locales[]=en",
         {"preferred_locales": ["fr", "en"]}),
        ("CustomerUpdateParams", "metadata[0]=x", {"metadata": {"0": "x"}}),
        ("PaymentIntentCreateParams", "amount=1&currency=eur&off_session=true",
         {"amount": 1, "currency": "eur", "off_session": True}),
        ("PaymentIntentCreateParams", "amount=1&currency=eur&off_session=one_off",
         {"amount": 1, "currency": "eur", "off_session": "one_off"}),
    ],
)  # fmt: skip
def test_text_becomes_what_the_type_says(validator, name, text, checked):
    assert validator.check(name, forms.decode(text)) == checked


@pytest.mark.parametrize(
    ("name", "text", "code", "param", "message"),
    [
        ("CustomerListParams", "limit=5.0", "parameter_invalid_integer", "limit",
         "Invalid integer: 5.0"),
        ("CustomerListParams", "limit= 5", "parameter_invalid_integer", "limit",
         "Invalid integer:  5"),
        ("CustomerListParams", "limit=1e3", "parameter_invalid_integer", "limit",
         "Invalid integer: 1e3"),
        ("CustomerListParams", "created[gte]=9223372036854775808", "parameter_invalid_integer",
         "created[gte]", "Invalid integer: 9223372036854775808"),
        ("CustomerListParams", "created=soon", "parameter_invalid_integer", "created",
         "Invalid integer: soon"),
        ("CustomerListParams", "created[gte]=soon", "parameter_invalid_integer", "created[gte]",
         "Invalid integer: soon"),
        ("CustomerListParams", "created[since]=5", "parameter_unknown", "created[since]",
         "Received unknown parameter: created[since]"),
        ("CustomerUpdateParams", "a=1&b[c]=2", "parameter_unknown", "a",
         "Received unknown parameters: a, b"),
        ("CustomerUpdateParams", "validate=yes", None, "validate", "Invalid boolean: yes"),
        ("CustomerUpdateParams", "tax_exempt=maybe", None, "tax_exempt",
         "Invalid tax_exempt: must be one of exempt, none, or reverse"),
        ("CustomerUpdateParams", "address=Paris", None, "address", "Invalid hash: Paris"),
        ("CustomerUpdateParams", "metadata=x", None, "metadata", "Invalid hash: x"),
        ("CustomerUpdateParams", "preferred_locales=fr", None, "preferred_locales",
         "Invalid array: fr"),
        ("CustomerUpdateParams", "shipping[name]=x", "parameter_missing", "shipping[address]",
         "Missing required param: shipping[address]."),
        ("CustomerUpdateParams", "invoice_settings[custom_fields][0][name]=x",
         "parameter_missing", "invoice_settings[custom_fields][0][value]",
         "Missing required param: invoice_settings[custom_fields][0][value]."),
        ("SetupIntentCreateParams", "usage=x", None, "usage",
         "Invalid usage: must be one of off_session or on_session"),
        ("PaymentIntentCreateParams",
         "amount=1&currency=eur&payment_method_options[card][capture_method]=x", None,
         "payment_method_options[card][capture_method]",
         "Invalid payment_method_options[card][capture_method]: must be one of manual"),
        ("PaymentIntentCreateParams", "amount=1&currency=eur&off_session=x", None, "off_session",
         "Invalid boolean: x"),
        ("PriceCreateParams", "currency=eur&unit_amount_decimal=1.5.2", None,
         "unit_amount_decimal", "Invalid decimal: 1.5.2"),
        ("PriceCreateParams", "currency=eur&currency_options[usd][amount]=1", "parameter_unknown",
         "currency_options[usd][amount]",
         "Received unknown parameter: currency_options[usd][amount]"),
        ("PriceCreateParams", "currency=eur&currency_options[usd][tax_behavior]=x", None,
         "currency_options[usd][tax_behavior]",
         "Invalid currency_options[usd][tax_behavior]: must be one of exclusive, inclusive, or"
         " unspecified"),
        ("ProductCreateParams",
         "name=x&package_dimensions[height]=nan&package_dimensions[length]=1"
         "&package_dimensions[weight]=1&package_dimensions[width]=1", None,
         "package_dimensions[height]", "Invalid decimal: nan"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_where_it_is(validator, name, text, code, param, message):
    assert refusal(validator, name, forms.decode(text)) == (code, param, message)


@given(st.text(min_size=1, max_size=30))
def test_a_closed_enum_takes_its_own_values_only(word):
    values = {"exempt", "none", "reverse"}
    if word in values:
        assert CLOSED.check("CustomerUpdateParams", {"tax_exempt": word})
    else:
        assert refusal(CLOSED, "CustomerUpdateParams", {"tax_exempt": word})[1] == "tax_exempt"


@given(st.integers(-(10**18), 10**18))
def test_every_whole_number_is_one(number):
    checked = CLOSED.check("CustomerUpdateParams", {"balance": str(number)})
    assert checked == {"balance": number}


def _members(hint: Any) -> list[Any]:
    if get_origin(hint) in (extensions.Required, extensions.NotRequired):
        return _members(get_args(hint)[0])
    if get_origin(hint) in (Union, types.UnionType):
        return [member for one in get_args(hint) for member in _members(one)]
    return [hint]


def _is_enum(hint: Any) -> bool:
    return get_origin(hint) in (Literal, extensions.Literal) and get_args(hint) != ("",)


def _enums(declared: type, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every enum of a parameter type: 0 for a list's item, "usd" for a hash's."""
    names = {"Mapping": dict, "StripeContext": str}
    for name, hint in extensions.get_type_hints(declared, localns=names).items():
        yield from _within(hint, (*path, name))


def _within(hint: Any, path: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    members = _members(hint)
    if any(_is_enum(member) for member in members):
        yield path
    for member in members:
        if get_origin(member) is list:
            yield from _within(get_args(member)[0], (*path, 0))
        elif get_origin(member) is dict:
            yield from _within(get_args(member)[1], (*path, "usd"))
        elif extensions.is_typeddict(member):
            yield from _enums(member, path)


@pytest.mark.parametrize("name", sorted({endpoint.params for endpoint in ENDPOINTS}))
def test_every_enum_of_every_endpoint_is_closed(validator, name):
    checker = validator.build(name)
    for path in _enums(_sdk_type(name)):
        params: Any = "no such value"
        for part in reversed(path):
            params = [params] if part == 0 else {part: params}
        with pytest.raises(ValidationError) as refused:
            checker.validate_python(params)
        assert any(fault["type"] == "literal_error" for fault in refused.value.errors()), path


def test_json_takes_null_and_keeps_types_apart(validator):
    given_null = {"display_name": None, "metadata": {"a": None, "b": "c"}}
    assert validator.check("v2.core.AccountUpdateParams", given_null) == given_null
    empty = {"configuration": {"customer": {}}, "include": ["identity"]}
    assert validator.check(ACCOUNT, empty) == empty
    assert refusal(validator, ACCOUNT, {"contact_email": 5})[1] == "contact_email"
    assert refusal(validator, ACCOUNT, {"include": ["identity", "x"]})[1] == "include[1]"
    workers = {"identity": {"business_details": {"estimated_worker_count": True}}}
    place = "identity[business_details][estimated_worker_count]"
    assert refusal(validator, ACCOUNT, workers)[:2] == ("parameter_invalid_integer", place)


def test_the_page_of_a_v2_list_is_a_parameter_and_of_a_v1_list_is_none(validator):
    asked = forms.decode("page=abc&limit=3&applied_configurations[0]=customer")
    assert validator.check("v2.core.AccountListParams", asked) == {
        "page": "abc", "limit": 3, "applied_configurations": ["customer"],
    }  # fmt: skip
    assert refusal(validator, "CustomerListParams", {"page": "abc"})[0] == "parameter_unknown"


_names = st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=1, max_size=40)


@given(st.dictionaries(_names, st.text(max_size=20), max_size=8), st.data())
def test_metadata_is_what_was_said_last(first, data):
    keep = merged({}, first)
    assert keep == {name: value for name, value in first.items() if value != ""}
    second = data.draw(st.dictionaries(_names, st.none() | st.text(max_size=20), max_size=8))
    after = merged(keep, second)
    wanted = {**keep, **second}
    assert after == {name: value for name, value in wanted.items() if value}
    assert merged(after, "") == {}
    assert merged(after, None) == after
