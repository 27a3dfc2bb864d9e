"""A real page of the customer's, in a window it belongs into, that is driven and waited for."""

import asyncio
import json
import math
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Final

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, QSize
from PySide6.QtGui import QColor
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QWidget

from tests.helpers.page_sessions import PageSessions
from tests.helpers.standin import StandInHandle
from tests.ui.screens.looks import Look
from ui.checkout.customer_window import CustomerWindow
from ui.demo.web import PageDriver
from ui.theme.apply import theme_of
from ui.webview.checkout_view import CheckoutView
from ui.webview.model import Language, PageConfig
from ui.webview.theme import page_colours

SHOP: Final = "Atelier Zoé"
CARD: Final = "/frames/card.html"
STATE: Final = "document.getElementById('checkout').dataset.state"
_STILL = """(() => {
  if (innerHeight < 40) return '';
  for (const moving of document.getAnimations()) try { moving.finish(); } catch { moving.pause(); }
  document.documentElement.style.setProperty('caret-color', 'transparent');
  const mark = document.getElementById('drawn') ?? document.createElement('i');
  mark.id = 'drawn';
  mark.style.cssText = 'position:fixed;left:%s;top:0;width:8px;height:2px;margin:0;'
    + 'z-index:2147483647;background:%s';
  (document.querySelector('dialog[open]') ?? document.body).append(mark);
  return 'drawn';
})()"""
"""What moves stands, and a spot at the upper edge takes a shade of its own that nobody tells from
what was there: once the window shows that, it shows all that came before."""
_FRAMES = """JSON.stringify(Object.fromEntries(
  [...document.querySelectorAll('iframe[src*="/frames/"]')]
  .filter((one) => one.checkVisibility({checkOpacity: true, checkVisibilityCSS: true}))
  .map((one) => [new URL(one.src).pathname, one.getBoundingClientRect()])
  .filter(([, box]) => box.height > 40 && box.top >= 0 && box.top + 2 < innerHeight)
  .map(([path, box]) => [path, [box.left + box.width / 2, box.top]])))"""
"""Those of Stripe's that are seen, and the middle of their upper edge."""
_PATIENCE_S = 40.0
_TURNS = 1_000
"""In which a page that is handed over has come to another window."""


@dataclass
class CustomerSide:
    """Where pages are made for one look; `window` is what has the newest."""

    standin: StandInHandle
    look: Look
    size: QSize
    window: QWidget = field(init=False)

    def __post_init__(self) -> None:
        self.sessions = PageSessions(self.standin)
        self.page = PageDriver(self.web)
        self._views: list[CheckoutView] = []
        self._windows: list[QWidget] = []
        self._shades = count(1)
        self.show(CustomerWindow(SHOP, training=True))

    @property
    def language(self) -> Language:
        return "fr" if self.look.language == "fr" else "en"

    @property
    def view(self) -> CheckoutView:
        return self._views[-1]

    def web(self) -> QWebEngineView | None:
        """The newest page's."""
        return self.view.findChild(QWebEngineView) if self._views else None

    def show(self, window: QWidget) -> None:
        """Have the pages from now on in another window."""
        self.window = window
        self._windows.append(window)
        window.resize(self.size)
        window.show()
        window.activateWindow()

    def config(self, **changes: Any) -> PageConfig:
        """As the till asks for a page, in this look."""
        theme = theme_of()
        given: dict[str, Any] = {
            "stripe_js_url": f"{self.standin.url}/endive/stripe.js",
            "publishable_key": self.standin.publishable_key,
            "language": self.language,
            "dark": theme.dark,
            "contrast": theme.contrast,
            "api_hosts": (self.standin.url,),
            "theme": page_colours(theme),
        }
        return PageConfig(**(given | changes))

    def take(self, **changes: Any) -> CheckoutView:
        """A page that loads, for whoever shows it."""
        view = CheckoutView(patience_s=_PATIENCE_S)
        self._views.append(view)
        view.preload(self.config(**changes))
        return view

    async def fresh(self, **changes: Any) -> CheckoutView:
        """A page in the customer's own window."""
        window = self._windows[0]
        assert isinstance(window, CustomerWindow)
        self.window = window
        view = self.take(**changes)
        window.show_page(view)
        window.activateWindow()
        view.setFocus()
        return view

    async def type_card(self, number: str) -> None:
        """Where there are fields for one."""
        for name, text in (("number", number), ("expiry", "1240"), ("cvc", "123")):
            await self.page.type(f"#{name}", text, frame=CARD)

    async def state(self, wanted: str) -> None:
        """Until the page says that it is in it."""
        await self.page.until(f"{STATE} === '{wanted}'", seconds=_PATIENCE_S)

    async def pay(self, until: str) -> None:
        """Press the button, and wait for what the page makes of it."""
        await self.page.click("#pay")
        await self.page.until(until, seconds=_PATIENCE_S)

    async def still(self) -> None:
        """Until the page is laid out for its window as it stands, and its window shows it."""
        self.window.resize(self.size)
        web = self.web()
        assert web is not None
        for _ in range(_TURNS):
            if web.window() is self.window and web.isVisible():
                break
            await asyncio.sleep(0.01)
        wide, high = web.width(), web.height()
        await self.page.until(f"innerWidth === {wide} && innerHeight === {high}")
        for frame in await self._spots():
            await self._drawn(web, frame)
        await self._drawn(web)

    async def _spots(self) -> dict[str, QPoint]:
        found: dict[str, list[float]] = json.loads(await self.page.evaluate(_FRAMES))
        return {path: QPoint(int(left), math.ceil(top)) for path, (left, top) in found.items()}

    async def _drawn(self, web: QWebEngineView, frame: str = "") -> None:
        """Until the window shows what the page, or a frame in it, has by now. A frame moves while
        the page around it takes its place."""
        spot = above = QPoint(1, 0)
        if frame:
            spot = (await self._spots()).get(frame, above)
        now = _colour(web, spot)
        shade = QColor(now.red(), now.green(), now.blue() ^ (next(self._shades) % 3 + 1))
        left = "calc(50% - 4px)" if frame else "-6px"  # in the middle of a frame nothing is written
        await self.page.until(_STILL % (left, shade.name()), frame)
        deadline = asyncio.get_running_loop().time() + _PATIENCE_S
        while _colour(web, spot) != shade:
            if asyncio.get_running_loop().time() > deadline:
                raise TimeoutError(f"the window never showed {frame or 'the page'} at {spot}")
            await asyncio.sleep(0.01)
            if frame:
                spot = (await self._spots()).get(frame, above)

    def drop(self) -> None:
        """Take the pages apart, not yet their windows."""
        for view in self._views:
            view.shutdown()
            view.hide()
            view.deleteLater()
        self._views.clear()

    def close(self) -> None:
        """All of it."""
        self.drop()
        for window in self._windows:
            window.hide()
            window.deleteLater()
        for _ in range(4):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
            QCoreApplication.processEvents()


def _colour(web: QWebEngineView, spot: QPoint) -> QColor:
    return web.grab(QRect(spot, QSize(1, 1))).toImage().pixelColor(QPoint(0, 0))
