"""Agreements on paper: printed, and known again when they come back signed."""

from collections.abc import Collection

from pos_app.consent import paper_store, store
from pos_app.consent.model import Tick
from pos_app.consent.paper_model import (
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
from pos_app.kernel.money import Money
from pos_app.storage import Database, Storage


class PaperService:
    """Faults are those of `Storage`."""

    def __init__(self, ledger: Storage, clock: Clock, randomness: Randomness) -> None:
        self._ledger = ledger
        self._clock = clock
        self._randomness = randomness

    async def prepare(self, customer_id: CustomerId, draft: Draft) -> Paper:
        """Give the draft a number and keep it, so that what was signed is known whenever it comes
        back."""
        at = to_timestamp(self._clock.now())

        def work(db: Database) -> Paper:
            number = new_number(self._randomness)
            while paper_store.find(db, number) is not None or store.on_paper(db, number):
                number = new_number(self._randomness)
            paper = Paper(number, customer_id, draft, at)
            paper_store.add(db, paper)
            return paper

        return await self._ledger.write(work)

    async def signed(
        self, typed: str, customer_id: CustomerId, amount: Money, ticked: Collection[Tick],
        saved: Collection[PaymentMethodId],
    ) -> SignedPaper:  # fmt: skip
        """The paper of that number, which came back with these boxes ticked by pen; see
        check_signed. Nothing is recorded yet: its text says what is paid now, so that payment makes
        it an agreement (`CheckoutService.open`), also about a card that is saved already.

        Raises UserError paper.no_number, paper.unknown, agreement.paper_used, all with the field
        number, and what check_signed raises.
        """
        number, now = number_of(typed), self._clock.now()

        def read(db: Database) -> Paper:
            paper = paper_store.find(db, number)
            if paper is None:
                raise UserError("paper.unknown", field="number")
            if store.on_paper(db, number):
                raise UserError("agreement.paper_used", field="number", number=number)
            return paper

        paper = await self._ledger.read(read)
        check_signed(paper, customer_id, amount, ticked, saved, now)
        return SignedPaper(paper, frozenset(ticked), from_timestamp(to_timestamp(now)))
