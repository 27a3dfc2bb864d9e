"""What the shop's account at Stripe wants of the till, in the settings."""

from typing import Protocol

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from pos_app.checkout.at_stripe import StripeChoices
from pos_app.kernel.errors import PosError, UserError
from ui.i18n import messages
from ui.i18n.language import Retranslated
from ui.tasks import OneAtATime
from ui.theme.layout import card, column
from ui.theme.tokens import SPACE
from ui.widgets.buttons import PrimaryButton
from ui.widgets.choice_row import ChoiceRow
from ui.widgets.columns import columns
from ui.widgets.field_row import FieldRow
from ui.widgets.labels import label
from ui.widgets.scrolling import above


class Wishes(Protocol):
    """Of `AtStripe`."""

    def wished(self) -> StripeChoices: ...

    async def wish(self, choices: StripeChoices) -> None: ...


_ADDRESS = 640
"""Pixels: as long as a web address is."""
_READABLE = 200
"""Pixels that the words beside the button need; in less they stand below it."""


class AtStripeViewModel(OneAtATime):
    """Signal: `done` once it is kept."""

    done = Signal()

    def __init__(self, wishes: Wishes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wishes = wishes

    @property
    def wished(self) -> StripeChoices:
        """As the settings say now."""
        return self._wishes.wished()

    def wish(self, choices: StripeChoices) -> None:
        """Keep these."""
        self.do(lambda: self._wish(choices))

    async def _wish(self, choices: StripeChoices) -> None:
        await self._wishes.wish(choices)
        self.done.emit()


class AtStripeSection(Retranslated, QWidget):
    """A tab of the settings. Signal: `said(Speech, str)`, a sentence and its kind."""

    said = Signal(object, str)

    def __init__(self, view_model: AtStripeViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = view_model
        self._origin = QLineEdit()
        self._origin.setObjectName("pageOriginField")
        self._origin.setMaximumWidth(_ADDRESS)
        self._origin.setPlaceholderText("https://…")
        self._origin.setInputMethodHints(Qt.InputMethodHint.ImhUrlCharactersOnly)
        self._origin_row = FieldRow("", self._origin)
        self._question = label(role="label", wrap=True)
        self._customers, self._accounts = ChoiceRow(), ChoiceRow()
        self._customers.setObjectName("asCustomers")
        self._accounts.setObjectName("asAccounts")
        self._note = label(role="muted", wrap=True)
        self._note.setMinimumWidth(_READABLE)
        self._save = PrimaryButton(icon="check", large=True)
        self._save.setObjectName("saveAtStripe")
        self._build()
        self._save.clicked.connect(self._submit)
        self._origin.returnPressed.connect(self._submit)
        view_model.changed.connect(lambda: self._save.setEnabled(not view_model.busy))
        view_model.done.connect(self._say_done)
        view_model.faulted.connect(self._say_fault)
        self.retranslate()

    def _build(self) -> None:
        surface = card()
        inside = column(surface, gap=SPACE.s, margin=SPACE.m, margin_x=SPACE.xl)
        inside.addWidget(self._origin_row)
        inside.addWidget(self._question)
        either = columns(gap=SPACE.m)
        for choice in (self._customers, self._accounts):
            either.addWidget(choice, 1)
        inside.addLayout(either)
        content = QWidget()
        whole = column(content)
        whole.addWidget(surface)
        whole.addStretch(1)
        buttons = columns(gap=SPACE.l)
        buttons.addWidget(self._save)
        buttons.addWidget(self._note, 1)
        box = column(self, gap=SPACE.m)
        above(content, buttons, box)

    def title(self) -> str:
        """Of its tab."""
        return self.tr("At Stripe")

    def begin(self) -> None:
        """As things are now."""
        wished = self._model.wished
        self._origin.setText(wished.page_origin)
        self._origin_row.set_error(None)
        (self._accounts if wished.customers_as_accounts else self._customers).setChecked(True)

    def retranslate(self) -> None:
        """Say everything again."""
        self._origin_row.set_text(
            self.tr("Web address that the card form says it is of"),
            self.tr(
                "Best a name your shop owns and has registered at Stripe, such as "
                "till.example.com. Nothing is loaded from there. Empty: none of yours."
            ),
        )
        self._question.setText(self.tr("What are new customers at Stripe?"))
        self._customers.set_words(self.tr("Customers"), self.tr("As in most shops."))
        self._accounts.set_words(
            self.tr("Accounts"),
            self.tr("Where your Stripe account works with Accounts v2. Both are read then."),
        )
        self._note.setText(
            self.tr("The address counts from the next payment on, the kind from the next start.")
        )
        self._save.setText(self.tr("Save"))

    def _submit(self) -> None:
        self._origin_row.set_error(None)
        self._model.wish(StripeChoices(self._origin.text(), self._accounts.isChecked()))

    def _say_done(self) -> None:
        self.begin()
        self.said.emit(lambda: self.tr("Kept for this till."), "success")

    def _say_fault(self, fault: PosError) -> None:
        if isinstance(fault, UserError) and fault.field == "page_origin":
            self._origin_row.set_error(
                lambda: self.tr("Type an address as https://till.example.com, or nothing.")
            )
            self._origin_row.focus()
        else:
            self.said.emit(lambda: messages.text(fault), "danger")
