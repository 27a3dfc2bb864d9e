"""What the screen of a past payment says of it."""

from dataclasses import dataclass

from PySide6.QtCore import QObject

from pos_app.payments.declines import refund_failure
from pos_app.payments.details import PaymentDetails, RefundSeen
from pos_app.payments.model import OutcomeKind, PastPayment
from ui.i18n import messages
from ui.payments.outcome_words import ICONS, KINDS
from ui.theme.tokens import Kind


@dataclass(frozen=True, slots=True)
class StateWords:
    """A finished sentence, and the kind and icon it is shown with."""

    text: str
    kind: Kind
    icon: str


class PaymentSpeaker(QObject):
    """Words for how a payment stands, in the language in force."""

    def state(self, details: PaymentDetails) -> StateWords:
        """As Stripe has it, or that something of it is not clear."""
        if details.unclear is not None or details.charge_unclear:
            return StateWords(self.tr("Not known yet"), "unknown", "unknown")
        back = details.given_back.amount_minor
        if details.kind is OutcomeKind.SUCCEEDED and back:
            whole = details.left.amount_minor == 0
            words = self.tr("Refunded in full") if whole else self.tr("Paid, partly refunded")
            return StateWords(words, "neutral", "refund")
        return self._plain(details.kind)

    def listed(self, payment: PastPayment) -> StateWords:
        """As a list has it, before Stripe's own word has come."""
        if payment.kind is OutcomeKind.UNKNOWN:
            return StateWords(self.tr("Not known yet"), "unknown", "unknown")
        return self._plain(payment.kind)

    def _plain(self, kind: OutcomeKind) -> StateWords:
        words = {
            OutcomeKind.SUCCEEDED: self.tr("Paid"),
            OutcomeKind.HELD: self.tr("Held on the card, not taken"),
            OutcomeKind.SAVED: self.tr("Card saved"),
            OutcomeKind.DECLINED: self.tr("Declined: nothing was charged"),
            OutcomeKind.NEEDS_CUSTOMER: self.tr("Not charged: the customer must confirm"),
            OutcomeKind.NOT_CHARGED: self.tr("Not charged"),
            OutcomeKind.UNKNOWN: self.tr("The bank is still working on it"),
            OutcomeKind.OPEN: self.tr("Not paid yet"),
        }
        icon = "lock" if kind is OutcomeKind.HELD else ICONS[kind]
        return StateWords(words[kind], KINDS[kind], icon)

    def refund(self, refund: RefundSeen) -> StateWords:
        """What came of one refund."""
        if refund.kind is OutcomeKind.SUCCEEDED:
            return StateWords(self.tr("Refunded"), "success", "success")
        if refund.kind is OutcomeKind.OPEN:
            return StateWords(self.tr("On its way"), "info", "clock")
        if refund.kind is OutcomeKind.DECLINED:
            return StateWords(self.tr("Sent back by the bank"), "danger", "danger")
        if refund.kind is OutcomeKind.NOT_CHARGED:
            return StateWords(self.tr("Cancelled"), "neutral", "cross")
        return StateWords(self.tr("Not known yet"), "unknown", "unknown")

    def why_back(self, refund: RefundSeen) -> str:
        """Why its bank sent it back; empty for any other."""
        back = refund.kind is OutcomeKind.DECLINED
        return messages.sentence(refund_failure(refund.failure)) if back else ""
