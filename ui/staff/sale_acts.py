"""Sales, opened by whoever is signed in."""

from datetime import date

from pos_app.kernel.ids import CustomerId
from pos_app.sales.model import Sale
from pos_app.sales.opening import Terms
from pos_app.sales.service import SalesService
from ui.acting import Acting


class ActingSales:
    """Sales with a schedule."""

    def __init__(self, sales: SalesService, acting: Acting) -> None:
        self._sales = sales
        self._acting = acting
        self.item = sales.item

    async def open_sale(self, customer_id: CustomerId, terms: Terms, *, today: date) -> Sale:
        """See SalesService."""
        return await self._acting.act(
            lambda actor: self._sales.open_sale(customer_id, terms, today=today, actor=actor)
        )
