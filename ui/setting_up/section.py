"""The Stripe account in the settings: what this till is for, its keys, and the way to others."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from pos_app.kernel.errors import PosError
from pos_app.settings.environment import EnvironmentKind
from ui.i18n import messages
from ui.i18n.language import Retranslated
from ui.setting_up.account_view_model import AccountViewModel
from ui.setting_up.report_step import ReportStep
from ui.setting_up.words import CommandWords, rotated
from ui.shell.dialogs import Choice, ask
from ui.tasks import start
from ui.theme.layout import column
from ui.theme.tokens import SPACE
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.columns import columns
from ui.widgets.facts import Facts
from ui.widgets.flow import FlowLayout
from ui.widgets.frame import rest_focus
from ui.widgets.labels import label
from ui.widgets.scrolling import bring_into_view, scrolled


class AccountSection(Retranslated, QWidget):
    """A tab of the settings. Signals: `said(Speech, str)`, a sentence and its kind;
    `setup_wanted()` for other keys or another environment; `asked()` when Stripe was asked what
    the keys may do."""

    said = Signal(object, str)
    setup_wanted = Signal()
    asked = Signal()

    def __init__(self, view_model: AccountViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = view_model
        self._standing = label(role="strong", wrap=True)
        self._about = label(role="muted", wrap=True)
        self._keys = Facts("accountKeys")
        self._report = ReportStep(scrolls=False)  # all of the tab does: two bars would cross
        self._report.hide()
        self._set_up = PrimaryButton(icon="edit", large=True)
        self._set_up.setObjectName("setUpAccount")
        self._check = SecondaryButton(icon="refresh", large=True)
        self._check.setObjectName("checkKeys")
        self._check.setVisible(view_model.kind is not EnvironmentKind.TRAINING)
        self._files = label(role="muted", wrap=True)
        self._files.setObjectName("filesKey")
        self._rotate = SecondaryButton(icon="lock")
        self._rotate.setObjectName("rotateDatabaseKey")
        self._remove = SecondaryButton(icon="trash")
        self._remove.setObjectName("removeKeys")
        self._pressed: QWidget | None = None
        self._build()
        self._connect()
        self.retranslate()

    def _connect(self) -> None:
        view_model = self._model
        self._remove.clicked.connect(lambda: start(self, self._ask_to_remove()))
        view_model.removed.connect(self._say_removed)
        self._rotate.clicked.connect(lambda: start(self, self._ask_to_rotate()))
        view_model.rotated.connect(self._say_rotated)
        self._set_up.clicked.connect(self.setup_wanted)
        self._check.clicked.connect(lambda: self._begin(self._check, view_model.check))
        view_model.changed.connect(self._show)
        view_model.asked.connect(self._show_report)
        view_model.asked.connect(self.asked)
        view_model.faulted.connect(self._say_fault)

    def _build(self) -> None:
        buttons = FlowLayout(gap=SPACE.m)
        buttons.addWidget(self._set_up)
        buttons.addWidget(self._check)
        buttons.addStretch(1)
        keys = columns(gap=SPACE.m)
        keys.addWidget(self._keys, 1)
        keys.addWidget(self._remove)
        files = columns(gap=SPACE.m)
        files.addWidget(self._files, 1)
        files.addWidget(self._rotate)
        content = QWidget()
        box = column(content, gap=SPACE.m)
        box.addWidget(self._standing)
        box.addWidget(self._about)
        box.addLayout(keys)
        box.addLayout(files)
        box.addLayout(buttons)
        box.addWidget(self._report)
        box.addStretch(1)
        column(self).addWidget(scrolled(content))  # the tabs above it stay in sight

    def title(self) -> str:
        """Of its tab."""
        return self.tr("Stripe account")

    def begin(self) -> None:
        """As things are now."""
        self._report.hide()
        self._model.begin()
        self._show()

    def retranslate(self) -> None:
        """Say everything again."""
        words = {
            EnvironmentKind.TRAINING: self.tr("This till is in training: no money moves."),
            EnvironmentKind.TEST: self.tr("This till works with a test account: no money moves."),
            EnvironmentKind.LIVE: self.tr("This till takes real payments."),
        }
        self._standing.setText(words[self._model.kind])
        training = self._model.kind is EnvironmentKind.TRAINING
        self._about.setText(
            self.tr("Set it up for your Stripe account here. Training keeps its own data.")
            if training
            else self.tr(
                "Keys lie in this computer’s keyring. To replace them, set the till up again with "
                "the new ones: they must be of the same account."
            )
        )
        self._set_up.setText(
            self.tr("Set up for a Stripe account…") if training else self.tr("Set up again…")
        )
        self._remove.setText(self.tr("Remove the keys…"))
        self._check.setText(self.tr("Ask Stripe what the keys may do"))
        self._files.setText(
            self.tr("The till’s files are encrypted; their key can be changed while it sells.")
        )
        self._rotate.setText(self.tr("New key for the files…"))
        if self._model.left is not None:
            left = self._model.left
            self._about.setText(CommandWords(self).removed(str(left.folder), files=left.files))
        self._show()

    async def _ask_to_remove(self) -> None:
        answer = await ask(
            self,
            lambda: self.tr("Remove the keys from this computer?"),
            lambda: self.tr(
                "No money moves. The till works with them until it is closed; after that it takes "
                "no payment until it is set up again with keys of the same account."
            ),
            [
                Choice("leave", lambda: self.tr("Leave them")),
                Choice("remove", lambda: self.tr("Remove them"), role="danger"),
            ],
            kind="warning",
            default="leave",
        )
        if answer == "remove":
            self._begin(self._set_up, self._model.remove)

    async def _ask_to_rotate(self) -> None:
        answer = await ask(
            self,
            lambda: self.tr("Encrypt the till’s files with a new key?"),
            lambda: self.tr(
                "Selling goes on meanwhile, and no money moves. Then the old key is gone from this "
                "computer: copies of the files that you took elsewhere are readable only with the "
                "old keyring entry, if you kept it."
            ),
            [
                Choice("leave", lambda: self.tr("Leave it")),
                Choice("rotate", lambda: self.tr("Make a new key"), role="primary"),
            ],
        )
        if answer == "rotate":
            self._begin(self._rotate, self._model.rotate)

    def _begin(self, then: QWidget, work: Callable[[], None]) -> None:
        """What disables the buttons meanwhile; `then` has the focus when it is done."""
        rest_focus(self)
        self._pressed = then
        work()

    def _show(self) -> None:
        there = self._model.keys is not None
        self._check.setEnabled(there and not self._model.busy)
        self._remove.setVisible(there)
        self._remove.setEnabled(not self._model.busy)
        self._rotate.setEnabled(not self._model.busy)
        if self._pressed is not None and self.hasFocus() and not self._model.busy:
            self._pressed.setFocus(Qt.FocusReason.OtherFocusReason)
        publishable, restricted, refund = self._model.keys or ("", "", "")
        self._keys.show_facts(
            [
                ("publishable", self.tr("Publishable key"), publishable),
                ("restricted", self.tr("Restricted key"), restricted),
                ("refund", self.tr("Key for refunds"), refund),
            ]
        )

    def _show_report(self) -> None:
        if self._model.report is not None:
            self._report.show_report(self._model.report, self._model.too_little)
            self._report.show()
            # once the page knows how high it is by now
            QTimer.singleShot(0, self._report, partial(bring_into_view, self._report))

    def _say_removed(self) -> None:
        self._report.hide()
        self.retranslate()

    def _say_rotated(self) -> None:
        self._files.setText(rotated())
        self.said.emit(lambda: self.tr("The files have a new key."), "success")

    def _say_fault(self, fault: PosError) -> None:
        self.said.emit(lambda: messages.text(fault), "danger")
