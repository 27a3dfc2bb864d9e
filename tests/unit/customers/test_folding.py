import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.customers.folding import fold, joined, pieces
from pos_app.customers.phones import PhoneDigits, phone_digits


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Zoé LEFÈVRE", "zoe lefevre"), ("Œuvre", "oeuvre"), ("Ærø", "aero"), ("Straße", "strasse"),
        ("GROẞ", "gross"), ("Łódź", "lodz"), ("Đorđe", "dorde"), ("İstanbul", "istanbul"),
        ("Diyarbak\u0131r", "diyarbakir"), ("L\u2019Île", "l'ile"),
        ("D\u00b4Alembert", "d'alembert"),
        ("O\u02bcBrien", "o'brien"), ("Keali\u02bbi", "keali'i"), ("O\u02bbktam", "o'ktam"),
        ("\u02bfAbd al-Qur\u02be\u0101n", "'abd al-qur'an"), ("M\ua78b\ua78c", "m''"),
        ("e\u0301te\u0301", "ete"), ("ﬁn", "fin"),
    ],
)  # fmt: skip
def test_folded(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_taken_apart_and_put_together() -> None:
    assert pieces("l'hotel-dieu_2") == ["l", "hotel", "dieu", "2"]
    assert joined("l'hotel-dieu_2") == "lhoteldieu2"


@given(st.text(max_size=30))
def test_folding_again_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=30))
def test_case_doesnt_matter(text: str) -> None:
    assert fold(text.upper().lower()) == fold(text.upper())


@given(st.text(max_size=30))
def test_pieces_can_stand_in_a_question(text: str) -> None:
    """No quote, space or operator of FTS5 survives."""
    assert all(piece.isalnum() for piece in pieces(fold(text)))


@pytest.mark.parametrize(
    ("text", "international", "national"),
    [
        ("06 12 34 56 78", "", "0612345678"), ("+33 6 12", "33612", "0612"),
        ("+33 (0)6 12", "33612", "0612"), ("0033 6", "336", "06"), ("+33", "33", ""),
        ("+3", "3", ""), ("+1 415 555", "1415555", "415555"), ("+352 621", "352621", "621"),
        ("+999 123", "999123", ""), ("(415) 555-0100", "", "4155550100"), ("", "", ""),
        ("---", "", ""), ("+", "", ""), ("00", "", ""),
    ],
)  # fmt: skip
def test_phone_digits(text: str, international: str, national: str) -> None:
    assert phone_digits(text) == PhoneDigits(international, national)
