"""Request bodies that are one JSON object: of the v2 API, of pages, of controls."""

import json
from typing import Any

from pos_app.training.wire.errors import Body, invalid


def read(body: bytes, largest: int) -> Body:
    """The object; empty when there is no body. `largest` is in bytes.

    Raises StripeError (400): too large, no JSON, no object, or text that UTF-8 can't write.
    """
    if len(body) > largest:
        raise invalid("The request body is too large.")
    try:
        given: Any = json.loads(body or b"{}", parse_constant=_no_number)
        json.dumps(given, ensure_ascii=False).encode()  # half a surrogate pair can't be kept
    except (ValueError, RecursionError) as fault:
        raise invalid("The request body is not valid JSON.") from fault
    if not isinstance(given, dict):
        raise invalid("The request body must be a JSON object.")
    return given


def _no_number(text: str) -> None:
    raise ValueError(f"{text} is not JSON")
