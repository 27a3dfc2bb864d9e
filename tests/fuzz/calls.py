"""Every call of the gateway, made once of the stand-in so that its honest replies are known."""

import asyncio
import os
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

from pos_app.checkout.ports import SessionRequest
from pos_app.consent.metadata import naming
from pos_app.consent.model import Purpose
from pos_app.consent.scope_check import Under
from pos_app.customers.model import CustomerDraft, Redisplay
from pos_app.erasure.jobs import JobStatus
from pos_app.kernel.ids import (
    AgreementId,
    AttemptId,
    CustomerId,
    DisputeId,
    ItemId,
    OperationId,
    PaymentIntentId,
    PaymentMethodId,
    SaleId,
    TillId,
)
from pos_app.kernel.money import Money
from pos_app.payments.model import Capture
from pos_app.payments.noted import ReceiptNoted, receipt_note
from pos_app.payments.ports import IntentRequest, RefundRequest
from pos_app.settings.environment import training_environment
from pos_app.settings.permissions import needs_of_till
from pos_app.stripe_gateway.client import Surroundings
from pos_app.stripe_gateway.events import READERS
from pos_app.stripe_gateway.gateway import REAL, StripeGateway
from pos_app.stripe_gateway.owners import whose
from tests.fuzz.judges import Judge, told_of_ids, told_of_job, told_of_one, told_of_rights
from tests.fuzz.loopback import Request, serving
from tests.fuzz.mangling import Answer, Json, read

Run = Callable[[StripeGateway], Awaitable[Any]]
_DRAFT = CustomerDraft("Zoé Léger", "zoe@example.com", "+33123456789", "fr", "n", "7", "75005",
                       ("a", "b"))  # fmt: skip
_BEFORE = CustomerDraft("Zoé", "zoe@example.com")
_TYPES = sorted(READERS)


@dataclass
class Call:
    """One call. `about` is the id of what it asks about: whatever it brings must carry it."""

    name: str
    run: Run
    about: str = ""
    judge: Judge | None = None
    """What doesn't hold of what it brought and of what it was told, for what isn't a thing of
    Stripe's."""
    replies: list[tuple[str, Answer]] = field(default_factory=list)
    """In order: "GET /v1/…" and what Stripe answered."""
    result: Any = None
    """What it brought when everything was honest."""

    @property
    def writes(self) -> bool:
        """Whether it changes something at Stripe."""
        return any(name.startswith("POST") for name, _ in self.replies)


async def recorded(url: str, key: str, publishable: str) -> list[Call]:
    """Every call with the replies that the stand-in at `url` gave."""
    replies: list[tuple[str, Answer]] = []
    async with httpx.AsyncClient(base_url=url, trust_env=False) as client:

        async def forward(request: Request) -> Answer:
            kept = {
                name: value
                for name, value in request.headers.items()
                if name not in ("host", "content-length", "connection")
            }
            given = await client.request(
                request.method, request.target, content=request.body, headers=kept
            )
            answer = Answer(given.status_code, {"Request-Id": "req_1"}, given.content)
            answer.seen = read(given.content)
            replies.append((f"{request.method} {request.path}", answer))
            return answer

        async with serving(forward) as proxy:
            gateway = await StripeGateway.connect(training_environment(proxy, key, publishable))
            try:
                calls = await _prepared(gateway)
                for call in calls:
                    replies.clear()
                    call.result = await call.run(gateway)
                    call.replies = list(replies)
            finally:
                await gateway.close()
    return calls


async def connected(url: str, key: str, publishable: str) -> StripeGateway:
    """A gateway to whoever answers there, which doesn't wait between two tries of a read."""

    async def at_once(_seconds: float) -> None:
        return None

    hurried = Surroundings(REAL.clock, REAL.randomness, at_once)
    return await StripeGateway.connect(training_environment(url, key, publishable), hurried)


async def _post(gateway: StripeGateway, path: str, given: Any) -> Json:
    reply = await gateway._caller.post(path, given, os.urandom(8).hex())
    return dict(reply.data)


async def _prepared(gateway: StripeGateway) -> Sequence[Call]:
    """Something of every kind at Stripe, then the calls about it."""
    customer = (await gateway.create_customer(_DRAFT, os.urandom(8).hex())).id
    account = await _post(
        gateway, "/v2/core/accounts",
        {"display_name": "Zoé", "contact_email": "z@example.com",
         "configuration": {"customer": {}}},
    )  # fmt: skip
    gone = (await gateway.create_customer(_DRAFT, os.urandom(8).hex())).id
    closed = CustomerId((await _post(
        gateway, "/v2/core/accounts",
        {"display_name": "Zoé", "contact_email": "z@example.com",
         "configuration": {"customer": {}}},
    ))["id"])  # fmt: skip
    card = await _card(gateway, customer)
    theirs = await _card(gateway, CustomerId(account["id"]))
    paid = await _intent(gateway, customer, "item_paid")
    await gateway.confirm_intent(paid, card, os.urandom(8).hex(), off_session=True)
    return [
        *await _of_keys(gateway), *_of_sources(),
        *_of_customers(customer, card), *_of_accounts(CustomerId(account["id"]), theirs),
        *await _of_payments(gateway, customer, card, paid), *_of_lists(customer, paid),
        *await _of_sessions(gateway, customer), *await _of_disputes(gateway, customer),
        *await _of_redactions(gateway),
        Call("delete_customer", lambda g: g.delete_customer(gone), gone),
        Call("close_account", lambda g: g.delete_customer(closed), closed),
    ]  # fmt: skip


async def _card(
    gateway: StripeGateway, owner: CustomerId, number: str = "pm_card_visa"
) -> PaymentMethodId:
    path = f"/v1/payment_methods/{number}/attach"
    return PaymentMethodId((await _post(gateway, path, whose(owner)))["id"])


async def _intent(
    gateway: StripeGateway, customer: CustomerId, item: str, minor: int = 1250
) -> PaymentIntentId:
    request = IntentRequest(ItemId(item), SaleId("sale_1"), customer, Money(minor, "eur"), "x")
    return (await gateway.create_intent(request, os.urandom(8).hex())).id


def _key() -> str:
    return os.urandom(8).hex()


async def _of_keys(gateway: StripeGateway) -> list[Call]:
    """A key's rights and whose it is: what nobody answered properly isn't known."""
    known = await gateway.known()
    needs = needs_of_till(accounts=True)
    return [
        Call("find_out", lambda g: g.find_out(needs), judge=told_of_rights),
        Call("find_out_refunds", lambda g: g.find_out_refunds(), judge=told_of_rights),
        Call("known", lambda g: g.known(), judge=told_of_ids),
        Call("holds", lambda g: g.holds(known), judge=told_of_one(known.customer_id)),
        Call(
            "holds_intent",
            lambda g: g.holds_intent(known.intent_id or "pi_1"),
            judge=told_of_one(known.intent_id),
        ),
        Call("takes", lambda g: g.takes(known), judge=told_of_one(known.intent_id)),
    ]


def _of_sources() -> list[Call]:
    """What the copy follows: pages are read by a thread, and here at once."""

    async def page(gateway: StripeGateway, which: int) -> Any:
        listing = gateway.sources(accounts=True)[which].listing
        return (await listing.list_page(0, None, None)).read()

    def feed(gateway: StripeGateway) -> Any:
        return gateway.sources(accounts=True)[1].feed

    return [
        Call("page_of_customers", lambda g: page(g, 0)),
        Call("page_of_accounts", lambda g: page(g, 1)),
        Call("newest_event_of_accounts", lambda g: feed(g).newest(())),
        Call("events_of_accounts", lambda g: feed(g).list_events(None, ())),
    ]


def _of_customers(customer: CustomerId, card: PaymentMethodId) -> list[Call]:
    hour = timedelta(hours=1)
    now = datetime.now(UTC)
    return [
        Call("create_customer", lambda g: g.create_customer(_DRAFT, _key())),
        Call("update_customer", lambda g: g.update_customer(customer, _DRAFT, _key(), _BEFORE),
             customer),
        Call("link_customer", lambda g: g.link_customer(customer, None, _key()), customer),
        Call("retrieve_customer", lambda g: g.retrieve_customer(customer), customer),
        Call("customers_with_email", lambda g: g.customers_with_email("zoe@example.com")),
        Call("search_phone", lambda g: g.search_phone(["+33123456789"])),
        Call("list_customers", lambda g: g.list_customers(None)),
        Call("list_cards", lambda g: g.list_cards(customer)),
        Call("default_card", lambda g: g.default_card(customer)),
        Call("set_default_card", lambda g: g.set_default_card(customer, card, _key()), customer),
        Call("set_redisplay", lambda g: g.set_redisplay(card, Redisplay.ALWAYS, _key()), card),
        Call("retrieve_card", lambda g: g.retrieve_card(card), card),
        Call("create_imported", lambda g: g.create_imported(_DRAFT, "imp:1", _key())),
        Call("fill_customer",
             lambda g: g.fill_customer(customer, {"name": "Zoé", "postcode": "1"}, _key()),
             customer),
        Call("marked_customers", lambda g: g.marked_customers("imp", now - hour, now + hour)),
        Call("read_noted", lambda g: g.read_noted(customer), customer),
        Call("write_sales", lambda g: g.write_sales(customer, {"sale_1": "x"}, _key()), customer),
        Call("mark_customer", lambda g: g.mark_customer(customer, "m", _key()), customer),
        Call("note_on_card", lambda g: g.note_on_card(card, {"a": "b"}, _key()), card),
        Call("notes_on_cards", lambda g: g.notes_on_cards(customer)),
    ]  # fmt: skip


def _of_accounts(account: CustomerId, card: PaymentMethodId) -> list[Call]:
    return [
        Call("retrieve_account", lambda g: g.retrieve_customer(account), account),
        Call("update_account", lambda g: g.update_customer(account, _DRAFT, _key(), _BEFORE),
             account),
        Call("default_card_of_account", lambda g: g.default_card(account)),
        Call("set_default_card_of_account",
             lambda g: g.set_default_card(account, card, _key()), account),
        Call("list_cards_of_account", lambda g: g.list_cards(account)),
        Call("detach_card", lambda g: g.detach_card(card, _key()), card),
    ]  # fmt: skip


async def _of_payments(
    gateway: StripeGateway, customer: CustomerId, card: PaymentMethodId, paid: PaymentIntentId
) -> list[Call]:
    fresh, again, held, gone = [
        await _intent(gateway, customer, f"item_{name}") for name in ("a", "b", "c", "d")
    ]
    refused = await _card(gateway, customer, "pm_card_chargeCustomerFail")
    wanted = IntentRequest(ItemId("item_e"), SaleId("sale_1"), customer, Money(1250, "eur"), "x")
    back = RefundRequest(OperationId("op_1"), paid, None, Money(100, "eur"), "", TillId("till_1"))
    under = naming(Under(AgreementId("agr_1"), Purpose.BALANCE), "{}")
    receipt = receipt_note(ReceiptNoted(7, 1_764_430_000, "till_1"))
    one = await gateway.create_refund(back, _key())
    return [
        Call("create_intent", lambda g: g.create_intent(wanted, _key())),
        Call("confirm_intent", lambda g: g.confirm_intent(fresh, card, _key(), off_session=True),
             fresh),
        Call("confirm_declined",
             lambda g: g.confirm_intent(again, refused, _key(), off_session=True), again),
        Call("hold_intent",
             lambda g: g.confirm_intent(held, card, _key(), off_session=True,
                                        capture=Capture.MANUAL), held),
        Call("capture_intent", lambda g: g.capture_intent(held, 1000, _key()), held),
        Call("cancel_intent", lambda g: g.cancel_intent(gone, _key()), gone),
        Call("retrieve_intent", lambda g: g.retrieve_intent(fresh), fresh),
        Call("note_before_charge", lambda g: g.note_before_charge(fresh, under, _key()), fresh),
        Call("note_receipt_of_payment",
             lambda g: g.note_receipt_of_payment(fresh, receipt, _key()), fresh),
        Call("note_receipt_of_refund",
             lambda g: g.note_receipt_of_refund(one.id, receipt, _key()), one.id),
        Call("mail_receipt", lambda g: g.mail_receipt(fresh, "z@example.com", _key()), fresh),
        Call("note_on_intent", lambda g: g.note_on_intent(fresh, {"a": "b"}, _key()), fresh),
        Call("create_refund", lambda g: g.create_refund(back, _key())),
        Call("retrieve_refund", lambda g: g.retrieve_refund(one.id), one.id),
        Call("list_refunds", lambda g: g.list_refunds(paid)),
        Call("given_back", lambda g: g.given_back(paid)),
    ]  # fmt: skip


def _of_lists(customer: CustomerId, paid: PaymentIntentId) -> list[Call]:
    return [
        Call("learn_time", lambda g: g.learn_time()),
        Call("find_intents", lambda g: g.find_intents(customer, ItemId("item_paid"))),
        Call("intents_of", lambda g: g.intents_of(customer)),
        Call("list_intents", lambda g: g.list_intents(0)),
        Call("list_payments", lambda g: g.list_payments(customer)),
        Call("every_payment", lambda g: g.every_payment(customer)),
        Call("notes_on_intents", lambda g: g.notes_on_intents(customer)),
        Call("newest_event", lambda g: g.newest(_TYPES)),
        Call("list_events", lambda g: g.list_events(None, _TYPES)),
    ]


async def _of_sessions(gateway: StripeGateway, customer: CustomerId) -> list[Call]:
    def wanted(item: str) -> SessionRequest:
        until = int(datetime.now(UTC).timestamp()) + 3600
        return SessionRequest(ItemId(item), SaleId("sale_1"), AttemptId("att_1"), customer,
                              Money(900, "eur"), "x", until, TillId("till_1"))  # fmt: skip

    made = await gateway.create_session(wanted("item_s"), _key())
    return [
        Call("create_session", lambda g: g.create_session(wanted("item_t"), _key())),
        Call("retrieve_session", lambda g: g.retrieve_session(made.id), made.id),
        Call("find_sessions", lambda g: g.find_sessions(customer, ItemId("item_s"))),
        Call("find_open_sessions", lambda g: g.find_open_sessions(TillId("till_1"))),
        Call("page_open", lambda g: g.page_open(customer)),
        Call("expire_session", lambda g: g.expire_session(made.id, _key()), made.id),
    ]


async def _of_redactions(gateway: StripeGateway) -> list[Call]:
    """Each of a job in the state it wants, once the stand-in has looked."""
    one, other = [(await gateway.create_customer(_DRAFT, _key())).id for _ in range(2)]
    ready = (await gateway.ask_redaction(one, _key())).id
    failed = (await gateway.ask_redaction(await _with_a_card(gateway), _key())).id
    await _looked_at(gateway, ready, failed)
    return [
        Call("find_redaction", lambda g: g.find_redaction(one), judge=told_of_job),
        Call("ask_redaction", lambda g: g.ask_redaction(other, _key()), judge=told_of_job),
        Call("redaction", lambda g: g.redaction(ready), ready, told_of_job),
        Call("hindrances", lambda g: g.hindrances(failed)),
        Call(
            "validate_redaction",
            lambda g: g.validate_redaction(failed, _key()),
            failed,
            told_of_job,
        ),
        Call("run_redaction", lambda g: g.run_redaction(ready, _key()), ready, told_of_job),
    ]


async def _looked_at(gateway: StripeGateway, *jobs: str) -> None:
    """However long the stand-in takes; the test's own time-out ends a wait for ever."""
    for job in jobs:
        found = await gateway.redaction(job)
        while found.status is JobStatus.VALIDATING:
            await asyncio.sleep(0.1)
            found = await gateway.redaction(job)


async def _with_a_card(gateway: StripeGateway) -> CustomerId:
    who = (await gateway.create_customer(_DRAFT, _key())).id
    await _card(gateway, who)
    return who


async def _of_disputes(gateway: StripeGateway, customer: CustomerId) -> list[Call]:
    card = await _card(gateway, customer, "pm_card_createDispute")
    intent = await _intent(gateway, customer, "item_disputed")
    await gateway.confirm_intent(intent, card, _key(), off_session=True)
    found = await gateway.list_disputes(intent)
    which = DisputeId(found[0].id)
    return [
        Call("list_disputes", lambda g: g.list_disputes(intent)),
        Call("retrieve_dispute", lambda g: g.retrieve_dispute(which), which),
        Call("upload_evidence", lambda g: g.upload_evidence("a.pdf", b"%PDF-1.4 x", _key())),
        Call("submit_evidence",
             lambda g: g.submit_evidence(which, {"uncategorized_text": "x"}, _key()), which),
    ]  # fmt: skip
