"""What must be said to the web engine before the application object exists.

Imports nothing of the engine, so the start path may call it. Qt wants OpenGL contexts shared before
the application is made, or the engine imported by then; only the first lets the import wait until
after the first paint (tried with PySide6 6.11.3 on offscreen and xcb).
"""

import os
import sys
from collections.abc import MutableMapping
from typing import Final

from ui.unnamed import share_opengl_contexts

_FLAGS = "QTWEBENGINE_CHROMIUM_FLAGS"
_OURS: Final = (
    # WebRTC opens sockets that neither the request gate nor a content security policy sees. Both
    # names: Chromium reads one in the browser, the other in the renderer.
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
)
_HARMLESS: Final = frozenset(
    {
        "--disable-gpu", "--disable-gpu-compositing", "--in-process-gpu", "--use-gl",
        "--use-angle", "--ozone-platform", "--disable-dev-shm-usage",
    }
)  # fmt: skip
"""What the machine may say: how to draw. With others the engine could be debugged from outside,
take any certificate, or send the card fields elsewhere."""


def prepare_engine(environ: MutableMapping[str, str] | None = None) -> None:
    """Call once, before QApplication. Nothing here imports or starts the web engine.

    Takes out of the environment whatever opens the engine to others, cuts what goes round the
    request gate, and keeps Chromium's sandbox unless it can't run: as root on Linux, or in CI.
    """
    env = os.environ if environ is None else environ
    env.pop("QTWEBENGINE_REMOTE_DEBUGGING", None)
    flags = env.get(_FLAGS, "").split()
    kept = [flag for flag in flags if flag.partition("=")[0] in _HARMLESS]
    env[_FLAGS] = " ".join((*kept, *_OURS))
    if sys.platform == "linux" and os.geteuid() == 0:
        env["QTWEBENGINE_DISABLE_SANDBOX"] = "1"
    elif not env.get("CI"):
        env.pop("QTWEBENGINE_DISABLE_SANDBOX", None)
    share_opengl_contexts()
