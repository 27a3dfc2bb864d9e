"""What is said of refunds, captures and releases: always about the money, and what to do next."""

from dataclasses import dataclass

from PySide6.QtCore import QObject

from pos_app.kernel.money import Money
from pos_app.payments.declines import refund_failure
from pos_app.payments.details import PaymentDetails
from pos_app.payments.model import OutcomeKind
from pos_app.payments.operation_model import OperationKind, OperationOutcome, RefundReason
from pos_app.settings.formats import format_date, format_money
from ui.i18n import messages
from ui.i18n.catalogue import SENTENCES
from ui.i18n.language import language_of
from ui.payments.words import card_name
from ui.theme.tokens import Kind

PENDING, OTHER_AMOUNT = "refund.pending", "capture.other_amount"
_GONE, _TAKEN = "hold.gone", "hold.already_taken"


@dataclass(frozen=True, slots=True)
class OperationWords:
    """Finished sentences, and the kind and icon they are shown with."""

    title: str
    sentence: str
    detail: str
    kind: Kind
    icon: str


class OperationSpeaker(QObject):
    """Words for an operation and what came of it, in the language in force."""

    def named(self, operation: OperationKind) -> str:
        """What kind of thing it is, as the beginning of a line."""
        if operation is OperationKind.REFUND:
            return self.tr("Refund")
        if operation is OperationKind.CAPTURE:
            return self.tr("Taking a held amount")
        return self.tr("Releasing a held amount")

    def words(
        self, outcome: OperationOutcome, details: PaymentDetails | None = None
    ) -> OperationWords:
        """`details`: the payment as it stood before, where it is known."""
        if outcome.kind is OutcomeKind.UNKNOWN:
            sentence = messages.sentence("operation.unknown")
            check = self.tr("Press “Check now” until there is an answer.")
            return OperationWords(self.tr("Not known yet"), sentence, check, "unknown", "unknown")
        if outcome.operation is OperationKind.REFUND:
            return self._refund(outcome, details)
        if outcome.operation is OperationKind.CAPTURE:
            return self._capture(outcome, details)
        return self._release(outcome, details)

    def _refund(self, outcome: OperationOutcome, details: PaymentDetails | None) -> OperationWords:
        if outcome.kind is OutcomeKind.DECLINED:
            why = messages.sentence(refund_failure(outcome.failure))
            title = self.tr("The bank sent the refund back")
            return OperationWords(title, why, "", "danger", "danger")
        if outcome.kind is not OutcomeKind.SUCCEEDED:
            why = self._reason(outcome) or self.tr("Nothing was refunded.")
            return OperationWords(self.tr("Not refunded"), why, "", "neutral", "cross")
        to = self.tr("{amount} goes back to {card}.").format(
            amount=_money(outcome.amount), card=self._card(details)
        )
        if outcome.reason == PENDING:
            pending = messages.sentence(PENDING)
            return OperationWords(self.tr("Refund on its way"), to, pending, "info", "clock")
        shown = self.tr("Banks show it on the statement within 5 to 10 working days.")
        return OperationWords(self.tr("Refunded"), to, shown, "success", "success")

    def _capture(self, outcome: OperationOutcome, details: PaymentDetails | None) -> OperationWords:
        if outcome.kind is not OutcomeKind.SUCCEEDED:
            return self._not_done(self.tr("Nothing was taken"), outcome, details)
        if outcome.reason == OTHER_AMOUNT:
            why = messages.sentence(OTHER_AMOUNT)
            return OperationWords(
                self.tr("Another amount was taken"), why, "", "warning", "warning"
            )
        taken = self.tr("{amount} was taken from {card}.").format(
            amount=_money(outcome.amount), card=self._card(details)
        )
        rest = ""
        if details is not None and details.amount != outcome.amount:
            rest = self.tr("The rest, {amount}, was released and was not charged.").format(
                amount=_money(details.amount - outcome.amount)
            )
        return OperationWords(self.tr("Amount taken"), taken, rest, "success", "success")

    def _release(self, outcome: OperationOutcome, details: PaymentDetails | None) -> OperationWords:
        if outcome.kind is OutcomeKind.SUCCEEDED:
            nothing = self.tr("Nothing was charged. Nothing stays held on {card}.").format(
                card=self._card(details)
            )
            shown = self.tr("The customer’s bank may take a few days to show it.")
            return OperationWords(
                self.tr("Held amount released"), nothing, shown, "success", "success"
            )
        if outcome.reason == _TAKEN:
            why = messages.sentence(_TAKEN)
            return OperationWords(self.tr("Already taken"), why, "", "warning", "warning")
        return self._not_done(self.tr("Not released"), outcome, details)

    def _not_done(
        self, title: str, outcome: OperationOutcome, details: PaymentDetails | None
    ) -> OperationWords:
        still = self.tr("The amount is still held.")
        if details is not None and details.held_until is not None:
            day = format_date(details.held_until, language_of())
            still = self.tr("The amount is still held, until {date}.").format(date=day)
        gone = outcome.reason == _GONE
        why = self._reason(outcome) or self.tr("No money moved.")
        return OperationWords(title, why, "" if gone else still, "neutral", "cross")

    def _card(self, details: PaymentDetails | None) -> str:
        if details is None or details.card is None:
            return self.tr("the card")
        return card_name(details.card)

    def _reason(self, outcome: OperationOutcome) -> str:
        # A reason without a sentence yet must not keep the verdict from being said.
        return messages.sentence(outcome.reason) if outcome.reason in SENTENCES else ""


class ReasonWords(QObject):
    """Stripe's reasons for a refund, in plain language."""

    def name(self, reason: RefundReason | None) -> str:
        """What to choose."""
        if reason is RefundReason.REQUESTED:
            return self.tr("The customer wants it back")
        if reason is RefundReason.DUPLICATE:
            return self.tr("Charged twice by mistake")
        if reason is RefundReason.FRAUDULENT:
            return self.tr("The payment was a fraud")
        return self.tr("Another reason")

    def effect(self, reason: RefundReason | None) -> str:
        """What choosing it does besides; empty for nothing."""
        if reason is RefundReason.FRAUDULENT:
            return self.tr("Stripe then blocks this card and e-mail address for the whole shop.")
        return ""


def _money(money: Money) -> str:
    return format_money(money, language_of())
