"""What agreements need to know of money, which lies above them, and of Stripe."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from pos_app.consent.model import Agreement
from pos_app.consent.scope_check import ChargeSoFar
from pos_app.kernel.ids import AgreementId, CustomerId, PaymentIntentId
from pos_app.kernel.money import Money
from pos_app.storage import Database


class Charges(Protocol):
    """Charges made under agreements, read in the ledger's own transaction."""

    def under(self, db: Database, agreement_id: AgreementId) -> Sequence[ChargeSoFar]:
        """Every charge that was made, or may have been, oldest first."""
        ...


class OpenBalances(Protocol):
    """What an agreement was to pay and hasn't yet."""

    async def left_open(self, agreement: Agreement) -> Money | None:
        """Zero when nothing is owed; None when nobody here knows."""
        ...


class Marks(Protocol):
    """What the till's copy of the customers tells."""

    async def agreements_mark(self, customer_id: CustomerId) -> str | None:
        """The newest mark that came, empty where no till noted anything; None for a customer the
        copy doesn't hold."""
        ...


class AgreementNotes(Protocol):
    """Metadata of PaymentIntents at Stripe. All raise RemoteRefused, RemoteUnreachable or
    RemoteUnknown."""

    async def note_on_intent(
        self, intent_id: PaymentIntentId, notes: Mapping[str, str], key: str
    ) -> None:
        """Put these beside what is noted there; the same keys are replaced."""
        ...

    async def mark_customer(self, customer_id: CustomerId, mark: str, key: str) -> None:
        """Tell other tills that something was noted: another mark than before, beside whatever
        else is kept with the customer. Code `resource_missing`: they are deleted."""
        ...

    async def notes_on_intents(
        self, customer_id: CustomerId
    ) -> Sequence[tuple[PaymentIntentId, Mapping[str, str]]]:
        """Everything noted on each of the customer's PaymentIntents, oldest first."""
        ...
