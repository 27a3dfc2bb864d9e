"""A customer is erased once somebody has read what goes and what stays."""

from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pos_app.customers.model import Customer, shown_name
from pos_app.erasure.model import Erased, ErasurePlan, Obstacle
from pos_app.erasure.redaction_model import RedactionState, Why
from pos_app.kernel.errors import PosError
from pos_app.kernel.ids import CustomerId
from ui.customers.redaction_words import RedactionSpeaker
from ui.i18n import messages
from ui.shell.dialogs import Choice, ask
from ui.tasks import OneAtATime
from ui.widgets.listed import listed


class Erasures(Protocol):
    """Of `ErasureService`, as whoever is signed in."""

    async def plan(self, customer_id: CustomerId) -> ErasurePlan: ...

    async def erase(self, customer_id: CustomerId, *, redact: bool) -> Erased: ...


class ErasingCustomer(OneAtATime):
    """Signal: `said(Speech, str)`, a sentence and its kind. Whoever shows them hears from the
    service that they are gone."""

    said = Signal(object, str)

    def __init__(self, erasures: Erasures, window: QWidget) -> None:
        super().__init__(window)
        self._erasures = erasures
        self._window = window
        self._speaker = RedactionSpeaker(self)
        self.faulted.connect(self._say_fault)

    def begin(self, customer: Customer) -> None:
        """Find out what is in the way, then ask."""
        self.do(lambda: self._begun(customer))

    def _say_fault(self, fault: PosError) -> None:
        self.said.emit(lambda: messages.text(fault), "danger")

    async def _begun(self, customer: Customer) -> None:
        self.said.emit(lambda: self.tr("Asking Stripe what is still open…"), "info")
        plan = await self._erasures.plan(customer.id)
        self.said.emit("", "neutral")
        name = shown_name(plan.customer)
        if plan.obstacles:
            await self._say_what_is_left(name, plan)
            return
        answer = await ask(
            self._window,
            lambda: self.tr("Erase {name}?").replace("{name}", name),
            lambda: self._what_goes(plan),
            self._ways(plan),
            kind="warning",
            default="leave",
        )
        if answer in ("erase", "redact"):
            self.said.emit(lambda: self.tr("The customer is being erased…"), "info")
            self._tell(await self._erasures.erase(customer.id, redact=answer == "redact"))

    def _ways(self, plan: ErasurePlan) -> list[Choice]:
        """Two that erase, since one of them takes away what nobody can give back."""
        leave = Choice("leave", lambda: self.tr("Leave it"))
        if plan.redaction.in_the_way is Why.ACCOUNT:
            return [leave, Choice("erase", lambda: self.tr("Erase for good"), role="danger")]
        return [
            leave,
            Choice("erase", lambda: self.tr("Erase only"), role="danger"),
            Choice("redact", lambda: self.tr("Erase and redact"), role="danger"),
        ]

    def _what_goes(self, plan: ErasurePlan) -> str:
        goes = self.tr(
            "Gone for good: name, contact data, notes and saved cards, at Stripe, at every till "
            "and in this till’s own copies; and the words typed for their sales and agreements."
        )
        ends = self.tr("Agreements that still stand end.")
        if plan.agreements:
            goes = f"{goes} {ends}"
        stays = self.tr(
            "What stays, as books must be kept: amounts, days and Stripe’s ids of their payments. "
            "No money moves."
        )
        copies = self.tr(
            "The till’s files get a new key: copies that you took elsewhere need the old one. "
            "Delete both."
        )
        parts = [goes, stays, self._speaker.offered(plan.redaction), copies]
        if plan.linked:
            names = ", ".join(shown_name(one) for one in plan.linked)
            also = self.tr("Also this person, and not erased with them: {names}.")
            parts.append(also.replace("{names}", names))
        return "\n\n".join(parts)

    async def _say_what_is_left(self, name: str, plan: ErasurePlan) -> None:
        await ask(
            self._window,
            lambda: self.tr("{name} can’t be erased yet").replace("{name}", name),
            lambda: self._what_is_left(plan),
            [Choice("ok", lambda: self.tr("OK"), role="primary")],
        )

    def _what_is_left(self, plan: ErasurePlan) -> str:
        left = listed(*(self._obstacle(one) for one in plan.obstacles))
        why = self.tr("Money of theirs is still open, so they must stay known until it isn’t:")
        return f"{why}\n\n{left}"

    def _obstacle(self, one: Obstacle) -> str:
        words = {
            Obstacle.PAYMENT: self.tr("A payment is under way, or not known yet: check it first."),
            Obstacle.PAGE: self.tr(
                "A page or link to pay by is open, perhaps at another till: close it, or wait until"
                " it is over."
            ),
            Obstacle.HELD: self.tr("An amount is held on a card: take it or let it go."),
            Obstacle.ORDER: self.tr("A refund is not finished yet: wait until it is."),
            Obstacle.SALE: self.tr("A sale is open: collect what is owed, or call it off."),
            Obstacle.DISPUTE: self.tr("A dispute waits for your answer: answer it."),
            Obstacle.REBUILD: self.tr("The till is still asking Stripe about past payments: wait."),
            Obstacle.IMPORT: self.tr("Customers are being imported: wait until that is done."),
        }
        return words[one]

    def _tell(self, erased: Erased) -> None:
        redacting = erased.redaction
        by_hand = redacting is not None and redacting.state is RedactionState.BY_HAND
        left = not erased.at_stripe or (erased.files and by_hand)
        self.said.emit(lambda: self._told(erased), "warning" if left else "success")

    def _told(self, erased: Erased) -> str:
        if not erased.at_stripe:
            return self.tr(
                "Stripe didn’t answer, so it isn’t known whether the customer is erased. No money "
                "moved. The till goes on by itself; nothing else to do."
            )
        if erased.files:
            words = self.tr("The customer was erased. Amounts stay in the books.")
            if erased.redaction is None:
                return words
            left = erased.redaction.state is RedactionState.BY_HAND
            return f"{words} {self._speaker.after_erasing(left=left)}"
        return self.tr(
            "The customer was erased at Stripe. Cleaning the till’s files isn’t finished: the till "
            "goes on by itself."
        )
