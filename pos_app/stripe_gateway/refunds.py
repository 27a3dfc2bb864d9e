"""Refunds: requests and replies."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final, cast

from pos_app.kernel.ids import OperationId, PaymentIntentId, RefundId
from pos_app.payments.noted import receipt_noted
from pos_app.payments.ports import RefundRequest, RefundSnapshot
from pos_app.stripe_gateway import mapping
from pos_app.stripe_gateway.client import Caller, Reply
from pos_app.stripe_gateway.listing import every

if TYPE_CHECKING:
    from stripe.params import RefundCreateParams, RefundListParams, RefundModifyParams

_PATH: Final = "/v1/refunds"
_MOST_PAGES: Final = 20
_MOST_PAGES_OF_ALL: Final = 1_000
_OURS: Final = "pos_refund"
"""The metadata name that says which order of a till a refund belongs to."""
_STATUSES: Final = frozenset("pending requires_action succeeded failed canceled".split())


class RefundCalls:
    """Implements the refunds of payments.ports.PaymentGateway.

    Whoever holds a till holds its key. Where a manager's key is set, money goes back by that one
    alone; what was given back is read with the till's own.
    """

    def __init__(self, caller: Caller) -> None:
        self._caller = caller
        self._refunds = caller

    async def create_refund(self, request: RefundRequest, key: str) -> RefundSnapshot:
        metadata = {_OURS: str(request.operation_id), "till": request.till_id}
        if request.item_id is not None:
            metadata["item"] = request.item_id
        given: RefundCreateParams = {
            "payment_intent": request.payment_intent_id,
            "amount": request.amount.amount_minor,
            "metadata": metadata,
        }
        if request.reason:
            given["reason"] = request.reason
        return _refund(await self._refunds.post(_PATH, given, key), None)

    async def note_receipt_of_refund(
        self, refund_id: RefundId, notes: Mapping[str, str], key: str
    ) -> None:
        """Implements receipts.ports.ReceiptNotes."""
        given: RefundModifyParams = {"metadata": dict(notes)}
        path = f"{_PATH}/{mapping.identifier(refund_id)}"
        _refund(await self._refunds.post(path, given, key), refund_id)

    async def retrieve_refund(self, refund_id: RefundId) -> RefundSnapshot:
        path = f"{_PATH}/{mapping.identifier(refund_id)}"
        return _refund(await self._caller.get(path), refund_id)

    async def list_refunds(
        self, intent_id: PaymentIntentId | None, since: int = 0
    ) -> Sequence[RefundSnapshot]:
        given: RefundListParams = {}
        most = _MOST_PAGES_OF_ALL
        if intent_id is not None:
            given, most = {"payment_intent": intent_id}, _MOST_PAGES
        found = await every(
            self._caller, _PATH, cast("dict[str, object]", given), snapshot, since, most
        )
        return found[::-1]


def _refund(reply: Reply, wanted: RefundId | None) -> RefundSnapshot:
    try:
        refund = snapshot(reply.data)
    except mapping.Malformed as error:
        raise mapping.nonsense(reply) from error
    if wanted is not None and refund.id != wanted:
        raise mapping.nonsense(reply)
    return replace(refund, request_id=reply.request_id)


def snapshot(data: mapping.Json) -> RefundSnapshot:
    """A refund; raises mapping.Malformed."""
    if data.get("object") != "refund":
        raise mapping.Malformed("object is not refund")
    status = mapping.word(data, "status", _STATUSES)
    metadata = mapping.metadata(data)
    intent = mapping.reference(data, "payment_intent")
    return RefundSnapshot(
        id=RefundId(mapping.identifier(data.get("id"))),
        status=status,
        amount=mapping.money(data, "amount"),
        payment_intent_id=PaymentIntentId(intent) if intent else None,
        failure=mapping.text(data, "failure_reason"),
        operation_id=OperationId(metadata[_OURS]) if _OURS in metadata else None,
        created=mapping.whole(data, "created"),
        till_id=metadata.get("till", ""),
        receipt=receipt_noted(metadata),
        note_gone=_OURS in data["metadata"] and _OURS not in metadata,
    )
