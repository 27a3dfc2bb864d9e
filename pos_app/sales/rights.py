"""What opening and changing a sale takes. Pure."""

from dataclasses import replace

from pos_app.sales.edits import CallOff, ChangeAmount, Edit, GiveAgreement, MoveDate
from pos_app.sales.model import Sale
from pos_app.staff.model import Right, RiskyAct


def act_to_open(sale: Sale) -> RiskyAct:
    """Without an amount: a person's limit counts for what is then charged, not for what is
    sold."""
    later = any(part.item.due_on is not None for part in sale.parts)
    return RiskyAct(Right.TAKE_DEPOSIT if later else Right.TAKE_PAYMENT, sale.id)


def act_to_change(sale: Sale, edit: Edit) -> RiskyAct:
    """What an edit takes. To call a sale off takes two rights where a part goes back and a part is
    kept, in one act, so that one approval is enough."""
    match edit:
        case MoveDate(item_id):
            return RiskyAct(Right.MOVE_DATE, item_id)
        case ChangeAmount(item_id, amount):
            return RiskyAct(Right.MOVE_DATE, item_id, amount)
        case GiveAgreement():
            return RiskyAct(Right.SAVE_CARD, sale.id)
        case CallOff():
            return _ending(sale, edit)


def _ending(sale: Sale, edit: CallOff) -> RiskyAct:
    refund, kept = edit.refunded, edit.forfeited
    why = edit.off_for.told if edit.off_for is not None else ""
    acts = [RiskyAct(Right.REFUND, sale.id, refund)] if refund.amount_minor else []
    if kept.amount_minor:
        acts.append(RiskyAct(Right.FORFEIT, sale.id, kept))
    if not acts:
        acts.append(RiskyAct(Right.MOVE_DATE, sale.id))
    return replace(acts[0], also=tuple(acts[1:]), detail=why)
