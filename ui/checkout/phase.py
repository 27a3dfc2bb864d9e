"""The steps of a checkout, as its screen tells them apart."""

from enum import Enum, auto


class Phase(Enum):
    """Where a checkout stands. Words for each are the screen's."""

    IDLE = auto()
    ASKING = auto()
    """The customer reads the agreement that is asked for; there is no session yet."""
    OPENING = auto()
    """Asking Stripe for a Checkout Session."""
    LOADING = auto()
    """The page takes the session."""
    WAITING = auto()
    """The customer has the form."""
    SETTLING = auto()
    """The page says it is done; Stripe is asked."""
    SWITCHING = auto()
    """The page failed: its session is closed and seen closed, then Stripe's own page is opened."""
    HOSTED = auto()
    """The customer has Stripe's own page, on a device of theirs."""
    CLOSING = auto()
    """Staff closed it, or the page failed; Stripe is asked."""
    NOT_OPENED = auto()
    """No session: nothing was shown and nothing can have been paid."""
    NO_ANSWER = auto()
    """Stripe could not be asked what happened."""
