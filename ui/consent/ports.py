"""What these screens need of the services."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from pos_app.consent.model import AgreementRevoked, Cancellation
from pos_app.consent.service import Standing
from pos_app.customers.cards import OneCard
from pos_app.customers.model import SavedCard
from pos_app.kernel.ids import AgreementId, CustomerId
from pos_app.kernel.money import Money
from ui.consent.ask_view_model import KINDEST, Drafts
from ui.consent.charge_under_view_model import Charging, Unclear


class Agreements(Protocol):
    """Of `ConsentService`."""

    async def of_customer(self, customer_id: CustomerId) -> Sequence[Standing]: ...

    async def agreement(self, agreement_id: AgreementId) -> Standing: ...

    async def left_open(self, agreement_id: AgreementId) -> Money | None: ...

    async def revoke(
        self, agreement_id: AgreementId, reason: str = "", staff: str = ""
    ) -> AgreementRevoked: ...


class Spares(Protocol):
    """Of `SavedCards`."""

    async def no_longer_needed(self, ended: Standing) -> OneCard | None: ...


@dataclass(frozen=True, slots=True)
class ShopSide:
    """What an agreement says of the shop, and what a till may do about it besides asking."""

    name: str = ""
    address: str = ""
    cancellation: Callable[[], Cancellation] = lambda: KINDEST
    """What it promises by now."""
    learn: Callable[[CustomerId], Awaitable[None]] | None = None
    """Takes over what other tills noted of a customer."""
    spares: Spares | None = None
    """Tells which card nothing needs any more."""
    training: bool = False
    charging: Charging | None = None
    """Charges under agreements that are no sale's."""
    unclear: Unclear | None = None
    """Tells whether just that amount may have been taken from that customer already."""
    currency: str = "eur"


class AllOfThem(Agreements, Drafts, Protocol):
    """Of `ConsentService`, for every screen of these."""


class Cards(Protocol):
    """Of `CustomerService`."""

    async def cards(self, customer_id: CustomerId) -> Sequence[SavedCard]: ...
