"""What the till says about one saved card, what needs it, and what its removal leaves."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from pos_app.consent.model import Agreement, Purpose
from pos_app.consent.service import Standing
from pos_app.customers.cards import Removal, Removed
from pos_app.kernel.money import Money
from pos_app.payments.card_plans import RemovalPlan
from pos_app.settings.formats import format_date, format_money
from ui.i18n import messages
from ui.i18n.language import language_of
from ui.widgets.listed import listed

_ROOM = 3
"""Agreements named, on the smallest window."""


class CardSpeaker(QObject):
    """Words in the language in force."""

    def purpose(self, purpose: Purpose) -> str:
        """What an agreement is for."""
        return {
            Purpose.NEXT_TIME: self.tr("Show the card next time"),
            Purpose.BALANCE: self.tr("Balance of a deposit"),
            Purpose.INSTALMENTS: self.tr("Instalments"),
            Purpose.TOP_UP: self.tr("Top-up when needed"),
        }[purpose]

    def needed_for(self, plan: RemovalPlan) -> str:
        """The agreements a card is charged under, one a line."""
        every = [*plan.ends, *plan.narrows]
        return "\n".join(self._about(one.agreement) for one in every)

    def ends(self, plan: RemovalPlan) -> str:
        """What removing the card ends and what each of those leaves open, one a line."""
        shown = plan.ends if len(plan.ends) <= _ROOM + 1 else plan.ends[:_ROOM]
        lines = [self._ending(one, plan.left_open.get(one.agreement.id)) for one in shown]
        if more := len(plan.ends) - len(shown):
            lines.append(self.tr("and %n more", "", more))
        return listed(*lines)

    def narrows(self, plan: RemovalPlan) -> str:
        """What goes on for the customer's other cards only; empty without any."""
        if not plan.narrows:
            return ""
        words = self.tr("These go on for the customer’s other cards only: {names}.")
        names = ", ".join(self.purpose(one.agreement.scope.purpose) for one in plan.narrows)
        return words.format(names=names)

    def at_risk(self, plan: RemovalPlan) -> bool:
        """Whether something stays to be paid, or may."""
        return any(
            left is None or left.amount_minor > 0
            for one in plan.ends
            if one.agreement.scope.purpose in (Purpose.BALANCE, Purpose.INSTALMENTS)
            for left in [plan.left_open.get(one.agreement.id)]
        )

    def stays(self, results: Sequence[Removal]) -> str:
        """Why what is still saved is, in the fault's own words; empty where none gave any."""
        faults = [one.fault for one in results if one.result is not Removed.REMOVED]
        return next((messages.text(fault) for fault in faults if fault is not None), "")

    def _ending(self, standing: Standing, left: Money | None) -> str:
        scope = standing.agreement.scope
        about = self._about(standing.agreement)
        if scope.purpose not in (Purpose.BALANCE, Purpose.INSTALMENTS):
            return about
        if left is None:
            return self.tr("{agreement}: what is still to be paid isn’t known here").format(
                agreement=about
            )
        if not left.amount_minor:
            return self.tr("{agreement}: nothing left to be paid").format(agreement=about)
        amount = format_money(left, language_of())
        return self.tr("{agreement}: up to {amount} stay open").format(
            agreement=about, amount=amount
        )

    def _about(self, agreement: Agreement) -> str:
        until = format_date(agreement.scope.latest.date(), language_of())
        purpose = self.purpose(agreement.scope.purpose)
        about = agreement.subject.description
        named = f"{purpose} – {about}" if about else purpose
        return self.tr("{agreement}, until {date}").format(agreement=named, date=until)
