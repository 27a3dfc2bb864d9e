"""What a start imports, when, and on which thread."""

import ast
import json
import subprocess
import sys
from pathlib import Path

from tests.unit.project.test_house import everything
from ui import behind

ROOT = Path(__file__).resolve().parents[3]
MOST_AT_ONCE = 24
"""Modules in one part: more would be more than a frame."""
_HEAVY = {"asyncio", "qasync", "stripe", "httpx", "sqlite_utils", "numpy", "pyqtgraph"}
_FIRST = "import json, sys; import ui.at_once; print(json.dumps(sorted(sys.modules)))"
_BEHIND = """
import json, sys
from importlib import import_module
import ui.at_once, ui.behind
for name in (*ui.at_once.STAGES, "pos_app.bootstrap"):
    import_module(name)
parts = []
for name in ui.behind.STAGES:
    before = set(sys.modules)
    import_module(name)
    parts.append([one for one in sys.modules if one not in before])
print(json.dumps(parts))
"""


def said_by(script: str) -> list[object]:
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    found: list[object] = json.loads(done.stdout)
    return found


def test_the_first_window_imports_nothing_heavy() -> None:
    assert _HEAVY.isdisjoint(map(str, said_by(_FIRST)))


def test_no_source_is_read_of_what_is_imported_behind_the_window() -> None:
    """PySide6 reads that of all that is imported after it, unless it is told not to."""
    script = (
        "import json; from PySide6 import QtWidgets; from ui.plain_import import import_plainly;"
        "from PySide6.support.feature import pyside_feature_dict as read;"
        "import wave; import_plainly(); import tomllib;"
        "print(json.dumps(['wave' in read, 'tomllib' in read]))"
    )
    assert said_by(script) == [True, False]


def test_the_rest_of_the_till_comes_in_small_parts() -> None:
    parts = said_by(_BEHIND)
    assert len(parts) == len(behind.STAGES)
    sizes = {name: len(part) for name, part in zip(behind.STAGES, parts, strict=True)}  # type: ignore[arg-type]
    assert {name: size for name, size in sizes.items() if not 0 < size <= MOST_AT_ONCE} == {}


def test_what_has_classes_of_qt_is_imported_by_no_other_thread() -> None:
    """One made while Qt handles an event on its own thread ends the process now and then."""
    names = [
        node.args[1]
        for _, node in everything("ui")
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("to_thread")
        and len(node.args) > 1 and ast.unparse(node.args[0]) == "import_module"
    ]  # fmt: skip
    assert names, "nothing was looked at"
    for name in names:
        assert isinstance(name, ast.Constant)
        assert str(name.value).startswith("pos_app.") or name.value == "numpy"
