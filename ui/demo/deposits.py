"""Deposits and what they leave due, as a cashier, a customer and a manager live through them."""

from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QTableView, QWidget

from pos_app.bootstrap import Till
from pos_app.kernel.ids import CustomerId
from pos_app.sales.model import Sale
from ui.demo.calendar import MovedClock, pass_days
from ui.demo.hands import Hands, act
from ui.demo.server import ServerView
from ui.demo.shop_floor import ASKING, ASKS_THE_BANK, CHALLENGE, VISA, ShopFloor, as_typed
from ui.demo.summary import Step, Summary
from ui.dues.board_view_model import BoardViewModel
from ui.i18n.language import language_of

MASTERCARD: Final = "5555555555554444"
_JAMES: Final = "james.oconnor@example.com"
_MONTH: Final = 33
"""Days: past every balance's date."""


class DepositScript:
    """Steps after those of the main job, each of the same customer."""

    def __init__(
        self, floor: ShopFloor, server: ServerView, summary: Summary, till: Till,
        board: BoardViewModel,
    ) -> None:  # fmt: skip
        self._floor = floor
        self._hands: Hands = floor.hands
        self._page = floor.page
        self._server = server
        self._summary = summary
        self._till = till
        self._board = board
        self._customer = ""

    async def play(self) -> None:
        """All steps; stops at the first that can't go on."""
        await self._deposit()
        await self._a_month_later()
        await self._asked_by_the_bank()
        await self._another_card()
        await self._called_off()
        await self._nothing_owed()

    async def _deposit(self) -> None:
        with self._summary.step("deposit of 30 % with an agreement") as step:
            await self._open_james()
            sale = await self._sell("450", "Oak table", VISA, step)
            intent = await self._server.newest_intent(self._customer)
            known = await self._server.get(f"customers/{self._customer}")
            step.compare(
                {"taken": 13_500, "kept for": "off_session", "owed": 31_500, "noted": True,
                 "agreement": True},
                {"taken": intent["amount_received"], "kept for": intent["setup_future_usage"],
                 "owed": sale.owed.amount_minor, "noted": str(sale.id) in known["metadata"],
                 "agreement": sale.agreement_id is not None},
            )  # fmt: skip

    async def _a_month_later(self) -> None:
        with self._summary.step("a month later the balance is collected") as step:
            await self._pass(_MONTH)
            await self._collect_all(step, "balance")
            intent = await self._server.newest_intent(self._customer)
            await self._till.sales.drain()
            sales = await self._sales()
            step.compare(
                {"received": 31_500, "status": "succeeded", "open sales": 0},
                {"received": intent["amount_received"], "status": intent["status"],
                 "open sales": len(sales)},
            )  # fmt: skip
            await self._leave_board()

    async def _asked_by_the_bank(self) -> None:
        with self._summary.step("a balance the bank asks about is paid on their screen") as step:
            await self._sell("200", "Armchair", ASKS_THE_BANK, step)
            await self._pass(_MONTH)
            await self._collect_all(step, "bank-asks-for-the-customer")
            self._compare_run(step, await self._received(), 45_000 + 6_000)
            await self._open_due("Armchair", step)
            await self._hands.click("onScreen")
            await self._floor.usable()
            await self._floor.type_card(ASKS_THE_BANK)
            await self._page.click("#pay")
            await self._answer_the_bank()
            await self._hands.see("outcomeTitle", QWidget)
            await self._shoot(step, "balance-authenticated")
            await self._compare_paid(step, 14_000, "visa")

    async def _another_card(self) -> None:
        with self._summary.step("a declined balance is paid with another card") as step:
            await self._open_james()
            await self._sell("120", "Mirror", VISA, step)
            await self._pass(_MONTH)
            controls = self._till.controls
            assert controls is not None
            await controls.order({"kind": "decline", "code": "insufficient_funds", "times": 1})
            await self._collect_all(step, "declined-while-away")
            self._compare_run(step, await self._received(), 45_000 + 20_000 + 3_600)
            await self._open_due("Mirror", step)
            await self._hands.click("onScreen")
            await self._floor.usable()
            await self._floor.type_card(MASTERCARD)
            await self._floor.pay()
            await self._shoot(step, "balance-other-card")
            await self._compare_paid(step, 8_400, "mastercard")

    def _compare_run(self, step: Step, received: int, expected: int) -> None:
        """One was tried, and nothing was taken."""
        progress = self._board.progress
        assert progress is not None
        step.compare(
            {"charged": 0, "failed": 1, "received so far": expected},
            {"charged": progress.charged, "failed": progress.failed, "received so far": received},
        )

    async def _called_off(self) -> None:
        hands = self._hands
        with self._summary.step("called off, part of the deposit is given back") as step:
            await self._open_james()
            sale = await self._sell("300", "Bookcase", VISA, step)
            await hands.click(f"sale_{sale.id}")
            await self._shoot(step, "sale")
            await hands.click("callOffSale")
            await hands.type("refundField", as_typed("60.00"))
            await self._shoot(step, "call-off")
            await hands.click("confirmCallOff")
            await hands.click("confirmCallOff")
            await hands.until(self._over, "the sale, called off", 40)
            await self._shoot(step, "called-off")
            await hands.click("leaveCallOff")
            intent = await self._server.newest_intent(self._customer)
            known = await self._server.get(f"customers/{self._customer}")
            step.compare(
                {"received": 9_000, "given back": 6_000, "kept": "3000 eur", "noted": False},
                {"received": intent["amount_received"],
                 "given back": intent["latest_charge"]["amount_refunded"],
                 "kept": intent["metadata"].get("forfeited"),
                 "noted": str(sale.id) in known["metadata"]},
            )  # fmt: skip

    async def _nothing_owed(self) -> None:
        hands = self._hands
        with self._summary.step("nothing is owed to customers, and Stripe says so too") as step:
            await hands.click("openDues")
            await hands.click("openLiability")
            await hands.see("liabilityVerdict", QWidget)
            found = await self._till.dues.liability.checked()
            assert found.differences is not None, "Stripe was asked"
            await self._shoot(step, "liability")
            step.compare(
                {"owed": 0, "differences": 0, "received": 45_000 + 20_000 + 12_000 + 9_000,
                 "given back": 6_000},
                {"owed": sum(one.amount_minor for one in found.totals),
                 "differences": len(found.differences or ()), "received": await self._received(),
                 "given back": await self._given_back()},
            )  # fmt: skip
            await hands.click("leaveLiability")

    async def _shoot(self, step: Step, what: str) -> None:
        step.pictures.append(await self._hands.picture(what))

    # what several steps do

    async def _open_james(self) -> None:
        known = (await self._server.get("customers", email=_JAMES))["data"][0]
        self._customer = known["id"]
        await self._floor.open_customer(_JAMES, known["name"])

    async def _sell(self, total: str, what: str, card: str, step: Step) -> Sale:
        """A sale with 30 % down, agreed to, paid on the page; what it became."""
        hands, page = self._hands, self._page
        before = {sale.id for sale in await self._sales()}
        await hands.click("sellInParts")
        await hands.type("totalField", total)
        await hands.type("descriptionField", what)
        await self._shoot(step, "sale-in-parts")
        await hands.press("descriptionField", Qt.Key.Key_Return)
        await page.until(ASKING)
        await self._read_in_french()
        await page.settled()
        await self._shoot(step, "agreement")
        await self._agree()
        await self._floor.usable()
        await self._floor.type_card(card)
        await page.click("#pay")
        if card == ASKS_THE_BANK:
            await self._answer_the_bank()
        await hands.see("outcomeTitle", QWidget)
        await self._shoot(step, "deposit-paid")
        await self._till.asked.drain()
        await self._floor.done()
        new = [sale for sale in await self._sales() if sale.id not in before]
        assert len(new) == 1, "one sale more is open"
        return new[0]

    async def _read_in_french(self) -> None:
        """At a till in French the customer turns the page, so that its picture is French too."""
        if language_of() == "fr":
            await self._page.click_until("#ask-language", "document.documentElement.lang === 'fr'")

    async def _agree(self) -> None:
        """As a person does: look whether the click arrived, since a page may still unfold."""
        page = self._page
        await page.click_until("#agree", "document.querySelector('#agree').checked")
        await page.click_until("#ask-go", f"!({ASKING})")

    async def _answer_the_bank(self) -> None:
        await self._floor.bank_asks()
        await self._page.click("#approve", CHALLENGE)

    async def _pass(self, days: int) -> None:
        clock, controls = self._till.clock, self._till.controls
        assert isinstance(clock, MovedClock)
        assert controls is not None
        await pass_days(clock, controls, days)

    async def _collect_all(self, step: Step, picture: str) -> None:
        """From the first screen to the end of the run, on the board."""
        hands, board = self._hands, self._board
        await hands.click("openDues")
        await hands.click("segment_overdue")
        await hands.click("collectAll")
        await hands.see("dueSaid", QWidget)
        await self._shoot(step, f"{picture}-asked")
        earlier = board.progress
        await hands.click("collectAll")
        await hands.until(
            lambda: board.progress is not earlier and board.progress is not None
            and not board.progress.running,
            "the end of the run", 60,
        )  # fmt: skip
        await self._shoot(step, picture)

    async def _open_due(self, what: str, step: Step) -> None:
        """The row of the board that names it."""
        view = await self._hands.see("dueTable", QTableView)

        def row() -> int | None:
            model = view.model()
            for at in range(model.rowCount()):
                words = [str(model.index(at, column).data() or "")
                         for column in range(model.columnCount())]  # fmt: skip
                if any(what in one for one in words):
                    return at + 1
            return None

        place = await self._hands.until(row, f"“{what}” on the board", 20)
        assert place is not None
        cell = view.visualRect(view.model().index(place - 1, 0)).center()
        left = Qt.MouseButton.LeftButton
        await act(lambda: QTest.mouseClick(view.viewport(), left, pos=cell))
        await self._hands.see("onScreen", QWidget)
        await self._shoot(step, "due")

    async def _compare_paid(self, step: Step, amount: int, brand: str) -> None:
        intent = await self._server.newest_intent(self._customer)
        step.compare(
            {"received": amount, "brand": brand},
            {"received": intent["amount_received"],
             "brand": intent["payment_method"]["card"]["brand"]},
        )  # fmt: skip
        await self._floor.done()

    async def _leave_board(self) -> None:
        await self._hands.click("leaveBoard")
        await self._hands.see("searchBox", QWidget)

    def _over(self) -> bool:
        title = self._hands.seen("callOffSaid", QWidget)
        texts = [one.text() for one in title.findChildren(QLabel)] if title else []
        return any(texts)

    async def _sales(self) -> list[Sale]:
        return list(await self._till.sales.of_customer(CustomerId(self._customer)))

    async def _received(self) -> int:
        return sum(one["amount_received"] for one in await self._of_sales())

    async def _given_back(self) -> int:
        charges = [one["latest_charge"] for one in await self._of_sales()]
        return sum(one["amount_refunded"] for one in charges if one)

    async def _of_sales(self) -> list[dict[str, Any]]:
        """The customer's payments that name a sale of the till."""
        page = await self._server.get(
            "payment_intents", customer=self._customer, limit="100", expand="data.latest_charge"
        )
        return [one for one in page["data"] if "sale" in one["metadata"]]
