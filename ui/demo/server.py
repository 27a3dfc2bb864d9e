"""The stand-in asked directly, past the till's own gateway, so that the check is independent."""

import asyncio
import base64
import json
import ssl
import urllib.parse
import urllib.request
from typing import Any


class ServerView:
    """Reads over the stand-in's API with the till's key; `trusting` vouches for one behind TLS."""

    def __init__(
        self, base_url: str, secret_key: str, trusting: ssl.SSLContext | None = None
    ) -> None:
        self._base_url = base_url
        self._trusting = trusting
        token = base64.b64encode(f"{secret_key}:".encode()).decode()
        self._headers = {"Authorization": f"Basic {token}"}

    async def get(self, path: str, **params: str) -> dict[str, Any]:
        """One object or list page, as JSON. `expand` may be given as a comma-separated list."""
        pairs = [(name, value) for name, value in params.items() if name != "expand"]
        pairs += [("expand[]", item) for item in params.get("expand", "").split(",") if item]
        return await asyncio.to_thread(self._get, path, pairs)

    def _get(self, path: str, pairs: list[tuple[str, str]]) -> dict[str, Any]:
        address = f"{self._base_url}/v1/{path}?{urllib.parse.urlencode(pairs)}"
        request = urllib.request.Request(address, headers=self._headers)  # noqa: S310
        with urllib.request.urlopen(  # noqa: S310
            request, timeout=10, context=self._trusting
        ) as reply:
            content: dict[str, Any] = json.load(reply)
        return content

    async def newest_intent(self, customer_id: str = "") -> dict[str, Any]:
        """The PaymentIntent created last, with its method and charge."""
        narrowed = {"customer": customer_id} if customer_id else {}
        page = await self.get(
            "payment_intents",
            limit="1",
            expand="data.payment_method,data.latest_charge",
            **narrowed,
        )
        newest: dict[str, Any] = page["data"][0]
        return newest

    async def newest_session(self) -> dict[str, Any]:
        """The Checkout Session created last."""
        page = await self.get("checkout/sessions", limit="1", expand="data.payment_intent")
        newest: dict[str, Any] = page["data"][0]
        return newest

    async def cards(self, customer_id: str) -> list[dict[str, Any]]:
        """The customer's saved cards, newest first."""
        page = await self.get(f"customers/{customer_id}/payment_methods", limit="100")
        data: list[dict[str, Any]] = page["data"]
        return data
