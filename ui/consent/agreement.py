"""One agreement in full: how it stands, what was agreed, how it was given, and its every word."""

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from pos_app.consent.model import AgreementRevoked, Purpose, Tick
from pos_app.consent.service import Standing
from pos_app.customers.model import Redisplay, shown_name
from pos_app.kernel.errors import PosError
from pos_app.kernel.money import Money
from pos_app.settings.formats import (
    format_count,
    format_datetime,
    format_money,
    language_name,
)
from pos_app.settings.key_uses import Use
from ui.consent.agreement_view_model import AgreementViewModel
from ui.consent.words import AgreementSpeaker, State, day
from ui.i18n import messages
from ui.i18n.language import Retranslated, language_of
from ui.i18n.speech import Speech
from ui.theme.layout import card, column
from ui.theme.tokens import SPACE, Kind
from ui.widgets.banner import Banner
from ui.widgets.buttons import DangerButton, SecondaryButton, named
from ui.widgets.enter import press
from ui.widgets.facts import Facts
from ui.widgets.flow import FlowLayout
from ui.widgets.frame import Heading, add_all, centred
from ui.widgets.key_hint import KeyHint
from ui.widgets.labels import label
from ui.widgets.scrolling import above

Fact = tuple[str, str, str]


class AgreementScreen(Retranslated, QWidget):
    """Signals: `left`; `revokeRequested(Standing)`; `removeRequested(OneCard)` for the card of an
    agreement that was just ended; `chargeRequested(Standing)`; `saveRequested`,
    `printRequested` and `mailRequested`, each with what is shown: (Standing, Customer | None)."""

    left = Signal()
    revokeRequested = Signal(object)
    removeRequested = Signal(object)
    chargeRequested = Signal(object)
    saveRequested = Signal(object, object)
    printRequested = Signal(object, object)
    mailRequested = Signal(object, object)

    def __init__(self, view_model: AgreementViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("agreementScreen")
        self._model = view_model
        self._speaker = AgreementSpeaker(self)
        self._fault: PosError | None = None
        self._ended: AgreementRevoked | None = None
        self._heading = Heading("note")
        self._state = Banner()
        self._state.setObjectName("agreementState")
        self._state.action_button().setObjectName("alsoRemoveCard")
        self._failed = Banner()
        self._failed.setObjectName("agreementFault")
        self._charge = named(
            SecondaryButton(icon="card", large=True),
            "chargeUnder",
            Use.CHARGE_CARD,
        )
        self._scope = Facts("agreementScope")
        self._act = Facts("agreementAct")
        self._title = label(role="heading", wrap=True)
        self._text = label(wrap=True)
        self._text.setObjectName("agreementText")
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._hash = label(role="muted", wrap=True)
        self._hash.setObjectName("agreementHash")
        self._hash.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._given = label(role="heading")
        self._back = named(SecondaryButton(large=True), "backFromAgreement")
        self._revoke = named(DangerButton(icon="cross", large=True), "revokeAgreement")
        self._make_ways_out()
        self._build()
        self._connect()
        self.setFocusProxy(self._back)
        self.retranslate()

    def _make_ways_out(self) -> None:
        """How the customer gets it, and whether they did."""
        self._handed = Banner()
        self._handed.setObjectName("agreementHanded")
        self._save = named(SecondaryButton(icon="receipt", large=True), "saveAgreement")
        self._print = named(SecondaryButton(icon="print", large=True), "printAgreement")
        self._mail = named(SecondaryButton(icon="mail", large=True), "mailAgreement")

    def _build(self) -> None:
        words = card()
        lines = column(words, gap=SPACE.m, margin=SPACE.l, margin_x=SPACE.xl)
        add_all(lines, self._text, self._hash)
        charge = QWidget()
        FlowLayout(charge).addWidget(self._charge)
        content = QWidget()
        inside = column(content, gap=SPACE.m)
        add_all(
            inside, self._state, self._handed, self._failed, charge, self._scope,
            self._given, self._act, self._title, words,
        )  # fmt: skip
        inside.addStretch(1)
        buttons = FlowLayout(gap=SPACE.m)
        buttons.addWidget(self._back)
        buttons.addWidget(KeyHint("Esc"))
        buttons.add_apart(self._revoke)  # away from the edge, and from where it is confirmed
        buttons.addStretch(1)
        for part in (self._mail, self._print, self._save):
            buttons.addWidget(part)
        box = column(centred(self, 960), gap=SPACE.l)
        box.addWidget(self._heading)
        self._scroll = above(content, buttons, box)

    def _connect(self) -> None:
        model = self._model
        model.changed.connect(self.retranslate)
        model.faulted.connect(self._keep_fault)
        self._failed.action_clicked.connect(model.refresh)
        self._state.action_clicked.connect(lambda: self.removeRequested.emit(model.spare))
        self._back.clicked.connect(self.left)
        self._revoke.clicked.connect(self._ask_to_revoke)
        self._charge.clicked.connect(self._ask_to_charge)
        self._save.clicked.connect(lambda: self._hand(self.saveRequested))
        self._print.clicked.connect(lambda: self._hand(self.printRequested))
        self._mail.clicked.connect(lambda: self._hand(self.mailRequested))

    def begin(self) -> None:
        """Start at its top, with nothing said of an earlier one."""
        self._ended = None
        self._handed.clear()
        self._scroll.verticalScrollBar().setValue(0)
        self.retranslate()

    def say_ended(self, event: AgreementRevoked) -> None:
        """Tell what its end, which was just recorded, leaves to do."""
        self._ended = event
        self._handed.clear()  # of before it ended
        self._scroll.verticalScrollBar().setValue(0)
        self.retranslate()
        self._back.setFocus(Qt.FocusReason.OtherFocusReason)

    def say_handed(self, title: Speech, words: Speech) -> None:
        """Tell how the customer gets it."""
        self._handed.say("success", title, words)
        self._scroll.verticalScrollBar().setValue(0)

    def say_not_handed(self, fault: PosError) -> None:
        """Tell why they don't get it yet."""
        self._handed.say(
            "warning",
            lambda: self.tr("The customer doesn’t have it yet"),
            lambda: messages.text(fault),
        )
        self._scroll.verticalScrollBar().setValue(0)

    def go_back(self) -> None:
        """Esc: back to where it was opened."""
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the focused button, else goes back: it ends nothing by itself."""
        if not press(event, self, self._back):
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        """Say everything again."""
        self._back.setText(self.tr("Back"))
        self._revoke.setText(self.tr("Revoke…"))
        self._charge.setText(self.tr("Charge under this agreement…"))
        self._save.setText(self.tr("PDF…"))
        self._save.setAccessibleName(self.tr("Save the agreement as PDF"))
        self._print.setText(self.tr("Print…"))
        self._mail.setText(self.tr("E-mail…"))
        self._given.setText(self.tr("How it was given"))
        self._title.setText(self.tr("What the customer read"))
        customer, standing = self._model.customer, self._model.standing
        title = self.tr("Agreement")
        who = shown_name(customer) if customer is not None else title
        self._heading.say(title, who, "note")
        self._say_fault()
        if standing is not None:
            self._say(standing)

    def _say(self, standing: Standing) -> None:
        model, wording = self._model, standing.agreement.wording
        state = self._speaker.state(standing, model.now(), model.left)
        self._say_state(standing, state)
        self._scope.show_facts(self._scope_facts(standing, state))
        self._act.show_facts(self._act_facts(standing))
        missing = self.tr(
            "This till doesn’t have the text: it was agreed to at another one. Its fingerprint "
            "below proves which text it was."
        )
        self._text.setText(wording.full.strip() or missing)
        fingerprint = self.tr("Fingerprint of the text (SHA-256): {sha}")
        self._hash.setText(fingerprint.format(sha=_grouped(wording.sha256)))
        self._hash.setAccessibleName(fingerprint.format(sha=wording.sha256))
        self._revoke.setVisible(state.stands)
        self._charge.setVisible(state.stands and model.chargeable)
        customer = model.customer
        reachable = customer is not None and bool(customer.email)
        self._mail.setEnabled(reachable)
        none = self.tr("The till knows no e-mail address of this customer.")
        self._mail.setToolTip("" if reachable else none)

    def _say_state(self, standing: Standing, state: State) -> None:
        title = f"{state.text} – {self._speaker.purpose(standing.agreement.scope.purpose)}"
        ended = self._ended
        if ended is not None and ended.revocation.agreement_id == standing.agreement.id:
            done = self.tr("The agreement has ended. No money moved.")
            left = ended.left_open
            kind: Kind = "warning" if left is None or left.amount_minor > 0 else "success"
            spare = self._model.spare
            action = self.tr("Also remove the card…") if spare is not None else ""
            self._state.say(kind, title, f"{done} {self._rest(ended)}", action)
            return
        if standing.ended and standing.revocations:  # why it is stands with its day, below
            self._state.say(state.kind, title, self._charges_no_more(state))
            return
        parts = [state.why]
        if state.stands and standing.agreement.scope.purpose is not Purpose.NEXT_TIME:
            parts.append(self.tr("Outside it the till charges nothing while the customer is away."))
        self._state.say(state.kind, title, " ".join(part for part in parts if part))

    def _charges_no_more(self, state: State) -> str:
        words, left = self.tr("The till charges nothing under it any more."), self._model.left
        if left is None or state.kind != "warning":
            return words
        return f"{words} {self._at_risk(left)}"

    def _at_risk(self, left: Money) -> str:
        return self.tr(
            "{amount} stay open and are now at risk: take them while the customer is here, or "
            "get a new agreement."
        ).format(amount=_money(left))

    def _rest(self, event: AgreementRevoked) -> str:
        left = event.left_open
        card_stays = self._card_stays()
        if left is None:
            owed = self.tr("What is still to be paid is not known here: look at the sale.")
        elif left.amount_minor:
            owed = self._at_risk(left)
        else:
            owed = self.tr("It leaves nothing to be paid.")
        return f"{owed} {card_stays}".strip()

    def _card_stays(self) -> str:
        standing = self._model.standing
        used = standing.agreement.payment_method_id if standing is not None else None
        saved = self._model.cards.get(used) if used is not None else None
        if standing is None or saved is None:
            return ""
        if standing.agreement.scope.purpose is Purpose.NEXT_TIME:
            return self.tr(
                "The card itself stays saved. It is no longer shown at the next checkout, unless "
                "another agreement says so."
            )
        ticked = Tick.SHOW_NEXT_TIME in standing.agreement.act.ticked
        if ticked and saved.redisplay is Redisplay.ALWAYS:
            return self.tr(
                "The card itself stays saved, and is still shown at the next checkout: open the "
                "card to have that end too."
            )
        return self.tr("The card itself stays saved.")

    def _scope_facts(self, standing: Standing, state: State) -> list[Fact]:
        agreement, left = standing.agreement, self._model.left
        scope, speaker = agreement.scope, self._speaker
        facts = [
            ("purpose", self.tr("What for"), speaker.purpose(scope.purpose)),
            ("what", self.tr("About"), agreement.subject.description),
        ]
        if scope.purpose is not Purpose.NEXT_TIME:
            facts += [
                ("cap", self.tr("At most each time"), _money(scope.cap)),
                ("total", self.tr("At most in all"), _money(scope.total)),
                ("count", self.tr("Charges at most"), format_count(scope.count, language_of())),
            ]
            if scope.interval is not None:
                facts.append(("often", self.tr("At most one"), speaker.often(scope.interval)))
            if left is not None and (left.amount_minor or scope.purpose is not Purpose.TOP_UP):
                facts.append(("left", self.tr("Still open"), _money(left)))
        facts += [
            ("earliest", self.tr("From"), day(scope.earliest)),
            ("latest", self.tr("Until"), day(scope.latest)),
            ("card", self.tr("Card"), speaker.card(agreement, self._model.cards)),
        ]
        if standing.revocations and not state.stands:
            end = standing.revocations[-1]
            facts += [
                ("revoked", self.tr("Revoked"), format_datetime(end.at, language_of())),
                ("why", self.tr("Why"), end.reason or speaker.end(end)),
            ]
        return facts

    def _act_facts(self, standing: Standing) -> list[Fact]:
        agreement, speaker = standing.agreement, self._speaker
        act, wording = agreement.act, agreement.wording
        when = format_datetime(act.at, language_of(), act.local.tzinfo)
        ticked = [speaker.tick(tick) for tick in sorted(act.ticked)]
        staff = act.staff or self.tr("Not noted: the till had nobody signed in")
        return [
            ("at", self.tr("When"), when),
            ("where", self.tr("Where"), act.till_name or act.till_id),
            ("ticked", self.tr("Agreed to"), ", ".join(ticked)),
            ("route", self.tr("How"), speaker.route(act.route)),
            ("paper", self.tr("Number on the paper"), act.paper_number),
            ("staff", self.tr("Handed over by"), staff),
            ("language", self.tr("Language"), language_name(wording.language, language_of())),
            ("version", self.tr("Wording"), wording.version),
            ("session", self.tr("Checkout"), _breakable(agreement.session_id)),
            ("intent", self.tr("Payment"), _breakable(agreement.payment_intent_id)),
            ("method", self.tr("Card at Stripe"), _breakable(agreement.payment_method_id)),
        ]

    def _say_fault(self) -> None:
        if self._fault is None:
            self._failed.clear()
            return
        self._failed.say(
            "warning",
            self.tr("This may not be how it stands now"),
            messages.text(self._fault),
            self.tr("Look again"),
        )

    def _keep_fault(self, fault: PosError | None) -> None:
        self._fault = fault
        self._say_fault()

    def _hand(self, wish: SignalInstance) -> None:
        if self._model.standing is not None:
            wish.emit(self._model.standing, self._model.customer)

    def _ask_to_charge(self) -> None:
        if self._model.standing is not None:
            self.chargeRequested.emit(self._model.standing)

    def _ask_to_revoke(self) -> None:
        if self._model.standing is not None:
            self.revokeRequested.emit(self._model.standing)


def _money(money: Money) -> str:
    return format_money(money, language_of())


def _grouped(sha: str) -> str:
    """In groups that a person can compare, and a line can break between."""
    return " ".join(sha[at : at + 8] for at in range(0, len(sha), 8))


def _breakable(identifier: str | None) -> str:
    """An id that a line may break anywhere in."""
    return "\u200b".join(identifier) if identifier else ""
