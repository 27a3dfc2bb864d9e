"""Ways through the screens of what is due that several tests go."""

from pos_app.kernel.money import Money
from tests.ui.customers.hands import act, rest
from tests.ui.dues.fakes import customer, sale
from tests.ui.dues.test_due import World


async def call_off(world: World, back: Money) -> None:
    """The sale of the fakes, so much of it going back, confirmed."""
    await world.show()
    await act(lambda: world.showing.begin_call_off(sale(), customer()))
    await rest()
    await act(lambda: world.showing.ending.review(back))
    await act(world.showing.ending.confirm)
    await rest()
