"""The permissions that people set in Stripe's Dashboard are those the till asks for."""

import re
from pathlib import Path

import pytest

from pos_app.settings.permissions import Level, needs_of_till, switched_off
from ui.i18n.key_catalogue import KEYS

ROOT = Path(__file__).resolve().parents[3]
PAPERS = {
    "go-live.md": ("read", "write", "yes"),
    "fr/passer-en-reel.md": ("lecture", "écriture", "oui"),
}


def rows(paper: str) -> list[tuple[str, ...]]:
    text = (ROOT / "docs" / paper).read_text("utf-8")
    found = re.findall(r"^\| (.+?) \| (\S+) \| (\w*) ?\| (.+) \|$", text, re.MULTILINE)
    return [row for row in found if row[0] not in {"Resource", "Ressource"}]


@pytest.mark.parametrize("paper", PAPERS)
def test_the_table_names_every_permission(paper: str) -> None:
    read, write, yes = PAPERS[paper]
    words = {Level.READ: read, Level.WRITE: write}
    wanted = [
        (need.title, words[need.level], yes if need.essential else "")
        for need in needs_of_till(accounts=True)
    ]
    assert [row[:3] for row in rows(paper)] == wanted


def test_it_says_what_the_till_says() -> None:
    wanted = [
        str(KEYS[switched_off(need)]).replace("’", "'") for need in needs_of_till(accounts=True)
    ]
    assert [row[3] for row in rows("go-live.md")] == wanted
