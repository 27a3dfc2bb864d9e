"""What a person did to a sale, as JSON in the ledger."""

import json

from pos_app.sales.edits import CallOff, ChangeAmount, Edit, GiveAgreement, MoveDate


def edit_record(edit: Edit) -> str:
    """Minor units; days in ISO 8601."""
    record: dict[str, object]
    match edit:
        case MoveDate(item_id, day):
            record = {"did": "move_date", "item": item_id, "day": day.isoformat()}
        case ChangeAmount(item_id, amount):
            record = {"did": "change_amount", "item": item_id, "amount": amount.amount_minor}
        case CallOff(refunded, forfeited, off_for):
            record = {
                "did": "call_off",
                "refunded": refunded.amount_minor,
                "forfeited": forfeited.amount_minor,
            }
            if off_for is not None:
                record["why"] = off_for.why.value
                record["words"] = off_for.words
        case GiveAgreement(agreement_id):
            record = {"did": "give_agreement", "agreement": agreement_id}
    return json.dumps(record, separators=(",", ":"))
