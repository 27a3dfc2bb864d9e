"""The pseudo-locale keeps what is filled in later and shows what was forgotten."""

import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devkit.translations import states
from ui.i18n.pseudo import CLOSE, OPEN, pseudo, write_pseudo


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Charge {amount} to {card}?", ("{amount}", "{card}")),
        ("%n payment(s) due", ("%n",)),
        ("PDF files (*.pdf)", ("(*.pdf)",)),
        ("a <b>bold</b> word", ("<b>", "</b>")),
    ],
)
def test_what_is_filled_in_later_stays(text: str, kept: tuple[str, ...]) -> None:
    said = pseudo(text)
    assert all(part in said for part in kept)
    assert said.startswith(OPEN)
    assert said.endswith(CLOSE)


@given(st.text(string.ascii_letters + " ", min_size=20, max_size=80))
def test_it_is_longer_and_never_the_same(text: str) -> None:
    if text.strip():
        assert pseudo(text) != text
        assert len(pseudo(text)) > len(text)


def test_a_usual_sentence_is_two_fifths_longer() -> None:
    text = "The customer then pays on this screen and may have the card saved."
    assert len(pseudo(text)) == pytest.approx(1.4 * len(text), rel=0.06)


def test_every_message_is_said(tmp_path: Path) -> None:
    source = tmp_path / "pos_fr.ts"
    source.write_text(
        '<?xml version="1.0" encoding="utf-8"?><TS version="2.1" language="fr"><context>'
        "<name>A</name><message><source>Cancel</source><translation>Annuler</translation>"
        '</message><message numerus="yes"><source>%n day(s)</source><translation>'
        "<numerusform>%n jour</numerusform><numerusform>%n jours</numerusform></translation>"
        "</message></context></TS>",
        "utf-8",
    )
    target = tmp_path / "pos_pseudo.ts"
    write_pseudo(source, target)
    assert set(states(target).values()) == {""}
    text = target.read_text("utf-8")
    assert "Annuler" not in text
    assert text.count(f"{OPEN}%n ") == 2
