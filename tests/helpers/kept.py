"""What a till has of saved cards, for tests of money that aren't about that."""

from pos_app.consent.scope_check import KeptCard
from pos_app.kernel.ids import CustomerId, PaymentMethodId


class EveryCardShown:
    """Every card is kept for whoever charges it and shown to them, but those said to be `hidden`
    (kept, not shown) or `gone`."""

    def __init__(self) -> None:
        self.hidden: set[str] = set()
        self.gone: set[str] = set()

    async def kept(self, owner: CustomerId, card: PaymentMethodId) -> KeptCard | None:
        if card in self.gone:
            return None
        return KeptCard(owner, card, shown=card not in self.hidden)
