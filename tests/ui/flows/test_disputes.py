"""A disputed payment in the real windows: seen, packed, and answered with what the ledger holds."""

import asyncio
import json
import urllib.request
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

from pypdf import PdfReader
from PySide6.QtWidgets import QFileDialog, QWidget

from pos_app.kernel.ids import CustomerId, PaymentMethodId
from pos_app.kernel.money import Money
from pos_app.payments.model import OutcomeKind
from tests.helpers.agreements import agreed
from ui.demo.hands import act

JAMES = "james.oconnor@example.com"
Drive = Callable[[Any], None]


async def asked(till: Any, path: str, form: bytes | None = None) -> bytes:
    """At the server, with the secret key."""

    def ask() -> bytes:
        key = till.desk.till.environment.secret_key
        request = urllib.request.Request(
            f"{till.url}{path}", form, {"authorization": f"Bearer {key}"}
        )
        with urllib.request.urlopen(request, timeout=30) as answer:
            return bytes(answer.read())

    return await asyncio.to_thread(ask)


async def dispute_of(till: Any, customer: str, *, agreement: bool) -> dict[str, Any]:
    """The customer is charged while away, and says no."""
    path = "/v1/payment_methods/pm_card_createDispute/attach"
    card = json.loads(await asked(till, path, f"customer={customer}".encode()))["id"]
    services = till.till
    shown = b"allow_redisplay=always"
    await asked(till, f"/v1/payment_methods/{card}", shown)
    await services.customers.refresh_cards(CustomerId(customer))
    under = None
    if agreement:
        under = await agreed(services.ground.ledger, CustomerId(customer), card=card)
    item = await services.sales.open_item(CustomerId(customer), Money(4_200, "eur"), "Bike")
    paid = await services.payments.charge_saved_card(
        item, PaymentMethodId(card), off_session=agreement, under=under
    )
    assert paid.kind is OutcomeKind.SUCCEEDED
    found = await till.server.get("disputes", payment_intent=paid.payment_intent_id)
    dispute: dict[str, Any] = found["data"][0]
    return dispute


async def james(till: Any) -> str:
    found = await till.server.get("customers", email=JAMES)
    return str(found["data"][0]["id"])


def test_seen_packed_and_answered(at_the_till: Drive, tmp_path: Path) -> None:
    async def play(till: Any) -> None:
        customer = await james(till)
        dispute = await dispute_of(till, customer, agreement=True)
        await till.customer(JAMES)
        await till.hands.click(f"payment_{dispute['payment_intent']}")
        await till.hands.click(f"dispute_{dispute['id']}")
        assert "€42.00 – Answer by" in await till.banner("disputeState")
        await till.hands.click("savePack")
        dialog = await till.hands.see("savePackDialog", QFileDialog)
        await act(lambda: (dialog.fileSelected.emit(str(tmp_path)), dialog.close()))
        record = tmp_path / f"TRAINING-{dispute['id']}.json"
        await till.hands.until(record.exists, "the pack")
        pack = json.loads(record.read_text("utf-8"))
        assert record.with_suffix(".pdf").read_bytes().startswith(b"%PDF")
        await till.hands.click("submitEvidence")
        await till.hands.click("confirmSubmission")

        def handed_over() -> bool:
            state = till.hands.seen("disputeState", QWidget)
            return state is not None and "Answered" in state.accessibleName()

        await till.hands.until(handed_over, "the bank’s evidence", 40)
        after = await till.server.get(f"disputes/{dispute['id']}")
        assert after["status"] == "under_review"
        assert after["evidence_details"]["submission_count"] == 1
        evidence = {name: value for name, value in after["evidence"].items() if value}
        evidence.pop("enhanced_evidence", None)
        assert set(evidence) == {*pack["evidence"], *pack["files"]}
        assert {name: evidence[name] for name in pack["evidence"]} == pack["evidence"]
        for name, text in pack["files"].items():
            content = await asked(till, f"/v1/files/{evidence[name]}/contents")
            pages = PdfReader(BytesIO(content)).pages
            said = "".join("".join(page.extract_text() for page in pages).split())
            for line in text.split("\n"):
                assert "".join(line.split()) in said, (name, line)
        await till.hands.click("backFromDispute")
        row = await till.hands.see(f"dispute_{dispute['id']}", QWidget)
        assert "Answered" in row.accessibleName()

    at_the_till(play)


def test_without_an_agreement_nothing_is_offered(at_the_till: Drive) -> None:
    async def play(till: Any) -> None:
        dispute = await dispute_of(till, await james(till), agreement=False)
        await till.customer(JAMES)
        await till.hands.click(f"dispute_{dispute['id']}")  # on the customer's panel
        assert "nothing to prove" in await till.banner("disputeMissing")
        for name in ("savePack", "submitEvidence"):
            button = till.hands.seen(name, QWidget)
            assert button is not None
            assert not button.isEnabled()
        await till.hands.click("backFromDispute")
        await till.says("customerName", "James")

    at_the_till(play)
