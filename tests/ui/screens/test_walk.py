"""Every screen of the register in high contrast: from every side, and as it is painted."""

import ast
from pathlib import Path

import pytest
from PySide6 import QtWidgets

import ui
from tests.ui.screens.in_each_theme import InItsTheme
from tests.ui.screens.looks import LANGUAGES
from tests.ui.screens.walked import Walk
from ui.i18n.pseudo import PSEUDO

WALK = "contrast"
pytestmark = pytest.mark.timeout(
    1_200
)  # the first test here waits for the whole walk, also on a busy machine
ROOT = Path(__file__).parents[3]
NOT_PLAYED = {
    "CheckoutView": "a web page: customer_page.py plays it in the real engine",
    **dict.fromkeys(
        ("HostedView", "WebPane"),
        "a page of Stripe: tests/ui/webview and tests/ui/live have it in the real engine",
    ),
    "FileDialog": "the system's own dialog, in a kiosk Qt's; nothing in it is ours to lay out",
    **dict.fromkeys(
        ("FirstFace", "FirstRows"),
        "the window of the first second, before there is a till: tests/ui/faults/test_at_once "
        "types into it",
    ),
}
"""Widgets that no play shows, and where somebody looks at them instead."""
MOVES = {
    "amount",
    "agreement: on paper",
    "checkout: the customer's turn",
    "due: at risk",
    "due: link",
    "due: one part",
    "sale: deposit",
}
"""Shots of what money moves after, besides those that say so by their name."""
NOT_SPELLED = {
    **dict.fromkeys(
        (f"agreement: asked for {what}" for what in ("balance", "instalments", "top_up")),
        "what later charges may be; what is paid now was typed before, with its words",
    ),
    "due: asked first": "many cards: its own sentence has the sum of each currency in words",
    "outcome: asked by the bank": "a payment that is over",
    **dict.fromkeys(
        (
            *("dispute: read back", "merge: read back", "revocation: read back"),
            *("settings: Stripe account, asked", "shift: asked before it is closed"),
        ),
        "moves no money",
    ),
}
"""Shots of a question without them, and why."""


def _all_widgets() -> set[str]:
    """Names of the classes in ui that are widgets."""
    bases: dict[str, set[str]] = {}
    for file in Path(ui.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef):
                names = {base.id for base in node.bases if isinstance(base, ast.Name)}
                bases.setdefault(node.name, set()).update(names)

    def is_widget(name: str) -> bool:
        if name in bases:
            return any(is_widget(base) for base in bases[name])
        return issubclass(getattr(QtWidgets, name, object), QtWidgets.QWidget)

    return {name for name in bases if is_widget(name)}


def test_every_widget_there_is_was_seen(walk: Walk) -> None:
    assert len(walk.shots) > 120
    assert len(set(walk.shots)) == len(walk.shots), "each shot has a name of its own"
    unseen = _all_widgets() - set(walk.kinds)
    assert sorted(unseen) == sorted(NOT_PLAYED), "play them: tests/ui/screens/register.py"


@pytest.mark.parametrize("language", [*LANGUAGES, PSEUDO])
def test_no_word_is_cut_off(walk: Walk, language: str) -> None:
    assert walk.found[f"cut {language}"] == {}
    assert walk.found[f"sideways {language}"] == {}


def test_every_word_comes_from_the_catalogue_and_follows_the_language(walk: Walk) -> None:
    """The language changed while the screen stood: what stays as it was forgot to follow."""
    assert walk.found["untranslated"] == {}


def test_every_control_is_large_enough_for_a_finger(walk: Walk) -> None:
    assert walk.found["small"] == {}


def test_every_figure_can_be_typed_by_a_finger(walk: Walk) -> None:
    assert walk.found["padless"] == {}


def test_every_control_has_a_name_and_a_role(walk: Walk) -> None:
    assert walk.found["unnamed"] == {}


def test_tab_goes_the_way_that_is_read(walk: Walk) -> None:
    assert walk.found["order"] == {}


def test_where_the_keyboard_is_can_be_seen(walk: Walk) -> None:
    assert walk.found["out of sight"] == {}


def test_no_key_has_two_that_act_on_it(walk: Walk) -> None:
    assert walk.found["doubled"] == {}


def test_nothing_lies_over_anything(walk: Walk) -> None:
    assert walk.found["overlapping"] == {}


def test_buttons_begin_and_end_where_the_cards_above_them_do(walk: Walk) -> None:
    assert walk.found["askew"] == {}


def test_items_of_a_list_go_on_below_their_words(walk: Walk) -> None:
    assert walk.found["not hanging"] == {}


def test_an_amount_is_read_back_in_words_before_it_moves(walk: Walk) -> None:
    asked = {one for one in walk.shots if "read back" in one or "asked" in one} | MOVES
    assert sorted(asked - set(walk.found["in words"])) == sorted(NOT_SPELLED)


def test_from_right_to_left_nothing_is_cut_or_lies_over_anything(walk: Walk) -> None:
    assert walk.found["mirrored"] == {}


class TestContrast(InItsTheme):
    """As every theme."""
