"""The banner stays until Stripe has said what happened."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pos_app.kernel.errors import EnvironmentFault, RemoteRefused, RemoteUnreachable
from pos_app.kernel.events import EventBus
from pos_app.kernel.ids import ItemId
from pos_app.payments.model import Outcome, OutcomeKind, PaymentRecorded
from pos_app.payments.operation_model import OperationKind, OperationRecorded
from tests.ui.customers.fakes import FakePayments, operation, outcome
from tests.ui.customers.hands import act, click, named, rest
from ui.payments.may_take import MayHaveTaken, may_take
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


def test_one_that_stripe_refuses_to_tell_of_keeps_no_other_from_being_checked(
    qtbot: QtBot, qapp: QApplication, run: Any
) -> None:
    payments = FakePayments()
    bridge = EventBridge(EventBus())
    model = UnresolvedViewModel(payments, bridge)
    bridge.setParent(model)

    async def flow() -> None:
        second = replace(outcome(OutcomeKind.UNKNOWN), item_id=ItemId("item_2"))
        payments.open_ones = [outcome(OutcomeKind.UNKNOWN), second]
        await act(model.refresh)
        refusal = RemoteRefused("remote.refused", code="x", param=None, request_id="req_1")
        payments.outcomes = [refusal, replace(outcome(), item_id=ItemId("item_2"))]
        faults: list[object] = []
        known: list[Outcome] = []
        model.faulted.connect(faults.append)
        model.resolved.connect(known.append)
        await act(model.check_now)
        assert [one.item_id for one in known] == ["item_2"]
        assert faults == [refusal]
        payments.open_ones = [outcome(OutcomeKind.UNKNOWN), second]
        await act(model.refresh)
        payments.resolved.clear()
        payments.outcomes = [RemoteUnreachable(), outcome()]
        await act(model.check_now)
        assert payments.resolved == ["item_1"], "the others would only wait for the same"

    run(flow())


def test_operations_stand_beside_payments_and_are_checked_too(
    qtbot: QtBot, qapp: QApplication, run: Any
) -> None:
    bus = EventBus()
    payments = FakePayments()
    bridge = EventBridge(bus)
    model = UnresolvedViewModel(payments, bridge)
    banner = UnresolvedBanner(model)
    model.setParent(banner)
    bridge.setParent(banner)
    qtbot.addWidget(banner)

    async def flow() -> None:
        payments.open_operations = [operation(OutcomeKind.UNKNOWN)]
        await act(model.refresh)
        assert "Refund: €5.00, " in banner.text()
        assert "hand out no cash" in banner.text()
        assert "Do not charge again" not in banner.text()
        payments.open_ones = [outcome(OutcomeKind.UNKNOWN)]
        await act(model.refresh)
        assert "2 payments without a known outcome" in banner.text()
        assert "Repeat none of it" in banner.text()
        payments.outcomes = [outcome()]
        payments.ended = [operation()]
        await click(named(banner, "checkNow"))
        assert payments.looked_into == ["pi_1"]
        assert banner.isHidden()

    run(flow())


def test_an_operation_that_ends_by_itself_leaves_the_banner(
    qtbot: QtBot, qapp: QApplication, run: Any
) -> None:
    bus = EventBus()
    payments = FakePayments(open_operations=[operation(OutcomeKind.UNKNOWN)])
    bridge = EventBridge(bus)
    model = UnresolvedViewModel(payments, bridge)
    bridge.setParent(model)

    async def flow() -> None:
        await act(model.refresh)
        assert model.count == 1
        payments.open_operations = []
        bus.publish(OperationRecorded(operation()))
        await rest()
        assert model.count == 0

    run(flow())


@pytest.mark.parametrize(
    ("what", "counts"),
    [(OperationKind.CAPTURE, True), (OperationKind.RELEASE, True), (OperationKind.REFUND, False)],
)
def test_an_unclear_end_of_a_hold_may_have_taken_money(
    run: Any, what: OperationKind, counts: bool
) -> None:
    async def flow() -> None:
        unclear = operation(OutcomeKind.UNKNOWN, what)
        found = await may_take(FakePayments(open_operations=[unclear]))
        expected = [MayHaveTaken(outcome().customer_id, unclear.amount)] if counts else []
        assert list(found) == expected

    run(flow())
