"""The tour in the real window: each stop is there to be seen, in both languages, and is true."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from tests.ui.customers.hands import act
from ui.i18n.language import install_language
from ui.shell.tour import Tour
from ui.theme.tokens import SMALLEST
from ui.widgets.keys import acting_keys

pytestmark = pytest.mark.timeout(300)
Drive = Callable[[Any], None]
JAMES = "james.oconnor@example.com"  # with a saved card, which F3 charges
STOPS = (
    "searchBox", "newCustomer", "customerPanel", "openDues", "openReports", "standing",
    "openTraining", "openHelp",
)  # fmt: skip
SERVED = ("customerName", "takePayment", "chargeSavedCard", "sellInParts")


def _seen_whole(window: QWidget, name: str) -> QRect:
    """Where it is, whatever else lies over it."""
    found = window.findChild(QWidget, name)
    assert isinstance(found, QWidget), name
    assert found.isVisible(), name
    place = QRect(found.mapTo(window, QPoint(0, 0)), found.size())
    assert window.rect().contains(place), name
    assert found.visibleRegion().boundingRect().size() == found.size(), f"{name} is cut off"
    assert min(place.width(), place.height()) > 20, name
    return place


@pytest.mark.parametrize("language", ["en", "fr"])
def test_each_stop_is_in_the_window_and_its_keys_act(
    at_the_till: Drive, qapp: QApplication, language: str
) -> None:
    async def play(till: Any) -> None:
        window = till.desk.window
        await act(lambda: window.top_bar.language_requested.emit(language))
        await act(lambda: window.resize(*SMALLEST))
        await till.customer(JAMES)
        await till.hands.see("chargeSavedCard", QWidget)
        bound = {told.keys for told in acting_keys(window)}
        places = {name: _seen_whole(window, name) for name in (*STOPS, *SERVED)}
        await act(window.tour_requested.emit)
        tour = await till.hands.see("tour", Tour)
        assert [one.name for one in tour._stops] == list(STOPS), "none is left out"
        said = set()
        for name in STOPS:
            await till.hands.until(tour.isVisible, "the tour")
            words = tour.findChild(QLabel, "tourWords").text()
            said.add(words)
            card = tour.card.geometry()
            assert tour.rect().contains(card), name
            for told in SERVED if name == "customerPanel" else (name,):
                assert tour._target().contains(places[told]), told
                assert not card.intersects(places[told]), told
            for key in re.findall(r"\bF\d\b", words):
                assert key in bound, f"{name}: {key} does nothing here"
            await till.hands.press("tourNext", Qt.Key.Key_Return)
        assert len(said) == len(STOPS)
        await till.hands.until(lambda: till.hands.seen("tour", Tour) is None, "its end")

    try:
        at_the_till(play)
    finally:
        install_language(qapp, "en")
