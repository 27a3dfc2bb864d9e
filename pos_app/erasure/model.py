"""What is in the way of erasing a customer, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from pos_app.customers.model import Customer
from pos_app.erasure.redaction_model import Offer, Redaction


class Obstacle(StrEnum):
    """Money that is open, so that the customer must stay known until it isn't."""

    PAYMENT = "payment"
    """One is under way, or not known yet."""
    PAGE = "page"
    """A page to pay by, or to save a card on, is open at another till, or a link to one."""
    HELD = "held"
    """An amount is held on a card."""
    ORDER = "order"
    """A refund, or another order on a payment, is under way."""
    SALE = "sale"
    """A sale is open: something is owed, or is still to be given back."""
    DISPUTE = "dispute"
    """One waits for the shop's answer."""
    REBUILD = "rebuild"
    """The ledger came back from a copy, and what happened since isn't known yet."""
    IMPORT = "import"
    """Customers are being imported, and theirs may be among the rows."""


@dataclass(frozen=True, slots=True)
class ErasurePlan:
    """What erasing would meet, to be read back first."""

    customer: Customer
    obstacles: Sequence[Obstacle]
    """In the order of `Obstacle`; none: it can be done."""
    linked: Sequence[Customer]
    """Others said to be the same person, who stay customers of their own."""
    agreements: int
    """How many of theirs stand, and end with it."""
    redaction: Offer = field(default_factory=Offer)
    """Whether Stripe would make their payments unreadable as well."""
    paid_at: datetime | None = None
    """Of their newest payment, UTC."""


@dataclass(frozen=True, slots=True)
class Standing:
    """An erasure that was begun. Times in UTC seconds."""

    customer_id: str
    own: bool
    """Whether it was asked for at this till; else Stripe told that the customer is gone."""
    gone_at_stripe: bool
    gone_here: bool


@dataclass(frozen=True, slots=True)
class Erased:
    """What became of it so far. What isn't done yet the till goes on with by itself."""

    at_stripe: bool
    """False while Stripe has not said that it is done."""
    files: bool
    """Whether the files and their copies have another key."""
    redaction: Redaction | None = None
    """How far Stripe is with their payments; None where that wasn't asked for."""
