"""One typo forgiven, whatever it is and wherever; two never."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.customers.typos import (
    ROOM,
    SHORTEST_START,
    Meant,
    ends,
    halves,
    meant,
    slips,
    within_one,
)

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


def test_a_domain_is_never_suggested_for_a_name() -> None:
    assert not slips("budig") & slips("@budigfr")
    assert slips("@orange") & slips("@orangefr") & slips("@ornage")


@given(words, words)
def test_what_is_near_has_a_form_in_common(one: str, other: str) -> None:
    if within_one(one, other):
        assert slips(one) & slips(other)


def test_few_letters_are_compared_with_whole_words_only() -> None:
    assert meant("mrie", ["marie", "mrieux", "mrie", "ari"]) == Meant(wholes=("marie",))


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


long_words = st.text("abc", min_size=SHORTEST_START, max_size=12)


def edits(word: str, data: st.DataObject) -> list[str]:
    at = data.draw(st.integers(0, len(word)))
    letter = data.draw(st.sampled_from("abcx"))
    before, after = word[:at], word[at:]
    return [
        before + letter + after, before + after[1:], before + letter + after[1:],
        before + after[1::-1] + after[2:],
    ]  # fmt: skip


@given(long_words, st.text("abc", max_size=4), st.data())
def test_its_ends_give_away_whatever_is_one_edit_away(
    typed: str, more: str, data: st.DataObject
) -> None:
    """The index leaves out the others before anything is compared."""
    hint = ends(typed)
    for begun in edits(typed, data):
        word = begun + more
        assert word.startswith(hint.head) or hint.tail in word[hint.at - 1 : hint.at - 1 + ROOM]


@given(long_words, st.lists(st.text("abcx", min_size=1, max_size=14), max_size=5), st.data())
def test_what_is_meant_is_what_is_one_edit_away(
    typed: str, words: list[str], data: st.DataObject
) -> None:
    words += [one + data.draw(st.text("ab", max_size=3)) for one in edits(typed, data)]
    near = {
        word[:length]
        for word in words
        for length in range(len(typed) - 1, min(len(typed) + 1, len(word)) + 1)
        if within_one(typed, word[:length])
    }
    shortest = {one for one in near if not any(one[:end] in near for end in range(len(one)))}
    assert set(meant(typed, words).starts) == shortest
