"""Buttons of what the till's key doesn't allow: switched off, with the reason where they stand."""

from collections.abc import Callable, Collection, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QBoxLayout, QLayout, QWidget
from shiboken6 import isValid

from pos_app.settings.key_uses import lacked
from pos_app.settings.permissions import Finding, Need, switched_off
from ui.i18n import messages
from ui.i18n.language import Retranslated
from ui.setting_up.words import name_of
from ui.theme.layout import row
from ui.theme.tokens import SIZE, SPACE
from ui.widgets.buttons import Button
from ui.widgets.frame import TOLD_ONCE
from ui.widgets.labels import IconLabel, label

_NAME = "switchedOff"
_COMES_OR_GOES = (
    QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.ShowToParent, QEvent.Type.HideToParent,
)  # fmt: skip
Lacking = Callable[[Button], Sequence[Need]]


class OffNotice(Retranslated, QWidget):
    """What can't be done here, and what it takes: of the buttons that are there to be pressed."""

    def __init__(self, lacking: Lacking) -> None:
        super().__init__()
        self.setObjectName(_NAME)
        self._lacking = lacking
        self._buttons: list[Button] = []
        self._needs: Sequence[Need] = ()
        self._words = label(role="muted", wrap=True)
        box = row(self, gap=SPACE.s)
        box.addWidget(IconLabel("warning", "warning", SIZE.icon), 0, Qt.AlignmentFlag.AlignTop)
        box.addWidget(self._words, 1)

    def follow(self, button: Button) -> None:
        """It stands here as well; what a screen hides needs no words."""
        if button not in self._buttons:
            button.installEventFilter(self)
            button.switched.connect(self.say)
            self._buttons.append(button)
        self.say()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A button came or went."""
        if event.type() in _COMES_OR_GOES:
            self.say()
        return super().eventFilter(watched, event)

    def say(self) -> None:
        """What those that are there lack by now."""
        place = self.parentWidget()
        self._buttons = [one for one in self._buttons if isValid(one)]
        there = [one for one in self._buttons if place is not None and one.isVisibleTo(place)]
        needs = {need.name: need for one in there for need in self._lacking(one)}
        self._needs = [*needs.values()]
        self.setVisible(bool(needs))
        self.retranslate()

    def words(self) -> str:
        """As it is said."""
        return self._words.text()

    def retranslate(self) -> None:
        """Say everything again."""
        names = ", ".join(name_of(one) for one in self._needs)
        if len(self._needs) == 1:
            off = messages.sentence(switched_off(self._needs[0]))
            how = self.tr(
                "The till’s key at Stripe lacks {permissions}. Once it is allowed there, ask "
                "Stripe again in the settings, under “Stripe account”."
            )
            self._words.setText(f"{off} {how.format(permissions=names)}")
        else:
            words = self.tr(
                "Switched off, as the till’s key at Stripe lacks {permissions}. More in the "
                "settings, under “Stripe account”."
            )
            self._words.setText(words.format(permissions=names))


class SwitchedOff:
    """Follows what is found out about the key, for every button below `window` that names its
    use."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._findings: Collection[Finding] = ()
        self._notices: dict[QLayout, OffNotice] = {}
        self._known: list[Button] = []

    def show(self, findings: Collection[Finding]) -> None:
        """As the key stands by now."""
        self._findings = findings
        self._known = [one for one in self._known if isValid(one)]
        for button in self._window.findChildren(Button):
            if not button.has_uses:
                continue
            if button not in self._known:
                self._known.append(button)
                button.repurposed.connect(partial(self._judge, button))
            self._judge(button)
        for notice in self._notices.values():
            notice.say()

    def _judge(self, button: Button) -> None:
        """As what it is for by now stands."""
        needs = self._lacking(button)
        button.switch_off(partial(_reasons, needs) if needs else "")
        place = _row_of(button) if needs else None
        if place is None:
            return
        layout, at = place
        if layout not in self._notices:
            self._notices[layout] = OffNotice(self._lacking)
            layout.insertWidget(at, self._notices[layout])
        self._notices[layout].follow(button)

    def _lacking(self, button: Button) -> Sequence[Need]:
        return () if button.use is None else lacked(button.use, self._findings)


def _reasons(needs: Sequence[Need]) -> str:
    return " ".join(messages.sentence(switched_off(one)) for one in needs)


def _row_of(button: Button) -> tuple[QBoxLayout, int] | None:
    """The column that the button's row stands in, and where in it: that of the whole screen where
    the screen says so."""
    part: QWidget = button
    whole = _told_once(button)
    holder = part.parentWidget()
    while holder is not None:
        layout = holder.layout()
        way = _way_to(layout, part) if layout is not None else []
        for within, place in reversed(way) if whole in (None, holder) else ():
            down = QBoxLayout.Direction.TopToBottom
            if isinstance(within, QBoxLayout) and within.direction() is down:
                return within, place
        part, holder = holder, holder.parentWidget()
    return None


def _told_once(button: Button) -> QWidget | None:
    holder = button.parentWidget()
    while holder is not None and not holder.property(TOLD_ONCE):
        holder = holder.parentWidget()
    return holder


def _way_to(layout: QLayout, part: QWidget) -> list[tuple[QLayout, int]]:
    """The layouts that lead to it, each with the place of the next; empty where none does."""
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item is None:
            continue
        if item.widget() is part:
            return [(layout, place)]
        inner = item.layout()
        way = _way_to(inner, part) if inner is not None else []
        if way:
            return [(layout, place), *way]
    return []
