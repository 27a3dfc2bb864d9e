"""What figures and their bars are called."""

import re
from datetime import date

from PySide6.QtCore import QObject

from pos_app.reports.pictures import About
from pos_app.reports.series import COLLECTED, Bar, Figure, Series
from pos_app.settings.formats import format_count, format_date, format_day_month, format_money
from ui.i18n.language import language_of
from ui.i18n.reasons import short_reason


class FigureSpeaker(QObject):
    """Words in the language in force."""

    def name(self, figure: Figure) -> str:
        """Short, for the button that chooses it."""
        return {
            Figure.BY_DAY: self.tr("By day"),
            Figure.BY_HOUR: self.tr("By hour"),
            Figure.DEPOSITS: self.tr("Deposits"),
            Figure.COLLECTED: self.tr("Collected"),
            Figure.EXPIRING: self.tr("Cards"),
        }[figure]

    def title(self, figure: Figure) -> str:
        """What is drawn."""
        return {
            Figure.BY_DAY: self.tr("Taken by day"),
            Figure.BY_HOUR: self.tr("Taken by hour of the day"),
            Figure.DEPOSITS: self.tr("Held for customers, by age of the sale"),
            Figure.COLLECTED: self.tr("Collected from saved cards while the customer was away"),
            Figure.EXPIRING: self.tr("Saved cards that end with these months"),
        }[figure]

    def nothing(self, figure: Figure) -> str:
        """Where there is nothing to draw."""
        return {
            Figure.BY_DAY: self.tr("Nothing was taken in these days."),
            Figure.BY_HOUR: self.tr("Nothing was taken in these days."),
            Figure.DEPOSITS: self.tr("No deposit is held: nothing is owed to customers."),
            Figure.COLLECTED: self.tr("Nobody was charged while away in these days."),
            Figure.EXPIRING: self.tr("No saved card ends in the next six months."),
        }[figure]

    def whole(self, figure: Figure, bar: Bar) -> str:
        """A bar, in its row of the table."""
        if figure is Figure.BY_DAY:
            return format_date(date.fromisoformat(bar.key), language_of())
        return self.short(figure, bar)

    def short(self, figure: Figure, bar: Bar) -> str:
        """A bar, under it."""
        if figure is Figure.BY_DAY:
            return format_day_month(date.fromisoformat(bar.key), language_of())
        if figure is Figure.BY_HOUR:
            return self.tr("{hour}:00").format(hour=int(bar.key))
        if figure is Figure.DEPOSITS:
            return self._age(bar.key)
        if figure is Figure.EXPIRING:
            year, month = bar.key.split("-")
            return f"{month}/{year}"
        return self.tr("Collected") if bar.key == COLLECTED else short_reason(bar.key)

    def value(self, bar: Bar) -> str:
        """How much, or how many where nothing is counted in money."""
        if bar.total is not None:
            return format_money(bar.total, language_of())
        return format_count(bar.count, language_of())

    def summary(self, series: Series) -> str:
        """Everything in it, for who can't see the picture."""
        told = [
            f"{self.whole(series.figure, bar)}: {self.value(bar)}"
            for bar in series.bars if bar.count
        ]  # fmt: skip
        return f"{self.title(series.figure)}. " + ", ".join(told)

    def whose(self, about: About) -> str:
        """Of which days, of which shop and till, made when: on paper nothing else tells."""
        place, made = about.place, format_date(about.made, language_of())
        names = [one for one in (place.shop_name, place.till_name or place.till_id) if one]
        if about.first is None:
            return "  ·  ".join([self.tr("As of {day}").format(day=made), *names])
        first = format_date(about.first, language_of())
        span = self.tr("{first} to {last}").format(first=first, last=made)
        return "  ·  ".join([span, *names, self.tr("made on {day}").format(day=made)])

    def _age(self, key: str) -> str:
        first, _, last = key.partition("-")
        words = self.tr("{first} to {last} days") if last else self.tr("over {most} days")
        return words.format(first=first, last=last, most=int(first) - 1)


def file_name(name: str, about: About) -> str:
    """Without its end: what is in it, of which till, from when to when."""
    till = about.place.till_name or about.place.till_id
    days = [one.isoformat() for one in (about.first, about.made) if one is not None]
    whole = "-".join([name, till, *days]).casefold()
    return "-".join(re.findall(r"[^\W_]+", whole))
