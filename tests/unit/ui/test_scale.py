"""How large the till is on a screen: by millimetres, within what there is room for."""

from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from pos_app.settings.shop import AUTOMATIC, SIZES
from ui.theme.scale import ScreenSize, factor_for, millimetres, scaled, told
from ui.theme.tokens import SIZE, SMALLEST

FINGER_MM = 9
"""PRODUCT, section 4."""


def screen(width: int, height: int, inches: float) -> ScreenSize:
    """By its diagonal, as it is sold."""
    return ScreenSize("one", (width**2 + height**2) ** 0.5 / inches, width, height)


TILLS = {
    "10.4 inches, 1024 × 768": screen(1024, 768, 10.4),
    "10.1 inches, 1280 × 800": screen(1280, 800, 10.1),
    "12 inches, 1366 × 768": screen(1366, 768, 12),
    "15 inches, 1024 × 768": screen(1024, 768, 15),
    "15.6 inches, 1920 × 1080": screen(1920, 1080, 15.6),
    "13.3 inches, 2560 × 1600": screen(2560, 1600, 13.3),
    "27 inches, 3840 × 2160": screen(3840, 2160, 27),
    "32 inches, 3840 × 2160": screen(3840, 2160, 32),
    "24 inches, 1920 × 1080": screen(1920, 1080, 24),
}


@pytest.mark.parametrize("name", TILLS)
def test_a_finger_finds_nine_millimetres_on_every_till(name: str) -> None:
    assert millimetres(SIZE.target, TILLS[name], AUTOMATIC) >= FINGER_MM


def test_the_smallest_screen_keeps_room_for_the_smallest_window() -> None:
    assert factor_for(TILLS["10.4 inches, 1024 × 768"], AUTOMATIC) == 1
    assert factor_for(screen(2048, 1400, 20), AUTOMATIC) == pytest.approx(1.29, abs=0.01)


SCREENS = st.builds(
    ScreenSize, st.just("one"), st.floats(10, 900), st.integers(640, 7680), st.integers(480, 4320)
)


@given(SCREENS)
def test_by_itself_it_is_never_smaller_than_meant_nor_larger_than_fits(one: ScreenSize) -> None:
    factor = factor_for(one, AUTOMATIC)
    assert 1 <= factor <= 3
    fits = one.width >= SMALLEST[0] and one.height >= SMALLEST[1]
    if fits:
        assert factor * SMALLEST[0] <= one.width + 0.01
        assert factor * SMALLEST[1] <= one.height + 0.01


@given(SCREENS, st.sampled_from([size for size in SIZES if size != AUTOMATIC]))
def test_what_the_shop_chose_is_what_it_gets(one: ScreenSize, percent: int) -> None:
    assert factor_for(one, percent) == percent / 100


@pytest.mark.parametrize("dpi", [0, 12, 1_000, float("inf")])
def test_a_size_that_is_made_up_changes_nothing(dpi: float) -> None:
    assert factor_for(ScreenSize("one", dpi, 3840, 2160), AUTOMATIC) == 1


@pytest.mark.parametrize("name", ["", "a;b=9", "HDMI-1"])
def test_qt_is_told_by_screen_and_never_misled_by_a_name(name: str) -> None:
    assert told([("HDMI-1", 1.25), ("eDP-1", 2.0)]) == "HDMI-1=1.25;eDP-1=2"
    assert told([("HDMI-1", 1.25), (name, 2.0)]) == "1.25;2"


@pytest.mark.parametrize("name", ["QT_SCALE_FACTOR", "QT_SCREEN_SCALE_FACTORS"])
def test_whoever_decided_already_is_left_alone(name: str) -> None:
    """No screen is looked at either."""
    variables, app = {name: "1.5"}, cast("QApplication", object())
    assert scaled(lambda: app, 200, variables) is app
    assert variables == {name: "1.5"}


class _Till:
    """An application on a platform with these screens: name, dots an inch, width, height, and by
    how much the system enlarges already."""

    def __init__(self, platform: str, *screens: tuple[str, float, int, int, float]) -> None:
        self._platform = platform
        self._screens = screens
        self.shut = False

    def platformName(self) -> str:
        return self._platform

    def screens(self) -> list[Any]:
        return [
            SimpleNamespace(
                name=lambda name=name: name,
                devicePixelRatio=lambda ratio=ratio: ratio,
                physicalDotsPerInch=lambda dpi=dpi: dpi,
                availableSize=lambda size=(width, height): QSize(*size),
            )
            for name, dpi, width, height, ratio in self._screens
        ]

    def shutdown(self) -> None:
        self.shut = True


def _made(percent: int, till: _Till) -> tuple[bool, dict[str, str]]:
    """Whether the application was made again, and what Qt is told for it."""
    again = cast("QApplication", object())
    made, variables = [cast("QApplication", till), again], dict[str, str]()
    app = scaled(lambda: made.pop(0), percent, variables)
    assert (app is again) is till.shut
    return till.shut, variables


def test_a_screen_of_small_dots_is_told_to_qt_and_the_application_made_again() -> None:
    usual, fine = ("DP-1", 96.0, 1920, 1080, 1.0), ("HDMI-1", 192.0, 3840, 2160, 1.0)
    till = _Till("xcb", usual, fine)
    assert _made(AUTOMATIC, till) == (True, {"QT_SCREEN_SCALE_FACTORS": "DP-1=1;HDMI-1=2"})


def test_a_usual_screen_changes_nothing() -> None:
    assert _made(AUTOMATIC, _Till("xcb", ("DP-1", 96.0, 1920, 1080, 1.0))) == (False, {})


@pytest.mark.parametrize(("platform", "factor"), [("windows", "2.5"), ("cocoa", "1.25")])
def test_the_systems_own_enlargement_is_kept(platform: str, factor: str) -> None:
    """Where it is Qt's as well, a factor of ours would take its place."""
    till = _Till(platform, ("one", 120.0, 1920, 1080, 2.0))
    assert _made(AUTOMATIC, till) == (True, {"QT_SCREEN_SCALE_FACTORS": f"one={factor}"})


def test_the_size_that_a_shop_chose_is_told() -> None:
    till = _Till("xcb", ("DP-1", 96.0, 1920, 1080, 1.0))
    assert _made(150, till) == (True, {"QT_SCREEN_SCALE_FACTORS": "DP-1=1.5"})
