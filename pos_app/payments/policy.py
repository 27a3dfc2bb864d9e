"""How long money is asked about: what a till is given before anything heavy is imported."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Policy:
    """Limits in seconds and counts."""

    replay_seconds: int = 15 * 60
    """How long a confirm may be sent again: while its customer is probably still there. Later it
    is fenced, which never charges anyone. Must stay under a key's life, 23 of its 24 hours."""
    clock_slack_seconds: int = 120
    most_sends: int = 6
    """A stored 500 answers the same key for ever: stop asking, fence."""
    relist_seconds: int = 600
    late_seconds: int = 15 * 60
    """How long a request that was given up may still arrive. Only refunds rely on it, since
    nothing can fence one; Stripe and what lies before it give up within seconds."""
    deadline_seconds: float = 8.0
    """A cashier's patience with retries."""
