"""What is in the index of a customer, and what can't be in it."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from pos_app.customers.model import Customer
from pos_app.customers.query import parse
from pos_app.customers.tokens import pair, tokens_of, words_of
from pos_app.kernel.ids import CustomerId

MADE = datetime(2026, 1, 1, tzinfo=UTC)


def customer(name: str = "", email: str = "", phone: str = "", number: str = "") -> Customer:
    return Customer(CustomerId("cus_Aa1"), name, email, phone, "", "", MADE, number)


def tokens(one: Customer) -> set[str]:
    return set(tokens_of(one, ["4242"]).split()) - {"$cusaa1|", "#4242"}


def test_each_beginning_and_the_whole() -> None:
    assert tokens(customer("Zoé")) == {"z", "zo", "zoe", "zoe|"}
    assert {"o", "o|", "brien|", "obrien|", "obr"} <= tokens(customer("O’Brien"))
    assert {"vandenberg|", "denberg|", "berg|"} <= tokens(customer("Van den Berg"))
    assert "delarue" not in tokens(customer("Rue de La"))
    assert {"et|", "and|", "und|"} <= tokens(customer("Roux & Fils"))


def test_an_address() -> None:
    assert tokens(customer(email="a.b.c@my-x.fr")) == {
        "a", "a|", "b", "b|", "c", "c|", "&bc", "ab", "abc", "abc|", "=abc", "@m", "@my", "@myx",
        "@myxf", "@myxfr", "@myxfr|", "@x", "@xf", "@xfr", "@xfr|", "@f", "@fr", "@fr|",
        "+abb", "+abc",
    }  # fmt: skip


def test_two_words_that_begin_unlike_are_one_token() -> None:
    one = tokens(customer("Élodie Bö Émile"))
    assert {token for token in one if token.startswith("+")} == {"+elb", "+emb", "+boe"}
    assert pair("em", "b") == "+emb"
    assert not any(token.startswith("+") for token in tokens(customer("Ann Alt", phone="0612")))


def test_a_phone_from_both_ends() -> None:
    assert tokens(customer(phone="+33 6 12")) == {
        "3", "33", "336", "3361", "33612", "33612|", "0", "06", "061", "0612", "0612|",
        "<216", "<2163", "<21633", "<21633|",
    }  # fmt: skip


def test_a_number_in_all_its_runs() -> None:
    assert tokens(customer(number="DK-007")) == {
        "d", "dk", "dk|", "0", "00", "007", "007|", "dk0", "dk00", "dk007", "dk007|", "%dk007"
    }  # fmt: skip
    assert "%7" in tokens(customer(number="007"))


def test_words_in_which_a_typo_is_forgiven() -> None:
    one = customer("Jean-Marc D'Arc 4x4", "jm.darc@Gmail.com")
    assert words_of(one) == {"jean", "marc", "arc", "darc", "@gmailcom"}


@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=15), st.text(max_size=12))
def test_a_token_is_one_word_of_the_index_without_quotes(
    name: str, email: str, phone: str, number: str
) -> None:
    row = tokens_of(customer(name, email, phone, number), [])
    assert '"' not in row
    assert row.split(" ") == row.split()


@given(st.text(max_size=60))
def test_a_question_is_never_empty_and_no_token_breaks_out_of_it(text: str) -> None:
    question = parse(text)
    if not question.clauses:
        return
    assert question.usual()
    among = question.whole_among(["cus_Aa1", 'cus_"'])
    for asked in (question.whole(), among, question.usual(), question.by_domain()):
        assert asked.count('"') % 2 == 0
        assert asked.count("(") == asked.count(")")


def test_a_pasted_page_asks_no_more_than_a_few_words() -> None:
    assert len(parse(" ".join(f"word{n}x" for n in range(100))).clauses) == 8
