"""One typo forgiven, whatever it is and wherever; two never."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.customers.typos import Meant, halves, meant, slips, within_one

words = st.text("abcde", min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("martin", "martin"), ("matrin", "martin"), ("martn", "martin"), ("marttin", "martin"),
        ("mattin", "martin"), ("amrtin", "martin"), ("martni", "martin"), ("", "a"), ("ab", "ba"),
    ],
)  # fmt: skip
def test_one_edit(typed: str, word: str) -> None:
    assert within_one(typed, word)
    assert within_one(word, typed)


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("mtarni", "martin"), ("martinez", "martin"), ("abc", "bca"), ("", "ab"), ("abcd", "badc"),
        ("withcombe", "whitcombe"),
    ],
)  # fmt: skip
def test_two_edits(typed: str, word: str) -> None:
    assert not within_one(typed, word)


@given(words, st.data())
def test_any_edit_is_one(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word)))
    letter = data.draw(st.sampled_from("abcdex"))
    before, after = word[:at], word[at:]
    for typed in (
        before + letter + after, before + after[1:], before + letter + after[1:],
        before + after[1::-1] + after[2:],
    ):  # fmt: skip
        assert within_one(typed, word)
        assert slips(typed) & slips(word), "the index would not suggest it"


@given(words, words)
def test_what_is_near_has_a_form_in_common(one: str, other: str) -> None:
    if within_one(one, other):
        assert slips(one) & slips(other)


def test_few_letters_are_compared_with_whole_words_only() -> None:
    assert meant("mrie", ["marie", "mrieux", "mrie", "ari"]) == Meant(wholes=("marie", "mrie"))


def test_enough_letters_may_begin_a_word() -> None:
    """One that begins another stands for both."""
    assert meant("lefbvr", ["lefebvre", "lefevre"]) == Meant(starts=("lefebvr", "lefevr"))
    assert meant("martix", ["martini", "martin"]) == Meant(starts=("marti",))
    assert meant("zzzzzz", ["martini"]) == Meant()


def test_where_a_space_may_be_missing() -> None:
    assert list(halves("lefevre")) == [
        ("le", "fevre"), ("lef", "evre"), ("lefe", "vre"), ("lefev", "re")
    ]  # fmt: skip
    assert list(halves("abc")) == []
