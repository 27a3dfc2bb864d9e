"""What is asked of Qt without PySide6's names is what PySide6 would say."""

import subprocess
import sys
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QStyleHints
from PySide6.QtWidgets import QApplication, QLabel

from ui import unnamed
from ui.theme.apply import resolve

SHARED = """
import sys
from PySide6 import QtCore
from ui import unnamed
if sys.argv[1] == "missing":
    unnamed._CORE = "libNone.so"
unnamed.share_opengl_contexts()
print("Qt" in vars(QtCore))
print(QtCore.QCoreApplication.testAttribute(QtCore.Qt.ApplicationAttribute.AA_ShareOpenGLContexts))
"""


@pytest.fixture(params=["there", "missing"])
def hints(
    request: pytest.FixtureRequest, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> Iterator[QStyleHints]:
    if request.param == "missing":
        monkeypatch.setattr(unnamed, "_GUI", "libNone.so")
    hints = QGuiApplication.styleHints()
    yield hints
    hints.unsetColorScheme()


@pytest.mark.parametrize("scheme", [Qt.ColorScheme.Dark, Qt.ColorScheme.Light])
def test_it_knows_whether_the_desktop_is_dark(
    hints: QStyleHints, scheme: Qt.ColorScheme, monkeypatch: pytest.MonkeyPatch
) -> None:
    hints.setColorScheme(scheme)
    if hints.colorScheme() is not scheme:
        pytest.skip("this platform has no schemes")
    assert unnamed.wants_dark(hints) is (scheme is Qt.ColorScheme.Dark)
    assert resolve("system") == ("dark" if scheme is Qt.ColorScheme.Dark else "light")


def test_it_knows_whether_the_desktop_asks_for_contrast(hints: QStyleHints) -> None:
    high = Qt.ContrastPreference.HighContrast
    assert unnamed.wants_contrast(hints) is (hints.accessibility().contrastPreference() is high)


@pytest.mark.parametrize("library", ["there", "missing"])
def test_contexts_are_shared_before_there_is_an_application(library: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SHARED, library], capture_output=True, text=True, check=True
    )
    named, shared = done.stdout.split()
    assert shared == "True"
    if sys.platform == "linux":
        assert named == str(library == "missing")


def test_the_centre_is_what_qt_calls_so(qapp: QApplication) -> None:
    label = QLabel()
    label.setProperty("alignment", unnamed.CENTRE)
    assert label.alignment() == Qt.AlignmentFlag.AlignCenter
