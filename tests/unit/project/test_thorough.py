"""What a run of all tests leaves out is there, so that a renamed test can't come back unnoticed."""

from pathlib import Path

from tests.thorough import LEFT_OUT

TESTS = Path(__file__).parents[2]


def test_every_test_left_out_exists() -> None:
    folders = ("ui/faults", "ui/flows", "end2end")
    texts = "".join(
        path.read_text("utf-8") for one in folders for path in (TESTS / one).glob("*.py")
    )
    names = {name.split("[")[0] for name in LEFT_OUT}
    assert {name for name in names if f"def {name}(" not in texts} == set()
