"""The plain start understands as much of the command line as it says, and that as argparse does."""

import contextlib
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.command_line import as_start, understood
from pos_app.plain_start import Start, plain_start
from pos_app.settings.choices import EnvironmentKind

WORDS = (
    "--language", "--theme", "--size", "--data", "--environment", "--kiosk", "--lang", "--version",
    "--language=fr", "fr", "en", "dark", "system", "150", "automatic", "live", "training", "here",
    "-", "--", "", "demo", "doctor",
)  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), max_size=5))
def test_what_it_understands_argparse_understands_so_too(given: list[str]) -> None:
    plain = plain_start(given)
    if plain is not None:
        with contextlib.redirect_stderr(io.StringIO()):
            assert as_start(understood(given)) == plain


@pytest.mark.parametrize(
    ("given", "start"),
    [
        ([], Start()),
        (["--data", "here"], Start(Path("here"))),
        (
            ["--kiosk", "--language", "pseudo", "--theme", "contrast", "--size", "automatic"],
            Start(language="pseudo", theme="contrast", size=0, kiosk=True),
        ),
        (
            ["--environment", "live", "--size", "150", "--size", "200"],
            Start(size=200, environment=EnvironmentKind.LIVE),
        ),
    ],
)
def test_the_till_alone_is_opened_plainly(given: list[str], start: Start) -> None:
    assert plain_start(given) == start


@pytest.mark.parametrize(
    "given",
    [["demo"], ["-h"], ["--version"], ["--size", "3"], ["--data"], ["--data", "--kiosk"],
     ["--them", "dark"], ["--theme=dark"]],
)  # fmt: skip
def test_all_else_is_left_to_argparse(given: list[str]) -> None:
    assert plain_start(given) is None
