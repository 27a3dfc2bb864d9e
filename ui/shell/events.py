"""From the plain event bus to Qt signals: the one bridge."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from pos_app.kernel.events import EventBus

E = TypeVar("E")


class EventBridge(QObject):
    """Lets screens hear events as long as they live, on the UI thread whoever publishes."""

    def __init__(self, bus: EventBus, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bus = bus

    def listen(self, owner: QObject, kind: type[E], handler: Callable[[E], None]) -> None:
        """Call `handler` for each event of exactly `kind` until `owner` is destroyed.

        Delivered through the event queue: after the publisher is done, never in its middle.
        """
        relay = _Relay(owner)
        relay.happened.connect(handler, Qt.ConnectionType.QueuedConnection)
        unsubscribe = self._bus.subscribe(kind, relay.happened.emit)
        relay.destroyed.connect(unsubscribe)


class _Relay(QObject):
    happened = Signal(object)
