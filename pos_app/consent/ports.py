"""What agreements need to know of money, which lies above them, and of Stripe."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from pos_app.consent.model import Agreement
from pos_app.consent.scope_check import ChargeSoFar
from pos_app.kernel.ids import AgreementId, CustomerId, PaymentIntentId, PaymentMethodId
from pos_app.kernel.money import Money
from pos_app.storage import Database


class Charges(Protocol):
    """Charges made under agreements, read in the ledger's own transaction."""

    def under(self, db: Database, agreement_id: AgreementId) -> Sequence[ChargeSoFar]:
        """Every charge that was made, or may have been, oldest first."""
        ...


class ChargesElsewhere(Protocol):
    """Charges under agreements as Stripe has them, whichever till made them."""

    def keep(
        self, db: Database, customer_id: CustomerId,
        charges: Sequence[tuple[AgreementId, ChargeSoFar]],
    ) -> None:  # fmt: skip
        """These are all of the customer's, in place of what was kept before."""
        ...


@dataclass(frozen=True, slots=True)
class NotedIntent:
    """A PaymentIntent with what tills noted on it."""

    id: PaymentIntentId
    notes: Mapping[str, str]
    charge: ChargeSoFar | None
    """What it took, holds or is just taking; None where that is nothing."""


class OpenBalances(Protocol):
    """What an agreement was to pay and hasn't yet."""

    async def left_open(self, agreement: Agreement) -> Money | None:
        """Zero when nothing is owed; None when nobody here knows."""
        ...


class Marks(Protocol):
    """What the till's copy of the customers tells."""

    async def agreements_mark(self, customer_id: CustomerId) -> str:
        """The newest mark that came; empty where no till noted anything, or nobody knows them."""
        ...


class AgreementNotes(Protocol):
    """Metadata of PaymentIntents and saved cards at Stripe. All raise RemoteRefused,
    RemoteUnreachable or RemoteUnknown."""

    async def note_on_intent(
        self, intent_id: PaymentIntentId, notes: Mapping[str, str], key: str
    ) -> None:
        """Put these beside what is noted there; the same keys are replaced."""
        ...

    async def note_on_card(self, card: PaymentMethodId, notes: Mapping[str, str], key: str) -> None:
        """As `note_on_intent`, on a saved card: where there was no payment."""
        ...

    async def notes_on_cards(
        self, customer_id: CustomerId
    ) -> Sequence[tuple[PaymentMethodId, Mapping[str, str]]]:
        """Everything noted on each of the customer's saved cards."""
        ...

    async def mark_customer(self, customer_id: CustomerId, mark: str, key: str) -> None:
        """Tell other tills that something was noted: another mark than before, beside whatever
        else is kept with the customer. Code `resource_missing`: they are deleted."""
        ...

    async def notes_on_intents(self, customer_id: CustomerId) -> Sequence[NotedIntent]:
        """Each of the customer's PaymentIntents, oldest first."""
        ...
