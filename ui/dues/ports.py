"""What these screens need of the services."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from pos_app.dues.changing import CalledOff, Proposal
from pos_app.dues.collecting import CollectRun
from pos_app.dues.liability import Liability
from pos_app.dues.model import Board
from pos_app.dues.service import Link
from pos_app.kernel.ids import ItemId, SaleId
from pos_app.kernel.money import Money
from pos_app.payments.model import Outcome
from pos_app.sales.model import Sale, SaleItem


class Dues(Protocol):
    """Of `DuesService`."""

    running: CollectRun | None

    async def board(self, today: date) -> Board: ...

    async def collect(self, item_id: ItemId) -> Outcome: ...

    async def open_checkout(self, item_id: ItemId) -> SaleItem: ...

    async def pay_by_link(self, item_id: ItemId) -> Link: ...

    async def close_link(self, item_id: ItemId) -> Outcome: ...

    def collect_all(self, item_ids: Sequence[ItemId]) -> CollectRun: ...


class Changes(Protocol):
    """Of `ChangeService`."""

    async def move_date(self, item_id: ItemId, day: date) -> Sale: ...

    async def change_amount(self, item_id: ItemId, amount: Money) -> Sale: ...

    async def proposal(self, sale_id: SaleId, today: date) -> Proposal: ...

    async def call_off(self, sale_id: SaleId, refund: Money) -> CalledOff: ...


class Liabilities(Protocol):
    """Of `LiabilityService`."""

    async def now(self) -> Liability: ...

    async def checked(self) -> Liability: ...
