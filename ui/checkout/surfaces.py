"""Brings a customer's page to where the customer is, and back, without loading it again."""

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtWidgets import QWidget

from pos_app.checkout.place import Place, Surface, surface_for
from ui.checkout.customer_window import CustomerWindow
from ui.shell.main_window import MainWindow


class Screens(Protocol):
    """Of `Monitors`."""

    changed: Any

    def beside(self, window: QWidget) -> QRect | None: ...


class Surfaces(QObject):
    """Signal: `moved` when `surface` is another one; whoever lent the page then takes it into the
    window again, unless it is on the second screen.

    A screen that is unplugged while somebody pays on it makes it a hand-over; one that is plugged
    in meanwhile waits for the next page.
    """

    moved = Signal()

    def __init__(
        self, window: MainWindow, wished: Callable[[], Place], monitors: Screens,
        make: Callable[[], CustomerWindow],
    ) -> None:  # fmt: skip
        """`window`: the till's, which can be handed over."""
        super().__init__(window)
        self._till = window
        self._wished = wished
        self._monitors = monitors
        self._make = make
        self._theirs: CustomerWindow | None = None
        self._page: QWidget | None = None
        self._taken_back = False
        self.surface = Surface.EMBEDDED
        monitors.changed.connect(self.look)
        window.taken_back.connect(self.take_back)
        window.closed.connect(self._end)

    @property
    def can_hand_over(self) -> bool:
        """Whether staff hold a page that is the customer's."""
        return self._page is not None and self._taken_back

    def look(self) -> None:
        """The screens or the settings may be others by now."""
        screen = self._second()
        if screen is None and self.surface is Surface.SECOND:
            self._settle()
        if self.surface is not Surface.SECOND and not self._greets():
            self._end()
        elif screen is not None and self._greets():
            self._window_on(screen)

    def give(self, page: QWidget) -> None:
        """The customer has this page now."""
        self._page = page
        self._taken_back = False
        self._settle()

    def take(self) -> None:
        """It is over, or staff's turn."""
        self._page = None
        self._move_to(Surface.EMBEDDED)

    def take_back(self) -> None:
        """Staff want their till, while the customer's page stays as it is."""
        if self.surface is Surface.HANDED_OVER:
            self._taken_back = True
            self._settle()

    def hand_over(self) -> None:
        """The customer goes on."""
        self._taken_back = False
        self._settle()

    def rename(self, shop_name: str) -> None:
        """Greet with another name."""
        if self._theirs is not None:
            self._theirs.set_shop_name(shop_name)

    def _settle(self) -> None:
        if self._page is None:
            return
        second = self._second() is not None
        self._move_to(
            surface_for(self._wished(), second_screen=second, taken_back=self._taken_back)
        )

    def _move_to(self, surface: Surface) -> None:
        before, self.surface = self.surface, surface
        screen = self._second()
        if surface is Surface.SECOND and self._page is not None and screen is not None:
            theirs = self._window_on(screen)
            theirs.show_page(self._page)
            theirs.activateWindow()  # what is typed from now on is the customer's
        elif before is Surface.SECOND and self._theirs is not None:
            self._theirs.welcome()
            self._till.activateWindow()
        if before is not surface:
            self._till.set_handed_over(surface is Surface.HANDED_OVER)
            self.moved.emit()
        if before is Surface.SECOND and surface is not before and screen is None:
            self._end()

    def _greets(self) -> bool:
        return self._wished() in (Place.AUTOMATIC, Place.SECOND) and self._second() is not None

    def _second(self) -> QRect | None:
        return self._monitors.beside(self._till)

    def _window_on(self, screen: QRect) -> CustomerWindow:
        if self._theirs is None:
            self._theirs = self._make()
            self._theirs.scanned.connect(self._till.scanned)
        self._theirs.appear_on(screen)
        return self._theirs

    def _end(self) -> None:
        theirs, self._theirs = self._theirs, None
        if theirs is not None:
            theirs.end()
            theirs.deleteLater()
