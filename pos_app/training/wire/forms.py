"""Stripe's request encoding: `a[b][0]=c` pairs to nested objects.

Whether a nested object is a list only the parameter's type tells (`metadata[0]` is no list), so
lists stay objects with "0", "1", … as names until `validation` reads them.
"""

import re
from collections.abc import Iterable
from urllib.parse import parse_qsl

from pos_app.training.wire.errors import Body, invalid

MAX_FIELDS = 5000
MAX_DEPTH = 50
"""No parameter of Stripe's goes nearly as deep."""
_NAME = re.compile(r"^([^\[\]]+)((?:\[[^\[\]]*\])*)$")
_PART = re.compile(r"\[([^\[\]]*)\]")


def decode(text: str) -> Body:
    """Nested parameters of a form body or a query string.

    Raises StripeError (400) for names that aren't in Stripe's bracket form.
    """
    try:
        pairs = parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=MAX_FIELDS)
    except ValueError as fault:
        raise invalid(f"Invalid request body: {fault}") from fault
    return nest(pairs)


def nest(pairs: Iterable[tuple[str, str]]) -> Body:
    result: Body = {}
    for name, value in pairs:
        _put(result, _path(name), value, name)
    return result


def _path(name: str) -> list[str]:
    match = _NAME.match(name)
    if match is None:
        raise invalid(f"Invalid parameter name: {name}", param=name)
    path = [match.group(1), *_PART.findall(match.group(2))]
    if len(path) > MAX_DEPTH:
        raise invalid("Invalid parameter name: it is nested too deeply.", param=path[0])
    return path


def _put(target: Body, path: list[str], value: str, name: str) -> None:
    *parents, last = path
    for part in parents:
        child = target.setdefault(part or str(len(target)), {})
        if not isinstance(child, dict):
            raise invalid(f"Invalid parameter: {name} is both a value and a hash", param=name)
        target = child
    key = last or str(len(target))
    if isinstance(target.get(key), dict):
        raise invalid(f"Invalid parameter: {name} is both a value and a hash", param=name)
    target[key] = value
