"""What is said about the environment a till is in: training, a sandbox, or real money."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

LIVE: Final[Mapping[str, object]] = {
    "environment.no_keys": QT_TRANSLATE_NOOP(
        "messages",
        "This till has no Stripe keys yet, so it can’t take payments. Nothing was charged. Give it "
        "the keys of your Stripe account in the set-up, then try again.",
    ),
    "plan.no_secrets": QT_TRANSLATE_NOOP(
        "messages",
        "This till was started without a safe place for its Stripe keys, so it did not open. "
        "Nothing was charged. Start it as it was set up, or ask whoever set it up.",
    ),
    "environment.other_ledger": QT_TRANSLATE_NOOP(
        "messages",
        "The data in this folder belongs to another environment (training, tests and real money "
        "never share one), so it was not opened. Nothing was charged. Ask whoever set up the till.",
    ),
    "environment.other_account": QT_TRANSLATE_NOOP(
        "messages",
        "The keys are of another Stripe account than the payments in this till’s folder, so it was "
        "not opened. Nothing was charged. Put the keys of the account before in again (“pos-app "
        "keys replace”), or set up a till of its own for the other account in a new folder "
        "(“pos-app --data FOLDER”).",
    ),
    "environment.account_unclear": QT_TRANSLATE_NOOP(
        "messages",
        "The till has new keys, and Stripe could not be asked whether they are of the account that "
        "this folder’s payments are of. So it was not opened, and nothing was charged. Check the "
        "connection, then try again.",
    ),
    "remote.other_mode": QT_TRANSLATE_NOOP(
        "messages",
        "Stripe answered in another mode than this till’s (tests instead of real money, or the "
        "other way round). The till asks Stripe for nothing more. If a payment was under way, do "
        "not take it again: check it in the Stripe Dashboard. Ask whoever manages the Stripe "
        "account to check the till’s keys, then open the till again.",
    ),
}
