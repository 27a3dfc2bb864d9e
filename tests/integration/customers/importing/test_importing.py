"""Importing over real HTTP: what is in the file is at Stripe, once, whatever happens meanwhile."""

import asyncio
import csv
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from pos_app.customers import store as customers
from pos_app.customers import version_store
from pos_app.customers.importing.model import (
    Counts,
    ImportProgressed,
    OnKnown,
    Reason,
    RowState,
    Stage,
    Verdict,
)
from pos_app.customers.importing.running import _key
from pos_app.customers.model import Customer, CustomerDraft, CustomerSaved
from pos_app.kernel.errors import UserError
from pos_app.kernel.ids import CustomerId
from pos_app.staff.audit import AuditKind
from pos_app.staff.model import NOBODY, Right
from pos_app.staff.store import STAFF_MIGRATIONS
from pos_app.storage import Database, Storage
from tests.helpers.staff import CASHIER_PIN, MANAGER_PIN, Staff
from tests.integration.customers.importing.importing_till import (
    Fate,
    ImportingTill,
    by_name,
    shown,
)

MARIE = CustomerDraft("Marie Dupont", phone="+33 6 12 34 56 78")
PAUL = CustomerDraft("Paul Durand", email="paul@example.org", number="K-7")
HEADER = "N° client;Nom;E-mail;Téléphone;Code postal;Langue;Étiquettes;Note\n"
SMALL = HEADER + (
    "1;Zoé Œuvrard;zoe@example.org;06 11 22 33 44;75001;fr;VIP, pro;first\n"
    "2;Anna Schmidt;anna@example.org;+49 30 123456;10115;en;;\n"
    ";Marie Dupont;marie@example.org;06.12.34.56.78;69001;;;\n"
    ";Paul Durand;PAUL@example.org;;33000;;;\n"
    "1;Zoé Œuvrard;;06 11 22 33 44;;;;second\n"
    "3;Bad Mail;bad;;;;;\n"
    "4;Léo Petit;leo@example.org;;;;;\n"
)


def words(reason: Reason) -> str:
    return reason.key


async def test_who_may_not_import_sends_nothing_and_it_is_noted(
    till: ImportingTill, tmp_path: Path
) -> None:
    """Thousands of customers made and changed at once took no right, and left no trace."""
    ledger = Storage.open(tmp_path / "ledger.db", None, [STAFF_MIGRATIONS], durable=True)
    await ledger.ready()
    staff = await Staff(ledger, tmp_path).open()
    _, marc, anna = await staff.three()
    till.service.obey(staff.permissions)
    await till.check("Nom;E-mail\nMarie Dupont;m@example.com\nLéo Roux;l@example.com\n")
    for actor, key in (
        (NOBODY, "staff.sign_in_first"),
        (await staff.sign_in.sign_in(anna.id, CASHIER_PIN), "staff.not_allowed"),
    ):
        with pytest.raises(UserError) as refused:
            await till.service.start(OnKnown.LEAVE, actor=actor)
        assert refused.value.key == key
        assert not till.service.running
    assert await till.at_stripe() == []
    manager = await staff.sign_in.sign_in(marc.id, MANAGER_PIN)
    await till.service.start(OnKnown.LEAVE, actor=manager)
    while till.service.running:  # noqa: ASYNC110 (a task of the service)
        await asyncio.sleep(0.01)
    assert len(await till.at_stripe()) == 2
    done = [row.noted for row in await staff.rows() if row.noted.right is Right.IMPORT_CUSTOMERS]
    assert [(one.kind, one.person.name) for one in done] == [
        (AuditKind.REFUSED, "Anna"), (AuditKind.ACT, "Marc"), (AuditKind.OUTCOME, "Marc"),
    ]  # fmt: skip
    assert done[-1].outcome == "2"
    assert not any("Dupont" in str(one) or "file.csv" in str(one) for one in done)
    await staff.permissions.drain()
    await ledger.close()


async def test_a_check_sends_nothing_and_judges_every_row(till: ImportingTill) -> None:
    marie, paul = await till.know(MARIE, PAUL)
    counts = await till.check(SMALL)
    assert counts == Counts(new=3, known=2, repeated=1, wrong=1, open=6, failed=1)
    rows = await till.service.rows(list(Verdict))
    assert [row.verdict for row in rows] == [
        Verdict.NEW, Verdict.NEW, Verdict.KNOWN, Verdict.KNOWN, Verdict.REPEATED, Verdict.WRONG,
        Verdict.NEW,
    ]  # fmt: skip
    assert [row.same_as for row in rows if row.same_as] == [marie.id, paul.id]
    assert rows[4].same_row == 2
    assert rows[5].reason == Reason("customer.bad_email", "email")
    assert len(await till.at_stripe()) == 2


async def test_known_customers_are_left_as_they_are(till: ImportingTill) -> None:
    known = {one.name: shown(one) for one in await till.know(MARIE, PAUL)}
    await till.check(SMALL)
    counts = await till.run()
    assert (counts.open, counts.created, counts.left, counts.failed) == (0, 3, 3, 1)
    found = by_name(await till.at_stripe())
    assert {name: found[name] for name in known} == known
    assert found["Zoé Œuvrard"] == (
        "Zoé Œuvrard", "zoe@example.org", "06 11 22 33 44", "fr", "first", "1", "75001",
        ("VIP", "pro"),
    )  # fmt: skip
    assert till.heard[-1].running is False


async def test_gaps_of_known_customers_are_filled(till: ImportingTill) -> None:
    await till.know(MARIE, PAUL)
    await till.check(SMALL)
    counts = await till.run(OnKnown.FILL)
    assert (counts.open, counts.created, counts.filled, counts.left) == (0, 3, 2, 1)
    found = by_name(await till.at_stripe())
    assert found["Marie Dupont"][1:3] == ("marie@example.org", "+33 6 12 34 56 78")
    assert found["Marie Dupont"][6] == "69001"
    assert found["Paul Durand"][1] == "paul@example.org"
    assert found["Zoé Œuvrard"][4] == "first"


async def test_what_was_filled_elsewhere_is_not_overwritten(till: ImportingTill) -> None:
    (marie,) = await till.know(MARIE)
    await till.check(SMALL)
    await till.gateway.update_customer(
        marie.id, CustomerDraft("Marie Dupont", "hers@example.org", MARIE.phone), "elsewhere"
    )
    await till.run(OnKnown.FILL)
    assert by_name(await till.at_stripe())["Marie Dupont"][1] == "hers@example.org"


async def test_what_came_by_an_event_meanwhile_is_not_undone(till: ImportingTill) -> None:
    marie, _ = await till.know(MARIE, PAUL)
    await till.check(SMALL)
    saved: list[Customer] = []
    till.bus.subscribe(CustomerSaved, lambda event: saved.append(event.customer))
    fill = till.gateway.fill_customer
    newer = replace(marie, name="Marie Martin", email="new@example.org")

    def heard(db: Database) -> None:
        customers.put_customers(db, [newer], front=True)
        version_store.note(db, newer.id, datetime.now(UTC))

    async def fill_and_hear(target: CustomerId, *given: Any) -> Customer:
        filled = await fill(target, *given)
        if target == marie.id:  # renamed at another till, whose event overtakes this reply
            await till.cache.write(heard)
        return filled

    till.gateway.fill_customer = fill_and_hear  # type: ignore[method-assign]
    await till.run(OnKnown.FILL)
    assert await till.cache.read(lambda db: customers.customer(db, marie.id)) == newer
    assert marie.id not in [one.id for one in saved]


async def test_another_person_with_the_same_phone_is_shown_and_never_filled(
    till: ImportingTill,
) -> None:
    await till.know(MARIE)
    await till.check("Nom;E-mail;Tel\nJean Dupont;jean@example.org;0612345678\n")
    counts = await till.run(OnKnown.FILL)
    assert (counts.created, counts.failed) == (0, 1)
    (row,) = await till.service.rows([Verdict.WRONG])
    assert row.reason == Reason("import.other_name", params={"name": "Marie Dupont"})
    assert by_name(await till.at_stripe())["Marie Dupont"][1] == ""


async def test_who_hears_of_the_end_is_not_told_that_it_goes_on(till: ImportingTill) -> None:
    await till.check(SMALL)
    said: list[tuple[bool, bool]] = []
    till.bus.subscribe(
        ImportProgressed, lambda heard: said.append((heard.running, till.service.running))
    )
    await till.run()
    assert said[0] == (True, True)
    assert said[-1] == (False, False)


async def test_a_row_with_the_customers_own_id_says_who_it_is(till: ImportingTill) -> None:
    (marie,) = await till.know(MARIE)
    await till.check(f"Nom;E-mail;Identifiant Stripe\nM. Martin;m@example.org;{marie.id}\n")
    counts = await till.run(OnKnown.FILL)
    assert (counts.created, counts.filled) == (0, 1)
    (found,) = await till.at_stripe()
    assert (found.name, found.email) == ("Marie Dupont", "m@example.org")


async def test_somebody_made_since_the_check_is_not_made_again(till: ImportingTill) -> None:
    await till.check(SMALL)
    await till.know(CustomerDraft("Léo Petit", email="LEO@example.org"))
    counts = await till.run()
    assert counts.left == 2  # Léo, and Zoé's second row
    by_name(await till.at_stripe())


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("lost_before", {}),
        ("lost_after", {}),
        ("nonsense", {}),
        ("nonsense", {"when": "after"}),
        ("status", {"status": 409}),
        ("status", {"status": 429}),
        ("status", {"status": 500}),
        ("status", {"status": 500, "when": "after"}),
        ("status", {"status": 503, "body": {"odd": True}}),
    ],
)
@pytest.mark.parametrize("times", [1, 7])
async def test_trouble_makes_nobody_twice_and_loses_nobody(
    till: ImportingTill, kind: str, fields: dict[str, object], times: int
) -> None:
    await till.know(MARIE, PAUL)
    await till.check(SMALL)
    till.standin.scenario(kind, "POST /v1/customers", times=times, **fields)
    till.standin.scenario("lost_before", "GET /v1/customers", times=2)
    counts = await till.run(OnKnown.FILL)
    found = by_name(await till.at_stripe())
    assert counts.open == 0
    if counts.failed == 1:
        assert (counts.created, counts.filled + counts.left) == (3, 3)
    assert len(found) == 2 + counts.created
    assert counts.created + counts.failed == 4
    assert counts.failed == 1 or (kind, fields) == ("status", {"status": 500})


async def test_a_refusal_of_stripes_is_the_rows_own(till: ImportingTill) -> None:
    await till.check(SMALL)
    body = {"error": {"type": "invalid_request_error", "message": "No such thing."}}
    till.standin.scenario("status", "POST /v1/customers", status=400, body=body)
    counts = await till.run()
    assert counts.failed in (2, 3)  # with a row that repeats the refused one
    failed = [r for r in await till.service.rows(list(Verdict)) if r.state is RowState.FAILED]
    assert Reason("import.refused", params={"message": "No such thing."}) in [
        row.reason for row in failed
    ]


async def test_a_refused_key_stops_it_and_it_goes_on_later(till: ImportingTill) -> None:
    await till.check(SMALL)
    body = {"error": {"type": "invalid_request_error", "message": "Invalid API Key"}}
    till.standin.scenario("status", "POST /v1/customers", status=401, body=body)
    counts = await till.run()
    assert counts.open
    assert till.heard[-1].fault is not None
    assert till.heard[-1].fault.key == "remote.bad_key"
    counts = await till.run()
    assert (counts.open, counts.created) == (0, 5)
    by_name(await till.at_stripe())


async def test_paused_and_continued_after_a_restart(till: ImportingTill) -> None:
    text = "Nom;E-mail\n" + "".join(f"Customer {n};c{n}@example.org\n" for n in range(60))
    await till.check(text)
    running = asyncio.ensure_future(till.run())
    await till.created(20)
    await till.service.pause()
    await running
    found = await till.service.current()
    assert found is not None
    now, counts = found
    assert (now.stage, counts.open > 0) == (Stage.RUNNING, True)
    await till.again()
    assert (await till.run()).created == 60
    assert len(by_name(await till.at_stripe())) == 60


async def test_killed_at_any_step_and_continued(till: ImportingTill) -> None:
    """Between any two steps: before and after each write and each request."""
    till.pace = replace(till.pace, width=3)
    await till.again()
    await till.know(MARIE, PAUL)
    await till.check(SMALL)
    before = len(till.fate.steps)
    await till.run(OnKnown.FILL)
    wanted = len(till.fate.steps) - before
    expected = by_name(await till.at_stripe())
    assert wanted > 25
    for at in range(1, wanted + 1):
        till.standin.reset()
        await till.end()
        for file in till.folder.glob("*.db*"):
            file.unlink()
        await till.begin()
        await till.know(MARIE, PAUL)
        await till.check(SMALL)
        await till.again(Fate(at))
        await till.run(OnKnown.FILL)
        await till.again()
        counts = await till.run(OnKnown.FILL)
        assert counts.open == 0, at
        assert by_name(await till.at_stripe()) == expected, at


async def test_a_day_later_keys_are_forgotten_and_nobody_is_made_twice(
    till: ImportingTill,
) -> None:
    await till.check(SMALL)
    till.standin.scenario("lost_after", "POST /v1/customers", times=4)
    await till.again(Fate(10))
    await till.run()
    assert len(await till.at_stripe()) >= 1
    till.standin.advance(25 * 3600)
    await till.again()
    counts = await till.run()
    assert (counts.open, counts.created) == (0, 5)
    by_name(await till.at_stripe())


async def test_a_key_that_stands_for_another_request_is_given_up(till: ImportingTill) -> None:
    await till.check(SMALL)
    found = await till.service.current()
    assert found is not None
    (row,) = [
        one for one in await till.service.rows(list(Verdict))
        if one.wanted is not None and one.wanted.draft.name == "Léo Petit"
    ]  # fmt: skip
    await till.gateway.create_imported(MARIE, "elsewhere", _key(found[0], row))
    for _ in range(4):
        counts = await till.run()
    assert (counts.open, counts.created) == (0, 5)


async def test_a_lost_copy_of_the_customers_makes_nobody_twice(
    till: ImportingTill,
) -> None:
    await till.check(SMALL)
    await till.again(Fate(16))
    await till.run()
    await till.end()
    for file in till.folder.glob("cache.db*"):
        file.unlink()
    await till.begin()
    await till.run()
    assert len(by_name(await till.at_stripe())) == 5


async def test_refused_rows_are_corrected_and_imported_again(
    till: ImportingTill, tmp_path: Path
) -> None:
    await till.check(SMALL)
    await till.run()
    target = tmp_path / "correct.csv"
    assert await till.service.save_corrections(target, "Raison du refus", words) == 1
    rows = list(csv.reader(target.read_text("utf-8-sig").splitlines(), delimiter=";"))
    assert rows[0][-1] == "Raison du refus"
    assert rows[1][1:3] == ["Bad Mail", "bad"]
    assert rows[1][-1] == "customer.bad_email"
    text = target.read_text("utf-8-sig").replace(";bad;", ";bad@example.org;")
    assert await till.check(text) == Counts(new=1, open=1)
    assert (await till.run()).created == 1
    found = by_name(await till.at_stripe())
    assert len(found) == 6
    assert found["Bad Mail"][4] == ""


async def test_a_mapping_is_remembered_for_its_header(till: ImportingTill) -> None:
    path = till.folder / "file.csv"
    path.write_text("who;mail\nA;a@example.org\n")
    opened = await till.service.open(path)
    with pytest.raises(UserError):
        await till.service.check(opened, [opened.mapping[0]] * 2, lambda _: None)
    chosen = [type(opened.mapping[0]).NAME, type(opened.mapping[0]).EMAIL]
    await till.service.check(opened, chosen, lambda _: None)
    await till.service.discard()
    assert await till.service.current() is None
    again = await till.service.open(path)
    assert (list(again.mapping), again.remembered) == (chosen, True)


async def test_nothing_of_an_ended_import_stays(till: ImportingTill) -> None:
    await till.check(SMALL)
    await till.run()
    await till.service.discard()
    storage: Storage = till.imports
    left = await storage.read(
        lambda db: db.execute("SELECT count(*) FROM import_rows").fetchone()[0]
    )
    assert left == 0
