"""Sessions of the stand-in, as the till would open them, for pages that are tried by themselves."""

import json
import urllib.parse
import urllib.request
from typing import Any, Final, Protocol

RETURN_URL: Final = "https://till.invalid/till/returned"


class Server(Protocol):
    """Of a stand-in."""

    url: str
    secret_key: str


def sold(minor: int = 1250) -> dict[str, Any]:
    """The fields of one thing for that many cents."""
    item = "line_items[0]"
    return {
        f"{item}[quantity]": 1,
        f"{item}[price_data][currency]": "eur",
        f"{item}[price_data][unit_amount]": minor,
        f"{item}[price_data][product_data][name]": "Deposit",
    }


class PageSessions:
    """Asks a stand-in what the till would."""

    def __init__(self, server: Server) -> None:
        self._server = server

    def ask(self, path: str, fields: dict[str, Any] | None = None) -> Any:
        """The reply to a request of the API: a POST when there are fields."""
        body = urllib.parse.urlencode(fields).encode() if fields is not None else None
        asked = urllib.request.Request(self._server.url + path, body)
        asked.add_header("Authorization", f"Bearer {self._server.secret_key}")
        with urllib.request.urlopen(asked, timeout=30) as answer:
            return json.load(answer)

    def customer(self, *cards: str, email: str = "zoe@example.com") -> str:
        """One with these cards, by their test tokens, shown at each checkout."""
        made = self.ask("/v1/customers", {"name": "Zoé", **({"email": email} if email else {})})
        for token in cards:
            path = f"/v1/payment_methods/{token}/attach"
            kept = self.ask(path, {"customer": made["id"]})
            self.ask(f"/v1/payment_methods/{kept['id']}", {"allow_redisplay": "always"})
        return str(made["id"])

    def payment(self, customer: str | None, minor: int = 1250) -> Any:
        """A session to pay that many cents in."""
        who = {"customer": customer} if customer else {"customer_creation": "always"}
        return self.ask(
            "/v1/checkout/sessions",
            {
                "mode": "payment",
                "ui_mode": "elements",
                "allowed_payment_method_types[0]": "card",
                "saved_payment_method_options[payment_method_save]": "enabled",
                "return_url": RETURN_URL,
                **sold(minor),
                **who,
            },
        )

    def saving(self, customer: str) -> Any:
        """A session in which a card is saved and nothing is taken."""
        return self.ask(
            "/v1/checkout/sessions",
            {
                "mode": "setup",
                "ui_mode": "elements",
                "allowed_payment_method_types[0]": "card",
                "payment_method_data[allow_redisplay]": "limited",
                "return_url": RETURN_URL,
                "customer": customer,
            },
        )

    def expire(self, session: Any) -> None:
        """Close it, as the till does."""
        self.ask(f"/v1/checkout/sessions/{session['id']}/expire", {})
