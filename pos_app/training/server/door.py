"""How the stand-in is reached, and which of Stripe's two modes it stands for."""

from dataclasses import dataclass
from typing import Final

from pos_app.training.wire import guard

_TEST_MODE: Final = '"livemode": false'
_LIVE_MODE: Final = '"livemode": true'


@dataclass(frozen=True, slots=True)
class Door:
    """Training opens a plain door on loopback. A test of the till's live path opens one behind TLS
    and a name, and has it stand for a live account."""

    port: int
    secure: bool = False
    live: bool = False

    @property
    def address(self) -> str:
        """Without a slash at its end. A certificate is made out to a name, never to a number."""
        return f"https://localhost:{self.port}" if self.secure else f"http://127.0.0.1:{self.port}"

    def check_origin(self, origin: str | None) -> None:
        """Raises StripeError (403)."""
        guard.check_origin(origin, self.port, secure=self.secure)

    def in_mode(self, body: str) -> str:
        """An answer as this mode gives it. Every object says its mode, and inside a text of JSON
        the quotes of these words would be escaped, so nothing else is meant by them."""
        return body.replace(_TEST_MODE, _LIVE_MODE) if self.live else body
