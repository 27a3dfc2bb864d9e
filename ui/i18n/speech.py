"""What is said in passing, so that it can be said again once the language changed."""

from collections.abc import Callable

Speech = str | Callable[[], str]
"""Words, or what gives them in the language in force: the same in each, for as long as it is
said. Only what is the same in every language is handed over as words."""


def spoken(speech: Speech) -> str:
    """In the language in force."""
    return speech if isinstance(speech, str) else speech()
