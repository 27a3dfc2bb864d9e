"""Every widget of the till in a window, as pictures: `python -m ui.shell.gallery DIR`.

For whoever changes the look: one picture for each theme and language, with and without training.
"""

import asyncio
import sys
from datetime import UTC, date, datetime
from itertools import product
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QLocale
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QRadioButton, QWidget

from pos_app.customers.model import Redisplay, SavedCard
from pos_app.kernel.ids import CustomerId, PaymentMethodId
from pos_app.kernel.money import Money
from pos_app.sync.model import SyncState
from ui.i18n import messages
from ui.i18n.language import install_language
from ui.shell.dialogs import Choice, ask
from ui.shell.main_window import MainWindow
from ui.shell.standing_model import Work
from ui.theme.apply import apply_theme
from ui.theme.layout import card, column, row
from ui.theme.tokens import KINDS, SPACE
from ui.widgets.banner import Banner
from ui.widgets.buttons import DangerButton, PrimaryButton, QuietButton, SecondaryButton
from ui.widgets.card_row import CardRow
from ui.widgets.combo_box import ComboBox
from ui.widgets.empty_state import EmptyState
from ui.widgets.field_row import FieldRow
from ui.widgets.labels import MoneyLabel, label
from ui.widgets.money_field import MoneyField
from ui.widgets.number_pad import NumberPad
from ui.widgets.search_box import SearchBox
from ui.widgets.spinner import Spinner
from ui.widgets.status_chip import StatusChip

_TODAY = date(2026, 11, 23)
_AMOUNT = Money(123450, "eur")


async def draw(app: QApplication, folder: Path) -> list[Path]:
    """Write the pictures into `folder`, which exists, and return their paths."""
    written = []
    for theme, language, training in product(("light", "dark"), ("en", "fr"), (False, True)):
        apply_theme(app, theme, training=training)
        install_language(app, language)
        name = f"{theme}-{language}{'-training' if training else ''}"
        window = _window(training=training)
        for screen in ("controls", "states"):
            window.show_screen(screen)
            written.append(_grab(window, folder / f"{name}-{screen}.png"))
        answer = _question(window)
        written.append(_grab(window, folder / f"{name}-question.png"))
        answer.cancel()
        await asyncio.sleep(0)  # the question hears of it
        window.close_now()
        window.deleteLater()
        _settle()
    return written


def _window(*, training: bool) -> MainWindow:
    window = MainWindow(shop_name="Atelier Lumière", till_name="Caisse 1", training=training)
    window.resize(1280, 860)
    window.standing.hear_state(SyncState(not training, datetime.now(UTC)))
    window.standing.set_work(Work(unknown=2 if training else 0))
    window.add_screen("controls", _controls())
    window.add_screen("states", _states())
    window.status(messages.sentence("payment.already_paid"), "success")
    window.show()
    window.activateWindow()
    return window


def _controls() -> QWidget:
    screen = QWidget()
    box = column(screen, gap=SPACE.l, margin=SPACE.xl)
    search = SearchBox("Fontaine, 06 12, 4242…")
    box.addWidget(search)
    parts = row(gap=SPACE.xl)
    parts.addWidget(_fields(), 3)
    parts.addWidget(_pad(), 2)
    box.addLayout(parts, 1)
    actions = row(gap=SPACE.m)
    actions.addWidget(QuietButton("Annuler", shortcut="Esc"))
    actions.addStretch(1)
    actions.addWidget(SecondaryButton("Modifier", icon="edit", shortcut="F4"))
    actions.addWidget(DangerButton("Supprimer", icon="trash"))
    disabled = SecondaryButton("Imprimer", icon="print")
    disabled.setEnabled(False)
    actions.addWidget(disabled)
    primary = PrimaryButton("Débiter", icon="card", shortcut="Ctrl+Return")
    actions.addWidget(primary)
    box.addLayout(actions)
    screen.setFocusProxy(primary)
    return screen


def _fields() -> QWidget:
    frame = card()
    box = column(frame, gap=SPACE.m, margin=SPACE.xl)
    box.addWidget(label("Amélie Fontaine", "title"))
    wrong = FieldRow("E-mail", QLineEdit("amelie@"))
    wrong.set_error(messages.sentence("customer.bad_email"))
    box.addWidget(wrong)
    language = ComboBox()
    language.addItems([QLocale("fr").nativeLanguageName(), QLocale("en").nativeLanguageName()])
    pair = row(gap=SPACE.l)
    pair.addWidget(FieldRow("Language", language, "fr · en"))
    pair.addWidget(FieldRow("Phone", QLineEdit("06 12 34 56 78"), "+33"))
    box.addLayout(pair)
    toggles = row(gap=SPACE.xl)
    for toggle in (
        QCheckBox("E-mail"),
        QCheckBox("SMS"),
        QRadioButton("58 mm"),
        QRadioButton("80 mm"),
    ):
        toggle.setChecked(toggle.text() in ("E-mail", "58 mm"))
        toggles.addWidget(toggle)
    toggles.addStretch(1)
    box.addLayout(toggles)
    box.addStretch(1)
    return frame


def _pad() -> QWidget:
    frame = card()
    box = column(frame, gap=SPACE.m, margin=SPACE.xl)
    amount = MoneyField("eur")
    amount.set_amount(_AMOUNT)
    box.addWidget(FieldRow("Amount", amount))
    box.addWidget(NumberPad(amount.line()))
    box.addStretch(1)
    return frame


def _states() -> QWidget:
    screen = QWidget()
    box = column(screen, gap=SPACE.m, margin=SPACE.xl)
    chips = row(gap=SPACE.s)
    for kind in KINDS:
        chips.addWidget(StatusChip(kind.capitalize(), kind))
    chips.addStretch(1)
    chips.addWidget(Spinner(32))
    box.addLayout(chips)
    for kind, key in (
        ("success", "payment.already_paid"),
        ("danger", "payment.not_completed"),
        ("unknown", "payment.unknown"),
    ):
        banner = Banner()
        action = "OK" if kind == "unknown" else ""
        banner.say(kind, f"{kind.capitalize()}", messages.sentence(key), action)
        box.addWidget(banner)
    parts = row(gap=SPACE.xl)
    parts.addWidget(_cards(), 3)
    empty = card()
    column(empty).addWidget(EmptyState("search", "Zoé ?", messages.sentence("customer.gone"), "OK"))
    parts.addWidget(empty, 2)
    box.addLayout(parts, 1)
    return screen


def _cards() -> QWidget:
    frame = QWidget()
    box = column(frame, gap=SPACE.s)
    box.addWidget(MoneyLabel(_AMOUNT, "display"))
    kinds = (("visa", 2030, Redisplay.ALWAYS), ("mastercard", 2024, Redisplay.LIMITED))
    for place, (brand, year, redisplay) in enumerate(kinds):
        saved = SavedCard(
            id=PaymentMethodId(f"pm_{brand}"),
            customer_id=CustomerId("cus_gallery"),
            brand=brand,
            last4="4242",
            exp_month=4,
            exp_year=year,
            fingerprint="",
            redisplay=redisplay,
            created_at=datetime(2026, 1, 1, tzinfo=UTC),
        )
        shown = CardRow(saved, _TODAY, selectable=True)
        shown.setChecked(place == 0)
        box.addWidget(shown)
    box.addStretch(1)
    return frame


def _question(window: MainWindow) -> "asyncio.Future[str | None]":
    choices = [Choice("no", "Annuler"), Choice("yes", "Débiter", role="primary")]
    text = messages.sentence("payment.item_blocked")
    return ask(window, "Visa •••• 4242", text, choices, kind="warning", amount=_AMOUNT)


def _grab(window: MainWindow, file: Path) -> Path:
    _settle()
    window.grab().save(str(file))
    return file


def _settle() -> None:
    QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def main(arguments: list[str]) -> int:
    """Draw into the folder named by the first argument."""
    folder = Path(arguments[0] if arguments else "gallery")
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])

    asyncio.run(draw(app, folder))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
