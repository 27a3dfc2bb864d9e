"""Receipts by e-mail: Stripe writes and sends them."""

from pos_app.customers.model import check_email
from pos_app.kernel.ids import PaymentIntentId, Randomness, new_id
from pos_app.receipts.ports import ReceiptMail


class MailingService:
    """Moves no money: it writes an address on a payment that was made."""

    def __init__(self, mail: ReceiptMail, randomness: Randomness) -> None:
        self._mail = mail
        self._randomness = randomness

    async def send(self, payment: PaymentIntentId, email: str) -> str:
        """Have Stripe send the payment's receipt there; the address as it was sent.

        Stripe does so when `receipt_email` is set after the payment succeeded
        (https://docs.stripe.com/payments/advanced/receipts), with live keys only. Whether the same
        address gets a second one when it is set again is not documented.

        Raises UserError customer.bad_email (field email), and the remote faults.
        """
        address = check_email(email)
        await self._mail.mail_receipt(payment, address, new_id("mail", self._randomness))
        return address
