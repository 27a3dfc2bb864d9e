"""The customer's page as it is painted, in its states and the three themes: what can't be read or
seen there, measured from the colours that the engine came to."""

import json
import re
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from pos_app.kernel.paths import resource_dir
from tests.helpers.standin import StandInHandle
from tests.ui.customers.hands import act
from tests.ui.screens import customer_page
from tests.ui.screens.customer_side import STATE, CustomerSide
from tests.ui.screens.looks import Look
from ui.theme.apply import theme_of
from ui.theme.tokens import THEME_NAMES, ThemeName
from ui.webview.theme import page_colours

pytestmark = pytest.mark.timeout(600)  # all the states in a theme, also on a busy machine
SIZE = QSize(1024, 768)
_SCRIPT = Path(__file__).with_name("painted.js").read_text("utf-8")
_STOPS = 12
"""No page has as many before the first of its own: Stripe's fields are three."""
_AT = """(() => { const at = document.activeElement;
  return at.localName === 'iframe' ? 'a frame'
    : at.matches(':focus-visible:not([type="email"])') ? 'a stop' : '' })()"""
_SHOWN = """[...document.querySelectorAll('iframe[src*="%s"]')].some((one) =>
  one.checkVisibility({checkOpacity: true, checkVisibilityCSS: true}) && one.offsetHeight > 40)"""
_GROUND = "getComputedStyle(document.getElementById('panel')).backgroundColor"
SAME_LOOK = {"opening": "looks as “agreed” does: the form is prepared"}
"""States that nobody tells from another by looking."""


@dataclass
class Painted:
    """What was measured."""

    found: dict[str, list[Any]] = field(default_factory=dict)
    """By state: what, its contrast, and what it needs."""
    counted: Counter[str] = field(default_factory=Counter)
    states: set[str] = field(default_factory=set)

    async def measure(self, name: str, side: CustomerSide) -> None:
        """All that the page shows at this moment, with what stands in it of Stripe's."""
        self.states.add(await side.page.evaluate(STATE))
        modal = await side.page.evaluate("Boolean(document.querySelector('dialog[open]'))")
        if not modal:  # there the bank's own page has the keyboard
            await _to_a_stop(side)
        self._add(name, await side.page.evaluate(_script("rgb(255, 255, 255)", focuses=not modal)))
        within = "/frames/challenge.html" if modal else "/frames/card.html"
        if await side.page.evaluate(_SHOWN % within):
            ground = await side.page.evaluate(_GROUND)
            measured = await side.page.evaluate(_script(ground, focuses=False), frame=within)
            assert measured, "a frame that is shown is measured"
            self._add(name, measured)

    def _add(self, name: str, measured: str) -> None:
        told = json.loads(measured)
        self.counted.update(told["counted"])
        self.found.setdefault(name, []).extend(told["found"])

    @property
    def wrong(self) -> dict[str, list[Any]]:
        return {name: found for name, found in self.found.items() if found}


def _script(ground: str, *, focuses: bool) -> str:
    return _SCRIPT % {"base": json.dumps(ground), "focuses": json.dumps(focuses)}


async def _to_a_stop(side: CustomerSide) -> None:
    """Press Tab until the keyboard is seen in the page itself: from then on each stop shows it."""
    web = side.web()
    surface = web.focusProxy() if web is not None else None
    assert surface is not None
    for _ in range(_STOPS):
        at = await side.page.evaluate(_AT)
        if at == "a stop":
            return
        key = Qt.Key.Key_Tab if at == "a frame" else Qt.Key.Key_Backtab
        await act(lambda key=key: QTest.keyClick(surface, key))


def _in(theme: ThemeName, qapp: QApplication, standin: StandInHandle) -> CustomerSide:
    Look(theme, "en").wear(qapp)
    return CustomerSide(standin, Look(theme, "en"), SIZE)


@pytest.mark.parametrize("theme", THEME_NAMES)
def test_nothing_on_the_customers_page_is_hard_to_see(
    theme: ThemeName, qapp: QApplication, run: Any, standin: StandInHandle, dress: Any
) -> None:
    """Text under 4.5:1, or 3:1 where it is large; icons, edges of controls and the mark of the
    keyboard under 3:1."""
    painted, side = Painted(), _in(theme, qapp, standin)

    async def flow() -> None:
        async for name in customer_page.gone_through(side, lambda _: True):
            await painted.measure(name, side)

    try:
        run(flow())
    finally:
        side.close()
        dress()
    assert painted.wrong == {}
    assert set(painted.found) == {one for names in customer_page.STATES.values() for one in names}
    assert painted.counted["text"] > 300
    assert painted.counted["icon"] > 60
    assert painted.counted["edge"] > 80
    assert painted.counted["focus"] > 50
    assert painted.states | set(SAME_LOOK) == _states_of_the_script()


def _states_of_the_script() -> set[str]:
    script = (resource_dir() / "checkout" / "checkout.js").read_text("utf-8")
    ends = re.search(r"@typedef \{(.+)\} End$", script, re.MULTILINE)
    assert ends is not None
    return {*re.findall(r"dataset\.state = '(\w+)'", script), *re.findall(r"'(\w+)'", ends[1])}


@pytest.mark.parametrize(
    ("bad", "what"),
    [
        ({"muted": "#999999"}, "text of email-note"),
        ({"edge": "#c4c4c4"}, "edge of email"),
        ({"edge": "#c4c4c4"}, "edge of dot"),
        ({"accent": "#a9cfcd"}, "icon of dot"),
        ({"primary-fill": "#d8ecea"}, "edge of pay"),
        ({"primary-text": "#2a6f74"}, "icon of svg in pay"),
        ({"focus": "#b5cef5"}, "focus of email"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_a_colour_that_is_too_faint_is_found(
    bad: dict[str, str], what: str, qapp: QApplication, run: Any, standin: StandInHandle, dress: Any
) -> None:
    painted, side = Painted(), _in("light", qapp, standin)

    async def flow() -> None:
        theme = page_colours(theme_of()) | bad
        shown = customer_page.saved_cards(side, theme=theme)
        async for name in _first(shown):
            await side.still()
            await painted.measure(name, side)

    try:
        run(flow())
    finally:
        side.close()
        dress()
    assert what in {found[0] for found in painted.found["saved cards"]}


async def _first(shots: AsyncIterator[str]) -> AsyncIterator[str]:
    async for name in shots:
        yield name
        return
