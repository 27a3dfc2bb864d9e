"""The second step of answering: everything that is handed over, before it is, once."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.disputes.dispute_view_model import DisputeViewModel, Step
from ui.disputes.words import DisputeSpeaker
from ui.i18n.language import Retranslated
from ui.theme.layout import card, column
from ui.theme.tokens import SPACE
from ui.widgets.banner import Banner
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.columns import columns
from ui.widgets.enter import press
from ui.widgets.flow import FlowLayout
from ui.widgets.frame import add_all, middle_row
from ui.widgets.key_hint import KeyHint
from ui.widgets.labels import label
from ui.widgets.listed import ListedLabel, listed
from ui.widgets.scrolling import above
from ui.widgets.spinner import Spinner


class ConfirmSubmission(Retranslated, QWidget):
    """Hands it over once, however often it is pressed."""

    def __init__(self, view_model: DisputeViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = view_model
        self._speaker = DisputeSpeaker(self)
        self._question = label(role="strong", wrap=True)
        self._question.setObjectName("submitQuestion")
        self._once = Banner()
        self._once.setObjectName("submitOnce")
        self._files_title = label(role="label", wrap=True)
        self._files = ListedLabel()
        self._files.setObjectName("submitFiles")
        self._texts_title = label(role="label", wrap=True)
        self._texts = ListedLabel()
        self._texts.setObjectName("submitTexts")
        self._spinner = Spinner(34)
        self._busy = label(role="muted")
        self._confirm = PrimaryButton(icon="forward", large=True)
        self._confirm.setObjectName("confirmSubmission")
        self._back = SecondaryButton(large=True)
        self._back.setObjectName("backFromSubmission")
        self._build()
        self._confirm.clicked.connect(view_model.confirm)
        self._back.clicked.connect(view_model.back)
        self.retranslate()

    def _build(self) -> None:
        self._question.setAlignment(Qt.AlignmentFlag.AlignLeft)
        surface = card()
        inside = column(surface, gap=SPACE.s, margin=SPACE.l, margin_x=SPACE.xl)
        lists = columns(gap=SPACE.xl)
        for share, *parts in (
            (2, self._files_title, self._files),
            (3, self._texts_title, self._texts),  # more of them, and longer
        ):
            one = column(gap=SPACE.s)
            add_all(one, *parts)
            one.addStretch(1)
            lists.addLayout(one, share)
        add_all(inside, self._question, self._once)
        inside.addLayout(lists)
        content = QWidget()
        whole = column(content)
        whole.addWidget(surface)
        whole.addStretch(1)
        box = column(self, gap=SPACE.s)
        # no key is named for what can be done once
        buttons = FlowLayout(gap=SPACE.m)
        buttons.addWidget(self._back)
        buttons.addWidget(KeyHint("Esc"))
        buttons.addStretch(1)
        buttons.addWidget(self._confirm)
        below = column(gap=SPACE.m)
        below.addLayout(middle_row(self._spinner, self._busy))
        below.addLayout(buttons)
        above(content, below, box)

    def first_focus(self) -> QWidget:
        """Where Enter hands over nothing."""
        return self._back

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the focused button, which is the way back until somebody moves on."""
        if not press(event, self, self._back):
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        """Say everything again."""
        model, seen = self._model, self._model.seen
        sending = model.step is Step.SENDING
        amount = self._speaker.amount(seen) if seen is not None else ""
        self._question.setText(
            self.tr("Send this to the bank about {amount}?").format(amount=amount)
        )
        self._once.say(
            "warning",
            self.tr("It can be sent once"),
            self.tr("Nothing can be added or changed afterwards. No money moves now: the bank "
                    "decides, and that may take months."),
        )  # fmt: skip
        pack = model.pack
        named = self._speaker.field
        self._files_title.setText(self.tr("As PDF files"))
        self._files.setText(listed(*(named(one) for one in pack.files)) if pack else "")
        self._texts_title.setText(self.tr("As texts"))
        self._texts.setText(listed(*(named(one) for one in pack.texts)) if pack else "")
        self._busy.setText(self.tr("Sending to Stripe. This may take a minute…"))
        self._busy.setVisible(sending)
        self._spinner.setVisible(sending)
        self._confirm.setText(self.tr("Submit to Stripe"))
        self._confirm.setEnabled(not sending)
        self._back.setText(self.tr("Back"))
        self._back.setEnabled(not sending)
