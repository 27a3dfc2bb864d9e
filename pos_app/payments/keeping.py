"""The Checkout Sessions of payments' items: they belong to checkout, which lies above."""

from pos_app.kernel.errors import Bug, UserError
from pos_app.payments.model import Attempt, AttemptKind, Outcome, OutcomeKind
from pos_app.payments.ports import SessionKeeper


class Keeping:
    """Nobody keeps any until `keeper` is set; that is done while building."""

    def __init__(self) -> None:
        self.keeper: SessionKeeper | None = None

    def in_view(self, attempt: Attempt) -> bool:
        """Whether its customer may be paying right now."""
        return self.keeper is not None and self.keeper.in_view(attempt.id)

    async def close_open(self, attempt: Attempt | None) -> None:
        """One live instrument per item: its open session goes first (RELIABILITY rule 5). Raises
        UserError payment.already_paid."""
        if attempt is None or attempt.kind is not AttemptKind.CHECKOUT:
            return
        outcome = await self._keeper().close(attempt.id)
        if outcome.kind is OutcomeKind.SUCCEEDED:
            raise UserError("payment.already_paid")

    async def found_out(self, attempt: Attempt) -> Outcome:
        """What became of a session that nobody shows any more: it is closed. A link is left open,
        since its customer may still pay by it."""
        if attempt.by_link and attempt.session_id is not None:
            return await self._keeper().settle(attempt.id)
        return await self._keeper().close(attempt.id)

    def _keeper(self) -> SessionKeeper:
        if self.keeper is None:
            raise Bug("payments.no_session_keeper")
        return self.keeper
