"""Sample customers made while the server serves: lot after lot, others in between."""

import asyncio
import logging

from pos_app.training.samples.sample_data import Place, Sampler
from pos_app.training.wire.errors import Body

AT_ONCE = 5000
"""So many are there when a new file is ready, which takes less than a second; more come after."""
BREATH_S = 0.001
"""What every waiting request gets between two lots."""

_log = logging.getLogger(__name__)


class Seeding:
    """Makes what is ordered of sample customers, on the server's own event loop."""

    def __init__(self, place: Place) -> None:
        self._database = place.database
        self._sampler = Sampler(place)
        self._task: asyncio.Task[None] | None = None

    def first_fill(self, customers: int) -> None:
        """A new file's first customers; `go_on` makes those beyond `AT_ONCE`."""
        self._sampler.begin(customers)
        while self._sampler.run().made < AT_ONCE and self._sampler.step():
            pass

    def add(self, customers: int) -> None:
        """Order `customers` more. Needs a running event loop."""
        self._sampler.add(customers)
        self.go_on()

    def go_on(self) -> None:
        """Begin or resume what is ordered. Needs a running event loop."""
        if not self._sampler.run().done and (self._task is None or self._task.done()):
            self._task = asyncio.get_running_loop().create_task(self._make())
            self._task.add_done_callback(_report)

    def progress(self) -> Body:
        """How many sample customers there are, of how many ordered, and if more are being made."""
        run = self._sampler.run()
        under_way = self._task is not None and not self._task.done()
        return {"made": run.made, "ordered": run.end, "under_way": under_way}

    def halt(self) -> None:
        """End after the lot under way; the next `go_on` resumes."""
        if self._task is not None:
            self._task.cancel()
            self._task = None

    async def _make(self) -> None:
        with self._database.checkpoints_apart():
            more = True
            while more:
                more = self._sampler.step()
                await asyncio.sleep(BREATH_S)


def _report(task: asyncio.Task[None]) -> None:
    """A full disk, say: what was made stays, and the next order or start tries again."""
    if not task.cancelled() and (fault := task.exception()) is not None:
        _log.error("seeding_stopped", exc_info=fault)
