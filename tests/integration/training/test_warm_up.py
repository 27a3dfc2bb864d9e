"""The first request of each kind finds what it needs already there."""

import gc
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from babel import localedata

from pos_app.training import cli
from pos_app.training.cli import WarmUp
from pos_app.training.page import page_session
from pos_app.training.records.database import Database
from pos_app.training.server.engine import ENDPOINTS, Engine
from pos_app.training.wire.validation import Validator

EVERY = {endpoint.params for endpoint in ENDPOINTS}


class Noting(Validator):
    """Notes what it is asked to build, and builds nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.built: list[str] = []
        self.ending: threading.Event | None = None
        self.collecting: set[bool] = set()

    def build(self, name: str) -> None:
        self.built.append(name)
        self.collecting.add(gc.isenabled())
        if self.ending is not None:
            self.ending.set()


@pytest.fixture
def noting() -> Noting:
    return Noting()


@pytest.fixture
def warm_up(tmp_path: Path, noting: Noting, monkeypatch: pytest.MonkeyPatch) -> Iterator[WarmUp]:
    monkeypatch.setattr(page_session, "prepare", noting.built.append)
    monkeypatch.setattr(cli, "OTHERS_AFTER_S", 0)
    database = Database(tmp_path / "stripe.db")
    yield WarmUp(Engine(database, "http://127.0.0.1:1", noting))
    database.close()
    gc.unfreeze()


def run(warm_up: WarmUp) -> None:
    warm_up.start()
    warm_up.join(timeout=30)
    assert not warm_up.is_alive()


def test_everything_is_built_once_and_what_a_till_asks_comes_first(
    warm_up: WarmUp, noting: Noting
) -> None:
    run(warm_up)
    assert set(noting.built) == EVERY | {"fr", "en"}
    assert len(noting.built) == len(set(noting.built))
    early = noting.built[: len(cli.TILL_ASKS_FIRST) + 2]
    assert set(early) == {*cli.TILL_ASKS_FIRST, "fr", "en"}


def test_the_process_is_left_as_it_was(warm_up: WarmUp, noting: Noting) -> None:
    before = sys.getswitchinterval()
    run(warm_up)
    assert noting.collecting == {False}
    assert gc.isenabled()
    assert sys.getswitchinterval() == before


def test_told_to_end_it_ends_after_the_step_it_is_at(warm_up: WarmUp, noting: Noting) -> None:
    noting.ending = warm_up.enough
    run(warm_up)
    assert noting.built == [cli.TILL_ASKS_FIRST[0]]
    assert gc.isenabled()


@pytest.mark.parametrize("locale", page_session.LOCALES)
def test_a_languages_way_to_write_amounts_is_loaded(
    monkeypatch: pytest.MonkeyPatch, locale: str
) -> None:
    loaded: dict[str, Any] = {}
    monkeypatch.setattr(localedata, "_cache", loaded)
    page_session.prepare(locale)
    assert locale in loaded
