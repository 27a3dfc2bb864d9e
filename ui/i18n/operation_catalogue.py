"""Sentences about refunds, held amounts, the clock and restored books."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

OPERATIONS: Final[Mapping[str, object]] = {
    "payment.held": QT_TRANSLATE_NOOP(
        "messages",
        "The card’s bank already holds this amount. Nothing more was charged. Take the "
        "held amount or release it.",
    ),
    "payment.released": QT_TRANSLATE_NOOP(
        "messages",
        "The held amount was released. Nothing was charged. Start again if it is still owed.",
    ),
    "payment.hold_expired": QT_TRANSLATE_NOOP(
        "messages",
        "The bank let the held amount go because its time ran out. Nothing was charged. "
        "Start again if it is still owed.",
    ),
    "operation.under_way": QT_TRANSLATE_NOOP(
        "messages",
        "An earlier refund of this payment, or the end of its hold, is not clear yet, so no "
        "other can start. Nothing more moved. Choose “Check now”.",
    ),
    "operation.unknown": QT_TRANSLATE_NOOP(
        "messages",
        "Stripe has not said yet whether this was done. Do not do it again, and hand out "
        "no cash: the till checks by itself.",
    ),
    "operation.nothing_to_check": QT_TRANSLATE_NOOP(
        "messages",
        "Nothing was ever refunded, taken or released on this payment, so there is "
        "nothing to check.",
    ),
    "operation.not_sent": QT_TRANSLATE_NOOP(
        "messages",
        "The till stopped before it asked Stripe. No money moved. You may try again.",
    ),
    "operation.unreachable": QT_TRANSLATE_NOOP(
        "messages",
        "Stripe can’t be reached. No money moved. Check the network, then try again.",
    ),
    "operation.no_answer": QT_TRANSLATE_NOOP(
        "messages",
        "Stripe did not take the request in time. No money moved. You may try again.",
    ),
    "operation.not_allowed": QT_TRANSLATE_NOOP(
        "messages",
        "The till’s key may not do this at Stripe. No money moved. Ask whoever manages "
        "the Stripe account.",
    ),
    "operation.bad_key": QT_TRANSLATE_NOOP(
        "messages",
        "Stripe does not accept the till’s key. No money moved. Ask whoever manages the "
        "Stripe account.",
    ),
    "operation.refused": QT_TRANSLATE_NOOP(
        "messages",
        "Stripe refused this as it was asked for. No money moved. Look at the payment in "
        "the Stripe Dashboard.",
    ),
    "refund.too_much": QT_TRANSLATE_NOOP(
        "messages",
        "This is more than what is left of the payment. Nothing was refunded. Choose a "
        "smaller amount.",
    ),
    "refund.already_refunded": QT_TRANSLATE_NOOP(
        "messages",
        "This payment was refunded in full already, perhaps at another till. Nothing more"
        " was refunded. Nothing is left to do.",
    ),
    "refund.disputed": QT_TRANSLATE_NOOP(
        "messages",
        "The customer’s bank has already taken this payment back. Nothing was refunded. "
        "Answer the dispute in the Stripe Dashboard.",
    ),
    "refund.pending": QT_TRANSLATE_NOOP(
        "messages",
        "The refund is on its way: the bank has yet to confirm it. Do not refund again: "
        "the till checks by itself.",
    ),
    "refund.not_made": QT_TRANSLATE_NOOP(
        "messages",
        "The refund never reached Stripe. Nothing was refunded. You may try again.",
    ),
    "refund.cancelled": QT_TRANSLATE_NOOP(
        "messages",
        "The refund was cancelled at Stripe. Nothing was refunded. Start again if it is "
        "still owed.",
    ),
    "refund.failed": QT_TRANSLATE_NOOP(
        "messages",
        "The customer got nothing. Give the money back another way.",
    ),
    "refund.back_lost_card": QT_TRANSLATE_NOOP(
        "messages",
        "This card can’t receive money any more. The customer got nothing. Give the "
        "money back another way, and give no reason.",
    ),
    "refund.back_closed_card": QT_TRANSLATE_NOOP(
        "messages",
        "The card has expired or was closed. The customer got nothing. Give the money "
        "back another way.",
    ),
    "refund.back_funds": QT_TRANSLATE_NOOP(
        "messages",
        "The shop’s Stripe balance was too low for this refund. The customer got nothing."
        " Add money to the balance in the Stripe Dashboard, then refund again.",
    ),
    "refund.back_declined": QT_TRANSLATE_NOOP(
        "messages",
        "The card’s bank refused the refund. The customer got nothing. Give the money "
        "back another way.",
    ),
    "refund.back_disputed": QT_TRANSLATE_NOOP(
        "messages",
        "The customer’s bank took the payment back before the refund was done, so the "
        "refund was dropped. Do not refund again. Answer the dispute in the Stripe "
        "Dashboard.",
    ),
    "refund.back_cancelled": QT_TRANSLATE_NOOP(
        "messages",
        "The refund was stopped from the Stripe Dashboard. The customer got nothing. "
        "Start again if it is still owed.",
    ),
    "capture.too_much": QT_TRANSLATE_NOOP(
        "messages",
        "This is more than what is held. No money was taken. Choose at most {largest}.",
    ),
    "capture.other_amount": QT_TRANSLATE_NOOP(
        "messages",
        "Another till had already taken a part of what was held, and the rest was "
        "released. No more can be taken. The amount shown is what was taken.",
    ),
    "hold.none": QT_TRANSLATE_NOOP(
        "messages",
        "Nothing is held for this amount any more. No money moved. Look at the payment’s "
        "last outcome.",
    ),
    "hold.gone": QT_TRANSLATE_NOOP(
        "messages",
        "The bank no longer holds this amount. Nothing was taken. Charge the card again "
        "if it is still owed.",
    ),
    "hold.card_gone": QT_TRANSLATE_NOOP(
        "messages",
        "The card is no longer saved, or has expired. Nothing was changed: a hold that stood still "
        "stands. Have the customer pay, or hold the amount on another card.",
    ),
    "hold.not_released": QT_TRANSLATE_NOOP(
        "messages",
        "It is not known whether the old hold was released, so nothing new is held. No money was "
        "taken. Open the payment and press “Check now”, then hold it again.",
    ),
    "hold.already_taken": QT_TRANSLATE_NOOP(
        "messages",
        "The held amount was already taken, so it can’t be released. Refund the payment "
        "if the money is to go back.",
    ),
    "clock.wrong": QT_TRANSLATE_NOOP(
        "messages",
        "This computer’s clock is {hours} hours wrong, so nothing was started. No money "
        "moved. Set its date and time right, then try again.",
    ),
    "ledger.rebuilding": QT_TRANSLATE_NOOP(
        "messages",
        "The till’s books came back from a copy and are being completed from Stripe. No "
        "money moves until then. Check the network and try again in a minute.",
    ),
    "ledger.refunds_awaited": QT_TRANSLATE_NOOP(
        "messages",
        "The till’s books came back from a copy a moment ago, and a refund asked for just before "
        "may still arrive. Nothing was given back now. Refund in twenty minutes; everything else "
        "works.",
    ),
}
