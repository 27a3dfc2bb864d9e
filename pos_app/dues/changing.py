"""Moving a due date and changing an amount, within what the customer agreed to."""

from collections.abc import Awaitable, Callable
from datetime import date

from pos_app.checkout.service import CheckoutService
from pos_app.dues.knowing import Knowing
from pos_app.dues.model import outside
from pos_app.kernel.errors import EnvironmentFault, UserError
from pos_app.kernel.ids import CustomerId, ItemId
from pos_app.kernel.money import Money
from pos_app.payments.model import OutcomeKind
from pos_app.sales.edits import ChangeAmount, Edit, MoveDate, edited
from pos_app.sales.model import ItemState, OwedRow, Sale, SaleItem
from pos_app.sales.rights import act_to_change
from pos_app.sales.service import SalesService
from pos_app.staff.model import NOBODY, Actor, Permissions
from pos_app.staff.open_house import OpenHouse


class ChangeService:
    """Edits of what is owed. Nothing is charged or given back by any of them."""

    def __init__(
        self, sales: SalesService, knowing: Knowing, checkout: CheckoutService,
        learn: Callable[[CustomerId], Awaitable[None]], today: Callable[[], date],
        permissions: Permissions | None = None,
    ) -> None:  # fmt: skip
        """`learn` takes over from Stripe what other tills noted of a customer's agreements;
        `today` is by the shop's calendar."""
        self._sales = sales
        self._knowing = knowing
        self._checkout = checkout
        self._learn = learn
        self._today = today
        self._permits = permissions or OpenHouse()

    async def move_date(
        self, sale: Sale, item_id: ItemId, day: date, *, actor: Actor = NOBODY
    ) -> Sale:
        """The part is due on another day. `sale` is what the person saw: it is changed in that
        state or not at all.

        Raises UserError sale.not_later (field day), dues.outside_agreement (risk: the Risk that
        says why; a new agreement is needed), and what SalesService.change raises.
        """
        if day < self._today():
            raise UserError("sale.not_later", field="day")
        edit = MoveDate(item_id, day)
        await self._check(sale, item_id, edit)
        act = act_to_change(sale, edit)
        return await self._permits.carry_out(
            actor, act, lambda: self._sales.change(sale, edit, actor=None), _changed
        )

    async def change_amount(
        self, sale: Sale, item_id: ItemId, amount: Money, *, actor: Actor = NOBODY
    ) -> Sale:
        """Another amount is due. A link or a page that asks for the old one is closed first.

        Raises as `move_date` does; UserError payment.already_paid, payment.item_blocked;
        EnvironmentFault dues.not_closed when nobody can say whether the old amount is being paid.
        """
        edit = ChangeAmount(item_id, amount)
        await self._check(sale, item_id, edit)
        act = act_to_change(sale, edit)
        return await self._permits.carry_out(
            actor, act, lambda: self._close_and_change(sale, item_id, edit), _changed
        )

    async def _close_and_change(self, sale: Sale, item_id: ItemId, edit: Edit) -> Sale:
        await close_payable(self._checkout, await self._sales.item(item_id))
        return await self._sales.change(sale, edit, actor=None)

    async def _check(self, sale: Sale, item_id: ItemId, edit: Edit) -> None:
        """Ask of the sale as it is to become what the board would ask."""
        wanted = edited(sale, edit)
        rows = [
            OwedRow(sale.customer_id, "", wanted, part)
            for part in wanted.parts
            if part.state is ItemState.OWED and part.item.due_on is not None
        ]
        known = await self._knowing.of(rows)
        if sale.agreement_id is not None and sale.agreement_id not in known.agreements:
            await self._learn(sale.customer_id)
            known = await self._knowing.of(rows)
        against = outside(rows, known, self._today(), item_id)
        if against is not None:
            raise UserError("dues.outside_agreement", risk=against)


def _changed(_: Sale) -> str:
    return "changed"


async def close_payable(checkout: CheckoutService, item: SaleItem) -> None:
    """See that nothing can be paid for the item any more, at any till.

    Raises UserError payment.already_paid, payment.item_blocked, payment.held; EnvironmentFault
    dues.not_closed while a payment is under way, or nobody can say; the remote faults.
    """
    found = await checkout.make_unpayable(item)
    if found is None:
        return
    if found.kind is OutcomeKind.SUCCEEDED:
        raise UserError("payment.already_paid")
    if found.reason == "payment.held":
        raise UserError("payment.held")
    raise EnvironmentFault("dues.not_closed", retryable=True)
