"""Stripe's search query language: what it says, and what it can't."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.training.objects.search import FIELDS, BadQuery, Clause, Query, condition, parse

FIELDS_OF_INTENTS = FIELDS["payment_intent"]


@pytest.mark.parametrize(
    ("text", "clauses", "either"),
    [
        ('status:"succeeded"', [Clause("status", ":", "succeeded")], False),
        ("status:'succeeded' amount>1000",
         [Clause("status", ":", "succeeded"), Clause("amount", ">", "1000")], False),
        ('amount>=10 AND amount<="20"',
         [Clause("amount", ">=", "10"), Clause("amount", "<=", "20")], False),
        ('currency:"eur" or currency:"gbp"',
         [Clause("currency", ":", "eur"), Clause("currency", ":", "gbp")], True),
        ('-metadata["order id"]:"a b"',
         [Clause("metadata", ":", "a b", "order id", negated=True)], False),
        ("metadata['k']:null", [Clause("metadata", ":", None, "k")], False),
        (r'metadata["k"]:"say \"hi\" and \\"', [Clause("metadata", ":", 'say "hi" and \\', "k")],
         False),
        ("  created=5  ", [Clause("created", "=", "5")], False),
    ],
)  # fmt: skip
def test_reads(text, clauses, either):
    assert parse(text) == Query(tuple(clauses), either)


@pytest.mark.parametrize(
    "text",
    [
        "", "   ", "asdf", "status:", "status:succeeded", ':"x"', 'status:"x', 'status:"x" AND',
        'status:"x"amount>1', 'metadata:"x"', 'status["k"]:"x"', "(amount>1)", "amount>1 AND OR",
        "amount>1; DROP TABLE charges", 'AND status:"x"', "amount>1.5",
    ],
)  # fmt: skip
def test_refuses_what_is_no_query(text):
    with pytest.raises(BadQuery):
        parse(text)


def test_and_or_are_not_mixed():
    for text in ("amount>1 AND amount>2 OR amount>3", "amount>1 amount>2 or amount>3"):
        with pytest.raises(BadQuery, match="combine AND and OR"):
            parse(text)


def test_ten_clauses_are_the_most():
    parse(" ".join(["amount>1"] * 10))
    with pytest.raises(BadQuery, match="up to 10"):
        parse(" ".join(["amount>1"] * 11))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('foo:"bar"', "unsupported search field"),
        ('status~"succ"', "Operator `~`"),
        ('status>"a"', "Operator `>`"),
        ('amount:"many"', "whole number"),
    ],
)
def test_a_field_takes_only_what_it_can(text, said):
    with pytest.raises(BadQuery, match=said):
        condition(parse(text), FIELDS_OF_INTENTS, "payment_intents")


@given(st.text(max_size=40), st.text(max_size=40))
def test_what_is_looked_for_never_becomes_sql(key, value):
    quoted = [part.replace("\\", r"\\").replace('"', r"\"") for part in (key, value)]
    text = 'metadata["{}"]:"{}"'.format(*quoted)
    try:
        query = parse(text)
    except BadQuery:  # only what can't be written in one line
        assert "\n" in key + value or not (key + value).isprintable()
        return
    sql, values = condition(query, FIELDS_OF_INTENTS, "payment_intents")
    assert values == [key, value]
    assert sql.count("?") == 2
    assert query.clauses == (Clause("metadata", ":", value, key),)


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text):
    with contextlib.suppress(BadQuery):
        sql, values = condition(parse(text), FIELDS_OF_INTENTS, "payment_intents")
        assert sql.count("?") == len(values)
