"""One part that is owed, what is in its way, and every way on from there."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from pos_app.dues.model import Risk
from pos_app.kernel.errors import PosError
from pos_app.payments.model import Outcome, OutcomeKind
from pos_app.sales.model import Sale
from pos_app.sales.promise import renewable
from pos_app.settings.formats import format_money
from pos_app.settings.key_uses import Use
from ui.dues.change_panel import ChangePanel
from ui.dues.due_view_model import DueViewModel, Step
from ui.dues.words import DueSpeaker, day
from ui.i18n import messages
from ui.i18n.language import Retranslated, language_of
from ui.theme.layout import card, column
from ui.theme.tokens import SPACE
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button, PrimaryButton, SecondaryButton, named
from ui.widgets.enter import press
from ui.widgets.facts import Facts
from ui.widgets.frame import Heading, add_all, centred, choices, rest_focus
from ui.widgets.in_words import InWords
from ui.widgets.labels import label
from ui.widgets.scrolling import above
from ui.widgets.tiles import Tiles

_NEEDS_CUSTOMER = ("withAnotherCard", "showCustomer")
_ONLY_LOOKS = ("showSale", "showCustomer")
"""What may be done while nobody knows whether it was charged."""
NOT_NOTED = "sale.not_noted"
"""Of a change that Stripe may have taken or not: its answer was lost."""


_PAID_BY_THEM = ("onScreen", "withAnotherCard", "byLink")
"""Ways to pay that lead to a page of theirs."""


class DueScreen(Retranslated, QWidget):
    """Signals: `left`; `openSale(Sale, Customer | None)`; `openCustomer(Customer)`;
    `newAgreement(Sale, Customer)` to all that is to come of it."""

    left = Signal()
    openSale = Signal(object, object)
    openCustomer = Signal(object)
    newAgreement = Signal(object, object)

    def __init__(self, view_model: DueViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("dueScreen")
        self._model = view_model
        self._speaker = DueSpeaker(self)
        self._heading = Heading("clock")
        self._risk, self._fault = Banner(), Banner()
        self._risk.setObjectName("dueRisk")
        self._risk.action_button().setObjectName("newAgreementOfDue")
        self._fault.setObjectName("dueFault")
        self._facts = Facts("dueFacts")
        self._question = label(role="strong", wrap=True)
        self._question.setObjectName("dueQuestion")
        self._words = InWords(self._question)
        self._means = label(wrap=True)
        self._asking = card()
        self._panel = ChangePanel(view_model)
        self._others = QWidget()
        self._off = named(SecondaryButton(icon="card"), "chargeOff")
        self._ways = self._make_ways()
        self._back = SecondaryButton(large=True)
        self._back.setObjectName("leaveDue")
        self._go = PrimaryButton(icon="card", large=True).needs(Use.CHARGE_CARD)
        self._go.setObjectName("collectDue")
        self._build()
        self._connect()
        self.setFocusProxy(self._go)
        self.retranslate()

    def _make_ways(self) -> dict[str, Button]:
        model = self._model
        deeds: dict[str, tuple[str, Callable[[], object]]] = {
            "onScreen": ("card-add", model.check_out),
            "withAnotherCard": ("card", model.another_card),
            "byLink": ("link", model.link),
            "moveDate": ("clock", lambda: model.go(Step.MOVING)),
            "changeAmount": ("edit", lambda: model.go(Step.CHANGING)),
            "showSale": ("receipt", self._open_sale),
            "showCustomer": ("customer", self._open_customer),
        }
        tiles = Tiles(self._others, across=3, gap=SPACE.m)
        made: dict[str, Button] = {}
        tiles.addWidget(self._off)
        self._off.setEnabled(False)
        self._off.hide()
        for name, (icon, deed) in deeds.items():
            made[name] = named(SecondaryButton(icon=icon), name)
            if name in _PAID_BY_THEM:
                made[name].needs(Use.TAKE_PAYMENT)
            made[name].clicked.connect(deed)
            tiles.addWidget(made[name])
        return made

    def _build(self) -> None:
        lines = column(self._asking, gap=SPACE.s, margin=SPACE.l, margin_x=SPACE.xl)
        add_all(lines, self._question, self._words, self._means)
        content = QWidget()
        whole = column(content, gap=SPACE.m)
        add_all(
            whole, self._fault, self._risk, self._facts, self._asking, self._panel, self._others
        )
        whole.addStretch(1)
        box = column(centred(self, 1000), gap=SPACE.m)
        box.addWidget(self._heading)
        above(content, choices(self._back, self._go), box)

    def _connect(self) -> None:
        model = self._model
        model.changed.connect(self._show)
        model.stepChanged.connect(self._show_step)
        model.faulted.connect(self._say_fault)
        model.edited.connect(self._say_edited)
        model.foundOut.connect(self._say_found_out)
        self._go.clicked.connect(self._press)
        self._back.clicked.connect(self.go_back)
        self._risk.action_clicked.connect(self._agree_anew)

    def go_back(self) -> None:
        """Esc: one step back, or out; never while something is under way."""
        if not self._model.back():
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the focused button, else the main one."""
        if not press(event, self, self._go):
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        """Say everything again."""
        words = {
            "onScreen": self.tr("On the customer’s screen"),
            "withAnotherCard": self.tr("With another card…"),
            "byLink": self.tr("By link: QR code, e-mail"),
            "moveDate": self.tr("Move the date…"),
            "changeAmount": self.tr("Change the amount…"),
            "showSale": self.tr("Open the sale"),
            "showCustomer": self.tr("Open the customer"),
        }
        for name, text in words.items():
            self._ways[name].setText(text)
        self._off.setText(self.tr("Charge the saved card…"))
        self._show_words()
        self._show_step()

    def _show(self) -> None:
        self._fault.clear()
        self._show_words()
        self._show_step()

    def _show_words(self) -> None:
        row = self._model.row
        if row is None:
            return
        speaker = self._speaker
        what = speaker.what(row)
        self._heading.say(what, speaker.who(row), "clock")
        risks = speaker.risks(row)
        if row.unclear:
            self._risk.say(
                "unknown", self.tr("Not known yet whether it was charged"),
                self.tr(
                    "Don’t charge it again in any way. “Check now” asks Stripe; the till also asks "
                    "by itself."
                ),
            )  # fmt: skip
        elif risks:
            title = self.tr("This charge probably won’t go through")
            if self._model.refused:
                title = self.tr("The saved card can’t be charged for this")
            self._risk.say("warning", title, " ".join(risks), self._way_out())
        else:
            self._risk.clear()
        last = speaker.last(row.last)
        self._facts.show_facts([
            ("amount", self.tr("Amount"), self._amount()),
            ("due", self.tr("Due"), day(row.due_on)),
            ("sale", self.tr("Sale"), speaker.sale(row)),
            ("card", self.tr("Card"), speaker.card(row)),
            ("last", self.tr("Last try"), last[0] if last is not None and not row.unclear else ""),
        ])  # fmt: skip
        self._allow_ways()

    def _way_out(self) -> str:
        """What can be done about it with the customer there, besides paying."""
        row, customer = self._model.row, self._model.customer
        offered = row is not None and customer is not None and renewable(row.sale) is not None
        return self.tr("New agreement…") if offered else ""

    def _agree_anew(self) -> None:
        row, customer = self._model.row, self._model.customer
        if row is not None and customer is not None and self._model.step is Step.SHOWING:
            self.newAgreement.emit(row.sale, customer)

    def _amount(self) -> str:
        row = self._model.row
        return format_money(row.item.amount, language_of()) if row is not None else ""

    def _show_step(self) -> None:
        model, step = self._model, self._model.step
        row = model.row
        if row is None:
            return
        working = step is Step.WORKING
        if working:
            rest_focus(self)
        for one in (self._back, self._go):
            one.setEnabled(not working)
        self._allow_ways()
        self._others.setVisible(step in (Step.SHOWING, Step.WORKING))
        self._asking.setVisible(step is Step.CONFIRMING)
        # read back here: of the ways from here, some lead to a page that only its customer sees
        leads_on = step in (Step.SHOWING, Step.WORKING) and not model.unclear
        self._facts.spell("amount", row.item.amount if leads_on else None)
        self._panel.show_step(step)
        self._say_main(step)
        collects = model.can_collect() or model.unclear or model.refused
        self._go.setVisible(step is not Step.SHOWING or collects)
        self._back.setText(self.tr("Back"))
        if step in (Step.MOVING, Step.CHANGING):
            self.setFocusProxy(self._panel)
            self._panel.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not working:
            self.setFocusProxy(self._main_way())
            if self.isVisible():
                self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _main_way(self) -> Button:
        """What Enter presses: never what can't be pressed."""
        wanted = [*([] if self._go.isHidden() else [self._go]), self._ways["onScreen"]]
        return next((one for one in wanted if one.isEnabled()), self._back)

    def _allow_ways(self) -> None:
        model = self._model
        working, known = model.step is Step.WORKING, model.customer is not None
        self._off.setVisible(model.refused)
        self._off.setAccessibleDescription(self._risk.text())
        self._ways["onScreen"].setVisible(not model.refused)  # it is the main way then
        for name, way in self._ways.items():
            blocked = model.unclear and name not in _ONLY_LOOKS
            way.setEnabled(not working and not blocked and (known or name not in _NEEDS_CUSTOMER))

    def _say_main(self, step: Step) -> None:
        row = self._model.row
        assert row is not None
        self._words.set_money(row.item.amount)
        card, amount, who = self._speaker.card(row), self._amount(), self._speaker.who(row)
        self._question.setText(
            self.tr("Charge {amount} to {card} of {name}?").format(
                amount=amount, card=card, name=who
            )
        )
        self._means.setText(
            self.tr("The customer is away: it is charged under the agreement they gave.")
        )
        words = {
            Step.SHOWING: self.tr("Charge the saved card…"),
            Step.CONFIRMING: self.tr("Charge {amount} now").format(amount=amount),
            Step.MOVING: self.tr("Move it"),
            Step.CHANGING: self.tr("Change it"),
            Step.WORKING: self.tr("One moment…"),
        }
        icon = "check" if step in (Step.MOVING, Step.CHANGING) else "card"
        charges = step in (Step.SHOWING, Step.CONFIRMING)
        use, text = Use.CHARGE_CARD if charges else None, words[step]
        if self._model.unclear and step is Step.SHOWING:
            use, text, icon = None, self.tr("Check now"), "refresh"
        elif self._model.refused and step is Step.SHOWING:
            use, text, icon = Use.TAKE_PAYMENT, self.tr("On the customer’s screen"), "card-add"
        self._go.needs(use)
        self._go.setText(text)
        self._go.set_icon(icon)

    def _press(self) -> None:
        step = self._model.step
        self._fault.clear()
        if step is Step.SHOWING and self._model.unclear:
            self._model.check()
        elif step is Step.SHOWING and self._model.refused:
            self._model.check_out()
        elif step is Step.SHOWING and self._model.can_collect():
            self._model.go(Step.CONFIRMING)
        elif step is Step.CONFIRMING:
            self._model.collect()
        elif step in (Step.MOVING, Step.CHANGING):
            self._panel.submit()

    def _open_sale(self) -> None:
        row = self._model.row
        if row is not None:
            self.openSale.emit(row.sale, self._model.customer)

    def _open_customer(self) -> None:
        if self._model.customer is not None:
            self.openCustomer.emit(self._model.customer)

    def _say_fault(self, fault: PosError) -> None:
        words = messages.text(fault)
        risk = fault.params.get("risk")
        if isinstance(risk, Risk):
            words = f"{messages.sentence(risk.key, risk.params)} {words}"
        if fault.key == NOT_NOTED:
            self._fault.say("unknown", self.tr("Not known yet whether it was changed"), words)
        else:
            self._fault.say("danger", self.tr("It was not done"), words)
        self._fault.repeat_with(lambda: self._say_fault(fault))

    def _say_found_out(self, outcome: Outcome) -> None:
        said = self._speaker.last(outcome)
        if said is not None and outcome.kind is not OutcomeKind.UNKNOWN:
            self._fault.say(said[1], said[0], self._speaker.next_step(outcome.kind))
        elif said is not None:
            words = self._speaker.next_step(outcome.kind)
            self._fault.say("unknown", self.tr("Stripe has no answer yet"), words)
        self._fault.repeat_with(lambda: self._say_found_out(outcome))

    def _say_edited(self, _: Sale) -> None:
        self._fault.say(
            "success",
            lambda: self.tr("Changed"),
            lambda: self.tr("Every till shows it. No money moved."),
        )
