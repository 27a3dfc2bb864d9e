"""What is rarely done with the opened customer."""

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from pos_app.settings.key_uses import Use
from ui.i18n.language import Retranslated
from ui.widgets.buttons import IconButton


class CustomerMenu(Retranslated, IconButton):
    """Signal: `erase()`."""

    erase = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("more", "", parent=parent)
        self.setObjectName("moreOfCustomer")
        self.needs(Use.ERASE_CUSTOMER)  # there is nothing else in it
        self._menu = QMenu(self)
        self._menu.setObjectName("customerMenu")
        self._erase = self._menu.addAction("")
        self._erase.setObjectName("eraseCustomer")
        self._erase.triggered.connect(self.erase)
        self.clicked.connect(self._open)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything again."""
        self.set_name(self.tr("More about this customer"))
        self._erase.setText(self.tr("Erase this customer…"))

    def _open(self) -> None:
        """Below the button; `popup` returns at once, and the loop goes on."""
        self._menu.popup(self.mapToGlobal(QPoint(0, self.height())))
