"""Every answer of every stand-in of a test run, held against the SDK's resource classes.

A pytest plugin: the stand-ins keep one example of each shape they answer with
(pos_app/training/server/recording.py), and the end of the run looks at them all. A field the SDK
declares and the answer lacks is a fault unless `ABSENT` says why Stripe leaves it out too.
"""

import decimal
import inspect
import json
import os
import re
import tempfile
import types
import typing
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, ClassVar, Literal, Union, get_args, get_origin

import pytest

from pos_app.training.records.kinds import KINDS
from pos_app.training.server.recording import VARIABLE
from tests.helpers.shapes_absent import ABSENT, ANYTHING, CARD_AMONG_OTHERS, NAMED_BY_TYPE, NULL_TOO

_FOLDER = pytest.StashKey[tempfile.TemporaryDirectory[str]]()
_FAULTS = pytest.StashKey[list[str]]()
_ENVELOPES = {
    "list": {"object", "data", "has_more", "url"},
    "search_result": {"object", "data", "has_more", "url", "next_page", "total_count"},
}


# --- the check


def faults_of(record: dict[str, Any]) -> list[str]:
    """What is wrong with one recorded answer, each as "where: what"."""
    body, status = record["body"], record["status"]
    if status >= 400:
        return _refusal(body)
    if record["path"].startswith("/v2/") and "data" in body and "object" not in body:
        names = {"data", "next_page_url", "previous_page_url"}
        return _differing(set(body), names, names, f"GET {record['path']}")
    return check(body)


def check(body: Any) -> list[str]:
    """What is wrong with an object of Stripe's."""
    kind = body.get("object")
    if kind in _ENVELOPES:
        return _envelope(body, f"{kind} of {body.get('url')}")
    if not isinstance(kind, str):
        return [f"an answer without `object`: {sorted(body)}"]
    if body.get("deleted") is True:
        names = {"id", "object", "deleted"}
        return _differing(set(body), names, names, f"deleted {kind}")
    declared = class_named(kind)
    if declared is None:
        return [f"{kind}: the SDK knows no such object"]
    if kind == "event":
        return [*_fields(body, declared, kind), *_event(body)]
    if kind == "v2.core.event":
        from stripe.events._event_classes import get_v2_event_class

        declared = get_v2_event_class(body["type"])
    return _fields(body, declared, kind)


def _event(body: dict[str, Any]) -> list[str]:
    """The object told of, and the earlier values of some of its fields."""
    told, place = body["data"]["object"], f"event {body['type']}"
    faults = [f"{place}: {fault}" for fault in check(told)]
    declared = class_named(told["object"])
    if declared is not None:
        previous = body["data"].get("previous_attributes", {})
        names = set(fields_of(declared))
        faults += [f"{place}: previous {name} is unknown" for name in set(previous) - names]
    return faults


def _envelope(body: dict[str, Any], place: str) -> list[str]:
    names = _ENVELOPES[body["object"]]
    optional = {"total_count", "next_page"}
    faults = _differing(set(body), names, names - optional, place)
    return [*faults, *(fault for item in body.get("data", []) for fault in check(item))]


def _refusal(body: dict[str, Any]) -> list[str]:
    """Stripe leaves out of an error what is null (as the SDK itself says)."""
    from stripe import ErrorObject

    error = body.get("error")
    if set(body) != {"error"} or not isinstance(error, dict):
        return [f"an error is not in the form of Stripe's: {sorted(body)}"]
    declared = fields_of(ErrorObject)
    faults = _differing(set(error), set(declared), {"message", "type"}, "error")
    for name, value in error.items():
        if value is None:
            faults.append(f"error.{name} is null")
        elif isinstance(value, dict):
            faults += [f"error: {fault}" for fault in check(value)]
        elif name in declared:
            faults += _value(value, declared[name], f"error.{name}")
    return faults


def _differing(found: set[str], known: set[str], needed: set[str], place: str) -> list[str]:
    unknown = [f"{place}.{name} is unknown to the SDK" for name in sorted(found - known)]
    return unknown + [f"{place}.{name} is missing" for name in sorted(needed - found)]


def _fields(body: dict[str, Any], declared: type, place: str) -> list[str]:
    hints = fields_of(declared)
    excused = absent(declared, body)
    faults = _differing(set(body), set(hints), set(hints) - excused, place)
    never_null = excused - NULL_TOO.get(title(declared), frozenset())
    if not place.startswith("v2."):  # there, what isn't included is null
        faults += [f"{place}.{name} is null" for name in never_null if body.get(name, "") is None]
    for name, value in body.items():
        if name in hints and f"{title(declared)}.{name}" not in ANYTHING:
            faults += _value(value, hints[name], f"{place}.{name}")
    return faults


def absent(declared: type, body: dict[str, Any]) -> set[str]:
    """The fields of `declared` this body may lack."""
    name, hints = title(declared), fields_of(declared)
    excused = set(ABSENT.get(name, {}))
    holders = {field for field, hint in hints.items() if nested(hint) or _untyped(hint)}
    if name in CARD_AMONG_OTHERS:
        excused |= holders - {"card", "billing_details", "metadata"}
    if name in NAMED_BY_TYPE:
        excused |= holders - {body.get("type")}
    return excused


def _value(value: Any, hint: Any, place: str) -> list[str]:
    if value is None:
        return [] if type(None) in _members(hint) else [f"{place} is null"]
    if isinstance(value, list):
        items = [get_args(m)[0] for m in _members(hint) if get_origin(m) is list]
        if not items:
            return [f"{place} is a list"]
        return [fault for item in value for fault in _value(item, items[0], place + "[]")]
    if isinstance(value, dict):
        inner = nested(hint)
        if inner is None and isinstance(value.get("object"), str):
            return [f"{place} → {fault}" for fault in check(value)]
        return [] if _untyped(hint) else _inner(value, inner, place)
    return _plain(value, hint, place)


def _inner(value: dict[str, Any], inner: type | None, place: str) -> list[str]:
    if inner is None:
        return [f"{place} is an object"]
    return _fields(value, inner, place)


def _plain(value: Any, hint: Any, place: str) -> list[str]:
    members = _members(hint)
    closed = [get_args(m) for m in members if get_origin(m) in (Literal, typing.Literal)]
    if closed and isinstance(value, str | bool):
        known = [one for values in closed for one in values]
        return [] if value in known else [f"{place} is {value!r}, which the SDK doesn't know"]
    if isinstance(value, str) and any(isinstance(m, typing.ForwardRef) for m in members):
        return []
    kinds = {str: (str, decimal.Decimal), bool: (bool,), int: (int, float), float: (float,)}
    fits = any(m in kinds[type(value)] for m in members)
    return [] if fits else [f"{place} is {type(value).__name__}, not {hint}"]


# --- what the SDK declares


@cache
def class_named(kind: str) -> type | None:
    """The SDK's class for objects whose `object` is `kind`."""
    from stripe._object_classes import OBJECT_CLASSES, V2_OBJECT_CLASSES, get_object_class

    if kind in V2_OBJECT_CLASSES:
        return get_object_class("V2", kind)
    return get_object_class("V1", kind) if kind in OBJECT_CLASSES else None


@cache
def fields_of(declared: type) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for base in reversed(declared.__mro__):
        found |= inspect.get_annotations(base)
    return {
        name: hint
        for name, hint in found.items()
        if not name.startswith("_") and get_origin(hint) is not ClassVar
    }


def title(declared: type) -> str:
    """`checkout.Session.AutomaticTax`: as the SDK's documentation names it."""
    package = re.sub(r"^stripe\.?|\.?_[a-z_0-9]+$", "", declared.__module__)
    return f"{package}.{declared.__qualname__}".lstrip(".")


def nested(hint: Any) -> type | None:
    """The SDK's class for a part of an object somewhere in a hint, if there is one."""
    import stripe

    if isinstance(hint, type) and get_origin(hint) is None:
        known = issubclass(hint, stripe.StripeObject)
        return hint if known and hint is not stripe.ListObject else None
    parts = get_args(hint)
    return next((found for part in parts if (found := nested(part)) is not None), None)


def _untyped(hint: Any) -> bool:
    return "UntypedStripeObject" in str(hint) or "Dict[" in str(hint)


def _members(hint: Any) -> tuple[Any, ...]:
    return get_args(hint) if get_origin(hint) in (Union, types.UnionType) else (hint,)


# --- the plugin


def pytest_configure(config: pytest.Config) -> None:
    folder = tempfile.TemporaryDirectory(prefix="pos-app-shapes-", ignore_cleanup_errors=True)
    config.stash[_FOLDER] = folder
    os.environ[VARIABLE] = folder.name


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """The run is red when a stand-in answered in a shape Stripe doesn't."""
    faults = faults_in(Path(session.config.stash[_FOLDER].name))
    session.config.stash[_FAULTS] = faults
    session.exitstatus = verdict(session.exitstatus, faults)


def faults_in(folder: Path) -> list[str]:
    """What is wrong with all that was recorded, each fault once."""
    found = {
        f"{record['method']} {record['path']}: {fault}"
        for record in recorded(folder)
        for fault in faults_of(record)
    }
    return sorted(found)


def verdict(status: int, faults: list[str]) -> int:
    """The run's exit status."""
    green = (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED)
    return pytest.ExitCode.TESTS_FAILED if faults and status in green else status


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    faults = config.stash.get(_FAULTS, [])
    if faults:
        terminalreporter.section("answers of the stand-in in another shape than Stripe's", red=True)
        terminalreporter.write_line("\n".join(faults))


def pytest_unconfigure(config: pytest.Config) -> None:
    os.environ.pop(VARIABLE, None)
    config.stash[_FOLDER].cleanup()


def recorded(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.json"))]


def parts_of_the_sdk() -> Iterator[type]:
    """The classes of the objects the stand-in has, and those inside them."""
    waiting = [class_named(name) for name in (*(k.name for k in KINDS), "balance", "item")]
    seen: set[type] = set()
    while waiting:
        found = waiting.pop()
        if found is None or found in seen:
            continue
        seen.add(found)
        yield found
        waiting += [part for hint in fields_of(found).values() for part in _all_nested(hint)]


def _all_nested(hint: Any) -> list[type | None]:
    own = [hint] if isinstance(hint, type) and nested(hint) is hint else []
    return [*own, *(found for part in get_args(hint) for found in _all_nested(part))]
