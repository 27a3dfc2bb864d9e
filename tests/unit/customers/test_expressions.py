"""What is asked of the index: the same people, by shorter lists."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.customers.expressions import SOME, closeness, narrowed, paired, rarest_first
from pos_app.customers.model import Customer
from pos_app.customers.query import parse
from pos_app.customers.tokens import tokens_of
from tests.unit.customers.test_tokens import customer

short = st.text("abc", min_size=1, max_size=3)
names = st.lists(st.text("abcd", min_size=1, max_size=4), min_size=1, max_size=4).map(" ".join)


def answers(expression: str, one: Customer) -> bool:
    """Whether somebody is found by an expression without `*`."""
    tokens = set(tokens_of(one, ()).split())
    asked = re.sub(r'"([^"]*)"', lambda found: str(found[1] in tokens), expression)
    return bool(eval(asked.replace("AND", "and").replace("OR", "or")))  # noqa: S307 (made above)


@given(st.lists(short, min_size=1, max_size=4, unique=True), names)
def test_short_beginnings_find_whom_they_found_apart(typed: list[str], name: str) -> None:
    begins = all(any(word.startswith(start) for word in name.split()) for start in typed)
    question = narrowed([((f'"{start}"',),) for start in typed])
    assert answers(question, customer(name)) == begins


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("lewis s", ["lewis", "+les"]),
        ("m d", ["m", "d"]),
        ("ma d", ["+mad"]),
        ("ma du", ["+mad", "+dum"]),
        ("m mo", ["m", "mo"]),
        ("06 ma", ["06", "%6", "ma"]),
    ],
)
def test_one_or_two_letters_are_asked_with_another_word(typed: str, asked: list[str]) -> None:
    assert sorted(re.findall(r'"([^"]+)"', parse(typed).usual())) == sorted(asked)


@pytest.mark.parametrize(
    ("others", "asked"),
    [
        ('"janine" OR "jeanne" OR "jen|" OR "=jen"', '"+jal" OR "+jel"'),
        ('"louis" OR "jeanne"', '"l"'),
        ('"a" OR "be"', '"l"'),
        ('"masson|" OR "=masson" OR "&masson"', '"l"'),
        ('"maison" OR "@maison"', '"l"'),
        ('("mac") AND ("donald")', '"l"'),
        ('"07" OR "337"', '"l"'),
        ('"aa" OR "ba" OR "ca" OR "da" OR "ea"', '"l"'),
    ],
)
def test_with_any_of_some_words_only_if_each_promises_a_beginning(others: str, asked: str) -> None:
    assert paired(['"l"', others]) == [asked, others]


def test_a_word_that_may_be_a_domain_promises_no_beginning() -> None:
    """Whoever has `x` and a domain so long need have no word that begins with its letters."""
    assert '"+wox"' not in parse("wojciechowska x nos").by_domain()


def test_what_most_answer_is_looked_at_last() -> None:
    """Of a shop's domain the list is a third of everybody: walked through first, it took longer
    than all of the rest."""
    crowd, few = closeness(list(range(SOME))), closeness([3, 9])
    rare = closeness([place * 1_000 for place in range(SOME)])
    assert few == 2 < rare < crowd
    words = ['"@g"', '"aurore"', '"barot"']
    assert rarest_first(words, {'"@g"': crowd}).endswith(' AND ("@g")')
    assert rarest_first(words, {'"@g"': rare}).startswith('((("@g")')
