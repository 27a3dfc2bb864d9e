"""A short run of `dev.py fuzz`. A failure names the seed and number that make it again."""

import functools
import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import pos_app.stripe_gateway as package
from tests.fuzz import gateway, inputs, money
from tests.fuzz.calls import recorded
from tests.helpers.standin import StandInHandle

RUNS = 500
NO_CALL = frozenset(
    {
        # what all calls go through, and what opens and closes it
        "Caller.get", "Caller.get_unread", "Caller.post", "Caller.upload", "Caller.close",
        "StripeGateway.connect", "StripeGateway.close",
        # waits for its turn, and asks nothing
        "Pace.background",
        # asks no more
        "CustomerPages.rest", "AccountPages.rest",
        # what the same calls go through in the page reader
        "Lanes.request", "Lanes.aclose",
    }
)  # fmt: skip


async def test_no_reply_breaks_the_gateway_or_is_believed_wrongly(standin: StandInHandle) -> None:
    keys = (standin.secret_key, standin.publishable_key)
    tally = await gateway.fuzz(await recorded(standin.url, *keys), RUNS, 1, keys)
    assert tally.found == []
    assert tally.outcomes["unknown"] > RUNS / 4, "hardly anything was spoilt"
    assert tally.outcomes["believed"] > 10, "nothing honest got through"


async def test_every_call_of_the_gateway_is_among_them(
    standin: StandInHandle, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each is seen to run. A new one is put into `calls.py`."""
    run: set[str] = set()
    known = dict(_calls())
    for name, (owner, function) in known.items():
        monkeypatch.setattr(owner, function.__name__, _noting(name, function, run))
    await recorded(standin.url, standin.secret_key, standin.publishable_key)
    assert len(known) > 50, "the calls aren't where they were looked for"
    assert sorted(known.keys() - run) == []


def _calls() -> Iterator[tuple[str, tuple[type, Any]]]:
    """Whatever can be awaited in the package's classes."""
    for module in pkgutil.iter_modules(package.__path__):
        loaded = importlib.import_module(f"{package.__name__}.{module.name}")
        for owner in vars(loaded).values():
            if not inspect.isclass(owner) or owner.__module__ != loaded.__name__:
                continue
            for name, function in vars(owner).items():
                called = f"{owner.__name__}.{name}"
                public = not name.startswith("_") and called not in NO_CALL
                if public and inspect.iscoroutinefunction(function):
                    yield called, (owner, function)


def _noting(name: str, function: Any, run: set[str]) -> Any:
    @functools.wraps(function)
    async def noted(*given: Any, **named: Any) -> Any:
        run.add(name)
        return await function(*given, **named)

    return noted


async def test_charges_over_a_bad_line_are_made_once(
    standin: StandInHandle, tmp_path: Path
) -> None:
    played = await money.play(standin, tmp_path, 12, 1)
    assert played.found == []
    assert played.told["refused tries.too_many"] == 0, "a limit kept most from being charged"
    assert played.told["succeeded"] + played.told["declined"] > 2, "nothing was charged"


def test_no_input_breaks_what_reads_it() -> None:
    assert inputs.fuzz(RUNS, 1) == []


@pytest.mark.parametrize("kind", [*inputs.CHECKS, "table"])
def test_what_is_looked_for_is_found(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Were something broken, the run would say so."""

    def broken(*_: object) -> object:
        raise KeyError("planted")

    at = {
        "amount": "parse_amount", "pin": "check_pin", "scan": "customer_code", "search": "parse",
        "table": "open_table",
    }  # fmt: skip
    monkeypatch.setattr(inputs, at[kind], broken)
    found = inputs.fuzz(20, 1)
    assert any(one.startswith(f"{kind} ") and "KeyError" in one for one in found)
