"""Every part of the program is named with the text of its licence."""

import subprocess
import sys
import tomllib
from importlib.metadata import PathDistribution
from pathlib import Path

import pytest

from pos_app.__main__ import main
from pos_app.about.model import LICENCES, Part, as_one_text
from pos_app.about.parts import needed, packages, parts, plain
from pos_app.kernel.paths import resource_dir

ROOT = Path(__file__).resolve().parents[3]


def test_every_part_has_its_licence() -> None:
    found = parts()
    assert [part.name for part in found if not part.texts] == []
    names = {plain(part.name) for part in found}
    assert {"pos-app", "python", "inter", "pyside6-addons", "stripe", "sqlcipher3"} <= names
    assert len({plain(part.name) for part in found}) == len(found)


def test_what_others_leave_out_is_added() -> None:
    of = {plain(part.name): part.texts for part in parts()}
    assert any("GNU LESSER GENERAL PUBLIC LICENSE" in text for text in of["pyside6-essentials"])
    assert any("The Chromium Authors" in text for text in of["pyside6-addons"])
    assert any("ZETETIC" in text for text in of["sqlcipher3"])
    there = {file.name for file in (resource_dir() / "licences").glob("*.txt")}
    named = {file for files in LICENCES.values() for file in files}
    assert named | {"Python.txt"} == there, "none lies there that no part shows"


def test_a_developers_tools_are_no_part() -> None:
    names = {plain(one.metadata["Name"]) for one in packages()}
    assert names.isdisjoint({"pytest", "mypy", "ruff", "hypothesis", "pyinstaller"})


def test_what_is_declared_is_found_with_what_it_needs_in_turn() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    names = {plain(one.metadata["Name"]) for one in needed(declared["dependencies"])}
    # of an extra, of a package below another, and of an extra of one
    assert {"httpx", "h11", "pyusb", "shiboken6", "argon2-cffi-bindings"} <= names


def test_extras_that_are_not_asked_for_are_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, lines in {
        "one": "Requires-Dist: two>=1\nRequires-Dist: three; extra == 'more'",
        "two": 'Requires-Dist: one[more]; python_version < "99"',
        "three": "Requires-Dist: not-there",
    }.items():
        folder = tmp_path / f"{name}-1.dist-info"
        folder.mkdir()
        (folder / "METADATA").write_text(f"Name: {name}\nVersion: 1\n{lines}\n\n")

    def found(name: str) -> PathDistribution:
        folder = tmp_path / f"{name}-1.dist-info"
        if not folder.exists():
            raise ModuleNotFoundError(name)
        return PathDistribution(folder)

    def raising(name: str) -> PathDistribution:
        from importlib.metadata import PackageNotFoundError

        try:
            return found(name)
        except ModuleNotFoundError as missing:
            raise PackageNotFoundError(name) from missing

    monkeypatch.setattr("pos_app.about.parts.distribution", raising)
    assert [one.metadata["Name"] for one in needed(["two"])] == ["two", "one", "three"]
    (tmp_path / "two-1.dist-info" / "METADATA").write_text(
        "Name: two\nVersion: 1\nRequires-Dist: one\n\n"
    )
    assert [one.metadata["Name"] for one in needed(["two"])] == ["two", "one"]


def test_a_text_of_several_is_written_once() -> None:
    shared = Part("B", "2", "MIT", ("whole text",))
    written = as_one_text([Part("A", "1", "", ("whole text", "another")), shared])
    assert written.count("whole text") == 1
    assert "another" in written
    assert "B 2 (MIT)" in written
    assert "The text is that of A 1." in written


def test_the_command_line_says_them(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["licences"]) == 0
    said = capsys.readouterr().out
    assert "PySide6_Addons" in said
    assert "SIL OPEN FONT LICENSE" in said


def test_who_reads_them_may_stop_early() -> None:
    """As `pos-app licences | head` does."""
    with subprocess.Popen(
        [sys.executable, "-m", "pos_app", "licences"], cwd=ROOT,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as program:  # fmt: skip
        assert program.stdout is not None
        assert program.stderr is not None
        assert program.stdout.readline().startswith("===")
        program.stdout.close()
        assert program.stderr.read() == ""
        assert program.wait(60) == 0
