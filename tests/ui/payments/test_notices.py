"""Notices above the work: what came back stays until somebody looks, one at a time."""

from typing import Any

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from pos_app.payments.model import OutcomeKind
from tests.ui.customers.fakes import operation
from tests.ui.customers.hands import act, click, named
from ui.payments.notices import Notices, ReturnedNotice
from ui.widgets.banner import Banner

BACK = operation(OutcomeKind.DECLINED, failure="declined")


def test_refunds_that_came_back_stay_until_each_was_looked_at(
    qtbot: QtBot, qapp: QApplication, run: Any
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    notice = ReturnedNotice(parent)
    shown: list[object] = []
    read: list[object] = []
    notice.showPayment.connect(shown.append)
    notice.read.connect(read.append)

    async def flow() -> None:
        parent.show()
        assert notice.isHidden()
        for _ in range(2):  # heard just now, and read as one that nobody was told of
            await act(lambda: notice.add(BACK))
        await act(lambda: notice.add(operation(OutcomeKind.DECLINED, minor=700, number=2)))
        assert "€5.00 came back" in notice.title()
        assert "The customer got nothing" in notice.text()
        assert "1 more came back" in notice.text()
        assert read == []
        await click(named(notice, "showReturned"))
        assert read == [[BACK.operation_id]]
        assert "€7.00 came back" in notice.title()
        await click(named(notice, "showReturned"))
        assert notice.isHidden()
        assert shown == ["pi_1", "pi_1"]

    run(flow())


def test_a_patient_notice_waits_for_the_others(qtbot: QtBot, qapp: QApplication, run: Any) -> None:
    notices = Notices()
    qtbot.addWidget(notices)
    urgent, patient = Banner(), Banner()
    notices.add(urgent)
    notices.add_patient(patient)

    async def flow() -> None:
        assert notices.isHidden()
        await act(lambda: patient.say("danger", "Came back"))
        assert patient.isVisibleTo(notices)
        await act(lambda: urgent.say("unknown", "Not clear"))
        assert urgent.isVisibleTo(notices)
        assert not patient.isVisibleTo(notices)
        await act(urgent.clear)
        assert patient.isVisibleTo(notices)
        second = Banner()
        await act(lambda: (notices.add_patient(second), second.say("warning", "Ask again")))
        assert not second.isVisibleTo(notices), "the first of two that wait"
        await act(patient.clear)
        assert second.isVisibleTo(notices)
        await act(second.clear)
        await act(lambda: patient.say("danger", "Came back"))
        assert not notices.isHidden()
        await act(patient.clear)
        assert notices.isHidden()

    run(flow())
