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
        ("Łukasz", "luka", ["Łuka"]),
        ("L’Œuvre", "oeu", ["Œu"]),
        ("James O'Connor", "oconn", ["O'Conn"]),
        ("zoe.bronte@example.org", "bron", ["bron"]),
        ("zoe.bronte@example.org", "exam", ["exam"]),
        ("zoe.bronte@example.org", "zoe.bronte@exa", ["zoe.bronte@exa"]),
        ("zoe.bronte@example.org", "@exa", ["@exa"]),
        ("zoe.bronte@example.org", "zoebr", ["zoe.br"]),
        ("06 12 34 56 78", "678", ["6 78"]),
        ("06 12 34 56 78", "06 12 34", ["06 12 34"]),
        ("06 12 34 56 78", "+33612", ["6 12"]),
        ("06 78 12 34 56 78", "5678", ["56 78"]),
        ("C-10423", "c-104", ["C-104"]),
        ("Marie Dupont", "m d", ["M", "D"]),
        ("Marie", "marie dupont", ["Marie"]),
        ("Jean Pierre", "jean-pi", ["Jean", "Pi"]),
        ("zoe@my-firm.co.uk", "@firm", ["firm"]),
        ("Zoé O. Brien", "o'bri", ["O", "Bri"]),
        ("Marie Dupont", "jean-marie", []),
        ("OBrien", "o'bri", ["OBri"]),
        ("Zoé Lef", "zoe.lef@orange.fr", []),
    ],
)
def test_marks_what_was_typed(text: str, query: str, marked: list[str]) -> None:
    assert [text[start:end] for start, end in spans(text, query)] == marked
