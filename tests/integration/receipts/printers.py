"""What stands for a receipt printer: a real socket on this machine, and a USB device for pyusb."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from usb.backend import IBackend

PAPER, ONLINE = b"\x10\x04\x04", b"\x10\x04\x01"
WELL: Final = {PAPER: b"\x12", ONLINE: b"\x12"}
"""Answers to DLE EOT (ESC/POS): paper is there, and the printer is online."""
NO_PAPER: Final = {PAPER: b"\x72", ONLINE: b"\x1a"}
COVER_OPEN: Final = {PAPER: b"\x12", ONLINE: b"\x1a"}


class SocketPrinter:
    """Takes one job. `closes_after`: hangs up once so many bytes have come; `reads` off: takes the
    connection and nothing else; `answers_later` are those after the first paper question."""

    def __init__(
        self, answers: dict[bytes, bytes] | None = None, *, closes_after: int | None = None,
        reads: bool = True, answers_later: dict[bytes, bytes] | None = None,
    ) -> None:  # fmt: skip
        self._answers = answers or {}
        self._later = answers_later
        self._closes_after = closes_after
        self._reads = reads
        self.got = b""
        self._stop = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self._listener.getsockname()[1]}"

    @property
    def job(self) -> bytes:
        """What would be on paper: without the questions."""
        return self.got.replace(PAPER, b"").replace(ONLINE, b"")

    def close(self) -> None:
        self._stop.set()
        self._listener.close()
        self._thread.join(5)

    def _serve(self) -> None:
        try:
            connection, _ = self._listener.accept()
        except OSError:
            return
        with connection:
            if not self._reads:
                self._stop.wait(10)
                return
            self._talk(connection)

    def _talk(self, connection: socket.socket) -> None:
        connection.settimeout(5)
        try:
            while data := connection.recv(64):
                self.got += data
                if self._closes_after is not None and len(self.job) > self._closes_after:
                    return
                for question in self._answers:
                    if data.endswith(question):
                        connection.sendall(self._answers[question])
                        if question == ONLINE and self._later is not None:
                            self._answers = self._later
        except OSError:
            return


@contextmanager
def listening(*args: Any, **options: Any) -> Iterator[SocketPrinter]:
    printer = SocketPrinter(*args, **options)
    try:
        yield printer
    finally:
        printer.close()


class _Described:
    """A USB descriptor: attributes and nothing else."""

    def __init__(self, **fields: Any) -> None:
        self.__dict__.update(fields)


class UsbPrinter(IBackend):  # type: ignore[misc]  # pyusb has no types
    """One printer on a bus that isn't there: bulk out on 0x03, bulk in on 0x81."""

    def __init__(self, answers: dict[bytes, bytes], *, unplugged: bool = False) -> None:
        self.answers = answers
        self.got = b""
        self._question = b""
        self._unplugged = unplugged

    def enumerate_devices(self) -> Iterator[str]:
        if not self._unplugged:
            yield "printer"

    def get_device_descriptor(self, dev: str) -> _Described:
        return _Described(
            bLength=18, bDescriptorType=1, bcdUSB=0x200, bDeviceClass=0, bDeviceSubClass=0,
            bDeviceProtocol=0, bMaxPacketSize0=64, idVendor=0x04B8, idProduct=0x0E15,
            bcdDevice=0x100, iManufacturer=0, iProduct=0, iSerialNumber=0, bNumConfigurations=1,
            address=1, bus=1, port_number=1, port_numbers=(1,), speed=2,
        )  # fmt: skip

    def get_configuration_descriptor(self, dev: str, config: int) -> _Described:
        return _Described(
            bLength=9, bDescriptorType=2, wTotalLength=32, bNumInterfaces=1, bConfigurationValue=1,
            iConfiguration=0, bmAttributes=0xC0, bMaxPower=1, extra_descriptors=[],
        )  # fmt: skip

    def get_interface_descriptor(self, dev: str, intf: int, alt: int, config: int) -> _Described:
        if intf or alt:
            raise IndexError
        return _Described(
            bLength=9, bDescriptorType=4, bInterfaceNumber=0, bAlternateSetting=0, bNumEndpoints=2,
            bInterfaceClass=7, bInterfaceSubClass=1, bInterfaceProtocol=2, iInterface=0,
            extra_descriptors=[],
        )  # fmt: skip

    def get_endpoint_descriptor(
        self, dev: str, ep: int, intf: int, alt: int, config: int
    ) -> _Described:
        if ep > 1:
            raise IndexError
        return _Described(
            bLength=7, bDescriptorType=5, bEndpointAddress=(0x03, 0x81)[ep], bmAttributes=2,
            wMaxPacketSize=64, bInterval=0, bRefresh=0, bSynchAddress=0, extra_descriptors=[],
        )  # fmt: skip

    def open_device(self, dev: str) -> str:
        return dev

    def close_device(self, dev_handle: str) -> None:
        return None

    def set_configuration(self, dev_handle: str, config_value: int) -> None:
        return None

    def get_configuration(self, dev_handle: str) -> int:
        return 1

    def claim_interface(self, dev_handle: str, intf: int) -> None:
        return None

    def release_interface(self, dev_handle: str, intf: int) -> None:
        return None

    def reset_device(self, dev_handle: str) -> None:
        return None

    def bulk_write(self, dev_handle: str, ep: int, intf: int, data: Any, timeout: int) -> int:
        assert ep == 0x03, "where this printer listens"
        assert timeout > 0, "0 would wait for ever"
        given = bytes(data)
        if given in (PAPER, ONLINE):
            self._question = given
        else:
            self.got += given
        return len(given)

    def bulk_read(self, dev_handle: str, ep: int, intf: int, buff: Any, timeout: int) -> int:
        from usb.core import USBTimeoutError

        answer = self.answers.get(self._question, b"")
        if not answer:
            raise USBTimeoutError("nothing said")
        buff[0] = answer[0]
        return 1
