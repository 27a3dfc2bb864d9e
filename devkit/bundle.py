"""`dev.py bundle`: a program that needs no Python, proved by its doctor and its demo, and
measured."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from devkit.bundle_doctor import is_well
from devkit.environment import Environment, alone
from devkit.terminal import ROOT, CannotGoOn, child_environment, run_quietly, say

BUNDLE: Final = ROOT / "build" / "bundle" / "pos-app"
"""The folder that is given to others, whole."""
PICTURES: Final = ROOT / "build" / "bundle-demo"
NOTICES: Final = "LICENCES.txt"
LARGEST_MB: Final = 545
"""More would be something taken along by mistake. Two thirds are the web engine; pyqtgraph needs
numpy, and Qt's OpenGL though nothing is drawn with it."""
_HAVE_DEBUG_SYMBOLS: Final = (
    "libpython*.so*", "python3.*/lib-dynload/*.so", "sqlcipher3/*.so", "yaml/*.so",
)  # fmt: skip
"""40 MB for debuggers. Other libraries have none, or were changed after they were linked, which
`strip` may damage."""
_UNPACKED: Final = {"PYINSTALLER_ZLIB_COMPRESSION_LEVEL": "0"}
"""Modules lie in the bundle as they are: unpacking them took a thirtieth of the time until the
window stands, at every start, and saved 25 MB."""
_WORK: Final = ROOT / "build" / "pyinstaller"
_ICONS: Final = ROOT / "build" / "icons"
_TOO_LONG_S: Final = 600
_KEYS: Final = {"publishable": "pk", "restricted": "rk"}
_NOBODY: Final = "http://127.0.0.1:9"
"""The port of `discard`, where nobody listens."""


def make(environment: Environment, settings: Mapping[str, str]) -> int:
    """Build it, let it ask its doctor and play its demo where no source is near, and say how large
    it is. The result is 1 when one of its parts can't be asked, a step of its demo fails or it is
    too large. Another build here waits until this one is done. Raises CannotGoOn."""
    with alone(BUNDLE.parent.with_suffix(".lock")):
        return _make(environment, settings)


def _make(environment: Environment, settings: Mapping[str, str]) -> int:
    begun = time.perf_counter()
    run_quietly([environment.python, "-m", "devkit.icons", _ICONS], doing="drawing the icons")
    say("building the bundle (minutes)")
    run_quietly(
        [
            environment.python, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN",
            "--distpath", BUNDLE.parent, "--workpath", _WORK, "build.spec",
        ],
        doing="PyInstaller", more=_UNPACKED,
    )  # fmt: skip
    shutil.rmtree(_WORK)
    _strip(BUNDLE / "_internal")
    run_quietly(
        [environment.python, "-m", "devkit.unpacked", BUNDLE / "_internal" / "shiboken6"],
        doing="unpacking PySide6's own modules",
    )
    for name in ("pos-app.png", "pos-app.svg"):
        shutil.copyfile(_ICONS / name, BUNDLE / name)
    say(f"built in {time.perf_counter() - begun:.0f} s; now it runs by itself")
    played = _prove(settings)
    megabytes = size_of(BUNDLE) / 1_000_000
    small = megabytes <= LARGEST_MB
    verdict = "ok" if small else "TOO LARGE"
    say(f"{BUNDLE.relative_to(ROOT)}: {megabytes:.0f} MB (at most {LARGEST_MB})   {verdict}")
    return 0 if played and small else 1


def _strip(libraries: Path) -> None:
    program = shutil.which("strip")
    if sys.platform.startswith("linux") and program is not None:
        found = [file for pattern in _HAVE_DEBUG_SYMBOLS for file in libraries.glob(pattern)]
        run_quietly([program, "--strip-debug", *found], doing="taking out debug symbols")


def _prove(settings: Mapping[str, str]) -> bool:
    """Whether it is well, and its demo passes, in another folder, with nothing in reach but what
    the bundle has."""
    with tempfile.TemporaryDirectory(prefix="pos-bundle-") as place:
        moved = Path(place) / "somewhere else"
        shutil.move(BUNDLE, moved)
        try:
            return _runs(moved, settings)
        finally:
            shutil.move(moved, BUNDLE)


def _runs(folder: Path, settings: Mapping[str, str]) -> bool:
    begun = time.perf_counter()
    version = _said(folder, settings, "--version")
    say(f"it is {version.strip()}, and says so in {time.perf_counter() - begun:.2f} s")
    notices = _said(folder, settings, "licences")
    (folder / NOTICES).write_text(notices, "utf-8")
    shutil.rmtree(PICTURES, ignore_errors=True)
    if not _asks_stripe(folder, settings):
        return False
    if not is_well(program_in(folder), folder, {**_bare(settings), "HTTPS_PROXY": _NOBODY}):
        return False
    begun = time.perf_counter()
    status = subprocess.run(
        [program_in(folder), "demo", "--out", str(PICTURES)],
        check=False, cwd=folder, env=_bare(settings), timeout=_TOO_LONG_S,
    ).returncode  # fmt: skip
    say(f"its demo ended after {time.perf_counter() - begun:.0f} s with status {status}")
    return status == 0


def _asks_stripe(folder: Path, settings: Mapping[str, str]) -> bool:
    """Whether it comes as far as asking Stripe itself, as its demo never does, with made-up keys
    and a proxy that isn't there: it must say that nobody answered, and keep nothing."""
    keys = "".join(f"{name}={kind}_test_{'0' * 24}\n" for name, kind in _KEYS.items())
    with tempfile.TemporaryDirectory(prefix="pos-bundle-live-") as data:
        done = subprocess.run(
            [
                program_in(folder), "setup", "--environment", "test", "--shop", "Shop", "--till",
                "Till", "--currency", "eur", "--language", "en", "--data", data,
            ],
            check=False, cwd=folder, input=keys, timeout=_TOO_LONG_S, capture_output=True,
            env={**_bare(settings), "HTTPS_PROXY": _NOBODY}, text=True, encoding="utf-8",
        )  # fmt: skip
        kept = list(Path(data).rglob("*.json"))
    told = done.returncode == 1 and "Traceback" not in done.stderr and not kept
    said = (done.stdout if told else done.stderr).strip()
    say(f"set up where Stripe can't be asked it says: {said[-600:]}")
    return told


def _said(folder: Path, settings: Mapping[str, str], *arguments: str) -> str:
    done = subprocess.run(
        [program_in(folder), *arguments],
        check=False, cwd=folder, env=_bare(settings), timeout=_TOO_LONG_S,
        capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    if done.returncode != 0 or not done.stdout.strip():
        raise CannotGoOn(f"the bundle can't do “{' '.join(arguments)}”: {done.stderr[-2000:]}")
    return done.stdout


def _bare(settings: Mapping[str, str]) -> dict[str, str]:
    """The environment of somebody who has no Python at all."""
    kept = child_environment(**settings, PYTHONUTF8="1")
    if os.name != "nt":
        kept["PATH"] = os.defpath
    return kept


def program_in(folder: Path) -> str:
    """The program of a bundle, the one with a console where there are two."""
    return str(folder / ("pos-app-console.exe" if os.name == "nt" else "pos-app"))


def size_of(folder: Path) -> int:
    """Bytes of all files in it; one that has several names counts once."""
    files = {path.resolve() for path in folder.rglob("*") if path.is_file()}
    return sum(path.stat().st_size for path in files)
