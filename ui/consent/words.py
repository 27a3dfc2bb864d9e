"""What the till says about an agreement: its purpose, its bounds, and whether it stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject

from pos_app.consent.model import (
    Agreement,
    Interval,
    Purpose,
    Revocation,
    RevocationKind,
    Route,
    Tick,
)
from pos_app.consent.service import Standing
from pos_app.customers.model import SavedCard
from pos_app.kernel.ids import PaymentMethodId
from pos_app.kernel.money import Money
from pos_app.settings.formats import format_count, format_date, format_interval, format_money
from ui.i18n.language import language_of
from ui.theme.tokens import Kind
from ui.widgets.card_row import brand_name

Known = Mapping[PaymentMethodId, SavedCard]
"""The customer's saved cards, by id."""


@dataclass(frozen=True, slots=True)
class State:
    """How an agreement stands; `why` is a sentence and may be empty. Under one that doesn't
    `stand` nothing can be charged any more."""

    text: str
    why: str
    kind: Kind
    icon: str
    stands: bool


class AgreementSpeaker(QObject):
    """Words in the language in force."""

    def purpose(self, purpose: Purpose) -> str:
        """What the card is kept for, as the beginning of a line."""
        return {
            Purpose.NEXT_TIME: self.tr("Show the card next time"),
            Purpose.BALANCE: self.tr("Balance of a deposit"),
            Purpose.INSTALMENTS: self.tr("Instalments"),
            Purpose.TOP_UP: self.tr("Top-up when needed"),
        }[purpose]

    def bounds(self, agreement: Agreement) -> str:
        """How much may be charged; empty where nothing may."""
        scope = agreement.scope
        if scope.purpose is Purpose.NEXT_TIME:
            return ""
        total, cap = _money(scope.total), _money(scope.cap)
        if scope.count == 1 or scope.cap_minor == scope.total_minor:
            return self.tr("up to {total}").format(total=total)
        words = self.tr("{count} × {cap} at most, up to {total}")
        if scope.interval is not None:
            words = self.tr("{count} × {cap} at most, {often}, up to {total}")
            words = words.replace("{often}", self.often(scope.interval))
        return words.format(count=format_count(scope.count, language_of()), cap=cap, total=total)

    def often(self, interval: Interval) -> str:
        """`every month`."""
        return format_interval(interval.every, interval.unit.value, language_of())

    def until(self, agreement: Agreement) -> str:
        """`until 31 Dec 2026`: the date that was agreed, whatever the zone of this machine."""
        return self.tr("until {date}").format(date=day(agreement.scope.latest))

    def card(self, agreement: Agreement, known: Known) -> str:
        """Which card may be charged."""
        if agreement.scope.any_card:
            return self.tr("any saved card")
        found = known.get(agreement.scope.card) if agreement.scope.card is not None else None
        if found is not None:
            return f"{brand_name(found.brand)} ••••\u00a0{found.last4}"
        return agreement.subject.card_label or self.tr("a card that isn’t saved here")

    def state(self, standing: Standing, now: datetime, left: Money | None) -> State:
        """`left` is what it leaves open, None where that isn't known."""
        scope = standing.agreement.scope
        pays = scope.purpose in (Purpose.BALANCE, Purpose.INSTALMENTS)
        if standing.ended and standing.revocations:
            why = self.end(standing.revocations[-1])
            if pays and left is not None and left.amount_minor and now <= scope.latest:
                risk = self.tr("Revoked, {amount} at risk").format(amount=_money(left))
                return State(risk, why, "warning", "warning", stands=False)
            return State(self.tr("Revoked"), why, "neutral", "cross", stands=False)
        if now > scope.latest:
            why = self.tr("Its time was over on {date}.").format(date=day(scope.latest))
            return State(self.tr("Ended"), why, "neutral", "clock", stands=False)
        if pays and left is not None and left.amount_minor == 0:
            why = self.tr("Everything it was for was charged.")
            return State(self.tr("Ended"), why, "neutral", "check", stands=False)
        why = ""
        if now < scope.earliest:
            why = self.tr("Charges from {date} on.").format(date=day(scope.earliest))
        return State(self.tr("In force"), why, "success", "success", stands=True)

    def end(self, end: Revocation) -> str:
        """Why it was revoked."""
        return {
            RevocationKind.WISH: self.tr("The customer ended it here, at the counter."),
            RevocationKind.ELSEWHERE: self.tr("It was ended at another till or at Stripe."),
            RevocationKind.CARD_DETACHED: self.tr("The card is no longer saved."),
        }[end.kind]

    def tick(self, tick: Tick) -> str:
        """One of the two consents."""
        if tick is Tick.CHARGE_LATER:
            return self.tr("May be charged while away")
        return self.tr("Show this card next time")

    def route(self, route: Route) -> str:
        """How they said yes."""
        if route is Route.PAPER:
            return self.tr("Signed on paper")
        return self.tr("Ticked on the customer’s page")


def day(moment: datetime) -> str:
    """The date as the bound itself tells it."""
    return format_date(moment.date(), language_of())


def _money(money: Money) -> str:
    return format_money(money, language_of())


def card_name(card: SavedCard) -> str:
    """`Visa •••• 4242`, its figures kept on one line."""
    return f"{brand_name(card.brand)} ••••\u00a0{card.last4}"
