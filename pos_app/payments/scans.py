"""What a scanner read from a receipt: the payment it is about."""

import re
from typing import Final

from pos_app.kernel.ids import PaymentIntentId

_PAYMENT: Final = re.compile(r"(?<![A-Za-z0-9_])pi_[A-Za-z0-9]{8,64}(?![A-Za-z0-9])")
"""A PaymentIntent's id as Stripe writes it (docs.stripe.com/api/payment_intents/object, `id`), by
itself or inside an address of Stripe's Dashboard."""
_SYMBOLOGY: Final = re.compile(r"\][A-Za-z][0-9A-Za-z](?=pi_)")
"""What scanners may put first to name the kind of code (AIM), as in `]Q3`."""


def payment_in(scanned: str) -> PaymentIntentId | None:
    """The only payment named in what was scanned or typed; None where there is none, or several."""
    found = set(_PAYMENT.findall(_SYMBOLOGY.sub(" ", scanned)))
    return PaymentIntentId(found.pop()) if len(found) == 1 else None
