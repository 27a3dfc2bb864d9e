"""Every key an error may carry and its English sentence, found by lupdate for translation.

`{name}` is a parameter of the error. Each says what happened, whether money moved when that could
be in doubt, and what to do.
"""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

_AMOUNT: Final[Mapping[str, object]] = {
    "amount.empty": QT_TRANSLATE_NOOP("messages", "Type an amount."),
    "amount.not_a_number": QT_TRANSLATE_NOOP(
        "messages", "This is not an amount. Type figures only, for example 12.50."
    ),
    "amount.zero": QT_TRANSLATE_NOOP("messages", "The amount is zero. Type what is to be paid."),
    "amount.negative": QT_TRANSLATE_NOOP(
        "messages", "The amount is below zero. Type what is to be paid, without a minus sign."
    ),
    "amount.too_small": QT_TRANSLATE_NOOP(
        "messages", "This is less than a card can pay. The least is {smallest}."
    ),
    "amount.too_large": QT_TRANSLATE_NOOP(
        "messages", "This is more than one payment can take. The most is {largest}."
    ),
    "amount.whole_units": QT_TRANSLATE_NOOP(
        "messages", "{currency} has no smaller coins. Type a whole amount."
    ),
    "amount.last_digit": QT_TRANSLATE_NOOP(
        "messages", "The last figure of an amount in {currency} must be 0."
    ),
    "amount.no_decimals": QT_TRANSLATE_NOOP(
        "messages", "{currency} has no decimals. Type a whole amount."
    ),
    "amount.too_many_decimals": QT_TRANSLATE_NOOP(
        "messages", "Too many figures after the decimal mark: {currency} has {decimals}."
    ),
    "amount.ambiguous": QT_TRANSLATE_NOOP(
        "messages",
        "{text} can be read in two ways. Type it without a mark between thousands.",
    ),
}

_CUSTOMER: Final[Mapping[str, object]] = {
    "customer.nameless": QT_TRANSLATE_NOOP(
        "messages", "Type a name, an e-mail address or a phone number."
    ),
    "customer.bad_email": QT_TRANSLATE_NOOP(
        "messages", "This is not an e-mail address. Example: name@example.com"
    ),
    "customer.bad_phone": QT_TRANSLATE_NOOP(
        "messages", "This is not a phone number. Example: 06 12 34 56 78 or +44 20 7946 0018"
    ),
    "customer.too_long": QT_TRANSLATE_NOOP(
        "messages", "This is too long: at most {limit} characters."
    ),
    "customer.gone": QT_TRANSLATE_NOOP(
        "messages", "This customer was deleted at Stripe. Search again or create the customer."
    ),
}

_PAYMENT: Final[Mapping[str, object]] = {
    "payment.item_blocked": QT_TRANSLATE_NOOP(
        "messages",
        "An earlier payment of this amount is not clear yet, so no other can start. "
        "Nothing more was charged. Choose “Check now”.",
    ),
    "payment.already_paid": QT_TRANSLATE_NOOP(
        "messages", "This amount is already paid. Nothing more was charged."
    ),
}

_REMOTE: Final[Mapping[str, object]] = {
    "remote.unreachable": QT_TRANSLATE_NOOP(
        "messages",
        "Stripe can’t be reached, so nothing was asked and nothing was charged. "
        "Check the network, then try again.",
    ),
    "remote.unknown": QT_TRANSLATE_NOOP(
        "messages",
        "Stripe did not answer, so it is not known what happened. "
        "Don’t charge again: the till checks by itself.",
    ),
    "remote.refused": QT_TRANSLATE_NOOP(
        "messages", "Stripe refused this request. Nothing was charged."
    ),
}

_MACHINE: Final[Mapping[str, object]] = {
    "storage.superseded": QT_TRANSLATE_NOOP("messages", "A newer search replaced this one."),
    "storage.busy": QT_TRANSLATE_NOOP(
        "messages", "The till’s file {file} is in use by another program. Try again in a moment."
    ),
    "storage.read_only": QT_TRANSLATE_NOOP(
        "messages",
        "The till may not write its file {file}. No payment can be taken until it may: "
        "ask whoever looks after this computer.",
    ),
    "storage.unreadable": QT_TRANSLATE_NOOP(
        "messages",
        "The disk failed while reading {file}. No payment can be taken until it works: "
        "ask whoever looks after this computer.",
    ),
    "storage.wrong_key_or_corrupt": QT_TRANSLATE_NOOP(
        "messages",
        "The till’s file {file} can’t be opened: it is damaged or its key is missing. "
        "Ask whoever looks after this computer.",
    ),
    "storage.full": QT_TRANSLATE_NOOP(
        "messages", "The disk is full. Free some space before taking payments."
    ),
    "theme.no_font": QT_TRANSLATE_NOOP(
        "messages", "The till’s font {font} is missing. Install the till again."
    ),
    "language.missing": QT_TRANSLATE_NOOP(
        "messages", "The language file “{language}” is missing. Install the till again."
    ),
}

SENTENCES: Final[Mapping[str, str]] = {
    key: str(words)
    for part in (_AMOUNT, _CUSTOMER, _PAYMENT, _REMOTE, _MACHINE)
    for key, words in part.items()
}
