"""Exporting a real cache, and importing what came out."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pos_app.customers import store
from pos_app.customers.importing import exporting
from pos_app.customers.importing.exporting import ExportService
from pos_app.customers.importing.model import Counts
from pos_app.customers.model import Customer, CustomerDraft
from pos_app.customers.schema import CUSTOMER_MIGRATIONS
from pos_app.kernel.errors import EnvironmentFault, UserError
from pos_app.kernel.ids import CustomerId
from pos_app.staff.audit import AuditKind
from pos_app.staff.model import NOBODY, Right
from pos_app.staff.store import STAFF_MIGRATIONS
from pos_app.storage import Storage
from tests.helpers.staff import CASHIER_PIN, MANAGER_PIN, Staff
from tests.integration.customers.importing.importing_till import ImportingTill, by_name


@pytest.fixture
async def cache(tmp_path: Path) -> AsyncIterator[Storage]:
    made = Storage.open(tmp_path / "c.db", bytes(32), CUSTOMER_MIGRATIONS, durable=False)
    people = [
        Customer(
            CustomerId(f"cus_{number:04}"), f"Person {number}", f"p{number}@example.org",
            f"+336{number:08}", "fr", "", datetime(2026, 1, 1, tzinfo=UTC),
        )
        for number in range(2_500)
    ]  # fmt: skip
    people[7] = replace(people[7], linked_to=CustomerId("cus_0001"))
    await made.write(lambda db: store.put_customers(db, people, front=True))
    yield made
    await made.close()


async def test_everyone_but_the_merged_is_written(cache: Storage, tmp_path: Path) -> None:
    told: list[int] = []
    path = tmp_path / "all.csv"
    assert await ExportService(cache).export(path, "fr", told=told.append) == 2_499
    lines = path.read_text("utf-8-sig").splitlines()
    assert lines[0].startswith("Nom;E-mail;Téléphone;Code postal;N° client")
    assert len(lines) == 2_500
    assert "cus_0007" not in path.read_text("utf-8-sig")
    assert told == [1_000, 2_000]


async def test_those_who_are_found(
    cache: Storage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "found.csv"
    assert await ExportService(cache).export(path, "en", "person 12") >= 1
    monkeypatch.setattr(exporting, "MOST_FOUND", 10)
    with pytest.raises(UserError) as refused:
        await ExportService(cache).export(tmp_path / "many.csv", "en", "person")
    assert refused.value.key == "export.too_many_found"
    assert not (tmp_path / "many.csv").exists()


async def test_who_may_not_export_writes_nothing_and_it_is_noted(
    cache: Storage, tmp_path: Path
) -> None:
    """All names, addresses and numbers in one file took no right, and left no trace."""
    ledger = Storage.open(tmp_path / "ledger.db", None, [STAFF_MIGRATIONS], durable=True)
    await ledger.ready()
    staff = await Staff(ledger, tmp_path).open()
    _, marc, anna = await staff.three()
    exports = ExportService(cache, staff.permissions)
    path = tmp_path / "all.csv"
    for actor, key in (
        (NOBODY, "staff.sign_in_first"),
        (await staff.sign_in.sign_in(anna.id, CASHIER_PIN), "staff.not_allowed"),
    ):
        with pytest.raises(UserError) as refused:
            await exports.export(path, "fr", actor=actor)
        assert refused.value.key == key
        assert not path.exists()
    manager = await staff.sign_in.sign_in(marc.id, MANAGER_PIN)
    assert await exports.export(path, "fr", actor=manager) == 2_499
    done = [row.noted for row in await staff.rows() if row.noted.right is Right.EXPORT_CUSTOMERS]
    assert [(one.kind, one.person.name) for one in done] == [
        (AuditKind.REFUSED, "Anna"), (AuditKind.ACT, "Marc"), (AuditKind.OUTCOME, "Marc"),
    ]  # fmt: skip
    await staff.permissions.drain()
    await ledger.close()


async def test_a_folder_that_is_not_there(cache: Storage, tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault) as fault:
        await ExportService(cache).export(tmp_path / "none" / "x.csv", "en")
    assert fault.value.key == "import.not_written"


@pytest.mark.parametrize("language", ["fr", "en"])
async def test_an_export_moves_a_shop_to_another_account(
    till: ImportingTill, language: str
) -> None:
    drafts = [
        CustomerDraft("=cmd|x", "a@example.org", "+33612345678", "fr", "-1\n+2", "+7", "@12"),
        CustomerDraft("Œuvre, «d’art»", "", "06 11 22 33 44", "", '"quoted"', "", "", ("a;b",)),
        CustomerDraft("'+x", "b@example.org", "", "en", "", "", "", ("VIP", "pro")),
    ]
    before = by_name(await till.know(*drafts))
    path = till.folder / "customers.csv"
    assert await ExportService(till.cache).export(path, language) == 3
    assert await till.check(path.read_bytes(), "again.csv") == Counts(known=3, open=3)
    till.standin.reset()
    await till.end()
    for file in till.folder.glob("*.db*"):
        file.unlink()
    await till.begin()
    assert await till.check(path.read_bytes(), "again.csv") == Counts(new=3, open=3)
    assert (await till.run()).created == 3
    assert by_name(await till.at_stripe()) == before
