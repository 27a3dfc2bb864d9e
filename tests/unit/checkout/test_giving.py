"""A sale gets the agreement that came with its first payment, whoever changes it meanwhile."""

from dataclasses import replace
from typing import Any, cast

import pytest

from pos_app.checkout.asked import AskedAgreements
from pos_app.kernel.errors import EnvironmentFault, UserError
from pos_app.kernel.events import EventBus
from pos_app.kernel.ids import AgreementId, ItemId
from pos_app.sales.edits import GiveAgreement
from tests.ui.dues.fakes import came, due_row, sale

GIVEN = AgreementId("agr_2")
CLASH = UserError("sale.changed_elsewhere")


class Sales:
    """Refuses as often as it is told to."""

    def __init__(self, *refusals: UserError) -> None:
        self.refusals = list(refusals)
        self.edits: list[Any] = []

    async def fetch(self, sale_id: str) -> Any:
        return sale(1, agreed=False)

    async def change(self, one: Any, edit: Any, *, actor: Any) -> Any:
        assert actor is None, "whoever opened the checkout was allowed to"
        self.edits.append(edit)
        if self.refusals:
            raise self.refusals.pop(0)
        return one


async def give(sales: Sales, item: str = "item_0001_1") -> None:
    asked = AskedAgreements(cast(Any, None), cast(Any, None), EventBus(), cast(Any, sales))
    await asked._give(replace(came(due_row(1)), item_id=ItemId(item)), GIVEN)


async def test_a_clash_is_tried_again_on_the_newest() -> None:
    sales = Sales(CLASH, CLASH)
    await give(sales)
    assert sales.edits == [GiveAgreement(GIVEN)] * 3


async def test_one_that_never_comes_through_is_left_to_the_next_start() -> None:
    with pytest.raises(EnvironmentFault):
        await give(Sales(CLASH, CLASH, CLASH))


async def test_a_sale_that_is_over_needs_none() -> None:
    sales = Sales(UserError("sale.over"))
    await give(sales)
    assert len(sales.edits) == 1


async def test_what_is_paid_at_once_has_no_rest_to_charge() -> None:
    sales = Sales()
    await give(sales, "item_plain")
    assert not sales.edits
