"""The button that Enter presses where the keyboard goes by itself."""

from PySide6.QtWidgets import QWidget

from ui.widgets.buttons import PrimaryButton


class EnterButton(PrimaryButton):
    """Shows Enter while Enter presses it: elsewhere the key is for what has the keyboard then. No
    wider for that, so that nothing moves when the keyboard comes."""

    def __init__(
        self, text: str = "", *, icon: str = "", large: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, icon=icon, large=large, parent=parent)
        self.show_keys_if_room()
        self.show_keys_beside("Return")

    def drawn_keys(self) -> str:
        """None, without the keyboard."""
        return super().drawn_keys() if self.hasFocus() else ""
