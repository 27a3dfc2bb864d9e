"""Sentences about Stripe's keys: where they are kept, and what a missing permission stops."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

_KEYS: Final[Mapping[str, object]] = {
    "key.empty": QT_TRANSLATE_NOOP(
        "messages",
        "There is no key here yet. Copy it from the Stripe Dashboard (Developers, API keys) and "
        "paste it.",
    ),
    "key.has_spaces": QT_TRANSLATE_NOOP(
        "messages",
        "There is a space or a line break inside, so this is not one key. Copy the key alone and "
        "paste it again.",
    ),
    "key.unknown": QT_TRANSLATE_NOOP(
        "messages",
        "This is not a key of Stripe’s, or a part of it is missing. Copy it again as a whole: it "
        "begins with pk_ or rk_.",
    ),
    "key.secret_here": QT_TRANSLATE_NOOP(
        "messages",
        "This is a secret key; here belongs the publishable one, which begins with pk_. Paste the "
        "restricted key into its own field.",
    ),
    "key.publishable_here": QT_TRANSLATE_NOOP(
        "messages",
        "This is a publishable key; here belongs a restricted one, which begins with rk_.",
    ),
    "key.test_for_live": QT_TRANSLATE_NOOP(
        "messages",
        "This is a test key: no money would move. Leave test mode in the Stripe Dashboard, then "
        "copy the key from there.",
    ),
    "key.live_for_test": QT_TRANSLATE_NOOP(
        "messages",
        "This key moves real money, and you are setting up a test. Copy the test key, or choose "
        "real payments.",
    ),
    "key.same_twice": QT_TRANSLATE_NOOP(
        "messages",
        "This is the till’s own key again, which keeps nothing apart. Make another restricted key "
        "for refunds, or leave this empty.",
    ),
    "key.bad": QT_TRANSLATE_NOOP(
        "messages",
        "Stripe does not accept this key: it was replaced, removed, or copied with a mistake. "
        "Nothing was kept. Copy it again from the Stripe Dashboard.",
    ),
    "key.not_told": QT_TRANSLATE_NOOP(
        "messages",
        "Stripe gave no clear answer about these keys. No money moved, and nothing was kept or "
        "changed. Check the network, then ask again.",
    ),
    "key.too_little": QT_TRANSLATE_NOOP(
        "messages",
        "With this key no payment could be taken: it lacks {permissions}. Nothing was kept. Allow "
        "it in the Stripe Dashboard (Developers, API keys), then check again.",
    ),
    "key.publishable_elsewhere": QT_TRANSLATE_NOOP(
        "messages",
        "This publishable key is of another Stripe account than the restricted one. Nothing was "
        "kept. Copy both from the same account.",
    ),
    "key.refund_elsewhere": QT_TRANSLATE_NOOP(
        "messages",
        "This key for refunds is of another Stripe account than the till’s. Nothing was kept. Make "
        "it in the same account.",
    ),
    "key.other_account": QT_TRANSLATE_NOOP(
        "messages",
        "This key is of another Stripe account than the one this till works with. Nothing was "
        "changed, and no money moved. For another account set up a till with a folder of its own.",
    ),
    "key.account_unclear": QT_TRANSLATE_NOOP(
        "messages",
        "Whether this key is of the till’s Stripe account can’t be told: the key before it no "
        "longer opens anything. Nothing was changed. If you are certain, say so and try again.",
    ),
    "key.bad_line": QT_TRANSLATE_NOOP(
        "messages",
        "A line of what was given is not understood. Nothing was kept. Give each key on a line of "
        "its own, its name before it: {names}. For example restricted=rk_…",
    ),
    "key.none_kept": QT_TRANSLATE_NOOP(
        "messages",
        "This till has no Stripe key yet, so it can take no payment. Set it up first.",
    ),
}

_KEYRING: Final[Mapping[str, object]] = {
    "secrets.locked": QT_TRANSLATE_NOOP(
        "messages",
        "This computer’s keyring is locked; nothing was kept or changed. Unlock it (its question "
        "may wait behind this window), then try again.",
    ),
    "secrets.no_keyring": QT_TRANSLATE_NOOP(
        "messages",
        "This computer has no keyring that is running, and the till keeps keys nowhere else. "
        "Nothing was kept. Start one for this user (on Linux GNOME Keyring, KWallet or KeePassXC), "
        "then try again.",
    ),
    "secrets.null_keyring": QT_TRANSLATE_NOOP(
        "messages",
        "This computer’s keyring is set up to forget everything, so no key was kept. Ask whoever "
        "looks after this computer to choose a real one, then try again.",
    ),
    "secrets.plain_keyring": QT_TRANSLATE_NOOP(
        "messages",
        "This computer’s keyring ({backend}) keeps secrets in a file that anybody can read, so no "
        "key was given to it. Ask whoever looks after this computer to choose a real one, then try "
        "again.",
    ),
    "secrets.unknown_keyring": QT_TRANSLATE_NOOP(
        "messages",
        "The till doesn’t know the keyring {backend} and gave it no key. Ask whoever looks after "
        "this computer to choose the system’s own, then try again.",
    ),
    "secrets.not_kept": QT_TRANSLATE_NOOP(
        "messages",
        "This computer’s keyring did not keep “{name}” as it was asked to. Try again; if it goes "
        "on, ask whoever looks after this computer.",
    ),
}

_SWITCHED_OFF: Final[Mapping[str, object]] = {
    "permission.read": QT_TRANSLATE_NOOP("messages", "{title}: read"),
    "permission.write": QT_TRANSLATE_NOOP("messages", "{title}: write"),
    "permission.of.customer": QT_TRANSLATE_NOOP("messages", "Customers"),
    "permission.of.payment_method": QT_TRANSLATE_NOOP("messages", "PaymentMethods"),
    "permission.of.payment_intent": QT_TRANSLATE_NOOP("messages", "PaymentIntents"),
    "permission.of.checkout_session": QT_TRANSLATE_NOOP("messages", "Checkout Sessions"),
    "permission.of.setup_intent": QT_TRANSLATE_NOOP("messages", "SetupIntents"),
    "permission.of.charge": QT_TRANSLATE_NOOP("messages", "Charges"),
    "permission.of.event": QT_TRANSLATE_NOOP("messages", "Events"),
    "permission.of.dispute": QT_TRANSLATE_NOOP("messages", "Disputes"),
    "permission.of.file": QT_TRANSLATE_NOOP("messages", "Files"),
    "permission.of.redaction_job": QT_TRANSLATE_NOOP("messages", "Redaction Jobs"),
    "permission.of.refund": QT_TRANSLATE_NOOP("messages", "Refunds"),
    "permission.of.v2_account": QT_TRANSLATE_NOOP("messages", "Accounts v2"),
    "off.customer_read": QT_TRANSLATE_NOOP(
        "messages", "No customer can be found, and no payment taken."
    ),
    "off.customer_write": QT_TRANSLATE_NOOP(
        "messages", "No customer can be added, changed or erased, and no agreement kept at Stripe."
    ),
    "off.payment_method_read": QT_TRANSLATE_NOOP(
        "messages",
        "Saved cards can be neither seen nor charged, and none saved without a payment.",
    ),
    "off.payment_method_write": QT_TRANSLATE_NOOP(
        "messages", "No saved card can be removed, and no customer’s wish about one carried out."
    ),
    "off.payment_intent_read": QT_TRANSLATE_NOOP(
        "messages", "Whether a payment went through can’t be found out, so none can be taken."
    ),
    "off.payment_intent_write": QT_TRANSLATE_NOOP(
        "messages",
        "No payment can be taken, no saved card charged, no amount held, and what is due "
        "not collected.",
    ),
    "off.checkout_session_read": QT_TRANSLATE_NOOP(
        "messages",
        "Whether customers have paid on their page can’t be found out, so no page can be opened.",
    ),
    "off.checkout_session_write": QT_TRANSLATE_NOOP(
        "messages", "No customer can pay or save a card: not here, by link or by QR code."
    ),
    "off.setup_intent_read": QT_TRANSLATE_NOOP(
        "messages",
        "“Save the card, all later” can’t be chosen: whether the card was saved couldn’t be told.",
    ),
    "off.charge_read": QT_TRANSLATE_NOOP(
        "messages",
        "What was given back of a payment, whether it is disputed and until when an amount "
        "is held can’t be seen: nothing can be refunded, no customer erased.",
    ),
    "off.event_read": QT_TRANSLATE_NOOP(
        "messages",
        "What other tills and the Dashboard change isn’t followed: what is known here of "
        "customers grows old.",
    ),
    "off.dispute_read": QT_TRANSLATE_NOOP(
        "messages",
        "Disputes aren’t shown, so none can be answered and no customer erased.",
    ),
    "off.dispute_write": QT_TRANSLATE_NOOP("messages", "No dispute can be answered here."),
    "off.file_write": QT_TRANSLATE_NOOP(
        "messages",
        "No dispute can be answered here: the agreement and the receipt couldn’t be sent along.",
    ),
    "off.redaction_job_read": QT_TRANSLATE_NOOP(
        "messages",
        "An erased customer’s payments stay readable at Stripe until somebody has them redacted "
        "by hand.",
    ),
    "off.redaction_job_write": QT_TRANSLATE_NOOP(
        "messages",
        "Stripe can’t be asked to redact an erased customer’s payments: somebody must, by hand.",
    ),
    "off.refund_read": QT_TRANSLATE_NOOP(
        "messages",
        "Whether a refund arrived can’t be found out, so nothing can be refunded at this till.",
    ),
    "off.refund_write": QT_TRANSLATE_NOOP("messages", "Nothing can be refunded at this till."),
    "off.v2_account_read": QT_TRANSLATE_NOOP(
        "messages",
        "Customers who are accounts can’t be found, and no customer can be added, changed "
        "or erased.",
    ),
    "off.v2_account_write": QT_TRANSLATE_NOOP(
        "messages",
        "Customers who are accounts can be neither added, changed nor erased.",
    ),
}

_FILES: Final[Mapping[str, object]] = {
    "keys.rotating": QT_TRANSLATE_NOOP(
        "messages", "The files are being encrypted again already. Wait until that is done."
    ),
    "keys.rotation_waits": QT_TRANSLATE_NOOP(
        "messages",
        "Not all files have the new key yet; the till keeps both and goes on at its next start. "
        "Nothing is lost.",
    ),
    "keys.no_files": QT_TRANSLATE_NOOP(
        "messages",
        "There is no till’s data in this folder, so there is no key to change. Look whether folder "
        "and environment are the right ones.",
    ),
    "erasure.money_open": QT_TRANSLATE_NOOP(
        "messages",
        "The customer wasn’t erased: money of theirs became open meanwhile. No money moved. Finish "
        "it, then erase them again.",
    ),
    "keys.rotated": QT_TRANSLATE_NOOP(
        "messages",
        "Every file of the till, its own copies with them, is encrypted with a new key; the old "
        "one is gone from this computer. Keep the new entry of the keyring where you keep the "
        "shop’s other secrets, and the old one as long as you have copies elsewhere.",
    ),
}

_CHOSEN: Final[Mapping[str, object]] = {
    "chosen.unreadable": QT_TRANSLATE_NOOP(
        "messages",
        "Whether this till is for training or for real payments can’t be read from {file}, so it "
        "doesn’t open. No money moved. Try again; if it goes on, delete that file and set the till "
        "up again with the same keys.",
    ),
    "chosen.not_saved": QT_TRANSLATE_NOOP(
        "messages",
        "The file {file} can’t be written, so nothing was kept. Free some space or ask whoever "
        "looks after this computer, then try again.",
    ),
}

KEYS: Final[Mapping[str, object]] = {**_KEYS, **_KEYRING, **_SWITCHED_OFF, **_FILES, **_CHOSEN}
