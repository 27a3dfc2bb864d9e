"""dev.py's own decisions, without installing anything."""

import ast
import json
import sys
from pathlib import Path

import pytest

from devkit import commands, debian, environment, interpreters, terminal
from devkit.environment import Environment

ROOT = Path(__file__).resolve().parents[3]
ALL_LIBRARIES = "\n".join(
    f"\t{library} (libc6,x86-64) => /lib/{library}" for library in debian.LIBRARIES
)


@pytest.mark.parametrize("name", ["dev.py", "devkit/interpreters.py", "devkit/__init__.py"])
def test_an_old_python_can_read_what_it_must(name: str) -> None:
    """It has to get as far as finding a fit Python, or saying that there is none."""
    ast.parse((ROOT / name).read_text("utf-8"), feature_version=(3, 7))


def test_dev_py_uses_the_standard_library_only() -> None:
    own = {"devkit"}
    names = {
        module.split(".")[0]
        for path in [ROOT / "dev.py", *(ROOT / "devkit").glob("*.py")]
        # those run inside the virtual environment
        if path.name not in {"translations.py", "icons.py", "unpacked.py"}
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        for module in _modules(node)
    }
    assert names - own <= sys.stdlib_module_names


def _modules(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module or ""] if isinstance(node, ast.ImportFrom) else []


def test_a_program_that_is_no_python_is_passed_over(tmp_path: Path) -> None:
    assert interpreters.answer_of(str(tmp_path / "missing")) is None
    if sys.platform != "win32":
        shim = tmp_path / "python3.13"
        shim.write_text("#!/bin/sh\necho 'command not found' >&2\nexit 127\n")
        shim.chmod(0o755)
        assert interpreters.answer_of(str(shim)) is None


def test_the_running_python_answers_for_itself() -> None:
    found = interpreters.answer_of(sys.executable)
    assert found is not None
    assert found.version == sys.version_info[:3]
    assert found.fit


@pytest.mark.parametrize(
    ("version", "fit"),
    [((3, 10, 9), False), ((3, 11, 0), True), ((3, 13, 9), True), ((3, 14, 0), False)],
)
def test_which_versions_are_fit(version: tuple[int, ...], fit: bool) -> None:
    assert interpreters.Interpreter("python", version).fit is fit


def test_nothing_is_missing_where_everything_is() -> None:
    assert debian.missing_packages(ALL_LIBRARIES, has_font=True) == []


def test_a_missing_library_names_its_package() -> None:
    without = ALL_LIBRARIES.replace("libnss3.so", "libother.so")
    assert debian.missing_packages(without, has_font=True) == [("libnss3",)]
    assert debian.missing_packages(ALL_LIBRARIES, has_font=False) == [("fonts-dejavu-core",)]


def test_without_leave_one_line_to_paste_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(debian, "_known_libraries", lambda: "")
    monkeypatch.setattr(debian, "_has_font", lambda: True)
    monkeypatch.setattr(debian, "_leave_to_install", lambda: None)
    monkeypatch.setattr(debian, "_available", lambda names: names[-1])
    monkeypatch.setattr(debian.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(sys, "platform", "linux")
    with pytest.raises(terminal.CannotGoOn) as stop:
        debian.provide_libraries()
    *_, line = str(stop.value).splitlines()
    assert line.startswith("sudo apt-get install -y libegl1 libgl1 libnss3 ")


@pytest.fixture
def prepared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Environment, list[str]]:
    """An environment whose steps are only noted, and the notes."""
    made = Environment(tmp_path / ".venv", interpreters.running())
    notes: list[str] = []

    def make(_self: Environment) -> None:
        notes.append("make")
        for part in (
            "bin",
            "Scripts",
            f"lib/python{sys.version_info[0]}.{sys.version_info[1]}/site-packages",
            "Lib/site-packages",
        ):
            (made.folder / part).mkdir(parents=True, exist_ok=True)

    monkeypatch.setattr(Environment, "_make", make)
    monkeypatch.setattr(Environment, "_pip", lambda _self, *given: notes.append(given[0]))
    monkeypatch.setattr(Environment, "_remove_strays", lambda _self: None)
    monkeypatch.setattr(Environment, "_succeeds", lambda _self, *_given: True)
    monkeypatch.setattr(
        environment,
        "answer_of",
        lambda _program: interpreters.running() if made.folder.exists() else None,
    )
    return made, notes


def test_a_second_start_does_nothing(prepared: tuple[Environment, list[str]]) -> None:
    made, notes = prepared
    made.prepare()
    made.prepare()
    assert notes == ["make", "install"]


def test_another_lock_file_is_installed(
    prepared: tuple[Environment, list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, notes = prepared
    made.prepare()
    other = tmp_path / "requirements.lock"
    other.write_text("babel==2.18.0\n")
    monkeypatch.setattr(environment, "LOCK_FILE", other)
    monkeypatch.setattr(Environment, "_worth_keeping", lambda _self: True)
    made.prepare()
    assert notes == ["make", "install", "install"]


def test_an_interrupted_set_up_begins_anew(
    prepared: tuple[Environment, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    made, notes = prepared

    def interrupted(_self: Environment) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as once:
        once.setattr(Environment, "_point_at_project", interrupted)
        with pytest.raises(KeyboardInterrupt):
            made.prepare()
    made.prepare()
    assert notes == ["make", "install", "make", "install"]


def test_a_stamp_of_another_place_or_python_doesnt_count(
    prepared: tuple[Environment, list[str]],
) -> None:
    made, notes = prepared
    made.prepare()
    stamp = made.folder / "pos-app-ready.json"
    said = json.loads(stamp.read_text())
    for change in ({"project": "elsewhere"}, {"python": "3.9"}, {"lock": ""}, {"recipe": "0"}):
        stamp.write_text(json.dumps(said | change))
        made.prepare()
    assert notes.count("install") == 5


def test_a_window_needs_a_display() -> None:
    on_linux = sys.platform.startswith("linux")
    assert commands.has_display({}) is not on_linux
    assert commands.has_display({"WAYLAND_DISPLAY": "wayland-0"})
    assert commands.has_display({"DISPLAY": ":0"})


@pytest.mark.parametrize("command", sorted(commands._COMMANDS))
def test_the_help_names_each_command(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        commands.main(["--help"])
    assert f"  {command} " in capsys.readouterr().out


def test_an_environment_may_be_the_first_in_its_folder(tmp_path: Path) -> None:
    """`.venvs` is not in the repository: the second Python's environment makes it."""
    from devkit.environment import alone

    with alone(tmp_path / ".venvs" / "3.13.lock"):
        assert (tmp_path / ".venvs" / "3.13.lock").exists()
