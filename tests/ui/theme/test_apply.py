"""The theme reaches the application, fonts and icons."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from pos_app.kernel.errors import Bug
from ui.theme.apply import apply_theme, resolve, set_role, theme_of, till_font
from ui.theme.icons import names, pixmap
from ui.theme.tokens import THEME_NAMES


def test_every_weight_of_the_font_is_there(qapp: QApplication) -> None:
    widths = [
        QFontMetrics(till_font(40, weight)).horizontalAdvance("Hamburg") for weight in (400, 700)
    ]
    assert widths[0] < widths[1]
    assert till_font().family() == "Inter"


def test_figures_stand_in_columns_also_through_the_style_sheet(qtbot: QtBot) -> None:
    label = QLabel("1")
    qtbot.addWidget(label)
    set_role(label, "display")
    label.ensurePolished()
    metrics = label.fontMetrics()
    assert metrics.horizontalAdvance("111") == metrics.horizontalAdvance("000")
    assert label.font().pixelSize() == 52


def test_theme_is_told_to_widgets(qapp: QApplication, dress: Callable[..., None]) -> None:
    dress("dark", training=True)
    assert theme_of().dark
    assert theme_of().training
    ground = qapp.palette().color(QPalette.ColorRole.Window).name()
    assert ground == theme_of().colours.ground


def test_unheard_of_theme_is_light(qapp: QApplication) -> None:
    assert resolve("sepia") == "light"
    assert resolve("contrast") == "contrast"
    assert resolve("system") in THEME_NAMES


def test_applying_twice_changes_nothing(qapp: QApplication) -> None:
    first = apply_theme(qapp, "light", training=False)
    sheet = qapp.styleSheet()
    assert apply_theme(qapp, "light", training=False) == first
    assert qapp.styleSheet() == sheet


@pytest.mark.parametrize("name", names())
def test_every_icon_draws_in_the_asked_colour(qapp: QApplication, name: str) -> None:
    image = pixmap(name, "#ff0000", 24, 2.0).toImage()
    colours = {
        (colour.red(), colour.green(), colour.blue())
        for x in range(image.width())
        for y in range(image.height())
        if (colour := image.pixelColor(x, y)).alpha() == 255
    }
    assert colours == {(255, 0, 0)}
    assert image.width() == 48


def test_an_unheard_of_icon_is_a_bug(qapp: QApplication) -> None:
    with pytest.raises(Bug):
        pixmap("unicorn", "#000000")


class _Counting(QLabel):
    """How often it was dressed anew."""

    times = 0

    def changeEvent(self, event: QEvent) -> None:
        self.times += event.type() == QEvent.Type.StyleChange
        super().changeEvent(event)


def test_another_theme_dresses_each_widget_once(qtbot: QtBot, qapp: QApplication) -> None:
    """Setting the style again, which is the same one, did all of it a second time."""
    shown = _Counting("Zoé")
    qtbot.addWidget(shown)
    apply_theme(qapp, "light", training=False)
    shown.show()
    shown.times = 0
    apply_theme(qapp, "dark", training=False)
    assert shown.times == 1
