"""What a run of all tests leaves out is there, so that a renamed test can't come back unnoticed."""

from pathlib import Path

from tests.thorough import LEFT_OUT, is_left_out

TESTS = Path(__file__).parents[2]


def test_every_test_left_out_exists() -> None:
    folders = ("ui/faults", "ui/flows", "ui/live", "ui/screens", "end2end")
    texts = "".join(
        path.read_text("utf-8") for one in folders for path in (TESTS / one).glob("*.py")
    )
    names = {name.split("[")[0] for name in LEFT_OUT}
    assert {name for name in names if f"def {name}(" not in texts} == set()


def test_one_with_several_cases_is_left_out_by_its_name_or_by_a_case() -> None:
    assert is_left_out("test_no_session_no_page[status-fields1]")
    assert is_left_out("test_a_clock_two_days_wrong[2]")
    assert not is_left_out("test_a_clock_two_days_wrong[-2]")
    assert is_left_out("test_killed_while_the_server_is_in_trouble[page paid-429]")
    assert not is_left_out("test_killed_while_the_server_is_in_trouble[page paid-lost after]")
