"""A receipt by Stripe's e-mail, over HTTP: the address is on the payment, and no money moves."""

import os
from pathlib import Path

import pytest

from pos_app.kernel.errors import UserError
from pos_app.receipts.mailing import MailingService
from tests.helpers.standin import StandInHandle
from tests.integration.payments.over_http import open_shop


async def test_the_address_is_set_and_nothing_else_moves(
    standin: StandInHandle, tmp_path: Path
) -> None:
    async with open_shop(standin, tmp_path) as shop:
        customer = await shop.customer()
        item = await shop.item(customer)
        paid = await shop.payments.charge_saved_card(item, await shop.card(customer))
        payment = paid.payment_intent_id
        assert payment is not None
        mailing = MailingService(shop.gateway, os.urandom)
        with pytest.raises(UserError, match=r"customer\.bad_email"):
            await mailing.send(payment, "zoe@")
        assert await mailing.send(payment, " zoe.leger@example.com ") == "zoe.leger@example.com"
        await mailing.send(payment, "other@example.com")
        reply = await shop.gateway._caller.get(f"/v1/payment_intents/{payment}", {})
        assert reply.data["receipt_email"] == "other@example.com"
        assert reply.data["status"] == "succeeded"
        assert await shop.charged_minor(customer) == 1250
        assert await shop.ledger_minor() == [1250]
        known = await shop.receipts.taken_here(payment)
        assert known is not None
        assert (known[0].payment_intent_id, known[1].id) == (payment, item.id)
