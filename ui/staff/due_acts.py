"""What is due, as its screens see it once somebody is signed in: collected, changed and ended as
them."""

from collections.abc import Sequence
from datetime import date

from pos_app.checkout.model import Link
from pos_app.dues.building import Dues
from pos_app.dues.changing import ChangeService
from pos_app.dues.collecting import CollectRun
from pos_app.dues.ending import CalledOff, EndingService
from pos_app.dues.service import DuesService
from pos_app.dues.under_agreement import AgreementCharging
from pos_app.kernel.ids import AgreementId, ItemId
from pos_app.kernel.money import Money
from pos_app.payments.model import Outcome
from pos_app.sales.model import CalledOffFor, Sale, SaleItem
from ui.acting import Acting


class ActingDues:
    """Collecting, one by one and all at once, and links."""

    def __init__(self, dues: DuesService, acting: Acting) -> None:
        self._dues = dues
        self._acting = acting
        self.board = dues.board
        self.at_checkout = dues.at_checkout
        self.find_out = dues.find_out

    @property
    def run(self) -> CollectRun | None:
        """See DuesService."""
        return self._dues.run

    async def collect(self, item_id: ItemId) -> Outcome:
        """See DuesService."""
        return await self._acting.act(lambda actor: self._dues.collect(item_id, actor=actor))

    async def pay_by_link(self, item_id: ItemId) -> Link:
        """See DuesService."""
        return await self._acting.act(lambda actor: self._dues.pay_by_link(item_id, actor=actor))

    async def close_link(self, item_id: ItemId) -> Outcome:
        """See DuesService."""
        return await self._acting.act(lambda actor: self._dues.close_link(item_id, actor=actor))

    async def collect_all(self, item_ids: Sequence[ItemId]) -> CollectRun:
        """See DuesService."""
        return await self._acting.act(lambda actor: self._dues.collect_all(item_ids, actor=actor))


class ActingChanges:
    """Other days and other amounts."""

    def __init__(self, changes: ChangeService, acting: Acting) -> None:
        self._changes = changes
        self._acting = acting

    async def move_date(self, sale: Sale, item_id: ItemId, day: date) -> Sale:
        """See ChangeService."""
        return await self._acting.act(
            lambda actor: self._changes.move_date(sale, item_id, day, actor=actor)
        )

    async def change_amount(self, sale: Sale, item_id: ItemId, amount: Money) -> Sale:
        """See ChangeService."""
        return await self._acting.act(
            lambda actor: self._changes.change_amount(sale, item_id, amount, actor=actor)
        )


class ActingEndings:
    """Sales called off, and what goes back for them."""

    def __init__(self, endings: EndingService, acting: Acting) -> None:
        self._endings = endings
        self._acting = acting
        self.proposal = endings.proposal

    async def call_off(
        self, sale: Sale, refund: Money, off_for: CalledOffFor | None = None
    ) -> CalledOff:
        """See EndingService."""
        return await self._acting.act(
            lambda actor: self._endings.call_off(sale, refund, off_for, actor=actor)
        )


class ActingUnder:
    """Charges under agreements that are no sale's."""

    def __init__(self, under: AgreementCharging, acting: Acting) -> None:
        self._under = under
        self._acting = acting
        self.card = under.card
        self.check = under.check
        self.offered = under.offered
        self.open_item = under.open_item

    async def charge(self, agreement_id: AgreementId, item: SaleItem) -> Outcome:
        """See AgreementCharging."""
        return await self._acting.act(
            lambda actor: self._under.charge(agreement_id, item, actor=actor)
        )


class ActedDues:
    """All of them; what is owed back, and what was paid by link, take no right to look at."""

    def __init__(self, dues: Dues, acting: Acting) -> None:
        self.service = ActingDues(dues.service, acting)
        self.changes = ActingChanges(dues.changes, acting)
        self.endings = ActingEndings(dues.endings, acting)
        self.liability = dues.liability
        self.links = dues.links
        self.under = ActingUnder(dues.under, acting)
