"""What goes into the bundle and what stays out: decisions of build.spec that tests can ask for."""

import re
import subprocess
from collections.abc import Container, Iterable, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Final

NOT_SHIPPED: Final = frozenset({".py", ".pyc", ".ts"})
"""Sources travel as bytecode, translations as the .qm compiled from each .ts."""
UNUSED_QT: Final = tuple(
    "Qt3DAnimation Qt3DCore Qt3DExtras Qt3DInput Qt3DLogic Qt3DRender QtAxContainer QtBluetooth "
    "QtCanvasPainter QtCharts QtConcurrent QtDataVisualization QtDesigner QtGraphs QtGraphsWidgets "
    "QtHelp QtHttpServer QtLocation QtMultimediaWidgets QtNetworkAuth QtNfc QtPdf QtPdfWidgets "
    "QtQuick3D QtQuickControls2 QtQuickTest QtRemoteObjects QtScxml QtSensors QtSerialBus "
    "QtSerialPort QtSpatialAudio QtSql QtStateMachine QtTextToSpeech QtUiTools QtWebEngineQuick "
    "QtWebSockets QtWebView QtXml".split()
)
"""Neither the windows nor the web engine need them; some of them are GPL-only."""
UNUSED: Final = (
    "pytest", "_pytest", "hypothesis", "mypy", "ruff", "pypdf", "tkinter", "pip", "setuptools",
    "pkg_resources", "IPython", "matplotlib", "OpenGL", "PIL.AvifImagePlugin", "PIL.ImageQt",
    "pyqtgraph.examples", "pyqtgraph.opengl", "numpy.f2py", "lib2to3", "pydoc_data",
    "httpx._main", "rich", "pygments", "markdown_it", "mdurl",
)  # fmt: skip
"""A developer's tools, and parts of libraries that nothing here asks for: httpx has a command line,
which it imports, with colours, wherever those are there."""
READING: Final = ("escpos", "stripe")
"""Libraries that read files of their own: python-escpos, what printers can do; stripe, whose word
on who it is counts, without which nothing but the stand-in can be talked to."""
LOOSE: Final = (
    "stripe", "pyqtgraph", "faker", "numpy", "pydantic", "PIL", "cryptography", "uvicorn", "anyio",
)  # fmt: skip
"""Libraries of many modules, which lie in the bundle as files. PyInstaller reads the list of all
that lie in its archive before anything else, and in a way that takes 2 microseconds for each: of
4,053, of which stripe has 1,651, as long as a twelfth of an empty window."""
UNUSED_HOOKS: Final = frozenset(
    "pyi_rth_inspect pyi_rth_multiprocessing pyi_rth_pkgutil pyi_rth_pyqtgraph_multiprocess"
    " pyi_rth_usb".split()
)
"""What PyInstaller would run at each start, before the program, for what it never does: looking for
source or for all modules of a package, starting other processes by `multiprocessing`, and a USB
library within the bundle, where none is (receipt printers use the system's). Together longer than
an empty window takes."""
_RELOCATED_HOOK: Final = "pyi_rth_pyside6"
"""It tells Qt where it lies. On Linux PySide6 does so by itself, as on every start from source."""
COLLECTED: Final = frozenset(
    "PySide6 shiboken6 babel certifi tzdata numpy numpy.libs pillow.libs pyqtgraph".split()
)
"""Libraries whose files PyInstaller takes along by itself."""
UNREAD: Final = frozenset(
    "argcomplete barcode docs jeepney keyring pycparser tests urllib3"
    " pip setuptools distutils-precedence.pth".split()
)
"""Libraries with files that the till never asks them for: fonts of pictures of bar codes, words for
shells, tests."""
LOCALES: Final = frozenset({"en-US", "en-GB", "fr"})
"""Of the web engine's own words; without en-US it doesn't start."""
_PLUGINS: Final = frozenset(
    "iconengines imageformats networkinformation platforminputcontexts platforms platformthemes "
    "printsupport styles tls wayland-decoration-client wayland-graphics-integration-client "
    "wayland-shell-integration xcbglintegrations".split()
)
_UNUSED_PLUGINS: Final = re.compile(
    "gtk3|virtualkeyboard|eglfs|linuxfb|vkkhrdisplay|qvnc|minimalegl|qpdf|qtga|qtiff|qwbmp|qicns"
)
_UNUSED_RESOURCES: Final = re.compile(r"devtools|\.debug\.")
"""The web engine's tools for developers, which the till never opens."""
_OURS: Final = re.compile(r"^(root|(en|fr)(_\w+)?)$")
"""Locales that a French or English till speaks."""
_OTHER_LOCALE: Final = re.compile(r"^[a-z]{2,3}_[A-Z][A-Za-z]{1,3}(_\w+)?$")


def data_files(root: Path) -> list[tuple[str, str]]:
    """Every file the program reads while it runs: where it is, and its folder in the bundle."""
    found = [(str(root / "LICENSE"), ".")]
    for folder in ("resources", "pos_app", "ui"):
        for path in sorted((root / folder).rglob("*")):
            if path.is_file() and path.suffix not in NOT_SHIPPED:
                found.append((str(path), path.parent.relative_to(root).as_posix()))
    return found


def kept(place: str) -> bool:
    """Whether what PyInstaller would put at `place` in the bundle is any use there."""
    parts = [part for part in PurePosixPath(place.replace("\\", "/")).parts if part != "Qt"]
    name = parts[-1]
    if "qtwebengine_locales" in parts:
        return name.rpartition(".")[0] in LOCALES
    if parts[0] == "PySide6" and len(parts) > 2:
        return _kept_of_qt(parts[1], parts[2], name)
    if parts[:2] == ["babel", "locale-data"]:
        stem, _, ending = name.rpartition(".")
        return ending != "dat" or _OURS.match(stem) is not None
    return _kept_of_faker(parts)


def leads(entry: tuple[str, str, str], places: Container[str]) -> bool:
    """Whether it is no link, or one to something that is at one of `places` in the bundle."""
    place, source, kind = entry
    return kind != "SYMLINK" or (PurePosixPath(place).parent / source).as_posix() in places


def kept_module(name: str) -> bool:
    """Whether a Python module is any use; of Faker there are eighty languages."""
    return _kept_of_faker(name.split("."))


def kept_hook(name: str, system: str) -> bool:
    """Whether what PyInstaller would run before the program on that system is any use."""
    return name not in UNUSED_HOOKS and (system != "linux" or name != _RELOCATED_HOOK)


def _kept_of_qt(kind: str, group: str, name: str) -> bool:
    if kind == "plugins":
        return group in _PLUGINS and _UNUSED_PLUGINS.search(name) is None
    if kind == "translations":
        return name in {"qtbase_en.qm", "qtbase_fr.qm"}
    if kind == "resources":
        return _UNUSED_RESOURCES.search(name) is None
    return kind != "qml"


def _kept_of_faker(parts: Sequence[str]) -> bool:
    if list(parts[:2]) != ["faker", "providers"]:
        return True
    others = [part for part in parts[3:] if _OTHER_LOCALE.match(part)]
    return all(_OURS.match(part) for part in others)


def only_for(dropped: Iterable[str], needs: Mapping[str, set[str]]) -> set[str]:
    """The libraries that `dropped` ones are linked with, and so on down, and nothing else is.
    `needs` has, for each file by its name, the names of the libraries it is linked with."""
    theirs = _reached(dropped, needs)
    others = [name for name in needs if name not in theirs]
    return theirs - _reached(others, needs)


def _reached(begun: Iterable[str], needs: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = list(begun)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += needs.get(name, ())
    return found


def system_licences(sources: Iterable[str]) -> list[tuple[str, str]]:
    """On Debian and Ubuntu, the licences of the system's own libraries among `sources`: the file,
    and the package it belongs to. Elsewhere none of the system's are taken along."""
    if not Path("/usr/bin/dpkg-query").exists():
        return []
    real = {str(Path(source).resolve()) for source in sources}
    theirs = sorted(one for one in real if one.startswith(("/usr/lib/", "/lib/")))
    if not theirs:
        return []
    said = subprocess.run(
        ["dpkg-query", "--search", *theirs], check=False, capture_output=True, text=True
    ).stdout
    packages = {line.partition(":")[0] for line in said.splitlines() if ": " in line}
    files = {name: Path("/usr/share/doc") / name / "copyright" for name in packages}
    return [(str(file), name) for name, file in sorted(files.items()) if file.is_file()]


def version_numbers(version: str) -> tuple[int, int, int, int]:
    """As Windows has it: four numbers."""
    numbers = [int(one) for one in re.findall(r"\d+", version)[:4]]
    first, second, third, fourth = [*numbers, 0, 0, 0, 0][:4]
    return first, second, third, fourth


def icon_for(system: str, folder: Path) -> str | None:
    """The program's picture in the form that this system (`sys.platform`) puts into a program."""
    names = {"win32": "pos-app.ico", "darwin": "pos-app.icns"}
    return str(folder / names[system]) if system in names else None


def property_list(version: str) -> dict[str, object]:
    """What macOS reads of a program, beside what PyInstaller writes by itself."""
    return {
        "CFBundleDisplayName": "The till",
        "CFBundleShortVersionString": version,
        "CFBundleVersion": version,
        "CFBundleLocalizations": ["en", "fr"],
        "CFBundleDevelopmentRegion": "en",
        "LSMinimumSystemVersion": "13.0",
        "NSHighResolutionCapable": True,
        "NSHumanReadableCopyright": "MIT licence; parts of others under their own",
    }
