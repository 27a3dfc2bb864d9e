"""What erasing needs from elsewhere."""

from collections.abc import Sequence
from typing import Protocol

from pos_app.customers.model import Customer
from pos_app.erasure.jobs import Hindrance, RedactionJob
from pos_app.kernel.ids import CustomerId, PaymentIntentId
from pos_app.payments.model import PastPayment


class DisputeState(Protocol):
    """Of a dispute."""

    @property
    def unanswered(self) -> bool:
        """Whether it waits for the shop."""
        ...

    @property
    def open(self) -> bool:
        """Whether nothing is decided yet, answered or not."""
        ...


class ErasureGateway(Protocol):
    """Stripe. All raise RemoteRefused, RemoteUnreachable or RemoteUnknown."""

    async def delete_customer(self, customer_id: CustomerId) -> None:
        """Done again it does no harm."""
        ...

    async def retrieve_customer(self, customer_id: CustomerId) -> Customer | None:
        """None when it was deleted."""
        ...

    async def every_payment(self, customer_id: CustomerId) -> Sequence[PastPayment]:
        """RemoteUnknown rather than stop short."""
        ...

    async def list_disputes(self, intent_id: PaymentIntentId) -> Sequence[DisputeState]: ...

    async def page_open(self, customer_id: CustomerId) -> bool:
        """Whether they can pay, or save a card, on any page, whoever opened it."""
        ...


class RedactionGateway(Protocol):
    """Stripe's redaction jobs. All raise RemoteRefused, RemoteUnreachable or RemoteUnknown."""

    async def find_redaction(self, customer_id: CustomerId) -> RedactionJob | None:
        """Whoever made it; none that was cancelled. One that is about others too (`only`) is
        told where there is no other and it isn't over."""
        ...

    async def ask_redaction(self, customer_id: CustomerId, key: str) -> RedactionJob: ...

    async def redaction(self, job_id: str) -> RedactionJob: ...

    async def run_redaction(self, job_id: str, key: str) -> RedactionJob: ...

    async def validate_redaction(self, job_id: str, key: str) -> RedactionJob: ...

    async def hindrances(self, job_id: str) -> frozenset[Hindrance]: ...

    async def every_payment(self, customer_id: CustomerId) -> Sequence[PastPayment]:
        """RemoteUnknown rather than stop short."""
        ...

    async def list_disputes(self, intent_id: PaymentIntentId) -> Sequence[DisputeState]: ...


class Imports(Protocol):
    """Of `ImportService`."""

    @property
    def running(self) -> bool: ...

    async def erase(self, customer_id: CustomerId) -> None: ...


class Files(Protocol):
    """Of `KeyRotation`. Both wait for a change of key that is running, and raise UserError where it
    is closing or somebody else began another, and EnvironmentFault."""

    async def carry_on(self) -> None:
        """Every file and copy under another key, the old one destroyed."""
        ...

    async def rewrite(self) -> None:
        """Every file anew under the key it has: what was freed in it is gone."""
        ...
