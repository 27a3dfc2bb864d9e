"""The board is made again whenever something it shows has changed, and only then."""

from datetime import date, timedelta

from pos_app.customers.model import CardsChanged
from pos_app.dues.keeping import Kept
from pos_app.dues.model import Board
from pos_app.kernel.events import EventBus
from pos_app.kernel.ids import CustomerId

TODAY = date(2026, 12, 1)
NEWS = CardsChanged(CustomerId("cus_1"))


class Maker:
    def __init__(self) -> None:
        self.events = EventBus()
        self.kept = Kept(self.events)
        self.made = 0
        self.meanwhile = False

    async def make(self, today: date) -> Board:
        self.made += 1
        if self.meanwhile:
            self.events.publish(NEWS)
        return Board(today, (), (), ())

    async def ask(self, today: date = TODAY) -> int:
        """How often it was made by then."""
        await self.kept.board(today, self.make)
        return self.made


async def test_it_is_kept_until_something_changes_or_the_day_does() -> None:
    maker = Maker()
    assert [await maker.ask(), await maker.ask()] == [1, 1]
    maker.events.publish(NEWS)
    assert [await maker.ask(), await maker.ask()] == [2, 2]
    assert await maker.ask(TODAY + timedelta(days=1)) == 3
    maker.kept.forget()
    assert await maker.ask(TODAY + timedelta(days=1)) == 4


async def test_what_changed_while_it_was_made_is_not_lost() -> None:
    maker = Maker()
    maker.meanwhile = True
    assert [await maker.ask(), await maker.ask()] == [1, 2]


async def test_it_is_not_kept_for_long() -> None:
    maker = Maker()
    await maker.ask()
    maker.kept._made_at -= 31
    assert await maker.ask() == 2
