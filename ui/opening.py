"""What stands in the window until the till does, or why it can't."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedLayout, QWidget

from pos_app.kernel.errors import PosError
from ui.customers.first_search import Begun, FirstSearch
from ui.customers.left_off import LeftOff
from ui.i18n import messages
from ui.i18n.language import Retranslated
from ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from pos_app.storage import Storage


class Opening(Retranslated, QWidget):
    """With `finds`, customers are looked for meanwhile, once `answer_from` was called."""

    def __init__(self, retry: Callable[[], None], *, finds: bool = False) -> None:
        super().__init__()
        self._fault: PosError | None = None
        self._state = EmptyState("store")
        self._state.setObjectName("opening")
        self._state.action_clicked.connect(retry)
        self._search = FirstSearch() if finds else None
        self._shown = QStackedLayout(self)
        self._shown.addWidget(self._state)
        if self._search is not None:
            self._shown.addWidget(self._search)
            self.setFocusProxy(self._search)
        self.say(None)

    def say(self, fault: PosError | None) -> None:
        """Say why the till doesn't open; None while it still does."""
        self._fault = fault
        finding = self._search if fault is None else None
        self._shown.setCurrentWidget(finding or self._state)
        self.retranslate()

    async def answer_from(self, cache: "Storage") -> None:
        """Find customers in this copy from now on. Returns with the first answer, or without one
        once it has taken longer than anybody would hold up the rest for."""
        if self._search is not None:
            await self._search.answer_from(cache)

    def go_on(self, left: LeftOff) -> None:
        """From where the window's first face was left."""
        if self._search is not None:
            self._search.go_on(left)

    def begun(self) -> Begun | None:
        """What somebody has done meanwhile."""
        return self._search.begun() if self._search is not None else None

    def retranslate(self) -> None:
        """Say it in this language."""
        if self._fault is None:
            self._state.set_text(
                self.tr("Opening the till…"), self.tr("A moment, customers are being loaded.")
            )
        else:
            title, again = self.tr("The till can’t open"), self.tr("Try again")
            self._state.set_text(title, messages.text(self._fault), again)
