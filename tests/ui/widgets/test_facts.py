"""Names and values stand by the width alone: two in a line, one, or the value below its name."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from pos_app.kernel.money import Money
from ui.theme.layout import column
from ui.widgets.facts import Facts
from ui.widgets.in_words import InWords

FACTS = [
    ("when", "When", "23 Nov 2026 14:05"), ("card", "Card", "Visa •••• 4242"),
    ("left", "Can still be refunded", "€1,229.50"), ("none", "Left out", ""),
]  # fmt: skip


def _shown(qtbot: QtBot, width: int) -> tuple[Facts, QWidget]:
    room = QWidget()
    qtbot.addWidget(room)
    facts = Facts("facts")
    box = column(room)
    box.addWidget(facts)
    box.addStretch(1)
    facts.show_facts(FACTS)
    room.resize(width, 500)
    room.show()
    QApplication.processEvents()
    return facts, room


def _top(facts: Facts, key: str) -> int:
    value = facts.findChild(QLabel, f"fact_{key}")
    assert value is not None
    return value.mapTo(facts, value.rect().topLeft()).y()


def test_two_in_a_line_where_there_is_room(qtbot: QtBot) -> None:
    facts, _ = _shown(qtbot, 1200)
    assert _top(facts, "when") == _top(facts, "card") < _top(facts, "left")
    assert facts.findChild(QLabel, "fact_none") is None


def test_in_less_room_nothing_is_cut_and_the_height_goes_by_the_width(qtbot: QtBot) -> None:
    facts, room = _shown(qtbot, 1200)
    heights = {}
    for width in (1200, 420, 300, 420, 1200):
        room.resize(width, 900)
        QApplication.processEvents()
        assert heights.setdefault(width, facts.height()) == facts.height()
        assert facts.width() <= width
        for one in facts.findChildren(QLabel):
            if one.isVisible() and one.text():
                assert one.width() >= one.minimumSizeHint().width()
                assert one.height() >= one.heightForWidth(one.width())
    assert heights[300] > heights[1200]


def test_names_stand_first_whichever_way_one_reads(qtbot: QtBot) -> None:
    facts, room = _shown(qtbot, 500)
    name = next(one for one in facts.findChildren(QLabel) if one.text() == "When")
    value = facts.findChild(QLabel, "fact_when")
    assert value is not None
    assert name.x() < value.x() or name.y() < value.y()
    QApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        room.resize(1200, 500)
        QApplication.processEvents()
        assert name.x() > value.x()
    finally:
        QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_an_amount_in_words_stands_below_its_figures_in_any_width(qtbot: QtBot) -> None:
    facts, room = _shown(qtbot, 1200)
    value = facts.findChild(QLabel, "fact_left")
    assert value is not None
    plain = facts.height()
    facts.spell("left", Money(122_950, "eur"))
    words = facts.findChild(InWords)
    assert words is not None
    for width in (1200, 420, 300, 1200):
        room.resize(width, 900)
        QApplication.processEvents()
        assert words.text().startswith("One thousand two hundred")
        assert words.y() >= value.geometry().bottom()
        assert words.x() == value.x()
        assert words.height() >= words.heightForWidth(words.width())
        assert facts.rect().contains(words.geometry())
    assert value.accessibleDescription() == words.text()[:1].lower() + words.text()[1:]
    facts.spell("left", None)
    QApplication.processEvents()
    assert not words.isVisible()
    assert facts.height() == plain


def test_the_last_has_a_line_of_its_own_where_beside_another_it_would_take_many(
    qtbot: QtBot,
) -> None:
    facts, _room = _shown(qtbot, 900)
    what = "Bicycle hire, deposit for the weekend of All Saints, with two helmets and a lock"
    for long, alone in ((what, True), ("A bicycle", False)):
        facts.show_facts([*FACTS[:3], ("what", "What it is for", long)])
        QApplication.processEvents()
        assert (_top(facts, "what") > _top(facts, "left")) is alone
        value = facts.findChild(QLabel, "fact_what")
        assert value is not None
        assert value.height() >= value.heightForWidth(value.width())
        assert facts.height() == facts.heightForWidth(facts.width())
        assert facts.rect().contains(value.geometry())
