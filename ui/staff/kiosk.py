"""Kiosk mode, in the settings: on or off, and the way out."""

from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.i18n import messages
from ui.i18n.language import Retranslated
from ui.shell.kiosk import in_kiosk
from ui.tasks import OneAtATime
from ui.theme.layout import card, column, row
from ui.theme.tokens import SPACE
from ui.widgets.buttons import SecondaryButton
from ui.widgets.check_box import CheckBox
from ui.widgets.key_hint import KeyHint
from ui.widgets.labels import label
from ui.widgets.scrolling import scrolled


class Kiosks(Protocol):
    """Of `KioskMode`."""

    @property
    def wished(self) -> bool: ...

    async def wish(self, *, on: bool) -> None: ...


class KioskViewModel(OneAtATime):
    """Signal: `done` once it is wished otherwise."""

    done = Signal()

    def __init__(self, kiosks: Kiosks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kiosks = kiosks

    @property
    def wished(self) -> bool:
        """As the settings say now."""
        return self._kiosks.wished

    def wish(self, *, on: bool) -> None:
        """From the next start on; nothing when it is so already."""
        if on is not self.wished:
            self.do(lambda: self._wish(on=on))

    async def _wish(self, *, on: bool) -> None:
        await self._kiosks.wish(on=on)
        self.done.emit()


class KioskSection(Retranslated, QWidget):
    """A tab of the settings. Signals: `said(Speech, str)`, a sentence and its kind;
    `closeWanted`."""

    said = Signal(object, str)
    closeWanted = Signal()

    def __init__(self, view_model: KioskViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = view_model
        self._on = CheckBox()
        self._on.setObjectName("kioskMode")
        self._note = label(role="muted", wrap=True)
        self._system = label(role="muted", wrap=True)
        self._close = SecondaryButton(icon="close")
        self._close.setObjectName("closeTill")
        surface = card()
        inside = column(surface, gap=SPACE.m, margin=SPACE.l, margin_x=SPACE.xl)
        for part in (self._on, self._note, self._system):
            inside.addWidget(part)
        leave = row(gap=SPACE.m)
        leave.addWidget(self._close)
        self._key = KeyHint("Ctrl+Q")
        leave.addWidget(self._key)
        leave.addStretch(1)
        inside.addLayout(leave)
        content = QWidget()
        whole = column(content)
        whole.addWidget(surface)
        whole.addStretch(1)
        column(self).addWidget(scrolled(content))
        self._on.clicked.connect(lambda on: view_model.wish(on=on))
        self._close.clicked.connect(self.closeWanted)
        view_model.changed.connect(self.begin)
        view_model.done.connect(self._say_done)
        view_model.faulted.connect(
            lambda fault: self.said.emit(lambda: messages.text(fault), "danger")
        )
        self.retranslate()

    def title(self) -> str:
        """Of its tab."""
        return self.tr("Kiosk")

    def begin(self) -> None:
        """As things are now."""
        self._on.setChecked(self._model.wished)
        self._on.setEnabled(not self._model.busy)
        self._key.setVisible(in_kiosk())  # elsewhere it does nothing

    def retranslate(self) -> None:
        """Say everything again."""
        self._on.setText(self.tr("The till has the screen to itself (kiosk mode)"))
        self._note.setText(
            self.tr(
                "Full screen, without window controls. It closes only by somebody who may close "
                "it, with their PIN: Ctrl+Q, or the button here. Files are saved to and read from "
                "the documents folder and what is plugged in, and no other program is opened."
            )
        )
        self._system.setText(
            self.tr(
                "Switching to other programs is up to the computer: run the till in its kiosk "
                "session to prevent that too. Until people are set up, anybody may close the till."
            )
        )
        self._close.setText(self.tr("Close the till"))

    def _say_done(self) -> None:
        self.said.emit(lambda: self.tr("Counts from the next start of the till."), "success")
