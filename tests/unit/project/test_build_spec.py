"""build.spec finds every file the program reads, and leaves out no part of Qt that it uses."""

import ast
import sys
import types
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3]


class Step:
    """Stands for each of PyInstaller's steps: keeps what it was given, has what the next takes."""

    def __init__(self, *given: Any, **named: Any) -> None:
        self.given, self.named = given, named
        self.pure = self.scripts = self.binaries = ()
        self.datas = named.get("datas", ())


@pytest.fixture
def spec(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The names of build.spec after it ran with those stand-ins, as PyInstaller would run it."""
    hooks = types.ModuleType("PyInstaller.utils.hooks")
    hooks.collect_submodules = lambda package: [package]  # type: ignore[attr-defined]
    asked: list[str] = []
    hooks.collect_data_files = lambda package: asked.append(package) or []  # type: ignore[attr-defined]
    for name in ("PyInstaller", "PyInstaller.utils"):
        monkeypatch.setitem(sys.modules, name, types.ModuleType(name))
    monkeypatch.setitem(sys.modules, "PyInstaller.utils.hooks", hooks)
    steps = dict.fromkeys(("Analysis", "PYZ", "EXE", "COLLECT", "BUNDLE"), Step)
    names: dict[str, Any] = {"SPECPATH": str(ROOT), **steps}
    exec(compile((ROOT / "build.spec").read_text("utf-8"), "build.spec", "exec"), names)  # noqa: S102
    assert asked == ["escpos"], "it reads what printers can do from a file of its own"
    return names


def test_every_file_beside_the_sources_is_shipped(spec: dict[str, Any]) -> None:
    shipped = {Path(source).relative_to(ROOT).as_posix() for source, _ in spec["analysis"].datas}
    assert "resources/checkout/checkout.html" in shipped
    assert "resources/translations/pos_fr.qm" in shipped
    assert "pos_app/training/assets/stripe.js" in shipped
    assert not any(name.endswith((".py", ".pyc", ".ts")) for name in shipped)


def test_a_file_keeps_its_place(spec: dict[str, Any]) -> None:
    for source, folder in spec["analysis"].datas:
        assert (ROOT / folder / Path(source).name) == Path(source)


def test_what_the_program_imports_of_qt_is_not_left_out(spec: dict[str, Any]) -> None:
    imported = {
        node.module.split(".")[1]
        for path in (ROOT / "ui").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("PySide6.")
    }
    assert imported
    assert imported.isdisjoint(spec["UNUSED_QT"])
