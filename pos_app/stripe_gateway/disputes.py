"""Disputes and the files that answer them: requests and replies."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final, cast

from pos_app.disputes.model import DisputeSeen, DisputeStatus
from pos_app.kernel.ids import DisputeId, PaymentIntentId
from pos_app.stripe_gateway import mapping
from pos_app.stripe_gateway.client import Caller, Reply
from pos_app.stripe_gateway.listing import every

if TYPE_CHECKING:
    from stripe.params import (
        DisputeListParams,
        DisputeModifyParams,
        DisputeModifyParamsEvidence,
    )

_PATH: Final = "/v1/disputes"
_MOST_PAGES: Final = 2


class DisputeCalls:
    """Implements disputes.ports.DisputeGateway."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    async def list_disputes(self, intent_id: PaymentIntentId) -> Sequence[DisputeSeen]:
        given: DisputeListParams = {"payment_intent": intent_id}
        wanted = cast("dict[str, object]", given)
        return await every(self._caller, _PATH, wanted, snapshot, 0, _MOST_PAGES)

    async def retrieve_dispute(self, dispute_id: DisputeId) -> DisputeSeen:
        path = f"{_PATH}/{mapping.identifier(dispute_id)}"
        return _dispute(await self._caller.get(path), dispute_id)

    async def upload_evidence(self, filename: str, content: bytes, key: str) -> str:
        reply = await self._caller.upload(filename, content, "dispute_evidence", key)
        try:
            return mapping.identifier(mapping.read_reply(reply, "file").get("id"))
        except mapping.Malformed as error:
            raise mapping.nonsense(reply) from error

    async def submit_evidence(
        self, dispute_id: DisputeId, evidence: Mapping[str, str], key: str
    ) -> DisputeSeen:
        said = cast("DisputeModifyParamsEvidence", dict(evidence))
        given: DisputeModifyParams = {"evidence": said, "submit": True}
        path = f"{_PATH}/{mapping.identifier(dispute_id)}"
        return _dispute(await self._caller.post(path, given, key), dispute_id)


def _dispute(reply: Reply, wanted: DisputeId) -> DisputeSeen:
    try:
        found = snapshot(reply.data)
    except mapping.Malformed as error:
        raise mapping.nonsense(reply) from error
    if found.id != wanted:
        raise mapping.nonsense(reply)
    return found


def snapshot(data: mapping.Json) -> DisputeSeen:
    """A dispute; raises mapping.Malformed."""
    if data.get("object") != "dispute":
        raise mapping.Malformed("object is not dispute")
    try:
        status = DisputeStatus(mapping.text(data, "status"))
    except ValueError as error:
        raise mapping.Malformed("status") from error
    details, evidence = data.get("evidence_details"), data.get("evidence")
    if not isinstance(details, Mapping) or not isinstance(evidence, Mapping):
        raise mapping.Malformed("evidence")
    due = mapping.moment(details, "due_by") if details.get("due_by") else None
    intent = mapping.reference(data, "payment_intent")
    return DisputeSeen(
        id=DisputeId(mapping.identifier(data.get("id"))),
        payment_intent_id=PaymentIntentId(intent) if intent else None,
        amount=mapping.money(data, "amount"),
        reason=mapping.text(data, "reason"),
        status=status,
        at=mapping.moment(data, "created"),
        due_by=due,
        submissions=mapping.whole(details, "submission_count"),
        evidence={str(name): said for name, said in evidence.items() if isinstance(said, str)},
    )
