"""What a new file begins with: customers, saved cards, past payments.

Made in lots straight into the file, from a fixed seed: the same people for everybody, with dates
counted back from today. No events tell of them: they were there before. Each lot is one
transaction that also notes how far it came, so a killed server goes on where it was.
"""

import json
from dataclasses import asdict, dataclass, replace
from typing import Protocol

from pos_app.training.records.clock import TrainingClock
from pos_app.training.records.database import Database
from pos_app.training.samples.sample_objects import Lot
from pos_app.training.samples.sample_people import Person, Pools

SEED = 20261123
LOT = 1000
"""Customers in one transaction: about a twentieth of a second in which nobody else is served."""
WITH_PAYMENTS = 20_000
"""How many of the youngest customers have past payments: the others' are long ago."""
_RUN = "sample_run"
_BEFORE_RUNS = "sample_customers"
"""What files of the first release say instead; theirs were made in one go."""

ELODIE = Person("Élodie Lefèvre", "elodie.lefevre@example.fr", "+33612345678", "fr", None)
"""Demo customer without a card."""
JAMES = Person("James O'Connor", "james.oconnor@example.com", "+441134960123", "en", None)
"""Demo customer with two cards and a past payment."""


class Place(Protocol):
    """Where the samples go: an engine."""

    @property
    def database(self) -> Database: ...
    @property
    def clock(self) -> TrainingClock: ...
    def fingerprint(self, number: str) -> str:
        """Of a card number, in this file."""
        ...


@dataclass(frozen=True)
class Run:
    """One order for customers: the numbers `first` to `end`, of which `made` are there.

    Their dates count back from `epoch` (UTC seconds).
    """

    epoch: int
    first: int
    end: int
    made: int

    @property
    def done(self) -> bool:
        return self.made >= self.end


class Sampler:
    """Carries out an order lot by lot; a place has one order at a time."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._pools: Pools | None = None

    def begin(self, count: int) -> None:
        """Order `count` customers for a new file, the two of the demo among them.

        A file that had its samples keeps them and gets no more.
        """
        database = self._place.database
        if database.setting(_RUN) is None and database.setting(_BEFORE_RUNS) is None:
            self._keep(Run(self._place.clock.now(), 0, count, 0))

    def add(self, count: int) -> None:
        """Order `count` more, whatever is there. An order still under way is made longer."""
        run = self.run()
        if run.done:
            run = Run(self._place.clock.now(), run.end, run.end, run.end)
        self._keep(replace(run, end=run.end + count))

    def run(self) -> Run:
        """How far the present order is."""
        kept = self._place.database.setting(_RUN)
        if kept is not None:
            return Run(**json.loads(kept))
        made = int(self._place.database.setting(_BEFORE_RUNS) or 0)
        return Run(0, 0, made, made)

    def step(self) -> bool:
        """Make the next lot. Whether there is more to make."""
        run = self.run()
        if run.done:
            self._pools = None  # some megabytes nobody needs any more
            return False
        if self._pools is None:
            self._pools = Pools.drawn(SEED)
        end = min(run.end, run.made - run.made % LOT + LOT)
        with self._place.database.transaction():
            self._lot(run, end, self._pools).write()
            self._set(replace(run, made=end))
        return end < run.end

    def finish(self) -> None:
        """Make all that is ordered, at once."""
        with self._place.database.checkpoints_apart():
            while self.step():
                pass

    def _lot(self, run: Run, end: int, pools: Pools) -> Lot:
        lot = Lot(
            self._place.database, self._place.fingerprint, run.epoch, SEED + run.made,
            with_payments=end > run.end - WITH_PAYMENTS,
        )  # fmt: skip
        numbers = range(run.made, end)
        if run.made == 0:
            lot.demo(ELODIE, JAMES)
            numbers = numbers[2:]
        lot.customers(pools, numbers, run.first, run.end)
        return lot

    def _keep(self, run: Run) -> None:
        with self._place.database.transaction():
            self._set(run)

    def _set(self, run: Run) -> None:
        self._place.database.set_setting(_RUN, json.dumps(asdict(run)))


def fill(place: Place, count: int) -> None:
    """Give a new file `count` customers, all at once; an old one stays as it is."""
    sampler = Sampler(place)
    sampler.begin(count)
    sampler.finish()
