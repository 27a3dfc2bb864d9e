"""Broken designs about a ledger that comes back from a copy while something is on its way."""

from typing import Final

from tests.simulation.mutant import Edit, Mutant

_REBUILDING: Final = "pos_app/payments/rebuilding.py"

RESTORING_MUTANTS: Final = (
    Mutant(
        "a confirm that a lost ledger sent not fenced",
        (
            Edit(
                _REBUILDING,
                "await self._ending.cancel_unpaid(await self._intents(since))",
                "await self._intents(since)",
            ),
        ),
        about="copies",
    ),
    Mutant(
        "a page that a lost ledger opened left open",
        (Edit(_REBUILDING, "            await self._ending.expire_pages()", "            pass"),),
        about="copies",
    ),
    Mutant(
        "a restored ledger that asks Stripe once only",
        (
            Edit(
                _REBUILDING,
                "            late_store.plan(db, copied_at, self._later(now))\n",
                "",
            ),
        ),
        about="copies",
    ),
    Mutant(
        "a lost hold left to a charge that never left",
        (
            Edit(
                "pos_app/payments/rebuild_store.py",
                "    return HELD if charges and attempt.payment_intent_id in (None, hold.id)"
                " else None\n",
                "    return None\n",
            ),
        ),
        about="copies",
    ),
)
