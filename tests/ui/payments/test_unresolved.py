"""The banner stays until Stripe has said what happened."""

from typing import Any

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pos_app.kernel.errors import EnvironmentFault
from pos_app.kernel.events import EventBus
from pos_app.payments.model import OutcomeKind, PaymentRecorded
from tests.ui.customers.fakes import FakePayments, outcome
from tests.ui.customers.hands import act, click, named, rest
from ui.payments.unresolved import UnresolvedBanner
from ui.payments.unresolved_view_model import UnresolvedViewModel
from ui.shell.events import EventBridge


def test_appears_checks_and_goes(qtbot: QtBot, qapp: QApplication, run: Any) -> None:
    bus = EventBus()
    payments = FakePayments()
    bridge = EventBridge(bus)
    model = UnresolvedViewModel(payments, bridge)
    banner = UnresolvedBanner(model)
    model.setParent(banner)
    bridge.setParent(banner)
    qtbot.addWidget(banner)

    async def flow() -> None:
        await act(model.refresh)
        assert banner.isHidden()
        payments.open_ones = [outcome(OutcomeKind.UNKNOWN)]
        bus.publish(PaymentRecorded(outcome(OutcomeKind.UNKNOWN)))
        await rest()
        assert "1 payment without a known outcome" in banner.text()
        assert "€12.50" in banner.text()
        payments.outcomes = [EnvironmentFault("storage.full", retryable=True), outcome()]
        await click(named(banner, "checkNow"))
        assert "disk is full" in banner.text()
        payments.open_ones = [outcome(OutcomeKind.UNKNOWN)]
        known: list[object] = []
        model.resolved.connect(known.append)
        await click(named(banner, "checkNow"))
        assert banner.isHidden()
        assert len(known) == 1

    run(flow())
