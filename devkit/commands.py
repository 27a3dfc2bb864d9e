"""The commands of dev.py."""

import argparse
import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from devkit import bundle, debian, lockfile, node, pictures, sounds
from devkit.environment import Environment
from devkit.interpreters import Interpreter, fit_ones, running
from devkit.terminal import ROOT, CannotGoOn, Command, run_openly, say

PICTURES: Final = Path("build") / "demo"
"""Where the demo leaves its pictures when there is no display."""
_BENCHES: Final = Path("tests") / "bench"
_ALL_PYTHONS: Final = "--all-pythons"
_STORIES: Final = "tests/simulation/test_seeds.py::test_twenty_thousand_seeds"
"""It takes as many processors as there are, and screens beside it would wait for it."""
_ON_THE_NEWER: Final = (
    "checkout collector customers flows/test_paying.py payments shell tasks theme webview widgets"
)
"""What is a matter of Python's version too: how it and Qt hand objects to each other, in widgets,
models, threads and the web view, and a payment the whole way. Money, words on screens and which
screen follows which are not, and would take as long again."""
_ENVIRONMENT: Final = "--environment"
_KILLED: Final = tuple(
    f"tests/faults/test_{name}.py" for name in ("kill", "rotation_killed", "erasure_killed")
)
"""`dev.py run` opens training, unless another one is asked for."""
_NONE_WANTED: Final = 5
"""pytest's status when the options leave no test."""
_PROCESSES: Final = 4
"""Of the tests, at most: each has a web engine of its own. One more than there are processors, as
a quarter of a run was spent waiting: for a page to load, a reply, a timer."""


def main(arguments: Sequence[str]) -> int:
    """Carry out one command; the result is the process's exit status."""
    names = "\n".join(f"  {name:<10} {text}" for name, (_, text) in _COMMANDS.items())
    parser = argparse.ArgumentParser(
        prog="dev.py",
        description=f"commands:\n{names}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", choices=_COMMANDS, metavar="COMMAND")
    parser.add_argument("rest", nargs=argparse.REMAINDER, metavar="...")
    options = parser.parse_args(arguments)
    carry_out, _ = _COMMANDS[options.command]
    try:
        return carry_out(options.rest)
    except CannotGoOn as stop:
        say(str(stop))
        return 2


def _ready(folder: str = ".venv", base: Interpreter | None = None) -> Environment:
    """The environment, fit to use; says how long that took."""
    begun = time.perf_counter()
    debian.provide_libraries()
    environment = Environment(ROOT / folder, base or running())
    environment.prepare()
    say(f"{folder} is ready ({time.perf_counter() - begun:.2f} s)")
    return environment


def _settings() -> dict[str, str]:
    """Environment variables for programs with windows, as this machine needs them."""
    settings: dict[str, str] = {}
    if not has_display(os.environ):
        settings["QT_QPA_PLATFORM"] = os.environ.get("QT_QPA_PLATFORM", "offscreen")
    if _sandbox_cannot_run():
        settings["QTWEBENGINE_DISABLE_SANDBOX"] = "1"
    return settings


def has_display(variables: Mapping[str, str]) -> bool:
    """Whether a window would be seen: on Linux, X11 or Wayland is there."""
    elsewhere = not sys.platform.startswith("linux")
    return elsewhere or any(variables.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def _sandbox_cannot_run() -> bool:
    """The web engine's sandbox refuses to work for root, and in most CI containers."""
    root = sys.platform != "win32" and os.geteuid() == 0
    return root or bool(os.environ.get("CI"))


def _run(rest: list[str]) -> int:
    environment = _ready()
    if has_display(os.environ):
        given = rest if _ENVIRONMENT in rest else [_ENVIRONMENT, "training", *rest]
        return run_openly([environment.python, "-m", "pos_app", *given], more=_settings())
    say(f"no display here: running the demo instead; its pictures go to {PICTURES}")
    status = _run_demo(environment, ["--out", str(PICTURES), *rest])
    say(f"pictures, receipt.pdf and summary.json: {ROOT / PICTURES}")
    return status


def _demo(rest: list[str]) -> int:
    given = rest if "--out" in rest else ["--out", str(PICTURES), *rest]
    return _run_demo(_ready(), given)


def _pictures(_rest: list[str]) -> int:
    environment = _ready()
    status = pictures.take(lambda given: _run_demo(environment, given))
    if status != 0:
        return status
    command: Command = [environment.python, "-m", "tests.ui.screens.manual", str(pictures.IMAGES)]
    return run_openly(command, more=_settings())


def _run_demo(environment: Environment, rest: list[str]) -> int:
    return run_openly([environment.python, "-m", "pos_app", "demo", *rest], more=_settings())


def _test(rest: list[str]) -> int:
    everywhere = _ALL_PYTHONS in rest
    environment = _ready()
    node.prepare()
    debian.provide_test_programs()
    given = [one for one in rest if one != _ALL_PYTHONS]
    status = 0
    if all(one.startswith("-") for one in given):  # all tests: the longest has the machine alone
        status = _pytest(environment, ["-n0", *given, _STORIES])
        status = 0 if status == _NONE_WANTED else status
        given += ["--deselect", _STORIES]
    status = _pytest(environment, given) or status
    newer = _newer_python() if everywhere or os.environ.get("CI") else None
    if newer is None or status != 0:
        return status
    say(f"the tests of the screens once more, on Python {newer.series}")
    again = [f"tests/ui/{one}" for one in _ON_THE_NEWER.split()]
    return _pytest(_ready(f".venvs/{newer.series}", newer), [*again, "--ignore-glob=*_fits.py"])


def _pytest(environment: Environment, rest: list[str]) -> int:
    """In as many processes as help: most tests of the screens wait, and the files don't depend on
    one another. `-n0` runs them in one, as a debugger needs it.

    What they compile is kept, also where it is not to be: hundreds of processes read the same
    files, and compiling them takes most of the time one needs to start.

    A process that dies isn't replaced: pytest-xdist 3.8 gives its replacement files already done
    and then waits for ever (pytest-xdist issues 1323 and 1378); the run ends and names the test.
    """
    own = any(given.startswith(("-n", "--numprocesses", "--pdb", "--trace")) for given in rest)
    processes = str(min((os.cpu_count() or 1) + 1, _PROCESSES))
    many = [
        *("-n", processes, "--dist", "loadfile", "--no-loadscope-reorder"),
        *("--max-worker-restart", "0"),
    ]
    many = [] if own else many
    more = {**_settings(), "PYTHONDONTWRITEBYTECODE": ""}
    return run_openly([environment.python, "-m", "pytest", *many, *rest], more=more)


def _newer_python() -> Interpreter | None:
    """The newest fit Python, when it is newer than the one in use."""
    newest = next(iter(fit_ones()), None)
    return newest if newest and newest.version[:2] > running().version[:2] else None


def _check(_rest: list[str]) -> int:
    environment = _ready()
    commands: dict[str, Command] = {
        "ruff check": [environment.program("ruff"), "check", "."],
        "ruff format": [environment.program("ruff"), "format", "--check", "."],
        "mypy": [environment.program("mypy")],
        "import contracts": [environment.program("lint-imports"), "--no-cache"],
        "translations": [environment.python, "-m", "devkit.translations"],
    }
    failed = [name for name, command in commands.items() if run_openly(command) != 0]
    say(f"not in order: {', '.join(failed)}" if failed else "all in order")
    return 1 if failed else 0


def _bench(rest: list[str]) -> int:
    folder = ROOT / _BENCHES
    shared = {
        "__init__", "agreements_panel", "counter", "figures", "lookup_screen", "lookup_typing",
    }  # fmt: skip
    names = sorted(path.stem for path in folder.glob("*.py") if path.stem not in shared)
    if not rest or rest[0] not in names:
        say(f"benches: {', '.join(names)}")
        return 2 if rest else 0
    command: Command = [_ready().python, "-m", f"tests.bench.{rest[0]}", *rest[1:]]
    return run_openly(command, more=_settings())


def _simulate(rest: list[str]) -> int:
    return run_openly([_ready().python, "-m", "tests.simulation.run", *rest])


def _mutants(rest: list[str]) -> int:
    return run_openly([_ready().python, "-m", "tests.simulation.mutants", *rest])


def _fuzz(rest: list[str]) -> int:
    return run_openly([_ready().python, "-m", "tests.fuzz.run", *rest], more=_settings())


def _kills(rest: list[str]) -> int:
    command: Command = [_ready().python, "-m", "pytest", *_KILLED, *rest]
    return run_openly(command, more={**_settings(), "POS_KILL_EVERY": "1"})


def _screens(rest: list[str]) -> int:
    return run_openly([_ready().python, "-m", "tests.ui.screens.pictures", *rest], more=_settings())


def _thorough(rest: list[str]) -> int:
    return _pytest(_ready(), ["tests", *rest])


def _translate(_rest: list[str]) -> int:
    return run_openly([_ready().python, "-m", "ui.i18n.update"])


def _bundle(rest: list[str]) -> int:
    argparse.ArgumentParser(prog="dev.py bundle", description=bundle.__doc__).parse_args(rest)
    return bundle.make(_ready(), _settings())


def _lock(rest: list[str]) -> int:
    return lockfile.write(rest)


def _sounds(_rest: list[str]) -> int:
    return sounds.main()


def _set_up(_rest: list[str]) -> int:
    _ready()
    return 0


_COMMANDS: Final[dict[str, tuple[Callable[[list[str]], int], str]]] = {
    "run": (_run, "open the till; without a display, make the demo's pictures instead"),
    "test": (_test, f"run the tests; the rest goes to pytest; {_ALL_PYTHONS}: screens on two"),
    "check": (_check, "lint, format, types, import contracts, translations"),
    "bench": (_bench, "NAME: measure and compare with the targets; without NAME: list them"),
    "simulate": (_simulate, "play random stories of the till's money; --seed N replays one"),
    "mutants": (_mutants, "put broken designs into a copy of the code and see them caught"),
    "thorough": (_thorough, "every test, also the whole tills that `test` leaves out"),
    "fuzz": (_fuzz, "spoilt replies and inputs, 50,000 of each; --runs N, --seed N"),
    "kills": (_kills, "kill a till's process at each step of every operation, not only at some"),
    "demo": (_demo, "drive the real windows through the main job; --out DIR takes the pictures"),
    "pictures": (_pictures, "take the manual's pictures again, in both languages"),
    "screens": (_screens, "pictures of every screen, theme and language on one sheet; --out DIR"),
    "sounds": (_sounds, "make the tones of outcomes again, the same bytes each time"),
    "translate": (_translate, "collect new sentences, compile them, make the pseudo-locale"),
    "bundle": (_bundle, "build the program that needs no Python, and let it play its demo"),
    "lock": (_lock, "write requirements.lock from pyproject.toml; --upgrade takes newer versions"),
    "setup": (_set_up, "set up only"),
}
