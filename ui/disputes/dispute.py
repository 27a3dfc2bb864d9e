"""One dispute in full: how it stands, what this till can show, and the two ways to show it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from pos_app.customers.model import shown_name
from pos_app.disputes.model import DisputeSeen
from pos_app.kernel.errors import PosError, UserError
from pos_app.settings.formats import format_datetime
from pos_app.settings.key_uses import Use
from ui.disputes.confirm import ConfirmSubmission
from ui.disputes.dispute_view_model import DisputeViewModel, Step
from ui.disputes.words import DisputeSpeaker
from ui.i18n import messages
from ui.i18n.language import Retranslated, language_of
from ui.i18n.speech import Speech
from ui.theme.layout import column
from ui.theme.tokens import SPACE, Kind
from ui.widgets.banner import Banner
from ui.widgets.buttons import PrimaryButton, SecondaryButton, named
from ui.widgets.day_line import AS_LONG, DayLine
from ui.widgets.enter import press
from ui.widgets.facts import Facts
from ui.widgets.field_row import FieldRow
from ui.widgets.flow import FlowLayout
from ui.widgets.frame import Heading, add_all, centred, hand_focus, rest_focus
from ui.widgets.key_hint import KeyHint
from ui.widgets.scrolling import above
from ui.widgets.steps import StepsLayout


class DisputeScreen(QWidget):
    """Signals: `left`; `saveRequested` when the pack is to be kept in a folder."""

    left = Signal()
    saveRequested = Signal()

    def __init__(self, view_model: DisputeViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("disputeScreen")
        self._model = view_model
        self._shown = ShowDispute(view_model)
        self._confirm = ConfirmSubmission(view_model)
        self._steps = StepsLayout(centred(self, 960, margin=SPACE.s))
        self._steps.addWidget(self._shown)
        self._steps.addWidget(self._confirm)
        view_model.stepChanged.connect(self._show_step)
        self._shown.left.connect(self.left)
        self._shown.saveRequested.connect(self.saveRequested)
        self.setFocusProxy(self._shown.first_focus())

    def begin(self) -> None:
        """With nothing said of an earlier one."""
        self._shown.say("success", "")
        self._shown.forget_day()
        self._shown.retranslate()

    def say(self, kind: Kind, title: Speech, words: Speech = "") -> None:
        """What came of saving or submitting."""
        self._shown.say(kind, title, words)

    def say_fault(self, fault: PosError) -> None:
        """Why it was not done, or isn't known."""
        self._shown.say_fault(fault)

    def go_back(self) -> None:
        """Esc: one step back; nothing while it is being handed over."""
        if not self._model.back():
            self.left.emit()

    def _show_step(self) -> None:
        step = self._model.step
        shown = self._shown if step is Step.SHOWING else self._confirm
        if step is Step.SENDING:
            rest_focus(self)
        if shown is self._confirm:
            self._confirm.retranslate()
        self._steps.setCurrentWidget(shown)
        if step is not Step.SENDING:
            hand_focus(self, shown.first_focus())


class ShowDispute(Retranslated, QWidget):
    """The first step. Signals: `left`; `saveRequested`."""

    left = Signal()
    saveRequested = Signal()

    def __init__(self, view_model: DisputeViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = view_model
        self._speaker = DisputeSpeaker(self)
        self._heading = Heading("shield")
        self._state = _named_banner("disputeState")
        self._done = _named_banner("disputeDone")
        self._done.action_button().setObjectName("lookAtDispute")
        self._missing = _named_banner("disputeMissing")
        self._facts = Facts("disputeFacts")
        self._proof = Facts("disputeProof")
        self._day = DayLine("serviceDay")
        self._day.setMaximumWidth(AS_LONG)
        self._served = FieldRow("", self._day, beside=True)
        self._back = named(SecondaryButton(large=True), "backFromDispute")
        self._save = named(SecondaryButton(icon="receipt", large=True), "savePack")
        self._submit = named(
            PrimaryButton(icon="forward", large=True),
            "submitEvidence",
            Use.ANSWER_DISPUTE,
        )
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        content = QWidget()
        inside = column(content, gap=SPACE.m)
        add_all(
            inside, self._done, self._state, self._missing, self._facts, self._proof, self._served
        )
        inside.addStretch(1)
        buttons = FlowLayout(gap=SPACE.m)
        buttons.addWidget(self._back)
        buttons.addWidget(KeyHint("Esc"))
        buttons.addStretch(1)
        buttons.addWidget(self._save)
        buttons.addWidget(self._submit)
        box = column(self, gap=SPACE.m)
        box.addWidget(self._heading)
        self._scroll = above(content, buttons, box)

    def _connect(self) -> None:
        model = self._model
        model.changed.connect(self.retranslate)
        self._back.clicked.connect(self.left)
        self._save.clicked.connect(self.saveRequested)
        self._submit.clicked.connect(model.review)
        self._day.editingFinished.connect(self._take_day)
        model.serviceDayRefused.connect(self._served.set_error)
        self._done.action_clicked.connect(model.refresh)

    def first_focus(self) -> QWidget:
        """Where Enter does no harm."""
        return self._back

    def forget_day(self) -> None:
        """Nobody has said yet when the customer got it."""
        self._day.clear()
        self._served.set_error(None)

    def say(self, kind: Kind, title: Speech, words: Speech = "") -> None:
        """What came of saving or submitting; nothing for an empty title."""
        if title:
            self._done.say(kind, title, words)
        else:
            self._done.clear()
        self._scroll.verticalScrollBar().setValue(0)

    def say_fault(self, fault: PosError) -> None:
        """Why it was not done, or isn't known, and the way to find out."""
        unknown = fault.key == "dispute.not_known"
        self._done.say(
            "unknown" if unknown else "warning",
            lambda: self.tr("It is not known whether the bank has it") if unknown else "",
            lambda: messages.text(fault),
            lambda: self.tr("Ask Stripe again"),
        )
        self._scroll.verticalScrollBar().setValue(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the focused button, else goes back: it hands over nothing by itself."""
        if not press(event, self, self._back):
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        """Say everything again."""
        model = self._model
        title = self.tr("Dispute")
        customer = model.customer
        self._heading.say(title, shown_name(customer) if customer is not None else title, "shield")
        self._back.setText(self.tr("Back"))
        self._served.set_text(
            self.tr("The customer got it on (31/12/2026)"),
            self.tr("Optional. It is told the bank; leave it empty where nobody knows."),
        )
        self._save.setText(self.tr("Save the pack…"))
        self._submit.setText(self.tr("Submit to Stripe…"))
        unanswered = model.seen is not None and model.seen.unanswered
        self._served.setVisible(model.pack is not None and unanswered)
        self._save.setEnabled(model.pack is not None)
        self._submit.setVisible(model.seen is None or model.seen.unanswered)
        self._submit.setEnabled(model.may_submit())
        if model.seen is not None:
            self._say(model.seen)

    def _say(self, seen: DisputeSeen) -> None:
        said = self._speaker.state(seen)
        title = f"{self._speaker.amount(seen)} – {said.text}"
        self._state.say(said.kind, title, f"{self._speaker.reason(seen)}. {said.why}")
        if self._model.missing is not None:
            words = messages.text(self._model.missing)
            nothing = isinstance(self._model.missing, UserError)
            why = self.tr("There is nothing to show from this till") if nothing else ""
            self._missing.say("info" if nothing else "warning", why, words)
        else:
            self._missing.clear()
        due = format_datetime(seen.due_by, language_of()) if seen.due_by is not None else ""
        self._facts.show_facts(
            [
                ("due", self.tr("Answer by"), due if seen.unanswered else ""),
                ("since", self.tr("Since"), format_datetime(seen.at, language_of())),
                ("dispute", self.tr("Dispute at Stripe"), _breakable(seen.id)),
                ("payment", self.tr("Payment"), _breakable(seen.payment_intent_id)),
            ]
        )
        self._proof.show_facts(self._proof_facts())

    def _take_day(self) -> None:
        """What is no day claims none."""
        day = self._day.day()
        wrong = day is None and bool(self._day.text().strip())
        self._served.set_error(UserError("dispute.no_day", field="service_date") if wrong else None)
        self._model.say_service_day(day)

    def _proof_facts(self) -> list[tuple[str, str, str]]:
        pack = self._model.pack
        if pack is None:
            return []
        agreement, charges = pack.record["agreement"], pack.record["charges"]
        receipts = [one["receipt"][0] for one in charges if one["receipt"]]
        refunds = [refund for one in charges for refund in one["refunds"]]
        under = [one for one in charges if not one["given_with"]]
        with_it = [one["payment_intent"] for one in charges if one["given_with"]]
        mine = self.tr("By the customer themselves")
        checked = [one for one in under if one["check"] is not None]
        lacking = [self._speaker.missing(one) for one in pack.missing]
        return [
            ("agreement", self.tr("Agreement"), _breakable(agreement["id"])),
            ("about", self.tr("About"), agreement["subject"]["description"]),
            ("given", self.tr("This payment"), mine if pack.record["disputed"] in with_it else ""),
            ("charges", self.tr("Charges under it"), str(len(under))),
            ("checks", self.tr("Checked before"), str(len(checked))),
            ("receipts", self.tr("Receipts"), ", ".join(receipts)),
            ("refunds", self.tr("Refunds"), str(len(refunds)) if refunds else ""),
            ("missing", self.tr("Missing here"), ", ".join(lacking)),
        ]


def _named_banner(name: str) -> Banner:
    made = Banner()
    made.setObjectName(name)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return made


def _breakable(identifier: str | None) -> str:
    """An id that a line may break anywhere in."""
    return "\u200b".join(identifier) if identifier else ""
