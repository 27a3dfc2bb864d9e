"""System packages on Debian, Ubuntu and their relatives.

Qt's web engine needs shared libraries that its wheels don't carry. What is missing is found by
the libraries' own names, so the check works on every Linux; only the installing is Debian's.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from devkit.interpreters import Interpreter
from devkit.terminal import CannotGoOn, run_quietly, say

LIBRARIES: Final = {
    "libEGL.so.1": ("libegl1",),
    "libGL.so.1": ("libgl1",),
    "libnss3.so": ("libnss3",),
    "libXcomposite.so.1": ("libxcomposite1",),
    "libXdamage.so.1": ("libxdamage1",),
    "libXrandr.so.2": ("libxrandr2",),
    "libXtst.so.6": ("libxtst6",),
    "libasound.so.2": ("libasound2t64", "libasound2"),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0",),
    "libxkbfile.so.1": ("libxkbfile1",),
    "libxcb-cursor.so.0": ("libxcb-cursor0",),
    "libxcb-icccm.so.4": ("libxcb-icccm4",),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1",),
    "libxcb-shape.so.0": ("libxcb-shape0",),
    "libxcb-xinerama.so.0": ("libxcb-xinerama0",),
    "libdbus-1.so.3": ("libdbus-1-3",),
    "libbrotlidec.so.1": ("libbrotli1",),
    "libfontconfig.so.1": ("libfontconfig1",),
    "libfreetype.so.6": ("libfreetype6",),
    "libglib-2.0.so.0": ("libglib2.0-0t64", "libglib2.0-0"),
    "libwayland-cursor.so.0": ("libwayland-cursor0",),
}
"""Each library with the Debian package that brings it, newer names first."""

FONTS: Final = ("fonts-dejavu-core",)
"""Without any font the web engine draws no text at all."""

PROGRAMS: Final = {
    "gnome-keyring-daemon": ("gnome-keyring",),
    "dbus-run-session": ("dbus-daemon", "dbus"),
}
"""A real Secret Service, for the tests of where keys are kept; newer names first."""


def provide_test_programs() -> None:
    """Install what only tests start, where nobody has to be asked for it. Elsewhere those tests
    are skipped, and say what was missing."""
    missing = [names for program, names in PROGRAMS.items() if shutil.which(program) is None]
    on_debian = sys.platform.startswith("linux") and shutil.which("apt-get") is not None
    if missing and on_debian and _leave_to_install() is not None:
        _provide(missing, why="the tests of the keyring need a real one")


def provide_libraries() -> None:
    """Install what Qt's web engine misses here, or raise CannotGoOn with one line to paste."""
    on_linux = sys.platform.startswith("linux")
    if not on_linux:
        return
    missing = missing_packages(_known_libraries(), has_font=_has_font())
    if missing:
        _provide(missing, why="Qt's web engine needs shared libraries that this machine lacks")


def missing_packages(known: str, *, has_font: bool) -> list[tuple[str, ...]]:
    """The packages to install, given what `ldconfig -p` printed."""
    present = {line.split()[0] for line in known.splitlines() if line.strip()}
    missing = [names for library, names in LIBRARIES.items() if library not in present]
    return missing if has_font else [*missing, FONTS]


def provide_venv_module(base: Interpreter) -> None:
    """See that this Python can make virtual environments: Debian splits that part off."""
    asked = subprocess.run(
        [base.program, "-I", "-c", "import ensurepip, venv"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False,
    )  # fmt: skip
    if asked.returncode != 0:
        _provide([(f"python{base.series}-venv",)], why="this Python can't make environments")


def _provide(packages: Iterable[tuple[str, ...]], *, why: str) -> None:
    packages = list(packages)
    if shutil.which("apt-get") is None:
        names = ", ".join(names[-1] for names in packages)
        raise CannotGoOn(f"{why}. Install what Debian calls: {names}")
    leave = _leave_to_install()
    if leave is None:
        chosen = " ".join(_available(names) for names in packages)
        raise CannotGoOn(
            f"{why}. Paste this line, then start again:\nsudo apt-get install -y {chosen}"
        )
    say(f"{why}: installing them with apt-get")
    run_quietly([*leave, "apt-get", "-qq", "update"], doing="apt-get update")
    chosen_now = [_available(names) for names in packages]
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "install", "-y"]
    run_quietly([*leave, *quiet, "--no-install-recommends", *chosen_now], doing="apt-get install")


def _leave_to_install() -> Sequence[str] | None:
    """What to put before apt-get; None where only a person can give the leave."""
    if sys.platform != "win32" and os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    asked = subprocess.run(["sudo", "-n", "true"], stderr=subprocess.DEVNULL, check=False)
    return ["sudo", "-n"] if asked.returncode == 0 else None


def _available(names: Sequence[str]) -> str:
    """The first of a package's names that this release offers, else the last one."""
    for name in names[:-1]:
        asked = subprocess.run(
            ["apt-cache", "show", "--no-all-versions", name],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False,
        )  # fmt: skip
        if asked.returncode == 0:
            return name
    return names[-1]


def _known_libraries() -> str:
    program = shutil.which("ldconfig") or "/sbin/ldconfig"
    asked = subprocess.run([program, "-p"], capture_output=True, text=True, check=False)
    return asked.stdout


def _has_font() -> bool:
    folders = [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".fonts"]
    kinds = {".ttf", ".otf", ".ttc", ".pfb"}
    return any(
        Path(name).suffix in kinds
        for folder in folders
        for _, _, names in os.walk(folder)
        for name in names
    )
