"""The set-up, step by step; Enter goes on, Escape back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from pos_app.kernel.errors import PosError
from pos_app.settings.environment import EnvironmentKind
from pos_app.settings.shop import Shop
from ui.i18n.language import Retranslated
from ui.setting_up.choose_step import ChooseStep
from ui.setting_up.keys_step import KeysStep
from ui.setting_up.report_step import ReportStep
from ui.setting_up.shop_step import ShopStep
from ui.setting_up.view_model import SetupViewModel
from ui.theme.layout import column, row
from ui.theme.tokens import SIZE, SPACE
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.choice_row import ChoiceRow
from ui.widgets.enter import press
from ui.widgets.frame import Heading, centred, choices, hand_focus, rest_focus
from ui.widgets.scrolling import FIRST, scrolled

_WIDTH = 860
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ALL = (EnvironmentKind.TRAINING, EnvironmentKind.LIVE, EnvironmentKind.TEST)

Step = ChooseStep | ShopStep | KeysStep | ReportStep


class SetupScreen(Retranslated, QWidget):
    """Signals: `training_chosen()`; `finished(str)` with the environment that was set up; `left()`
    on the way back from the first step; `language_wanted(str)`."""

    training_chosen = Signal()
    finished = Signal(str)
    left = Signal()
    language_wanted = Signal(str)

    def __init__(
        self, view_model: SetupViewModel, offered: tuple[EnvironmentKind, ...] = _ALL,
        parent: QWidget | None = None, *, at_once: bool = True,
    ) -> None:  # fmt: skip
        """`at_once`: what is chosen opens now, not from the next start on."""
        super().__init__(parent)
        self.setObjectName("setupScreen")
        self._at_once = at_once
        self._model = view_model
        self._heading = Heading("store")
        self.choose = ChooseStep(offered)
        self.shop, self.keys, self.report = ShopStep(), KeysStep(), ReportStep()
        self._steps: tuple[Step, ...] = (self.choose, self.shop, self.keys, self.report)
        self._pages = [one if one is self.report else _roomy(one) for one in self._steps]
        self._place = 0
        """Of the step that is shown."""
        self._back = SecondaryButton(icon="back", large=True)
        self._back.setObjectName("setupBack")
        self._onward = PrimaryButton(large=True)
        self._onward.setObjectName("setupOnward")
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        # the margin is room for the focus ring
        buttons = row(margin=SIZE.ring + SIZE.ring_gap)
        buttons.addLayout(choices(self._back, self._onward))
        box = column(centred(self, _WIDTH), gap=SPACE.s)
        box.addSpacing(SPACE.s)  # no bar stands above it
        box.addWidget(self._heading)
        for place, page in enumerate(self._pages):
            box.addWidget(page, FIRST)
            page.setVisible(place == self._place)
        box.addLayout(buttons)
        box.addStretch(1)

    def _connect(self) -> None:
        model = self._model
        self._back.clicked.connect(self.go_back)
        self._onward.clicked.connect(self._go_on)
        self.choose.language_wanted.connect(self.language_wanted)
        self.choose.changed.connect(self._enable)
        self.shop.entered.connect(self._go_on)
        self.keys.entered.connect(self._go_on)
        model.changed.connect(self._enable)
        model.asked.connect(self._show_report)
        model.faulted.connect(self._say_fault)
        model.kept.connect(self._finish)

    def begin(
        self, kind: EnvironmentKind | None = None, fault: PosError | None = None,
        shop: Shop | None = None,
    ) -> None:  # fmt: skip
        """From the first step, or for this environment from its keys, with what is wrong; `shop` as
        its till has it."""
        self.keys.forget()
        self._model.forget()
        if kind is None:
            self._turn_to(self.choose)
            return
        self._model.kind = kind
        if shop is not None:
            self.shop.fill(shop)
        self._turn_to(self.keys)
        self.keys.say(fault)

    def current(self) -> Step:
        """The step that is shown."""
        return self._steps[self._place]

    def go_back(self) -> None:
        """One step, or out of it, as Escape does."""
        if self._model.busy:
            return
        if self._place == 0:
            self.keys.forget()
            self._model.forget()
            self.left.emit()
            return
        self._turn_to(self._steps[self._place - 1])

    def retranslate(self) -> None:
        """Say everything again."""
        self._heading.say(self.tr("Set up this till"), self.current().title(), "store")
        first = self.current() is self.choose
        self._back.setText(self.tr("Close") if first else self.tr("Back"))
        self._onward.setText(self._onward_words())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on from whatever has the focus but a button; from a choice with that one. A
        field has done so itself, and lets the key pass all the same."""
        focused = QApplication.focusWidget()
        if isinstance(focused, QLineEdit) and event.key() in _ENTER:
            event.accept()
        elif isinstance(focused, ChoiceRow) and event.key() in _ENTER:
            focused.setChecked(True)
            if not event.isAutoRepeat():
                self._onward.click()
        elif not press(event, self, self._onward):
            super().keyPressEvent(event)

    def _onward_words(self) -> str:
        step = self.current()
        if step is self.choose and self.choose.chosen() is EnvironmentKind.TRAINING:
            return self.tr("Open training") if self._at_once else self.tr("Choose training")
        if step is self.keys:
            busy = self._model.busy
            return self.tr("Asking Stripe…") if busy else self.tr("Ask Stripe what they may do")
        return self._last_words() if step is self.report else self.tr("Go on")

    def _last_words(self) -> str:
        if self._model.too_little is not None:
            return self.tr("Check again")
        if self._model.unclear:
            return self.tr("I am certain: keep the keys")
        if self._at_once:
            return self.tr("Keep the keys and open the till")
        return self.tr("Keep the keys")

    def _go_on(self) -> None:
        if self._model.busy:
            return
        step = self.current()
        if step is self.choose:
            self._choose()
        elif step is self.shop:
            if self.shop.complete():
                self._turn_to(self.keys)
        elif not self.shop.complete():
            self._turn_to(self.shop)
        elif step is self.keys or self._model.too_little is not None:
            self.keys.say(None)
            self._model.check(*self.keys.typed())
        else:
            self._keep()

    def _keep(self) -> None:
        fields = self.shop.fields()
        rest_focus(self)
        self._model.keep(
            fields.shop_name, fields.till_name, fields.language, fields.currency,
            certain=self._model.unclear,
        )  # fmt: skip

    def _choose(self) -> None:
        kind = self.choose.chosen()
        if kind is EnvironmentKind.TRAINING:
            self.training_chosen.emit()
            return
        self._model.kind = kind
        self._turn_to(self.shop)

    def _turn_to(self, step: Step) -> None:
        if step is self.keys:
            self.keys.begin(self._model.kind)
        if self.isVisible():
            rest_focus(self)
        self._pages[self._place].hide()
        self._place = self._steps.index(step)
        self._pages[self._place].show()
        # it takes in what it scrolls, so that this can have the focus
        self._pages[self._place].sizeHint()
        self.setFocusProxy(self._onward if step is self.report else step)
        self._enable()
        self.retranslate()
        if self.isVisible():
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_report(self) -> None:
        report = self._model.report
        if report is not None:
            self.report.show_report(report, self._model.too_little)
            self._turn_to(self.report)

    def _say_fault(self, fault: PosError) -> None:
        if self.current() is self.report and self._model.report is not None:
            self.report.say(fault)
            self.retranslate()
        else:
            self._turn_to(self.keys)
            self.keys.say(fault)

    def _finish(self) -> None:
        self.keys.forget()
        self.finished.emit(self._model.kind.value)

    def _enable(self) -> None:
        self._onward.setEnabled(not self._model.busy)
        self._back.setEnabled(not self._model.busy)
        self._onward.setText(self._onward_words())
        rested = self.focusProxy() is None and self.hasFocus()
        if rested and not self._model.busy:  # after a fault it is pressed again
            hand_focus(self, self._onward)


def _roomy(step: QWidget) -> QWidget:
    """With room for focus rings, scrolling where the window is low."""
    content = QWidget()
    column(content, margin=SIZE.ring + SIZE.ring_gap).addWidget(step)
    area = scrolled(content)
    area.hug()
    return area
