"""Sentences about disputes: what can be shown, and whether the bank has it."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

DISPUTES: Final[Mapping[str, object]] = {
    "dispute.no_agreement": QT_TRANSLATE_NOOP(
        "messages",
        "This till knows no agreement that this payment was charged under or came with, so it has "
        "nothing to prove. Nothing was sent. If you have other proof, answer in the Stripe "
        "Dashboard before the last day.",
    ),
    "dispute.service_to_come": QT_TRANSLATE_NOOP(
        "messages",
        "That day is still to come, so the bank is not told it. No money moved. Type the day on "
        "which the customer got it, or leave the field empty.",
    ),
    "dispute.no_day": QT_TRANSLATE_NOOP(
        "messages", "This is no day. Type it as 31/12/2026, or leave the field empty."
    ),
    "dispute.answered": QT_TRANSLATE_NOOP(
        "messages",
        "The bank has evidence about this dispute already, so nothing more was sent. Wait for "
        "its decision.",
    ),
    "dispute.decided": QT_TRANSLATE_NOOP(
        "messages", "This dispute is decided, so nothing more was sent. No money moved."
    ),
    "dispute.too_late": QT_TRANSLATE_NOOP(
        "messages",
        "The last day to answer was {due_by}, so nothing was sent. No money moved. Ask Stripe’s "
        "support whether the bank still takes it.",
    ),
    "dispute.not_uploaded": QT_TRANSLATE_NOOP(
        "messages",
        "Stripe did not take the files, so the bank has nothing yet. No money moved. Check the "
        "network, then submit again.",
    ),
    "dispute.not_known": QT_TRANSLATE_NOOP(
        "messages",
        "Stripe did not say whether it took the evidence. No money moved. Choose “Ask Stripe "
        "again”; if it still waits for an answer then, submit again: it can only arrive once.",
    ),
}
