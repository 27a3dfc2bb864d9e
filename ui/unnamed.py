"""What is said to Qt before the first paint, without the names that PySide6 has for it.

To take or give one value of `Qt`, PySide6 makes all its hundred and twenty enumerations, in Python:
an eighth of the whole time of an empty window. So these few functions are called where they lie, in
Qt's libraries as they are loaded already. Qt keeps them, and the numbers, as they are all through
version 6 (wiki.qt.io, "Binary compatibility"); the names are those of the Itanium C++ ABI. Where
one isn't found, and on other systems than Linux, PySide6 is asked.
"""

import sys
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCoreApplication, QObject

if TYPE_CHECKING:
    from PySide6.QtGui import QStyleHints

CENTRE: Final = 0x84
"""`Qt.AlignmentFlag.AlignCenter`."""
_CORE: Final = "libQt6Core.so.6"
_GUI: Final = "libQt6Gui.so.6"
_SHARED_CONTEXTS: Final = 18
_DARK: Final = 2
_HIGH_CONTRAST: Final = 1


def share_opengl_contexts() -> None:
    """`Qt.ApplicationAttribute.AA_ShareOpenGLContexts`, on."""
    try:
        _called(_CORE, "_ZN16QCoreApplication12setAttributeEN2Qt20ApplicationAttributeEb")(
            _SHARED_CONTEXTS, 1
        )
    except (OSError, AttributeError):
        from PySide6.QtCore import Qt

        QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)


def wants_dark(hints: "QStyleHints") -> bool:
    """Whether the desktop is dark."""
    try:
        return bool(_asked(_GUI, "_ZNK11QStyleHints11colorSchemeEv", _place(hints)) == _DARK)
    except (OSError, AttributeError):
        from PySide6.QtCore import Qt

        return hints.colorScheme() == Qt.ColorScheme.Dark


def wants_contrast(hints: "QStyleHints") -> bool:
    """Whether the desktop asks for high contrast."""
    name = "_ZNK19QAccessibilityHints18contrastPreferenceEv"
    try:
        return bool(_asked(_GUI, name, _place(hints.accessibility())) == _HIGH_CONTRAST)
    except (OSError, AttributeError):
        from PySide6.QtCore import Qt

        return hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast


def _asked(library: str, name: str, place: int) -> int:
    """What a method without arguments says of the object at `place`."""
    from ctypes import c_void_p

    return int(_called(library, name)(c_void_p(place)))


def _called(library: str, name: str) -> Any:
    """A function of a library that is loaded. Raises OSError, AttributeError."""
    if sys.platform != "linux":
        raise OSError(f"no {library}")
    import os
    from ctypes import CDLL

    return CDLL(library, mode=os.RTLD_NOLOAD | os.RTLD_NOW)[name]


def _place(hints: QObject) -> int:
    from shiboken6 import Shiboken

    return int(Shiboken.getCppPointer(hints)[0])
