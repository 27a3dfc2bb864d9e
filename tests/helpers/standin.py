"""The training stand-in for tests: one process for the whole run, emptied before each test."""

import json
import ssl
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pos_app.training import process as stand_in_process
from pos_app.training.process import StandIn
from tests.helpers.nursery import CAN_FORK, Nursery

_AS_THE_TILL = stand_in_process._spawn


class StandInHandle:
    """A running stand-in with its controls. `url`, `publishable_key`, `secret_key`."""

    def __init__(self, process: StandIn, trusting: ssl.SSLContext | None = None) -> None:
        """`trusting` vouches for one behind TLS."""
        self.process = process
        self._trusting = trusting
        self.url = process.url
        self.publishable_key = process.publishable_key
        self.secret_key = process.secret_key

    def scenario(self, kind: str, match: str | None = None, **fields: Any) -> None:
        """Trouble for the next matching requests: `scenario("lost_after", "POST /v1/refunds")`.

        kind: slow, lost_before, lost_after, status, nonsense; fields: times, delay_s, status,
        when ("before" or "after" the change), body.
        """
        self.control("scenario", {"kind": kind, "match": match, **fields})

    def advance(self, seconds: int) -> int:
        """Move the stand-in's clock forward; the new time, UTC seconds."""
        return int(self.control("clock", {"advance_s": seconds})["now"])

    def state(self) -> dict[str, Any]:
        """Counts of objects, the time, the scenarios waiting."""
        return self._ask(urllib.request.Request(f"{self.url}/_training/state"))

    def reset(self, customers: int = 0) -> None:
        """Forget everything; then `customers` sample customers."""
        self.control("reset", {"customers": customers})

    def page(self, path: str, **fields: Any) -> dict[str, Any]:
        """What the stand-in's Stripe.js would ask: `page("/page/session", client_secret=…)`."""
        return self._post(path, {"key": self.publishable_key, **fields})

    def pay(self, client_secret: str, number: str = "4242424242424242", **fields: Any) -> Any:
        """Confirm a session with a typed card, as the page does."""
        card = {"number": number, "expMonth": 12, "expYear": 2040, "cvc": "123"}
        return self.page("/page/session/confirm", client_secret=client_secret, card=card, **fields)

    def answer(self, challenge: str, result: str = "approve") -> dict[str, Any]:
        """Answer an authentication challenge as the bank's frame does."""
        return self._post("/page/challenge/answer", {"id": challenge, "result": result})

    def control(self, name: str, fields: dict[str, Any]) -> dict[str, Any]:
        return self._post(f"/_training/{name}", fields)

    def _post(self, path: str, fields: dict[str, Any]) -> dict[str, Any]:
        request = urllib.request.Request(
            self.url + path, json.dumps(fields).encode(), {"content-type": "application/json"}
        )
        return self._ask(request)

    def _ask(self, request: urllib.request.Request) -> dict[str, Any]:
        try:
            with urllib.request.urlopen(request, timeout=30, context=self._trusting) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as refused:
            with refused:
                return json.load(refused)


@pytest.fixture(scope="session", autouse=CAN_FORK)
def _stand_ins_are_forks() -> Iterator[None]:
    """Whoever starts one gets it from a process that has all of it ready (`nursery.py`)."""
    nursery = Nursery()
    with pytest.MonkeyPatch.context() as changed:
        changed.setattr(stand_in_process, "_spawn", nursery.spawn)
        yield
    nursery.end()


@pytest.fixture
def programs(monkeypatch: pytest.MonkeyPatch) -> None:
    """They are started as the till starts them."""
    monkeypatch.setattr(stand_in_process, "_spawn", _AS_THE_TILL)


@pytest.fixture(scope="session")
def standin_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StandInHandle]:
    """One stand-in for the whole run; use `standin` instead."""
    data: Path = tmp_path_factory.mktemp("standin") / "stripe.db"
    process = StandIn.start_now(data, customers=0)
    yield StandInHandle(process)
    process.stop_now()


@pytest.fixture
def standin(standin_process: StandInHandle) -> StandInHandle:
    """The stand-in, empty, with no scenario waiting and the machine's clock."""
    standin_process.reset()
    return standin_process
