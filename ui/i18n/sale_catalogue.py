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
    "sale.part_of_another": QT_TRANSLATE_NOOP(
        "messages", "This part belongs to another sale. Nothing was changed and no money moved."
    ),
}
