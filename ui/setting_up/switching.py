"""Buttons of what the till's key doesn't allow: switched off, with the reason where they stand."""

from collections.abc import Collection, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QLayout, QWidget

from pos_app.settings.key_uses import lacked
from pos_app.settings.permissions import Finding, Need, switched_off
from ui.i18n import messages
from ui.i18n.language import Retranslated
from ui.setting_up.words import name_of
from ui.theme.layout import row
from ui.theme.tokens import SIZE, SPACE
from ui.widgets.buttons import Button
from ui.widgets.labels import IconLabel, label

_NAME = "switchedOff"


class OffNotice(Retranslated, QWidget):
    """What can't be done here, and what it takes."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName(_NAME)
        self._needs: Sequence[Need] = ()
        self._words = label(role="muted", wrap=True)
        box = row(self, gap=SPACE.s)
        box.addWidget(IconLabel("warning", "warning", SIZE.icon), 0, Qt.AlignmentFlag.AlignTop)
        box.addWidget(self._words, 1)

    def say(self, needs: Sequence[Need]) -> None:
        """What is lacking; nothing for none."""
        self._needs = needs
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
        self._notices: dict[QLayout, OffNotice] = {}

    def show(self, findings: Collection[Finding]) -> None:
        """As the key stands by now."""
        said: dict[QLayout, dict[str, Need]] = {}
        for button in self._window.findChildren(Button):
            if button.use is None:
                continue
            needs = lacked(button.use, findings)
            button.switch_off(partial(_reasons, needs) if needs else "")
            place = _row_of(button)
            if needs and place is not None:
                said.setdefault(place[0], {}).update({one.name: one for one in needs})
                if place[0] not in self._notices:
                    notice = self._notices[place[0]] = OffNotice()
                    place[0].insertWidget(place[1], notice)
        for layout, notice in self._notices.items():
            notice.say([*said.get(layout, {}).values()])


def _reasons(needs: Sequence[Need]) -> str:
    return " ".join(messages.sentence(switched_off(one)) for one in needs)


def _row_of(button: Button) -> tuple[QBoxLayout, int] | None:
    """The column that the button's row stands in, and where in it."""
    part: QWidget = button
    holder = part.parentWidget()
    while holder is not None:
        layout = holder.layout()
        way = _way_to(layout, part) if layout is not None else []
        for within, place in reversed(way):
            down = QBoxLayout.Direction.TopToBottom
            if isinstance(within, QBoxLayout) and within.direction() is down:
                return within, place
        part, holder = holder, holder.parentWidget()
    return None


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
