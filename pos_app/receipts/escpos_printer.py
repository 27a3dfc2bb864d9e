"""Receipt printers through python-escpos: the only place that imports it.

It is imported at the first receipt, since it brings an imaging library (0.4 s), and beside the
windows' thread, as everything here.
"""

import asyncio
import logging
import os
import shutil
import socket
import stat
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, Final

from pos_app.kernel.errors import EnvironmentFault, PosError
from pos_app.receipts.places import Place, PlaceKind
from pos_app.receipts.ports import Handed
from pos_app.receipts.roll import RollLine
from pos_app.receipts.roll_code import code_picture

_log = logging.getLogger(__name__)
_CODE_PAGE: Final = "CP1252"
"""Has all of French and the euro, at the same place (16) on every printer that has it."""
_RESET: Final = b"\x1b@"
"""What every job begins with; a file that begins otherwise is no printer's."""
_READ: Final = (OSError, ValueError, NotImplementedError)
"""What reading raises: pyusb's USBError is an OSError, an endpoint that isn't there a ValueError,
and what can't be read at all says so."""


class EscposPrinter:
    """Each job in a thread of its own, which ends with the program: a device that takes nothing
    must not keep the till from closing."""

    def __init__(
        self, *, send_seconds: float = 6, answer_seconds: float = 1.5, give_up_seconds: float = 25,
        usb_backend: object = None,
    ) -> None:  # fmt: skip
        """`send_seconds`: to connect, and to take the job; `answer_seconds`: to say how it is.
        `usb_backend`: pyusb's own choice unless given."""
        self._send_seconds = send_seconds
        self._answer_seconds = answer_seconds
        self._give_up_seconds = give_up_seconds
        self._usb_backend = usb_backend

    async def print(self, place: Place, lines: Sequence[RollLine]) -> Handed:
        """See Printer."""
        work = _in_thread(partial(self._print, place, lines))
        try:
            return await asyncio.wait_for(work, self._give_up_seconds)
        except TimeoutError as late:
            raise _fault("printer.broke_off", place) from late

    def _print(self, place: Place, lines: Sequence[RollLine]) -> Handed:
        with _left_as_it_was():
            job = _job(lines)
            device = self._opened(place)
            try:
                return self._handed(place, device, job)
            finally:
                device.close()

    def _handed(self, place: Place, device: Any, job: bytes) -> Handed:
        tells = self._ask(place, device, before=True)
        try:
            device._raw(job)
        except OSError as error:
            raise _fault("printer.broke_off", place) from error
        if place.kind is PlaceKind.FILE:
            return Handed.SENT
        still = self._ask(place, device, before=False)
        if tells and not still:
            raise _fault("printer.broke_off", place)
        return Handed.PRINTED if still else Handed.SENT

    def _opened(self, place: Place) -> Any:
        from escpos.exceptions import DeviceNotFoundError

        try:
            device = self._device(place)
            if place.kind is PlaceKind.NETWORK:
                # its own way knows IPv4 only, and leaves a socket behind where nobody answers
                address = (place.host, place.port)
                device.device = socket.create_connection(address, self._send_seconds)
            else:
                device.open()
        except DeviceNotFoundError as error:
            raise _fault("printer.not_reached", place) from error
        except ValueError as error:  # pyusb's NoBackendError
            raise _fault("printer.no_usb", place) from error
        except OSError as error:
            raise _fault("printer.not_reached", place) from error
        if place.kind is PlaceKind.USB:
            _find_endpoints(device)
        return device

    def _device(self, place: Place) -> Any:
        from escpos import printer

        if place.kind is PlaceKind.NETWORK:
            return printer.Network(place.host, place.port, self._send_seconds)
        if place.kind is PlaceKind.USB:
            given = {"backend": self._usb_backend} if self._usb_backend is not None else {}
            milliseconds = int(self._send_seconds * 1_000)
            return printer.Usb(place.vendor, place.product, given, milliseconds)
        _check_file(place)
        return printer.File(place.address)

    def _ask(self, place: Place, device: Any, *, before: bool) -> bool:
        """Whether it tells how it is. Raises EnvironmentFault where it tells that it can't."""
        from escpos import constants

        if place.kind is PlaceKind.FILE:
            return False
        paper = self._status(place, device, constants.RT_STATUS_PAPER)
        if paper is None:
            return False
        if paper & constants.RT_MASK_NOPAPER == constants.RT_MASK_NOPAPER:
            raise _fault("printer.no_paper" if before else "printer.ran_out", place)
        online = self._status(place, device, constants.RT_STATUS_ONLINE)
        if online is not None and online & constants.RT_MASK_ONLINE:
            raise _fault("printer.not_ready" if before else "printer.broke_off", place)
        return True

    def _status(self, place: Place, device: Any, question: bytes) -> int | None:
        """The printer's answer (ESC/POS, DLE EOT); None where it gives none in time."""
        if place.kind is PlaceKind.NETWORK:
            device.device.settimeout(self._answer_seconds)
        try:
            answer = device.query_status(question)
        except TimeoutError:
            return None
        except ConnectionError as error:
            raise _fault("printer.broke_off", place) from error
        except _READ:
            return None
        finally:
            if place.kind is PlaceKind.NETWORK:
                device.device.settimeout(self._send_seconds)
        if len(answer) == 0:
            raise _fault("printer.broke_off", place)  # it hung up
        return int(answer[0])


def _job(lines: Sequence[RollLine]) -> bytes:
    """All of it at once, so that a printer gets either nothing or the whole receipt."""
    from escpos.printer import Dummy

    paper = Dummy()
    paper.magic.encoder.used_encodings.add(_CODE_PAGE)  # it prefers what was used before
    paper._raw(_RESET)
    style: tuple[bool, ...] = ()
    for line in lines:
        if style != (line.centred, line.bold, line.tall):
            style = (line.centred, line.bold, line.tall)
            paper.set(
                align="center" if line.centred else "left", bold=line.bold,
                normal_textsize=not line.tall, double_height=line.tall,
            )  # fmt: skip
        if line.code:
            paper._raw(code_picture(line.text))
        else:
            paper.textln(line.text)
    paper.cut()
    return bytes(paper.output)


def _find_endpoints(device: Any) -> None:
    """Where this printer listens and answers; models differ, and the library's guess is one's."""
    from usb import util

    bulk = [
        end for interface in device.device.get_active_configuration() for end in interface
        if util.endpoint_type(end.bmAttributes) == util.ENDPOINT_TYPE_BULK
    ]  # fmt: skip
    for end in reversed(bulk):
        if util.endpoint_direction(end.bEndpointAddress) == util.ENDPOINT_OUT:
            device.out_ep = end.bEndpointAddress
        else:
            device.in_ep = end.bEndpointAddress


def _check_file(place: Place) -> None:
    """Raises EnvironmentFault printer.not_a_device for a file with something else in it, which
    printing would wipe out."""
    path = Path(place.address)
    try:
        known = path.stat()
    except FileNotFoundError:
        return
    if stat.S_ISDIR(known.st_mode):
        raise _fault("printer.not_a_device", place)
    if stat.S_ISREG(known.st_mode) and known.st_size:
        with path.open("rb") as file:
            if file.read(len(_RESET)) != _RESET:
                raise _fault("printer.not_a_device", place)


def _fault(key: str, place: Place) -> EnvironmentFault:
    return EnvironmentFault(key, retryable=True, address=place.address)


@contextmanager
def _left_as_it_was() -> Iterator[None]:
    """python-escpos 3.1 sets up the root logger on import and by its first line, and leaves a
    folder of its own behind in the temporary one."""
    root = logging.getLogger()
    before = list(root.handlers)
    try:
        from escpos import capabilities

        if "ESCPOS_CAPABILITIES_PICKLE_DIR" not in os.environ:
            shutil.rmtree(capabilities.pickle_dir, ignore_errors=True)
        yield
    finally:
        for handler in [one for one in root.handlers if one not in before]:
            root.removeHandler(handler)


def _in_thread(work: Callable[[], Handed]) -> "asyncio.Future[Handed]":
    loop = asyncio.get_running_loop()
    done: asyncio.Future[Handed] = loop.create_future()

    def tell(result: Handed | None, error: Exception | None) -> None:
        if done.done():
            return
        if error is not None:
            done.set_exception(error)
        elif result is not None:
            done.set_result(result)

    def run() -> None:
        result: Handed | None = None
        error: Exception | None = None
        try:
            result = work()
        except PosError as fault:
            error = fault
        except Exception as unknown:  # reason: raised again where the job was given
            error = unknown
        try:
            loop.call_soon_threadsafe(tell, result, error)
        except RuntimeError:
            _log.info("printed_after_closing")

    threading.Thread(target=run, name="receipt-printer", daemon=True).start()
    return done
