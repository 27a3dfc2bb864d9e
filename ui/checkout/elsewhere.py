"""In the place of the customer's form while they have it on their own screen."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.checkout.view_model import CheckoutViewModel
from ui.checkout.words import CheckoutSpeaker
from ui.i18n.language import Retranslated
from ui.theme.layout import card, column
from ui.theme.tokens import SPACE
from ui.widgets.frame import in_the_middle
from ui.widgets.labels import IconLabel, label


class ElsewherePage(Retranslated, QWidget):
    """What the customer is doing, for staff who don't see it."""

    def __init__(self, view_model: CheckoutViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("onTheirScreen")
        self._model = view_model
        self._speaker = CheckoutSpeaker(self)
        self._doing = label(role="title", wrap=True)
        self._doing.setObjectName("customerDoes")
        self._words = label(wrap=True)
        surface = card()
        surface.setMaximumWidth(640)
        inside = column(surface, gap=SPACE.l, margin=SPACE.xxl)
        inside.addWidget(IconLabel("customer", "accent", 64), 0, Qt.AlignmentFlag.AlignHCenter)
        for words in (self._doing, self._words):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
            inside.addWidget(words)
        in_the_middle(self, surface)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything again."""
        self._doing.setText(self._speaker.doing(self._model.phase, here=self._model.hosted_here))
        self._words.setText(
            self.tr(
                "They have it on their own screen. Only they can agree and pay; you can cancel "
                "the payment beside this."
            )
        )
