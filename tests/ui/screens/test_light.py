"""Every screen of the register in the light theme: as it is painted, in a large window, and in
small ones at 200 %, where nothing is cut and all of it is reached."""

import pytest

from tests.ui.screens.seeing import SEEN
from tests.ui.screens.walked import Walk
from tests.ui.screens.walking import walked_apart

pytestmark = pytest.mark.timeout(1_200)  # the first test here waits for the whole walk


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory) -> Walk:
    """All of the till, once for all the tests here."""
    return walked_apart("light", tmp_path_factory.mktemp("light"))


def test_all_of_the_till_was_looked_at(walk: Walk) -> None:
    assert len(walk.shots) > 120
    assert walk.errors == []


@pytest.mark.parametrize("check", SEEN, ids=str)
def test_nothing_is_hard_to_see(walk: Walk, check: str) -> None:
    assert walk.found[check] == {}, SEEN[check]


def test_all_that_looks_otherwise_was_measured(walk: Walk) -> None:
    assert walk.counted["painted"] > 200, "different looks"
    assert walk.counted["focused"] > 40, "different looks"


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
