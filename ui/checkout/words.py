"""What the till says while a customer pays, each sentence about the money where it matters."""

from PySide6.QtCore import QObject

from pos_app.kernel.errors import OTHER_MODE, PosError, UserError
from ui.checkout.phase import Phase
from ui.i18n import messages

_SAID_AS_THEY_ARE = (OTHER_MODE, "remote.bad_key", "remote.not_allowed")
"""Faults that the network has nothing to do with, and trying again doesn't mend."""


class CheckoutSpeaker(QObject):
    """Words for phases and page failures, in the language in force."""

    def status(self, phase: Phase, *, saving: bool = False, here: bool = False) -> str:
        """One line for the side bar; `saving`: a card, and nothing is paid; `here`: Stripe's own
        page is in the window too."""
        if saving and phase is Phase.CLOSING:
            return self.tr("Closing. Asking Stripe whether the card was saved…")
        words = {
            Phase.IDLE: "",
            Phase.ASKING: self.tr("The customer reads the agreement. Nothing is charged yet."),
            Phase.OPENING: self.tr("Preparing the payment form…"),
            Phase.LOADING: self.tr("Showing the payment form…"),
            Phase.WAITING: self.tr("Waiting for the customer"),
            Phase.SETTLING: self.tr("Asking Stripe…"),
            Phase.SWITCHING: self.tr("Closing the form, then opening Stripe’s own page…"),
            Phase.HOSTED: self._hosted(here=here),
            Phase.CLOSING: self.tr("Closing. Asking Stripe whether anything was paid…"),
            Phase.NOT_OPENED: self.tr("The payment form was not opened"),
            Phase.NO_ANSWER: self.tr("It is not known what happened"),
        }
        return words[phase]

    def doing(self, phase: Phase, *, here: bool = False) -> str:
        """What the customer does on a screen that staff don't see; `here` as for `status`."""
        words = {
            Phase.ASKING: self.tr("The customer reads the agreement"),
            Phase.WAITING: self.tr("The customer has the payment form"),
            Phase.SETTLING: self.tr("The customer is done. Asking Stripe…"),
            Phase.HOSTED: self._hosted(here=here),
        }
        return words.get(phase, self.tr("Preparing the payment form…"))

    def _hosted(self, *, here: bool) -> str:
        if here:
            return self.tr("The customer pays on Stripe’s own page, here or on their phone")
        return self.tr("The customer pays on their phone")

    def not_opened(self, fault: PosError) -> str:
        """Why there is no form, and that nothing was charged."""
        if isinstance(fault, UserError) or fault.key in _SAID_AS_THEY_ARE:
            return messages.text(fault)
        return self.tr(
            "Nothing was charged: the customer has not seen a payment form. Check the network, "
            "then try again."
        )

    def no_answer(self, *, saving: bool = False) -> str:
        """What to do when the outcome can't be fetched."""
        if saving:
            return self.tr(
                "The till could not find out whether the card was saved. No money moved. Check "
                "again, or leave; the sale stays blocked until there is an answer."
            )
        return self.tr(
            "The till could not find out whether the customer paid. Do not charge again: check "
            "again, or leave; the amount stays blocked until there is an answer."
        )

    def not_agreed(self) -> str:
        """What became of the agreement that was asked for, when nothing was paid."""
        return self.tr(
            "The agreement was not recorded. With another card the customer is asked for it again."
        )

    def switching(self) -> str:
        """What is done about a form that did not start."""
        return self.tr(
            "The payment form did not start. Its payment is closed first, so that nobody can pay "
            "twice; then the customer can pay on Stripe’s own page."
        )

    def hosted_instead(self) -> str:
        """Why the customer had another page than usual."""
        return self.tr("The payment form did not start, so Stripe’s own page took its place.")

    def opened_anew(self) -> str:
        """Why the customer has another form, after one whose renderer died."""
        return self.tr(
            "The form stopped working; nothing was paid. The card is typed again in this new one."
        )

    def page_failure(self, reason: str) -> str:
        """Why the form went away; empty without a failure."""
        words = {
            "load": self.tr("The payment form could not be loaded, so it was closed."),
            "script": self.tr("The payment form did not start, so it was closed."),
            "renderer": self.tr("The payment form stopped working, so it was closed."),
            "session": self.tr("The payment form was not accepted by Stripe, so it was closed."),
        }
        return words.get(reason, "")
