"""What must be said to the web engine before the application object exists.

Imports nothing of the engine, so the start path may call it. Qt wants OpenGL contexts shared before
the application is made, or the engine imported by then; only the first lets the import wait until
after the first paint (tried with PySide6 6.11.3 on offscreen and xcb).
"""

import os
import sys
from collections.abc import MutableMapping

from PySide6.QtCore import QCoreApplication, Qt

_FLAGS = "QTWEBENGINE_CHROMIUM_FLAGS"


def prepare_engine(environ: MutableMapping[str, str] | None = None) -> None:
    """Call once, before QApplication. Nothing here imports or starts the web engine.

    Takes remote debugging out of the environment (another program could read the card fields), and
    keeps Chromium's sandbox unless it can't run: as root on Linux, or in CI.
    """
    env = os.environ if environ is None else environ
    env.pop("QTWEBENGINE_REMOTE_DEBUGGING", None)
    flags = env.get(_FLAGS, "").split()
    kept = [flag for flag in flags if not flag.startswith("--remote-debugging")]
    if kept != flags:
        env[_FLAGS] = " ".join(kept)
    if sys.platform == "linux" and os.geteuid() == 0:
        env["QTWEBENGINE_DISABLE_SANDBOX"] = "1"
    elif not env.get("CI"):
        env.pop("QTWEBENGINE_DISABLE_SANDBOX", None)
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
