"""build.spec finds every file the program reads, and leaves out no part of Qt that it uses."""

import ast
import sys
import types
from pathlib import Path
from typing import Any

import pytest

from devkit import packing

ROOT = Path(__file__).resolve().parents[3]


class Step:
    """Stands for each of PyInstaller's steps: keeps what it was given, has what the next takes."""

    def __init__(self, *given: Any, **named: Any) -> None:
        self.given, self.named = given, named
        self.scripts = [
            (name, "", "PYSOURCE")
            for name in ("pyi_rth_other", "pyi_rth_pyside6", "pyi_rth_usb", "__main__")
        ]  # fmt: skip
        self.pure = [("pos_app", "", "PYMODULE"), ("faker.providers.person.de_DE", "", "PYMODULE")]
        self.binaries = [
            ("PySide6/Qt/qml/QtQuick/libplugin.so", "/nowhere/libplugin.so", "BINARY"),
            ("libplugin.so", "PySide6/Qt/qml/QtQuick/libplugin.so", "SYMLINK"),
        ]
        self.datas = [
            (f"{folder}/{Path(source).name}", source, "DATA")
            for source, folder in named.get("datas", ())
        ]


@pytest.fixture
def spec(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The names of build.spec after it ran with those stand-ins, as PyInstaller would run it."""
    hooks = types.ModuleType("PyInstaller.utils.hooks")
    hooks.collect_submodules = lambda package: [package]  # type: ignore[attr-defined]
    asked: list[str] = []
    hooks.collect_data_files = lambda package: asked.append(package) or []  # type: ignore[attr-defined]
    hooks.copy_metadata = lambda name: [(f"/packages/{name}", name)]  # type: ignore[attr-defined]
    linked = types.ModuleType("PyInstaller.depend.bindepend")
    linked.get_imports = lambda file: []  # type: ignore[attr-defined]
    for name in ("PyInstaller", "PyInstaller.utils", "PyInstaller.depend"):
        monkeypatch.setitem(sys.modules, name, types.ModuleType(name))
    monkeypatch.setitem(sys.modules, "PyInstaller.utils.hooks", hooks)
    monkeypatch.setitem(sys.modules, "PyInstaller.depend.bindepend", linked)
    monkeypatch.setattr(sys, "path", list(sys.path))
    monkeypatch.setattr(sys, "platform", "linux")
    steps = dict.fromkeys(("Analysis", "PYZ", "EXE", "COLLECT", "BUNDLE"), Step)
    names: dict[str, Any] = {"SPECPATH": str(ROOT), **steps}
    exec(compile((ROOT / "build.spec").read_text("utf-8"), "build.spec", "exec"), names)  # noqa: S102
    assert asked == [*packing.READING], "they read files of their own"
    return names


def shipped(spec: dict[str, Any]) -> set[str]:
    """Files of this project in the bundle, by their places there."""
    files = {place: source for place, source, _ in spec["analysis"].datas}
    return {
        Path(place).as_posix()
        for place, source in files.items()
        if Path(source).is_relative_to(ROOT)
    }


def test_every_file_beside_the_sources_is_shipped(spec: dict[str, Any]) -> None:
    there = shipped(spec)
    assert "resources/checkout/checkout.html" in there
    assert "resources/translations/pos_fr.qm" in there
    assert "resources/app/pos-app.svg" in there
    assert "pos_app/training/assets/stripe.js" in there
    assert not any(name.endswith((".py", ".pyc", ".ts")) for name in there)
    here = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "resources").rglob("*")
        if path.is_file() and path.suffix != ".ts"
    }
    assert here <= there


def test_a_file_keeps_its_place(spec: dict[str, Any]) -> None:
    for place in shipped(spec):
        assert (ROOT / place).is_file()


def test_useless_parts_are_left_out_at_the_end(spec: dict[str, Any]) -> None:
    assert spec["analysis"].binaries == []
    assert [name for name, _, _ in spec["analysis"].pure] == ["pos_app"]


def test_nothing_runs_before_the_program_that_it_has_no_use_for(spec: dict[str, Any]) -> None:
    assert [name for name, _, _ in spec["analysis"].scripts] == ["pyi_rth_other", "__main__"]
    assert packing.kept_hook("pyi_rth_pyside6", "win32")
    (first,) = spec["analysis"].named["runtime_hooks"]
    assert Path(first).is_file()


def test_libraries_of_many_modules_lie_loose(spec: dict[str, Any]) -> None:
    modes = spec["analysis"].named["module_collection_mode"]
    assert modes["stripe"] == "pyc"
    assert {"pos_app", "ui"}.isdisjoint(modes)


def test_every_package_brings_its_licence(spec: dict[str, Any]) -> None:
    there = {place.split("/")[0] for place, _, _ in spec["analysis"].datas}
    assert {"stripe", "PySide6_Addons", "httpx", "pyinstaller"} <= there


def test_what_the_program_imports_of_qt_is_not_left_out() -> None:
    imported = {
        node.module.split(".")[1]
        for path in (ROOT / "ui").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("PySide6.")
    }
    assert imported
    assert imported.isdisjoint(packing.UNUSED_QT)
