"""What is said of payments that Stripe makes unreadable for an erased customer."""

from PySide6.QtCore import QObject

from pos_app.erasure.redaction_model import Offer, Redaction, RedactionState, Why
from pos_app.settings.formats import format_date
from ui.i18n.language import language_of
from ui.theme.tokens import Kind


class RedactionSpeaker(QObject):
    """Words in the language in force."""

    def offered(self, offer: Offer) -> str:
        """What to know before choosing it."""
        if offer.in_the_way is Why.ACCOUNT:
            return self.tr(
                "Stripe keeps their payments readable: it redacts none of customers who are "
                "accounts."
            )
        parts = [
            self.tr(
                "Stripe can redact their payments as well: nobody reads there who paid any more, "
                "they can’t be refunded, and a dispute of one is lost."
            )
        ]
        if offer.since is not None:
            words = self.tr("It does so from {date} on, 90 days after the newest.")
            parts.append(words.replace("{date}", format_date(offer.since, language_of())))
        if offer.in_the_way in (Why.NO_PERMISSION, Why.NO_PREVIEW):
            words = self.tr(
                "For now the till can’t ask for it: {why}. Once they are deleted it may be too "
                "late."
            )
            parts.append(words.replace("{why}", self._short(offer.in_the_way)))
        if offer.in_the_way is Why.NO_PERMISSION:
            parts.append(self.tr("Give the key the permission first, then erase."))
        return " ".join(parts)

    def after_erasing(self, *, left: bool) -> str:
        """What comes of the payments now; `left` to be done by hand."""
        if left:
            return self.tr(
                "Their payments couldn’t be redacted: Settings, Erased customers, says what is "
                "left to do."
            )
        return self.tr(
            "Stripe redacts their payments once it may: Settings, Erased customers, says how far "
            "it is."
        )

    def state_of(self, one: Redaction) -> tuple[str, Kind]:
        """In one or two words."""
        if one.state is RedactionState.BY_HAND:
            return self.tr("By hand"), "warning"
        if one.state is RedactionState.BLOCKED:
            return self.tr("Waits"), "neutral"
        if one.state is RedactionState.CHECKING and one.run_at is not None:
            return self.tr("Being redacted"), "info"
        return self.tr("Stripe looks"), "info"

    def told(self, one: Redaction) -> str:
        """How far it is, what is in the way and what comes next."""
        parts = [self._sentence(why) for why in one.why]
        if one.state is RedactionState.BLOCKED and one.next_at is not None:
            again = self.tr("The till asks Stripe again on {date}.")
            parts.append(again.replace("{date}", format_date(one.next_at, language_of())))
        elif one.state is RedactionState.BY_HAND:
            parts.append(
                self.tr(
                    "To do it by hand, ask Stripe to redact {id} "
                    "(docs.stripe.com/privacy/redaction)."
                ).replace("{id}", one.customer_id)
            )
        elif one.run_at is not None and one.state is RedactionState.CHECKING:
            parts.append(self.tr("Stripe redacts; that can take days. Nothing else to do."))
        elif one.state in (RedactionState.ASKED, RedactionState.CHECKING):
            parts.append(
                self.tr("Stripe looks whether it can redact the payments. Nothing else to do.")
            )
        return " ".join(parts)

    def _short(self, why: Why) -> str:
        if why is Why.NO_PERMISSION:
            return self.tr("its key lacks the permission for redaction jobs")
        return self.tr("the Stripe account has no redaction jobs")

    def _sentence(self, why: Why) -> str:
        words = {
            Why.PAYMENT: self.tr("Stripe redacts payments once they are 90 days old."),
            Why.UNFINISHED: self.tr(
                "A payment was begun and neither paid nor cancelled: cancel it in Stripe’s "
                "Dashboard."
            ),
            Why.DISPUTE: self.tr("A payment is disputed: that must be decided first."),
            Why.CARD: self.tr(
                "A card of theirs is still kept at Stripe: remove it in the Dashboard."
            ),
            Why.OTHER_JOB: self.tr(
                "Another redaction job has them, maybe with others: see Stripe’s Dashboard. The "
                "till doesn’t run it."
            ),
            Why.OTHER: self.tr(
                "Something is in the way, or Stripe refused to tell: its Dashboard says more, with "
                "the job."
            ),
            Why.HELD: self.tr("An amount is held on a card: take it or let it go."),
            Why.ORDER: self.tr("A refund isn’t finished yet: wait until it is."),
            Why.OPEN: self.tr(
                "Something of theirs isn’t over: a payment, a sale, or what the till still asks "
                "Stripe."
            ),
            Why.NO_PERMISSION: self.tr(
                "The till’s key lacks a permission: for redaction jobs, or to read payments and "
                "disputes. Give it, and the till tries again each day; Stripe may not take a "
                "customer who is deleted."
            ),
            Why.NO_PREVIEW: self.tr(
                "The Stripe account has no redaction jobs; they are a preview. The till tries "
                "again each day; Stripe may not take a customer who is deleted."
            ),
            Why.REFUSED: self.tr("Stripe didn’t take this customer for a redaction job."),
            Why.CANCELED: self.tr("Somebody cancelled the redaction job, so nothing was redacted."),
            Why.ACCOUNT: self.tr("Stripe redacts no customers who are accounts."),
            Why.NO_ANSWER: self.tr("Stripe didn’t answer."),
        }
        return words[why]
