"""`dev.py mutants`: each broken design is put into a copy of the code; the stories must catch it.

The first rows are those of RELIABILITY.md's table of broken designs; the rest are our own.
"""

import argparse
import asyncio
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.simulation.mutant import Edit, Mutant
from tests.simulation.mutants_agreements import AGREEMENT_MUTANTS
from tests.simulation.mutants_restoring import RESTORING_MUTANTS
from tests.simulation.run import ROOT, Result, Seeds, play

_COPIED: Final = ("pos_app", "resources", "tests/helpers", "tests/simulation")
MOST_SEEDS: Final = 20_000


class DoesNotApply(Exception):
    """The code a mutant changes has changed: rewrite the mutant."""


@dataclass(frozen=True)
class Fate:
    """What became of one mutant. `died`: it could not even run, which proves nothing."""

    mutant: Mutant
    caught_by: str
    seeds: int
    seconds: float
    what: str = ""

    @property
    def caught(self) -> bool:
        return bool(self.caught_by)


_CHARGING: Final = "pos_app/payments/charging.py"
_DECIDE: Final = "pos_app/payments/decide.py"
_FINDING: Final = "pos_app/payments/finding.py"
_JOURNAL: Final = "pos_app/payments/journal.py"
_CHECKOUT: Final = "pos_app/checkout/service.py"
_ELSEWHERE: Final = "pos_app/checkout/elsewhere.py"
_OPERATING: Final = "pos_app/payments/operating.py"
_TRANSLATION: Final = "pos_app/stripe_gateway/translation.py"

MUTANTS: Final = (
    # RELIABILITY.md, section 1.
    Mutant(
        "new key on retry",
        (
            Edit(
                _CHARGING,
                "key = attempt.confirm_key or confirm_key(intent_id, shop.till_id, attempt)",
                "key = confirm_key(intent_id, shop.till_id, attempt) + shop.randomness(4).hex()",
            ),
        ),
    ),
    Mutant(
        "new create key on retry",
        (
            Edit(
                _FINDING,
                "key = create_key(attempt, generation, self._spent)",
                "key = self._fresh_key('create', attempt)",
            ),
        ),
        tills=2,
    ),
    Mutant(
        "no unique open attempt per item",
        (
            Edit(
                _JOURNAL,
                "if store.open_attempt(db, draft.item_id) is not None:",
                "if False:",
            ),
            Edit(
                "pos_app/payments/store.py",
                '"CREATE UNIQUE INDEX one_open_attempt ON',
                '"CREATE INDEX one_open_attempt ON',
            ),
        ),
    ),
    Mutant(
        "time-out taken as failure",
        (Edit(_CHARGING, "        if attempt.in_doubt == 0:\n", "        if True:\n"),),
    ),
    Mutant(
        "500 taken as failed",
        (
            Edit(
                _TRANSLATION,
                "    if code in _UNSETTLED_CODES:\n",
                "    if (error.http_status or 0) >= 500:\n"
                '        return RemoteRefused("remote.refused", code=code, param=None,'
                " request_id=None)\n"
                "    if code in _UNSETTLED_CODES:\n",
            ),
        ),
    ),
    Mutant(
        "409 taken as failed",
        (
            Edit(
                _TRANSLATION,
                "    if code in _UNSETTLED_CODES:\n",
                "    if error.http_status == 409:\n"
                '        return RemoteRefused("remote.refused", code=code, param=None,'
                " request_id=None)\n"
                "    if code in _UNSETTLED_CODES:\n",
            ),
            # Alone it does no harm: a refusal isn't believed beside an earlier confirm.
            Edit(_CHARGING, "            if attempt.in_doubt > 1:\n", "            if False:\n"),
            Edit(
                _CHARGING,
                "        if attempt.in_doubt == 0:\n            reason",
                "        if isinstance(fault, RemoteRefused) or attempt.in_doubt == 0:\n"
                "            reason",
            ),
        ),
    ),
    Mutant(
        "journal written after the call",
        (
            Edit(
                _CHARGING,
                "            attempt = "
                "await shop.journal.sending(attempt, intent_id, key, shop.now())\n",
                "            pass\n",
            ),
            Edit(
                _CHARGING,
                "            return await shop.journal.not_sent(attempt.id), None\n",
                "            return attempt, None\n",
            ),
            Edit(
                _CHARGING,
                "        except RemoteUnreachable:\n"
                "            await shop.journal.not_sent(attempt.id)\n"
                "            raise\n",
                "            attempt = "
                "await shop.journal.sending(attempt, intent_id, key, shop.now())\n"
                "        except RemoteUnreachable:\n"
                "            raise\n",
            ),
            Edit(
                _CHARGING,
                "self._refused(await shop.journal.not_sent(attempt.id), refusal)",
                "self._refused(attempt, refusal)",
            ),
        ),
    ),
    Mutant(
        "same key sent again after 24 h",
        (
            Edit(
                _DECIDE,
                "return -policy.clock_slack_seconds <= age <= policy.replay_seconds",
                "return True",
            ),
        ),
    ),
    Mutant(
        "a stale requires_payment_method read as this attempt's decline",
        (
            Edit(
                _DECIDE,
                "    if status in _USABLE and not sight.own_reply:\n        return None\n",
                "    if status in _USABLE and not sight.own_reply:\n"
                "        declined = attempt.in_doubt and sight.intent.last_error\n"
                "        return Step(Act.SETTLE, OutcomeKind.DECLINED) if declined else None\n",
            ),
        ),
    ),
    Mutant(
        "two tills, attempt-numbered create keys",
        (
            Edit(
                _DECIDE,
                'return f"{attempt.item_id}-intent-{generation}"',
                'return f"{attempt.id}-{attempt.number}-intent-{generation}"',
            ),
        ),
        tills=2,
    ),
    Mutant(
        "two tills, asleep between list and create",
        (
            Edit(
                _FINDING,
                "return self._shop.passed(begun) > self._shop.policy.relist_seconds",
                "return False",
            ),
            # nor does it notice before the confirm
            Edit(
                _CHARGING,
                "if self._live and attempt.in_doubt == 0 and self._slept_since(self._begun):",
                "if False:",
            ),
        ),
        tills=2,
        about="sleep",
    ),
    # Our own.
    Mutant(
        "sleep measured by the reply's Date",
        (
            Edit(
                "pos_app/payments/workshop.py",
                "return max(abs(now.wall - since.wall), now.ticks - since.ticks)",
                "return now.ticks - since.ticks",
            ),
        ),
        tills=2,
        about="sleep",
    ),
    Mutant(
        "the ledger's row in a second transaction",
        (
            Edit(
                _JOURNAL,
                "            if outcome.kind is OutcomeKind.SUCCEEDED:\n"
                "                ledger.append(db, attempt, outcome)\n"
                "                if attempt.by_link:\n"
                "                    unread_store.add(db, attempt.id)\n"
                "            return outcome, PaymentRecorded(outcome, attempt.by_link)\n"
                "\n"
                "        settled, fresh = await self._storage.write(work)\n",
                "            if outcome.kind is OutcomeKind.SUCCEEDED and attempt.by_link:\n"
                "                unread_store.add(db, attempt.id)\n"
                "            return outcome, PaymentRecorded(outcome, attempt.by_link)\n"
                "\n"
                "        settled, fresh = await self._storage.write(work)\n"
                "        if settled.kind is OutcomeKind.SUCCEEDED:\n"
                "            await self._storage.write(lambda db: ledger.append(\n"
                "                db, _found(db, outcome.attempt_id), outcome))\n",
            ),
        ),
    ),
    Mutant(
        "an old confirm given up without a fence",
        (
            Edit(
                _DECIDE,
                "    return Step(Act.FENCE, reason=NOT_COMPLETED)\n",
                "    return Step(Act.SETTLE, OutcomeKind.NOT_CHARGED, NOT_COMPLETED)\n",
            ),
        ),
    ),
    Mutant(
        "one confirm key for ever",
        (
            Edit(
                _DECIDE,
                'return f"{intent_id}-{till_id}-{attempt.id}"',
                'return f"{intent_id}-{till_id}"',
            ),
        ),
    ),
    Mutant(
        "a page called closed without expiring its session",
        (
            Edit(
                _CHECKOUT,
                "            seen = await self._patiently(lambda: self._expired(attempt))\n",
                "            return await self._end(\n"
                '                attempt, OutcomeKind.NOT_CHARGED, None, "checkout.closed"\n'
                "            )\n"
                "            seen = await self._patiently(lambda: self._expired(attempt))\n",
            ),
        ),
    ),
    Mutant(
        "a page opened beside the item's PaymentIntents",
        (
            Edit(
                "pos_app/checkout/clearing.py",
                "        for listed in await self._listed(attempt, now):\n",
                "        for listed in ():\n",
            ),
        ),
    ),
    Mutant(
        "the other till's pages not looked for",
        (
            Edit(
                _ELSEWHERE,
                "        if attempt.customer_id is None:\n",
                "        if attempt.id:\n",
            ),
        ),
        tills=2,
    ),
    Mutant(
        "the session looked for before it is made only",
        (
            Edit(
                _CHECKOUT,
                "                settled = await self._come_second(attempt, opened)\n",
                "",
            ),
        ),
        tills=2,
    ),
    Mutant(
        "a refund asked for again under a new key",
        (
            Edit(
                _OPERATING,
                "        key = operation_key(operation)\n",
                "        key = operation_key(operation) + shop.randomness(4).hex()\n",
            ),
        ),
    ),
    Mutant(
        "a refund not in the list is one that was not made",
        (
            Edit(
                "pos_app/payments/operations.py",
                "    late = quiet and _too_late_to_arrive(operation, looked_at, policy)\n",
                "    late = True\n",
            ),
        ),
    ),
    Mutant(
        "a capture's row forgotten",
        (
            Edit(
                _OPERATING,
                "        return payment_outcome(attempt, OutcomeKind.SUCCEEDED, at, ",
                "        return None and payment_outcome(attempt, OutcomeKind.SUCCEEDED, at, ",
            ),
        ),
    ),
    Mutant(
        "a request that leaves however late",
        (
            Edit(
                "pos_app/stripe_gateway/departure.py",
                "return max(abs((now - decided_at).total_seconds()), ticks) > ",
                "return max(abs((now - decided_at).total_seconds()), ticks) < -",
            ),
        ),
        about="sleep",
    ),
    Mutant(
        "a half-open page closed at once",
        (Edit(_CHECKOUT, "        await self._opening.ended(attempt_id)", "        pass"),),
    ),
    *AGREEMENT_MUTANTS,
    *RESTORING_MUTANTS,
)


def check_applies(mutant: Mutant, tree: Path = ROOT) -> None:
    """Raises DoesNotApply when an edit's text isn't there exactly once, or leaves no Python."""
    for file, text in _changed(mutant, tree).items():
        try:
            compile(text, file, "exec")
        except SyntaxError as error:
            raise DoesNotApply(f"{mutant.name}: {file} line {error.lineno}: {error.msg}") from error


def _changed(mutant: Mutant, tree: Path) -> dict[str, str]:
    """The texts of the files it changes."""
    texts: dict[str, str] = {}
    for edit in mutant.edits:
        text = texts.get(edit.file) or (tree / edit.file).read_text("utf-8")
        count = text.count(edit.old)
        if count != 1:
            raise DoesNotApply(f"{mutant.name}: {count} times in {edit.file}: {edit.old!r}")
        texts[edit.file] = text.replace(edit.old, edit.new)
    return texts


def mutated(mutant: Mutant, tree: Path) -> None:
    """A copy of the code below `tree`, with the mutant in it."""
    for name in _COPIED:
        skip = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, tree / name, ignore=skip, dirs_exist_ok=True)
    check_applies(mutant, tree)
    for file, text in _changed(mutant, tree).items():
        (tree / file).write_text(text, "utf-8")


async def hunt(mutant: Mutant, most_seeds: int, jobs: int) -> Fate:
    """Play stories on the mutated code until one ends badly."""
    begun = time.monotonic()
    try:
        check_applies(mutant)
    except DoesNotApply as reason:
        return Fate(mutant, "", 0, 0.0, f"does not apply any more: {reason}")
    with tempfile.TemporaryDirectory(prefix="pos-mutant-", ignore_cleanup_errors=True) as folder:
        tree = Path(folder)
        mutated(mutant, tree)
        seeds = Seeds(0, most_seeds, mutant.tills, mutant.about)
        result = await play(seeds, jobs, tree, until_found=True)
    return _fate(mutant, result, time.monotonic() - begun)


def _fate(mutant: Mutant, result: Result, seconds: float) -> Fate:
    if result.died:
        return Fate(mutant, "", result.done, seconds, f"did not run: {result.died[0][-400:]}")
    if not result.bad:
        return Fate(mutant, "", result.done, seconds)
    seed, found = sorted(result.bad.items())[0]
    return Fate(mutant, "tier A", result.done, seconds, f"seed {seed}: {found[0][:100]}")


async def hunt_all(mutants: list[Mutant], most_seeds: int, jobs: int) -> int:
    """1 when a mutant survives."""
    survivors = []
    for mutant in mutants:
        fate = await hunt(mutant, most_seeds, jobs)
        word = f"caught by {fate.caught_by}" if fate.caught else "SURVIVED"
        sys.stdout.write(
            f"{mutant.name}: {word} after {fate.seeds} seeds, {fate.seconds:.0f} s  {fate.what}\n"
        )
        sys.stdout.flush()
        if not fate.caught:
            survivors.append(mutant.name)
    sys.stdout.write(f"{len(mutants) - len(survivors)} of {len(mutants)} caught\n")
    return 1 if survivors else 0


def main(arguments: list[str] | None = None) -> int:
    """0 when every mutant was caught."""
    parser = argparse.ArgumentParser(prog="dev.py mutants", description=__doc__)
    parser.add_argument("--seeds", type=int, default=MOST_SEEDS, help="at most so many for each")
    parser.add_argument("--jobs", type=int, default=2, help="processes (2)")
    parser.add_argument("--only", default="", help="those whose name holds this")
    given = parser.parse_args(arguments)
    mutants = [mutant for mutant in MUTANTS if given.only in mutant.name]
    return asyncio.run(hunt_all(mutants, given.seeds, given.jobs))


if __name__ == "__main__":
    sys.exit(main())
