"""Whoever reads why something did not work also reads what became of the money.

Every sentence speaks of it, but those of matters that move none: each of these is listed below
with the reason why nobody at the till could take it for a payment's.
"""

import re
from collections.abc import Mapping
from typing import Final

import pytest

from ui.i18n.catalogue import SENTENCES

_MONEY: Final = re.compile(
    r"\b(charg|money|paid|pay\b|payment|refund|reserved|cash|taken\b|given back)", re.IGNORECASE
)
_FAMILIES: Final[Mapping[str, str]] = {
    "permission.": "a name of Stripe's in a list",
    "off.": "what a key lacks, read before anything is begun with it",
    "key.": "a key that somebody types or pastes",
    "keys.": "the keys of the till's files, changed while the till is closed",
    "environment.": "which account a key is of, before the till opens",
    "import.": "rows of a file of customers",
    "export.": "a file of customers",
    "printer.": "paper: the payment's own outcome stands beside it",
    "paper.": "a number on paper, typed before the payment it leads to; nothing was recorded",
    "staff.": "names, PINs and rights, asked before anything is begun",
    "amount.": "beside the field, while nothing can be sent",
    "part.": "beside the field, while nothing can be sent",
    "risk.": "why a charge that nobody has begun yet would not go through",
    "doctor.": "this computer and its files, examined while nothing is under way",
}
_FIELDS: Final = (
    "customer.nameless", "customer.bad_email", "customer.bad_phone", "customer.too_long",
    "sale.description_too_long", "settings.bad_value", "agreement.ends_before_start",
    "agreement.too_long", "dispute.no_day", "sale.no_day", "sale.not_later",
    "sale.instalment_count", "sale.no_deposit", "sale.line_without_price", "sale.lines_differ",
    "sale.lines_sum", "sale.reference_too_long", "sale.note_too_long", "sale.reason_missing",
    "sale.reason_too_long",
)  # fmt: skip
"""Said beside what somebody types, while nothing can be sent."""
_OTHERS: Final[Mapping[str, str]] = {
    "customer.same_already": "two customers made one: nothing was changed",
    "agreement.no_paper": "a number on paper: nothing was recorded",
    "terms.name_taken": "a wording that is being added to the till",
    "terms.not_copied": "a wording that is being added to the till: nothing was changed",
    "mail.no_program": "a letter: nothing was sent",
    "dispute.answered": "evidence for the bank: nothing more was sent",
    "diagnostics.not_written": "a file for support",
    "liability.other_amount": "books that are compared: what Stripe has counts",
    "shift.other_open": "figures of a shift: nothing was closed twice",
    "shift.not_written": "a report's file: the report is kept",
    "training.no_answer": "practice",
    "training.refused": "practice",
    "storage.superseded": "a search that a newer one replaced",
    "theme.no_font": "the till does not open",
    "language.missing": "the till does not open",
    "secrets.locked": "a keyring, before the till opens",
    "secrets.no_keyring": "a keyring, before the till opens",
    "secrets.null_keyring": "a keyring, before the till opens",
    "secrets.plain_keyring": "a keyring, before the till opens",
    "secrets.unknown_keyring": "a keyring, before the till opens",
    "secrets.not_kept": "a keyring, while keys are set up",
    "secrets.not_saved": "a key that the till makes for its files, before it opens",
    "chosen.not_saved": "which account the next start is for",
}


def _excepted(key: str) -> bool:
    return key in _FIELDS or key in _OTHERS or key.startswith(tuple(_FAMILIES))


@pytest.mark.parametrize("key", sorted(key for key in SENTENCES if not _excepted(key)))
def test_a_sentence_says_what_became_of_the_money(key: str) -> None:
    assert _MONEY.search(SENTENCES[key]), SENTENCES[key]


def test_every_exception_is_needed() -> None:
    named = [*_FIELDS, *_OTHERS]
    assert [key for key in named if key not in SENTENCES] == []
    assert [key for key in named if _MONEY.search(SENTENCES[key])] == []
    for family in _FAMILIES:
        assert any(
            key.startswith(family) and not _MONEY.search(SENTENCES[key]) for key in SENTENCES
        )
