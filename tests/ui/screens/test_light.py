"""Every screen of the register in the light theme: as it is painted, in a large window, and in
small ones at 200 %, where nothing is cut and all of it is reached."""

import pytest

from tests.ui.screens.in_each_theme import InItsTheme
from tests.ui.screens.walked import Walk

WALK = "light"
pytestmark = pytest.mark.timeout(1_200)  # the first test here waits for the whole walk


class TestLight(InItsTheme):
    """As every theme."""


# in a large window


def test_no_button_stands_far_below_what_it_is_for(walk: Walk) -> None:
    assert walk.found["far below"] == {}


def test_no_words_are_crammed_onto_a_button(walk: Walk) -> None:
    assert walk.found["crammed"] == {}


# in small ones


def test_no_word_is_cut_off(walk: Walk) -> None:
    assert walk.found["cut"] == {}


def test_no_cell_of_a_table_is_cut_off(walk: Walk) -> None:
    assert walk.found["cut cells"] == {}


def test_no_screen_is_wider_than_the_window(walk: Walk) -> None:
    assert walk.found["sideways"] == {}


def test_nothing_is_scrolled_both_ways(walk: Walk) -> None:
    assert walk.found["both ways"] == {}


def test_all_that_is_read_or_pressed_can_be_scrolled_to(walk: Walk) -> None:
    assert walk.found["unreachable"] == {}
