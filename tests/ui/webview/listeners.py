"""Ports of this machine, each of which counts who comes: connections, what they say, datagrams."""

import selectors
import socket
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

_ANSWER = b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"
_FILE = (
    b"HTTP/1.1 200 OK\r\nContent-Disposition: attachment; filename=x.txt\r\n"
    b"Content-Type: application/octet-stream\r\nContent-Length: 1\r\nConnection: close\r\n\r\nx"
)


class Listeners:
    """One TCP port for each name, and the UDP port of the same number. `connected` and `datagrams`
    count by name; `said` has the first line of whoever spoke HTTP."""

    def __init__(self, names: Sequence[str]) -> None:
        self.ports: dict[str, int] = {}
        self.connected: Counter[str] = Counter()
        self.datagrams: Counter[str] = Counter()
        self.said: dict[str, list[str]] = {}
        self._selector = selectors.DefaultSelector()
        self._over = False
        for name in names:
            self._listen(name)

    @property
    def reached(self) -> set[str]:
        """Names of the ports that anything came to."""
        return set(self.connected) | set(self.datagrams)

    def serve(self) -> None:
        """Answer until `stop`."""
        while not self._over:
            for key, _ in self._selector.select(0.05):
                self._hear(key)

    def stop(self) -> None:
        self._over = True

    def close(self) -> None:
        for key in list(self._selector.get_map().values()):
            key.fileobj.close()  # type: ignore[union-attr]
        self._selector.close()

    def _listen(self, name: str) -> None:
        """The number has to be free for both."""
        while True:
            tcp = socket.create_server(("127.0.0.1", 0))
            udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            try:
                udp.bind(("127.0.0.1", tcp.getsockname()[1]))
            except OSError:
                tcp.close()
                udp.close()
                continue
            break
        for one, kind in ((tcp, "tcp"), (udp, "udp")):
            one.setblocking(False)
            self._selector.register(one, selectors.EVENT_READ, (kind, name))
        self.ports[name] = tcp.getsockname()[1]

    def _hear(self, key: selectors.SelectorKey) -> None:
        kind, name = key.data
        listening = key.fileobj
        assert isinstance(listening, socket.socket)
        if kind == "udp":
            listening.recv(2048)
            self.datagrams[name] += 1
        elif kind == "tcp":
            with suppress(BlockingIOError):
                came, _ = listening.accept()
                self.connected[name] += 1
                came.setblocking(False)
                self._selector.register(came, selectors.EVENT_READ, ("came", name))
        else:
            self._answer(listening, name)

    def _answer(self, came: socket.socket, name: str) -> None:
        """The file as something to be kept, all else as nothing, so that no page goes away."""
        self._selector.unregister(came)
        with came, suppress(OSError):
            heard = came.recv(4096)
            if heard:
                self.said.setdefault(name, []).append(heard.split(b"\r\n")[0].decode("latin-1"))
                came.sendall(_FILE if name in ("download", "disposition") else _ANSWER)


@contextmanager
def listening(names: Sequence[str]) -> Iterator[Listeners]:
    """In a thread of its own."""
    listeners = Listeners(names)
    thread = threading.Thread(target=listeners.serve)
    thread.start()
    try:
        yield listeners
    finally:
        listeners.stop()
        thread.join()
        listeners.close()
