"""House rules that ruff and import-linter can't state, read from the source itself."""

import ast
import re
import subprocess
import sys
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = ("pos_app", "ui")
LONGEST_FUNCTION = 40
LONGEST_FILE = 400

LONG_ON_PURPOSE: dict[str, str] = {}
"""`path` or `path:function` with the reason why it may be longer."""

GPL_ONLY_QT = frozenset(
    {
        "QtCharts", "QtDataVisualization", "QtGraphs", "QtGraphsWidgets", "QtVirtualKeyboard",
        "QtNetworkAuth", "QtQuick3D", "QtShaderTools", "QtLottie", "QtHttpServer", "QtGrpc",
        "QtWaylandCompositor", "QtMqtt", "QtCoap", "QtQuickTimeline", "QtInsightTracker",
    }
)  # fmt: skip
"""Qt modules offered under the GPL or a commercial licence only (doc.qt.io/qt-6/qtmodules.html)."""

HEAVY = ("stripe", "httpx", "PySide6.QtWebEngineCore", "PySide6.QtWebEngineWidgets", "faker")
"""Imports that take longer than a frame; they come one by one after the first paint."""

FLOAT_FREE = ("pos_app/kernel/money.py", "pos_app/payments", "pos_app/sales", "pos_app/checkout")


def python_files(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


@cache
def comments_of(path: Path) -> dict[int, str]:
    with tokenize.open(path) as file:
        tokens = tokenize.generate_tokens(file.readline)
        return {one.start[0]: one.string for one in tokens if one.type == tokenize.COMMENT}


def everything(*folders: str) -> Iterator[tuple[Path, ast.AST]]:
    for path in python_files(*folders):
        for node in ast.walk(tree_of(path)):
            yield path, node


def test_nothing_is_swallowed_without_a_reason() -> None:
    """A broad `except` may hide money that moved: whoever writes one says why it can't."""
    unreasoned = [
        f"{name_of(path)}:{node.lineno}"
        for path, node in everything(*PROGRAM, "devkit", "tests")
        if isinstance(node, ast.ExceptHandler) and _broad(node) and not _reason(path, node)
    ]
    assert unreasoned == []


def _broad(handler: ast.ExceptHandler) -> bool:
    names = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(
        name is None or (isinstance(name, ast.Name) and name.id in {"Exception", "BaseException"})
        for name in names
    )


def _reason(path: Path, handler: ast.ExceptHandler) -> bool:
    lines = range(handler.lineno, handler.body[0].lineno + 1)
    return any("reason:" in comments_of(path).get(line, "") for line in lines)


def test_sleeping_has_a_reason() -> None:
    """Waiting for time to pass makes tests slow and uncertain."""
    unreasoned = [
        f"{name_of(path)}:{node.lineno}"
        for path, node in everything(*PROGRAM, "tests")
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) == "time.sleep"
        and "reason:" not in comments_of(path).get(node.lineno, "")
    ]
    assert unreasoned == []


def test_no_dialog_runs_its_own_loop() -> None:
    """`exec()` on a dialog stalls every task of the till (HOUSE-STYLE 3.6): `open()` instead."""
    found = [
        f"{name_of(path)}:{node.lineno}"
        for path, node in everything("ui")
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"exec", "exec_"}
    ]
    assert found == []


def test_money_has_no_floats() -> None:
    found = [
        f"{name_of(path)}:{node.lineno}"
        for path in _files_below(FLOAT_FREE)
        for node in ast.walk(tree_of(path))
        if (isinstance(node, ast.Constant) and isinstance(node.value, float))
        or (isinstance(node, ast.Call) and ast.unparse(node.func) in {"float", "round"})
        or (isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div) and not _path(node))
    ]
    assert found == []


def _files_below(names: tuple[str, ...]) -> list[Path]:
    return [path for path in python_files(*PROGRAM) if name_of(path).startswith(names)]


def _path(division: ast.BinOp) -> bool:
    """Whether this is pathlib's slash: a text on one of its sides."""
    sides = (division.left, division.right)
    return any(isinstance(side, ast.Constant) and isinstance(side.value, str) for side in sides)


def test_functions_and_files_are_short() -> None:
    long_files = [
        name_of(path)
        for path in python_files(*PROGRAM, "devkit")
        if len(path.read_text("utf-8").splitlines()) > LONGEST_FILE
    ]
    long_functions = [
        f"{name_of(path)}:{node.name}"
        for path, node in everything(*PROGRAM, "devkit")
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and _length(node) > LONGEST_FUNCTION
    ]
    assert sorted({*long_files, *long_functions} - LONG_ON_PURPOSE.keys()) == []


def _length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def test_what_is_long_on_purpose_still_is_there() -> None:
    names = {name_of(path) for path in python_files(*PROGRAM, "devkit")}
    gone = [name for name in LONG_ON_PURPOSE if name.split(":")[0] not in names]
    assert gone == []


def test_no_qt_module_forces_the_gpl_on_us() -> None:
    found = [
        f"{name_of(path)}: {module}"
        for path, node in everything(*PROGRAM, "tests")
        for module in _modules(node)
        if module.startswith("PySide6.") and module.split(".")[1] in GPL_ONLY_QT
    ]
    assert found == []


def _modules(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module and not node.level:
        return [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return []


def test_kernel_and_models_need_only_the_standard_library() -> None:
    pure = [
        path
        for path in python_files("pos_app")
        if path.name == "model.py" or name_of(path).startswith("pos_app/kernel/")
    ]
    own = {"pos_app"}
    found = [
        f"{name_of(path)}: {module}"
        for path in pure
        for node in ast.walk(tree_of(path))
        for module in _modules(node)
        if module.split(".")[0] not in sys.stdlib_module_names | own
    ]
    assert found == []


def test_no_global_registry() -> None:
    """Nobody reaches around the constructor arguments that bootstrap.py gives."""
    found = [
        f"{name_of(path)}:{node.lineno}"
        for path, node in everything(*PROGRAM)
        if isinstance(node, ast.Global)
    ]
    assert found == []


@pytest.mark.parametrize("entrance", ["pos_app.__main__", "ui.app", "pos_app.bootstrap"])
def test_start_up_leaves_the_heavy_imports_for_later(entrance: str) -> None:
    """Anything heavy before the first paint costs the cashier time (PERF.md, section 2)."""
    source = ROOT.joinpath(*entrance.split(".")).with_suffix(".py")
    assert source.exists()
    program = (
        f"import sys, importlib; importlib.import_module({entrance!r}); "
        f"print(*[name for name in {HEAVY!r} if name in sys.modules])"
    )
    asked = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert asked.returncode == 0, asked.stderr
    assert asked.stdout.split() == []


@cache
def tracked_files() -> tuple[Path, ...]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\0")
    paths = [ROOT / name for name in listed if name]
    return tuple(path for path in paths if path.is_file())


def test_no_file_names_a_machine_or_a_registry() -> None:
    """What is tracked works on every machine, and names no place to download from."""
    hosts = ("pypi" + ".org", "pythonhosted" + ".org", "registry.npmjs" + ".org", "npmjs" + ".com")
    homes = re.compile(r"(?<![\w.])/(?:home|Users|root|work)/\w|[A-Z]:\\Users\\")
    found = []
    for path in tracked_files():
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue  # pictures and fonts
        for number, line in enumerate(text.splitlines(), 1):
            if homes.search(line) or any(host in line for host in hosts):
                found.append(f"{name_of(path)}:{number}: {line.strip()[:80]}")
    assert found == []


def test_no_secret_key_is_tracked() -> None:
    """Only the stand-in's own well-known keys; a real one never lies in a file."""
    real = re.compile(
        r"\b[rs]k_live_[A-Za-z0-9]{16,}|\b[rs]k_test_[A-Za-z0-9]{24,}|\bwhsec_\w{24,}"
    )
    found = [
        name_of(path)
        for path in tracked_files()
        if real.search(path.read_text("utf-8", errors="ignore"))
    ]
    assert found == []
