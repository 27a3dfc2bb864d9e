"""What was paid by link while nobody was there stands above the work until somebody read it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from pos_app.customers.model import Customer
from pos_app.kernel.ids import AttemptId, PaymentIntentId
from pos_app.kernel.money import Money
from pos_app.payments.model import Outcome, OutcomeKind, PaymentRecorded
from tests.ui.customers.fakes import NOW, customer
from tests.ui.customers.hands import act, click, named, rest
from tests.ui.dues.fakes import FakeLinks, came, due_row
from tests.ui.dues.test_due import World
from ui.dues.due_view_model import Step
from ui.dues.links_paid import LinksPaidNotice


def paid(number: int, minor: int) -> Outcome:
    payment = PaymentIntentId(f"pi_{number}")
    return replace(came(due_row(1)), amount=Money(minor, "eur"), payment_intent_id=payment)


def test_all_are_counted_and_named_and_each_can_be_opened(
    qtbot: QtBot, qapp: QApplication, run: Any
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    notice, shown = LinksPaidNotice(parent), []
    notice.showPayment.connect(lambda payment, who: shown.append((payment, who)))
    anna = replace(customer(), name="Anna Berger")

    async def flow() -> None:
        parent.show()
        assert notice.isHidden()
        await act(lambda: notice.add(paid(1, 2_000), anna))
        assert notice.title() == "1 payment link was paid while the till was closed"
        await act(lambda: notice.add(paid(2, 3_500), None))
        assert notice.title() == "2 payment links were paid while the till was closed"
        assert notice.text().startswith(
            "Anna Berger\N{NO-BREAK SPACE}€20.00, €35.00. The money is taken"
        )
        assert notice.action_button().text() == "Show the payment of €20.00"
        await click(named(notice, "showLinkPaid"))
        assert notice.text().startswith("€35.00. ")
        await click(named(notice, "showLinkPaid"))
        assert notice.isHidden()
        assert shown == [("pi_1", anna), ("pi_2", None)]

        for number in range(6):
            await act(lambda number=number: notice.add(paid(number, 100 + number), anna))
        assert "Anna Berger\N{NO-BREAK SPACE}€1.03 and 2 more. " in notice.text()
        await click(named(notice, "linksPaidRead"))
        assert notice.isHidden()
        await act(lambda: notice.add(paid(9, 900), anna))
        assert notice.title().startswith("1 payment link")

    run(flow())


@pytest.mark.parametrize(
    ("kind", "before", "stands"),
    [
        (OutcomeKind.SUCCEEDED, True, True),
        (OutcomeKind.SUCCEEDED, False, False),
        (OutcomeKind.DECLINED, None, False),
    ],
)
def test_what_is_paid_while_the_till_is_open_is_said_at_the_bottom_with_the_name(
    qtbot: QtBot, run: Any, kind: OutcomeKind, before: bool | None, stands: bool
) -> None:
    async def flow() -> None:
        world = World(qtbot)
        stood: list[tuple[Outcome, Customer | None]] = []
        heard: list[OutcomeKind] = []
        world.showing.paidAway.connect(lambda one, who: stood.append((one, who)))
        world.showing.cameOut.connect(heard.append)
        await world.show()
        at = None if before is None else NOW + timedelta(hours=-9 if before else 1)
        outcome = replace(came(due_row(1), kind), charged_at=at)
        await act(lambda: world.bus.publish(PaymentRecorded(outcome, by_link=True)))
        await rest()
        who = await world.showing._customers.get(outcome.customer_id)
        assert stood == ([(outcome, who)] if stands else [])
        said = world.window.status_text()
        assert (f"Pay by link, {who.name}, €315.00: " in said) is not stands
        assert heard == [kind]

    run(flow())


def test_it_is_told_at_each_start_until_somebody_read_it(qtbot: QtBot, run: Any) -> None:
    """Two tills in a row with the same ledger."""

    async def flow() -> None:
        first, second = paid(1, 2_000), paid(2, 3_500)
        first, second = (
            replace(one, attempt_id=AttemptId(f"att_{place}"))
            for place, one in enumerate((first, second))
        )
        links = FakeLinks([first, second])

        async def opened() -> tuple[World, LinksPaidNotice]:
            world = World(qtbot)
            world.showing._links = links
            notice = LinksPaidNotice(world.window)
            world.showing.paidAway.connect(notice.add)
            notice.read.connect(world.showing.mark_read)
            await world.show()
            await act(world.showing.tell_unread)
            await rest()
            return world, notice

        world, notice = await opened()
        told = PaymentRecorded(replace(first, charged_at=NOW - timedelta(hours=9)), by_link=True)
        await act(lambda: world.bus.publish(told))
        await rest()
        assert notice.title().startswith("2 payment links"), "one that is told anew is told once"
        _, notice = await opened()
        assert notice.title().startswith("2 payment links")
        await act(notice.action_button().click)
        await rest()
        assert links.kept == [second]
        _, notice = await opened()
        assert notice.title().startswith("1 payment link ")
        assert "€35.00" in notice.text()
        await act(named(notice, "linksPaidRead", QAbstractButton).click)
        await rest()
        _, notice = await opened()
        assert notice.isHidden()

    run(flow())


def test_what_was_said_while_the_till_was_open_is_not_told_again(qtbot: QtBot, run: Any) -> None:
    async def flow() -> None:
        world = World(qtbot)
        outcome = replace(came(due_row(1)), charged_at=NOW + timedelta(hours=1))
        world.services.links.kept = [outcome]
        await world.show()
        await act(lambda: world.bus.publish(PaymentRecorded(outcome, by_link=True)))
        await rest()
        assert "Pay by link" in world.window.status_text()
        assert world.services.links.kept == []

    run(flow())


def test_anothers_link_is_told_of_while_one_is_being_closed(qtbot: QtBot, run: Any) -> None:
    """The screen of what is due waits for Stripe about its own link, not about theirs."""

    async def flow() -> None:
        world, heard = World(qtbot), list[OutcomeKind]()
        world.showing.cameOut.connect(heard.append)
        await world.show()
        await act(lambda: world.showing._open(due_row(1)))
        world.showing.one.step = Step.WORKING
        own, other = came(due_row(1)), came(due_row(2))
        for one in (own, other):
            await act(lambda one=one: world.bus.publish(PaymentRecorded(one, by_link=True)))
            await rest()
        assert heard == [OutcomeKind.SUCCEEDED]
        assert "Pay by link, " in world.window.status_text()

    run(flow())
