"""Text in Stripe metadata: 50 keys of 40 characters, each with up to 500 characters; an empty value
is no key (Stripe's documentation, Metadata)."""

from collections.abc import Mapping
from typing import Final

MOST_KEYS: Final = 50
LONGEST_KEY: Final = 40
LONGEST_VALUE: Final = 500
_PART: Final = 480
"""Characters in each key of a text that may need several."""


def parts(key: str, text: str) -> dict[str, str]:
    """A text over as many keys as it needs: `key`, `key_2`, …

    A cut never falls beside a space: what is at a value's end may be trimmed on the way.
    """
    found: dict[str, str] = {}
    while text:
        end = min(_PART, len(text))
        while end < len(text) and (text[end - 1].isspace() or text[end].isspace()) and end > 1:
            end -= 1
        found[key if not found else f"{key}_{len(found) + 1}"] = text[:end]
        text = text[end:]
    return found


def joined(key: str, metadata: Mapping[str, str]) -> str:
    """What `parts` put there. Raises KeyError where nothing is."""
    text, number = metadata[key], 2
    while f"{key}_{number}" in metadata:
        text, number = text + metadata[f"{key}_{number}"], number + 1
    return text
