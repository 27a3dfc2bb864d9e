"""Test cards to type into the payment page, and what each does."""

from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QWidget

from ui.i18n.language import Retranslated
from ui.theme.layout import card, column, row
from ui.theme.tokens import SPACE
from ui.training.words import said
from ui.widgets.buttons import QuietButton
from ui.widgets.labels import label
from ui.widgets.scrolling import scrolled

TEST_CARDS: Final[tuple[tuple[str, object], ...]] = (
    ("4242 4242 4242 4242", QT_TRANSLATE_NOOP("Training", "Succeeds")),
    ("4000 0000 0000 9995", QT_TRANSLATE_NOOP("Training", "Declined: insufficient funds")),
    ("4000 0000 0000 0002", QT_TRANSLATE_NOOP("Training", "Declined, no reason given")),
    ("4000 0000 0000 0069", QT_TRANSLATE_NOOP("Training", "Declined: expired")),
    ("4000 0000 0000 0127", QT_TRANSLATE_NOOP("Training", "Declined: wrong security code")),
    ("4000 0000 0000 9979", QT_TRANSLATE_NOOP("Training", "Declined: reported stolen")),
    ("4000 0027 6000 3184", QT_TRANSLATE_NOOP("Training", "Asks for authentication every time")),
    (
        "4000 0025 0000 3155",
        QT_TRANSLATE_NOOP("Training", "Asks for authentication unless it was saved with it"),
    ),
    (
        "4000 0082 6000 3178",
        QT_TRANSLATE_NOOP("Training", "Asks for authentication, then insufficient funds"),
    ),
    (
        "4000 0000 0000 0341",
        QT_TRANSLATE_NOOP("Training", "Can be saved; later charges are declined"),
    ),
    ("4000 0000 0000 0259", QT_TRANSLATE_NOOP("Training", "Succeeds, then is disputed")),
)


class TestCards(Retranslated, QWidget):
    """Signal: `copied(str)`, the number now on the clipboard."""

    __test__ = False  # not a test, whatever pytest makes of the name
    copied = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hint = label(role="muted", wrap=True)
        self._words = [label(role="muted", wrap=True) for _ in TEST_CARDS]
        self._buttons: list[QuietButton] = []
        rows = QWidget()
        box = column(rows, gap=SPACE.xs)
        for (number, _), words in zip(TEST_CARDS, self._words, strict=True):
            box.addWidget(self._row(number, words))
        box.addStretch(1)
        whole = column(self, gap=SPACE.m)
        whole.addWidget(self._hint)
        whole.addWidget(scrolled(rows), 1)
        self.retranslate()

    def retranslate(self) -> None:
        """Every word again."""
        self._hint.setText(
            self.tr("On the payment page, with any future date and any three digits.")
        )
        for (number, meaning), words, button in zip(
            TEST_CARDS, self._words, self._buttons, strict=True
        ):
            words.setText(said(meaning))
            button.setText(self.tr("Copy"))
            button.setAccessibleName(self.tr("Copy {number}").format(number=number))

    def _row(self, number: str, words: QWidget) -> QFrame:
        button = QuietButton()
        button.setObjectName("copy" + number.replace(" ", ""))
        button.clicked.connect(lambda: self._copy(number))
        self._buttons.append(button)
        texts = column(gap=0)
        texts.addWidget(label(number, "heading"))
        texts.addWidget(words)
        frame = card()
        box = row(frame, gap=SPACE.m, margin=SPACE.xs, margin_x=SPACE.l)
        box.addLayout(texts, 1)
        box.addWidget(button)
        return frame

    def _copy(self, number: str) -> None:
        QGuiApplication.clipboard().setText(number.replace(" ", ""))
        self.copied.emit(number)
