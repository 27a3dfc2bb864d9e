"""Test money and real money never mix: a reply in the other of Stripe's two modes ends all asking.

Every object of Stripe's says which mode it lives in (docs.stripe.com/api: `livemode`), so it is
read from every reply as it arrives, whatever it is about.
"""

import logging
import re
from typing import Final

from pos_app.kernel.errors import OTHER_MODE, RemoteUnknown, RemoteUnreachable

_log = logging.getLogger(__name__)

_SAYS_OTHERWISE: Final = {
    live: re.compile(rb'"livemode"\s*:\s*' + other)
    for live, other in ((False, b"true"), (True, b"false"))
}
"""In a text of JSON the quotes of these words would be escaped: only a member is meant by them."""


class ModeGuard:
    """One for all clients of an environment. Once it has stopped it never lets anything through:
    whoever mended the keys starts the till again."""

    def __init__(self, *, live: bool) -> None:
        self._otherwise = _SAYS_OTHERWISE[live]
        self.stopped = False

    def check_going_on(self) -> None:
        """Before anything is sent. Raises RemoteUnreachable OTHER_MODE: nothing was asked."""
        if self.stopped:
            raise RemoteUnreachable(OTHER_MODE)

    def check_reply(self, body: bytes) -> None:
        """Raises RemoteUnknown OTHER_MODE: whatever was asked for may have happened, where nobody
        looked for it."""
        if self._otherwise.search(body):
            self.stop()
            raise RemoteUnknown(OTHER_MODE)

    def stop(self) -> None:
        """It was met: by a reply here, or by another process of this till."""
        if not self.stopped:
            self.stopped = True
            _log.error("stripe_answered_in_other_mode")
