"""A tab of the settings: erased customers whose payments Stripe hasn't redacted yet."""

from collections.abc import Sequence
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from pos_app.erasure.redaction_model import Redaction, RedactionState, Why
from pos_app.kernel.ids import CustomerId
from pos_app.settings.formats import format_date
from ui.customers.redaction_words import RedactionSpeaker
from ui.i18n import messages
from ui.i18n.language import Retranslated, language_of
from ui.tasks import OneAtATime
from ui.theme.layout import card, column, empty
from ui.theme.tokens import SPACE
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.columns import columns
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import label
from ui.widgets.scrolling import above
from ui.widgets.status_chip import StatusChip

_READABLE = 200
"""Pixels that the words beside the button need; in less they stand below it."""


class RedactionList(Protocol):
    """Of `Redactions`, as whoever is signed in."""

    async def standing(self) -> Sequence[Redaction]: ...

    async def ask_again(self) -> Sequence[Redaction]: ...

    async def begin_anew(self, customer_id: CustomerId) -> None: ...

    async def finish(self, customer_id: CustomerId) -> None: ...


class ErasedViewModel(OneAtATime):
    """`listed`: oldest first. Signal: `asked` once Stripe was."""

    asked = Signal()

    def __init__(self, redactions: RedactionList, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._redactions = redactions
        self.listed: Sequence[Redaction] = ()

    def begin(self) -> None:
        """As the ledger says now."""
        self.do(self._look)

    def ask_again(self) -> None:
        """Of Stripe, about each."""
        self.do(self._ask)

    def begin_anew(self, customer_id: CustomerId) -> None:
        """After somebody cancelled the job."""
        self.do(lambda: self._begin_anew(customer_id))

    def finish(self, customer_id: CustomerId) -> None:
        """Somebody did it by hand."""
        self.do(lambda: self._finish(customer_id))

    async def _look(self) -> None:
        self.listed = await self._redactions.standing()

    async def _ask(self) -> None:
        self.listed = await self._redactions.ask_again()
        self.asked.emit()

    async def _begin_anew(self, customer_id: CustomerId) -> None:
        try:
            await self._redactions.begin_anew(customer_id)
        finally:
            await self._look()

    async def _finish(self, customer_id: CustomerId) -> None:
        await self._redactions.finish(customer_id)
        await self._look()


class ErasedSection(Retranslated, QWidget):
    """Signal: `said(Speech, str)`, a sentence and its kind."""

    said = Signal(object, str)

    def __init__(self, view_model: ErasedViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = view_model
        self._speaker = RedactionSpeaker(self)
        self._shown: Sequence[Redaction] = ()
        content = QWidget(self)
        self._none = EmptyState("success", parent=content)  # without one it were a window
        self._rows = column(content, gap=SPACE.m)
        self._ask = PrimaryButton(icon="refresh", large=True)
        self._ask.setObjectName("askStripeAgain")
        self._note = label(role="muted", wrap=True)
        self._note.setMinimumWidth(_READABLE)
        buttons = columns(gap=SPACE.l)
        buttons.addWidget(self._ask)
        buttons.addWidget(self._note, 1)
        above(content, buttons, column(self, gap=SPACE.l))
        self._ask.clicked.connect(view_model.ask_again)
        view_model.changed.connect(self._show)
        view_model.asked.connect(self._say_asked)
        view_model.faulted.connect(
            lambda fault: self.said.emit(partial(messages.text, fault), "danger")
        )
        self.retranslate()

    def title(self) -> str:
        """Of its tab."""
        return self.tr("Erased customers")

    def begin(self) -> None:
        """As things are now."""
        self._model.begin()

    def retranslate(self) -> None:
        """Say everything again."""
        self._none.set_text(
            self.tr("Nothing is left to be redacted"),
            self.tr("Erased customers whose payments Stripe still has to redact are listed here."),
        )
        self._ask.setText(self.tr("Ask Stripe now"))
        self._note.setText(
            self.tr("The till asks by itself, too. No name is kept here: only Stripe’s id.")
        )
        self._fill()

    def _show(self) -> None:
        self._ask.setEnabled(not self._model.busy and bool(self._model.listed))
        if self._shown is not self._model.listed:
            self._shown = self._model.listed
            self._fill()

    def _fill(self) -> None:
        empty(self._rows, but=self._none)
        if not self._shown:
            self._rows.addWidget(self._none, 1)
            self._none.show()  # in here: without a parent it would be a window, and take the focus
            return
        self._none.hide()
        for one in self._shown:
            self._rows.addWidget(self._row(one))
        self._rows.addStretch(1)

    def _row(self, one: Redaction) -> QFrame:
        surface = card()
        inside = column(surface, gap=SPACE.s, margin=SPACE.l, margin_x=SPACE.xl)
        head = FlowLayout(gap=SPACE.m)
        name = label(one.customer_id, "strong")
        name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        head.addWidget(name)
        head.addStretch()
        head.addWidget(StatusChip(*self._speaker.state_of(one)))
        inside.addLayout(head)
        inside.addWidget(label(self._speaker.told(one), wrap=True))
        foot = columns(gap=SPACE.m)
        day = self.tr("Erased on {date}").replace(
            "{date}", format_date(one.asked_at, language_of())
        )
        foot.addWidget(label(f"{day} · {one.job_id}" if one.job_id else day, "muted", wrap=True), 1)
        if one.state is RedactionState.BY_HAND and Why.CANCELED in one.why:
            anew = SecondaryButton(self.tr("Redact after all"), icon="refresh")
            anew.setObjectName(f"redactAnew_{one.customer_id}")
            anew.clicked.connect(lambda: self._model.begin_anew(one.customer_id))
            foot.addWidget(anew)
        if one.state is RedactionState.BY_HAND:
            done = SecondaryButton(self.tr("Done by hand"), icon="check")
            done.setObjectName(f"redactedByHand_{one.customer_id}")
            done.clicked.connect(lambda: self._model.finish(one.customer_id))
            foot.addWidget(done)
        inside.addLayout(foot)
        return surface

    def _say_asked(self) -> None:
        if self._model.listed:
            self.said.emit(
                lambda: self.tr("Stripe was asked. What isn’t redacted yet is listed here."), "info"
            )
        else:
            self.said.emit(lambda: self.tr("Everything is redacted."), "success")
