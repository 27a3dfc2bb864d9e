"""The stand-in's own controls under `/_training`, described in docs/training-controls.md.

POST /_training/scenario {kind, match?, times?, delay_s?, status?, when?, body?, code?}
GET  /_training/scenarios: those that still wait
POST /_training/cancel {id}: forget one of them
POST /_training/calm {}: forget all of them
POST /_training/key {prefix?, permissions?, elsewhere?}: a key that may do just this
POST /_training/expire {key}
POST /_training/clock {advance_s}
POST /_training/seed {customers}: so many more, made while other requests are served
POST /_training/reset {customers?}
GET  /_training/state
"""

from collections.abc import Callable

from pos_app.training.records import outbox
from pos_app.training.server import scenarios
from pos_app.training.server.engine import Engine
from pos_app.training.wire.errors import Body, invalid
from pos_app.training.wire.permissions import Issued

MOST_CUSTOMERS = 10_000_000
_PREFIXES = ("rk_test", "rk_live", "pk_test", "pk_live")
LATEST_S = 4_102_444_800
"""The clock stops short of 2100, UTC seconds: cards, dates and headers have four-digit years."""


def run(engine: Engine, method: str, name: str, given: Body) -> Body:
    """Raises StripeError: 404 for a control that doesn't exist, 400 for what it can't read."""
    controls: dict[tuple[str, str], Callable[[Engine, Body], Body]] = {
        ("POST", "scenario"): _scenario,
        ("GET", "scenarios"): lambda engine, _: {"waiting": engine.scenarios.shown()},
        ("POST", "cancel"): _cancel,
        ("POST", "calm"): lambda engine, _: _calm(engine),
        ("POST", "key"): _key,
        ("POST", "expire"): _expire,
        ("POST", "clock"): _clock,
        ("POST", "seed"): _seed,
        ("POST", "reset"): _reset,
        ("GET", "state"): lambda engine, _: _state(engine),
    }
    control = controls.get((method, name))
    if control is None:
        raise invalid(f"No such control: {method} /_training/{name}", status=404)
    return control(engine, given)


def _scenario(engine: Engine, given: Body) -> Body:
    added = engine.scenarios.add(scenarios.read(given))
    return {"id": added, "waiting": len(engine.scenarios)}


def _cancel(engine: Engine, given: Body) -> Body:
    identifier = given.get("id")
    if not engine.scenarios.cancel(str(identifier)):
        raise invalid(f"No scenario {identifier} waits.", param="id", status=404)
    return {"waiting": len(engine.scenarios)}


def _calm(engine: Engine) -> Body:
    engine.scenarios.clear()
    return {"waiting": len(engine.scenarios)}


def _key(engine: Engine, given: Body) -> Body:
    prefix, held = given.get("prefix", "rk_test"), given.get("permissions")
    if prefix not in _PREFIXES:
        raise invalid(f"A key begins with one of {', '.join(_PREFIXES)}.", param="prefix")
    if held is not None and not isinstance(held, dict):
        raise invalid('permissions must be an object: {"customer": "read"}.', param="permissions")
    elsewhere, again = given.get("elsewhere") is True, given.get("key", "")
    if not isinstance(again, str):
        raise invalid("key must be the text of a key.", param="key")
    return {"key": engine.keys.issue(prefix, Issued(held, elsewhere), again)}


def _expire(engine: Engine, given: Body) -> Body:
    key = given.get("key")
    if not isinstance(key, str):
        raise invalid("key must be the text of a key.", param="key")
    engine.keys.expire(key)
    return {"expired": True}


def _clock(engine: Engine, given: Body) -> Body:
    advance_s = given.get("advance_s")
    if not isinstance(advance_s, int) or isinstance(advance_s, bool) or advance_s < 0:
        raise invalid("advance_s must be a whole number of seconds, 0 or more.", param="advance_s")
    if engine.clock.now() + advance_s > LATEST_S:
        raise invalid("The clock can't be moved beyond the year 2099.", param="advance_s")
    engine.clock.advance(advance_s)
    engine.settle_time()
    engine.courier.wake()
    return {"now": engine.clock.now()}


def _seed(engine: Engine, given: Body) -> Body:
    engine.seeding.add(_customers(given))
    return engine.seeding.progress()


def _reset(engine: Engine, given: Body) -> Body:
    count = _customers({"customers": 0, **given})
    engine.reset()
    engine.seeding.first_fill(count)
    engine.seeding.go_on()
    return _state(engine)


def _customers(given: Body) -> int:
    count = given.get("customers")
    if not isinstance(count, int) or isinstance(count, bool) or not 0 <= count <= MOST_CUSTOMERS:
        message = f"customers must be a whole number from 0 to {MOST_CUSTOMERS}."
        raise invalid(message, param="customers")
    return count


def _state(engine: Engine) -> Body:
    return {
        "counts": engine.database.counts(),
        "now": engine.clock.now(),
        "deliveries_waiting": outbox.waiting(engine.database),
        "scenarios_waiting": len(engine.scenarios),
        "sample_customers": engine.seeding.progress(),
    }
