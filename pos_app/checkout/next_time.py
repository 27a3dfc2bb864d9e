"""The agreement to show a card next time: offered beside its box on the customer's page."""

import logging
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Final, Protocol

from pos_app.consent.model import Cancellation, Interval, Purpose, Scope, Subject, Unit
from pos_app.consent.service import Draft
from pos_app.kernel.clock import Clock, local_day
from pos_app.kernel.errors import EnvironmentFault, UserError

_log = logging.getLogger(__name__)
KEPT_FOR: Final = Interval(36, Unit.MONTH)
"""How long a card is shown, unless its customer ends it before; most expire earlier."""


class Drafts(Protocol):
    """Of `ConsentService`."""

    async def draft(
        self, scope: Scope, subject: Subject, language: str, version: str | None = None
    ) -> Draft: ...


class NextTimeTerms:
    """What a customer reads beside the box, with the shop's names and promises of now."""

    def __init__(
        self,
        drafts: Drafts,
        shop: tuple[str, str],
        cancellation: Callable[[], Cancellation],
        clock: Clock,
    ) -> None:
        """`shop`: its name and address."""
        self._drafts = drafts
        self._shop = shop
        self._cancellation = cancellation
        self._clock = clock

    async def draft(self, language: str, currency: str) -> Draft | None:
        """In `fr` or `en`. None where the wording can't be made: a payment doesn't wait for it,
        and without words there is no box."""
        scope = scope_of(currency, local_day(self._clock), self._cancellation())
        name, address = self._shop
        subject = Subject(name, address, "")
        try:
            return await self._drafts.draft(scope, subject, language)
        except (UserError, EnvironmentFault) as fault:
            _log.warning("next_time_not_offered why=%s", fault.key)
            return None


def scope_of(currency: str, today: date, cancellation: Cancellation) -> Scope:
    """From today on; the card is the one that pays. Its bounds have this machine's own offset of
    their day, so that their dates are those the customer reads."""
    after = _begin(KEPT_FOR.after(today) + timedelta(days=1))
    return Scope(
        purpose=Purpose.NEXT_TIME,
        currency=currency,
        cap_minor=0,
        total_minor=0,
        count=0,
        earliest=_begin(today),
        latest=datetime.fromtimestamp(after.timestamp() - 1).astimezone(),
        card=None,
        cancellation=cancellation,
    )


def _begin(day: date) -> datetime:
    return datetime(day.year, day.month, day.day).astimezone()
