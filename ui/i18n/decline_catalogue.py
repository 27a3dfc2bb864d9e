"""What to say about a refused card: to the customer, and for staff.

Keys are those of `pos_app/payments/declines.py`, which decides which sentence fits which code. When
the same card may be tried again is said beside them (`ui.payments.decline_words`), not in them. The
customer's never lets on that a card is reported lost or stolen or that fraud is suspected.
"""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

DECLINES: Final[Mapping[str, object]] = {
    "decline.customer.bank": QT_TRANSLATE_NOOP(
        "messages",
        "Your bank did not approve this payment. Nothing was charged. Please use another "
        "card, or ask your bank.",
    ),
    "decline.customer.amount": QT_TRANSLATE_NOOP(
        "messages",
        "Your bank did not approve this amount. Nothing was charged. Please use another card.",
    ),
    "decline.customer.details": QT_TRANSLATE_NOOP(
        "messages",
        "The card’s details were not accepted. Nothing was charged. Please enter them again "
        "or use another card.",
    ),
    "decline.customer.later": QT_TRANSLATE_NOOP(
        "messages",
        "Your bank could not be reached. Nothing was charged. Please try again in a few "
        "minutes or use another card.",
    ),
    "decline.customer.unsupported": QT_TRANSLATE_NOOP(
        "messages",
        "This card can’t be used for this payment. Nothing was charged. Please use another card.",
    ),
    "decline.customer.authenticate": QT_TRANSLATE_NOOP(
        "messages",
        "Your bank asks you to confirm this payment. Nothing was charged. Please confirm it "
        "on the payment screen.",
    ),
    "decline.customer.pin": QT_TRANSLATE_NOOP(
        "messages",
        "This card needs its PIN, which can’t be entered here. Nothing was charged. Please "
        "use another card.",
    ),
    "decline.customer.expired": QT_TRANSLATE_NOOP(
        "messages",
        "This card has expired. Nothing was charged. Please use another card.",
    ),
    "decline.customer.duplicate": QT_TRANSLATE_NOOP(
        "messages",
        "Your bank takes this for a payment you already made. Nothing more was charged. We "
        "are checking it.",
    ),
    "decline.staff.call_bank": QT_TRANSLATE_NOOP(
        "messages",
        "The bank refused without a reason. Nothing was charged. Ask for another card, or let "
        "the customer call their bank.",
    ),
    "decline.staff.never_say_why": QT_TRANSLATE_NOOP(
        "messages",
        "The bank refused this card for good. Nothing was charged. Give no reason; ask for "
        "another card.",
    ),
    "decline.staff.never": QT_TRANSLATE_NOOP(
        "messages",
        "The bank refused for good. Nothing was charged. Ask for another card.",
    ),
    "decline.staff.amount": QT_TRANSLATE_NOOP(
        "messages",
        "The bank refused this amount. Nothing was charged. Ask for another card.",
    ),
    "decline.staff.details": QT_TRANSLATE_NOOP(
        "messages",
        "Something typed doesn’t match the card. Nothing was charged. Have the customer enter"
        " it again on their screen.",
    ),
    "decline.staff.later": QT_TRANSLATE_NOOP(
        "messages",
        "The bank could not decide now. Nothing was charged. Wait a few minutes, or ask for "
        "another card.",
    ),
    "decline.staff.unsupported": QT_TRANSLATE_NOOP(
        "messages",
        "This kind of card or currency isn’t accepted for this payment. Nothing was charged. "
        "Ask for another card.",
    ),
    "decline.staff.authenticate": QT_TRANSLATE_NOOP(
        "messages",
        "The bank wants the customer to confirm. Nothing was charged. Take the payment on the"
        " customer’s screen now.",
    ),
    "decline.staff.pin": QT_TRANSLATE_NOOP(
        "messages",
        "The bank wants the card’s PIN, which this till can’t take. Nothing was charged. Ask "
        "for another card.",
    ),
    "decline.staff.expired": QT_TRANSLATE_NOOP(
        "messages",
        "The card has expired. Nothing was charged. Ask for another card and save that one.",
    ),
    "decline.staff.duplicate": QT_TRANSLATE_NOOP(
        "messages",
        "The bank saw the same amount on this card a moment ago. Nothing more was charged. "
        "Look at the customer’s payments before anything else.",
    ),
    "decline.staff.updated": QT_TRANSLATE_NOOP(
        "messages",
        "The bank gave out a new card to replace this one. Nothing was charged. Have the "
        "customer enter the new card on their screen.",
    ),
    "decline.staff.test_card": QT_TRANSLATE_NOOP(
        "messages",
        "A test card where real ones are due, or the other way round. Nothing was charged. "
        "Use a card that fits this till’s mode.",
    ),
}
