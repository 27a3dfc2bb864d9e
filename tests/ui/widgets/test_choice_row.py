"""What a choice is called and what it does stand together."""

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.theme.layout import row
from ui.widgets.choice_row import ChoiceRow

LONG = "On a second screen where there is one, else this screen is handed over to the customer."


def test_beside_a_higher_one_its_two_lines_stay_together(qtbot: QtBot) -> None:
    room, short, long = QWidget(), ChoiceRow(), ChoiceRow()
    qtbot.addWidget(room)
    lay = row(room)
    for one, detail in ((short, "As before."), (long, LONG)):
        one.set_words("Here", detail)
        lay.addWidget(one, 1)
    room.resize(640, 120)
    room.show()
    QApplication.processEvents()
    assert short.height() == long.height()
    for one in (short, long):
        assert one._detail.y() - one._title.geometry().bottom() <= 2
    above, below = short._title.y(), short.height() - short._detail.geometry().bottom()
    assert abs(above - below) <= 2
