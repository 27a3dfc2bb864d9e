"""The customer's side of a till: where their page goes and whose it is, and those settings."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from pos_app.bootstrap import Till
from ui.checkout.customer_window import CustomerWindow
from ui.checkout.monitors import Monitors
from ui.checkout.place_section import PlaceSection, PlaceViewModel
from ui.checkout.surfaces import Screens, Surfaces
from ui.settings.at_stripe import AtStripeSection, AtStripeViewModel
from ui.shell.main_window import MainWindow
from ui.staff.acts import Acted
from ui.staff.kiosk import KioskSection, KioskViewModel


class CustomerSide(QObject):
    """`surfaces` bring the page to the customer, `sections` belong into the settings."""

    def __init__(
        self, till: Till, acted: Acted, window: MainWindow,
        monitors: Callable[[QObject], Screens] = Monitors,
    ) -> None:  # fmt: skip
        super().__init__(window)
        training = till.environment.training
        self.surfaces = Surfaces(
            window, till.customer_place.wished, monitors(self),
            lambda: CustomerWindow(till.shop.shop_name, training=training),
        )  # fmt: skip
        model = PlaceViewModel(acted.customer_place, self)
        model.done.connect(self.surfaces.look)
        at_stripe = AtStripeViewModel(acted.at_stripe, self)
        kiosk = KioskSection(KioskViewModel(acted.kiosk, self))
        kiosk.closeWanted.connect(window.close)
        self.leave_kiosk = acted.kiosk.leave
        self.sections = (PlaceSection(model), AtStripeSection(at_stripe), kiosk)
