"""What is said to the engine before the application starts."""

import subprocess
import sys

import pytest

from ui.webview.engine import prepare_engine

WEBRTC = (
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp"
    " --webrtc-ip-handling-policy=disable_non_proxied_udp"
)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("--disable-gpu --remote-debugging-port=1", "--disable-gpu "),
        ("--remote-debugging-pipe --use-gl=egl", "--use-gl=egl "),
        ("--ignore-certificate-errors", ""),
        ("--host-resolver-rules=MAP * 10.0.0.1", ""),
        ("--proxy-server=10.0.0.1:80 --load-extension=x --disable-web-security", ""),
        ("--webrtc-ip-handling-policy=default", ""),
        ("", ""),
    ],
)
def test_nobody_opens_the_engine_from_outside(given: str, kept: str) -> None:
    env = {"QTWEBENGINE_REMOTE_DEBUGGING": "9222", "QTWEBENGINE_CHROMIUM_FLAGS": given}
    prepare_engine(env)
    assert "QTWEBENGINE_REMOTE_DEBUGGING" not in env
    assert env["QTWEBENGINE_CHROMIUM_FLAGS"] == kept + WEBRTC


@pytest.mark.skipif(sys.platform != "linux", reason="root and sandbox are Linux's")
@pytest.mark.parametrize(
    ("user", "given", "off"),
    [(0, {}, True), (1000, {"QTWEBENGINE_DISABLE_SANDBOX": "1"}, False),
     (1000, {"QTWEBENGINE_DISABLE_SANDBOX": "1", "CI": "true"}, True)],
)  # fmt: skip
def test_the_sandbox_stays_on_wherever_it_can(
    monkeypatch: pytest.MonkeyPatch, user: int, given: dict[str, str], off: bool
) -> None:
    monkeypatch.setattr("os.geteuid", lambda: user)
    env = dict(given)
    prepare_engine(env)
    assert ("QTWEBENGINE_DISABLE_SANDBOX" in env) is off


def test_the_start_path_does_not_import_the_engine() -> None:
    program = (
        "import sys; import ui.webview.engine, ui.webview.model, ui.webview.theme;"
        "print([name for name in sys.modules if 'WebEngine' in name])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
