"""Disputes over real HTTP: seen, packed, and answered exactly once whatever gets lost."""

import asyncio
import json
import urllib.request
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
import pytest_asyncio

from pos_app.consent import store as consent
from pos_app.consent.evidence import DisputePack, Missing
from pos_app.consent.model import Purpose
from pos_app.consent.scope_check import Under
from pos_app.disputes.model import DisputeSeen, DisputeStatus
from pos_app.disputes.service import DisputeService
from pos_app.kernel.clock import SystemClock
from pos_app.kernel.errors import EnvironmentFault, RemoteUnknown, RemoteUnreachable, UserError
from pos_app.kernel.ids import AgreementId, PaymentIntentId
from pos_app.kernel.money import Money
from pos_app.payments import agreement_store
from pos_app.payments.details import charge_of
from pos_app.payments.model import Outcome, OutcomeKind
from pos_app.receipts.evidence import EvidenceService
from pos_app.settings.environment import training_environment
from pos_app.settings.shop import Shop as ShopSettings
from pos_app.storage import Database, Storage
from pos_app.stripe_gateway.gateway import StripeGateway
from tests.helpers.agreements import a_scope, agreed, an_agreement
from tests.helpers.standin import StandInHandle
from tests.integration.payments.conftest import open_storage
from tests.integration.payments.over_http import Shop, hurried

PDF = b"%PDF-1.7\r\n\x00\xff\r\n--"


class Disputed(Shop):
    """A shop whose customers say no to what they agreed to."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.evidence = EvidenceService(self.storage)
        self.disputes = self.service()

    def service(self, ledger: Storage | None = None) -> DisputeService:
        """As another run of the till has it, or one with another ledger."""
        evidence = self.evidence if ledger is None else EvidenceService(ledger)
        return DisputeService(self.gateway, evidence, SystemClock(), sleep=hurried)

    async def sold(self, made_of: str = "pm_card_createDispute") -> tuple[Under, DisputeSeen]:
        customer = await self.customer()
        card = await self.card(customer, made_of)
        under = await agreed(self.storage, customer, card=card)
        item = await self.item(customer)
        paid = await self.payments.charge_saved_card(item, card, off_session=True, under=under)
        assert paid.kind is OutcomeKind.SUCCEEDED
        assert paid.payment_intent_id is not None
        await self.receipts.issue(paid, item, None, ShopSettings(), training=True)
        await self.noting_receipts.drain()
        (seen,) = await self.disputes.of_payments([paid.payment_intent_id])
        return under, seen

    async def at_stripe(self, dispute: DisputeSeen) -> Mapping[str, object]:
        return (await self.gateway._caller.get(f"/v1/disputes/{dispute.id}")).data

    async def forget(self, payment: PaymentIntentId | None) -> None:
        """As one from before checks and receipts were noted there."""
        names = ("check", "check_2", "check_3", "receipt")
        given = {"metadata": dict.fromkeys(names, "")}
        await self.gateway._caller.post(f"/v1/payment_intents/{payment}", given, "forget")

    async def uploads(self) -> list[dict[str, object]]:
        return list((await self.gateway._caller.get("/v1/files", {"limit": 100})).data["data"])

    async def trouble(self, kind: str, match: str, **fields: object) -> None:
        def post() -> None:
            request = urllib.request.Request(
                f"{self.standin.url}/_training/scenario",
                json.dumps({"kind": kind, "match": match, **fields}).encode(),
                {"content-type": "application/json"},
            )
            with urllib.request.urlopen(request, timeout=30):
                pass

        await asyncio.to_thread(post)


@pytest_asyncio.fixture
async def shop(standin: StandInHandle, tmp_path: Path) -> AsyncIterator[Disputed]:
    environment = training_environment(standin.url, standin.secret_key, standin.publishable_key)
    gateway = await StripeGateway.connect(environment)
    storage = await open_storage(tmp_path)
    made = Disputed(standin, storage, gateway)
    yield made
    await made.disputes.drain()
    await made.noting_receipts.drain()
    await storage.close()
    await gateway.close()


@pytest_asyncio.fixture
async def elsewhere(tmp_path: Path) -> AsyncIterator[Storage]:
    """A ledger that holds none of it yet."""
    (tmp_path / "elsewhere").mkdir()
    storage = await open_storage(tmp_path / "elsewhere")
    yield storage
    await storage.close()


def files_of(pack: DisputePack) -> dict[str, bytes]:
    return {name: PDF + name.encode() for name in pack.files}


async def test_a_dispute_is_seen_with_what_a_cashier_needs(shop: Disputed) -> None:
    _, seen = await shop.sold()
    assert (seen.status, seen.reason) == (DisputeStatus.NEEDS_RESPONSE, "fraudulent")
    assert (seen.unanswered, seen.open, seen.inquiry) == (True, True, False)
    assert seen.due_by is not None
    assert seen.due_by > seen.at
    assert (seen.submissions, seen.evidence) == (0, {})
    assert await shop.disputes.look(seen.id) == seen
    assert seen.payment_intent_id is not None
    details = await shop.payments.details(seen.payment_intent_id)
    assert details.disputed
    assert details.customer_id is not None
    (listed,) = await shop.gateway.list_payments(details.customer_id)
    assert listed.disputed


async def test_those_that_wait_for_an_answer_come_first(shop: Disputed) -> None:
    _, answered = await shop.sold()
    await shop.disputes.submit(answered.id, {"uncategorized_text": "losing_evidence"}, {})
    _, waits = await shop.sold("pm_card_createDisputeInquiry")
    assert waits.inquiry
    payments = [one.payment_intent_id for one in (answered, waits)]
    found = await shop.disputes.of_payments([one for one in payments if one is not None])
    assert [one.id for one in found] == [waits.id, answered.id]
    assert not found[1].open


async def test_a_payment_without_a_dispute_has_none(shop: Disputed) -> None:
    customer = await shop.customer()
    card = await shop.card(customer)
    paid = await shop.payments.charge_saved_card(await shop.item(customer), card)
    assert paid.payment_intent_id is not None
    assert not (await shop.payments.details(paid.payment_intent_id)).disputed
    assert await shop.disputes.of_payments([paid.payment_intent_id]) == []


async def test_what_is_submitted_is_the_pack(shop: Disputed) -> None:
    _, seen = await shop.sold()
    pack = await shop.disputes.pack(seen, "Zoé Léger", "zoe@example.com")
    assert set(pack.files) >= {"customer_signature", "receipt", "cancellation_policy"}
    files = files_of(pack)
    after = await shop.disputes.submit(seen.id, pack.texts, files)
    assert (after.status, after.submissions) == (DisputeStatus.UNDER_REVIEW, 1)
    assert set(after.evidence) == {*pack.texts, *files}
    assert {name: after.evidence[name] for name in pack.texts} == pack.texts
    for upload in await shop.uploads():
        key = {"authorization": f"Bearer {shop.standin.secret_key}"}
        async with httpx.AsyncClient() as http:
            content = (await http.get(str(upload["url"]), headers=key)).content
        (name,) = [name for name, file in after.evidence.items() if file == upload["id"]]
        assert (content, upload["purpose"]) == (files[name], "dispute_evidence")
        assert upload["filename"] == f"{name}.pdf"


async def test_it_is_submitted_once(shop: Disputed) -> None:
    _, seen = await shop.sold()
    pack = await shop.disputes.pack(seen)
    first, second = await asyncio.gather(
        *(shop.disputes.submit(seen.id, pack.texts, files_of(pack)) for _ in range(2))
    )
    assert first == second
    with pytest.raises(UserError, match=r"dispute\.answered"):
        await shop.service().submit(seen.id, pack.texts, files_of(pack))
    assert len(await shop.uploads()) == len(pack.files)
    assert (await shop.disputes.look(seen.id)).submissions == 1


@pytest.mark.parametrize(
    ("kind", "match"),
    [("lost_after", "POST /v1/files"), ("lost_before", "POST /v1/files"),
     ("lost_after", "POST /v1/disputes"), ("lost_before", "POST /v1/disputes"),
     ("status", "POST /v1/disputes"), ("status", "POST /v1/files")],
)  # fmt: skip
async def test_whatever_gets_lost_it_arrives_once(shop: Disputed, kind: str, match: str) -> None:
    _, seen = await shop.sold()
    pack = await shop.disputes.pack(seen)
    await shop.trouble(kind, match, **({"status": 500} if kind == "status" else {}))
    after = await shop.disputes.submit(seen.id, pack.texts, files_of(pack))
    assert (after.status, after.submissions) == (DisputeStatus.UNDER_REVIEW, 1)
    assert {name: after.evidence[name] for name in pack.texts} == pack.texts
    assert len(await shop.uploads()) == len(pack.files), "one upload for each file"


async def test_taken_and_answered_with_an_error_it_is_looked_at_not_repeated(
    shop: Disputed,
) -> None:
    _, seen = await shop.sold()
    pack = await shop.disputes.pack(seen)
    await shop.trouble("status", "POST /v1/disputes", status=500, when="after")
    after = await shop.disputes.submit(seen.id, pack.texts, files_of(pack))
    assert (after.status, after.submissions) == (DisputeStatus.UNDER_REVIEW, 1)


async def test_without_files_nothing_is_handed_over(shop: Disputed) -> None:
    _, seen = await shop.sold()
    pack = await shop.disputes.pack(seen)
    await shop.trouble("lost_before", "POST /v1/files", times=3)
    with pytest.raises(RemoteUnreachable, match="not_uploaded"):
        await shop.disputes.submit(seen.id, pack.texts, files_of(pack))
    assert (await shop.disputes.look(seen.id)) == seen
    after = await shop.disputes.submit(seen.id, pack.texts, files_of(pack))
    assert after.submissions == 1


async def test_what_is_not_known_says_so_and_the_next_try_looks_first(shop: Disputed) -> None:
    _, seen = await shop.sold()
    pack = await shop.disputes.pack(seen)
    for _ in range(3):
        await shop.trouble("lost_before", f"POST /v1/disputes/{seen.id}")
    with pytest.raises(RemoteUnknown, match="not_known"):
        await shop.disputes.submit(seen.id, pack.texts, files_of(pack))
    assert (await shop.disputes.look(seen.id)).submissions == 0
    # the same evidence meets the same key, in another run of the till too
    after = await shop.service().submit(seen.id, pack.texts, files_of(pack))
    assert after.submissions == 1
    assert len(await shop.uploads()) == len(pack.files)


async def test_one_without_an_agreement_offers_nothing_false(shop: Disputed) -> None:
    customer = await shop.customer()
    card = await shop.card(customer, "pm_card_createDispute")
    paid = await shop.payments.charge_saved_card(await shop.item(customer), card)
    assert paid.payment_intent_id is not None
    (seen,) = await shop.disputes.of_payments([paid.payment_intent_id])
    with pytest.raises(UserError, match=r"dispute\.no_agreement"):
        await shop.disputes.pack(seen)


async def given_with(shop: Disputed) -> tuple[AgreementId, Outcome]:
    """An agreement that came with a deposit, which its cardholder disputes."""
    customer = await shop.customer()
    card = await shop.card(customer, "pm_card_createDispute")
    item = await shop.item(customer)
    paid = await shop.payments.charge_saved_card(item, card)
    agreement = replace(
        an_agreement(customer, a_scope(card=card)), payment_intent_id=paid.payment_intent_id
    )
    await shop.storage.write(lambda db: consent.add(db, agreement))
    await shop.receipts.issue(paid, item, None, ShopSettings(), training=True)
    await shop.noting_receipts.drain()
    return agreement.id, paid


async def test_a_deposit_is_borne_out_by_the_agreement_it_came_with(shop: Disputed) -> None:
    agreement, paid = await given_with(shop)
    assert paid.payment_intent_id is not None
    (seen,) = await shop.disputes.of_payments([paid.payment_intent_id])
    pack = await shop.disputes.pack(seen)
    assert pack.record["agreement"]["id"] == agreement
    (charge,) = pack.record["charges"]
    assert (charge["payment_intent"], charge["given_with"]) == (paid.payment_intent_id, True)
    assert "R-000001" in pack.files["receipt"]
    assert not pack.missing
    after = await shop.disputes.submit(seen.id, pack.texts, files_of(pack))
    assert after.status is DisputeStatus.UNDER_REVIEW


async def test_the_deposit_is_told_apart_from_a_later_charge(shop: Disputed) -> None:
    agreement, paid = await given_with(shop)
    under = Under(agreement, Purpose.BALANCE)
    (seen,) = await shop.disputes.of_payments([paid.payment_intent_id or PaymentIntentId("")])
    assert paid.customer_id is not None
    assert paid.card is not None
    assert paid.card.payment_method_id is not None
    item = await shop.item(paid.customer_id, 700)
    charged = await shop.payments.charge_saved_card(
        item, paid.card.payment_method_id, off_session=True, under=under
    )
    pack = await shop.disputes.pack(seen)
    later = str(charged.payment_intent_id)
    assert [one["given_with"] for one in pack.record["charges"]] == [True, False]
    assert later in pack.files["duplicate_charge_documentation"]
    disputed = replace(seen, payment_intent_id=charged.payment_intent_id)
    other = await shop.disputes.pack(disputed)
    assert str(paid.payment_intent_id) in other.files["duplicate_charge_documentation"]
    assert later in other.files["receipt"]


async def test_what_only_stripe_knows_is_packed_and_says_what_is_missing(
    shop: Disputed, elsewhere: Storage
) -> None:
    """Another till charged it, or this one whose ledger is lost: only the agreement came back."""
    under, seen = await shop.sold("pm_card_createDisputeInquiry")
    payment = seen.payment_intent_id
    assert payment is not None
    refund = await shop.payments.refund(payment, Money(300, "eur"))
    kept = await shop.disputes.pack(seen)
    agreement = await shop.storage.read(lambda db: consent.find(db, under.agreement_id))
    intent = await shop.gateway.retrieve_intent(payment)
    charge = charge_of(intent)
    assert agreement is not None
    assert charge is not None

    def learn(db: Database) -> None:
        consent.add(db, agreement)
        agreement_store.keep_charge(db, agreement.customer_id, agreement.id, charge)

    await elsewhere.write(learn)
    assert (await shop.service(elsewhere).pack(seen)).to_json() == kept.to_json()
    await shop.forget(payment)
    pack = await shop.service(elsewhere).pack(seen)
    assert pack.missing == [Missing.JOURNAL, Missing.CHECK, Missing.RECEIPT]
    (told,) = pack.record["charges"]
    (before,) = kept.record["charges"]
    same = ("item", "amount", "currency", "payment_intent", "card", "result", "given_with")
    assert {name: told[name] for name in same} == {name: before[name] for name in same}
    assert [one["id"] for one in told["refunds"]] == [refund.refund_id]
    assert "checked it" not in pack.texts["uncategorized_text"]
    assert pack.files["customer_signature"] == kept.files["customer_signature"]


async def test_a_deposit_that_another_till_took_is_packed_from_what_stripe_tells(
    shop: Disputed, elsewhere: Storage
) -> None:
    agreement_id, paid = await given_with(shop)
    (seen,) = await shop.disputes.of_payments([paid.payment_intent_id or PaymentIntentId("")])
    agreement = await shop.storage.read(lambda db: consent.find(db, agreement_id))
    assert agreement is not None
    await elsewhere.write(lambda db: consent.add(db, agreement))
    other = shop.service(elsewhere)
    assert not (await other.pack(seen)).missing
    await shop.forget(seen.payment_intent_id)
    pack = await other.pack(seen)
    (charge,) = pack.record["charges"]
    assert (charge["given_with"], charge["result"]) == (True, "succeeded")
    assert pack.missing == [Missing.JOURNAL, Missing.RECEIPT]
    await shop.trouble("lost_before", "GET /v1/payment_intents", times=20)
    with pytest.raises(EnvironmentFault):
        await other.pack(seen)


async def test_quitting_waits_for_a_submission(shop: Disputed) -> None:
    _, seen = await shop.sold()
    pack = await shop.disputes.pack(seen)
    sending = asyncio.ensure_future(shop.disputes.submit(seen.id, pack.texts, files_of(pack)))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    sending.cancel()  # its screen has gone
    assert shop.disputes.pending() == 1
    await shop.disputes.drain()
    assert (await shop.disputes.look(seen.id)).submissions == 1


async def test_the_day_it_was_got_is_evidence_and_none_that_is_to_come(shop: Disputed) -> None:
    _, seen = await shop.sold()
    today = SystemClock().now().astimezone().date()
    with pytest.raises(UserError, match="service_to_come"):
        await shop.disputes.pack(seen, service_date=today + timedelta(days=1))
    made = await shop.disputes.pack(seen, service_date=today)
    assert "service_date" in made.texts
    await shop.disputes.submit(seen.id, made.texts, {})
    evidence = (await shop.at_stripe(seen))["evidence"]
    assert evidence["service_date"] == made.texts["service_date"]  # type: ignore[index]
