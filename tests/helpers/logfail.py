"""An error that is logged though nobody expected it fails the test."""

import logging
import re
from collections.abc import Sequence


class ErrorLog(logging.Handler):
    """Keeps every record of level ERROR and above."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(f"{record.name}: {record.getMessage()}")


def complaints(messages: Sequence[str], wanted: Sequence[str]) -> list[str]:
    """Errors that match no wanted pattern, and wanted patterns that no error matched."""
    unexpected = [
        f"unexpected error log: {message}"
        for message in messages
        if not any(re.search(pattern, message) for pattern in wanted)
    ]
    missing = [
        f"no error log matched {pattern!r}"
        for pattern in wanted
        if not any(re.search(pattern, message) for message in messages)
    ]
    return unexpected + missing
