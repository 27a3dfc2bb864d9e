"""The program started again is the same one, from source and frozen."""

import subprocess
import sys

import pytest

from pos_app.kernel.own_program import NO_WINDOW, own_program


def test_from_source_a_module_is_run_where_it_is_found() -> None:
    program = own_program("training", "pos_app.training")
    assert program.arguments == [sys.executable, "-m", "pos_app.training"]
    assert program.folder is not None
    assert (program.folder / "pos_app" / "training" / "__main__.py").is_file()


def test_frozen_it_is_told_by_its_first_argument(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    program = own_program("training", "pos_app.training")
    assert (program.arguments, program.folder) == ([sys.executable, "training"], None)


@pytest.mark.parametrize(("platform", "flags"), [("win32", NO_WINDOW), ("linux", 0), ("darwin", 0)])
def test_no_window_of_a_terminal_opens(
    monkeypatch: pytest.MonkeyPatch, platform: str, flags: int
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    assert own_program("training", "pos_app.training").flags == flags
    assert getattr(subprocess, "CREATE_NO_WINDOW", NO_WINDOW) == NO_WINDOW
