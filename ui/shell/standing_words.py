"""The words of what stands in the status line."""

from datetime import date, datetime
from typing import Final

from PySide6.QtCore import QObject

from pos_app.kernel.clock import day_of
from pos_app.settings.formats import (
    format_count,
    format_date,
    format_datetime,
    format_day_month,
    format_time,
)
from pos_app.sync.model import SyncProgressed
from ui.i18n.language import language_of
from ui.shell.standing_model import Connection, Copy, Doing, Reach, Said, Work
from ui.theme.tokens import Kind

_MINUTE = 60
_MANY = 99
WIDEST_TIME: Final = "22:00"
"""As `format_time` writes it in each language; spelled out, since what writes it takes a tenth of a
second to import, and the window waits for the room it takes. That room is kept free: figures are
all of one width."""


class StandingSpeaker(QObject):
    """Words it in the window's language."""

    def connection(self, reach: Reach, today: date) -> Said:
        """Whether Stripe is reached, and what that means for whoever waits."""
        looks: dict[Connection, tuple[Kind, str]] = {
            Connection.CONNECTING: ("neutral", "refresh"),
            Connection.ONLINE: ("success", "cloud"),
            Connection.SLOW: ("warning", "clock"),
            Connection.OFFLINE: ("danger", "cloud-off"),
        }
        kind, icon = looks[reach.connection]
        words = self.reached(reach.connection)
        whole = self._reached_in_full(reach, today)
        well = reach.connection is Connection.ONLINE
        return Said(words, "" if well else words, whole, kind, icon, well)

    def reached(self, connection: Connection) -> str:
        """In a word or two."""
        words = {
            Connection.CONNECTING: self.tr("Connecting…"),
            Connection.ONLINE: self.tr("Connected"),
            Connection.SLOW: self.tr("Slow"),
            Connection.OFFLINE: self.tr("Offline"),
        }
        return words[connection]

    def copy(self, copy: Copy, reach: Reach, today: date) -> Said:
        """How old the copy of the customers is, or how far its filling."""
        offline = reach.connection is Connection.OFFLINE
        whole = self._copied_in_full(copy, today, offline=offline)
        if copy.filling is not None:
            count = format_count(copy.filling.done, language_of())
            words = self.tr("Customers: {count}…").format(count=count)
            return Said(words, f"{count}…", whole, "info", "refresh", well=True)
        if copy.as_of is None:
            return Said(self.tr("Customers: …"), "…", whole, "neutral", "customer", well=True)
        at = _shortly(copy.as_of, today)
        words = self.tr("Customers {time}").format(time=at)
        kind: Kind = "warning" if offline else "neutral"
        return Said(words, at, whole, kind, "customer", well=not offline)

    def work(self, work: Work) -> Said:
        """What is pending, and where a click leads."""
        looks: dict[Doing, tuple[Kind, str]] = {
            Doing.UNKNOWN: ("unknown", "unknown"),
            Doing.UNDER_WAY: ("info", "refresh"),
            Doing.QUEUED: ("info", "clock"),
            Doing.NOTHING: ("neutral", "check"),
        }
        kind, icon = looks[work.doing]
        words = self.pending(work)
        well = work.doing is not Doing.UNKNOWN
        short = words if not well else (str(work.count) if work.count else "")
        return Said(words, short, self._pending_in_full(work), kind, icon, well)

    def pending(self, work: Work) -> str:
        """In a word or two."""
        words = {
            Doing.UNKNOWN: self.tr("%n to check", "", work.count),
            Doing.UNDER_WAY: self.tr("%n under way", "", work.count),
            Doing.QUEUED: self.tr("%n waiting", "", work.count),
            Doing.NOTHING: self.tr("Nothing pending"),
        }
        return words[work.doing]

    def widest(self) -> tuple[list[str], list[str], list[str]]:
        """What each part keeps room for, so that none moves when another changes."""
        many = (Work(unknown=_MANY), Work(under_way=_MANY), Work(queued=_MANY), Work())
        return (
            [self.reached(one) for one in Connection],
            [self.tr("Customers {time}").format(time=WIDEST_TIME)],
            [self.pending(one) for one in many],
        )

    def _reached_in_full(self, reach: Reach, today: date) -> str:
        if reach.connection is Connection.CONNECTING:
            return self.tr("Stripe is being asked for the first time since the till was opened.")
        if reach.connection is Connection.ONLINE:
            return self.tr("Connected: Stripe answers in time.")
        if reach.connection is Connection.SLOW:
            return self.tr(
                "Slow: Stripe answers late. A payment may take longer; wait for its outcome and "
                "don’t charge again."
            )
        return self._lost(reach.since, today)

    def _lost(self, since: datetime | None, today: date) -> str:
        """By its hour, today; of another day by that too, else it would read as today's."""
        language = language_of()
        clock = format_time(since, language) if since is not None else ""
        if since is None or day_of(since) == today:
            return self.tr(
                "Offline since {time}: customers can be found, no card can be charged. The till "
                "tries again by itself; check the shop’s network."
            ).format(time=clock)
        return self.tr(
            "Offline since {time} on {day}: customers can be found, no card can be charged. The "
            "till tries again by itself; check the shop’s network."
        ).format(time=clock, day=format_date(day_of(since), language))

    def _pending_in_full(self, work: Work) -> str:
        if work.doing is Doing.UNKNOWN:
            return self.tr("%n payment(s) to check", "", work.count)
        if work.doing is Doing.UNDER_WAY:
            return self.tr(
                "%n money task(s) under way with Stripe; each ends by itself, whatever screen is "
                "shown.",
                "",
                work.count,
            )
        if work.doing is Doing.NOTHING:
            return self.tr("Nothing pending: every outcome is known, nothing waits.")
        if work.importing:
            return self.tr("%n customer(s) of the import wait for their turn", "", work.count)
        return self.tr("%n charge(s) of what is due wait for their turn", "", work.count)

    def _copied_in_full(self, copy: Copy, today: date, *, offline: bool) -> str:
        language = language_of()
        if copy.filling is not None:
            count = format_count(copy.filling.done, language)
            filling = copy.filling
            words = self._compared if filling.anew else self._loaded
            return words(filling, offline=offline).format(count=count)
        if copy.as_of is None:
            return self.tr("Customers are not compared with Stripe yet; those known can be found.")
        if offline or copy.before:
            words_ = self.tr("Customers as of {time}; newer ones come once Stripe answers")
            return words_.format(time=format_datetime(copy.as_of, language))
        words_ = self.tr("Customers up to date, {time}")
        now = day_of(copy.as_of) == today
        written = format_time if now else format_datetime
        return words_.format(time=written(copy.as_of, language))

    def _loaded(self, filling: SyncProgressed, *, offline: bool) -> str:
        if offline:
            return self.tr("{count} customers so far; goes on once Stripe answers")
        if filling.seconds_left is None:
            return self.tr("Loading customers: {count} so far, those can be found")
        if filling.seconds_left < _MINUTE:
            return self.tr("Loading customers: {count}, less than a minute left")
        minutes = round(filling.seconds_left / _MINUTE)
        return self.tr("Loading customers: {count}, about %n minute(s) left", "", minutes)

    def _compared(self, filling: SyncProgressed, *, offline: bool) -> str:
        """Nobody is missing meanwhile: the copy from before answers."""
        if offline:
            return self.tr("Customers compared with Stripe: {count}; goes on once it answers")
        if filling.seconds_left is None:
            return self.tr("Comparing customers with Stripe: {count} so far")
        if filling.seconds_left < _MINUTE:
            return self.tr("Comparing customers with Stripe: {count}, less than a minute left")
        minutes = round(filling.seconds_left / _MINUTE)
        return self.tr(
            "Comparing customers with Stripe: {count}, about %n minute(s) left", "", minutes
        )


def _shortly(moment: datetime, today: date) -> str:
    """By its hour, today; by its day before, else it would read as today's."""
    day, language = day_of(moment), language_of()
    if day == today:
        return format_time(moment, language)
    return (format_day_month if day.year == today.year else format_date)(day, language)
