"""A real page of the customer's, in a window it belongs into, that is driven and waited for."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Final

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, QSize
from PySide6.QtGui import QColor, QPixmap
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
  for (const moving of document.getAnimations()) { moving.pause(); moving.currentTime = 300; }
  document.documentElement.style.setProperty('caret-color', 'transparent');
  const mark = document.getElementById('drawn') ?? document.createElement('i');
  mark.id = 'drawn';
  mark.style.cssText = 'position:fixed;left:0;bottom:0;width:2px;height:2px;z-index:2147483647;'
    + 'background:rgb(%d,%d,%d)';
  (document.querySelector('dialog[open]') ?? document.body).append(mark);
  return true;
})()"""
"""What moves stands, and a corner takes a shade of the ground's own that nobody tells from it: once
the window shows that, it shows all that came before."""
_AT_ONCE = """(() => {
  for (const moving of document.getAnimations()) try { moving.finish(); } catch { moving.pause(); }
  return '';
})()"""
_PATIENCE_S = 40.0


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
        await _until(lambda: web.window() is self.window and web.isVisible())
        wide, high = web.width(), web.height()
        await self.page.until(f"innerWidth === {wide} && innerHeight === {high}")
        await self.page.evaluate(_AT_ONCE, frame="/frames/")  # each of them: it answers nothing
        shade = self._shade()
        await self.page.evaluate(_STILL % shade.getRgb()[:3])
        corner = QRect(0, high - 2, 2, 2)
        await _until(lambda: _colour(web.grab(corner)) == shade)

    def _shade(self) -> QColor:
        ground = QColor(page_colours(theme_of())["ground"])
        blue = ground.blue() ^ (next(self._shades) % 3 + 1)
        return QColor(ground.red(), ground.green(), blue)

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


def _colour(picture: QPixmap) -> QColor:
    return picture.toImage().pixelColor(QPoint(0, 0))


async def _until(true: Callable[[], bool]) -> None:
    deadline = asyncio.get_running_loop().time() + _PATIENCE_S
    while not true():
        if asyncio.get_running_loop().time() > deadline:
            raise TimeoutError("the window never showed what the page has")
        await asyncio.sleep(0.01)
