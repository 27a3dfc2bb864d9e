"""Requests checked against the official SDK's own parameter types, with the enums closed.

The SDK declares what Stripe takes as TypedDicts, where every enum is also open to any string (new
values must not break old clients). A server knows its values, so the types are read once and
written again, closed, with the SDK's own transport options left out.
"""

import re
import types
from collections.abc import Iterable
from importlib import import_module
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import typing_extensions as extensions
from pydantic import BeforeValidator, ConfigDict, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from pos_app.training.wire import preview_params
from pos_app.training.wire.errors import Body, StripeError, invalid, missing_param

_V2 = "stripe.params.v2."
_PREVIEW = "preview."
_INTEGER = re.compile(r"-?[0-9]{1,19}")
_INTEGERS = range(-(2**63), 2**63)
"""Those of 64 bits, which is what SQLite compares."""
_LITERALS = (Literal, extensions.Literal)
_REQUIREDNESS = (extensions.Required, extensions.NotRequired)
_KINDS = {"list_type": "array", "dict_type": "hash", "string_type": "string"}


class Validator:
    """Checks parameters by the name of their type (`checkout.SessionCreateParams`).

    Building a checker takes up to some tens of milliseconds, once; `build` does it ahead of need.
    """

    def __init__(self) -> None:
        self._adapters: dict[str, TypeAdapter[Any]] = {}
        self._closed: dict[type, Any] = {}

    def check(self, name: str, params: Body) -> Body:
        """The parameters with numbers, booleans and lists as such.

        Raises StripeError (400): parameter_unknown, parameter_missing, or what is wrong with which.
        """
        try:
            checked: Body = self.build(name).validate_python(params)
        except ValidationError as fault:
            raise _translate(params, fault.errors(include_url=False)) from fault
        return checked

    def build(self, name: str) -> TypeAdapter[Any]:
        adapter = self._adapters.get(name)
        if adapter is None:
            adapter = self._adapters[name] = TypeAdapter(self._closed_dict(_sdk_type(name)))
        return adapter

    def _closed_dict(self, declared: type) -> Any:
        known = self._closed.get(declared)
        if known is not None:
            return known
        options = _transport_options()
        fields = {
            name: self._close(hint)
            for name, hint in _hints(declared).items()
            if name not in options
        }
        if declared.__module__.startswith(_V2):
            fields = _of_v2(declared, fields)
        # a runtime type made from the SDK's: the checker can't follow, and needn't
        make: Any = extensions.TypedDict
        closed = make(declared.__name__, fields)
        closed.__pydantic_config__ = ConfigDict(extra="forbid", allow_inf_nan=False)
        self._closed[declared] = closed
        return closed

    def _close(self, hint: Any) -> Any:
        origin = get_origin(hint)
        if origin in _REQUIREDNESS:
            return origin[self._close(get_args(hint)[0])]
        if origin in (Union, types.UnionType):
            return self._close_union(get_args(hint))
        if origin is list:
            item = self._close(get_args(hint)[0])
            return Annotated[list[item], BeforeValidator(_as_list)]  # type: ignore[valid-type]
        if origin is dict:
            name, value = get_args(hint)
            return dict[name, self._close(value)]  # type: ignore[misc, valid-type]
        if extensions.is_typeddict(hint):
            return self._closed_dict(hint)
        return _SCALARS.get(hint, hint)

    def _close_union(self, members: Iterable[Any]) -> Any:
        kept = [m for m in members if not _is_untyped_object(m)]
        if any(get_origin(m) in _LITERALS and get_args(m) != ("",) for m in kept):
            kept = [m for m in kept if m is not str]
        return Union[tuple(self._close(m) for m in kept)]  # noqa: UP007 - made at run time


def _sdk_type(name: str) -> type:
    if name.startswith(_PREVIEW):
        declared: type = getattr(preview_params, name.removeprefix(_PREVIEW))
        return declared
    module, _, title = f"stripe.params.{name}".rpartition(".")
    found: type = getattr(import_module(module), title)
    return found


def _hints(declared: type) -> dict[str, Any]:
    # the SDK keeps these two out of its modules' run-time names
    names: dict[str, Any] = {"Mapping": dict, "StripeContext": str}
    return dict(extensions.get_type_hints(declared, localns=names, include_extras=True))


def _of_v2(declared: type, fields: dict[str, Any]) -> dict[str, Any]:
    """In the v2 API null unsets a field, and a list's next page is asked for by its token.

    The SDK follows the addresses it is given, so it declares no token.
    """
    nullable = {
        name: extensions.NotRequired[get_args(hint)[0] | None]
        if get_origin(hint) is extensions.NotRequired
        else hint
        for name, hint in fields.items()
    }
    if declared.__name__.endswith("ListParams"):
        nullable["page"] = extensions.NotRequired[str]
    return nullable


def _transport_options() -> frozenset[str]:
    module = import_module("stripe._request_options")
    return frozenset(module.RequestOptions.__annotations__)


def _is_untyped_object(member: Any) -> bool:
    """The SDK's response class, offered beside `Dict[str, str]` for metadata."""
    return "UntypedStripeObject" in str(member)


def _as_list(value: Any) -> Any:
    if value == "":
        return []
    if isinstance(value, dict) and all(key.isdecimal() for key in value):
        return [value[key] for key in sorted(value, key=int)]
    return value


def _as_integer(value: Any) -> Any:
    """A number only as Stripe writes one: digits, no spaces, no decimal mark."""
    no_digits = isinstance(value, str) and not _INTEGER.fullmatch(value)
    if isinstance(value, bool) or no_digits:
        raise PydanticCustomError("int_parsing", "not an integer")
    if isinstance(value, int | str) and int(value) not in _INTEGERS:
        raise PydanticCustomError("int_parsing", "not an integer of 64 bits")
    return value


def _as_boolean(value: Any) -> Any:
    if isinstance(value, bool):
        return value
    if not isinstance(value, str) or value.lower() not in ("true", "false"):
        raise PydanticCustomError("bool_parsing", "not a boolean")
    return value.lower() == "true"


_SCALARS = {
    int: Annotated[int, BeforeValidator(_as_integer)],
    bool: Annotated[bool, BeforeValidator(_as_boolean)],
}


def _translate(params: Body, faults: list[ErrorDetails]) -> StripeError:
    placed = [(_place(params, fault["loc"], fault["type"]), fault) for fault in faults]
    unknown = [_bracketed(path) for path, fault in placed if fault["type"] == "extra_forbidden"]
    if unknown:
        plural = "s" if len(unknown) > 1 else ""
        text = f"Received unknown parameter{plural}: {', '.join(unknown)}"
        return invalid(text, code="parameter_unknown", param=unknown[0])
    path, fault = max(placed, key=lambda item: (len(item[0]), _telling(item[1])))
    param = _bracketed(path)
    if fault["type"] == "missing":
        return missing_param(param)
    return _wrong_value(param, fault)


def _telling(fault: ErrorDetails) -> int:
    """Of a value that may be several things, what was wrong with the likeliest of them.

    That it isn't "" (the way to unset) says nothing; that text is no hash says little where text
    could have been a number.
    """
    if fault["type"] == "literal_error":
        return 0 if _choices(fault) == [""] else 2
    containers = ("dict_type", "list_type", "none_required")
    return 1 if fault["type"] in containers else 2


def _choices(fault: ErrorDetails) -> list[str]:
    expected: str = fault.get("ctx", {}).get("expected", "")
    return re.findall(r"'([^']*)'", expected)


def _wrong_value(param: str, fault: ErrorDetails) -> StripeError:
    kind, given = fault["type"], fault["input"]
    if kind == "literal_error":
        *others, last = _choices(fault)
        comma = "," if len(others) > 1 else ""
        expected = f"{', '.join(others)}{comma} or {last}" if others else last
        return invalid(f"Invalid {param}: must be one of {expected}", param=param)
    if kind.startswith("int"):
        return invalid(f"Invalid integer: {given}", code="parameter_invalid_integer", param=param)
    if kind.startswith("bool"):
        return invalid(f"Invalid boolean: {given}", param=param)
    if kind.startswith(("decimal", "float", "finite")):
        return invalid(f"Invalid decimal: {given}", param=param)
    return invalid(f"Invalid {_KINDS.get(kind, 'value')}: {given}", param=param)


def _place(params: Any, location: tuple[int | str, ...], kind: str) -> list[str]:
    """The place in the request: pydantic also names union members on the way, left out here."""
    path: list[str] = []
    value = params
    for index, part in enumerate(location):
        key = str(part)
        if isinstance(value, dict) and key in value:
            value = value[key]
            path.append(key)
        elif isinstance(value, list) and isinstance(part, int):
            value = value[part]
            path.append(key)
        elif kind == "missing" and index == len(location) - 1:
            path.append(key)
    return path


def _bracketed(path: list[str]) -> str:
    return "".join(part if i == 0 else f"[{part}]" for i, part in enumerate(path))
