"""What the first window reads of a till's settings is what the till reads of them."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.settings.first import SETTINGS, First, first_settings
from pos_app.settings.shop import Shop, accepts, shop_from

SAID = st.one_of(
    st.none(), st.booleans(), st.integers(-1, 300), st.text(max_size=5), st.just("x" * 121),
    st.sampled_from(["fr", "en", "dark", "system", "contrast"]),
    st.lists(st.integers(), max_size=2),
)  # fmt: skip


def test_its_defaults_are_those_of_the_shop() -> None:
    assert First() == tuple(getattr(Shop(), name) for name in First._fields)


def test_a_till_without_settings_has_the_defaults(tmp_path: Path) -> None:
    assert first_settings(tmp_path / SETTINGS) == First()


@given(st.dictionaries(st.sampled_from([*First._fields, "currency", "unheard_of"]), SAID))
def test_it_takes_what_the_shop_takes_and_leaves_the_rest_to_it(
    tmp_path_factory: pytest.TempPathFactory, values: dict[str, object]
) -> None:
    file = tmp_path_factory.mktemp("till") / SETTINGS
    file.write_text(json.dumps(values), "utf-8")
    read = first_settings(file)
    if all(accepts(name, value) for name, value in values.items() if name in First._fields):
        shop, _ = shop_from(values)
        assert read == tuple(getattr(shop, name) for name in First._fields)
    else:
        assert read is None


def test_what_is_no_settings_is_left_to_whoever_says_so(tmp_path: Path) -> None:
    file = tmp_path / SETTINGS
    for content in (b"[]", b"{", b"\xff\xfe"):
        file.write_bytes(content)
        assert first_settings(file) is None
    file.unlink()
    file.mkdir()
    assert first_settings(file) is None
