"""A till with payments, and the keys of another account: it says so instead of opening."""

import asyncio
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QLabel, QWidget

from tests.helpers.live import LiveStripe, shop_of
from tests.integration.bootstrap.test_same_account import a_till_with_a_payment, key, put, starts
from ui.app import Desk
from ui.demo.hands import Hands


def _others() -> list[object]:
    """Tasks besides this one: the doors that a till opens ahead end by themselves."""
    return [one for one in asyncio.all_tasks() if one is not asyncio.current_task()]


def test_the_window_says_what_to_do_and_nothing_opens(
    qapp: QApplication, run: Any, live_stripe: LiveStripe, tmp_path: Path
) -> None:
    plan = live_stripe.plan(tmp_path)

    async def flow() -> None:
        await a_till_with_a_payment(live_stripe, plan)
        await starts(plan)
        put(plan, secret=key(live_stripe, elsewhere=True))
        desk = Desk(qapp, plan, shop_of(plan, language="en"), open_file=lambda _: None)
        hands, living = Hands(desk.window, tmp_path), asyncio.ensure_future(desk.live())

        def said() -> bool:
            state = hands.seen("opening", QWidget)
            words = " ".join(one.text() for one in state.findChildren(QLabel)) if state else ""
            return "another Stripe account" in words and "Nothing was charged" in words

        try:
            await hands.until(said, "the words", 40)
            assert desk.till is None
        finally:
            desk.window.close()
            await living
            await hands.until(lambda: _others() == [], "what was begun to end")
        desk.deleteLater()

    run(flow())
