"""Agreements on a real ledger file: recorded once, ended for good, and never changed."""

import shutil
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from pos_app.consent.metadata import revocation_to_metadata, to_metadata
from pos_app.consent.model import (
    Agreement,
    AgreementRecorded,
    AgreementRevoked,
    Purpose,
    RevocationKind,
    Route,
    Scope,
    Tick,
)
from pos_app.consent.scope_check import ProposedCharge
from pos_app.consent.service import ConsentService, Given
from pos_app.consent.terms_files import TermsLibrary
from pos_app.files import LEDGER_SCHEMAS
from pos_app.kernel.errors import EnvironmentFault, UserError
from pos_app.kernel.events import EventBus
from pos_app.kernel.ids import (
    AgreementId,
    CustomerId,
    ItemId,
    PaymentIntentId,
    PaymentMethodId,
    SessionId,
    TillId,
)
from pos_app.kernel.money import Money
from pos_app.kernel.paths import resource_dir
from pos_app.payments.agreements import ChargesUnder
from pos_app.payments.ledger import wrong_in_ledger
from pos_app.storage import DAILY, ConstraintBroken, Database, Safety, Storage
from tests.helpers.agreements import CURRENT, MONTHLY, SUBJECT, a_scope
from tests.integration.payments.stripe_model import VirtualClock

ANA, BEN = CustomerId("cus_ana"), CustomerId("cus_ben")
CARD, OTHER = PaymentMethodId("pm_1"), PaymentMethodId("pm_2")
KEY = bytes(range(32))
YES = frozenset({Tick.CHARGE_LATER})


def given(customer: CustomerId = ANA, **changes: object) -> Given:
    return replace(Given(customer, Route.PAGE, YES, CARD), **changes)


class Till:
    """One till's agreements, with what it told the others."""

    def __init__(self, ledger: Storage, terms: Path) -> None:
        self.ledger = ledger
        self.events = EventBus()
        self.told: list[object] = []
        for kind in (AgreementRecorded, AgreementRevoked):
            self.events.subscribe(kind, self.told.append)
        self.clock = VirtualClock()
        charges = ChargesUnder(ledger)
        counter = iter(range(1, 1_000))
        self.consent = ConsentService(
            ledger, TermsLibrary(terms), charges, charges, self.events, self.clock,
            lambda size: next(counter).to_bytes(size, "big"), (TillId("till_1"), "Comptoir"),
        )  # fmt: skip

    async def agree(self, scope: Scope | None = None, customer: CustomerId = ANA) -> Agreement:
        draft = await self.consent.draft(scope or a_scope(card=None), SUBJECT, "fr")
        return await self.consent.record(draft, given(customer))


async def open_ledger(folder: Path) -> Storage:
    now = lambda: datetime.now(UTC)  # noqa: E731
    safety = Safety(folder / "backups", wrong_in_ledger, now)
    ledger = Storage.open(folder / "ledger.db", KEY, LEDGER_SCHEMAS, durable=True, safety=safety)
    await ledger.ready()
    return ledger


@pytest_asyncio.fixture
async def till(tmp_path: Path) -> AsyncIterator[Till]:
    ledger = await open_ledger(tmp_path)
    yield Till(ledger, tmp_path / "terms")
    await ledger.close()


def charge(agreement: Agreement, minor: int = 5_000, card: PaymentMethodId = CARD):
    return ProposedCharge(
        agreement.scope.purpose, agreement.customer_id, card, Money(minor, "eur"), ItemId("item_1")
    )


async def test_what_is_recorded_is_what_was_shown(till: Till) -> None:
    draft = await till.consent.draft(a_scope(card=None), SUBJECT, "fr")
    ids = {"session_id": SessionId("cs_1"), "payment_intent_id": PaymentIntentId("pi_1")}
    agreement = await till.consent.record(draft, given(staff="Ana", **ids))
    assert agreement.wording == draft.wording
    assert agreement.scope == replace(draft.scope, card=CARD)
    assert (agreement.act.at, agreement.act.till_id) == (till.clock.now(), "till_1")
    assert agreement.act.ticked == YES
    (standing,) = await till.consent.of_customer(ANA)
    assert standing.agreement == agreement
    assert not standing.ended
    assert await till.consent.of_customer(BEN) == []
    assert till.told == [AgreementRecorded(agreement)]


async def test_unticked_is_not_agreed(till: Till) -> None:
    draft = await till.consent.draft(a_scope(card=None), SUBJECT, "fr")
    for ticked in (frozenset(), frozenset({Tick.SHOW_NEXT_TIME})):
        with pytest.raises(UserError, match=r"agreement\.not_ticked"):
            await till.consent.record(draft, given(ticked=ticked))
    assert await till.consent.of_customer(ANA) == []
    assert till.told == []


async def test_on_paper(till: Till) -> None:
    draft = await till.consent.draft(a_scope(card=None), SUBJECT, "en")
    paper = given(route=Route.PAPER, paper_number="2026/117", staff="Ana")
    agreement = await till.consent.record(draft, paper)
    found = (await till.consent.agreement(agreement.id)).agreement
    assert (found.act.route, found.act.paper_number) == (Route.PAPER, "2026/117")


async def test_another_version_never_changes_an_old_record(till: Till, tmp_path: Path) -> None:
    own = tmp_path / "terms" / "shop-1"
    shutil.copytree(resource_dir() / "terms" / CURRENT, own)
    first = await till.agree()
    assert first.wording.version == "shop-1"
    file = own / "fr" / "balance.toml"
    file.write_text(file.read_text("utf-8").replace("Débiter le solde", "Prendre tout"), "utf-8")
    second = await till.agree()
    assert second.wording.title.startswith("Prendre tout")
    shutil.rmtree(own)
    third = await till.agree()
    assert third.wording.version == CURRENT
    kept = {one.agreement.id: one.agreement for one in await till.consent.of_customer(ANA)}
    assert kept == {one.id: one for one in (first, second, third)}


async def test_no_record_is_changed_or_taken_out(till: Till) -> None:
    agreement = await till.agree()
    await till.consent.revoke(agreement.id, "no longer wanted")
    for table in ("agreements", "revocations"):
        for change in (f"UPDATE {table} SET customer_id = 'cus_x'", f"DELETE FROM {table}"):
            with pytest.raises(ConstraintBroken):
                await till.ledger.write(lambda db, sql=change: db.execute(sql))


async def test_a_charge_is_asked_for(till: Till) -> None:
    agreement = await till.agree()
    check = await till.consent.require(agreement.id, charge(agreement))
    assert check.under is not None
    assert check.under.agreement == agreement
    with pytest.raises(UserError, match=r"agreement\.over_cap"):
        await till.consent.require(agreement.id, charge(agreement, 5_001))
    with pytest.raises(UserError, match=r"agreement\.other_card"):
        await till.consent.require(agreement.id, charge(agreement, card=OTHER))
    late = agreement.scope.latest + timedelta(seconds=1)
    with pytest.raises(UserError, match=r"agreement\.too_late"):
        await till.consent.require(agreement.id, charge(agreement), late)
    with pytest.raises(UserError, match=r"agreement\.unknown"):
        await till.consent.require(AgreementId("agr_none"), charge(agreement))


async def test_revoked_by_the_customers_wish(till: Till) -> None:
    agreement = await till.agree()
    event = await till.consent.revoke(agreement.id, "Changed her mind", "Ana")
    assert event.left_open == Money(5_000, "eur")
    end = event.revocation
    assert (end.kind, end.reason, end.staff) == (RevocationKind.WISH, "Changed her mind", "Ana")
    assert till.told[-1] == event
    with pytest.raises(UserError, match=r"agreement\.revoked"):
        await till.consent.require(agreement.id, charge(agreement))
    (standing,) = await till.consent.of_customer(ANA)
    assert standing.ended
    assert standing.revocations == [end]


async def test_revoked_twice_is_revoked_once(till: Till) -> None:
    agreement = await till.agree()
    first = await till.consent.revoke(agreement.id, "once")
    count = len(till.told)
    assert (await till.consent.revoke(agreement.id, "again")).revocation == first.revocation
    again = await till.consent.revoked_elsewhere(agreement.id)
    assert again.revocation == first.revocation
    assert len(till.told) == count


async def test_a_reason_has_an_end(till: Till) -> None:
    agreement = await till.agree()
    with pytest.raises(UserError, match=r"agreement\.too_long") as refusal:
        await till.consent.revoke(agreement.id, "x" * 501)
    assert refusal.value.field == "reason"
    assert not (await till.consent.agreement(agreement.id)).ended


async def test_what_a_detached_card_ends(till: Till) -> None:
    on_card = await till.agree()
    on_any = await till.agree(a_scope())
    shown = await till.consent.draft(a_scope(Purpose.NEXT_TIME, card=OTHER), SUBJECT, "fr")
    ticked = frozenset({Tick.SHOW_NEXT_TIME})
    on_other = await till.consent.record(shown, given(card=OTHER, ticked=ticked))
    others = await till.agree(a_scope(), BEN)
    events = await till.consent.card_detached(CARD, ANA)
    assert {one.revocation.agreement_id for one in events} == {on_card.id, on_any.id}
    assert [one for one in till.told if isinstance(one, AgreementRevoked)] == list(events)
    ended = {one.agreement.id: one.ended for one in await till.consent.of_customer(ANA)}
    assert ended == {on_card.id: True, on_any.id: False, on_other.id: False}
    assert not (await till.consent.agreement(others.id)).revocations
    with pytest.raises(UserError, match=r"agreement\.card_detached"):
        await till.consent.require(on_any.id, charge(on_any))
    await till.consent.require(on_any.id, charge(on_any, card=OTHER))
    assert await till.consent.card_detached(CARD, ANA) == [], "told twice, nothing changes"


async def test_a_detached_card_of_an_unknown_owner_ends_what_names_it(till: Till) -> None:
    on_card, on_any = await till.agree(), await till.agree(a_scope())
    (event,) = await till.consent.card_detached(CARD)
    assert event.revocation.agreement_id == on_card.id
    assert not (await till.consent.agreement(on_any.id)).revocations


async def test_what_is_left_open(till: Till) -> None:
    for purpose, left in ((Purpose.INSTALMENTS, 5_000), (Purpose.TOP_UP, 0)):
        agreement = await till.agree(a_scope(purpose, interval=MONTHLY))
        assert await till.consent.left_open(agreement.id) == Money(left, "eur")


# An empty till.


@pytest.mark.parametrize(
    "scope",
    [
        a_scope(card=None),
        a_scope(Purpose.INSTALMENTS, card=None, interval=MONTHLY),
        a_scope(Purpose.TOP_UP, card=None, interval=MONTHLY),
    ],
    ids=["balance", "instalments", "top-up"],
)
async def test_an_empty_till_rebuilds_it_from_stripe(
    till: Till, tmp_path: Path, scope: Scope
) -> None:
    labelled = replace(SUBJECT, card_label="Visa •••• 4242")
    draft = await till.consent.draft(scope, labelled, "fr")
    agreement = await till.consent.record(draft, given(staff="Ana"))
    empty = await open_ledger(tmp_path / "empty")
    try:
        other = Till(empty, tmp_path / "none")
        assert await other.consent.adopt({"item": "item_1"}) is None
        assert await other.consent.adopt(to_metadata(agreement)) == agreement
        assert await other.consent.adopt(to_metadata(agreement)) == agreement
        (standing,) = await other.consent.of_customer(ANA)
        assert standing.agreement == agreement, "to the last word of the text"
        assert other.told == [AgreementRecorded(agreement, found=True)]
        await other.consent.require(agreement.id, charge(agreement))
        end = (await till.consent.revoke(agreement.id, "Changed her mind", "Ana")).revocation
        noted = to_metadata(agreement) | revocation_to_metadata(end)
        await other.consent.adopt(noted)
        await other.consent.adopt(noted)
        (kept,) = (await other.consent.agreement(agreement.id)).revocations
        assert (kept.kind, kept.at, kept.reason) == (RevocationKind.ELSEWHERE, end.at, "")
        with pytest.raises(UserError, match=r"agreement\.revoked"):
            await other.consent.require(agreement.id, charge(agreement))
        assert await empty.read(wrong_in_ledger) == ""
    finally:
        await empty.close()


async def test_a_text_that_cant_be_made_again_stays_a_hash(till: Till, tmp_path: Path) -> None:
    own = tmp_path / "terms" / "shop-1"
    shutil.copytree(resource_dir() / "terms" / CURRENT, own)
    noted = to_metadata(await till.agree())
    gone = noted | {"agreement": "agr_gone"}
    file = own / "fr" / "balance.toml"
    file.write_text(file.read_text("utf-8").replace("Débiter", "Prendre"), "utf-8")
    changed = await till.consent.adopt(noted | {"agreement": "agr_changed"})
    shutil.rmtree(own)
    assert changed is None, "its version is here, and makes another text: nothing is charged"
    agreement = await till.consent.adopt(gone)
    assert agreement is not None
    assert (agreement.wording.full, agreement.wording.version) == ("", "shop-1")
    assert agreement.wording.sha256 == noted["agreement_hash"]
    await till.consent.require(agreement.id, charge(agreement))


async def test_figures_that_the_text_doesnt_show_are_not_believed(till: Till) -> None:
    noted = to_metadata(await till.agree()) | {"agreement": "agr_more"}
    more = noted["agreement_scope"].replace('"total":5000', '"total":9000')
    assert more != noted["agreement_scope"]
    assert await till.consent.adopt(noted | {"agreement_scope": more}) is None
    assert len(await till.consent.of_customer(ANA)) == 1


async def test_what_stands_on_anothers_payment_is_not_believed(till: Till) -> None:
    agreement = replace(await till.agree(), payment_intent_id=PaymentIntentId("pi_1"))
    noted = to_metadata(replace(agreement, id=AgreementId("agr_2")))
    for on in ((BEN, "pi_1"), (ANA, "pi_2")):
        assert await till.consent.adopt(noted, (on[0], PaymentIntentId(on[1]))) is None
    kept = await till.consent.adopt(noted, (ANA, PaymentIntentId("pi_1")))
    assert kept is not None


async def test_an_end_that_cant_be_read_is_an_end(till: Till) -> None:
    agreement = await till.agree()
    await till.consent.adopt(to_metadata(agreement) | {"agreement_revoked": "{"})
    with pytest.raises(UserError, match=r"agreement\.revoked"):
        await till.consent.require(agreement.id, charge(agreement))


async def test_what_no_till_wrote_is_not_believed(till: Till) -> None:
    noted = to_metadata(await till.agree()) | {"agreement": "agr_2", "agreement_act": "{}"}
    assert await till.consent.adopt(noted) is None
    assert len(await till.consent.of_customer(ANA)) == 1


async def test_a_detached_card_noted_at_stripe(till: Till) -> None:
    agreement = await till.agree(a_scope())
    (event,) = await till.consent.card_detached(CARD, ANA)
    noted = to_metadata(agreement) | revocation_to_metadata(event.revocation)
    await till.consent.adopt(noted)
    standing = await till.consent.agreement(agreement.id)
    assert [one.kind for one in standing.revocations] == [RevocationKind.CARD_DETACHED]


# One byte.


def _forged(db: Database, table: str, column: str) -> None:
    """One byte of one value, behind the till's back: the file's own pages are sound."""
    db.execute(f"DROP TRIGGER {table}_keep_update")
    changed = f"substr({column}, 1, length({column}) - 1) || '!'"
    db.execute(f"UPDATE {table} SET {column} = {changed} WHERE seq = 2")


@pytest.mark.parametrize(
    ("table", "column"),
    [("agreements", "full_text"), ("agreements", "language"), ("agreements", "customer_id"),
     ("agreements", "text_sha256"), ("revocations", "reason"), ("revocations", "customer_id")],
)  # fmt: skip
async def test_one_changed_byte_is_reported_at_start(
    tmp_path: Path, table: str, column: str
) -> None:
    ledger = await open_ledger(tmp_path)
    till = Till(ledger, tmp_path / "terms")
    for _ in range(3):
        agreement = await till.agree()
        await till.consent.revoke(agreement.id, "no longer wanted")
    await ledger.write(lambda db: _forged(db, table, column))
    await ledger.close()
    with pytest.raises(EnvironmentFault) as fault:
        await _opened_and_closed(tmp_path)
    assert fault.value.key == "storage.wrong_key_or_corrupt"
    assert fault.value.params["detail"] == f"row 2 of {table} was changed"


async def _opened_and_closed(folder: Path) -> None:
    now = lambda: datetime.now(UTC)  # noqa: E731
    safety = Safety(folder / "backups", wrong_in_ledger, now)
    ledger = Storage.open(folder / "ledger.db", KEY, LEDGER_SCHEMAS, durable=True, safety=safety)
    try:
        await ledger.ready()
    finally:
        await ledger.close()


@pytest.mark.logs_error("restored file=ledger.db")
async def test_a_forged_ledger_gives_way_to_its_newest_copy(tmp_path: Path) -> None:
    ledger = await open_ledger(tmp_path)
    till = Till(ledger, tmp_path / "terms")
    for _ in range(2):
        await till.agree()
    await ledger.back_up(DAILY)
    await ledger.write(_raise_the_cap)
    await ledger.close()
    ledger = await open_ledger(tmp_path)
    try:
        assert ledger.restored is not None
        found = await Till(ledger, tmp_path / "terms").consent.of_customer(ANA)
        assert {one.agreement.scope.cap_minor for one in found} == {5_000}
    finally:
        await ledger.close()


def _raise_the_cap(db: Database) -> None:
    db.execute("DROP TRIGGER agreements_keep_update")
    db.execute("UPDATE agreements SET scope = replace(scope, '5000', '9000') WHERE seq = 1")
