"""PySide6 imported without its own modules having run is the same PySide6."""

import json
import subprocess
import sys
import threading
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

import pytest

from devkit import unpacked
from ui import light_pyside

ROOT = Path(__file__).resolve().parents[3]
_LEFT = "__lazy_import__"
"""What shiboken6 puts in place of Python's own, which looks at nothing."""
SAID = """
import builtins, json, sys
if sys.argv[1] != "as ever":
    sys.prefix = sys.argv[1]
    from ui.light_pyside import import_pyside
    import_pyside()
import PySide6.QtWidgets, shiboken6
from PySide6.QtCore import QTimer
ran = [name for name in ("argparse", "inspect", "zipfile") if name in sys.modules]
said = []
for wrong in ({"single": 7}, {"singleShot": True, "nothing": 1}):
    try:
        QTimer(**wrong)
    except Exception as error:
        said.append(repr(error))
try:
    QTimer().setInterval("soon")
except TypeError as error:
    said.append(str(error))
from PySide6.support.signature import get_signature
import tempfile, zipfile
said += [type(one).__name__ for one in (tempfile, zipfile)]
said += [callable(shiboken6.zipfile.ZipFile), type(shiboken6.zipfile).__name__]
said += [QTimer.start.__doc__, repr(get_signature(QTimer.start)), shiboken6.__file__]
print(json.dumps([ran, builtins.__import__.__name__, said]))
"""


def said(where: str) -> list[object]:
    """Which of the heavy modules ran, what imports, and what PySide6 says."""
    done = subprocess.run(
        [sys.executable, "-c", SAID, where], cwd=ROOT, capture_output=True, text=True, check=True
    )
    found: list[object] = json.loads(done.stdout)
    return found


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An environment's folder."""
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    return tmp_path


def test_it_says_the_same_and_runs_less(environment: Path) -> None:
    assert unpacked.unpack_for_environment() > 5
    ran, imports, as_ever = said("as ever")
    assert (ran, imports) == (["argparse", "inspect", "zipfile"], "__feature_import__")
    assert said(str(environment)) == [[], _LEFT, as_ever]


def test_without_its_modules_as_bytecode_it_is_imported_as_ever(tmp_path: Path) -> None:
    ran, _, as_ever = said("as ever")
    assert said(str(tmp_path)) == [ran, _LEFT, as_ever]


def test_those_of_another_pyside_are_replaced(environment: Path) -> None:
    other = environment / "pyside-modules" / "cpython-39-1-1"
    other.mkdir(parents=True)
    unpacked.unpack_for_environment()
    unpacked.unpack_for_environment()
    (place,) = (environment / "pyside-modules").iterdir()
    assert place != other
    assert (place / "files.dir" / "shibokensupport" / "feature.pyc").is_file()


class Slow:
    """A loader whose module asks itself for what it has not got, and takes until `go` is set."""

    def __init__(self) -> None:
        self.runs = 0
        self.go = threading.Event()
        self.met: list[str] = []

    def exec_module(self, module: ModuleType) -> None:
        self.runs += 1
        try:
            _ = module.later
        except AttributeError as error:
            self.met.append(str(error))
        assert self.go.wait(30)
        module.__dict__["later"] = "there"


def test_a_module_runs_once_when_something_in_it_is_asked_for() -> None:
    slow = Slow()
    loader = light_pyside._LateLoader(slow)
    module = loader.create_module(ModuleSpec("theirs", None))
    module.__dict__["__loader__"] = loader
    loader.exec_module(module)
    assert not hasattr(module, "__path__")
    assert slow.runs == 0
    found: list[str] = []
    threads = [threading.Thread(target=lambda: found.append(module.later)) for _ in range(3)]
    for thread in threads:
        thread.start()
    slow.go.set()
    for thread in threads:
        thread.join()
    assert (found, slow.runs, slow.met) == (["there"] * 3, 1, ["theirs"])
    assert type(module) is ModuleType
    with pytest.raises(AttributeError, match="never"):
        _ = module.never
