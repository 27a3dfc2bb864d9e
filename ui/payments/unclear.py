"""Before somebody is charged: is an earlier payment of theirs unclear? Then that comes first."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from pos_app.customers.model import Customer
from pos_app.kernel.money import Money
from ui.i18n.speech import Speech
from ui.payments.may_take import MayHaveTaken
from ui.payments.unresolved_view_model import UnresolvedViewModel
from ui.shell.dialogs import Choice, ask
from ui.tasks import start_latest

Go = Callable[[], None]


class UnclearGuard(QObject):
    """Asks, and refuses the very same amount: it may have been charged already.

    A walk-in (None) is anybody: unclear payments of all walk-ins count.
    """

    def __init__(self, unresolved: UnresolvedViewModel, window: QWidget) -> None:
        super().__init__(window)
        self._unresolved = unresolved
        self._window = window

    def before(self, customer: Customer | None, go: Go) -> None:
        """Go on to this customer's payment unless the cashier would rather check."""
        start_latest(self, "unclear", self._ask(customer, go))

    def before_amount(self, customer: Customer | None, amount: Money, go: Go) -> None:
        """Go on with this amount unless it is the unclear one."""
        start_latest(self, "unclear", self._ask_amount(customer, amount, go))

    async def _ask(self, customer: Customer | None, go: Go) -> None:
        unclear = await self._of(customer)
        if not unclear:
            go()
            return
        other = Choice("other", lambda: self.tr("Charge something else"))
        answer = await self._answer(
            lambda: self._whose(customer),
            lambda: self.tr(
                "It may have been charged. Taking the same amount again could charge the "
                "customer twice. Check first."
            ),
            other, unclear[0].amount,
        )  # fmt: skip
        if answer == "other":
            go()
        else:
            self._unresolved.check_now()

    async def _ask_amount(self, customer: Customer | None, amount: Money, go: Go) -> None:
        if amount not in [one.amount for one in await self._of(customer)]:
            go()
            return
        answer = await self._answer(
            lambda: self.tr("This amount is not clear"),
            lambda: self.tr(
                "A payment of just this amount may have been charged. Nothing more was charged "
                "now. Check it first."
            ),
            Choice("back", lambda: self.tr("Back")), amount,
        )  # fmt: skip
        if answer == "check":
            self._unresolved.check_now()

    def _whose(self, customer: Customer | None) -> str:
        if customer is not None:
            return self.tr("An earlier payment of this customer is not clear")
        return self.tr("An earlier walk-in payment is not clear")

    async def _answer(
        self, title: Speech, words: Speech, other: Choice, amount: Money
    ) -> str | None:
        check = Choice("check", lambda: self.tr("Check now"), role="primary")
        return await ask(
            self._window, title, words, [other, check], kind="unknown", amount=amount,
            default="check",
        )  # fmt: skip

    async def _of(self, customer: Customer | None) -> Sequence[MayHaveTaken]:
        wanted = customer.id if customer is not None else None
        return [one for one in await self._unresolved.may_take() if one.customer_id == wanted]
