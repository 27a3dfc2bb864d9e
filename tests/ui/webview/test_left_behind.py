"""What a checkout's page leaves on the computer's disk: nothing of its own, over TLS too."""

import json
import os
import sqlite3
import ssl
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import trustme

PLANTED = "planted-4f1c9a7e"
PAGE = f"""<!doctype html><title>…</title><script>
(async () => {{
  const kept = {{}};
  document.cookie = 'who={PLANTED}; max-age=86400; secure';
  kept.cookie = document.cookie.includes('{PLANTED}');
  localStorage.setItem('who', '{PLANTED}');
  kept.local = localStorage.getItem('who') === '{PLANTED}';
  sessionStorage.setItem('who', '{PLANTED}');
  const cache = await caches.open('{PLANTED}');
  await cache.put('/kept', new Response('{PLANTED}'));
  kept.cache = (await cache.match('/kept')) !== undefined;
  kept.database = await new Promise(done => {{
    const asked = indexedDB.open('{PLANTED}', 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore('o').put('{PLANTED}', 1);
    asked.onsuccess = () => done(true);
    asked.onerror = () => done(false);
  }});
  document.title = JSON.stringify(kept);
}})();
</script>"""


class _Page(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = PAGE.encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=86400")
        self.send_header("Set-Cookie", f"from={PLANTED}; Max-Age=86400; Secure")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture
def address() -> Iterator[str]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("localhost").configure_cert(context)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Page)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"https://localhost:{server.server_address[1]}/"
    server.shutdown()
    thread.join()
    server.server_close()


def at_home(home: Path) -> dict[str, str]:
    """The environment of somebody whose home is empty."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    return kept | {"HOME": str(home), "TMPDIR": str(home / "tmp")}


@pytest.mark.skipif(sys.platform != "linux", reason="a home of its own by environment")
def test_only_an_empty_store_of_certificates_is_left(tmp_path: Path, address: str) -> None:
    (tmp_path / "tmp").mkdir()
    program = [sys.executable, "-m", "tests.ui.webview.storing_program", address]
    ended = subprocess.run(
        program, env=at_home(tmp_path), capture_output=True, text=True, timeout=120, check=True
    )
    could = json.loads(ended.stdout.splitlines()[-1])
    assert could == {"cookie": True, "local": True, "cache": True, "database": True}
    files = sorted(one for one in tmp_path.rglob("*") if one.is_file())
    for file in files:
        assert PLANTED.encode() not in file.read_bytes(), file
    store = tmp_path / ".pki" / "nssdb"
    assert [str(one.relative_to(tmp_path)) for one in files if store not in one.parents] == []
    for name in ("cert9.db", "key4.db"):
        assert rows(store / name) == 0, "Chromium makes it for the account's own certificates"


def rows(file: Path) -> int:
    """Certificates and keys in a database of NSS's, which must be there. (Beside them it notes for
    itself that it has no password.)"""
    db = sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)
    try:
        tables = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type='table'")]
        tables = [name for name in tables if name.startswith("nss")]
        assert tables
        return sum(db.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in tables)
    finally:
        db.close()
