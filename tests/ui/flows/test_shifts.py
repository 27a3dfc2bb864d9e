"""A shift at the real till: opened, a charge in it, closed, and its Z as the server has it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from pos_app.files import wrong_in_file
from pos_app.reports.model import FactKind
from tests.ui.flows.past import JAMES, charge

Drive = Callable[[Any], None]


def test_a_charge_is_in_the_z_of_its_shift_and_in_the_picture(at_the_till: Drive) -> None:
    async def play(till: Any) -> None:
        reports = till.desk.routes.reports
        await till.customer(JAMES)
        before = till.desk.window.current_screen()
        await till.hands.click("openReports")
        await till.hands.until(lambda: reports.model.loaded, "the shift")
        await till.hands.click("closeShift")
        await till.hands.until(lambda: reports.model.running is not None, "an open shift")
        await till.hands.press("shiftScreen", Qt.Key.Key_Escape)
        assert till.desk.window.current_screen() == before
        payment = await charge(till)

        await till.hands.click("openReports")
        await till.hands.until(lambda: _told(reports) == [payment], "the charge in the X")
        await till.hands.click("closeShift")
        await till.hands.until(lambda: reports.model.asked, "the question")
        await till.hands.click("closeShift")
        await till.hands.until(lambda: reports.model.report.closed, "the Z")
        z = reports.model.report
        assert [one.kind for one in z.facts] == [FactKind.SALE]
        intent = await till.server.newest_intent()
        assert (intent["id"], intent["amount_received"]) == (
            z.facts[0].payment_intent_id, z.facts[0].amount.amount_minor,
        )  # fmt: skip
        assert z.place.training
        assert await till.till.ground.ledger.read(wrong_in_file) == ""

        await till.hands.click("openPictures")
        await till.hands.until(lambda: bool(reports.figures.shown), "the picture", 20)
        assert sum(bar.count for bar in reports.figures.shown[0].bars) == 1
        await till.hands.see("chart", QWidget)
        await till.hands.press("picturesScreen", Qt.Key.Key_Escape)
        await till.hands.see("shiftScreen", QWidget)

    at_the_till(play)


def _told(reports: Any) -> list[str]:
    report = reports.model.report
    return [one.payment_intent_id for one in report.facts] if report is not None else []
