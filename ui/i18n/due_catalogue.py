"""Sentences about what is due: what stands in its way, and why it was not collected or changed."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

DUES: Final[Mapping[str, object]] = {
    "dues.not_yet": QT_TRANSLATE_NOOP("messages", "This is due on {on} only. Nothing was charged."),
    "dues.no_card": QT_TRANSLATE_NOOP(
        "messages",
        "No saved card can be charged for it. Nothing was charged. Let the customer pay on their "
        "screen or by link.",
    ),
    "dues.run_under_way": QT_TRANSLATE_NOOP(
        "messages",
        "What is due is being collected already. No money moved by this. Wait until it ends.",
    ),
    "dues.no_answer": QT_TRANSLATE_NOOP(
        "messages",
        "Stripe stopped answering. Those whose turn had not come were not charged; what is not "
        "known is found out by itself. Check the network before you collect again.",
    ),
    "dues.broke_off": QT_TRANSLATE_NOOP(
        "messages",
        "Something broke off while this was charged. If money moved, it shows by itself. Don’t "
        "charge it another way until it does.",
    ),
    "dues.not_closed": QT_TRANSLATE_NOOP(
        "messages",
        "Nobody can say yet whether it is being paid at this moment, so nothing was changed. Check "
        "the network, then try again.",
    ),
    "dues.ending_unclear": QT_TRANSLATE_NOOP(
        "messages",
        "Stripe did not say whether it noted it. No money has gone back so far. The till asks "
        "again by itself: if the sale is called off, the refund follows without you. Look at the "
        "sale again before you do anything else with it.",
    ),
    "dues.not_called_off": QT_TRANSLATE_NOOP(
        "messages", "This sale is not called off. Nothing was given back."
    ),
    "dues.outside_agreement": QT_TRANSLATE_NOOP(
        "messages",
        "The customer’s agreement doesn’t allow it, so nothing was changed and no money moved. Ask "
        "the customer for a new agreement, or let them pay on their screen.",
    ),
    "link.none": QT_TRANSLATE_NOOP(
        "messages", "No link is open for it. Nothing was charged by one."
    ),
    "risk.no_agreement": QT_TRANSLATE_NOOP(
        "messages", "The customer gave no agreement to charge it later."
    ),
    "risk.agreement_not_known": QT_TRANSLATE_NOOP(
        "messages", "The agreement was given at another till; this one has yet to learn of it."
    ),
    "risk.no_card": QT_TRANSLATE_NOOP("messages", "The card is not saved any more."),
    "risk.card_expires": QT_TRANSLATE_NOOP(
        "messages", "The card expires before that day, on {last_day}."
    ),
    "risk.declined_for_good": QT_TRANSLATE_NOOP(
        "messages", "The bank declined this card for good: it needs another one."
    ),
    "risk.needs_customer": QT_TRANSLATE_NOOP(
        "messages", "The bank wants the customer to confirm: on their screen or by link."
    ),
    "liability.paid_not_noted": QT_TRANSLATE_NOOP(
        "messages", "Stripe took money that the sale doesn’t show yet. No money is lost."
    ),
    "liability.noted_not_paid": QT_TRANSLATE_NOOP(
        "messages", "The sale shows a payment that Stripe doesn’t have. No money moved for it."
    ),
    "liability.other_amount": QT_TRANSLATE_NOOP(
        "messages", "The sale shows another amount than Stripe has. Stripe’s is what counts."
    ),
    "liability.sale_not_noted": QT_TRANSLATE_NOOP(
        "messages",
        "Stripe took this for a sale that is noted nowhere and that this till doesn’t know as "
        "completed. The customer’s money is at Stripe, and is not in the total above. Look the "
        "payment up at Stripe: hand over what it was for, or give it back.",
    ),
}
