"""Shifts and figures."""

from collections.abc import AsyncIterator

from pos_app.kernel.errors import UserError
from pos_app.reports.series import Figure
from tests.ui.customers.hands import act, click, named, rest
from tests.ui.reports.fakes import (
    LINK,
    TWO_CURRENCIES,
    UNCLEAR,
    FakePictures,
    FakeShifts,
    closed,
    report,
)
from tests.ui.reports.test_pictures import World as PicturesWorld
from tests.ui.reports.test_shift import World as ShiftWorld
from tests.ui.screens.stage import Shot, Stage


async def shift(stage: Stage) -> AsyncIterator[Shot]:
    earlier = [closed(2), closed(1)]
    world = ShiftWorld(stage.bot, FakeShifts(report(unclear=(UNCLEAR, LINK)), None, earlier))
    await rest()
    yield "shift: none open", world.window
    world.shifts.shift = report().shift
    await act(world.screen.begin)
    yield "shift: running", world.window
    await click(named(world.screen, "closeShift"))
    yield "shift: asked before it is closed", world.window
    await click(named(world.screen, "closeShift"))
    yield "shift: closed", world.window
    await click(named(world.screen, "shift_2"))
    yield "shift: an earlier one", world.window


async def figures(stage: Stage) -> AsyncIterator[Shot]:
    pictures = FakePictures()
    world = PicturesWorld(stage.bot, pictures)
    await world.drawn()
    for figure in Figure:
        await world.choose(figure)
        yield f"figures: {figure.value.replace('_', ' ')}", world.window
    pictures.drawn = TWO_CURRENCIES
    await world.choose(Figure.DEPOSITS)
    await click(named(world.screen, "segment_gbp"))
    yield "figures: two currencies", world.window
    pictures.drawn, pictures.fault = {}, UserError("staff.no_right", right="see_reports")
    await world.choose(Figure.DEPOSITS)
    await rest()
    yield "figures: no right to see them", world.window
    await world.choose(Figure.EXPIRING)
    yield "figures: nothing to show", world.window


PLAYS = (shift, figures)
