"""The window that stands before the rest of the till is imported, and what is found in it."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path
from queue import SimpleQueue
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from pos_app.customers import store
from pos_app.glance import Glance
from pos_app.plain_start import Start
from pos_app.settings.first import First
from pos_app.settings.secrets import PrivateFileSecrets
from pos_app.settings.shop import Shop
from pos_app.settings.store import SettingsStore
from pos_app.storage import driver
from tests.bench.lookup import KEY, build_copy
from tests.ui.faults.test_first_search import known
from ui.app import Desk
from ui.at_once import AtOnce
from ui.demo.hands import Hands
from ui.theme.tokens import THEME_NAMES

__all__ = ["known"]
ROOT = Path(__file__).resolve().parents[3]
BEFORE_PAINTING = (
    "argparse", "dataclasses", "sqlcipher3", "pos_app.customers.model", "pos_app.glance",
    "pos_app.plan", "pos_app.settings.shop", "pos_app.settings.environment",
)  # fmt: skip
LATER = (
    "asyncio", "qasync", "sqlite_utils", "numpy", "stripe", "httpx", "keyring", "platformdirs",
    "PySide6.QtSvg", "PySide6.QtNetwork", "PySide6.QtWebEngineCore", "ui.app", "ui.tasks",
    "ui.widgets.buttons", "ui.i18n.catalogue", "pos_app.files", "pos_app.storage.storage",
    "pos_app.logs.running", "pos_app.bootstrap",
)  # fmt: skip
AT_ONCE = """
import sys
from pathlib import Path
from ui.light_pyside import import_pyside
import_pyside()
from PySide6 import QtCore
from pos_app.plain_start import Start
from ui.at_once import AtOnce, at_once
find = AtOnce.find
def painted(made):
    print(*sys.modules)
    print("Qt" in vars(QtCore))
    find(made)
AtOnce.find = painted
made = at_once(Start(Path(sys.argv[1]), language="en"))
assert made is not None and 0 < made.painted.at <= made.ready.at, made
assert 0 < made.painted.worked <= made.ready.worked
print(len(made.face.rows.hits), *sys.modules)
"""
DRESSED = """
import sys
from pathlib import Path
from pos_app.plain_start import Start
from pos_app.settings.choices import EnvironmentKind
from ui.at_once import at_once
from ui.theme.apply import dress
made = at_once(Start(Path(sys.argv[1]), language="fr", theme=sys.argv[2]))
made.face.box.clearFocus()  # whose cursor blinks
made.app.processEvents()
first = made.window.grab().toImage()
assert len({first.pixel(x, y) for x in range(0, 800, 7) for y in range(0, 600, 5)}) > 10
dress(made.app, sys.argv[2], EnvironmentKind.TRAINING)
made.app.processEvents()
print(first == made.window.grab().toImage(), made.app.styleSheet().count("QCheckBox"))
"""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A till's folder as an earlier day left it: customers, and no staff."""
    folder = tmp_path / "training"
    folder.mkdir()
    asyncio.run(build_copy(folder, 60, others=False))
    PrivateFileSecrets(folder / "secrets").set("database-key", KEY.hex())
    SettingsStore(folder / "settings.json").save(Shop(finds_at_once=True, language="en"))
    return folder


def stand(qapp: QApplication, folder: Path, *, finds: bool = True) -> AtOnce:
    first = First(finds_at_once=finds, language="en")
    made = AtOnce(qapp, folder, first, Start(folder.parent))
    made.appear()
    made.find()
    return made


class _Meanwhile:
    """A connection; after its first look into the index somebody serves customer after customer."""

    def __init__(self, reading: Any, path: Path) -> None:
        self._reading = reading
        self._path = path

    def execute(self, sql: str, *given: Any) -> Any:
        done = self._reading.execute(sql, *given)
        if "MATCH" not in sql:
            return done
        found = done.fetchall()
        writing = driver.connect(self._path, KEY)
        for (rank,) in found:
            row = writing.execute("SELECT id FROM customers WHERE rank = ?", [rank]).fetchone()
            if row is not None:
                store.move_to_front(writing, row[0])
        writing.close()
        return SimpleNamespace(fetchall=lambda: found)

    def close(self) -> None:
        self._reading.close()


def test_an_answer_is_of_one_moment_though_others_write(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, answers = copy / "cache.db", SimpleQueue[list[str] | None]()
    glance = driver.glance
    reading = glance(path, [KEY])
    (name,) = reading.execute("SELECT name FROM customers ORDER BY rank DESC").fetchone()
    reading.close()
    monkeypatch.setattr(driver, "glance", lambda path, keys: _Meanwhile(glance(path, keys), path))
    made = Glance(
        copy,
        lambda text, hits: answers.put([hit.customer.name for hit in hits if text]),
        lambda: answers.put(None),
    )
    made.begin()
    assert answers.get(timeout=10) == []  # nothing is typed yet
    made.ask(name)
    assert name in (answers.get(timeout=10) or ["nobody: it ended"])
    made.end()


def go(made: AtOnce) -> None:
    made.leave()
    made.window.close()
    made.window.deleteLater()
    made.deleteLater()


@pytest.mark.usefixtures("copy")
def test_nothing_heavy_is_imported_before_customers_are_found(tmp_path: Path) -> None:
    """PERF.md, sections 2 and 3: each of these takes longer than a frame, some six of them."""
    done = subprocess.run(
        [sys.executable, "-c", AT_ONCE, str(tmp_path)], cwd=ROOT, check=False,
        capture_output=True, text=True, timeout=90,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    painted, named, answered = done.stdout.splitlines()
    at_painting = set(painted.split()) - by_qt()
    assert [name for name in (*BEFORE_PAINTING, *LATER) if name in at_painting] == []
    assert named == "False", "PySide6 made all enumerations of Qt"
    found, *imported = answered.split()
    assert found == "20"
    assert [name for name in LATER if name in imported] == []


@pytest.mark.usefixtures("copy")
@pytest.mark.parametrize("theme", THEME_NAMES)
def test_the_first_face_looks_as_it_will(tmp_path: Path, theme: str) -> None:
    """It is dressed in a part of what comes behind it: nobody sees that."""
    done = subprocess.run(
        [sys.executable, "-c", DRESSED, str(tmp_path), theme], cwd=ROOT, check=False,
        capture_output=True, text=True, timeout=90,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    same, rules = done.stdout.split()
    assert same == "True"
    assert int(rules) > 0, "it was dressed"


def by_qt() -> set[str]:
    """What PySide6 imports by itself, as the till starts it."""
    script = (
        "import sys; from ui.light_pyside import import_pyside as it; it(); print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True
    )
    return set(done.stdout.split())


@pytest.mark.usefixtures("known")
def test_what_is_typed_is_answered_and_goes_on_in_the_till(
    qapp: QApplication, run: Any, tmp_path: Path
) -> None:
    made = stand(qapp, tmp_path / "training")
    assert len(made.face.rows.hits) == 20, "the last served"
    assert made.window.isVisible()
    made.face.box.setText("lef nobody")
    wait(qapp, lambda: not made.face.rows.hits)
    made.face.box.setText("lef elo")
    wait(qapp, lambda: bool(made.face.rows.hits))
    made.face.box.returnPressed.emit()
    made.prepare()
    desk = Desk(qapp, made.plan, made.shop, open_file=lambda _: None, at_once=made)
    assert desk.window is made.window

    async def live() -> None:
        living = asyncio.ensure_future(desk.live())
        hands = Hands(desk.window, tmp_path)
        try:
            async with asyncio.timeout(60):
                name = await hands.see("customerName", QLabel)
                await hands.until(lambda: name.text().startswith("Élodie L"), "them, opened", 30)
                box = hands.seen("searchBox", QLineEdit)
                assert box is not None
                assert box.text() == "lef elo"
        finally:
            desk.window.close()
            await living

    run(live())
    desk.deleteLater()


def test_a_copy_under_another_key_keeps_nobody_waiting(qapp: QApplication, copy: Path) -> None:
    (copy / "secrets" / "database-key").write_text("00" * 32, "utf-8")
    made = stand(qapp, copy)
    assert (made.face.rows.hits, made.ready) == ((), None)
    assert made.window.isVisible()
    go(made)


def test_a_till_that_may_not_find_yet_shows_nobody(qapp: QApplication, tmp_path: Path) -> None:
    made = stand(qapp, tmp_path / "training", finds=False)
    assert not made.face.box.isVisible()
    assert (made.face.rows.hits, made.ready) == ((), None)
    go(made)


def test_an_older_answer_is_not_shown(qapp: QApplication, copy: Path) -> None:
    made = stand(qapp, copy)
    hits = made.face.rows.hits
    made.face.box.setText("xyz")
    made.face.show_hits("", ())
    assert made.face.rows.hits == hits, "the answer to what was typed before"
    go(made)


def wait(qapp: QApplication, until: Any) -> None:
    for _ in range(500):
        qapp.processEvents()
        if until():
            return
        qapp.thread().msleep(10)
    raise AssertionError("it never came")
