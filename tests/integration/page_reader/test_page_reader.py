"""Many pages are listed by a process of the till's own, over real HTTP; whatever becomes of it, the
copy ends as it would have without."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from pos_app.customers import store as customers
from pos_app.customers.schema import CUSTOMER_MIGRATIONS
from pos_app.kernel.clock import SystemClock
from pos_app.kernel.errors import OTHER_MODE, RemoteRefused, RemoteUnknown
from pos_app.kernel.events import EventBus
from pos_app.page_reader import process, travelling
from pos_app.page_reader.pages import PagesElsewhere, elsewhere
from pos_app.page_reader.process import AnsweredUnread, PageReader, ReaderEnded
from pos_app.settings.environment import Environment, EnvironmentKind, training_environment
from pos_app.storage import Storage
from pos_app.stripe_gateway.gateway import StripeGateway
from pos_app.stripe_gateway.listing_customers import CustomerPages
from pos_app.sync.service import SyncService
from pos_app.sync.store import SYNC_MIGRATIONS
from tests.helpers.standin import StandInHandle

ROOT = Path(__file__).resolve().parents[3]
PEOPLE = 1500
MANY = 2


@pytest.fixture
def environment(standin: StandInHandle) -> Environment:
    standin.reset(customers=PEOPLE)
    return training_environment(standin.url, standin.secret_key, standin.publishable_key)


@pytest.fixture
async def gateway(environment: Environment) -> AsyncIterator[StripeGateway]:
    made = await StripeGateway.connect(environment)
    yield made
    await made.close()


@pytest.fixture
async def cache(tmp_path: Path) -> AsyncIterator[Storage]:
    schemas = [CUSTOMER_MIGRATIONS, SYNC_MIGRATIONS]
    made = Storage.open(tmp_path / "cache.db", bytes(32), schemas, durable=False)
    yield made
    await made.close()


class Readers:
    """Starts readers, remembers them and counts the pages they read."""

    def __init__(self, where: Environment) -> None:
        self.where = where
        self.made: list[PageReader] = []
        self.answered = 0
        self.one_made = asyncio.Event()
        self.one_answered = asyncio.Event()

    async def start(self) -> PageReader:
        reader = await PageReader.start(self.where)
        ask = reader.ask

        async def counted(since: int, until: int | None, after: str | None) -> object:
            answer = await ask(since, until, after)
            self.answered += isinstance(answer[0], AnsweredUnread)
            self.one_answered.set()
            return answer

        reader.ask = counted  # type: ignore[method-assign, assignment]
        self.made.append(reader)
        self.one_made.set()
        return reader


async def with_one_ready(gateway: StripeGateway, readers: Readers) -> PagesElsewhere:
    """Its reader is there as soon as it is wanted, which is after the first page."""
    reader = await readers.start()

    async def there() -> PageReader:
        return reader

    here = gateway.sources(accounts=False)[0].listing
    assert isinstance(here, CustomerPages)
    return PagesElsewhere(here, there, 1)


def listing(gateway: StripeGateway, readers: Readers) -> PagesElsewhere:
    here = gateway.sources(accounts=False)[0].listing
    assert isinstance(here, CustomerPages)
    return PagesElsewhere(here, readers.start, MANY)


async def filled(gateway: StripeGateway, cache: Storage, pages: PagesElsewhere) -> int:
    source = replace(gateway.sources(accounts=False)[0], listing=pages)
    sync = SyncService(cache, gateway, [source], EventBus(), SystemClock())
    await sync.catch_up()
    return await cache.read(customers.count)


async def with_a_reader(pages: PagesElsewhere, readers: Readers) -> PageReader:
    for _ in range(MANY):
        await pages.list_page(0, None, None)
    await readers.one_made.wait()
    return readers.made[0]


async def test_many_pages_come_through_the_reader_and_it_ends_with_them(
    gateway: StripeGateway, environment: Environment, cache: Storage
) -> None:
    readers = Readers(environment)
    assert await filled(gateway, cache, await with_one_ready(gateway, readers)) == PEOPLE
    assert readers.answered > 0
    assert [one.running for one in readers.made] == [False]


async def test_what_a_reader_answers_is_what_is_read_here(
    gateway: StripeGateway, environment: Environment
) -> None:
    readers = Readers(environment)
    pages = listing(gateway, readers)
    here = (await pages.list_page(0, None, None)).read()
    await with_a_reader(pages, readers)
    try:
        answer = await pages.list_page(0, None, None)
        assert isinstance(answer, AnsweredUnread)
        there = answer.read()
        assert (there.customers, there.following) == (here.customers, here.following)
        onward = (await pages.list_page(0, None, there.following)).read()
        assert not {one.id for one in onward.customers} & {one.id for one in there.customers}
    finally:
        await pages.rest()


async def test_few_pages_need_no_process(
    gateway: StripeGateway, environment: Environment, standin: StandInHandle, cache: Storage
) -> None:
    standin.reset(customers=90)
    readers = Readers(environment)
    assert await filled(gateway, cache, listing(gateway, readers)) == 90
    assert readers.made == []


async def test_a_reader_that_dies_midway_loses_nothing(
    gateway: StripeGateway, environment: Environment, cache: Storage
) -> None:
    """Whatever it was asked for is asked for here."""
    readers = Readers(environment)
    pages = await with_one_ready(gateway, readers)

    async def kill_it() -> None:
        await readers.one_answered.wait()
        readers.made[0].kill_now()

    killing = asyncio.ensure_future(kill_it())
    assert await filled(gateway, cache, pages) == PEOPLE
    await killing


@pytest.mark.skipif(os.name == "nt", reason="sends a signal")
async def test_one_that_is_stuck_is_given_up(
    gateway: StripeGateway, environment: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The fill must not wait for ever for a page that the till can ask for itself."""
    readers = Readers(environment)
    pages = listing(gateway, readers)
    reader = await with_a_reader(pages, readers)
    monkeypatch.setattr(process, "_ANSWER_SECONDS", 0.3)
    os.kill(reader.pid, signal.SIGSTOP)
    try:
        assert (await pages.list_page(0, None, None)).read().customers
    finally:
        await pages.rest()
    assert not reader.running


@pytest.mark.parametrize("order", ["nonsense", (1, 2)], ids=["no order", "half an order"])
async def test_one_that_fails_is_gone_at_once(environment: Environment, order: object) -> None:
    """Frozen and without a terminal, an error would be shown, and waited for."""
    reader = await PageReader.start(environment)
    try:
        travelling.send(reader._orders, order)
        with pytest.raises(ReaderEnded):
            await reader.ask(0, None, None)
        assert reader.ended
    finally:
        await reader.end()


async def test_without_a_reader_all_is_read_here(gateway: StripeGateway, cache: Storage) -> None:
    async def cannot() -> PageReader:
        raise ReaderEnded

    here = gateway.sources(accounts=False)[0].listing
    assert isinstance(here, CustomerPages)
    assert await filled(gateway, cache, PagesElsewhere(here, cannot, MANY)) == PEOPLE


async def test_one_that_can_not_be_started_says_so(
    environment: Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(ROOT / "no-such-python"))
    with pytest.raises(ReaderEnded):
        await PageReader.start(environment)


async def test_a_refusal_in_the_reader_is_a_refusal_here(
    gateway: StripeGateway, environment: Environment
) -> None:
    readers = Readers(environment)
    pages = listing(gateway, readers)
    await with_a_reader(pages, readers)
    try:
        with pytest.raises(RemoteRefused) as refused:
            await pages.list_page(0, None, "cus_nobody")
        assert refused.value.code == "resource_missing"
    finally:
        await pages.rest()


async def test_too_many_in_the_reader_slows_the_whole_till_and_is_asked_again(
    gateway: StripeGateway, environment: Environment, standin: StandInHandle
) -> None:
    readers = Readers(environment)
    pages = listing(gateway, readers)
    await with_a_reader(pages, readers)
    pace = gateway._caller.pace
    before = pace.per_second
    try:
        standin.scenario("status", "GET /v1/customers", status=429, times=1, when="before")
        assert (await pages.list_page(0, None, None)).read().customers
        assert pace.per_second == before / 2
    finally:
        await pages.rest()


@pytest.mark.logs_error("stripe_answered_in_other_mode")
async def test_the_other_mode_met_by_the_reader_ends_all_asking_here(
    gateway: StripeGateway, environment: Environment
) -> None:
    readers = Readers(replace(environment, kind=EnvironmentKind.LIVE))
    pages = listing(gateway, readers)
    await with_a_reader(pages, readers)
    try:
        with pytest.raises(RemoteUnknown, match=OTHER_MODE):
            await pages.list_page(0, None, None)
        with pytest.raises(Exception, match=OTHER_MODE):
            await gateway.newest(["customer.created"])
    finally:
        await pages.rest()


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks into /proc")
async def test_the_key_is_neither_in_its_arguments_nor_in_its_environment(
    environment: Environment,
) -> None:
    reader = await PageReader.start(environment)
    try:
        own = Path(f"/proc/{reader.pid}")
        for name in ("cmdline", "environ"):
            assert environment.secret_key.encode() not in (own / name).read_bytes()
    finally:
        await reader.end()


def a_till(environment: Environment) -> "subprocess.Popen[str]":
    given = [environment.api_base or "", environment.secret_key]
    return subprocess.Popen(
        [sys.executable, "-m", "tests.integration.page_reader.dying_till", *given],
        cwd=ROOT, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip


@pytest.mark.skipif(os.name == "nt", reason="sends a signal")
async def test_it_ends_with_the_till_however_that_ended(environment: Environment) -> None:
    till = a_till(environment)
    assert till.stdout is not None
    pid = int(await asyncio.to_thread(till.stdout.readline))
    till.send_signal(signal.SIGKILL)
    till.wait()
    till.stdout.close()
    for _ in range(500):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
        await asyncio.sleep(0.02)
    pytest.fail("the reader outlived the till")


async def test_only_the_list_of_customers_is_read_elsewhere(
    gateway: StripeGateway, environment: Environment
) -> None:
    """Accounts (v2) come one page after the other: there is nothing side by side."""
    own, accounts = elsewhere(gateway.sources(accounts=True), environment)
    assert isinstance(own.listing, PagesElsewhere)
    assert not isinstance(accounts.listing, PagesElsewhere)
