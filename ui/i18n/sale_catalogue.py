"""Sentences about sales whose parts are due later."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

SALES: Final[Mapping[str, object]] = {
    "sale.no_deposit": QT_TRANSLATE_NOOP(
        "messages", "Type a share of the total between 0 and 100, or an amount."
    ),
    "sale.no_day": QT_TRANSLATE_NOOP("messages", "Type a day, as 31/12/2026."),
    "sale.not_later": QT_TRANSLATE_NOOP("messages", "Type a day after today."),
    "sale.deposit_too_small": QT_TRANSLATE_NOOP(
        "messages", "This deposit is less than a card can pay. The least is {smallest}."
    ),
    "sale.balance_too_small": QT_TRANSLATE_NOOP(
        "messages",
        "What is left for later is less than a card can pay. Leave at least {smallest}, or take "
        "all of it now.",
    ),
    "sale.instalment_count": QT_TRANSLATE_NOOP(
        "messages", "Type how many instalments, from 2 to {most}."
    ),
    "sale.instalment_too_small": QT_TRANSLATE_NOOP(
        "messages",
        "Each instalment would be less than a card can pay. The least is {smallest}: choose fewer.",
    ),
    "sale.line_without_price": QT_TRANSLATE_NOOP(
        "messages", "“{line}” has no price. Write what was sold, then its price: Table 300"
    ),
    "sale.lines_differ": QT_TRANSLATE_NOOP(
        "messages", "These come to {sum}, but the total is {total}. Correct one of them."
    ),
    "sale.lines_sum": QT_TRANSLATE_NOOP(
        "messages", "What was sold doesn’t add up to {total}. Correct the prices or the total."
    ),
    "sale.reference_too_long": QT_TRANSLATE_NOOP(
        "messages", "The reference is too long: at most {limit} characters."
    ),
    "sale.note_too_long": QT_TRANSLATE_NOOP(
        "messages", "The note is too long: at most {limit} characters."
    ),
    "sale.reason_missing": QT_TRANSLATE_NOOP(
        "messages", "Say in a few words why the sale is called off."
    ),
    "sale.reason_too_long": QT_TRANSLATE_NOOP(
        "messages", "The reason is too long: at most {limit} characters."
    ),
    "sale.too_big": QT_TRANSLATE_NOOP(
        "messages",
        "This is more than Stripe can note for one sale. Nothing was charged. Use a shorter note, "
        "fewer lines or fewer instalments.",
    ),
    "sale.too_many": QT_TRANSLATE_NOOP(
        "messages",
        "This customer has as many open sales as Stripe can note. Nothing was charged. Finish or "
        "call off one of them first.",
    ),
    "sale.not_noted": QT_TRANSLATE_NOOP(
        "messages",
        "Stripe did not say whether it noted this. No money moved. Check the network, look at the "
        "sale again, then try once more: it is noted only once.",
    ),
    "sale.unknown": QT_TRANSLATE_NOOP(
        "messages",
        "This till doesn’t know that sale yet. No money moved. Wait until it has fetched the "
        "customers, then look again.",
    ),
    "sale.over": QT_TRANSLATE_NOOP(
        "messages",
        "This sale has ended at another till: it is paid or called off. Nothing was changed and no "
        "money moved now. Its payments are in the customer’s list.",
    ),
    "sale.already_over": QT_TRANSLATE_NOOP(
        "messages", "This sale is over. Nothing was changed and no money moved."
    ),
    "sale.changed_elsewhere": QT_TRANSLATE_NOOP(
        "messages",
        "Somebody changed this sale at another till first, so your change was not made. No money "
        "moved. Look at it as it is now, then decide again.",
    ),
    "sale.item_paid": QT_TRANSLATE_NOOP(
        "messages", "This part is paid already. Nothing was charged or changed now."
    ),
    "sale.item_called_off": QT_TRANSLATE_NOOP(
        "messages", "This part is called off, so nothing is charged for it."
    ),
    "sale.part_of_another": QT_TRANSLATE_NOOP(
        "messages", "This part belongs to another sale. Nothing was changed and no money moved."
    ),
    "sale.call_off_sum": QT_TRANSLATE_NOOP(
        "messages",
        "What goes back and what is kept must be {held} together. Nothing was called off and no "
        "money moved. Look at the sale again.",
    ),
    "remote.key_taken": QT_TRANSLATE_NOOP(
        "messages",
        "Stripe gave no clear answer. If a payment was under way, do not take it again: the "
        "till checks by itself.",
    ),
}
