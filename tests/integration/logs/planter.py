"""Lets secrets through every door a till's log and its crash reports have, then ends.

Run as a program: `planter.py FOLDER URL`. It begins as `ui.app.run_till` does.
"""

import asyncio
import gc
import logging
import sys
import threading
import warnings
from datetime import UTC, datetime
from pathlib import Path

from pos_app.customers.model import Customer
from pos_app.kernel.errors import Bug, PosError
from pos_app.kernel.events import EventBus
from pos_app.kernel.ids import CustomerId, PaymentIntentId
from pos_app.logs.running import watched
from pos_app.logs.watching import CrashWatch
from pos_app.settings.environment import training_environment
from pos_app.stripe_gateway.gateway import StripeGateway

TAIL = "4eC39HqLyjWDarjtT1zdp7dc"
KEY = "rk_" + "test_" + TAIL
CLIENT = "pi_3Planted_secret_" + TAIL
MAIL = "marie.curie@radium.example"
PHONE = "+33 6 12 34 56 78"
CARD = "4242 4242-4242 4242"
NAME = "Sklodowska"
PLANTED = (TAIL, "curie", "radium", "12 34 56", "4242 4242", "4242-4242", NAME)
ALL = f"{KEY} {CLIENT} {MAIL} {PHONE} {CARD}"
PERSON = Customer(CustomerId("cus_planted"), NAME, MAIL, PHONE, "fr", "", datetime.now(UTC))
_log = logging.getLogger("planter")


class Noisy:
    """Breaks when it is collected."""

    def __del__(self) -> None:
        raise ValueError(f"door=finalizer {ALL} {PERSON!r}")


def through_lines() -> None:
    _log.info("door=message " + ALL)
    _log.info("door=arguments %s %r %s", ALL, {"email": MAIL, "name": NAME}, PERSON)
    _log.info("door=mapping %(a)s", {"a": ALL})
    _log.info("door=badly_formed %d", ALL)
    _log.info("door=stack %s", KEY, stack_info=True)
    _log.info("door=bytes %r", ALL.encode())
    _log.info("door=long %s%s", "x " * 30_000, ALL)
    warnings.warn(f"door=warning {ALL}", stacklevel=1)
    try:
        try:
            raise ValueError(f"door=cause {ALL}")
        except ValueError as cause:
            error = RuntimeError(f"door=exception {PERSON!r}")
            error.add_note(f"door=note {ALL}")
            raise error from cause
    except RuntimeError:
        _log.exception("door=traceback %s", MAIL)


def through_an_event() -> None:
    def handler(_event: Customer) -> None:
        raise Bug("planted.event", who=repr(PERSON), text=ALL)

    bus = EventBus()
    bus.subscribe(Customer, handler)
    bus.publish(PERSON)


def through_threads() -> None:
    def work() -> None:
        secret = ALL  # a local variable, which no report shows
        raise ValueError(f"door=thread {secret}")

    thread = threading.Thread(target=work, name=f"door {MAIL}")
    thread.start()
    thread.join()
    noisy = Noisy()
    del noisy
    gc.collect()


async def through_a_loop(watch: CrashWatch, url: str) -> None:
    loop = asyncio.get_running_loop()
    watch.follow(loop)

    async def work() -> None:
        raise ValueError(f"door=task {ALL}")

    task = loop.create_task(work(), name=f"door {MAIL} {CLIENT}")
    await asyncio.sleep(0.01)
    del task
    gc.collect()
    loop.call_soon(lambda: (_ for _ in ()).throw(ValueError(f"door=callback {PERSON!r}")))
    loop.call_exception_handler({"message": f"door=context {ALL}"})
    await asyncio.sleep(0.01)
    # the SDK and the HTTP client at their most talkative
    for name in ("stripe", "httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.DEBUG)
    logging.getLogger().setLevel(logging.DEBUG)
    gateway = await StripeGateway.connect(training_environment(url, KEY, "pk_test_planted"))
    for name in ("stripe", "httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.DEBUG)
    try:
        for ask in (
            lambda: gateway.customers_with_email(MAIL),
            lambda: gateway.search_phone([PHONE.replace(" ", "")]),
            lambda: gateway.retrieve_intent(PaymentIntentId("pi_planted")),
        ):
            try:
                await ask()
            except PosError:
                _log.exception("door=gateway")
    finally:
        await gateway.close()


def main() -> None:
    folder, url = Path(sys.argv[1]), sys.argv[2]
    with watched(folder, "till") as watch:
        through_lines()
        through_an_event()
        through_threads()
        asyncio.run(through_a_loop(watch, url))
        sys.excepthook(ValueError, ValueError(f"door=slot {ALL}"), None)  # as PySide calls it
        raise ValueError(f"door=end {PERSON!r} {ALL}")


if __name__ == "__main__":
    main()
