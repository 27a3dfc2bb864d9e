"""Finding or making the PaymentIntent of an item: no money moves here."""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from pos_app.consent.metadata import naming
from pos_app.kernel.errors import SPENT_KEY, RemoteUnknown
from pos_app.payments.decide import (
    OPEN_ELSEWHERE,
    Choice,
    Chosen,
    Sight,
    choose_intent,
    create_key,
    searched_since,
)
from pos_app.payments.model import Attempt, OutcomeKind
from pos_app.payments.ports import IntentRequest, IntentSnapshot, SessionKeeper
from pos_app.payments.workshop import Moment, Workshop, given

_MOST_SPENT: Final = 3


class Settled(Exception):
    """The way out of the steps: the outcome is known."""

    def __init__(self, kind: OutcomeKind, reason: str, sight: Sight | None = None) -> None:
        super().__init__(kind, reason)
        self.kind = kind
        self.reason = reason
        self.sight = sight


class Finding:
    """Makes sure that the item can be paid through one PaymentIntent and nothing else."""

    def __init__(
        self, shop: Workshop, sessions: SessionKeeper | None,
        fresh_key: Callable[[str, Attempt], str],
    ) -> None:  # fmt: skip
        self._shop = shop
        self._sessions = sessions
        self._fresh_key = fresh_key
        self._spent = 0
        self._looked_elsewhere = False

    async def find(self, attempt: Attempt) -> Attempt:
        """The attempt with its PaymentIntent, which is written down together with the confirm:
        until then nothing depends on it, and whoever comes after a crash finds it again.

        Raises Settled when the item is paid or something else holds it; the remote faults.
        """
        shop = self._shop
        while True:
            begun = shop.moment()
            chosen = await self._chosen(attempt)
            if self._slept_since(begun):
                continue
            intent = await self._followed(attempt, chosen)
            if intent is not None:
                intent = await self._named(attempt, intent)
            if intent is not None and not self._slept_since(begun):
                # Another till that opens a session from now on finds this PaymentIntent; one
                # opened before is found here: at least one of the two sees the other.
                await self._expire_sessions(attempt)
                return replace(attempt, payment_intent_id=intent.id)

    def _slept_since(self, begun: Moment) -> bool:
        """The list is old, and so may be the key of a PaymentIntent made after it: another till
        may have made one too. Looked at again, both tills take the oldest."""
        return self._shop.passed(begun) > self._shop.policy.relist_seconds

    async def _chosen(self, attempt: Attempt) -> Chosen:
        shop = self._shop
        since = searched_since(attempt, shop.now()) if shop.gateway.time_known() else 0
        owner = given(attempt.customer_id)
        found = await shop.gateway.find_intents(owner, attempt.item_id, since)
        under = attempt.under.agreement_id if attempt.under is not None else None
        return choose_intent(found, attempt.amount, under)

    async def _followed(self, attempt: Attempt, chosen: Chosen) -> IntentSnapshot | None:
        """The PaymentIntent to confirm; None: look again."""
        if chosen.choice is Choice.USE:
            return given(chosen.intent)
        if chosen.choice is Choice.CREATE:
            return await self._created(attempt, chosen.generation)
        if chosen.choice is Choice.CANCEL:
            key = self._fresh_key("cancel", attempt)
            await self._shop.gateway.cancel_intent(given(chosen.intent).id, key)
            return None
        if chosen.choice is Choice.PAID:
            # The list shows no card: look once more for the receipt.
            seen = Sight(await self._shop.gateway.retrieve_intent(given(chosen.intent).id))
            raise Settled(OutcomeKind.SUCCEEDED, "payment.already_paid", seen)
        if chosen.reason == OPEN_ELSEWHERE and not self._looked_elsewhere:
            self._looked_elsewhere = True
            await self._expire_sessions(attempt)
            return None
        raise Settled(OutcomeKind.NOT_CHARGED, chosen.reason)

    async def _created(self, attempt: Attempt, generation: int) -> IntentSnapshot | None:
        request = IntentRequest(
            item_id=attempt.item_id,
            sale_id=attempt.sale_id,
            customer_id=given(attempt.customer_id),
            amount=attempt.amount,
            description=attempt.description,
            home_till=attempt.home_till,
        )
        key = create_key(attempt, generation, self._spent)
        try:
            made = await self._shop.gateway.create_intent(request, key)
        except RemoteUnknown as fault:
            self._spent += 1
            if fault.key != SPENT_KEY or self._spent > _MOST_SPENT:
                raise
            return None  # what the stored failure left behind shows in the list
        if made.amount != attempt.amount or made.item_id != attempt.item_id:
            raise RemoteUnknown("remote.nonsense")
        return made

    async def _named(self, attempt: Attempt, intent: IntentSnapshot) -> IntentSnapshot | None:
        """The PaymentIntent once it names the agreement, and no other, and says of the check that
        lets this attempt charge it; None: look again.

        In a request of its own: the one that made it must say the same from every till and in
        every attempt, so that they all meet there. Until it is answered no confirm leaves.
        """
        under = attempt.under
        if under is None:
            return intent
        check = await self._shop.journal.short_check(attempt.id)
        if intent.agreements == {under.agreement_id} and intent.short_check == check:
            return intent
        key, notes = self._fresh_key("name", attempt), naming(under, check)
        seen = await self._shop.gateway.note_before_charge(intent.id, notes, key)
        if seen.id != intent.id or under.agreement_id not in seen.agreements:
            raise RemoteUnknown("remote.nonsense")
        # Named otherwise meanwhile, or no longer payable: the list tells what to do.
        alone = seen.agreements == {under.agreement_id}
        return seen if alone and seen.status == intent.status else None

    async def _expire_sessions(self, attempt: Attempt) -> None:
        """Raises Settled when the item is paid, or being paid, through one."""
        if self._sessions is None:
            return
        others = await self._sessions.expire_others(attempt)
        if others.paid is not None:
            status = others.paid.status
            if status == "succeeded":
                seen = Sight(await self._shop.gateway.retrieve_intent(others.paid.id))
                raise Settled(OutcomeKind.SUCCEEDED, "payment.already_paid", seen)
            held = status == "requires_capture"
            reason = "payment.held" if held else "payment.processing"
            raise Settled(OutcomeKind.NOT_CHARGED, reason)
        if others.open:
            raise Settled(OutcomeKind.NOT_CHARGED, OPEN_ELSEWHERE)
