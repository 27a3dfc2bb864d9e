"""Beside the customer's form: who pays how much, what is going on, and the way out."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from pos_app.checkout.place import Surface
from ui.checkout.phase import Phase
from ui.checkout.view_model import CheckoutViewModel
from ui.checkout.words import CheckoutSpeaker
from ui.i18n.language import Retranslated
from ui.theme.apply import set_role
from ui.theme.layout import column, divider, row
from ui.theme.tokens import SPACE, Kind
from ui.widgets.banner import Banner
from ui.widgets.buttons import SecondaryButton
from ui.widgets.in_words import InWords
from ui.widgets.labels import FittedMoney, IconLabel, label
from ui.widgets.spinner import Spinner
from ui.widgets.tiles import Tiles

_BUSY = (Phase.OPENING, Phase.LOADING, Phase.SETTLING, Phase.SWITCHING, Phase.CLOSING)
_CANCELLABLE = (
    Phase.ASKING, Phase.OPENING, Phase.LOADING, Phase.WAITING, Phase.SETTLING, Phase.SWITCHING,
    Phase.HOSTED,
)  # fmt: skip
_TURNED = (Phase.ASKING, Phase.LOADING, Phase.WAITING, Phase.HOSTED)
_ICONS: dict[Phase, tuple[str, Kind]] = {
    Phase.ASKING: ("note", "info"),
    Phase.WAITING: ("clock", "info"),
    Phase.HOSTED: ("link", "info"),
    Phase.NOT_OPENED: ("danger", "danger"),
    Phase.NO_ANSWER: ("unknown", "unknown"),
}


class SideBar(Retranslated, QFrame):
    """Signals: `cancelled`; `handOver` when a page that staff took back is to be the customer's
    again."""

    cancelled = Signal()
    handOver = Signal()

    def __init__(self, view_model: CheckoutViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("checkoutSideBar")
        self._model = view_model
        self._speaker = CheckoutSpeaker(self)
        self._refused: Callable[[], str] | None = None
        self._refused_kind: Kind = "danger"
        self._surface = Surface.EMBEDDED
        self._can_hand_over = False
        self._hand_over = SecondaryButton(icon="eye", large=True)
        self._hand_over.setObjectName("handOverAgain")
        self._who_label = label(role="muted")
        self._who = label(role="strong", wrap=True)
        self._who.setObjectName("checkoutCustomer")
        self._amount = FittedMoney(None, "display")
        self._amount.setObjectName("checkoutAmount")
        self._in_words = InWords(self._amount)
        self._what, self._told = (label(role="muted", wrap=True) for _ in range(2))
        self._turn, self._turn_row = label(role="heading", wrap=True), QWidget()
        self._spinner = Spinner(28)
        self._icon = IconLabel("clock", "info", 28)
        self._status = label(role="heading", wrap=True)
        self._status.setObjectName("checkoutStatus")
        self._declined = Banner()
        self._declined.setObjectName("checkoutDeclined")
        self._cancel = SecondaryButton(icon="close", large=True)
        self._cancel.setObjectName("cancelCheckout")
        self._build()
        self._cancel.clicked.connect(self.cancelled)
        self._hand_over.clicked.connect(self.handOver)
        self.retranslate()

    def _build(self) -> None:
        set_role(self, "bar")
        self._turn.setObjectName("whoseTurn")
        turn = row(self._turn_row, gap=SPACE.m)
        turn.addWidget(IconLabel("eye", "accent", 28), 0, Qt.AlignmentFlag.AlignTop)
        turn.addWidget(self._turn, 1)
        status = row(gap=SPACE.m)
        status.addWidget(self._spinner, 0, Qt.AlignmentFlag.AlignTop)
        status.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        status.addWidget(self._status, 1)
        box = column(self, gap=SPACE.s, margin=SPACE.xl)
        box.addWidget(self._who_label)
        box.addWidget(self._who)
        box.addWidget(self._amount)
        box.addWidget(self._in_words)
        box.addWidget(self._what)
        box.addWidget(self._told)
        box.addSpacing(SPACE.m)
        box.addWidget(divider())
        box.addSpacing(SPACE.m)
        box.addLayout(status)
        box.addSpacing(SPACE.s)
        box.addWidget(self._turn_row)
        box.addSpacing(SPACE.s)
        box.addWidget(self._declined)
        box.addStretch(1)
        ways = Tiles(across=1)
        for one in (self._hand_over, self._cancel):
            ways.addWidget(one)
        box.addLayout(ways)

    def say_refused(self, words: Callable[[], str] | None, kind: Kind = "danger") -> None:
        """Tell staff why the customer's card was refused, or why they have another form, in the
        language in force; None takes it away."""
        self._refused, self._refused_kind = words, kind
        self.refresh()

    def say_where(self, surface: Surface, *, can_hand_over: bool) -> None:
        """Where the page is, and whether staff took it back."""
        self._surface, self._can_hand_over = surface, can_hand_over
        self.refresh()

    def status_text(self) -> str:
        """What is going on, as it says it."""
        return self._status.text()

    def refresh(self) -> None:
        """Show the view model's state."""
        phase = self._model.phase
        busy = phase in _BUSY
        self._spinner.setVisible(busy)
        self._icon.setVisible(not busy)
        icon, kind = _ICONS.get(phase, ("clock", "info"))
        self._icon.set_icon(icon, kind)
        # the customer has the screen by then, and the bar is narrow; a page that takes nothing says
        # whose it is all the same
        told = self._can_hand_over or not self._refused
        self._turn_row.setVisible(phase in _TURNED and told)
        self._in_words.setVisible(phase is not Phase.HOSTED and not self._refused)
        self._cancel.setEnabled(phase in _CANCELLABLE)
        self._hand_over.setVisible(self._can_hand_over)
        self._amount.set_money(self._model.amount)
        self._in_words.set_money(self._model.amount)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything again."""
        model = self._model
        customer = model.customer
        self._who_label.setText(self.tr("Customer"))
        walk_in = self.tr("Walk-in")
        self._who.setText((customer.name or customer.email) if customer else walk_in)
        now = self.tr("Nothing is paid now: the card is saved for later.") if model.saving else ""
        why = self._speaker.hosted_instead() if model.phase is Phase.HOSTED else ""
        self._what.setText(model.description)
        self._told.setText("\n".join(one for one in (now, why) if one))
        for words in (self._what, self._told):
            words.setVisible(bool(words.text()))
        self._turn.setText(self._whose_turn())
        self._hand_over.setText(self.tr("Hand over again"))
        here = model.hosted_here
        self._status.setText(self._speaker.status(model.phase, saving=model.saving, here=here))
        cancel = self.tr("Don’t save the card") if model.saving else self.tr("Cancel payment")
        self._cancel.setText(cancel)
        # “nothing was charged” is of a card before: of the last one it isn’t known
        if self._refused and model.phase is not Phase.NO_ANSWER:
            self._declined.say(self._refused_kind, "", self._refused())
        else:
            self._declined.clear()

    def _whose_turn(self) -> str:
        if self._surface is Surface.SECOND:
            return self.tr("The customer has it on their own screen")
        if self._can_hand_over:
            return self.tr("Only the customer ticks and pays")
        return self.tr("Turn the screen to the customer")

    def offer_hand_over(self) -> None:
        """The keyboard's next key is staff's: on the way back to the customer."""
        self._hand_over.setFocus(Qt.FocusReason.OtherFocusReason)
