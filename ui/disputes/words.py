"""What the till says about a dispute: why, how it stands, and by when to answer."""

from dataclasses import dataclass

from PySide6.QtCore import QObject

from pos_app.consent.evidence import Missing
from pos_app.disputes.model import DisputeSeen, DisputeStatus
from pos_app.settings.formats import format_date, format_money
from ui.i18n.language import language_of
from ui.theme.tokens import Kind


@dataclass(frozen=True, slots=True)
class Said:
    """How a dispute stands, at a glance and in a sentence."""

    text: str
    why: str
    kind: Kind
    icon: str


class DisputeSpeaker(QObject):
    """Words in the language in force."""

    def reason(self, dispute: DisputeSeen) -> str:
        """Why, as the cardholder's bank says it."""
        words = {
            "fraudulent": self.tr("The cardholder says they didn’t make this payment"),
            "unrecognized": self.tr("The cardholder doesn’t recognise this payment"),
            "duplicate": self.tr("The cardholder says they were charged twice"),
            "product_not_received": self.tr("The cardholder says they got nothing for it"),
            "product_unacceptable": self.tr("The cardholder says what they got was not right"),
            "credit_not_processed": self.tr("The cardholder waits for money back"),
            "subscription_canceled": self.tr("The cardholder says they had ended it"),
            "debit_not_authorized": self.tr("The cardholder says they didn’t allow this charge"),
        }
        return words.get(dispute.reason, self.tr("The cardholder disputes this payment"))

    def state(self, dispute: DisputeSeen) -> Said:
        """How it stands, and what that means for the money."""
        status = dispute.status
        if status in (DisputeStatus.NEEDS_RESPONSE, DisputeStatus.WARNING_NEEDS_RESPONSE):
            return Said(self.due(dispute), self._money(dispute), "warning", "warning")
        if status in (DisputeStatus.UNDER_REVIEW, DisputeStatus.WARNING_UNDER_REVIEW):
            why = self.tr("The bank has the evidence and decides; that may take months.")
            return Said(self.tr("Answered, not decided yet"), why, "info", "clock")
        if status is DisputeStatus.WON:
            why = self.tr("The bank found for the shop: the money is back.")
            return Said(self.tr("Won"), why, "success", "success")
        if status is DisputeStatus.LOST:
            why = self.tr("The bank found for the cardholder, who keeps the money.")
            return Said(self.tr("Lost"), why, "danger", "danger")
        why = self.tr("It is over, and the money stays with the shop.")
        return Said(self.tr("Closed"), why, "neutral", "check")

    def due(self, dispute: DisputeSeen) -> str:
        """By when to answer."""
        if dispute.due_by is None:
            return self.tr("To be answered")
        when = format_date(dispute.due_by.astimezone().date(), language_of())
        return self.tr("Answer by {date}").format(date=when)

    def amount(self, dispute: DisputeSeen) -> str:
        """How much is disputed."""
        return format_money(dispute.amount, language_of())

    def field(self, name: str) -> str:
        """A part of the evidence, by Stripe's name."""
        words = {
            "customer_name": self.tr("The customer’s name"),
            "customer_email_address": self.tr("The customer’s e-mail address"),
            "product_description": self.tr("What was sold"),
            "service_date": self.tr("When the customer got it"),
            "customer_signature": self.tr("How the customer agreed, with every word they read"),
            "service_documentation": self.tr("The agreement"),
            "cancellation_policy": self.tr("The terms for cancelling"),
            "cancellation_policy_disclosure": self.tr("How the terms for cancelling were shown"),
            "cancellation_rebuttal": self.tr("Whether the agreement was ended"),
            "refund_policy": self.tr("The terms for money back"),
            "refund_policy_disclosure": self.tr("How the terms for money back were shown"),
            "refund_refusal_explanation": self.tr("What was refunded"),
            "receipt": self.tr("The receipt"),
            "duplicate_charge_explanation": self.tr("What tells it from the other charges"),
            "duplicate_charge_documentation": self.tr("The receipts of the other charges"),
            "uncategorized_text": self.tr("What was agreed to, and the check before the charge"),
        }
        return words.get(name, name)

    def missing(self, what: Missing) -> str:
        """What this till can't show, within a line."""
        return {
            Missing.JOURNAL: self.tr("this till’s own record of the charge"),
            Missing.CHECK: self.tr("the check before the charge"),
            Missing.RECEIPT: self.tr("a receipt"),
            Missing.TEXT: self.tr("the words of the agreement"),
        }[what]

    def _money(self, dispute: DisputeSeen) -> str:
        if dispute.inquiry:
            return self.tr("The bank only asks: no money was taken back. Unanswered, it may be.")
        return self.tr(
            "The bank has taken the money back. It returns only if you answer and the bank finds "
            "for the shop; unanswered it is lost."
        )
