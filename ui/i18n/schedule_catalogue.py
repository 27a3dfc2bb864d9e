"""Sentences about sales that every till knows: why one was not opened or changed."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

SCHEDULES: Final[Mapping[str, object]] = {
    "sale.unknown": QT_TRANSLATE_NOOP(
        "messages", "This till knows no such sale. Nothing was changed and nothing was charged."
    ),
    "sale.over": QT_TRANSLATE_NOOP(
        "messages",
        "This sale ended at another till. Nothing was changed and nothing was charged. What was "
        "paid for it is among the customer’s payments.",
    ),
    "sale.already_over": QT_TRANSLATE_NOOP(
        "messages",
        "This sale is completed or called off. Nothing was changed. What was paid can still be "
        "refunded from the customer’s payments.",
    ),
    "sale.item_paid": QT_TRANSLATE_NOOP(
        "messages",
        "This part of the sale is paid already. Nothing was changed and nothing more was charged.",
    ),
    "sale.item_called_off": QT_TRANSLATE_NOOP(
        "messages", "This part of the sale was called off. Nothing was charged."
    ),
    "sale.changed_elsewhere": QT_TRANSLATE_NOOP(
        "messages",
        "Somebody changed this sale just before, perhaps at another till, so your change was not "
        "made. No money moved. Look at the sale as it is now, then change it again if you still "
        "want to.",
    ),
    "sale.not_noted": QT_TRANSLATE_NOOP(
        "messages",
        "Stripe could not be told of this sale, so the other tills don’t know of it. Nothing was "
        "charged. Check the network, look at the sale, then try again.",
    ),
    "sale.too_many": QT_TRANSLATE_NOOP(
        "messages",
        "This customer has as many open sales as Stripe can keep. Nothing was charged. Collect or "
        "call off one of them first, or take the whole amount now.",
    ),
    "sale.too_big": QT_TRANSLATE_NOOP(
        "messages",
        "This sale is too long for Stripe to keep. Nothing was charged. Shorten the note and the "
        "lines, or take fewer instalments.",
    ),
    "sale.reference_too_long": QT_TRANSLATE_NOOP(
        "messages", "This is too long: at most {limit} characters."
    ),
    "sale.note_too_long": QT_TRANSLATE_NOOP(
        "messages", "This is too long: at most {limit} characters."
    ),
    "sale.lines_sum": QT_TRANSLATE_NOOP(
        "messages", "The lines don’t add up to {total}. Nothing was charged. Correct one of them."
    ),
    "sale.call_off_sum": QT_TRANSLATE_NOOP(
        "messages",
        "What goes back and what stays must add up to {held}, which is held for this sale now. "
        "Nothing was changed and no money moved.",
    ),
    "remote.key_taken": QT_TRANSLATE_NOOP(
        "messages",
        "Stripe gave no clear answer. If a payment was under way, do not take it again: the "
        "till checks by itself.",
    ),
}
