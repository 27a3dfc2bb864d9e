"""Refunds that a bank sent back, until somebody here was told: also after a restart."""

from collections.abc import Collection, Sequence

from pos_app.kernel.ids import OperationId
from pos_app.payments import operation_store, unread_store
from pos_app.payments.operation_model import OperationOutcome
from pos_app.storage import Storage


class Returns:
    """Raises what Storage raises."""

    def __init__(self, ledger: Storage) -> None:
        self._ledger = ledger

    async def unread(self) -> Sequence[OperationOutcome]:
        """Those that nobody was told of yet, in the order they were ordered."""
        found = await self._ledger.read(operation_store.unread_returns)
        return [one.outcome for one in found if one.outcome is not None]

    async def read(self, operation_ids: Collection[OperationId]) -> None:
        """Somebody was told of these, or opened them."""
        await self._ledger.write(lambda db: unread_store.drop_returns(db, operation_ids))
