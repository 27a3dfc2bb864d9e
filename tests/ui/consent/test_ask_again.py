"""What a restart left of an agreement is said until somebody goes on with it."""

from typing import Any

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from pos_app.checkout.asked import NothingAgreed
from pos_app.kernel.events import EventBus
from pos_app.kernel.ids import CustomerId
from pos_app.kernel.money import Money
from tests.ui.customers.hands import act, click, named
from ui.consent.ask_again import AskAgainNotice
from ui.shell.events import EventBridge

ANA = CustomerId("cus_ana")
DUE = Money(2_500, "eur")


def test_each_stays_until_its_customer_was_shown(
    qtbot: QtBot, qapp: QApplication, run: Any
) -> None:
    events, parent = EventBus(), QWidget()
    qtbot.addWidget(parent)
    notice = AskAgainNotice(EventBridge(events), parent)
    shown: list[object] = []
    notice.showCustomer.connect(shown.append)

    async def flow() -> None:
        parent.show()
        assert notice.isHidden()
        await act(lambda: events.publish(NothingAgreed(ANA, "Bike", DUE, "")))
        await act(lambda: events.publish(NothingAgreed(None, "Sofa", DUE, "P-1")))
        assert "Bike" in notice.title()
        assert "to pay €25.00. Nothing was paid, no money moved" in notice.text()
        assert notice.text().endswith("Ask again, with the payment.")
        await click(named(notice, "showAskedAgain"))
        assert shown == [ANA]
        assert "Sofa" in notice.title()
        assert "paper P-1 can be used" in notice.text()
        await click(named(notice, "showAskedAgain"))
        assert notice.isHidden()
        assert shown == [ANA], "a walk-in has nobody to show"

    run(flow())
