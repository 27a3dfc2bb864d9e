"""Which keys a till takes, and why not another."""

import pytest
import stripe
from hypothesis import given
from hypothesis import strategies as st

from pos_app.kernel.errors import UserError
from pos_app.settings.environment import (
    STRIPE_JS_URL,
    Environment,
    EnvironmentKind,
    check_environment,
)
from pos_app.settings.keys import (
    KeyKind,
    KeySet,
    Mode,
    read_key,
    read_keys,
    read_publishable,
    read_secret,
)

LIVE, TEST = EnvironmentKind.LIVE, EnvironmentKind.TEST
TAIL = "51Ab" + "x" * 20


def key(prefix: str, tail: str = TAIL) -> str:
    """Put together here, so that no file holds what looks like a key."""
    return f"{prefix}_{tail}"


def test_what_a_clipboard_puts_around_a_key_is_taken_off() -> None:
    wanted = key("rk_live")
    for pasted in (f"  {wanted}\n", f'"{wanted}"', f"\ufeff{wanted}\r\n", f"\t{wanted}\u200b"):
        found = read_secret(pasted, LIVE)
        assert (found.text, found.kind, found.mode) == (wanted, KeyKind.RESTRICTED, Mode.LIVE)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "key.empty"),
        ("   \n", "key.empty"),
        ('""', "key.empty"),
        (key("rk_live", "abcdefgh ijklmnop"), "key.has_spaces"),
        (key("rk_live", "abcdefgh\nijklmnop"), "key.has_spaces"),
        ("rk_live_", "key.unknown"),
        ("rk_live_abc", "key.unknown"),
        (key("xk_live"), "key.unknown"),
        (key("rk_life"), "key.unknown"),
        (key("rk_live", "abcdefgh-ijkl"), "key.unknown"),
        (key("whsec"), "key.unknown"),
        (key("rk_live", "x" * 300), "key.unknown"),
        (key("pk_live"), "key.publishable_here"),
        (key("sk_live"), "environment.full_secret_key"),
        (key("rk_test"), "key.test_for_live"),
        (key("sk_test"), "key.test_for_live"),
    ],
)
def test_what_is_no_key_for_a_live_till_says_why(typed: str, said: str) -> None:
    with pytest.raises(UserError) as refused:
        read_secret(typed, LIVE)
    assert (refused.value.key, refused.value.field) == (said, "secret_key")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (key("rk_live"), "key.secret_here"),
        (key("sk_live"), "key.secret_here"),
        (key("pk_test"), "key.test_for_live"),
        ("pk", "key.unknown"),
    ],
)
def test_what_is_no_publishable_key_says_why(typed: str, said: str) -> None:
    with pytest.raises(UserError) as refused:
        read_publishable(typed, LIVE)
    assert (refused.value.key, refused.value.field) == (said, "publishable_key")


def test_a_live_key_is_refused_where_a_test_is_set_up() -> None:
    with pytest.raises(UserError, match=r"key\.live_for_test"):
        read_secret(key("rk_live"), TEST)
    with pytest.raises(UserError, match=r"environment\.full_secret_key"):
        read_secret(key("sk_live"), TEST)
    assert read_secret(key("sk_test"), TEST).kind is KeyKind.SECRET


def test_a_key_for_refunds_is_another_one() -> None:
    pk, rk = key("pk_live"), key("rk_live")
    with pytest.raises(UserError) as refused:
        read_keys(LIVE, pk, rk, f" {rk} ")
    assert (refused.value.key, refused.value.field) == ("key.same_twice", "refund_key")
    kept = read_keys(LIVE, pk, rk, key("rk_live", "refundsonly")).by_name()
    assert kept == {
        "stripe-secret-key": rk,
        "stripe-publishable-key": pk,
        "stripe-refund-key": key("rk_live", "refundsonly"),
    }
    assert "stripe-refund-key" not in read_keys(LIVE, pk, rk, "  ").by_name()


def test_a_key_is_never_shown_whole() -> None:
    keys = read_keys(LIVE, key("pk_live"), key("rk_live", "Secret51Wxyz9"))
    assert "Secret51" not in repr(keys)
    assert keys.secret.masked == "rk_live_…xyz9"


@given(st.text())
def test_whatever_is_typed_is_a_key_or_a_reason(typed: str) -> None:
    said = "none"
    try:
        assert read_key(typed, "secret_key").text in typed
    except UserError as refused:
        said = refused.key
    assert said in {"none", "key.empty", "key.has_spaces", "key.unknown"}


@given(
    st.sampled_from(["sk", "rk", "pk"]), st.sampled_from(["test", "live"]),
    st.sampled_from(["sk", "rk", "pk"]), st.sampled_from(["test", "live"]),
    st.sampled_from([TEST, LIVE]),
)  # fmt: skip
def test_what_is_taken_here_is_taken_when_the_till_opens(
    kind: str, mode: str, other: str, other_mode: str, environment: EnvironmentKind
) -> None:
    """Else a set-up would end in a till that doesn't open."""
    try:
        keys: KeySet = read_keys(environment, key(f"{other}_{other_mode}"), key(f"{kind}_{mode}"))
    except UserError:
        return
    made = Environment(environment, keys.secret.text, keys.publishable.text)
    assert check_environment(made) is made


def test_stripes_script_is_of_the_release_that_the_sdk_speaks() -> None:
    """A newer SDK asks for the page's side of its release."""
    train = stripe.api_version.rpartition(".")[2]
    assert f"https://js.stripe.com/{train}/stripe.js" == STRIPE_JS_URL
