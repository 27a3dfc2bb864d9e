"""What these screens need of the services."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Protocol

from pos_app.checkout.model import Link
from pos_app.dues.collecting import Progress, Result
from pos_app.dues.ending import CalledOff
from pos_app.dues.model import Board
from pos_app.dues.owed_back import Liability
from pos_app.dues.settling import Proposal
from pos_app.kernel.ids import AttemptId, ItemId
from pos_app.kernel.money import Money
from pos_app.payments.model import Outcome
from pos_app.sales.model import CalledOffFor, Sale, SaleItem


class Run(Protocol):
    """Of `CollectRun`."""

    @property
    def progress(self) -> Progress: ...

    @property
    def results(self) -> Mapping[ItemId, Result]: ...

    def stop(self) -> None: ...


class Dues(Protocol):
    """Of `DuesService`."""

    @property
    def run(self) -> Run | None: ...

    async def board(self, today: date) -> Board: ...

    async def collect(self, item_id: ItemId) -> Outcome: ...

    async def find_out(self, item_id: ItemId) -> Outcome: ...

    async def at_checkout(self, item_id: ItemId) -> SaleItem: ...

    async def pay_by_link(self, item_id: ItemId) -> Link: ...

    async def close_link(self, item_id: ItemId) -> Outcome: ...

    async def collect_all(self, item_ids: Sequence[ItemId]) -> Run: ...


class Changes(Protocol):
    """Of `ChangeService`."""

    async def move_date(self, sale: Sale, item_id: ItemId, day: date) -> Sale: ...

    async def change_amount(self, sale: Sale, item_id: ItemId, amount: Money) -> Sale: ...


class Endings(Protocol):
    """Of `EndingService`."""

    async def proposal(self, sale: Sale) -> Proposal: ...

    async def call_off(
        self, sale: Sale, refund: Money, off_for: CalledOffFor | None = None
    ) -> CalledOff: ...


class Links(Protocol):
    """Of `LinkService`."""

    async def unread(self) -> Sequence[Outcome]: ...

    async def read(self, attempt_ids: Collection[AttemptId]) -> None: ...


class Liabilities(Protocol):
    """Of `LiabilityService`."""

    async def known(self) -> Liability: ...

    async def checked(self) -> Liability: ...
