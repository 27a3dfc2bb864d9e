"""Which letters are emphasised."""

import pytest

from ui.customers.matching import spans


@pytest.mark.parametrize(
    ("text", "query", "marked"),
    [
        ("Élodie Fournier", "elo four", ["Élo", "Four"]),
        ("James O'Connor", "con", ["Con"]),
        ("Jean-Baptiste", "bap", ["Bap"]),
        ("Marie", "ari", []),
        ("06 12 34 56 78", "0612", ["6 12"]),
        ("+33 6 12 34 56 78", "0612", ["6 12"]),
        ("06 12 34 56 78", "3456", ["34 56"]),
        ("06 12 34 56 78", "9999", []),
        ("Anna", "", []),
        ("Straße", "strasse", ["Straße"]),
        ("Anna Annabel", "anna", ["Anna", "Anna"]),
    ],
)
def test_marks_what_was_typed(text: str, query: str, marked: list[str]) -> None:
    assert [text[start:end] for start, end in spans(text, query)] == marked
