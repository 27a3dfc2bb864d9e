"""What is said once an earlier payment, unclear until then, is known: in the place of the warning
that it may have been charged."""

from dataclasses import dataclass

from PySide6.QtCore import QObject

from pos_app.payments.model import Outcome, OutcomeKind
from pos_app.settings.formats import format_money
from ui.i18n.language import language_of
from ui.theme.tokens import Kind
from ui.widgets.banner import Banner


@dataclass(frozen=True, slots=True)
class Known:
    """Finished sentences, of that kind of message."""

    kind: Kind
    title: str
    words: str


class EarlierSpeaker(QObject):
    """Words in the language in force."""

    def tell(self, banner: Banner, outcome: Outcome | None) -> None:
        """Say it in the banner of the warning, where that still stands."""
        if banner.isHidden():
            return
        known = self.words(outcome)
        banner.say(known.kind, known.title, known.words)
        banner.repeat_with(lambda: self.tell(banner, outcome))

    def words(self, outcome: Outcome | None) -> Known:
        """What came of it, whether money moved, and what to do next; None: it isn't unclear any
        more, though not by a charge of that amount."""
        if outcome is None:
            return Known("info", self.tr("Nothing is unclear any more"), self._none())
        amount = format_money(outcome.amount, language_of())
        if outcome.kind is OutcomeKind.SUCCEEDED:
            words = self.tr(
                "{amount} was charged. Continue only if you want to charge the same amount once "
                "more."
            )
            return Known("success", self.tr("The earlier payment succeeded"), _with(words, amount))
        if outcome.kind is OutcomeKind.HELD:
            words = self.tr(
                "{amount} is held on the card, no money was taken yet. Take or release it among "
                "the customer’s payments; continue only if you want to charge the same amount as "
                "well."
            )
            return Known("info", self.tr("The earlier amount is held"), _with(words, amount))
        return self._not_taken(outcome.kind)

    def _not_taken(self, kind: OutcomeKind) -> Known:
        if kind is OutcomeKind.DECLINED:
            words = self.tr(
                "Nothing was charged. Continue to try again, or talk to the customer about "
                "another card."
            )
            return Known("danger", self.tr("The earlier payment was declined"), words)
        if kind is OutcomeKind.NEEDS_CUSTOMER:
            words = self.tr(
                "Nothing was charged. The bank wants to hear from the customer first: ask them to "
                "come by, or to pay by a link."
            )
            title = self.tr("The customer must confirm the earlier payment")
            return Known("warning", title, words)
        words = self.tr("Nothing was charged. Continue to charge it now.")
        return Known("neutral", self.tr("The earlier payment was not charged"), words)

    def _none(self) -> str:
        return self.tr(
            "No payment of this amount is without a known outcome. What was charged before is "
            "among the customer’s payments; continue only if this amount is still to be charged."
        )


def _with(words: str, amount: str) -> str:
    return words.replace("{amount}", amount)
