"""What is done about one part that is owed, calling its sale off, a link, and what is owed back."""

import asyncio
import csv
from dataclasses import replace
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from pos_app.checkout.model import Link
from pos_app.customers.model import Customer
from pos_app.dues.ending import UNCLEAR, CalledOff
from pos_app.dues.model import Risk
from pos_app.dues.owed_back import Difference, DifferenceKind, Liability, SaleLiability
from pos_app.dues.settling import Proposal
from pos_app.kernel.errors import EnvironmentFault, UserError
from pos_app.kernel.events import EventBus
from pos_app.kernel.ids import AttemptId, ItemId
from pos_app.kernel.money import Money
from pos_app.payments.model import OutcomeKind, PaymentRecorded
from pos_app.sales.model import CalledOffFor, OffReason, Sale
from pos_app.settings.shop import Shop
from tests.ui.customers.fakes import StoppedClock, customer
from tests.ui.customers.hands import act, click, keys, named, rest
from tests.ui.dues.fakes import (
    TODAY,
    FakeChanges,
    FakeDues,
    FakeEndings,
    FakeLiabilities,
    FakePeople,
    Services,
    came,
    due_row,
    ended,
    sale,
)
from tests.ui.payments.test_fits import cut_in
from ui import tasks
from ui.dues.call_off_view_model import CallingOff, CallOffViewModel
from ui.dues.due_view_model import DueViewModel, Step
from ui.dues.liability_view_model import as_csv
from ui.dues.link import LinkScreen
from ui.dues.showing import BOARD, ShowingDues
from ui.i18n.language import install_language
from ui.shell.events import EventBridge
from ui.shell.main_window import MainWindow
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button
from ui.widgets.key_hint import KeyHint
from ui.widgets.qr import modules

NONE, NO_YEN = Money(0, "eur"), Money(0, "jpy")
HELD = Liability((SaleLiability(sale(), Money(13_500, "eur")),), (Money(13_500, "eur"),))


def in_yen(one: Sale) -> Sale:
    """The same with 4,000 yen paid and 6,000 owed."""
    paid, owed = one.parts
    items = [
        replace(part.item, amount=Money(minor, "jpy"))
        for part, minor in ((paid, 4_000), (owed, 6_000))
    ]
    parts = (replace(paid, item=items[0], taken=items[0].amount), replace(owed, item=items[1]))
    return replace(one, total=Money(10_000, "jpy"), parts=parts)


NAMES = {sale().customer_id: "Élodie Lefèvre"}


class World:
    def __init__(self, qtbot: QtBot) -> None:
        self.window = MainWindow(shop_name="Atelier", till_name="Caisse 1", training=True)
        qtbot.addWidget(self.window)
        self.bus = EventBus()
        dues = FakeDues([due_row(1)])
        wrong = Difference(
            DifferenceKind.OTHER_AMOUNT, sale().id, sale().parts[0].item.id, None,
            sale().parts[0].payment_intent_id,
            Money(13_500, "eur"), Money(12_500, "eur"),
        )  # fmt: skip
        at_stripe = Liability(HELD.rows, HELD.totals, (wrong,))
        self.services = Services(
            dues, FakeChanges(dues), FakeEndings(), FakeLiabilities(HELD, at_stripe)
        )
        self.showing = ShowingDues(
            self.services, FakePeople(), EventBridge(self.bus, self.window), StoppedClock(),
            self.window, Shop(shop_name="Atelier"), people=FakePeople(), training=True,
        )  # fmt: skip
        for name, screen in self.showing.screens().items():
            self.window.add_screen(name, screen)
        self.showing.left.connect(self.window.show_screen)
        self.window.resize(1024, 700)

    async def show(self) -> None:
        def appear() -> None:
            self.window.show()
            self.window.activateWindow()
            self.window.show_screen(BOARD)

        await act(appear)
        await rest()

    def says(self, name: str) -> str:
        found = named(self.window, name)
        if isinstance(found, QLabel):
            return found.text()
        return " ".join(one.text() for one in found.findChildren(QLabel) if not one.isHidden())


class Heard(QObject):
    """A view model and what it told."""

    def __init__(self, fault: UserError | None = None) -> None:
        super().__init__()
        self.dues = FakeDues([due_row(1)], fault=fault)
        self.changes = FakeChanges(self.dues)
        self.model = DueViewModel(self.dues, self.changes, FakePeople(), StoppedClock(), self)
        self.told: list[tuple[Any, ...]] = []
        for name in ("faulted", "collected", "checkOut", "linked", "edited", "gone"):
            getattr(self.model, name).connect(
                lambda *what, say=name: self.told.append((say, *what))
            )


def test_it_is_collected_once_after_it_was_read_back(qapp: Any, run: Any) -> None:
    async def flow() -> None:
        heard = Heard()
        model = heard.model
        model.open(due_row(1), customer())
        model.collect()
        await rest()
        assert not heard.dues.asked, "not before it was read back"
        model.go(Step.CONFIRMING)
        model.collect()
        model.collect()
        assert model.step is Step.WORKING
        assert model.back(), "no way out while it is charged"
        await rest()
        assert [what for what, _ in heard.dues.asked] == ["collect"]
        assert [one[0] for one in heard.told] == ["collected"]
        assert model.step is Step.SHOWING

    run(flow())


def test_what_nobody_knows_the_outcome_of_comes_before_anything_else(
    qtbot: QtBot, run: Any
) -> None:
    async def flow() -> None:
        world = World(qtbot)
        dues = world.services.service
        unclear = due_row(1, last=came(due_row(1), OutcomeKind.UNKNOWN))
        dues.rows = [unclear]
        dues.outcome = unclear.last
        await world.show()
        await act(lambda: world.showing.open_item(unclear.item.id, customer()))
        await rest()
        go = named(world.window, "collectDue", QAbstractButton)
        assert go.text() == "Check now"
        ways = ("onScreen", "withAnotherCard", "byLink", "moveDate", "changeAmount")
        assert not any(named(world.window, one).isEnabled() for one in ways)
        assert named(world.window, "showSale").isEnabled()
        assert "Don’t charge it again" in world.says("dueRisk")
        await click(go)
        await rest()
        assert "It may have been charged" in world.says("dueFault")
        dues.outcome = came(unclear, OutcomeKind.DECLINED)
        await click(go)
        await rest()
        assert [what for what, _ in dues.asked if what != "board"] == ["find out"] * 2
        assert "Card declined" in world.says("dueFault")
        assert go.text() == "Charge the saved card…"
        assert named(world.window, "onScreen").isEnabled()

    run(flow())


def test_what_the_till_finds_out_by_itself_shows_on_the_part(qtbot: QtBot, run: Any) -> None:
    async def flow() -> None:
        world = World(qtbot)
        dues = world.services.service
        unclear = due_row(1, last=came(due_row(1), OutcomeKind.UNKNOWN))
        dues.rows = [unclear]
        await world.show()
        await act(lambda: world.showing.open_item(unclear.item.id, customer()))
        await rest()
        dues.rows = []
        await act(world.showing.model.refresh)
        await rest()
        assert world.window.current_screen() != "due", "paid: nothing is owed of it any more"

    run(flow())


@pytest.mark.parametrize(
    ("key", "kind", "title"),
    [
        ("payment.already_paid", "danger", "The sale is not called off"),
        (UNCLEAR, "unknown", "Not known yet whether it is called off"),
    ],
)
def test_not_called_off_is_said_only_when_that_is_known(
    qtbot: QtBot, run: Any, key: str, kind: str, title: str
) -> None:
    async def flow() -> None:
        world = World(qtbot)
        world.services.endings.fault = EnvironmentFault(key, retryable=True)
        await world.show()
        await act(lambda: world.showing.begin_call_off(sale(), customer()))
        await act(lambda: world.showing.ending.review(NONE))
        await act(world.showing.ending.confirm)
        banner = named(world.window, "callOffFault", Banner)
        assert (banner.kind(), banner.title()) == (kind, title)
        again = named(world.window, "confirmCallOff").isVisible()
        assert again is (key != UNCLEAR), "what nobody knows the end of is not begun once more"

    run(flow())


def test_given_back_but_not_noted_is_called_off_all_the_same(qtbot: QtBot, run: Any) -> None:
    async def flow() -> None:
        world = World(qtbot)
        done = CalledOff(ended(sale(), Money(10_000, "eur")), (), NONE, noted=False)
        world.services.endings.result = done
        await world.show()
        await act(lambda: world.showing.begin_call_off(sale(), customer()))
        await act(lambda: world.showing.ending.review(Money(10_000, "eur")))
        await act(world.showing.ending.confirm)
        said = world.says("callOffSaid")
        assert "The sale is called off" in said
        assert "€100.00 went back" in said
        assert "as soon as it answers" in said

    run(flow())


def test_a_refusal_leads_back_to_where_it_was_asked(qapp: Any, run: Any) -> None:
    async def flow() -> None:
        heard = Heard(UserError("dues.no_card"))
        heard.model.open(due_row(1), customer())
        heard.model.go(Step.CONFIRMING)
        heard.model.collect()
        await rest()
        assert [one[0] for one in heard.told] == ["faulted"]
        assert heard.model.step is Step.CONFIRMING

    run(flow())


def test_a_clash_shows_the_sale_as_it_is_now(qapp: Any, run: Any) -> None:
    async def flow() -> None:
        heard = Heard()
        heard.model.open(due_row(1), customer())
        later = TODAY + timedelta(days=4)
        heard.dues.rows = [due_row(1, due=later)]
        heard.changes.fault = UserError("sale.changed_elsewhere")
        heard.model.go(Step.MOVING)
        heard.model.move(TODAY + timedelta(days=9))
        await rest()
        assert heard.told[-1][0] == "faulted"
        assert heard.model.row is not None
        assert heard.model.row.due_on == later

    run(flow())


def test_what_is_not_due_yet_can_not_be_charged_absent(qapp: Any) -> None:
    heard = Heard()
    heard.model.open(due_row(1, due=TODAY + timedelta(days=1)), customer())
    assert not heard.model.can_collect()
    heard.model.open(due_row(1), customer())
    assert heard.model.can_collect()


def test_date_and_link_on_the_screen(qtbot: QtBot, run: Any) -> None:
    async def flow() -> None:
        world = World(qtbot)
        await world.show()
        await act(lambda: world.showing._open(due_row(1)))
        await click(named(world.window, "moveDate"))
        line = named(world.window, "newDay", QLineEdit)
        await act(line.clear)
        await keys(line, "22/11/2026")
        await click(named(world.window, "collectDue"))
        assert "from today on" in line.accessibleDescription()
        assert not world.services.changes.asked
        await act(line.clear)
        await keys(line, "01/12/2026")
        outside = Risk("agreement.too_late", {"latest": TODAY})
        world.services.changes.fault = UserError("dues.outside_agreement", risk=outside)
        await click(named(world.window, "collectDue"))
        assert "nothing was changed" in world.says("dueFault")
        assert "23\u00a0Nov\u00a02026" in world.says("dueFault"), "and until when it would be"
        assert line.isVisible(), "to be corrected"
        await click(named(world.window, "collectDue"))
        assert "Changed" in world.says("dueFault")
        assert world.says("fact_due") == "1\u00a0Dec\u00a02026"
        assert not cut_in(world.window)
        assert "It was due on 23\u00a0Nov\u00a02026" in world.window.status_text()
        moved = world.services.service.rows[0].sale
        await click(named(world.window, "undo"))
        assert world.says("fact_due") == "23\u00a0Nov\u00a02026"
        what, sale_now, _, day = world.services.changes.asked[-1]
        assert (what, sale_now, day) == ("move", moved, due_row(1).due_on)
        await click(named(world.window, "byLink"))
        assert "€315.00" in world.says("linkWhat")
        assert not cut_in(world.window)
        await click(named(world.window, "linkDone"))
        assert world.window.current_screen() == "due"

    run(flow())


def test_another_amount_is_put_back_as_another_day_is(qtbot: QtBot, run: Any) -> None:
    async def flow() -> None:
        world = World(qtbot)
        await world.show()
        tasks.report_to(world.window.report)
        await act(lambda: world.showing.one.open(due_row(1), customer()))
        await act(lambda: world.showing.one.go(Step.CHANGING))
        await act(lambda: world.showing.one.change(Money(30_000, "eur")))
        await rest()
        assert world.says("fact_amount") == "€300.00"
        assert "It was €315.00 before" in world.window.status_text()
        changed, was = world.services.service.rows[0].sale, due_row(1).item
        await act(lambda: world.showing.one.go(Step.CONFIRMING))
        world.services.changes.fault = UserError("sale.changed_elsewhere")
        await click(named(world.window, "undo"))
        await rest()
        assert world.says("fact_amount") == "€300.00", "nothing is put back over another change"
        assert "changed this sale at another till first" in world.window.status_text()
        await act(lambda: world.showing.one.change_back(changed, was.id, was.amount))
        await rest()
        assert world.says("fact_amount") == "€315.00"
        what, sale_now, _, amount = world.services.changes.asked[-1]
        assert (what, sale_now, amount) == ("amount", changed, was.amount)
        assert world.showing.one.step is Step.SHOWING, "what was read back is another amount now"

    run(flow())


@pytest.mark.parametrize("what", ["move", "amount"])
@pytest.mark.parametrize("opened", ["before", "meanwhile"])
def test_nothing_else_begins_with_a_part_while_its_change_is_put_back(
    qapp: Any, run: Any, what: str, opened: str
) -> None:
    async def flow() -> None:
        heard, row = Heard(), due_row(1)
        model, heard.changes.held = heard.model, asyncio.Event()
        if opened == "before":
            model.open(row, customer())
            model.go(Step.CONFIRMING)
        if what == "move":
            model.move_back(row.sale, row.item.id, row.due_on)
        else:
            model.change_back(row.sale, row.item.id, row.item.amount)
        await rest()
        if opened == "meanwhile":
            model.open(row, customer())
        assert model.step is Step.WORKING
        for act_on in (model.collect, model.check_out, model.another_card, model.link):
            act_on()
        model.go(Step.CONFIRMING)
        await rest()
        assert heard.dues.asked == [], "what was read back is out of date"
        heard.changes.held.set()
        await rest()
        assert [asked[0] for asked in heard.changes.asked] == [what]
        assert model.step is Step.SHOWING
        assert [asked for asked, _ in heard.dues.asked] == ["board"], "and is read anew"

    run(flow())


def test_an_amount_that_is_due_is_read_back_before_its_customer_pays(
    qapp: QApplication, qtbot: QtBot, run: Any
) -> None:
    async def flow() -> None:
        world = World(qtbot)
        await world.show()
        await act(lambda: world.showing._open(due_row(1)))
        words = named(world.window, "factInWords", QLabel)
        assert named(world.window, "onScreen").isVisible()
        assert words.isVisible()
        assert words.text() == "Three hundred and fifteen euros"
        await act(lambda: install_language(qapp, "fr"))
        assert words.text() == "Trois cent quinze euros"
        await act(lambda: install_language(qapp, "en"))
        await click(named(world.window, "collectDue"))
        assert not words.isVisible(), "they stand below the question then"
        await act(world.showing.due.go_back)
        unclear = due_row(1, last=came(due_row(1), OutcomeKind.UNKNOWN))
        await act(lambda: world.showing._open(unclear))
        assert not words.isVisible(), "nothing of it may be charged"

    run(flow())


def test_calling_off_says_what_is_kept_and_asks_once(qtbot: QtBot, run: Any) -> None:
    async def flow() -> None:
        world = World(qtbot)
        await world.show()
        await act(lambda: world.showing.begin_call_off(sale(), customer()))
        await rest()
        assert world.says("callOffKept") == "The shop keeps nothing."
        line = named(world.window, "refundField", QLineEdit)
        await act(line.clear)
        await keys(line, "200")
        await click(named(world.window, "confirmCallOff"))
        assert world.showing.ending.step is CallingOff.CHOOSING, "more than was paid"
        await act(line.clear)
        await keys(line, "100")
        assert world.says("callOffKept") == "The shop keeps €35.00."
        await click(named(world.window, "confirmCallOff"))
        question = world.says("callOffQuestion")
        assert "€100.00 goes back" in question
        assert "keeps €35.00" in question
        off = named(world.window, "callOffScreen")
        assert named(off, "amountInWords", QLabel).text() == "One hundred euros"
        assert not world.services.endings.asked
        await click(named(world.window, "confirmCallOff"))
        wish = CalledOffFor(OffReason.WISH)
        assert "Reason: The customer’s wish." in question
        assert world.services.endings.asked == [(sale(), Money(10_000, "eur"), wish)]
        assert "€100.00 went back" in world.says("callOffSaid")
        assert not cut_in(world.window)

    run(flow())


def test_another_reason_is_said_in_words(qtbot: QtBot, run: Any) -> None:
    async def flow() -> None:
        world = World(qtbot)
        await world.show()
        await act(lambda: world.showing.begin_call_off(sale(), customer()))
        words = named(world.window, "offWords", QLineEdit)
        assert not words.isVisible()
        await click(named(world.window, "segment_other"))
        assert words.hasFocus()
        await click(named(world.window, "confirmCallOff"))
        assert world.showing.ending.step is CallingOff.CHOOSING, "nothing was said"
        await keys(words, "Moved abroad")
        await click(named(world.window, "confirmCallOff"))
        assert "Reason: Moved abroad." in world.says("callOffQuestion")
        await click(named(world.window, "confirmCallOff"))
        (asked,) = world.services.endings.asked
        assert asked[2] == CalledOffFor(OffReason.OTHER, "Moved abroad")
        hints = [one for one in world.showing.call_off.findChildren(KeyHint) if one.isVisible()]
        assert [one.objectName() for one in hints] == ["key_Esc"], "there is nothing left to enter"

    run(flow())


@pytest.mark.parametrize("left", [0, 2_500])
def test_what_could_not_be_given_back_yet_is_said(qtbot: QtBot, run: Any, left: int) -> None:
    async def flow() -> None:
        world = World(qtbot)
        one = ended(sale(), Money(10_000 - left, "eur"))
        world.services.endings.result = CalledOff(one, (), Money(left, "eur"))
        await world.show()
        await act(lambda: world.showing.begin_call_off(sale(), customer()))
        await act(lambda: world.showing.ending.review(Money(10_000, "eur")))
        await act(world.showing.ending.confirm)
        said = world.says("callOffSaid")
        assert ("could not be given back" in said) is bool(left)
        assert ("not all went back" in said) is bool(left), "in large as well"

    run(flow())


def test_no_amount_is_typed_before_what_was_agreed_is_known(qtbot: QtBot, run: Any) -> None:
    async def flow() -> None:
        world = World(qtbot)
        held = world.services.endings.hold()
        await world.show()
        await act(lambda: world.showing.begin_call_off(sale(), customer()))
        line = named(world.window, "refundField", QLineEdit)
        go = named(world.window, "confirmCallOff")
        assert not line.isEnabled(), "what comes later would take the place of what is typed"
        assert not go.isEnabled()
        held.set()
        await rest()
        assert line.isEnabled()
        assert go.isEnabled()
        assert "135" in line.text()

    run(flow())


def test_another_sale_begins_with_nothing_of_the_one_before(qtbot: QtBot, run: Any) -> None:
    async def flow() -> None:
        world = World(qtbot)
        await world.show()
        await act(lambda: world.showing.begin_call_off(sale(), customer()))
        await rest()
        line = named(world.window, "refundField", QLineEdit)
        assert "135" in line.text()
        held = world.services.endings.hold()
        world.services.endings.proposed = Proposal(Money(4_000, "jpy"), NO_YEN, True, TODAY)
        await act(lambda: world.showing.begin_call_off(in_yen(sale(2)), customer()))
        assert (line.text(), world.says("callOffKept")) == ("", ""), "nothing of another sale"
        held.set()
        await rest()
        assert line.text() == "4000"
        assert world.says("callOffKept") == "The shop keeps nothing."

    run(flow())


def test_what_can_not_be_looked_up_is_not_said_to_be_agreed_by_nobody(
    qtbot: QtBot, run: Any
) -> None:
    async def flow() -> None:
        world = World(qtbot)
        await world.show()
        await act(lambda: world.showing.begin_call_off(sale(), customer()))
        await rest()
        world.services.endings.unknown = EnvironmentFault("agreement.not_learned", retryable=True)
        await act(lambda: world.showing.begin_call_off(sale(2), customer()))
        await rest()
        policy = world.says("callOffPolicy")
        assert "No agreement" not in policy
        assert "can’t be looked up now" in policy
        assert named(world.window, "refundField", QLineEdit).text() == "", "nobody proposes one"
        await click(named(world.window, "confirmCallOff"))
        assert world.showing.ending.step is CallingOff.CHOOSING, "an amount has to be chosen"
        assert not cut_in(world.window)

    run(flow())


def test_a_refusal_of_the_end_keeps_the_sale(qapp: Any, run: Any) -> None:
    async def flow() -> None:
        endings = FakeEndings(fault=UserError("payment.already_paid"))
        model = CallOffViewModel(endings)
        faults: list[object] = []
        model.faulted.connect(faults.append)
        model.begin(sale(), customer())
        await rest()
        model.review(NONE)
        model.confirm()
        model.confirm()
        await rest()
        assert len(endings.asked) == len(faults) == 1
        assert model.step is CallingOff.CHOOSING

    run(flow())


def test_changed_elsewhere_meanwhile_it_is_decided_about_the_sale_as_it_is_now(
    qtbot: QtBot, run: Any
) -> None:
    async def flow() -> None:
        world = World(qtbot)
        await world.show()
        endings = world.services.endings
        await act(lambda: world.showing.begin_call_off(sale(), customer()))
        await act(lambda: world.showing.ending.review(Money(13_500, "eur")))
        newest = replace(sale(deposit=20_000), revision=2)
        endings.fault = UserError("sale.changed_elsewhere", sale=newest)
        endings.proposed = Proposal(Money(20_000, "eur"), NONE, True, TODAY)
        await act(world.showing.ending.confirm)
        await rest()
        assert "changed this sale at another till first" in world.says("callOffFault")
        assert named(world.window, "refundField", QLineEdit).text() == "200.00"
        await act(lambda: world.showing.ending.review(Money(20_000, "eur")))
        await act(world.showing.ending.confirm)
        assert endings.asked[-1][0] == newest
        assert "€200.00 went back" in world.says("callOffSaid")

    run(flow())


def test_the_liability_names_each_difference(qtbot: QtBot, run: Any) -> None:
    async def flow() -> None:
        world = World(qtbot)
        await world.show()
        await click(named(world.window, "openLiability"))
        await rest()
        assert "1 difference" in world.says("liabilityVerdict")
        assert "€135.00 noted, €125.00 at Stripe" in world.says("liabilityDifferences")
        assert not cut_in(world.window)

    run(flow())


def test_what_is_owed_names_whose_it_is_and_opens_it(qtbot: QtBot, run: Any) -> None:
    async def flow() -> None:
        world = World(qtbot)
        await world.show()
        opened: list[tuple[Sale, Customer | None]] = []
        payments: list[object] = []
        world.showing.openSale.connect(lambda one, who: opened.append((one, who)))
        world.showing.liability.openPayment.connect(payments.append)
        await act(world.showing.board.liabilityRequested.emit)
        await rest()
        row = named(world.window, f"liability_{sale().id}", QAbstractButton)
        assert "Élodie Lefèvre R-1 – Dining table, oak" in row.accessibleName()
        await click(row)
        await rest()
        assert [(one, who and who.name) for one, who in opened] == [(sale(), "Élodie Lefèvre")]
        await click(named(world.window, "difference_pi_1"))
        assert payments == ["pi_1"]
        assert not cut_in(world.window)

    run(flow())


def test_a_change_whose_answer_was_lost_is_not_said_to_be_undone(qtbot: QtBot, run: Any) -> None:
    async def flow() -> None:
        world = World(qtbot)
        await world.show()
        await act(lambda: world.showing.one.open(due_row(1), customer()))
        world.services.changes.fault = EnvironmentFault("sale.not_noted", retryable=True)
        await act(lambda: world.showing.one.go(Step.CHANGING))
        await act(lambda: world.showing.one.change(Money(30_000, "eur")))
        await rest()
        said = [one for one in world.showing.due.findChildren(Banner) if one.title()]
        assert [one.title() for one in said] == ["Not known yet whether it was changed"]

    run(flow())


def test_the_table_for_a_spreadsheet() -> None:
    held = SaleLiability(sale(2, reference="=1+1"), Money(13_500, "eur"))
    rows = list(csv.DictReader(StringIO(as_csv(Liability((held,), ()), NAMES))))
    assert rows[0]["held"] == rows[0]["paid"] == "135.00"
    assert (rows[0]["currency"], rows[0]["sale"]) == ("EUR", "sale_0002")
    assert rows[0]["reference"] == "'=1+1", "no formula"


def test_another_card_is_asked_for_as_the_sale_is_now(qtbot: QtBot, run: Any) -> None:
    async def flow() -> None:
        world = World(qtbot)
        asked: list[Any] = []
        world.showing.anotherCard.connect(lambda *told: asked.append(told))
        await world.show()
        row = due_row(1)
        await act(lambda: world.showing._open(row))
        await rest()
        await click(named(world.window, "withAnotherCard"))
        await rest()
        ((which, item, who),) = asked
        assert (which, item.id) == (row.sale, row.item.id)
        assert who == world.showing.one.customer
        assert not cut_in(world.window)

    run(flow())


@pytest.mark.parametrize(
    ("training", "address", "says"),
    [
        (True, "", "a page thanks them"),
        (False, "https://shop.example/merci", "come to https://shop.example/merci"),
        (False, "", "the payment is made all the same"),
    ],
)
def test_what_the_customer_sees_after_paying_is_said(
    qtbot: QtBot, training: bool, address: str, says: str
) -> None:
    screen = LinkScreen("Atelier", training=training, web_address=address)
    qtbot.addWidget(screen)
    until = StoppedClock().now()
    made = Link(AttemptId("att_1"), ItemId("item_1"), Money(1, "eur"), "https://x.example", until)
    screen.begin(made, None)
    after = screen.findChild(QLabel, "linkAfter")
    assert after is not None
    assert says in after.text()


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (OutcomeKind.NOT_CHARGED, "Nobody can pay by it any more"),
        (OutcomeKind.SUCCEEDED, "paid by the link before"),
        (OutcomeKind.UNKNOWN, "Don’t charge it again"),
    ],
)
def test_a_link_is_closed_before_its_end(
    qtbot: QtBot, run: Any, kind: OutcomeKind, said: str
) -> None:
    async def flow() -> None:
        world = World(qtbot)
        await world.show()
        await act(lambda: world.showing._open(due_row(1)))
        await click(named(world.window, "byLink"))
        await rest()
        dues = world.services.service
        dues.fault = UserError("link.none")
        close = named(world.window, "closeLink", QAbstractButton)
        await click(close)
        await rest()
        assert world.window.current_screen() == "link", "what could not be done is said there"
        assert close.isEnabled()
        dues.outcome = came(due_row(1), kind)
        heard: list[OutcomeKind] = []
        world.showing.cameOut.connect(heard.append)
        world.services.links.kept = [dues.outcome]
        await click(close)
        await rest()
        assert world.services.links.kept == [], "nobody is told of it again"
        # who closed it knows that it is closed, and hears of it only what they don't know
        assert heard == ([kind] if kind is not OutcomeKind.NOT_CHARGED else [])
        assert said in world.window.status_text()
        assert world.window.current_screen() != "link"
        assert [what for what, _ in dues.asked].count("close link") == 2

    run(flow())


def test_a_link_becomes_a_square_code() -> None:
    code = modules("https://checkout.stripe.com/c/pay/cs_test_" + "a" * 200)
    assert {len(line) for line in code} == {len(code)}
    finder = [tuple(line[:7]) for line in code[:7]]
    assert finder[0] == (1,) * 7
    assert finder[3] == (1, 0, 1, 1, 1, 0, 1)


@pytest.mark.parametrize("fault", [None, UserError("payment.already_paid")])
def test_who_must_confirm_and_is_away_is_sent_a_link(
    qtbot: QtBot, run: Any, fault: UserError | None
) -> None:
    """From the outcome's own screen, also of what stands on no board."""

    async def flow() -> None:
        world, told = World(qtbot), []
        world.showing.collected.connect(lambda how, what, who: told.append((how.kind, what, who)))
        await world.show()
        dues, item = world.services.service, due_row(1).item
        dues.fault = fault

        def impatiently() -> None:
            for _ in range(2):
                world.showing.send_link(item, customer())

        await act(impatiently)
        await rest()
        assert [what for what, _ in dues.asked].count("link") == 1
        if fault is not None:
            assert world.window.current_screen() != "link"
            assert "already" in world.window.status_text()
            return
        assert world.window.current_screen() == "link"
        paid = PaymentRecorded(came(due_row(1)), by_link=True)
        await act(lambda: world.bus.publish(paid))
        assert told == [(OutcomeKind.SUCCEEDED, item, customer())]

    run(flow())


def test_enter_is_never_for_a_charge_that_the_key_lacks(qtbot: QtBot, run: Any) -> None:
    async def flow() -> None:
        world = World(qtbot)
        await world.show()
        for name, why in (("onScreen", ""), ("leaveDue", "No page can be opened.")):
            named(world.window, "collectDue", Button).switch_off("Saved cards can’t be charged.")
            named(world.window, "onScreen", Button).switch_off(why)
            await act(lambda: world.showing._open(due_row(1)))
            assert named(world.window, name).hasFocus()
            await act(world.showing.due.go_back)

    run(flow())
