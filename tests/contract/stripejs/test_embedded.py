"""The embedded page: `createEmbeddedCheckoutPage` in a merchant's page, in the real web engine."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWebEngineCore import QWebEngineFrame
from PySide6.QtWidgets import QApplication

from tests.contract.stripejs.conftest import ORIGIN, Api, ask, wait_for
from tests.contract.stripejs.hosted_page import CheckoutPage
from tests.helpers.standin import StandInHandle

VISA = "4242424242424242"
ALWAYS_AUTHENTICATES = "4000002760003184"
_PAGE = """<!doctype html><meta charset="utf-8"><body style="margin:0">
<p>The shop's own words</p><div id="place"></div><p id="foot">Below</p>
<script src="@HOME@/endive/stripe.js"></script>
<script>
const stripe = Stripe('@KEY@', {locale: 'en'});
const seen = [], events = [];
let embedded, answer;
function run(promise) {
  answer = null;
  promise.then((made) => { embedded = made; answer = 'made'; },
    (fault) => { answer = String(fault.message); });
}
</script>"""


class EmbeddedPage(CheckoutPage):
    """A merchant's page with the checkout in a frame."""

    @property
    def where(self) -> QWebEngineFrame:
        frame = self.frame("/c/embedded")
        assert frame is not None
        return frame

    def load(self) -> None:
        html = _PAGE.replace("@HOME@", self.standin.url)
        html = html.replace("@KEY@", self.standin.publishable_key)
        self.page.setHtml(html, QUrl(f"{ORIGIN}/shop"))
        wait_for(lambda: self.js("typeof run") == "function", "the shop's page")

    def create(self, options: str) -> str:
        self.js(f"void run(stripe.createEmbeddedCheckoutPage({options}))")
        found: str = wait_for(lambda: self.js("answer"), "an answer")
        return found

    def open(self, session: dict[str, Any]) -> None:  # type: ignore[override]
        """Create, mount, and wait until it can be paid."""
        made = self.create(
            f"{{fetchClientSecret: async () => '{session['client_secret']}',"
            " onComplete: () => seen.push('complete'),"
            " onAnalyticsEvent: (event) => events.push(event)}"
        )
        assert made == "made"
        self.mount()

    def mount(self) -> None:
        self.js("void embedded.mount('#place')")
        wait_for(lambda: self.frame("/c/embedded"), "the frame")
        wait_for(lambda: self.shown("banner-text"), "the page in the frame")
        self.ready()

    def focus(self) -> None:
        self.js("void document.querySelector('#place iframe').focus()")
        super().focus()


MakePage = Callable[[], EmbeddedPage]


@pytest.fixture
def make(qapp: QApplication, standin: StandInHandle) -> Iterator[MakePage]:
    opened: list[EmbeddedPage] = []

    def go() -> EmbeddedPage:
        page = EmbeddedPage(standin)
        opened.append(page)
        page.load()
        return page

    yield go
    for page in opened:
        page.close()


def embedded(api: Api, standin: StandInHandle, after: str = "always") -> dict[str, Any]:
    leads = {} if after == "never" else {"return_url": back(standin) + "{CHECKOUT_SESSION_ID}"}
    return api.call(
        "checkout/sessions",
        **{
            "mode": "payment", "ui_mode": "embedded_page", "redirect_on_completion": after,
            "customer": api.customer(), "line_items[0][quantity]": "1",
            "line_items[0][price_data][currency]": "eur",
            "line_items[0][price_data][unit_amount]": "1250",
            "line_items[0][price_data][product_data][name]": "Sale", **leads,
        },
    )  # fmt: skip


def back(standin: StandInHandle) -> str:
    return f"{standin.url}/frames/card.html?"


def test_it_pays_and_leads_to_the_return_address(
    make: MakePage, api: Api, standin: StandInHandle
) -> None:
    session = embedded(api, standin)
    page = make()
    page.open(session)
    assert page.shown("mark").upper() == "TRAINING"
    assert page.shown("pay") == "Pay €12.50"
    page.fill(VISA)
    page.click("pay")
    page.arrives(back(standin) + session["id"])
    assert api.call(f"checkout/sessions/{session['id']}")["payment_status"] == "paid"


@pytest.mark.parametrize("after", ["if_required", "never"])
def test_it_stays_and_tells_the_shop(
    make: MakePage, api: Api, standin: StandInHandle, after: str
) -> None:
    page = make()
    page.open(embedded(api, standin, after))
    page.fill(VISA)
    page.click("pay")
    wait_for(lambda: page.js("seen") == ["complete"], "onComplete")
    assert page.shown("closed-title") == "All done"
    assert page.page.url() == QUrl(f"{ORIGIN}/shop")
    told = page.js("events.map((event) => event.eventType)")
    assert told == ["checkoutRendered", "checkoutSubmitted"]
    assert page.js("events[1].details.amount") == 1250
    assert page.js("events[1].details.paymentMethodType") == "card"


def test_a_decline_stays_in_the_frame(make: MakePage, api: Api, standin: StandInHandle) -> None:
    page = make()
    page.open(embedded(api, standin, "if_required"))
    page.fill("4000000000000002")
    page.click("pay")
    assert page.problem() == "Your card was declined."
    assert page.js("events.map((event) => event.eventType).at(-1)") == "checkoutSubmitFailed"
    assert page.js("seen") == []


def test_the_shop_cannot_look_inside(make: MakePage, api: Api, standin: StandInHandle) -> None:
    page = make()
    page.open(embedded(api, standin))
    page.fill(VISA)
    assert page.js("document.querySelector('#place iframe').contentDocument") is None
    # twice four figures: a port may hold four of them
    assert "42424242" not in page.js("document.documentElement.outerHTML + JSON.stringify(events)")


def test_the_frame_is_as_high_as_what_it_holds(
    make: MakePage, api: Api, standin: StandInHandle
) -> None:
    page = make()
    page.open(embedded(api, standin))
    fits = "Math.abs(document.querySelector('#place iframe').offsetHeight - @) <= 1"
    inside = "Math.ceil(document.body.getBoundingClientRect().height)"
    wait_for(lambda: page.js(fits.replace("@", str(page.look(inside)))), "the right height")
    before = page.look(inside)
    page.click("pay")  # faults make the form longer
    page.card("void document.getElementById('number').focus()")
    wait_for(lambda: page.look(inside) > before, "a longer page")
    wait_for(lambda: page.js(fits.replace("@", str(page.look(inside)))), "the new height")


@pytest.mark.parametrize("way", ["approve", "close"])
def test_the_bank_asks_over_the_whole_page(
    make: MakePage, api: Api, standin: StandInHandle, way: str
) -> None:
    page = make()
    page.open(embedded(api, standin, "if_required"))
    page.fill(ALWAYS_AUTHENTICATES)
    page.click("pay")
    bank = page.bank()
    covered = """(({left, top, width, height}) => [left, top, width, height].join())(
      document.querySelector('#place iframe').getBoundingClientRect())"""
    wait_for(lambda: page.js(covered) == page.js("[0, 0, innerWidth, innerHeight].join()"), "it")
    ask(bank, f"void document.getElementById('{way}').click()")
    if way == "approve":
        wait_for(lambda: page.js("seen") == ["complete"], "onComplete")
    else:
        assert "could not be authenticated" in page.problem()
    wait_for(lambda: page.js("document.querySelector('#place iframe').style.position") == "", "end")


def test_unmounted_mounted_again_destroyed(
    make: MakePage, api: Api, standin: StandInHandle
) -> None:
    session = embedded(api, standin)
    page = make()
    page.open(session)
    page.js("void embedded.unmount()")
    assert page.js("document.querySelector('#place iframe')") is None
    page.mount()
    another = f"{{clientSecret: '{session['client_secret']}'}}"
    assert page.create(another) == "You cannot have multiple Embedded Checkout objects."
    page.js("void embedded.destroy()")
    assert page.js("document.querySelector('#place iframe')") is None
    mount = "(() => { try { embedded.mount('#place'); } catch (fault) { return fault.message; } })"
    assert "destroyed" in page.js(f"{mount}()")
    assert page.create(another) == "made"


def test_what_can_not_be_embedded(make: MakePage, api: Api, standin: StandInHandle) -> None:
    page = make()
    secret = api.session(customer=api.customer())["client_secret"]
    for options, words in {
        "{}": "either clientSecret or fetchClientSecret",
        "{clientSecret: 'a', fetchClientSecret: async () => 'a'}": "either",
        "{clientSecret: 'nonsense'}": "not valid",
        "{clientSecret: 'cs_test_a_secret_b'}": "not valid",
        f"{{clientSecret: '{secret}'}}": "embedded_page",
        f"{{clientSecret: '{secret}', onLineItemsChange: async () => ({{}})}}": "not implement",
        "{fetchClientSecret: () => Promise.reject(new Error('no server'))}": "no server",
    }.items():
        assert words in page.create(options), options


def test_a_closed_session_says_so(make: MakePage, api: Api, standin: StandInHandle) -> None:
    session = embedded(api, standin)
    api.call(f"checkout/sessions/{session['id']}/expire", expand="")
    page = make()
    assert page.create(f"{{clientSecret: '{session['client_secret']}'}}") == "made"
    page.js("void embedded.mount('#place')")
    wait_for(lambda: page.frame("/c/embedded"), "the frame")
    wait_for(lambda: page.shown("closed-title"), "the words")
    assert page.shown("closed-title") == "This checkout has expired"
