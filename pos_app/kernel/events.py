"""A plain event bus: services publish what happened, screens and other services listen.

Handlers run at once, in order of subscription, on the thread that publishes (the loop's).
"""

import logging
from collections.abc import Callable
from typing import Any, TypeVar

E = TypeVar("E")
_log = logging.getLogger(__name__)


class EventBus:
    """Events are values that don't change, named in the past tense; they are told by their type."""

    def __init__(self) -> None:
        self._handlers: dict[type, list[Callable[[Any], None]]] = {}

    def subscribe(self, kind: type[E], handler: Callable[[E], None]) -> Callable[[], None]:
        """Call `handler` for every event of exactly `kind`; the result ends the subscription."""
        handlers = self._handlers.setdefault(kind, [])
        handlers.append(handler)

        def unsubscribe() -> None:
            if handler in handlers:
                handlers.remove(handler)

        return unsubscribe

    def publish(self, event: object) -> None:
        """Tell every listener. A listener's own failure is logged, never the publisher's."""
        for handler in tuple(self._handlers.get(type(event), ())):
            try:
                handler(event)
            except Exception:  # reason: what happened has happened, whoever fails to hear it
                _log.exception("event_handler_failed event=%s", type(event).__name__)
