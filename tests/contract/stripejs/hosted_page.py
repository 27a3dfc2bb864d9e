"""Hands for the page at a session's own address, and for the same page in a merchant's."""

import json
from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtWebEngineCore import QWebEngineFrame, QWebEnginePage, QWebEngineProfile
from PySide6.QtWebEngineWidgets import QWebEngineView

from tests.contract.stripejs.conftest import Api, Page, ask, wait_for
from tests.helpers.standin import StandInHandle

READY = "document.querySelector('#card iframe') && !document.getElementById('checkout').hidden"


class CheckoutPage(Page):
    """Whatever the address; `where` is the document of the checkout itself."""

    def __init__(self, standin: StandInHandle, width: int = 900, browser: str = "en") -> None:
        self.standin = standin
        self.profile = QWebEngineProfile()
        self.profile.setHttpAcceptLanguage(browser)
        self.page = QWebEnginePage(self.profile)
        self.view = QWebEngineView()
        self.view.setPage(self.page)
        self.view.resize(width, 900)
        self.view.show()

    @property
    def where(self) -> QWebEnginePage | QWebEngineFrame:
        return self.page

    def go(self, address: str) -> None:
        """Open and wait for words."""
        self.page.load(QUrl(address))
        wait_for(lambda: self.shown("banner-text"), "the page")

    def ready(self) -> None:
        """Wait for a card form that takes typing."""
        wait_for(lambda: self.look(READY), "the checkout")
        wait_for(lambda: self.frame("/frames/card.html"), "the card's frame")
        wait_for(lambda: self.card("document.getElementById('number-label')?.innerText"), "words")

    def frame(self, path: str) -> QWebEngineFrame | None:
        # A form that waits for its use hangs in the same document: the one in place is the last.
        found = [f for f in _below(self.page.mainFrame()) if f.isValid() and f.url().path() == path]
        shown = [f for f in found if path != "/frames/card.html" or ask(f, "innerHeight > 0")]
        return shown[-1] if shown else None

    def look(self, script: str) -> Any:
        """The value of `script` in the checkout's document."""
        return ask(self.where, script)

    def shown(self, name: str) -> str:
        """The words of an element, '' while it is hidden."""
        text: str = self.look(
            "((node) => (node?.checkVisibility() ? node.innerText : ''))"
            f"(document.getElementById('{name}'))"
        )
        return text

    def enter(self, name: str, value: str) -> None:
        """Fill a field of the page's own."""
        self.look(f"""void ((field) => {{ field.value = {json.dumps(value)};
          field.dispatchEvent(new Event('input', {{bubbles: true}}));
          field.dispatchEvent(new Event('change', {{bubbles: true}}));
        }})(document.getElementById('{name}'))""")

    def click(self, name: str) -> None:
        self.look(f"void document.getElementById('{name}').click()")

    def focus(self) -> None:
        self.view.setFocus()
        self.look("void document.querySelector('#card iframe').focus()")
        self.card("void document.getElementById('number').focus()")
        wait_for(lambda: self.card("document.activeElement.id") == "number", "the focus")

    def problem(self) -> str:
        """What the page says is wrong, once it does."""
        found: str = wait_for(lambda: self.shown("problem"), "a problem in words")
        return found

    def arrives(self, address: str) -> None:
        wait_for(lambda: self.page.url() == QUrl(address), address)


def _below(frame: QWebEngineFrame) -> Iterator[QWebEngineFrame]:
    for child in frame.children():
        if child.isValid():
            yield child
            yield from _below(child)


def hosted_session(api: Api, standin: StandInHandle, **fields: str) -> dict[str, Any]:
    """A hosted session of 2 × 6.25 EUR that leads to a page of this machine; `paid(…)` is it."""
    return api.call(
        "checkout/sessions",
        **{
            "mode": "payment", "success_url": f"{standin.url}/frames/card.html?" + _ID,
            "line_items[0][quantity]": "2", "line_items[0][price_data][currency]": "eur",
            "line_items[0][price_data][unit_amount]": "625",
            "line_items[0][price_data][product_data][name]": "Haircut", **fields,
        },
    )  # fmt: skip


_ID = "{CHECKOUT_SESSION_ID}"


def paid(standin: StandInHandle, session: dict[str, Any]) -> str:
    """Where a session of `hosted_session` leads."""
    return f"{standin.url}/frames/card.html?{session['id']}"
