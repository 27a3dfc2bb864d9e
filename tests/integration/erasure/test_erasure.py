"""A customer erased: nothing of what they were called, or of what was typed for them, is left in
any file of the till that its key opens; money's rows and their chains are as they were."""

import asyncio
import re
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pos_app.bootstrap import Till, build
from pos_app.checkout.ports import SessionRequest
from pos_app.consent.model import Route, Tick
from pos_app.consent.service import Given
from pos_app.customers.importing.model import OnKnown, Stage
from pos_app.customers.model import Customer, CustomerDraft, CustomerRemoved, Redisplay
from pos_app.erasure import store, texts
from pos_app.erasure.model import Obstacle
from pos_app.files import LEDGER_SCHEMAS, file_keys, wrong_in_file
from pos_app.kernel.clock import SystemClock
from pos_app.kernel.errors import EnvironmentFault, RemoteRefused, UserError
from pos_app.kernel.ids import (
    AttemptId,
    CustomerId,
    ItemId,
    PaymentMethodId,
    SaleId,
    TillId,
)
from pos_app.kernel.money import Money
from pos_app.payments.model import OutcomeKind
from pos_app.plan import Plan, load_shop
from pos_app.storage import DAILY, Database, Storage, driver
from pos_app.sync.model import CaughtUp
from tests.helpers.agreements import SUBJECT, a_scope

NAMED = "Zyxwvuth"
TYPED = "Quagmyre"
"""What is searched for afterwards, in any case."""


async def opened(folder: Path) -> tuple[Plan, Till]:
    plan = Plan(folder / "training", training_customers=3)
    return plan, await build(plan, load_shop(plan))


async def a_customer(till: Till) -> tuple[Customer, PaymentMethodId]:
    draft = CustomerDraft(
        f"{NAMED} Léger", f"{NAMED.lower()}@example.com", "+33123456789", "fr",
        f"likes {NAMED}", "Z77", "75005", (NAMED,),
    )  # fmt: skip
    made = await till.customers.create(draft)
    path = "/v1/payment_methods/pm_card_visa/attach"
    reply = await till.ground.gateway._caller.post(path, {"customer": made.id}, "card")
    card = PaymentMethodId(reply.data["id"])
    await till.ground.gateway.set_redisplay(card, Redisplay.ALWAYS, "shown")
    await till.customers.refresh_cards(made.id)
    return made, card


async def dealt_with(till: Till, folder: Path) -> tuple[Customer, PaymentMethodId]:
    """Paid, agreed twice, imported again, and copied."""
    who, card = await a_customer(till)
    item = await till.sales.open_item(who.id, Money(1_000, "eur"), f"{TYPED} for {NAMED}")
    paid = await till.payments.charge_saved_card(item, card)
    assert paid.kind is OutcomeKind.SUCCEEDED
    subject = replace(SUBJECT, description=f"{TYPED} for {NAMED}")
    draft = await till.consent.draft(a_scope(card=card), subject, "fr")
    given = Given(who.id, Route.PAGE, frozenset({Tick.CHARGE_LATER}), card)
    given = replace(given, payment_intent_id=paid.payment_intent_id)
    ended = await till.consent.record(draft, given)
    await till.consent.revoke(ended.id, f"{NAMED} asked")
    await till.consent.record(draft, given)
    await till.papers.prepare(who.id, draft, show=True)
    await till.noting.drain()
    file = folder / "again.csv"
    file.write_text(f"Nom;E-mail\n{NAMED} Léger;{NAMED.lower()}@example.com\nAnna;a@example.com\n")
    read = await till.imports.open(file)
    await till.imports.check(read, read.mapping, lambda _: None)
    await till.imports.start(OnKnown.FILL)
    while till.imports.running:  # noqa: ASYNC110 (a task of the service)
        await asyncio.sleep(0.02)
    found = await till.imports.current()
    assert found is not None
    assert found[0].stage is Stage.DONE
    await till.ground.ledger.back_up(DAILY)
    return who, card


def words_in(path: Path, key: bytes) -> set[str]:
    """Which of the words any page of it has, also one that is passed over."""
    plain = path.with_suffix(".plain")
    database = driver.connect(path, key, small_pages=True)
    try:
        database.execute("PRAGMA query_only = OFF")
        database.conn.execute("ATTACH ? AS plain KEY ''", [str(plain)])
        database.conn.execute("SELECT sqlcipher_export('plain')")
        database.conn.execute("DETACH plain")
        content = plain.read_bytes()
    finally:
        database.close()
        plain.unlink(missing_ok=True)
    found = re.findall(f"{NAMED}|{TYPED}|{NAMED[:6]}".encode(), content, re.IGNORECASE)
    return {one.decode().lower() for one in found}


def files(folder: Path) -> list[Path]:
    named = [folder / name for name in ("ledger.db", "cache.db", "imports.db")]
    return [*named, *sorted((folder / "backups").glob("*.db"))]


def keys(plan: Plan) -> bytes:
    return file_keys(plan.folder, plan.secret_store(), plan.randomness).now


async def test_nothing_of_them_is_left(tmp_path: Path) -> None:
    plan, till = await opened(tmp_path)
    who, _ = await dealt_with(till, tmp_path)
    old = keys(plan)
    taken = await till.ground.ledger.read(money)
    told = await till.erasures.plan(who.id)
    assert told.obstacles == []
    assert told.agreements == 1
    erased = await till.erasures.erase(who.id)
    assert erased.at_stripe
    assert erased.files
    assert await till.ground.gateway.retrieve_customer(who.id) is None
    for typed in (NAMED, NAMED[:4], "zyxwvutg", "Z77", "0123456789", "4242"):
        assert await till.customers.find(typed) == [], typed
    assert await till.ground.ledger.read(wrong_in_file) == ""
    assert await till.ground.ledger.read(money) == taken
    assert await till.ground.ledger.read(store.waiting) == []
    of_theirs = await till.consent.of_customer(who.id)
    assert all(one.ended for one in of_theirs)
    assert [one.agreement.subject.description for one in of_theirs] == ["", ""]
    assert await till.noting.note_pending() == 0
    await till.close()
    assert keys(plan) != old
    for path in files(plan.folder):
        assert words_in(path, keys(plan)) == set(), path.name
        with pytest.raises(driver.load().DatabaseError):
            driver.connect(path, old, small_pages=True)
    plan, till = await opened(tmp_path)
    assert till.ground.ledger.restored is None
    await till.close()


def test_the_search_for_words_finds_them(tmp_path: Path) -> None:
    """What the test above looks with sees them where they are."""

    async def flow() -> tuple[Plan, list[set[str]]]:
        plan, till = await opened(tmp_path)
        await dealt_with(till, tmp_path)
        await till.close()
        return plan, [words_in(path, keys(plan)) for path in files(plan.folder)]

    _, found = asyncio.run(flow())
    assert all(TYPED.lower() in one for one in (found[0], *found[3:]))
    assert all(NAMED.lower() in one for one in found)


def money(db: Database) -> list[tuple[object, ...]]:
    sql = "SELECT seq, payment_intent_id, customer_id, amount_minor, currency, hash FROM payments"
    return [tuple(row) for row in db.execute(sql).fetchall()]


async def test_blocked_while_money_is_open(tmp_path: Path) -> None:
    _, till = await opened(tmp_path)
    who, card = await a_customer(till)
    item = await till.sales.open_item(who.id, Money(1_000, "eur"), "held")
    await till.payments.hold(item, card)
    assert (await till.erasures.plan(who.id)).obstacles == [Obstacle.HELD]
    with pytest.raises(UserError, match=r"erasure\.money_open"):
        await till.erasures.erase(who.id)
    assert await till.ground.gateway.retrieve_customer(who.id) is not None
    await till.payments.release_hold(item.id)
    other = await till.sales.open_item(who.id, Money(1_000, "eur"), "page")
    checkout = await till.checkout.open(other)
    assert (await till.erasures.plan(who.id)).obstacles == [Obstacle.PAYMENT]
    await till.checkout.close(checkout.attempt_id)
    assert (await till.erasures.plan(who.id)).obstacles == []
    await till.close()


@pytest.mark.parametrize("only_saves", [False, True])
async def test_blocked_while_another_till_has_a_page_open(tmp_path: Path, only_saves: bool) -> None:
    """Of which this ledger knows nothing: its customer may be typing their card right now."""
    _, till = await opened(tmp_path)
    who, _ = await a_customer(till)
    until = int(SystemClock().now().timestamp()) + 3_600
    given = SessionRequest(
        ItemId("item_b"), SaleId("sale_b"), AttemptId("att_b"), who.id, Money(900, "eur"), "link",
        until, TillId("till_b"), only_saves=only_saves,
    )  # fmt: skip
    theirs = await till.ground.gateway.create_session(given, "theirs")
    assert (await till.erasures.plan(who.id)).obstacles == [Obstacle.PAGE]
    with pytest.raises(UserError, match=r"erasure\.money_open"):
        await till.erasures.erase(who.id)
    assert await till.ground.gateway.retrieve_customer(who.id) is not None
    await till.ground.gateway.expire_session(theirs.id, "over")
    assert (await till.erasures.plan(who.id)).obstacles == []
    await till.close()


@pytest.mark.parametrize("seen", [True, False])
async def test_blocked_while_a_dispute_waits(tmp_path: Path, seen: bool) -> None:
    """Also where the till's key may not see charges, which tell of disputes."""
    _, till = await opened(tmp_path)
    who, _ = await a_customer(till)
    path = "/v1/payment_methods/pm_card_createDispute/attach"
    reply = await till.ground.gateway._caller.post(path, {"customer": who.id}, "disputed")
    card = PaymentMethodId(reply.data["id"])
    await till.ground.gateway.set_redisplay(card, Redisplay.ALWAYS, "disputed-shown")
    await till.customers.refresh_cards(who.id)
    item = await till.sales.open_item(who.id, Money(1_000, "eur"), "disputed")
    await till.payments.charge_saved_card(item, card)
    till.ground.gateway._caller.expanding.learn("charge_read", allowed=seen)
    (paid,) = await till.ground.gateway.list_payments(who.id)
    assert (paid.charge_seen, paid.disputed) == (seen, seen)
    assert Obstacle.DISPUTE in (await till.erasures.plan(who.id)).obstacles
    with pytest.raises(UserError, match=r"erasure\.money_open"):
        await till.erasures.erase(who.id)
    await till.close()


async def test_a_stripe_that_refuses_leaves_all_as_it_was(tmp_path: Path) -> None:
    _, till = await opened(tmp_path)
    who, _ = await a_customer(till)
    standin = till.controls
    assert standin is not None
    await standin.order({"kind": "status", "match": "DELETE /v1/customers", "status": 403})
    with pytest.raises(RemoteRefused):
        await till.erasures.erase(who.id)
    assert (await till.customers.get(who.id)).name.startswith(NAMED)
    assert await till.ground.ledger.read(store.waiting) == []
    await till.close()


@pytest.mark.parametrize("when", ["before", "after"])
async def test_without_an_answer_the_till_goes_on_by_itself(tmp_path: Path, when: str) -> None:
    plan, till = await opened(tmp_path)
    who, _ = await dealt_with(till, tmp_path)
    assert till.controls is not None
    await till.controls.order({"kind": f"lost_{when}", "match": "DELETE /v1/customers"})
    erased = await till.erasures.erase(who.id)
    assert not erased.at_stripe
    assert len(await till.ground.ledger.read(store.waiting)) == 1
    await till.close()
    plan, till = await opened(tmp_path)
    assert await till.erasures.go_on() == 1
    assert await till.erasures.go_on() == 0
    await till.close()
    for path in files(plan.folder):
        assert words_in(path, keys(plan)) == set(), path.name


async def test_cut_short_at_each_step_it_is_completed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan, till = await opened(tmp_path)
    who, _ = await dealt_with(till, tmp_path)
    steps = [
        (till.consent, "revoked_elsewhere"), (till.customers, "forget_wholly"),
        (till.sales, "forget"), (till.imports, "erase"), (till.ground.ledger, "amend_copies"),
        (till.key_rotation, "carry_on"),
    ]  # fmt: skip
    cut: list[str] = []

    def fails_once(real: Any, name: str) -> Any:
        async def once(*given: object) -> object:
            if name in cut:
                return await real(*given)
            cut.append(name)
            raise EnvironmentFault("storage.busy", retryable=True)

        return once

    for owner, name in steps:
        monkeypatch.setattr(owner, name, fails_once(getattr(owner, name), name))
    with pytest.raises(EnvironmentFault):
        await till.erasures.erase(who.id)
    done = 0
    while not done:
        with suppress(EnvironmentFault):
            done = await till.erasures.go_on()
    assert cut == [name for _, name in steps]
    assert await till.ground.ledger.read(wrong_in_file) == ""
    await till.close()
    for path in files(plan.folder):
        assert words_in(path, keys(plan)) == set(), path.name


async def test_one_deleted_elsewhere_is_erased_here_too(tmp_path: Path) -> None:
    plan, till = await opened(tmp_path)
    who, _ = await dealt_with(till, tmp_path)
    key = keys(plan)
    done = asyncio.Event()
    till.events.subscribe(CaughtUp, lambda _: done.set())
    await till.start()
    await asyncio.wait_for(done.wait(), 60)
    await till.ground.gateway.delete_customer(who.id)
    async with asyncio.timeout(60):
        while not await till.ground.ledger.read(_done):  # noqa: ASYNC110 (another task)
            await asyncio.sleep(0.05)
    assert await till.ground.ledger.read(wrong_in_file) == ""
    await till.close()
    assert keys(plan) == key, "only who asked for it gives the files another key"
    for path in (plan.folder / "ledger.db", *files(plan.folder)[3:]):
        assert words_in(path, key) == set(), path.name


def _done(db: Database) -> bool:
    sql = "SELECT count(*) FROM erasures WHERE done_at IS NOT NULL AND NOT own"
    return bool(db.execute(sql).fetchone()[0])


async def test_a_customer_who_only_left_the_copy_is_not_erased(tmp_path: Path) -> None:
    _, till = await opened(tmp_path)
    who, _ = await dealt_with(till, tmp_path)
    await till.customers.forget_wholly(who.id)
    till.erasures._hear(CustomerRemoved(who.id))
    assert await till.erasures.go_on() == 0
    assert await till.ground.ledger.read(store.waiting) == []
    assert await till.ground.ledger.read(lambda db: store.knows(db, CustomerId(who.id)))
    await till.close()


def text_columns(db: Database) -> set[str]:
    return {
        f"{table}.{row[1]}"
        for table in db.table_names()
        if not table.startswith(("sqlite_", "_sqlite"))
        for row in db.execute(f"PRAGMA table_info({table})").fetchall()
        if row[2] in ("TEXT", "BLOB")
    }


async def test_every_text_of_the_ledger_has_a_place(tmp_path: Path) -> None:
    """Whoever adds one says whether it goes with its customer (`erasure.store`)."""
    ledger = Storage.open(tmp_path / "ledger.db", None, LEDGER_SCHEMAS, durable=True)
    await ledger.ready()
    there = await ledger.read(text_columns)
    await ledger.close()
    assert there - texts.KEPT - texts.ERASED == set()
    assert (texts.KEPT | texts.ERASED) - there == set()
    assert texts.KEPT.isdisjoint(texts.ERASED)


async def test_what_is_freed_in_the_file_is_overwritten(tmp_path: Path) -> None:
    """Seen in a file that isn't encrypted, and so has no other key."""
    path = tmp_path / "ledger.db"
    ledger = Storage.open(path, None, LEDGER_SCHEMAS, durable=True)
    await ledger.ready()

    def fill(db: Database) -> None:
        for number in range(200):
            sale = f"sale_{number}"
            db.execute("INSERT INTO sales VALUES (?, 'cus_1', 1)", [sale])
            db.execute(
                "INSERT INTO items (id, sale_id, customer_id, amount_minor, currency, description,"
                " opened_at) VALUES (?, ?, 'cus_1', 100, 'eur', ?, 1)",
                [f"item_{number}", sale, f"{TYPED} for {NAMED} " * 20],
            )

    await ledger.write(fill)
    await ledger.close()
    assert TYPED.encode() in path.read_bytes()
    ledger = Storage.open(path, None, LEDGER_SCHEMAS, durable=True)
    now = SystemClock().now()
    await ledger.write(lambda db: store.erase(db, CustomerId("cus_1"), now))
    await ledger.rewrite()
    await ledger.close()
    assert TYPED.encode() not in path.read_bytes()
