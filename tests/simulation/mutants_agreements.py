"""Broken designs about agreements: charges that nobody agreed to, and ones that are refused."""

from typing import Final

from tests.simulation.mutant import Edit, Mutant

_STORE: Final = "pos_app/payments/agreement_store.py"
_JOURNAL: Final = "pos_app/payments/journal.py"
_OPERATIONS: Final = "pos_app/payments/operation_journal.py"
_SERVICE: Final = "pos_app/payments/service.py"
_SCOPE: Final = "pos_app/consent/scope_check.py"

AGREEMENT_MUTANTS: Final = (
    Mutant(
        "whoever is there charges any card",
        (
            Edit(_SCOPE, "    shown = kept is not None and kept.shown\n", "    shown = True\n"),
            Edit(_SCOPE, "        if gone is not None:\n            return gone\n", ""),
            Edit(_JOURNAL, "            check_still_kept(db, attempt, kept)\n", ""),
        ),
        about="present",
    ),
    Mutant(
        "whether a card is still shown not looked for as a confirm leaves",
        (Edit(_JOURNAL, "            check_still_kept(db, attempt, kept)\n", ""),),
        about="present",
    ),
    Mutant(
        "charged away under what only shows the card next time",
        (
            Edit(
                _SCOPE,
                " is not scope.purpose or scope.purpose is Purpose.NEXT_TIME:\n",
                " is not scope.purpose:\n",
            ),
        ),
        about="absent",
    ),
    Mutant(
        "an end not looked for as a confirm leaves",
        (Edit(_JOURNAL, "            check_not_ended(db, attempt, now)\n", ""),),
        about="absent",
    ),
    Mutant(
        "an end not looked for before a hold is taken",
        (
            Edit(_OPERATIONS, "                check_not_ended(db, held, now)\n", ""),
            Edit(_OPERATIONS, "        check_not_ended(db, held, operation.prepared_at)\n", ""),
        ),
        about="absent",
    ),
    Mutant(
        "the scope looked at before the transaction only",
        (
            Edit(
                _JOURNAL,
                "            check = agreed(db, draft, kept)\n",
                "            check = None\n",
            ),
        ),
        about="absent",
    ),
    Mutant(
        "what a restored ledger lost not counted",
        (
            Edit(
                _STORE,
                "    asked = (_NAMED, _REBUILT, _AT_STRIPE) if elsewhere else (_NAMED, _REBUILT)\n",
                "    asked = (_NAMED,)\n",
            ),
        ),
        tills=1,
        about="absent",
    ),
    Mutant(
        "what other tills charged not asked",
        (Edit(_SERVICE, "        await self._learning.before_charge(item.customer_id)\n", ""),),
        tills=2,
        about="absent",
    ),
    Mutant(
        "a charge that names its agreement nowhere",
        (
            Edit(
                "pos_app/payments/finding.py",
                "                intent = await self._named(attempt, intent)\n",
                "                pass\n",
            ),
        ),
        tills=2,
        about="absent",
    ),
    Mutant(
        "a held amount takes no place",
        (
            Edit(
                _STORE,
                "IN ('succeeded', 'held'))",
                "IN ('succeeded'))",
            ),
            Edit(
                "pos_app/payments/details.py",
                "_TAKING: Final = (OutcomeKind.SUCCEEDED, OutcomeKind.HELD, OutcomeKind.UNKNOWN)",
                "_TAKING: Final = (OutcomeKind.SUCCEEDED, OutcomeKind.UNKNOWN)",
            ),
        ),
        about="absent",
    ),
    Mutant(
        "the sum of all charges not looked at",
        (Edit(_SCOPE, "    if left_after.amount_minor < 0:\n", "    if False:\n"),),
        about="absent",
    ),
    Mutant(
        "a window that opens at once",
        (Edit(_SCOPE, "    if now.replace(microsecond=0) < scope.earliest:\n", "    if False:\n"),),
        about="absent",
    ),
)
