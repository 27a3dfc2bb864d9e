"""Agreements on paper: printed, and recorded when they come back signed."""

from collections.abc import Collection

from pos_app.consent import paper_store, store
from pos_app.consent.model import Agreement, Route, Tick
from pos_app.consent.paper_model import (
    Paper,
    SignedPaper,
    check_signed,
    new_number,
    number_of,
)
from pos_app.consent.service import ConsentService, Draft, Given
from pos_app.kernel.clock import Clock, from_timestamp, to_timestamp
from pos_app.kernel.errors import Bug, UserError
from pos_app.kernel.ids import CustomerId, PaymentMethodId, Randomness
from pos_app.kernel.money import Money
from pos_app.staff.model import NOBODY, Actor, Permissions, Right, RiskyAct
from pos_app.staff.open_house import OpenHouse
from pos_app.storage import Database, Storage

_AT_ONCE = "agreement"


class PaperService:
    """Faults are those of `Storage`."""

    def __init__(
        self, ledger: Storage, consent: ConsentService, clock: Clock, randomness: Randomness,
        *, permissions: Permissions | None = None,
    ) -> None:  # fmt: skip
        self._permits = permissions or OpenHouse()
        self._ledger = ledger
        self._consent = consent
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
        check_signed. Nothing is recorded yet: `record`, or the payment it is for, does that.

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

    async def record(
        self, signed: SignedPaper, staff: str = "", *, actor: Actor = NOBODY
    ) -> Agreement:
        """Write down the agreement about a card that is saved already, and who took it.

        Raises UserError agreement.paper_used, staff.not_allowed, staff.sign_in_first, and what
        check_agreement raises.
        """
        act = RiskyAct(Right.SAVE_CARD, signed.paper.number)
        return await self._permits.carry_out(
            actor, act, lambda: self._record(signed, actor.name or staff), lambda made: made.id
        )

    async def _record(self, signed: SignedPaper, staff: str) -> Agreement:
        card, paper = signed.card, signed.paper
        if card is None:
            raise Bug("paper.no_card_yet")
        await self._ledger.write(lambda db: paper_store.take(db, paper.number, _AT_ONCE))
        given = Given(
            paper.customer_id, Route.PAPER, signed.ticked, card, staff, paper.number, at=signed.at
        )
        return await self._consent.record(paper.draft, given)
