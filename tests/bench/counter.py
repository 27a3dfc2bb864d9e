"""A whole till for benchmarks: window, services, journal and stand-in, driven from inside."""

import asyncio
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QWidget

from pos_app.checkout.place import Place
from pos_app.plan import Plan
from pos_app.settings.places import training_folder
from ui.app import Desk, run_loop
from ui.checkout.phase import Phase
from ui.demo.hands import Hands
from ui.dressing import make_application


def clicks_to_usable(rounds: int) -> list[float]:
    """Milliseconds from “Continue to card” to a form that takes typing, session made between."""
    samples: list[float] = []
    with tempfile.TemporaryDirectory(prefix="pos-app-bench-") as folder:
        plan = Plan(training_folder(Path(folder)), training_customers=60)
        app, shop = make_application(plan, language="en", theme="light")
        desk = Desk(app, plan, replace(shop, customer_place=Place.WINDOW, tour_seen=True))
        run_loop(app, _serve(desk, Hands(desk.window, Path(folder)), samples, rounds))
    return samples


async def _serve(desk: Desk, hands: Hands, samples: list[float], rounds: int) -> int:
    living = asyncio.ensure_future(desk.live())
    await hands.see("searchBox", QWidget)
    for _ in range(rounds):
        await hands.until(lambda: desk.preloader and desk.preloader.is_warm, "a warm page", 30)
        await asyncio.sleep(0.3)  # reason: what still paints after the load is not the click's
        samples.append(await _one(desk, hands))
    desk.window.close()
    return await living


async def _one(desk: Desk, hands: Hands) -> float:
    assert desk.routes is not None
    model = desk.routes.checkout_model
    ended: asyncio.Future[float] = asyncio.get_running_loop().create_future()

    def on_phase() -> None:
        if model.phase is Phase.WAITING and not ended.done():
            ended.set_result(time.perf_counter())

    await hands.click("walkIn")
    await hands.type("amountField", "12.50")
    await hands.see("continueToCard", QWidget)
    model.phaseChanged.connect(on_phase)
    begun = time.perf_counter()
    await hands.click("continueToCard")
    taken = await asyncio.wait_for(ended, 30) - begun
    model.phaseChanged.disconnect(on_phase)
    await hands.click("cancelCheckout")
    await hands.click("outcomeDone")
    return taken * 1000
