"""Where a customer gets their page: on a screen of their own, on the till's, or beside the till."""

from enum import Enum, StrEnum, auto

from pos_app.settings.live import LiveSettings
from pos_app.staff.model import NOBODY, Actor, Permissions, Right, RiskyAct
from pos_app.staff.open_house import OpenHouse


class Place(StrEnum):
    """What the shop wishes; the settings keep these words."""

    AUTOMATIC = "automatic"
    """A second screen where there is one, else handed over."""
    SECOND = "second"
    HAND_OVER = "hand_over"
    """The till's own screen, all of it, until it is over."""
    WINDOW = "window"
    """In the till's window, staff's part beside it."""


class Surface(Enum):
    """Where the page stands right now."""

    SECOND = auto()
    HANDED_OVER = auto()
    EMBEDDED = auto()


def surface_for(place: Place, *, second_screen: bool, taken_back: bool = False) -> Surface:
    """Where the page goes. A wished second screen that isn't there becomes a hand-over; one that
    staff took back stays in the window."""
    if place in (Place.AUTOMATIC, Place.SECOND) and second_screen:
        return Surface.SECOND
    if place is Place.WINDOW or taken_back:
        return Surface.EMBEDDED
    return Surface.HANDED_OVER


class CustomerPlace:
    """What the shop wishes, and the way to wish otherwise."""

    def __init__(self, settings: LiveSettings, *, permissions: Permissions | None = None) -> None:
        self._settings = settings
        self._permits = permissions or OpenHouse()

    def wished(self) -> Place:
        """As the settings say now."""
        return Place(self._settings.shop.customer_place)

    async def wish(self, place: Place, *, actor: Actor = NOBODY) -> None:
        """Show pages there from the next one on.

        Raises UserError staff.not_allowed, staff.sign_in_first; EnvironmentFault
        settings.not_saved.
        """
        await self._permits.carry_out(
            actor, RiskyAct(Right.SETTINGS, "customer_place"),
            lambda: self._settings.change(customer_place=place.value),
            lambda _: "changed",
        )  # fmt: skip
