"""PySide6 without what no window has a use for.

PySide6 has Python modules of its own: they word what is wrong with an argument, tell signatures,
write its `.pyi` files. They lie as source in one of its libraries, and to import PySide6 is to
compile and run every one of them: with unpacking them, two fifths of an empty window's time. Here

- they are taken as bytecode, which `devkit.unpacked` has made of them. PySide6 takes them from a
  folder `files.dir` beside `shiboken6` (its `signature_bootstrap.py`). A bundle has it there; a
  start from source has it in the environment instead, since the rest there is pip's, and
  `shiboken6` says that it lies there for as long as it looks;
- each runs once something in it is asked for (`_Later`), and so does what `shiboken6` imports to
  unpack them.

Where there is no such folder PySide6 is imported as ever.
"""

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.machinery import ModuleSpec, PathFinder
from threading import RLock
from types import ModuleType
from typing import Any, Final

from ui.plain_import import import_plainly

FOLDER: Final = "files.dir"
"""PySide6's name for it."""
_SHIBOKEN: Final = "shiboken6"
_LOADS_THEM: Final = "shibokensupport.signature.loader"
_LATER: Final = frozenset(
    f"shibokensupport.{name}"
    for name in "feature signature.errorhandler signature.layout signature.parser"
    " signature.lib.enum_sig signature.lib.pyi_generator signature.lib.tool".split()
)
"""Those that others ask. `signature.mapping` isn't: libshiboken looks into it by itself before it
words an error, and ends the process where it finds nothing."""
_FOR_THE_ARCHIVE: Final = frozenset("base64 tempfile textwrap traceback zipfile".split())
"""Of Python's own, what `shiboken6` imports so as to unpack its archive; late for it alone."""


def import_pyside() -> None:
    """Import what windows are made of. Nothing happens to what is imported already."""
    finder = _Finder()
    sys.meta_path.insert(0, finder)
    try:
        import_module("PySide6.QtWidgets")
    finally:
        sys.meta_path.remove(finder)
        _forget_for_others()
    import_plainly()


def _forget_for_others() -> None:
    """Whoever imports these from now on gets them as ever."""
    for name in _FOR_THE_ARCHIVE:
        if isinstance(sys.modules.get(name), _Later):
            del sys.modules[name]


def place_of(shiboken: str) -> str:
    """Where the environment has FOLDER for this `shiboken6` (its `__init__.py`) and this Python;
    another one, or the same put there anew, has another place. Raises OSError."""
    seen = os.stat(shiboken)  # noqa: PTH116 - a Path takes longer
    which = f"{sys.implementation.cache_tag}-{seen.st_size}-{seen.st_mtime_ns}"
    return os.path.join(sys.prefix, "pyside-modules", which)  # noqa: PTH118


class _Later(ModuleType):
    """A module of PySide6 that has not run yet, until something in it is asked for."""

    def __getattr__(self, name: str) -> Any:
        """What Python itself asks of each module, whether it is a package or has a `__path__`,
        isn't in it."""
        if name.startswith("__"):
            raise AttributeError(name)
        self.__dict__["__loader__"].run(self)
        return getattr(self, name)


class _LateLoader:
    """Runs modules late, each once. Of two threads that ask, one waits."""

    def __init__(self, loader: Any) -> None:
        self._loader = loader
        self._lock = RLock()
        self._running = False

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _Later(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Not yet."""

    def run(self, module: ModuleType) -> None:
        """Raises AttributeError where the module, while it runs, asks itself for what it has not
        got."""
        with self._lock:
            if self._running:
                raise AttributeError(module.__name__)
            if type(module) is ModuleType:
                return
            self._running = True
            try:
                if module.__spec__ is not None:
                    module.__spec__.loader = self._loader  # some look for themselves there
                self._loader.exec_module(module)
                module.__class__ = ModuleType
            finally:
                self._running = False


class _WithoutFeature:
    """Loads what loads the others, and has it leave import alone (`ui.plain_import`)."""

    def __init__(self, loader: Any) -> None:
        self._loader = loader

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        created: ModuleType | None = self._loader.create_module(spec)
        return created

    def exec_module(self, module: ModuleType) -> None:
        self._loader.exec_module(module)
        module.__dict__["post_init"] = _leave_import


class _Elsewhere:
    """Loads `shiboken6` as it is, while it says that it lies in another place."""

    def __init__(self, loader: Any, place: str) -> None:
        self._loader = loader
        self._place = place

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        created: ModuleType | None = self._loader.create_module(spec)
        return created

    def exec_module(self, module: ModuleType) -> None:
        lies, said = module.__file__, os.path.join(self._place, "__init__.py")  # noqa: PTH118
        module.__file__ = said
        try:
            self._loader.exec_module(module)
        finally:
            module.__file__ = lies


class _Finder:
    """Python's own, for these modules with another loader."""

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """None for all others."""
        late = name in _FOR_THE_ARCHIVE or name in _LATER
        if not late and name not in (_SHIBOKEN, _LOADS_THEM):
            return None
        spec = PathFinder.find_spec(name, path, target)
        if name == _SHIBOKEN or spec is None:
            return _elsewhere(spec)
        kind = _LateLoader if late else _WithoutFeature
        spec.loader = kind(spec.loader)  # type: ignore[assignment]  # as Python calls it
        return spec


def _leave_import() -> None:
    """In place of PySide6's own."""


def _elsewhere(spec: ModuleSpec | None) -> ModuleSpec | None:
    try:
        place = place_of(spec.origin) if spec is not None and spec.origin is not None else ""
    except OSError:
        return None  # in a bundle's archive
    if spec is None or not os.path.isdir(os.path.join(place, FOLDER)):  # noqa: PTH112, PTH118
        return None
    spec.loader = _Elsewhere(spec.loader, place)  # type: ignore[assignment]
    return spec
