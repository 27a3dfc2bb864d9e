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

_ONE_LITERAL = "one literal: an object of Stripe's, every field it documents"
LONG_ON_PURPOSE = {
    "pos_app/bootstrap.py:build": "the arguments of one constructor: every service of a till",
    "pos_app/training/objects/charges.py:blank": _ONE_LITERAL,
    "pos_app/training/objects/intent_shape.py:blank": _ONE_LITERAL,
    "pos_app/training/page/page_session.py:shape": _ONE_LITERAL,
    "pos_app/training/objects/payment_methods.py:described": _ONE_LITERAL,
}
"""`path` or `path:function` with the reason why it may be longer."""

GPL_ONLY_QT = frozenset(
    {
        "QtCharts", "QtDataVisualization", "QtGraphs", "QtGraphsWidgets", "QtVirtualKeyboard",
        "QtNetworkAuth", "QtQuick3D", "QtShaderTools", "QtLottie", "QtHttpServer", "QtGrpc",
        "QtWaylandCompositor", "QtMqtt", "QtCoap", "QtQuickTimeline", "QtInsightTracker",
    }
)  # fmt: skip
"""Qt modules offered under the GPL or a commercial licence only (doc.qt.io/qt-6/qtmodules.html)."""

HEAVY = (
    "stripe", "httpx", "PySide6.QtWebEngineCore", "PySide6.QtWebEngineWidgets", "faker", "escpos",
    "pyqtgraph", "numpy",
)  # fmt: skip
"""Imports that take longer than a frame; they come one by one after the first paint."""

MONEY_ONLY = (
    "pos_app/kernel/money.py", "pos_app/sales/", "pos_app/payments/model.py",
    "pos_app/payments/store.py", "pos_app/checkout/model.py", "pos_app/checkout/store.py",
    "pos_app/consent/model.py", "pos_app/consent/scope_check.py", "pos_app/consent/records.py",
    "pos_app/consent/store.py",
)  # fmt: skip


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
    """A broad `except` may hide money that moved: whoever writes one says why it can't.

    One that only tidies up and raises again hides nothing.
    """
    unreasoned = [
        f"{name_of(path)}:{node.lineno}"
        for path, node in everything(*PROGRAM, "devkit", "tests")
        if isinstance(node, ast.ExceptHandler)
        and _broad(node)
        and not isinstance(node.body[-1], ast.Raise)
        and not _reason(path, node)
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
    """None at all where amounts live; elsewhere none in a statement that speaks of an amount."""
    found = [
        f"{name_of(path)}:{statement.lineno}"
        for path, statement in everything(*PROGRAM)
        if isinstance(statement, ast.stmt)
        and not hasattr(statement, "body")
        and (name_of(path).startswith(MONEY_ONLY) or _speaks_of_an_amount(statement))
        and any(_makes_a_float(node) for node in ast.walk(statement))
    ]
    assert found == []


def _speaks_of_an_amount(statement: ast.stmt) -> bool:
    names = {node.id for node in ast.walk(statement) if isinstance(node, ast.Name)}
    names |= {node.attr for node in ast.walk(statement) if isinstance(node, ast.Attribute)}
    return any(re.search(r"(^|_)(minor|amount|money)($|_)", name) for name in names)


def _makes_a_float(node: ast.AST) -> bool:
    if isinstance(node, ast.Constant):
        return isinstance(node.value, float)
    if isinstance(node, ast.Call):
        return ast.unparse(node.func) in {"float", "round"}
    return isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div) and not _path(node)


def _path(division: ast.BinOp) -> bool:
    """Whether this is pathlib's slash: a text on one of its sides."""
    sides = (division.left, division.right)
    return any(
        isinstance(side, ast.JoinedStr)
        or (isinstance(side, ast.Constant) and isinstance(side.value, str))
        for side in sides
    )


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
    found = {*long_files, *long_functions}
    assert sorted(found - LONG_ON_PURPOSE.keys()) == []
    assert sorted(LONG_ON_PURPOSE.keys() - found) == [], "no longer long: take it off the list"


def _length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


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


def test_there_is_one_way_to_the_network() -> None:
    """Stripe is spoken to by its own client only; the stand-in is served by uvicorn."""
    others = ("urllib.request", "http.client", "http.server", "ftplib", "smtplib", "telnetlib")
    found = [
        f"{name_of(path)}: {module}"
        for path, node in everything("pos_app")
        for module in _modules(node)
        if module in others
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


def test_a_key_is_bound_in_one_place_so_that_f1_tells_it() -> None:
    bound = [
        name_of(path)
        for path, node in everything("ui")
        if isinstance(node, ast.Name | ast.Attribute)
        and getattr(node, "id", getattr(node, "attr", "")) == "QShortcut"
    ]
    assert set(bound) == {"ui/widgets/keys.py"}
