"""A whole till with live keys in this process: the real windows and web view, over TLS."""

import asyncio
import ssl
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from pos_app.checkout.place import Place
from pos_app.customers.model import CustomerDraft
from tests.helpers.live import LiveStripe, shop_of
from tests.ui.flows.conftest import Counter
from ui.app import Desk
from ui.demo.hands import Hands
from ui.demo.server import ServerView
from ui.i18n.language import install_language

ORIGIN = "https://till.maison-lumiere.example"


class LiveCounter(Counter):
    """As in training, but that nothing is made up beforehand."""

    def __init__(self, desk: Desk, out: Path, stripe: LiveStripe) -> None:
        super().__init__(desk, out)
        self.stripe = stripe
        trusting = ssl.create_default_context(cafile=str(stripe.authorities))
        key = self.till.environment.secret_key
        self.server = ServerView(self.url, key, trusting)

    async def newcomer(self) -> str:
        """Somebody whose page is open; the Stripe id."""
        await self.till.customers.create(CustomerDraft("Zoé Léger", "zoe@example.com"))
        return await self.customer("zoe@example.com")

    async def sessions(self) -> list[dict[str, Any]]:
        """All of them, oldest first."""
        page = await self.server.get("checkout/sessions", limit="100")
        return list(reversed(page["data"]))


Play = Callable[[LiveCounter], Awaitable[None]]


@pytest.fixture
def at_a_live_till(
    qapp: QApplication, run: Any, live_stripe: LiveStripe, tmp_path: Path
) -> Callable[..., None]:
    """Opens a till with live keys, plays, closes it, and lets it take everything down."""

    def drive(
        play: Play,
        monitors: Any = None,
        plan_changes: dict[str, Any] | None = None,
        **changes: Any,
    ) -> None:
        plan = live_stripe.plan(tmp_path, **(plan_changes or {}))
        base = {"customer_place": Place.WINDOW, "tour_seen": True, "page_origin": ORIGIN}
        desk = Desk(
            qapp,
            plan,
            shop_of(plan, **(base | changes)),
            open_file=lambda _: None,
            monitors=monitors,
        )

        async def live() -> None:
            living = asyncio.ensure_future(desk.live())
            try:
                async with asyncio.timeout(100):
                    await Hands(desk.window, tmp_path).see("searchBox", QWidget)
                    await play(LiveCounter(desk, tmp_path, live_stripe))
            finally:
                desk.window.close()
                await living

        try:
            run(live())
        finally:
            desk.deleteLater()
            install_language(qapp, "en")  # whatever was chosen at the till

    return drive
