"""Every key an error may carry and its English sentence, found by lupdate for translation.

`{name}` is a parameter of the error. Each says what happened, whether money moved when that could
be in doubt, and what to do.
"""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

from ui.i18n.agreement_catalogue import AGREEMENTS
from ui.i18n.decline_catalogue import DECLINES
from ui.i18n.dispute_catalogue import DISPUTES
from ui.i18n.doctor_catalogue import DOCTOR
from ui.i18n.due_catalogue import DUES
from ui.i18n.import_catalogue import IMPORTS
from ui.i18n.key_catalogue import KEYS
from ui.i18n.live_catalogue import LIVE
from ui.i18n.operation_catalogue import OPERATIONS
from ui.i18n.paper_catalogue import PAPERS
from ui.i18n.receipt_catalogue import RECEIPTS
from ui.i18n.report_catalogue import REPORTS
from ui.i18n.sale_catalogue import SALES
from ui.i18n.staff_catalogue import STAFF

_AMOUNT: Final[Mapping[str, object]] = {
    "amount.empty": QT_TRANSLATE_NOOP("messages", "Type an amount."),
    "amount.not_a_number": QT_TRANSLATE_NOOP(
        "messages", "This is not an amount. Type figures only, for example 12.50."
    ),
    "amount.zero": QT_TRANSLATE_NOOP("messages", "The amount is zero. Type what is to be paid."),
    "amount.negative": QT_TRANSLATE_NOOP(
        "messages", "The amount is below zero. Type what is to be paid, without a minus sign."
    ),
    "part.zero": QT_TRANSLATE_NOOP(
        "messages", "The amount is zero. Type how much of it, or choose “All of it”."
    ),
    "part.negative": QT_TRANSLATE_NOOP(
        "messages", "The amount is below zero. Type how much of it, without a minus sign."
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
        "messages",
        "This customer was deleted at Stripe, which moved no money. Search again or create the "
        "customer.",
    ),
    "customer.same_already": QT_TRANSLATE_NOOP(
        "messages", "They are one customer already, as {name}. Nothing was changed."
    ),
}

_PAYMENT: Final[Mapping[str, object]] = {
    "payment.item_blocked": QT_TRANSLATE_NOOP(
        "messages",
        "An earlier payment of this amount is not clear yet, so no other can start. Nothing "
        "more was charged. Choose “Check now”.",
    ),
    "payment.already_paid": QT_TRANSLATE_NOOP(
        "messages", "This amount is already paid. Nothing more was charged."
    ),
    "payment.same_unclear": QT_TRANSLATE_NOOP(
        "messages",
        "This amount may already have been charged to this customer. Check it first.",
    ),
    "tries.too_many": QT_TRANSLATE_NOOP(
        "messages",
        "Too many cards were refused here, so none was tried and no money moved. Try again in "
        "{minutes} min, or take the payment another way.",
    ),
    "tries.page_closed": QT_TRANSLATE_NOOP(
        "messages",
        "Too many cards were refused, so the page was closed. Nothing was charged. Take the "
        "payment another way, wait ten minutes, or have another try approved.",
    ),
    "payment.walk_in": QT_TRANSLATE_NOOP(
        "messages", "A saved card needs its customer. Nothing was charged. Open the customer first."
    ),
    "payment.nothing_to_check": QT_TRANSLATE_NOOP(
        "messages", "No payment of this amount was ever begun, so there is nothing to check."
    ),
    "payment.needs_customer": QT_TRANSLATE_NOOP(
        "messages", "The bank wants the customer to confirm. Nothing was charged."
    ),
    "payment.not_completed": QT_TRANSLATE_NOOP(
        "messages",
        "The bank’s answer never came, so the payment was cancelled. Nothing was charged. You"
        " may try again.",
    ),
    "payment.not_sent": QT_TRANSLATE_NOOP(
        "messages",
        "The till stopped before it asked for the money. Nothing was charged. You may try again.",
    ),
    "payment.cancelled": QT_TRANSLATE_NOOP(
        "messages",
        "The payment was cancelled at Stripe. Nothing was charged. Start again if it is still"
        " owed.",
    ),
    "payment.processing": QT_TRANSLATE_NOOP(
        "messages",
        "The bank is still working on this payment. Do not charge again: the till checks by "
        "itself.",
    ),
    "payment.unknown": QT_TRANSLATE_NOOP(
        "messages",
        "Stripe has not said yet whether the card was charged. Do not charge again: the till "
        "checks by itself.",
    ),
    "payment.open_elsewhere": QT_TRANSLATE_NOOP(
        "messages",
        "A payment of this amount is open at another till or on another screen. Nothing more "
        "was charged. Finish or close that one first.",
    ),
    "payment.mismatch": QT_TRANSLATE_NOOP(
        "messages",
        "Stripe already holds a payment with another amount for this item. Nothing more was "
        "charged. Look at it in the Stripe Dashboard.",
    ),
    "payment.refused": QT_TRANSLATE_NOOP(
        "messages", "Stripe refused this payment as it was asked for. Nothing was charged."
    ),
    "payment.not_allowed": QT_TRANSLATE_NOOP(
        "messages",
        "The till’s key may not do this at Stripe. Nothing was charged. Ask whoever manages "
        "the Stripe account.",
    ),
    "payment.bad_key": QT_TRANSLATE_NOOP(
        "messages",
        "Stripe does not accept the till’s key. Nothing was charged. Ask whoever manages the "
        "Stripe account.",
    ),
    "payment.unreachable": QT_TRANSLATE_NOOP(
        "messages",
        "Stripe can’t be reached. Nothing was charged. Check the network, then try again.",
    ),
    "payment.no_answer": QT_TRANSLATE_NOOP(
        "messages",
        "Stripe did not answer before the card was asked. Nothing was charged. You may try again.",
    ),
    "checkout.closed": QT_TRANSLATE_NOOP(
        "messages", "The payment was closed before anything was paid. Nothing was charged."
    ),
    "checkout.expired": QT_TRANSLATE_NOOP(
        "messages", "The time to pay ran out. Nothing was charged. Start again if it is still owed."
    ),
    "checkout.not_saved": QT_TRANSLATE_NOOP(
        "messages",
        "The card was not saved: no money moved, and nothing new is agreed to. A sale that was to "
        "begin with it isn’t owed: begin it again when the customer is ready. One from before "
        "stays as it was.",
    ),
    "checkout.saving_unknown": QT_TRANSLATE_NOOP(
        "messages",
        "It is not known yet whether the card was saved. No money moved. Check again before "
        "anything else is done with this sale.",
    ),
    "checkout.not_opened": QT_TRANSLATE_NOOP(
        "messages", "The payment page could not be opened. Nothing was charged. You may try again."
    ),
    "sale.description_too_long": QT_TRANSLATE_NOOP(
        "messages", "This is too long: at most {limit} characters."
    ),
    "sale.item_unknown": QT_TRANSLATE_NOOP(
        "messages", "This till did not open that sale. Nothing was charged."
    ),
}

_REMOTE: Final[Mapping[str, object]] = {
    "training.no_answer": QT_TRANSLATE_NOOP(
        "messages",
        "The training stand-in does not answer. Nothing was changed. Close the till and open it "
        "again if this goes on.",
    ),
    "training.refused": QT_TRANSLATE_NOOP(
        "messages", "The training stand-in did not do that: {reason}"
    ),
    "remote.unreachable": QT_TRANSLATE_NOOP(
        "messages",
        "Stripe can’t be reached, so nothing was asked and nothing was charged. Check the "
        "network, then try again.",
    ),
    "remote.unknown": QT_TRANSLATE_NOOP(
        "messages",
        "Stripe gave no clear answer. If a payment was under way, do not take it again: the "
        "till checks by itself.",
    ),
    "remote.spent_key": QT_TRANSLATE_NOOP(
        "messages",
        "Stripe gave no clear answer. If a payment was under way, do not take it again: the "
        "till checks by itself.",
    ),
    "remote.no_answer": QT_TRANSLATE_NOOP(
        "messages",
        "Stripe did not answer in time. If a payment was under way, do not take it again: the"
        " till checks by itself.",
    ),
    "remote.busy": QT_TRANSLATE_NOOP(
        "messages",
        "Stripe has too much to do just now. Wait a moment, then try again. A payment under "
        "way is checked by the till itself.",
    ),
    "remote.nonsense": QT_TRANSLATE_NOOP(
        "messages",
        "What answered was not Stripe as the till knows it. If a payment was under way, do "
        "not take it again: the till checks by itself.",
    ),
    "remote.refused": QT_TRANSLATE_NOOP(
        "messages", "Stripe refused this request. Nothing was charged."
    ),
    "remote.bad_key": QT_TRANSLATE_NOOP(
        "messages",
        "Stripe does not accept the till’s key. Nothing was charged. Ask whoever manages the "
        "Stripe account.",
    ),
    "remote.not_allowed": QT_TRANSLATE_NOOP(
        "messages",
        "The till’s key may not do this at Stripe. Nothing was charged. Ask whoever manages "
        "the Stripe account to allow it ({permission}).",
    ),
}

_SETTINGS: Final[Mapping[str, object]] = {
    "environment.full_secret_key": QT_TRANSLATE_NOOP(
        "messages",
        "This key may do anything with the account. Make a restricted key (rk_live_…) in the "
        "Stripe Dashboard and use that one.",
    ),
    "environment.wrong_secret_key": QT_TRANSLATE_NOOP(
        "messages",
        "This is not a secret key for this kind of account. It begins with rk_ or, for tests,"
        " sk_test_.",
    ),
    "environment.wrong_publishable_key": QT_TRANSLATE_NOOP(
        "messages", "This is not a publishable key for this kind of account. It begins with pk_."
    ),
    "secrets.unreadable": QT_TRANSLATE_NOOP(
        "messages",
        "The till’s secret “{name}” can’t be read. No money moved by this. Ask whoever looks after "
        "this computer.",
    ),
    "secrets.not_saved": QT_TRANSLATE_NOOP(
        "messages",
        "The till’s secret “{name}” could not be saved. Free some space on the disk, then try"
        " again.",
    ),
    "settings.bad_value": QT_TRANSLATE_NOOP(
        "messages", "This value does not fit here. The one before it stays."
    ),
    "settings.not_saved": QT_TRANSLATE_NOOP(
        "messages",
        "The settings could not be saved ({reason}). The ones before them stay. No money moved "
        "by this.",
    ),
}

_MACHINE: Final[Mapping[str, object]] = {
    "storage.superseded": QT_TRANSLATE_NOOP("messages", "A newer search replaced this one."),
    "storage.in_use": QT_TRANSLATE_NOOP(
        "messages",
        "Another till program uses these files already (process {pid}). No money moved by this. "
        "Close the other one, then start again.",
    ),
    "storage.busy": QT_TRANSLATE_NOOP(
        "messages",
        "The till’s file {file} is in use by another program. If a payment was under way, look "
        "what became of it before you charge again; if not, try again in a moment.",
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
    "storage.copy_damaged": QT_TRANSLATE_NOOP(
        "messages",
        "The copy of the customers on this computer is damaged. No payment is affected: Stripe has "
        "all of it. Close the till and open it again: the copy is then made anew.",
    ),
    "storage.wrong_key_or_corrupt": QT_TRANSLATE_NOOP(
        "messages",
        "The till’s file {file} can’t be opened: it is damaged, or its key is not the one it was "
        "made with. No payment can be taken, and none is lost: Stripe has them all. Delete "
        "nothing, and ask whoever looks after this computer.",
    ),
    "storage.full": QT_TRANSLATE_NOOP(
        "messages", "The disk is full. Free some space before taking payments."
    ),
    "till.unexpected": QT_TRANSLATE_NOOP(
        "messages",
        "Something unexpected happened, and a report of it was written. Before you charge or "
        "refund again, look at the customer’s payments: what is written there is what happened.",
    ),
    "till.not_opened": QT_TRANSLATE_NOOP(
        "messages",
        "Something unexpected kept the till from opening ({reason}). No money moved. Try again; "
        "if it goes on, ask whoever looks after this computer.",
    ),
    "training.not_started": QT_TRANSLATE_NOOP(
        "messages",
        "The training server did not start ({reason}). In training no money moves. Try again.",
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
    for part in (
        _AMOUNT,
        _CUSTOMER,
        _PAYMENT,
        _REMOTE,
        _SETTINGS,
        LIVE,
        _MACHINE,
        DECLINES,
        OPERATIONS,
        IMPORTS,
        AGREEMENTS,
        PAPERS,
        RECEIPTS,
        DISPUTES,
        SALES,
        DOCTOR,
        DUES,
        REPORTS,
        STAFF,
        KEYS,
    )
    for key, words in part.items()
}
