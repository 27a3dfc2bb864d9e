"""What the outcome screen says: a verdict and one or two sentences, always about the money."""

from dataclasses import dataclass

from PySide6.QtCore import QObject

from pos_app.checkout.model import NOT_SAVED, SAVING_UNKNOWN
from pos_app.payments.model import Outcome, OutcomeKind
from pos_app.settings.formats import format_datetime
from ui.i18n import messages
from ui.i18n.catalogue import SENTENCES
from ui.i18n.language import language_of
from ui.payments.words import card_name
from ui.theme.tokens import Kind

KINDS: dict[OutcomeKind, Kind] = {
    OutcomeKind.SUCCEEDED: "success",
    OutcomeKind.SAVED: "success",
    OutcomeKind.DECLINED: "danger",
    OutcomeKind.NEEDS_CUSTOMER: "warning",
    OutcomeKind.NOT_CHARGED: "neutral",
    OutcomeKind.HELD: "info",
    OutcomeKind.UNKNOWN: "unknown",
    OutcomeKind.OPEN: "info",
}


ICONS = {**KINDS, OutcomeKind.NOT_CHARGED: "cross", OutcomeKind.HELD: "lock"}
"""Each its own shape, since colour is not to be read alone."""


@dataclass(frozen=True, slots=True)
class OutcomeWords:
    """Finished sentences."""

    title: str
    sentence: str
    detail: str = ""
    card: str = ""
    """Said beside whose payment it is."""


def saved_or_not(outcome: Outcome) -> bool:
    """Whether it is about a card that was to be saved, and no money at all."""
    return outcome.kind is OutcomeKind.SAVED or outcome.reason in (NOT_SAVED, SAVING_UNKNOWN)


class OutcomeSpeaker(QObject):
    """Words for an outcome, in the language in force."""

    def words(self, outcome: Outcome, *, away: bool = False) -> OutcomeWords:
        """Verdict, what happened to the money, and what else matters."""
        if saved_or_not(outcome):
            return self._saving(outcome)
        if outcome.kind is OutcomeKind.SUCCEEDED:
            return OutcomeWords(
                self.tr("Payment succeeded"), self._paid_with(outcome), self._saved(outcome)
            )
        if outcome.kind is OutcomeKind.DECLINED:
            return OutcomeWords(
                self.tr("Card declined"), self.tr("Nothing was charged."), card=self._card(outcome)
            )
        if outcome.kind is OutcomeKind.NEEDS_CUSTOMER:
            return OutcomeWords(
                self.tr("The customer must confirm"),
                self.tr("Nothing was charged. The bank wants to hear from the customer first."),
                self._who_confirms(away=away),
            )
        if outcome.kind is OutcomeKind.HELD:
            return OutcomeWords(
                self.tr("Amount held"),
                self.tr("The card’s bank holds this amount. No money was taken yet."),
                self._until(outcome),
            )
        if outcome.kind is OutcomeKind.UNKNOWN:
            return OutcomeWords(
                self.tr("Not known yet"),
                self.tr("It is not known whether the card was charged. Do not charge again."),
                self.tr("Press “Check now” until there is an answer."),
            )
        # reasons say themselves that nothing was charged
        sentence = self._reason(outcome) or self.tr("Nothing was charged.")
        return OutcomeWords(self.tr("Not charged"), sentence)

    def next_step(self, kind: OutcomeKind) -> str:
        """Whether money moved and what to do, in one line, away from the outcome's own screen."""
        steps = {
            OutcomeKind.SUCCEEDED: self.tr("It is paid, there is nothing more to do."),
            OutcomeKind.DECLINED: self.tr(
                "Nothing was charged. Open the customer to try another card."
            ),
            OutcomeKind.NEEDS_CUSTOMER: self.tr(
                "Nothing was charged. Let the customer confirm it on their screen."
            ),
            OutcomeKind.UNKNOWN: self.tr("Do not charge again. Check once more in a moment."),
            OutcomeKind.HELD: self.tr("No money was taken yet. Take or release it in time."),
        }
        return steps.get(kind, self.tr("Nothing was charged. It can be charged again."))

    def _who_confirms(self, *, away: bool) -> str:
        if away:
            return self.tr(
                "They are away: send them a link to pay by, or let them confirm here once they are "
                "back."
            )
        return self.tr("Hand the screen to the customer to confirm, or use another card.")

    def _saving(self, outcome: Outcome) -> OutcomeWords:
        """Of a page on which nothing was to be paid."""
        if outcome.kind is OutcomeKind.SAVED:
            used = card_name(outcome.card) if outcome.card is not None else self.tr("The card")
            words = self.tr("{card} is saved for what was agreed. No money moved.")
            return OutcomeWords(self.tr("Card saved"), words.format(card=used))
        if outcome.kind is OutcomeKind.UNKNOWN:
            return OutcomeWords(
                self.tr("Not known yet"),
                self.tr("It is not known whether the card was saved. No money moved."),
                self.tr("Press “Check now” until there is an answer."),
            )
        return OutcomeWords(self.tr("Card not saved"), messages.sentence(NOT_SAVED))

    def _until(self, outcome: Outcome) -> str:
        if outcome.held_until is None:
            return self.tr("Take it or release it before the bank lets it go.")
        return self.tr("This is not a deposit. Take it or release it before {date}.").format(
            date=format_datetime(outcome.held_until, language_of())
        )

    def _paid_with(self, outcome: Outcome) -> str:
        if outcome.card is None:
            return self.tr("The money was taken.")
        return self.tr("Paid with {card}.").format(card=card_name(outcome.card))

    def _saved(self, outcome: Outcome) -> str:
        if outcome.card_saved:
            return self.tr("Card saved: yes. The customer sees it again at the next checkout.")
        return self.tr("Card saved: no. The customer does not see it again at checkout.")

    def _card(self, outcome: Outcome) -> str:
        return card_name(outcome.card) if outcome.card is not None else ""

    def _reason(self, outcome: Outcome) -> str:
        # A reason without a sentence yet must not keep the verdict from being said.
        return messages.sentence(outcome.reason) if outcome.reason in SENTENCES else ""
