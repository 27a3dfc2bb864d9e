"""Agreements on paper: printed, and known again when they come back signed."""

from collections.abc import Collection, Mapping

from pos_app.consent import paper_store, store
from pos_app.consent.model import Tick
from pos_app.consent.paper_model import (
    FIELDS,
    AskedOnPaper,
    Paper,
    SignedPaper,
    check_signed,
    new_number,
    number_of,
)
from pos_app.consent.service import Draft
from pos_app.kernel.clock import Clock, from_timestamp, to_timestamp
from pos_app.kernel.errors import UserError
from pos_app.kernel.ids import CustomerId, PaymentMethodId, Randomness
from pos_app.storage import Database, Storage


class PaperService:
    """Faults are those of `Storage`."""

    def __init__(self, ledger: Storage, clock: Clock, randomness: Randomness) -> None:
        self._ledger = ledger
        self._clock = clock
        self._randomness = randomness

    async def prepare(self, customer_id: CustomerId, draft: Draft, *, show: bool) -> Paper:
        """Give the draft its numbers and keep it, so that what was signed is known whenever it
        comes back. `show`: whether they are asked as well to let the card be shown next time."""
        at = to_timestamp(self._clock.now())

        def work(db: Database) -> Paper:
            number = self._free_number(db, Tick.CHARGE_LATER)
            beside = self._free_number(db, Tick.SHOW_NEXT_TIME) if show else ""
            paper = Paper(number, customer_id, draft, at, beside)
            paper_store.add(db, paper)
            return paper

        return await self._ledger.write(work)

    async def signed(
        self, typed: Mapping[Tick, str], asked: AskedOnPaper, saved: Collection[PaymentMethodId]
    ) -> SignedPaper:
        """The paper whose numbers stand beside what was signed (empty, or left out: not signed);
        see check_signed. Nothing is recorded yet: its text says what is paid now, so that payment
        makes it an agreement (`CheckoutService.open`), also about a card that is saved already.

        Raises UserError paper.not_signed, paper.no_number, paper.unknown, agreement.paper_used, all
        with the field number; paper.no_show_number, paper.unknown, paper.other_paper, all with the
        field show_number; and what check_signed raises.
        """
        later, show = (typed.get(tick, "").strip() for tick in FIELDS)
        if not later:
            raise UserError("paper.not_signed", field="number")
        number, now = number_of(later), self._clock.now()
        beside = number_of(show, Tick.SHOW_NEXT_TIME) if show else ""
        paper = await self._ledger.read(lambda db: _found(db, number, beside))
        check_signed(paper, asked, saved, now)
        ticked = {Tick.CHARGE_LATER} | ({Tick.SHOW_NEXT_TIME} if beside else set())
        return SignedPaper(paper, frozenset(ticked), from_timestamp(to_timestamp(now)))

    def _free_number(self, db: Database, tick: Tick) -> str:
        while True:
            number = new_number(self._randomness, tick)
            if not paper_store.is_taken(db, number) and not store.on_paper(db, number):
                return number


def _found(db: Database, number: str, beside: str) -> Paper:
    """The paper of that number; `beside` is the one of its second signature, or empty."""
    paper = paper_store.find(db, number)
    if paper is None:
        raise UserError("paper.unknown", field="number")
    if store.on_paper(db, number):
        raise UserError("agreement.paper_used", field="number", number=number)
    if beside and beside != paper.show_number:
        known = paper_store.is_taken(db, beside)
        raise UserError("paper.other_paper" if known else "paper.unknown", field="show_number")
    return paper
